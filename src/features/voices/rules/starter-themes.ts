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
    `runs small | run small | running small | runs a bit small | runs a little small | runs very small | runs really small
    | runs so small | runs slightly small | fits small | fit small | runs tight | too small | size up | sized up | sizing up
    | go up a size | went up a size | going up a size | order up | ordered up | too tight | way too tight | very tight
    | super tight | really tight | a bit tight | a little tight | tight in the | tight across | tight around | tight through
    | tight at the | tight on | was tight | were tight | couldn't button | could not button | couldn't zip | could not zip
    | wouldn't zip | larger size | next size up | one size up | a size larger | a size bigger | snug in | snug there | too snug
    | little snug | skin tight | barely squeez* | barely get it on | could barely | hard time getting into | sleeves were tight
    | sleeves are tight | super small | felt tight | is tight`,
    `not too tight | isn't too tight | not tight | size up if you want | sizing up and down | to run small | without being tight
    | had ordered up | concerned it would be too small | afraid it would be too small | didn't size up | did not size up`,
  ),
  'runs-large': theme(
    'Runs large',
    'complaint',
    'Size',
    `runs large | run large | runs big | run big | running large | runs a bit large | runs a little large | runs a little big
    | runs a bit big | runs very large | runs very big | runs really large | runs really big | runs super large | runs so large
    | runs slightly large | runs huge | fits large | fits big | too big | too large | way too big | huge | size down | sized down
    | sizing down | go down a size | went down a size | going down a size | order down | ordered down | swimming in | swam in
    | too loose | too wide | very wide | too boxy | very boxy | so boxy | oversized | very large | very big | enormous
    | like a tent | huge tent | like a maternity | like maternity | a bit shapeless | was shapeless | one size smaller | boxy
    | too baggy | bit baggy | little baggy | very baggy | so baggy | muumuu | moo-moo | run quite large | runs quite large
    | does run large | run very large | run really large | run slightly large | just a little large | little larger | bit larger
    | pretty big | pretty large | seemed big | seems big | bit big | little big | bit large | little large | bit bigger
    | runs generous | fits generously | generous cut | too much fabric | lot of fabric | extra fabric | excess fabric
    | excess material | extra material | so wide | bit wide | little wide | seemed so wide | swallowed me | overly large
    | down a size | too roomy | way too large | far too big | much too big | extremely large`,
    `not boxy | without being boxy | not too boxy | isn't boxy | not at all boxy | wouldn't call it boxy | not too baggy
    | doesn't look like a tent | not look like a tent | not like a tent | not huge | not big and boxy`,
  ),
  petite: theme(
    'Fit for shorter people',
    'help',
    'Size',
    `petite | petites | i'm short | i am short | short person | shorter person | shorter women | shorter girls
    | vertically challenged | short girl | short gal | for short | on short | i'm only 5 | i am only 5 | 4'10 | 4'11 | 5'0 | 5'1
    | 5'2 | 5'3 | 5 feet | 5'1" | 5'2" | 5'3" | 5'0" | short legs | short torso | short waisted | shorter gals | being short
    | my short frame | short frame | small frame | shorten | 5'4 | 5'4" | i'm 5 4 | i am 5 4 | i'm 5 3 | i am 5 3 | i'm 5 2
    | i am 5 2 | 5ft2 | 5ft 2in | 5ft2in | 5ft3 | 5ft 3in | 5ft4 | 5ft 4in | xxs p | xsp | xs-p`,
  ),
  'too-long': theme(
    'Length is wrong',
    'complaint',
    'Size',
    `too long | too short | way too short | bit short | little short | bit long | little long | very short | very long | so short
    | super short | wrong length | length was off | odd length | awkward length | weird length | strange length | too cropped
    | definitely cropped | really long | extremely long | pretty long | quite long | quite short | pretty short
    | shorter in the back | little shorter | slightly short | long on me | short on me | not long enough | short length
    | high waters | longer in length | way too long | not as long as`,
    `not too long | not too short | very long time | too long or short | without being too short | without being too long
    | going to be too long | going to be too short | may find this style too short | worried about the skirt being`,
  ),
  thin: theme(
    'Thin or see-through',
    'complaint',
    'Fabric',
    `see through | see-through | sheer | transparent | very thin | too thin | so thin | super thin | really thin | paper thin
    | thin material | thin fabric | fabric is thin | material is thin | bit thin | little thin | is thin | was thin | tissue thin
    | flimsy | show through | shows through | showed through | shows everything | slip underneath | need a slip | wear a slip
    | need a cami | wear a cami | translucent | camisole underneath | camisole under | cami on underneath | lining or shell
    | not lined and`,
    `not see through | not see-through | isn't see through | isn't see-through | not sheer | isn't sheer | not too sheer
    | not too thin | isn't too thin | not transparent | not at all sheer | nothing is see through | not thin
    | nothing see through | not thin and see through | not at all see through | you're very thin | i'm very thin | if you're thin`,
  ),
  quality: theme(
    'Falls apart or looks cheap',
    'complaint',
    'Fabric',
    `pill | pills | pilled | pilling | fell apart | falls apart | falling apart | fall apart | rip | tore | torn | a hole
    | holes in | hole in | unravel* | snag* | came apart | coming apart | came undone | broke | broken | poor quality
    | bad quality | low quality | cheap | cheaply | cheap looking | poorly made | poorly constructed | badly made | shoddy
    | shrunk | shrank | shrink | shrinks | bled | frayed | fraying | loose threads | defective | stretched out | stretches out
    | lost its shape | loses its shape | quality is not | quality was not | quality isn't | wrinkle* | missing button | it ripped
    | has ripped | a rip | huge rip | hem came out | came loose | come loose | coming loose | falling off | fell off
    | lower quality | looked inexpensive | looks inexpensive | inexpensive looking | lightened significantly | stretched so much
    | tend to stretch | looked faded | doesn't seem as nice | feels cheap | horrific stitching | has faded | have faded
    | color faded | colour faded | faded after | faded in the wash | faded quickly`,
    `doesn't look cheap | not cheap | wasn't cheap | isn't cheap | hoping to shrink | hoping it would shrink | no pilling
    | didn't shrink | doesn't shrink | did not shrink | no wrinkles | wrinkle-free | wrinkle free | not stretching out
    | doesn't wrinkle | too many wrinkles | many wrinkles | not sure if it would shrink | look cheap at all`,
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
    `itchy | itch | itches | itching | scratchy | scratch | scratches | scratched | prickly | rough material | irritat*
    | rough fabric | slightly rough | so rough | fabric is rough | too rough | scratchiness | coarse fabric | coarse material`,
    `not itchy | isn't itchy | not at all itchy | not scratchy | isn't scratchy | no itch | wasn't itchy | not itch
    | without itching | not found it to be itchy`,
  ),
  compliments: theme(
    'Compliments when worn',
    'praise',
    'Wearing it',
    `compliment | compliments | complimented | complement* on | stopped me | asked me where | asked where i got | everyone asks
    | people ask | strangers | rave reviews | turn heads | turned heads`,
    `do not compliment | does not compliment | complimented by`,
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
    | than appears | not like the picture | not like the photo | unlike the picture | nothing like | not what i expected
    | not as expected | looked nothing | looks nothing | color is off | color was off | colors are off | different color
    | color is different | color was different | different in person | not the same color | picture doesn't | picture does not
    | photo doesn't | photo does not | pictures don't | photos don't | doesn't do it justice | don't do it justice
    | doesn't do justice | do not do it justice | does not do it justice | do it justice | than online | as it appears online
    | than shown | misleading | deceiving | not true to the picture | not like pictured | than on the model | than the model
    | on the model but | picture online doesn't | online picture | photo does a disservice | photo doesn't do | model must have
    | must have been clipped | must be pinned | must have been pinned | not as long as pictured | not as long as it appears
    | in person than | much cuter in person | more vibrant in person | darker in person | lighter in person | true color is
    | would not call this | darker than i thought | lighter than i thought | than it appears in | in this picture
    | not visible in the online | like the picture`,
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
    `where is my order | where is my parcel | where is my package | where's my order | where's my parcel | where's my package
    | label created | tracking has not | tracking hasn't | tracking says | tracking shows | no tracking | not arrived
    | hasn't arrived | hasn't come | has not arrived | still not here | still waiting for my | never arrived | not been delivered
    | hasn't shipped | not shipped | delivered but | lost in the mail | arrived late | came late | days late | weeks late
    | haven't received | have not received | hasn't turned up | has not turned up | no sign of | is my parcel lost
    | parcel is lost | arrive yet | arrived yet | come yet | when will it arrive | when does it arrive | delivery date
    | any news on | any news of | customs clearance | express option | express delivery | nothing has come | nothing came
    | looking out of the window | stuck at the depot | stuck in the depot | stuck in customs | stuck at customs
    | stuck in transit | parcel is stuck | order is stuck | package is stuck | didn't receive my | didn't receive the parcel
    | didn't receive the package | parcel never came | order never came | package never came | track my order | track my parcel
    | track my package | tracking my order | tracking my parcel | status of my order | order status | when will my order
    | when is my order | when will my parcel | when is my parcel | where my order is | where my parcel is
    | when will my item arrive | when is my shipment`,
  ),
  refund: theme(
    'Waiting for money back',
    'complaint',
    'Refund',
    `where is my refund | where's my refund | no refund | refund hasn't | refund has not | still waiting for my refund
    | waiting for a refund | waiting on my refund | money back | not been refunded | haven't been refunded | not refunded
    | get refunded | refund yet`,
    `money back guarantee | money back policy | in which cases | refund policy`,
  ),
  kind: theme(
    'Kind, human replies',
    'praise',
    'Asks after sale',
    `so kind | so helpful | very helpful | super helpful | incredibly helpful | really helpful | so friendly | very friendly
    | went above and beyond | above and beyond | great service | great customer service | amazing service
    | amazing customer service | excellent service | excellent customer service | wonderful service | best customer service
    | best service | quick reply | replied so quickly | hand-written | handwritten | real person | thoughtful
    | thank you so much for | thank you for your help | thanks for your help | thanks for sorting | thank you for sorting
    | thank you for chasing | big thanks | many thanks to | shout-out | shout out | shoutout | by name | so patient
    | being patient | being kind | was kind | so fast to answer | made my day | little note | small note | you were lovely
    | she was lovely | he was lovely | they were lovely | team is lovely | team was lovely | staff is lovely | service is lovely
    | service was lovely | service was wonderful | she was wonderful | he was wonderful | you were wonderful
    | went out of her way | went out of his way | went out of their way | really appreciate it | really appreciate your
    | really appreciate how | appreciate how`,
    `not helpful | wasn't helpful | not very helpful | was kind of | reviewers | reviews`,
  ),
  wishes: theme(
    'Wishes and ideas',
    'idea',
    'Range',
    `please make | please bring back | bring back | please add | you should make | you should add | i wish it came in
    | i wish they made | i wish you made | wish this came in | wish it came in | wish they came in | wish these came in
    | wish they had it in | wish it had pockets | wish they would | would love to see | would love it in | would love this in
    | would be great if | would be nice if | wish there were | if only it came in | more sizes | in more colors | had more colors
    | more colors please | more colours please | in other colors | other colors available | come out with more colors
    | offer more colors | i wish it had a | i wish it had more | i wish it had come | in more colours | in other colours
    | other patterns or colors`,
    `ordered in other colors | ordering in other colors | size in other colors | bought it in other colors
    | bought in other colors | ordering in more colors | order in other colors | buy in other colors`,
  ),
  'which-size': theme(
    'Which size to take',
    'help',
    'Website',
    `which size | what size | size chart | size guide | sizing chart | between sizes | between two sizes | in between sizes
    | between xs | between s and | between m and | between l and | do i go up | do i go down | one size or two
    | what would you pick | help choosing | which one should i | going by your chart | usually keep | what do people my height
    | decide between the size | decide between sizes | decide between two sizes`,
  ),
  exchange: theme(
    'Wants to exchange',
    'help',
    'Returns',
    `exchange | exchanging | exchanged | swap | swapped | swapping | in a different size | for a different size | for another size
    | the other colour instead`,
    `enough to exchange | should have exchanged | trouble of exchanging`,
  ),
  'asked-again': theme(
    'Had to ask again',
    'complaint',
    'Contact us',
    `third e-mail | third mail | still no reply | no reply | nobody answered | no answer | no one answered | haven't heard
    | have not heard | not heard back | nobody rang | nobody called | same question | asking again | asked again | ask again
    | chase you | chasing you | chase this | mailed twice | written twice | wrote twice | called twice | anybody reading
    | is anyone there | told me i'd hear | was told i'd hear | keep explaining | explain this again | four different things
    | closed on me | second time i ask | second time i've asked | second time i have asked | second time i write
    | second time i've written | second time i have written | second time i'm writing | second time i am writing
    | second time i've tried | second time asking | second time this morning | second time this week | second time today
    | third time i ask | third time i've asked | third time i have asked | third time i write | third time i've written
    | third time i have written | third time i'm writing | third time i am writing | third time i've tried | third time asking
    | third time this morning | third time this week | third time today | fourth time i ask | fourth time i've asked
    | fourth time i have asked | fourth time i write | fourth time i've written | fourth time i have written
    | fourth time i'm writing | fourth time i am writing | fourth time i've tried | fourth time asking | fourth time this morning
    | fourth time this week | fourth time today | how many times do i | how many times must i | how many times i have to ask
    | second time i'm calling | second time i call | second time i've called | second time i have called | third time i'm calling
    | third time i call | third time i've called | third time i have called | fourth time i'm calling | fourth time i call
    | fourth time i've called | fourth time i have called | contact you a second time | contact you a third time
    | third time lucky`,
    `third time i buy | third time buying | second time i buy | second time buying | third time i ordered`,
  ),
  'too-many-mails': theme(
    'Too many e-mails',
    'complaint',
    'Newsletter',
    `too many e-mails | too many emails | too many mails | too much mail | e-mails a week | emails a week | mails a week
    | unsubscribe | unsubscribed | off your list | off the list | stop sending me | stop mailing | cancel the newsletter
    | cancel my newsletter | newsletters a week | stop the newsletter | no more newsletters
    | cancel the subscription to the newsletter | cancel my subscription to the | cancel the newsletter subscription
    | newsletter twice | newsletter every day | cancel my newsletter subscription | leave the newsletter | off the newsletter`,
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
    `gift note | gift card | gift wrap | gift wrapped | gift receipt | gift message | gift box | as a gift | it's a gift
    | is a gift | return a gift | a present for | for my mum | for my mother | for my dad | for my father | for my sister
    | for my brother | for my wife | for my husband | for my daughter | for my son | for my friend | who it came from`,
    `hand me down`,
  ),
  incomplete: theme(
    'Missing or wrong in the parcel',
    'complaint',
    'Delivery',
    `half of my order | part of my order | wasn't in the box | weren't in the box | isn't in the box | not in the box
    | missing from the parcel | missing from my | wrong item | wrong size arrived | the wrong one | somebody else's order
    | someone else's order | second parcel | was missing from | were missing from | item was missing | items were missing
    | sent the wrong | sent me the wrong | wrong colour arrived | wrong color arrived | was sent the wrong`,
  ),
  mending: theme(
    'Mending and moths',
    'help',
    'Use',
    `mend | mended | mending | repaired | repairs | darning | moths | zip broke | zipper broke | zip is broken | zipper is broken
    | zip is stuck | zipper is stuck | about the zip | about the zipper | new zip | new zipper | replace the zip
    | replace the zipper | fix the zip | fix the zipper | moth hole | moth holes | moth attack | moth ate | moth season
    | darn it for | darn a hole | patch is in | the patch is | patches and | patch the | patch it up | patched up | shiny patch
    | to repair | repair it | free repair | a repair | your repair | my repair | repair service | the repair`,
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
    `back in stock | in stock | out of stock | sold out | restock | restocked | restocking | backorder | come back in | any left
    | iso | coming back in | be back in | back soon`,
    `won't be back | not be back | i'll be back | i will be back`,
  ),
  pockets: theme(
    'Wants pockets',
    'idea',
    'Range',
    `pockets please | pockets, please | had pockets | no pockets | needs pockets | wish it had pockets | want pockets
    | add pockets | where are the pockets | without pockets`,
    `comes with pockets | love the pockets | that there are no pockets | fact it had pockets | love that it had pockets`,
  ),
  tall: theme(
    'Would like it in tall',
    'idea',
    'Range',
    `tall sizes | come in tall | come in a tall | talls | make it longer | make them longer | for tall people please | tall range
    | for us tall | for tall people | longer sleeves please | comes in tall | coming in tall | like it in tall
    | available in tall | be available in tall | make it in tall | make them in tall | offer tall | do it in tall
    | do them in tall | have it in tall | in tall please | came in tall | question for tall people`,
  ),
  price: theme(
    'Price and discounts',
    'complaint',
    'Pay',
    `expensive | overpriced | pricey | price dropped | price went | dropped the price | coupon | promo code | voucher
    | code doesn't | code does not | pay in two | instalment | instalments | installment | too much money | discount code
    | price is too high | price is steep | price is high | not worth the price | steep price`,
    `not expensive | isn't expensive | looks expensive | look expensive | expensive looking | looked expensive | feels expensive
    | not too expensive | the more expensive | more expensive one`,
  ),
  occasions: theme(
    'For an occasion',
    'help',
    'Learn',
    `wedding | getting married | anniversary | graduation | engagement | funeral | christening | job interview | birthday
    | baby shower | honeymoon | dress code`,
    `wedding ish | birthday discount`,
  ),
  loves: theme(
    'Loves it',
    'praise',
    'Wearing it',
    `love it | love this | love these | loves it | loving it | in love with | favourite | favorite | obsessed | best purchase
    | best thing i | live in it | living in it | would buy again | will buy again | buy it again | not taken it off
    | not taken them off | never take it off | refused to take it off | recommend it | recommended you | recommend you
    | telling everyone | told everyone`,
    `don't love | didn't love | not love | wanted to love | not my favorite | not my favourite | would not recommend
    | wouldn't recommend | love it but i don't | love it but don't | gotta love it | have to love it`,
  ),
  leaving: theme(
    'Won’t buy again',
    'complaint',
    'Contact us',
    `never again | will not buy | won't be back | not coming back | lost a customer | done with you | close my account
    | closing my account | delete my account | cancel everything | cancel my order | remove my data | my data to be removed
    | going elsewhere | not worth the effort | isn't worth the effort | my last order with | last order with you
    | this was my last order | this is my last order | will be my last order | won't buy again | won't buy from | won't be buying
    | will not buy again | will not buy from`,
    `won't be my last | not my last`,
  ),
}
