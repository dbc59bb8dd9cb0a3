/** English wordings of people's own news in rarer words: animals, births, weddings, birthdays, gifts, moves, hardship, bodies. */
import type { MomentKind } from '../../kinds.ts'
import type { Pack } from '../shape.ts'

function news(
  kind: MomentKind,
  any: readonly string[],
  must: readonly string[],
  mustNot: readonly string[],
  more: {
    readonly unless?: readonly string[]
    readonly counting?: readonly string[]
    readonly clause?: true
  } = {},
): Pack {
  const rest = { score: 0.85, ...(more.clause ? { quote: 'clause' as const } : {}) }
  const counting = more.counting
    ? [{ id: 'news_no', any: more.counting, negated: 'counts' as const, ...rest }]
    : []
  return {
    kind,
    language: 'en',
    unless: more.unless ?? [],
    rules: [{ id: 'news', any, ...rest }, ...counting],
    must,
    mustNot,
  }
}

const FAMILY =
  'wife|husband|partner|mom|dad|sister|brother|daughter|son|grandma|grandpa|granddaughter|grandson|aunt|uncle|niece|nephew|cousin|mother-in-law|father-in-law|sister-in-law|brother-in-law|in-laws|neighbor|neighbors|neighbour|neighbours|boyfriend|girlfriend|fiance|friend|boss|teacher|colleague|team|goddaughter|godson|stepson|stepdaughter|stepmom|stepdad|nan|kids|boy|girl|parents|grandparents|carer|midwife|nurses'

const ANIMALS =
  'greyhound|greyhounds|budgie|budgies|parakeet|canary|cockatiel|tortoise|turtle|gecko|snake|lizard|hedgehog|goat|goats|sheep|donkey|alpaca|alpacas|horse|horses|mare|gelding|foal|rat|rats|gerbil|gerbils|chinchilla|spaniels|terriers|labradors|labs|whippet|lurcher|setter|dalmatian|pointer|weimaraner|vizsla|ragdoll|siamese|tabby|tomcat|moggy|hound|hounds'

/** Packs of this file. */
export const OWN_NEWS: readonly Pack[] = [
  news(
    'pet',
    [
      `my|our|late|old ..1 ${ANIMALS}`,
      `$many|both|two|three|four ${ANIMALS}`,
      'foster|fostering|adopt|adopted|rescued|breed|breeding ..2 kittens|puppies|cats|dogs|greyhounds|kitten|puppy',
      'the goat|horse|donkey|parrot|tortoise|hens ..1 ate|chewed|escaped|loves|needs|has',
      'wire-haired|long-haired|short-haired|miniature|standard ..1 dachshund|poodle|schnauzer|terrier|pointer',
    ],
    ['Our budgie is moulting', 'Two greyhounds share the sofa', 'We foster kittens'],
    ['The boxers are too tight', 'A horse ran in the film', 'My rat race of a week'],
    {
      unless: [
        'clothes|ride|riding|race|races|film|movie|print|pattern|logo|hoodie|sweater|shirt',
        'rat race',
      ],
    },
  ),
  news(
    'baby',
    [
      'wife|partner|her|my|daughter|sister s? waters broke',
      'we|i have|had|welcomed a|our little boy|girl|one|man',
      'is|was|are teething|weaning|crawling',
      'gave|giving birth',
      'first|second|third trimester',
      'my|on|from|her|his|before|after|during|going ..1 maternity|paternity leave',
      'double pram|buggy|stroller',
      'i|while|when|am|still|for|are|was ..1 breastfeeding|breastfeed|breast-feeding',
      'our|my ..1 newborn|newborns|bump|preemie|triplets',
      'six-month-old|eight-month-old|nine-month-old|ten-month-old|three-month-old|four-month-old|week-old',
      'adopting|adopted a ..1 baby|little|newborn',
      'expecting|having|had twins|triplets',
      `grandchild|$close ..2 was|is|were ..1 born`,
      '$my|first|second|third ..1 grandchild|grandson|granddaughter|grandbaby ..2 born|arrived|weighs',
      'after|since ..1 having|had my|our|a ..1 child|kid|baby|son|daughter|first|second|third',
      'ivf|embryo|embryos ..1 worked|cycle|treatment|transfer|round',
      'twins|triplets|baby of @num|two|three|four|five|six|seven|eight|nine|ten weeks|months',
    ],
    ['He’s teething, what helps?', 'We had a little boy on Sunday', 'My sister gave birth last night'],
    ['I was a baby once', 'We had a little trouble'],
    {
      unless: [
        'phone|laptop|car|battery|fridge|sofa|shoes|boots|bag|tv|it|they|watch|machine|dress|house|account|order ..4 months|weeks|days old',
        'puppy|kitten|dog|cat|pup|calf|foal',
        'was|were a baby',
      ],
    },
  ),
  news(
    'wedding',
    [
      'getting|got|be hitched|wed',
      'my|our|his|her|son|daughter|brother|sister s? civil partnership|ceremony',
      'we|i elope|eloping|eloped',
      'he|she|i|fiance|boyfriend|girlfriend|partner ..1 proposed on|in|at|to',
      'maid|matron of honor|honour',
      'best man|woman >|!|and|,|speech|at',
      'hen|stag do|night|party|weekend',
      'renewing|renew our vows',
      'silver|golden|ruby|pearl|diamond|our wedding|anniversary ..1 is|on|in|this|next|coming|>|!',
      'son|daughter|brother|sister|cousin|friend ..1 marries|marrying',
    ],
    [
      'I’m getting hitched in the spring',
      'My son’s civil partnership is on Friday',
      'My cousin’s hen do is on Saturday',
    ],
    ['The committee proposed to close the road', 'Your silver anniversary is impressive'],
    {
      unless: [
        'your ..2 anniversary|wedding',
        'do|does|did|can you ..3 weddings',
        'committee|council|government|you proposed',
        'ring|rings ..1 is|was|in|of',
      ],
    },
  ),
  news(
    'birthday',
    [
      `my|our ${FAMILY} ..3 turns|turning|turned|is|will be ..1 @num|@ordinal|thirty|forty|fifty|sixty|seventy|eighty|ninety|five|three|four|six|seven|eight|ten|hundred on|tomorrow|today|next|this|in`,
      'thirty|forty|fifty|sixty|seventy|eighty|ninety next|this|on week|month|saturday|sunday|friday|monday|tuesday|wednesday|thursday|the',
      'surprise do|bash|party ..3 @ordinal|@num',
      'i|we am|are ..1 @num today|tomorrow',
      'today ..1 i|we am|are ..1 @num',
      'turn|turns|turning ..1 a? @num|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|eighteen ..1 on|in|today|tomorrow|next|this|>',
      'birthday boy|girl|child',
      'my|his|her ..1 @ordinal|seventieth|eightieth|ninetieth|sixtieth|fiftieth|fortieth|thirtieth is|on|in|next|this|>|!',
    ],
    ['Grandad turns a hundred in May', 'Today I am 18!'],
    ['My mum is 60 and likes the shop', 'The price turns 40 on Monday', 'My second is on its way'],
    {
      unless: [
        'price|bill|order|number|flight|room|table|gate|size|seat|degrees ..4',
        'visit|order|email|mail|message|attempt|complaint|pair|anniversary|wedding|trimester|floor|one|child',
      ],
    },
  ),
  news(
    'gift',
    [
      `could|can|please ..3 note|card|message|ribbon|wrap ..5 for my|our ..1 ${FAMILY}`,
      `it is for my|our ${FAMILY} !funeral|wedding|christening|party|birthday|baptism|graduation|account`,
      `thank-you|present|treat|surprise|something|gift|flowers|token for|to my|our|the|a ..2 ${FAMILY}`,
      `i|we|d ..2 like|want|wanted|love ..1 to ..1 get|give|surprise|treat|send|buy|knit him|her|them|my|our ..1 ${FAMILY} ..2 a|an|the|something|with|one|this|flowers`,
      `i|we|d ..2 like|want|love ..1 to ..1 get|surprise|treat|buy|knit|send him|her|them ..1 a|an|the|something|with`,
      'flowers|present|hamper|parcel sent to her|him|my|our|the ward|mom|sister|hospital|friend|office',
      'gave|given|got|bought me|us ..4 for|on my|our retirement|birthday|anniversary|graduation|wedding|promotion',
      'good|suitable|right|nice for an|a|my ..2 aunt|uncle|granddad|teenager|friend|grandma|nephew|niece ?',
      `portrait|book|ring|watch|necklace|voucher|hamper|bouquet ..6 for my|our ..1 ${FAMILY}`,
      'secret santa',
      `voucher|card|hamper|bottle|basket|bouquet|flowers|something|anything|idea|ideas|cake|bracelet|necklace|pen for a|the|one ..2 ${FAMILY}|colleague|coworker|friend|teacher|boss|nurse|nurses|host|hosts`,
      `thinking|thought of ..4 for my|our ..1 ${FAMILY}`,
      'leaving|retirement|housewarming|christening|thank-you gift|present|treat',
    ],
    [
      'Could you put a note in? It’s for my sister, she’s had a rough year.',
      'It’s a little treat for my neighbours',
      'They gave me the mug for my retirement',
    ],
    [
      'It’s a gift to look like that!',
      'I wanted to buy the other colour',
      'The room is for my parents and me',
    ],
    {
      unless: [
        'gift to look|be|have',
        'room|seat|seats|ticket|tickets|appointment|policy|account|prescription|visa|table|booking ..4 for my|our',
        'give you|them a|my|the ..2 number|address|chance|call|ring|detail|details',
        'on behalf of my ..2 company|team',
      ],
    },
  ),
  news(
    'moving',
    [
      'we|i ..1 complete on|in',
      'collect|got|get|pick|picked up? ..2 keys ..2 to|that|for|our|on|>|!',
      'moved|moving|move|heading ..1 up|down|back ..1 north|south|west|east|home',
      'son|daughter ..1 s? off to uni|university|college',
      'left|leaving @cap for good',
      'as of|from ..2 i|we ..1 live|be living|will live|are',
      'removal van|men|company|firm',
      'downsizing|upsizing to|from|into',
      'emigrate|emigrating|emigrated|expatriating',
      'posted|transferred|seconded|relocated me|us to',
      'moving|move to a|the ..1 bigger|smaller|new|larger ..1 place|flat|house|home|apartment',
    ],
    ['The removal van comes on Thursday', 'I emigrate in July.', 'We’re downsizing to a bungalow'],
    [
      'My parcel was left in Berlin for good measure',
      'They posted me the wrong book',
      'Can I have a change of address form?',
    ],
    {
      unless: [
        'posted|transferred me|us the|a|my',
        'for good measure|reason',
        'change of address form|page|button',
        'parcel|package|order|letter ..3',
        'how do|can|where ..4',
      ],
    },
  ),
  news(
    'hardship',
    [
      'lost the|our|a baby|child|pregnancy',
      'not got|have long ..1 left|to|>|,',
      'took his|her|their own life',
      'suicide',
      'have|has|with|got ..1 a? pacemaker|stoma|prosthesis|catheter|insulin|diabetes|asthma|epilepsy|cancer|ms|copd|parkinsons',
      'walking frame|stick|aid',
      'zimmer|rollator|mobility ..1 frame|scooter',
      'partially|registered ..1 sighted|blind|deaf',
      'hip|knee|shoulder replaced|replacement|operation',
      'had|having|has ..2 hip|knee|stent|bypass|hysterectomy|mastectomy|transplant|amputation',
      'only ..1 one good arm|leg|eye|hand',
      'one good arm|leg|eye|hand',
      'long covid|fibromyalgia|chronic',
      'broken into|burgled|mugged|robbed|stabbed',
      'flood|fire|storm|hurricane|earthquake|landslide|tornado took|destroyed|wrecked|ruined|gutted the|our|my',
      'lost everything in',
      'grieving|bereaved|widowed|widow|widower',
      'autistic|agoraphobic|housebound|bedbound|paraplegic|tetraplegic|epileptic|diabetic|asthmatic|anaemic',
      'undergoing|underwent|having ..2 surgery|treatment|chemo|operation|radiotherapy|dialysis',
      'on dialysis|benefits|oxygen|morphine',
      'intensive care',
      'broke|broken|fractured|sprained|dislocated my|his|her|a|an ..1 hip|wrist|arm|leg|ankle|foot|collarbone|elbow|back|rib|ribs',
      'panic attacks|attack',
      'pacemaker|defibrillator|dialysis|hospice|chemo|chemotherapy',
      'dark|suicidal thoughts',
      'on a frame|zimmer|walker|rollator',
      'food bank',
    ],
    ['He took his own life in May', 'I have a pacemaker', 'My flat was broken into', 'Dad’s not got long'],
    [
      'The new update broke my back button',
      'My phone suffers from a weak battery',
      'The suicide squad film is on tonight',
    ],
    {
      unless: [
        'phone|laptop|battery|screen|app|website|update|car|bike|button|machine|sofa|chair ..4',
        'film|movie|squad|game|book|series',
        'charity|fundraiser|research|awareness ..6',
      ],
      counting: [
        'can|could not ..1 make ends meet',
        'not got long',
        'can not ..1 stand|walk|lift|see|hear ..1 for|far|much|very|well|properly|long',
      ],
    },
  ),
  news(
    'body',
    [
      'usually|normally|always|typically ..1 a|an ..1 xs|s|m|l|xl|small|medium|large|@num',
      'i|we ..1 wear|take ..2 a|an ..1 cup|xs|s|m|l|xl|aa|b|c|d|dd|e|f|g|@num|@bra',
      'a|b|c|d|dd|e|f|g|h cup',
      'feet|foot ..2 size ..1 @num',
      'broad|narrow|wide|sloping shoulders|hips|feet|back ..3 short|long|that|and|,|here|me',
      'size|xxl|xxxl|plus-size|xs ..1 @num? man|woman|guy|girl|lady|gal here',
      '@num|forty|fifty|sixty|seventy|eighty kilos|kg|stone|pounds|lbs >|,|and|but|so',
      '@num cm|centimetres|centimeters >|,|and|but|tall|so|here',
      '@num inch|inches waist|hips|chest|bust|inseam',
      'tiny|big|small|short|tall|large ..1 little thing|build|frame|girl|lad|man|woman ..1 @num|@height|@weight|,|at|with',
    ],
    ['I wear a G cup', 'My feet are a size 9', 'Usually an M in tops', 'I’m quite tall for a woman, 183 cm'],
    ['The shelf is 40 cm deep', 'A cup of tea, please', 'The bag weighs 20 kilos, is that ok?'],
    {
      unless: [
        'bag|baggage|luggage|suitcase|box|parcel|shelf|table|rug|desk|case|sofa|bed|fridge|order|flour|model ..6',
        'cup of|final',
        'limit|allowance|per|deep|wide|high',
      ],
    },
  ),
]
