/** The taxonomy a brand of clothes begins with: twelve themes of the garment, four of the service. Everything in it can be changed. */
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
    `runs small | run small | running small | runs a bit small | runs a little small | runs very small | runs really small | runs so small | runs slightly small | fits small | fit small | runs tight | too small | size up | sized up | sizing up | go up a size | went up a size | going up a size | order up | ordered up
    | too tight | way too tight | very tight | super tight | really tight | a bit tight | a little tight | tight in the | tight across | tight around | tight through | tight at the | tight on | was tight | were tight | couldn't button | could not button | couldn't zip | could not zip | wouldn't zip
    | larger size | next size up | one size up | a size larger | a size bigger | snug`,
  ),
  'runs-large': theme(
    'Runs large',
    'complaint',
    'Size',
    `runs large | run large | runs big | run big | running large | runs a bit large | runs a little large | runs a little big | runs a bit big | runs very large | runs very big | runs really large | runs really big | runs super large | runs so large | runs slightly large | runs huge | fits large | fits big
    | too big | too large | way too big | huge | size down | sized down | sizing down | go down a size | went down a size | going down a size | order down | ordered down | swimming in | swam in | smaller size | a size smaller | size smaller | too loose | too wide | very wide | too boxy | very boxy | so boxy | tent | tent-like | sack | oversized | very large | very big | enormous | shapeless | maternity`,
  ),
  petite: theme(
    'Fit for shorter people',
    'help',
    'Size',
    `petite | petites | i'm short | i am short | short person | shorter person | shorter women | shorter girls | vertically challenged | short girl | short gal | for short | on short | i'm only 5 | i am only 5 | 4'10 | 4'11 | 5'0 | 5'1 | 5'2 | 5'3 | 5 feet | 5 ft | 5'1" | 5'2" | 5'3" | 5'0" | short legs | short torso | short waisted | shorter gals | being short | my short frame | short frame | small frame | hem* it | hemmed | have it hemmed | shorten`,
  ),
  'too-long': theme(
    'Length is wrong',
    'complaint',
    'Size',
    `too long | too short | way too short | bit short | little short | bit long | little long | very short | very long | so short | so long | super short | shorter than | longer than | wrong length | length was off | odd length | awkward length | weird length | strange length | cropped`,
  ),
  thin: theme(
    'Thin or see-through',
    'complaint',
    'Fabric',
    `see through | see-through | sheer | transparent | very thin | too thin | so thin | super thin | really thin | paper thin | thin material | thin fabric | fabric is thin | material is thin | bit thin | little thin | is thin | was thin | tissue thin | flimsy | show through | shows through | showed through | shows everything | cami underneath | cami under | slip underneath | need a slip | wear a slip | need a cami | wear a cami`,
    `not see through | not see-through | isn't see through | isn't see-through | not sheer | isn't sheer | not too sheer | not too thin | isn't too thin | not transparent | not at all sheer`,
  ),
  quality: theme(
    'Falls apart or looks cheap',
    'complaint',
    'Fabric',
    `pill | pills | pilled | pilling | fell apart | falls apart | falling apart | fall apart | ripped | rip | tore | torn | a hole | holes in | hole in | unravel* | snag* | came apart | coming apart | came undone | broke | broken | poor quality | bad quality | low quality | cheap | cheaply | cheap looking | poorly made | poorly constructed | badly made | shoddy | shrunk | shrank | shrink | shrinks | faded | bled | frayed | fraying | loose threads | defective | stretched out | stretches out | lost its shape | loses its shape | quality is not | quality was not | quality isn't | wrinkle* | missing button`,
    `doesn't look cheap | not cheap | wasn't cheap | isn't cheap`,
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
    `itchy | itch | itches | itching | scratchy | scratch | scratches | scratched | prickly | rough material | irritat* | uncomfortable | not comfortable | coarse | stiff | poke* | poking`,
    `not itchy | isn't itchy | not at all itchy | not scratchy | isn't scratchy | no itch | wasn't itchy | not itch | without itching | not stiff`,
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
    `flattering | flatters | flatter | flattered | slimming | hides | hugs | fits perfectly | fits like a glove | fit perfectly | fit like a glove | perfect fit | fits great | fit great | fits beautifully | fits well | fit well | fit is perfect | fit was perfect | fits so well | fit is great | drapes beautifully | drapes nicely`,
    `not flattering | not at all flattering | isn't flattering | wasn't flattering | not very flattering | unflattering | not the most flattering | not that flattering | less than flattering | not a flattering | nothing flattering | wasn't very flattering | not be flattering | not flatter`,
  ),
  'not-as-shown': theme(
    'Not as pictured',
    'complaint',
    'Website',
    `not as pictured | than pictured | than the picture | than in the picture | than the photo | than it appears | than it looks | than appears | not like the picture | not like the photo | unlike the picture | nothing like | not what i expected | not as expected | looked nothing | looks nothing | color is off | color was off | colors are off | different color | color is different | color was different | different in person | not the same color | picture doesn't | picture does not | photo doesn't | photo does not | pictures don't | photos don't | doesn't do it justice | don't do it justice | doesn't do justice | do not do it justice | does not do it justice | do it justice | than online | as pictured | as it appears online | than shown | misleading | deceiving | not true to the picture | more of a | in real life`,
  ),
  returned: theme(
    'Sent it back',
    'complaint',
    'Returns',
    `returned | returning | sent it back | send it back | sending it back | sent them back | sending them back | going back | went back | had to return | have to return | will return | be returned | return it | return this | return them | returned it | took it back | taking it back | take it back | back it goes | sadly returning | sending back | goes back`,
    `not returning | didn't return | won't be returning | not going back | never returned | won't return`,
  ),
  'where-is-it': theme(
    'Where is my parcel',
    'complaint',
    'Delivery',
    `where is my order | where is my parcel | where is my package | where's my order | where's my parcel | where's my package | label created | tracking has not | tracking hasn't | tracking says | tracking shows | no tracking | not arrived | hasn't arrived | hasn't come | has not arrived | still not here | still waiting for my | never arrived | never came | not been delivered | hasn't shipped | not shipped | delivered but | lost in the mail | arrived late | came late | days late | weeks late`,
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
    `so kind | so helpful | very helpful | super helpful | incredibly helpful | really helpful | so friendly | very friendly | went above and beyond | above and beyond | great service | great customer service | amazing service | amazing customer service | excellent service | excellent customer service | wonderful service | best customer service | best service | quick reply | replied so quickly | hand-written | handwritten | real person | thoughtful`,
    `not helpful | wasn't helpful | not very helpful`,
  ),
  wishes: theme(
    'Wishes and ideas',
    'idea',
    'Range',
    `please make | please bring back | bring back | please add | you should make | you should add | i wish it came in | i wish they made | i wish you made | i wish it had | wish this came in | wish it came in | wish they came in | wish these came in | wish they had it in | wish it had pockets | wish they would | would love to see | would love it in | would love this in | would be great if | would be nice if | wish there were | if only it came in | more colors | other colors | more sizes`,
  ),
}
