/** The taxonomy a brand of clothes begins with: twelve themes of the garment, and those of the service, the range and the wearer’s life. Everything in it can be changed. */
import type { ThemeDefinition } from '../contract.ts'

const theme = (
  name: string,
  kind: ThemeDefinition['kind'],
  place: string,
  any: string,
  none = '',
): ThemeDefinition => ({ name, kind, place, any: listed(any), none: listed(none) })

const listed = (text: string): string[] =>
  text
    .split(/[|\n]/)
    .map((each) => each.trim())
    .filter((each) => each !== '')

export const STARTER_THEMES: Readonly<Record<string, ThemeDefinition>> = {
  'runs-small': theme(
    'Runs small',
    'complaint',
    'Size',
    `runs small | run small | running small | runs a bit small | runs a little small | runs very small | runs really small | runs so small
    | runs slightly small | fits small | fit small | runs tight | too small | size up | sized up | sizing up | go up a size
    | went up a size | going up a size | order up | ordered up | too tight | way too tight | very tight | super tight | really tight
    | a bit tight | a little tight | tight in the | tight across | tight around | tight through | tight at the | tight on | was tight
    | were tight | couldn't button | could not button | couldn't zip | could not zip | wouldn't zip | larger size | next size up
    | one size up | a size larger | a size bigger | snug in | snug there | too snug | little snug | skin tight | barely squeez*
    | barely get it on | could barely | hard time getting into | sleeves were tight | sleeves are tight | super small | felt tight
    | is tight`,
    `not too tight | isn't too tight | not tight | size up if you want | sizing up and down | to run small | without being tight`,
  ),
  'runs-large': theme(
    'Runs large',
    'complaint',
    'Size',
    `runs large | run large | runs big | run big | running large | runs a bit large | runs a little large | runs a little big
    | runs a bit big | runs very large | runs very big | runs really large | runs really big | runs super large | runs so large
    | runs slightly large | runs huge | fits large | fits big | too big | too large | way too big | huge | size down | sized down
    | sizing down | go down a size | went down a size | going down a size | order down | ordered down | swimming in | swam in | too loose
    | too wide | very wide | too boxy | very boxy | so boxy | oversized | very large | very big | enormous | like a tent | huge tent
    | like a maternity | like maternity | a bit shapeless | was shapeless | one size smaller | boxy | too baggy | bit baggy | little baggy
    | very baggy | so baggy | muumuu | moo-moo | run quite large | runs quite large | does run large | run very large | run really large
    | run slightly large | just a little large | little larger | bit larger | pretty big | pretty large | seemed big | seems big | bit big
    | little big | bit large | little large | bit bigger | runs generous | fits generously | generous cut | too much fabric | lot of fabric
    | extra fabric | excess fabric | excess material | extra material | so wide | bit wide | little wide | seemed so wide | swallowed me
    | roomy | overly large | down a size | too roomy | way too large | far too big | much too big | extremely large`,
    `not boxy | without being boxy | not too boxy | isn't boxy | not at all boxy | wouldn't call it boxy
    | not too baggy`,
  ),
  petite: theme(
    'Fit for shorter people',
    'help',
    'Size',
    `petite | petites | i'm short | i am short | short person | shorter person | shorter women | shorter girls | vertically challenged
    | short girl | short gal | for short | on short | i'm only 5 | i am only 5 | 4'10 | 4'11 | 5'0 | 5'1 | 5'2 | 5'3 | 5 feet | 5 ft | 5'1"
    | 5'2" | 5'3" | 5'0" | short legs | short torso | short waisted | shorter gals | being short | my short frame | short frame
    | small frame | shorten | 5'4 | 5'4" | i'm 5 4 | i am 5 4 | i'm 5 3 | i am 5 3 | i'm 5 2 | i am 5 2 | 5ft2 | 5ft 2in | 5ft2in | 5ft3
    | 5ft 3in | 5ft4 | 5ft 4in | xxs p | xsp | xs-p`,
  ),
  'too-long': theme(
    'Length is wrong',
    'complaint',
    'Size',
    `too long | too short | way too short | bit short | little short | bit long | little long | very short | very long | so short
    | super short | wrong length | length was off | odd length | awkward length | weird length | strange length | too cropped
    | definitely cropped | really long | extremely long | pretty long | quite long | quite short | pretty short | shorter in the back
    | little shorter | slightly short | long on me | short on me | not long enough | short length | high waters | longer in length
    | way too long | not as long as`,
    `not too long | not too short | very long time | too long or short`,
  ),
  thin: theme(
    'Thin or see-through',
    'complaint',
    'Fabric',
    `see through | see-through | sheer | transparent | very thin | too thin | so thin | super thin | really thin | paper thin
    | thin material | thin fabric | fabric is thin | material is thin | bit thin | little thin | is thin | was thin | tissue thin | flimsy
    | show through | shows through | showed through | shows everything | cami underneath | cami under | slip underneath | need a slip
    | wear a slip | need a cami | wear a cami | translucent | little camisole | camisole underneath | camisole under | tank under
    | tank underneath | tank top under | cami on underneath | lining or shell | not lined and`,
    `not see through | not see-through | isn't see through | isn't see-through | not sheer | isn't sheer | not too sheer | not too thin
    | isn't too thin | not transparent | not at all sheer`,
  ),
  quality: theme(
    'Falls apart or looks cheap',
    'complaint',
    'Fabric',
    `pill | pills | pilled | pilling | fell apart | falls apart | falling apart | fall apart | rip | tore | torn | a hole | holes in
    | hole in | unravel* | snag* | came apart | coming apart | came undone | broke | broken | poor quality | bad quality | low quality
    | cheap | cheaply | cheap looking | poorly made | poorly constructed | badly made | shoddy | shrunk | shrank | shrink | shrinks | faded
    | bled | frayed | fraying | loose threads | defective | stretched out | stretches out | lost its shape | loses its shape
    | quality is not | quality was not | quality isn't | wrinkle* | missing button | it ripped | has ripped | a rip | huge rip
    | hem came out | came loose | come loose | coming loose | falling off | fell off | lower quality | looked inexpensive
    | looks inexpensive | inexpensive looking | lightened significantly | stretched so much | tend to stretch | looked faded
    | doesn't seem as nice | feels cheap | horrific stitching | stitching is`,
    `doesn't look cheap | not cheap | wasn't cheap | isn't cheap | hoping to shrink | hoping it would shrink | no pilling | didn't shrink
    | doesn't shrink | did not shrink | no wrinkles | wrinkle-free | wrinkle free | not stretching out | doesn't wrinkle`,
  ),
  soft: theme(
    'Soft and comfortable',
    'praise',
    'Fabric',
    `soft | softest | softness | comfortable | comfy | so comfortable | very comfortable | cozy | cosy | comfort | comfortably | feels great | feels good | feels amazing | buttery | like pajamas | like pyjamas`,
    `not soft | isn't soft | not comfortable | wasn't comfortable | isn't comfortable | not comfy | not very soft | not very comfortable | not as soft`,
  ),
  itchy: theme(
    'Itchy or scratchy',
    'complaint',
    'Fabric',
    `itchy | itch | itches | itching | scratchy | scratch | scratches | scratched | prickly | rough material | irritat* | rough fabric
    | slightly rough | so rough | fabric is rough | too rough | scratchiness | coarse fabric | coarse material`,
    `not itchy | isn't itchy | not at all itchy | not scratchy | isn't scratchy | no itch | wasn't itchy | not itch | without itching`,
  ),
  compliments: theme(
    'Compliments when worn',
    'praise',
    'Wearing it',
    `compliment | compliments | complimented | complement* on | stopped me | asked me where | asked where i got | everyone asks | people ask | strangers | rave reviews | turn heads | turned heads`,
  ),
  flattering: theme(
    'Flattering',
    'praise',
    'Wearing it',
    `flattering | flatters | flatter | flattered | slimming | hides | hugs | fits perfectly | fits like a glove | fit perfectly
    | fit like a glove | perfect fit | fits great | fit great | fits beautifully | fits well | fit well | fit is perfect | fit was perfect
    | fits so well | fit is great | drapes beautifully | drapes nicely | fit perfect | fits perfect | fit just perfect*
    | fits just perfect* | fits so perfect* | fits incredibly | fits exactly | fit exactly | fits nicely | fit nicely | fits awesome
    | fit awesome | fits like a dream | fit like a dream | great fit | wonderful fit | happy with the fit | fit so well
    | fit me beautifully | fit beautifully | fits me perfectly | fits me well`,
    `not flattering | not at all flattering | isn't flattering | wasn't flattering | not very flattering | unflattering
    | not the most flattering | not that flattering | less than flattering | not a flattering | nothing flattering | wasn't very flattering
    | not be flattering | not flatter | not cute or flattering | fits great except | fit great except | fit well but
    | wasn't at all flattering`,
  ),
  'not-as-shown': theme(
    'Not as pictured',
    'complaint',
    'Website',
    `not as pictured | than pictured | than the picture | than in the picture | than the photo | than it appears | than it looks
    | than appears | not like the picture | not like the photo | unlike the picture | nothing like | not what i expected | not as expected
    | looked nothing | looks nothing | color is off | color was off | colors are off | different color | color is different
    | color was different | different in person | not the same color | picture doesn't | picture does not | photo doesn't | photo does not
    | pictures don't | photos don't | doesn't do it justice | don't do it justice | doesn't do justice | do not do it justice
    | does not do it justice | do it justice | than online | as it appears online | than shown | misleading | deceiving
    | not true to the picture | not like pictured | than on the model | than the model | on the model but | picture online doesn't
    | online picture | photo does a disservice | photo doesn't do | model must have | must have been clipped | must be pinned
    | must have been pinned | not as long as pictured | not as long as it appears | in person than | much cuter in person
    | more vibrant in person | darker in person | lighter in person | true color is | would not call this | darker than i thought
    | lighter than i thought | than it appears in | in this picture | it is not the | not visible in the online | like the picture`,
    `looks like the picture | just like the picture | exactly like the picture | just as pictured | looks just like the photo`,
  ),
  returned: theme(
    'Sent it back',
    'complaint',
    'Returns',
    `returned | returning | sent it back | send it back | sending it back | sent them back | sending them back | going back | went back
    | had to return | have to return | will return | be returned | return it | return this | return them | returned it | took it back
    | taking it back | back it goes | sadly returning | sending back | goes back | forced to return | didn't end up keeping
    | did not keep it | didn't keep it | has to go back | have to go back | go back to retailer | take it back to | to take back
    | will be going back | on its way back`,
    `not returning | didn't return | won't be returning | not going back | never returned | won't return | going back for it
    | going back to get | going back for | went back to get | went back and bought`,
  ),
  'where-is-it': theme(
    'Where is my parcel',
    'complaint',
    'Delivery',
    `where is my order | where is my parcel | where is my package | where's my order | where's my parcel | where's my package | label created | tracking has not | tracking hasn't | tracking says | tracking shows | no tracking | not arrived | hasn't arrived | hasn't come | has not arrived | still not here | still waiting for my | never arrived | never came | not been delivered | hasn't shipped | not shipped | delivered but | lost in the mail | arrived late | came late | days late | weeks late
    | haven't received | have not received | didn't receive | hasn't turned up | has not turned up | no sign of | is my parcel lost | parcel is lost
    | stuck at | stuck in | been stuck | arrive yet | arrived yet | come yet | when will it arrive | when does it arrive | delivery date | any news on
    | any news of | where it is | where is it | customs clearance | express option | express delivery | nothing has come | nothing came | looking out of the window`,
  ),
  refund: theme(
    'Waiting for money back',
    'complaint',
    'Refund',
    `where is my refund | where's my refund | no refund | refund hasn't | refund has not | still waiting for my refund | waiting for a refund | waiting on my refund | money back | not been refunded | haven't been refunded | not refunded | get refunded | refund yet`,
  ),
  kind: theme(
    'Kind, human replies',
    'praise',
    'Asks after sale',
    `so kind | so helpful | very helpful | super helpful | incredibly helpful | really helpful | so friendly | very friendly | went above and beyond | above and beyond | great service | great customer service | amazing service | amazing customer service | excellent service | excellent customer service | wonderful service | best customer service | best service | quick reply | replied so quickly | hand-written | handwritten | real person | thoughtful
    | thank you so much for | thank you for your help | thanks for your help | thanks for sorting | thank you for sorting | thank you for chasing
    | really appreciate | appreciate how | big thanks | many thanks to | shout-out | shout out | shoutout | by name | is lovely | was lovely | was wonderful
    | is wonderful | so patient | being patient | being kind | was kind | so fast to answer | went out of | made my day | little note | small note`,
    `not helpful | wasn't helpful | not very helpful`,
  ),
  wishes: theme(
    'Wishes and ideas',
    'idea',
    'Range',
    `please make | please bring back | bring back | please add | you should make | you should add | i wish it came in | i wish they made | i wish you made | i wish it had | wish this came in | wish it came in | wish they came in | wish these came in | wish they had it in | wish it had pockets | wish they would | would love to see | would love it in | would love this in | would be great if | would be nice if | wish there were | if only it came in | more colors | other colors | more sizes`,
  ),
  'which-size': theme(
    'Which size to take',
    'help',
    'Website',
    `which size | what size | size chart | size guide | sizing chart | between sizes | between two sizes | in between sizes | between xs | between s and
    | between m and | between l and | do i go up | do i go down | one size or two | what would you pick | help choosing | which one should i
    | going by your chart | usually keep | what do people my height | decide between`,
  ),
  exchange: theme(
    'Wants to exchange',
    'help',
    'Returns',
    `exchange | exchanging | exchanged | swap | swapped | swapping | in a different size | for a different size | for another size | the other colour instead`,
  ),
  'asked-again': theme(
    'Had to ask again',
    'complaint',
    'Contact us',
    `third time | second time | fourth time | third e-mail | third mail | third one | still no reply | no reply | nobody answered | no answer | no one answered
    | haven't heard | have not heard | not heard back | nobody rang | nobody called | same question | asking again | asked again | ask again | chase you
    | chasing you | chase this | mailed twice | written twice | wrote twice | called twice | how many times | anybody reading | is anyone there
    | told me i'd hear | was told i'd hear | keep explaining | explain this again | four different things | closed on me`,
    `third time i buy | third time buying | second time i buy | second time buying | third time i ordered`,
  ),
  'too-many-mails': theme(
    'Too many e-mails',
    'complaint',
    'Newsletter',
    `too many e-mails | too many emails | too many mails | too much mail | e-mails a week | emails a week | mails a week | unsubscribe | unsubscribed
    | off your list | off the list | stop sending me | stop mailing | newsletter`,
  ),
  'other-address': theme(
    'Another address',
    'help',
    'Order',
    `new address | old address | change the address | change my address | address change | wrong address | another address | different address
    | send it to my office | moving to | we're moving | i'm moving | have moved | deliver it to | sent to the new place`,
  ),
  gifts: theme(
    'Gifts and gift notes',
    'help',
    'Unboxing',
    `gift note | gift card | gift wrap | gift wrapped | gift receipt | gift message | gift box | as a gift | it's a gift | is a gift | return a gift | a present for
    | for my mum | for my mother | for my dad | for my father | for my sister | for my brother | for my wife | for my husband | for my daughter | for my son
    | for my friend | who it came from`,
  ),
  incomplete: theme(
    'Missing or wrong in the parcel',
    'complaint',
    'Delivery',
    `half of my order | part of my order | wasn't in the box | weren't in the box | isn't in the box | not in the box | missing from the parcel
    | missing from my | was missing | were missing | wrong item | wrong size arrived | wrong colour | wrong color | the wrong one | somebody else's order
    | someone else's order | second parcel`,
  ),
  mending: theme(
    'Mending and moths',
    'help',
    'Use',
    `mend | mended | mends | mending | repair | repaired | repairs | darn | darned | darning | patch | patched | the zip | zipper | moth | moths`,
  ),
  care: theme(
    'Washing and care',
    'help',
    'Use',
    `how do i wash | how often do you wash | really wash | wash it | washing it | without washing | machine wash | hand wash | care instructions | stain | stains
    | marks on | tumble | dryer | dry flat | dry clean | detergent | softener | smell of | store it over | get it out of`,
  ),
  fresh: theme(
    'Doesn’t smell after days',
    'praise',
    'Use',
    `doesn't smell | does not smell | don't smell | didn't smell | never smells | no smell | not smell | doesn't stink | still smells fresh | smells fine`,
  ),
  stock: theme(
    'Back in stock',
    'help',
    'Range',
    `back in stock | in stock | out of stock | sold out | restock | restocked | restocking | backorder | be back | coming back | come back in | any left | iso`,
    `won't be back | not be back | i'll be back | i will be back`,
  ),
  pockets: theme(
    'Wants pockets',
    'idea',
    'Range',
    `pockets please | pockets, please | with pockets | had pockets | no pockets | needs pockets | wish it had pockets | want pockets | add pockets | where are the pockets`,
    `comes with pockets | love the pockets`,
  ),
  tall: theme(
    'Would like it in tall',
    'idea',
    'Range',
    `for tall | in tall | tall people | tall women | tall sizes | i'm tall | i am tall | so tall | 5'10 | 5'11 | 6'0 | 6'1 | 6'2 | 6 ft | six feet | long arms | long torso | sleeve lengths`,
  ),
  price: theme(
    'Price and discounts',
    'complaint',
    'Pay',
    `expensive | overpriced | pricey | price dropped | price went | dropped the price | part of the sale | in the sale | on sale | discount | coupon
    | promo code | voucher | code doesn't | code does not | pay in two | instalment | instalments | installment | too much money`,
    `not expensive | isn't expensive`,
  ),
  occasions: theme(
    'For an occasion',
    'help',
    'Learn',
    `wedding | getting married | anniversary | graduation | engagement | funeral | christening | job interview | birthday | baby shower | honeymoon | dress code`,
  ),
  loves: theme(
    'Loves it',
    'praise',
    'Wearing it',
    `love it | love this | love these | loves it | loving it | in love with | favourite | favorite | obsessed | best purchase | best thing i | live in it | living in it
    | would buy again | will buy again | buy it again | not taken it off | not taken them off | never take it off | refused to take it off | recommend it | recommended you
    | recommend you | telling everyone | told everyone`,
    `don't love | didn't love | not love | wanted to love | not my favorite | not my favourite | would not recommend | wouldn't recommend`,
  ),
  leaving: theme(
    'Won’t buy again',
    'complaint',
    'Contact us',
    `never again | won't buy | will not buy | won't be back | not coming back | last order | my last | lost a customer | done with you | close my account | closing my account
    | delete my account | cancel everything | cancel my order | i'm out | remove my data | my data to be removed | going elsewhere | not worth the effort | isn't worth the effort`,
  ),
}
