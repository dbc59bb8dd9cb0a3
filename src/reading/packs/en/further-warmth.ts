/** Further English ways of telling how long one has stayed, a first time, a journey's reason, a gift and one's own size; what they must not take is vetoed in `guards.ts`. */
import type { Pack } from '../shape.ts'

const COUNT =
  '@num|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|many|several|odd'
/** How often before, from the third time on. */
const AGAIN = '@ordinal|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|umpteenth'
/** What somebody does who comes back. */
const DOING =
  'buying|purchasing|wearing|using|ordering|reordering|getting|shopping|coming|going|banking|flying|staying|drinking|rocking|visiting|eating|taking|travelling|traveling|recommending|renting|subscribing'
const DONE =
  'bought|purchased|worn|used|ordered|reordered|shopped|banked|flown|stayed|taken|eaten|travelled|traveled|recommended|crossed|rented|subscribed|visited'
const SPAN = 'years|yrs|year|decades|decade|winters|summers|seasons|christmases|augusts'
/** A year long past. */
const LONG_AGO = Array.from({ length: 60 }, (_, n) => String(1950 + n)).join('|')
const YOURS =
  'you|your|yours|yous|yall|ye|u|ur|@handle|here|there|theirs|these|them|same|shop|store|brand|gym|account|network|bank'

const loyal: Pack = {
  kind: 'loyal',
  language: 'en',
  unless: [
    'waiting|waited|trying|tried|hold|queue|queueing|stuck|asking|chasing|missing|broken|pending|down ..8 since|for',
    'warranty|guarantee|guaranteed|lasted|lasts|old',
    'since ..2 update|upgrade|version|morning|yesterday|@clock|am|pm|then|delivery|email|call|wash',
    'no|nothing|trouble|problems|issues|bother|grief ..1 since|for',
    'trouble|problems|issues|bother|grief ..3 with|from|since',
    'go|going there for',
    '@num days|hours|minutes|weeks|working',
    'wrong|another|different ..4 for',
    'from|off|with|at your|you ..6 for my|our|a ..2 !years',
  ],
  rules: [
    {
      id: 'stayed',
      any: [
        `been|have|has|am|is ..2 ${DOING}|${DONE} ..9 since @num|before|uni|university|school|college|childhood|training|birth`,
        `been|have|has|am|is ..2 ${DOING}|${DONE} ..9 since i|we|he|she|they|it|you ..1 was|were|started|turned|retired|opened|left|got|married|met|came|moved|joined|had|could`,
        `been|have|has|am|is ..2 ${DOING}|${DONE} ..9 since the|my|our|his|her ..2 shop|store|first|old|pandemic|lockdown|war|nineties|eighties|seventies|beginning|start|kids|children|eldest|youngest|university|school|student|twins|days|time`,
        `been|have|has|i|we|he|she ..2 ${DOING}|${DONE}|wear|wore|use ..9 for|over|past|last|these ..3 years|yrs|decades|decade|winters|summers|seasons`,
        `${DONE} ..8 over the years`,
        `been|have|has ..3 ${DONE}|${DOING}|with|subscriber|customer|member ..6 since lockdown|covid|launch|issue|forever|childhood`,
        `${DONE}|been ..7 all my|our|his|her life|lives`,
        `${DONE}|${DOING}|been|had|used ..6 as long as i|we|she|he`,
        `${COUNT} generations`,
        'flown|stayed|ordered|shopped|eaten|travelled|visited|been ..5 @num|ten|twenty|thirty|forty|fifty|dozens|hundreds times',
        `my|our custom|business|loyalty ..2 for|over ..3 years|yrs|decade|decades`,
        'half|most my|our wardrobe|closet|cupboard|kitchen is|comes|came ..1 from|by|yours',
        'spent ..1 fortune|thousands|hundreds ..3 with|at|here|over you|your|here|the',
        'used to buy|get|order|shop ..2 all|every|everything ..4 from|with|at|here you|your|here',
        'all ..1 my|our kids|children|boys|girls|sons|daughters ..2 worn|had|used|wore',
        'been|am|are ..3 member|members|customer|customers|household|shopper ..6 since|from ..2',
        `since|from many|${COUNT} years|yrs ..1 i|we|only|now|my|your|you`,
        'always ..4 since|from many years',
        `since ${LONG_AGO} i|we|all|only|my`,
        'had ..1 same ..4 for|since ..1 @num|years|i|we|school|uni|university',
        'years|yrs with ..1 same network|bank|shop|company|club|gym|insurer|provider',
        `had ..5 from|off|with|by you|yous|ye|yall|your ..6 since|every|for ..2`,
        'had your ..5 since|every|for ..2',
        `with|at you|your|@cap|@handle ..4 ${COUNT} years|yrs|winters|summers|seasons`,
        `for|after|in ${COUNT} ..1 ${SPAN} ..1 with you|your|@cap|@handle`,
        `for ${COUNT} ..1 ${SPAN} i|we|my|he|she ..3 have|has|had|been|put|bought|wore|paid|used|wear|buy`,
        `${COUNT} ${SPAN} i|we|he|she have|has|had ..2 ${DONE}|been|had`,
        `${COUNT} ..1 years|yrs s? membership|custom|loyalty|business`,
        `${COUNT} winters|summers|christmases`,
        `i|we|he|she come|go|order|buy|get|wear|stay|visit|fly|travel|shop|eat ..5 every|each ..1 $day|$month|week|month|year|winter|summer|autumn|spring|christmas|season|diwali|eid`,
        `had|on|with|wore|bought|owned ..2 ${COUNT} pair|pairs ..3 of|since|over|now|so|by`,
        `last|past ${COUNT} ..2 pairs|pair|orders|coats|jackets|phones|ones|boxes|cars|bags|bikes ..4 from|off|with|of you|your|yours|here`,
        'buy|wear|use|fly|bought|worn|wore|flown|used|owned ..1 only|nothing|none ..2 your|yours|you',
        'only shop|brand|store|airline|company ..4 will|would|ever ..1 go|wear|use|buy|trust|fly|shop',
        'my|our|his|her ..1 mother|father|mom|dad|grandma|grandpa|gran|nan|granny|grandfather|grandmother|sons|daughters ..2 wore|bought|shopped|swore|dealt|banked ..2 by|from|with|in? your|yours|you|here|them',
        'my|our ..1 mother|father|mom|dad|grandma|grandpa before me|us',
        `bought|got|had|started|opened|joined|took|ordered ..7 in|back|since ${LONG_AGO}`,
        'i|we ..2 customer|member|shopper|client|subscriber|regular|reader ..6 from|since ..2 time|day|days|when|before|i|it|my|they|the',
      ],
      with: [YOURS],
      score: 0.8,
    },
    {
      id: 'again',
      any: [
        `my|our|his|her|on ..1 ${AGAIN} pair|order|set|visit|stay|hoodie|coat|bottle|season !was|came|has|is|has|arrived`,
        `is the|my ..1 ${AGAIN} pair|set|stay ..4 we|i|of your|yours|from|have|bought`,
        `${AGAIN} year|winter|christmas|summer|season we|i|of ..2 have|had|buying|ordering|wearing|coming|staying|using`,
        `every|each ..1 winter|summer|autumn|spring|christmas|year|month|$month|$day for|since|right ..1 ${COUNT}|the|i|we|he|she|my|through|years|@num`,
        `< ${AGAIN} pair|order|visit|stay ..1 >|from|with|of|in|and`,
        `on my|our|his|her ${AGAIN} >|!|now|,|and|since`,
        'i|we have|own|got ..3 every color|colour',
        `< after ..1 ${COUNT} years|yrs|decades >`,
        `cancel|cancelled|canceled|cancelling|closed|closing ..4 after ${COUNT} years|yrs|decades`,
        'customer|member|regular for life',
        'your customer|member|client ..2 since|from|for',
        '< platinum|diamond >',
        'mvp gold',
        `my|our ${AGAIN} one of these|your|yours|them`,
        'i|we keep coming back !to',
        'i|we come|go back every|each ..1 summer|winter|spring|autumn|year|month|week|christmas',
        'bought|ordered|owned|worn|spent ..5 over the years',
      ],
      score: 0.8,
      unless: [
        'charged|charging|billed|cancelled|canceled|outage|error',
        'visit ..4 engineer|technician|fitter|plumber|driver|courier|page|site|website|app|link',
        'pair|set|order ..9 split|splits|broke|broken|wears|failed|fails|faulty|wrong|time|late|missing',
      ],
    },
    {
      id: 'no_other',
      any: [
        'i|we ..1 never|not ..2 fly|shop|buy|go|use|wear|bank|trust ..1 anyone|anywhere|anything|anybody|any else|other',
        `${COUNT} ${SPAN} of ..2 ${DOING}|running|dressing|being|custom|loyalty|membership|business|booking ..6 you|your|yours|from|here|this|these|with`,
        'have|had never|not ..1 bought|worn|used|flown ..2 anything|anyone|any else|other ..1 since',
      ],
      negated: 'counts',
      score: 0.8,
      unless: ['if|find|sell|stock|size|fit|fits', 'can not|could not'],
    },
  ],
  must: [
    'I have been wearing your sandals since I was at college',
    'We’ve bought our flour from you for nearly thirty years',
    'Fifteen years of flying with you and not one lost bag',
    'After sixteen years.',
    'I’m on my fifth pair now',
    'We come in every Saturday for your soup',
    'My grandmother wore your coats',
    'I bought my first kettle from you in 1987',
    'I’d never bank anywhere else',
  ],
  mustNot: [
    'I have been waiting for your reply for two years',
    'I ordered your lamp since I was told it was in stock',
    'This is my third email',
    'I have had nothing but trouble with your app since I got it',
    'The warranty on your kettle is for two years',
    'My second order is late',
    'This is the third time I have written about it',
    'Fourth visit from the engineer and still no heating',
    'My third visit to your page today',
    'We have used it for three weeks',
    'I could not find it anywhere else',
  ],
}

/** Who gets presents. */
const GIFTEE =
  '$close|godmother|godfather|godparents|godchild|teacher|teachers|nurse|nurses|host|hosts|coach|neighbor|neighbour|neighbors|neighbours|carer|carers|midwife|mate|mates|in-laws|laws|mother-in-law|father-in-law|sister-in-law|brother-in-law|gran|mam|ma|papa|nani|hubs|hubby|missus|bf|gf|staff|team|boss|newborn|girls|lads|man|bridesmaid|bridesmaids|maid|grandad|granddad|nan|mother|father'
const THINGS =
  'scarf|book|cake|hamper|shirt|dress|jumper|sweater|bike|trike|toy|toys|game|lamp|bag|print|frame|vase|pen|mug|blanket|coat|shoes|boots|gloves|hat|perfume|candle|set|kit|flowers|bouquet|orchid|plant|voucher|gown|pyjamas|pajamas|trousers|tote|cardigan|cardi|wrap|robe|slippers|throw|jacket|socks|cap|hoodie|tie|top|teapot|tea|clock|chair|doll|puzzle|necklace|ring|watch|bracelet|earrings|fleece|flask|wetsuit|vest|pair|pairs|one|chocolates|wine|whisky|knife|tent|rucksack|backpack|suitcase|wallet|belt|rug|quilt|pram|bear|apron|shawl|tray|box|basket|onesie|babygrow|babygrows|dungarees|clutch|earbuds|headphones|speaker'
const FEAST =
  'birthday|bday|christmas|xmas|hanukkah|eid|diwali|easter|graduation|anniversary|retirement|christening|baptism|confirmation|communion|housewarming|valentines|@ordinal|fifth|sixth|tenth|eighteenth|thirtieth|fortieth|fiftieth|sixtieth|seventieth|eightieth|ninetieth'
const BOUGHT =
  'bought|buy|buying|ordered|order|ordering|got|get|getting|purchased|chose|picked|made|commissioned|saved'

const gift: Pack = {
  kind: 'gift',
  language: 'en',
  unless: [
    'size|fit|fits|fitted|large|small|medium|xl|xs ..4 for my|our|his|her',
    'account|appointment|policy|prescription|claim|refund|invoice|bill|room|seat|seats|ticket|tickets|table|flight|booking|visa|password|login|money|loan|taxi|ride|reservation ..5 for|to|from my|our|his|her',
    'to my|our|his|her ..2 house|flat|address|place|office|home|email|work|account|card|phone',
    'gave|give|gives|got|get|sent|send|ordered|bought me|us|him|her|them ..4 number|link|idea|look|lift|details|address|name|message|email|text|photo|picture|call|job|taxi|home|back|refund|money|card|runaround|hope|chance|dinner|lunch|drink|coffee|code|password|reply|quote',
    'wear|wore|worn|wearing|outfit|suit|heels|fascinator ..8 for my|our|his|her|a|the',
    'gave up|me back|out',
    'for sale',
    'put in a',
    'anyone|anybody selling',
    'one|mine for me|myself',
    'finding|measuring|lacing|relaced|fitting|hired|rented|hire|rent|discount|invoice ..8 for|by',
    'perfect|ideal for the|a',
  ],
  rules: [
    {
      id: 'given',
      any: [
        `my|our ..2 ${GIFTEE} bought|got|gave|gives|ordered|chose|knitted|knit me|us ..1 a|an|the|this|these|your|one|some|it`,
        `bought|got|gave|ordered|sent|treated me|us ..6 for ..1 mothers|fathers|christmas|my|our ..2 day|birthday|anniversary|christmas|retirement|graduation|housewarming|@ordinal`,
        `he|she|they gave|bought|got|ordered me|us your|the|this|these ..3 ${THINGS}`,
        `been|was|were given ..7 by my|our|the ..2 ${GIFTEE}`,
        `had|got|received ..4 for ..1 birthday|christmas|xmas|anniversary|retirement off|from ..2 ${GIFTEE}`,
        `it|this|that|they|these|order|one|set|${THINGS} is|are|was|were|s ..1 going|meant|intended|to|supposed ..6 for my|our|his|her ..2 ${GIFTEE}|@cap`,
        `it|this|they|one|${THINGS} is|are|was|were going to my|our ..2 ${GIFTEE}`,
        `the|this|that|these ..3 ${THINGS} s|is|was|are|were ..1 for my|our|his|her|mrs|mr|miss ..2 ${GIFTEE}|@cap`,
        `a|an|the|another|second|these|this|your ..3 ${THINGS} ..3 for my|our|his|her ..2 ${GIFTEE} !s|to`,
        `${BOUGHT} ..6 for my|our|his|her|their|$close ..2 ${GIFTEE} s? ..1 ${FEAST}`,
        `${BOUGHT} ..6 for his|her|their|our ..1 ${FEAST}`,
        `i|we ..3 gave|give|giving|got|getting|get|bought|buying|ordered|sent|send|knitted|crocheted her|him|them|mom|dad the|a|an|your|this|these|some|one ..3 ${THINGS}`,
        `the ..3 ${THINGS} i|we ..2 got|bought|gave|ordered|sent|crocheted|knitted|made her|him|them`,
        `gave|gifted|treated my|our ..3 ${GIFTEE} ..2 your|the|this|these|a|an|to ..3 ${THINGS}`,
        `gave|give|giving|gifted|gifting this|the|your|a|an|these ..4 to my|our ..2 ${GIFTEE}`,
        `it|this|they|these|that is|are|was|were for his|her|their ..1 ${FEAST} !party|dinner|do|meal`,
        'it|this|they|these|that is|are|was|were for christmas|xmas|hanukkah|eid|diwali|valentines >|!|,|and|so|but',
        `it|this|they|these|that is|are|was|were for @cap s? ..1 ${FEAST}`,
        `getting|gets|having|unwrapping this|it|these|one|them for ..2 christmas|xmas|hanukkah|eid|diwali|birthday|graduation|valentines`,
        'off|from|on|my|her|our|the ..1 baby|wedding|gift registry',
        'registry gift|present',
        'ordered|bought it|this|them|one ..1 secretly',
        'bought|ordered|got specially|especially for',
        `birthday|christmas|xmas|bday|anniversary|a|little pressie|prezzie|pressies|prezzies`,
        `${BOUGHT} ..4 for the ..1 wife|husband|missus|mrs|mother-in-law|grandkids|grandchildren`,
        'asked ..1 santa for',
        'unwrapped ..4 birthday|christmas|xmas|anniversary',
        `my|our ..2 ${GIFTEE} sent me|us ..1 one|some|two of your|yours|these`,
        `treated|treating myself and|& my|the|our ..1 ${GIFTEE}`,
        `bought|got|gave|buying|getting my|our ..1 ${GIFTEE} his|her|their|some|new|matching|two ..2 ${THINGS}`,
      ],
      score: 0.8,
    },
    {
      id: 'wrapped',
      any: [`my|our|his|her ..2 ${GIFTEE} s? ..1 ${FEAST}`],
      withText: ['gift|present wrap|wrapped|wrapping|note|box|bag|message|receipt', 'giftwrap|giftwrapped'],
      score: 0.8,
    },
  ],
  must: [
    'Could it be gift wrapped? It is my mum’s 60th on Friday',
    'My sister bought me the cushion when I was in hospital',
    'The robe I ordered her has not come',
    'It was meant for my uncle’s retirement',
    'We gave her your slippers and she wears nothing else',
    'I picked out a little blue teapot last week for my neighbour',
    'Bought the clock for our anniversary',
  ],
  mustNot: [
    'My daughter gave me your number',
    'The dress I wore for my birthday has torn',
    'I bought the wrong size for my son',
    'I booked a room for my parents',
    'It is for the kitchen',
    'My order is going to my old address',
  ],
}

const JOURNEY =
  'fly|flying|flew|flown|flight|flights|travel|travelling|traveling|drive|driving|drove|train|trains|plane|airport|gate|seat|seats|connection|landed|ferry|airline|boarding|layover|luggage|suitcase|passport|visa'
const LODGING =
  'hotel|stay|stayed|staying|lodge|inn|nights|property|cruise|cottage|resort|cabin|campsite|weekend|suite|trip'
/** Whom one travels with. */
const COMPANY =
  '$close|friends|grandkids|buddies|lads|girls|choir|scouts|mates|class|team|school|church|club|group'

const trip: Pack = {
  kind: 'trip',
  language: 'en',
  unless: [
    'parcel|package|packet|order|delivery|courier|depot|customs|tracking|refund|sorting|warehouse|ship|shipping|shipped|shop|store|branch|outlet ..10 week|weeks|days|in|to|from|for',
    'week|weeks|days|months in ..2 hospital|royal|infirmary|ward|icu|transit',
    'trip hazard|advisor',
    'live|lives|living|lived|moved|moving|work|works|working ..3 in|to|for|at @cap',
  ],
  rules: [
    {
      id: 'journey',
      any: [
        'we|i ..2 leave|leaving|off for ..1 !$day|$month|work|good @cap ..2',
        'we|i ..2 fly|flying|flew ..1 home|out|back|over to|for|from !$day|$month @cap|my|our',
        `@num|one|two|three|four|ten|a|few ..1 week|weeks|fortnight|weekend|days in|on|round|around !$month|$day ..1 @cap !$day|$month|>|,|.|with|and|where|!|on|in|for`,
        'week|weeks|fortnight|weekend|days in|on the !$month|$day @cap',
        'my|our|a|whole ..1 @cap ..1 fortnight|holiday|week|break|weekend !sale|market|delivery|special',
        `go|going|went|came|come|travel|travelling|traveling|flew|fly|off|headed|heading ..1 to ..1 @cap ..3 with my|our|the|some ..4 ${COMPANY}`,
        `go|going|went|came|come|travel|flew|fly|headed|heading with my|our|the|some ..2 ${COMPANY} ..3 to ..1 @cap`,
        'done|did|doing|do|walked|walk|walking|hiked|hiking|trekking|climbed|climbing|cycled|cycling|finished|for|after|of ..1 the? camino|kilimanjaro|ridgeway|snowdon|snowdonia|yellowstone|yosemite|patagonia|annapurna|inca|appalachian|dolomites|alps|himalayas',
        'interrail|interrailing|babymoon|minimoon|oktoberfest',
        'my|our|his|her hols',
        'thru hike|hikes|hiking',
        'go|going|went|goes camping|skiing|snowboarding|backpacking|glamping|trekking|sailing|hiking ..1 in|next|this|with|on|at|around|for|>|,',
        'camping|skiing|snowboarding|hiking|climbing|sailing|diving|backpacking in|around|through ..1 !$month|$day @cap',
        'road tripping',
        'wore|worn|wearing|walked ..3 around|round|across|through ..1 !$month|$day @cap',
        'came|went|come|been with us|me to|round|around|through ..1 @cap',
        'been|went to ..1 @cap and back',
        'doing ..2 three peaks',
        '< off to ..1 !$day @cap ..2 on|for|in|tomorrow|next|this|$day',
        'spend|spending|spent ..1 christmas|easter|summer|winter|thanksgiving|holidays|eid|diwali ..5 in !$month @cap',
        'taking|take|bringing the|my|our ..2 $close|grandkids|grandchildren to ..1 !$day @cap in|on|for|next|this|at|to|as',
        'fishing|hunting|climbing|skiing|ski|walking|cycling|diving|retirement|anniversary|hiking|camping|sailing trip ..1 up|to|with|in|we|next|this|on|down',
        'we|i|us|am|are ..1 going|go|visit|visiting ..3 my|our ..1 $close s? in !$month @cap',
        'i|we ..1 at my|our ..1 $close s? in !$month @cap',
        '$close ..3 coming|visiting|visit|arriving|flying ..3 from @cap',
        'fly|flying|flew|travel|travelling|traveling|going|driving|heading|home ..7 for ..1 christmas|diwali|eid|onam|thanksgiving|easter|hanukkah|hogmanay|tet|passover|chuseok',
        'taking|bringing|took|treating|brought her|him|them to ..1 @cap in|for|next|this|on|as|where !work|business|me',
        'headed|heading|going|off|drove|driving up|down|over|out to ..1 the|our|my ..1 lake|cabin|beach|mountains|coast|cape|lakes|highlands|islands',
        'round|around|across|through @cap for|on|in|with ..2 weeks|days|months|bike|bikes|train|van|bicycle',
      ],
      score: 0.75,
    },
    {
      id: 'reason',
      any: [
        'flight|flights|fly|flying|flew|plane|airline|fare|gate|seat|seats|travel|travelling|traveling|drive|driving|way ..9 funeral|bury|burial|buried|inquest|graduation|wake|memorial|recital|hospice',
        'make|made|miss|missed|missing my|our|her|his ..3 funeral|graduation|wedding|recital|burial|birthday|christening',
        'way to ..2 goodbye|bury|funeral',
        'to bury my|our|his|her',
        'wedding|funeral|marathon|half-marathon|conference|graduation|christening|reunion|ceremony ..4 in !$month|$day|white @cap',
        'bereavement fare',
      ],
      withText: [JOURNEY],
      score: 0.75,
    },
    {
      id: 'stay',
      any: [
        'came|come|stayed|stay|staying|back|cruise|away ..6 for my|our|his|her ..3 anniversary|@ordinal|birthday|wedding|honeymoon|fortieth|fiftieth|sixtieth|seventieth',
        'stayed|stay|cruise|came|come ..5 for my|our ..2 years of',
        'came|come|stayed|staying|cruise ..5 to celebrate ..4',
      ],
      with: [LODGING],
      unless: ['table|dinner|lunch|meal|dress|cake|venue|party|restaurant'],
      score: 0.75,
    },
  ],
  must: [
    'We leave for Iceland on Tuesday and the boots are not here',
    'I walked the Camino in these',
    'A fortnight in the Pyrenees and not one blister',
    'We’re going to my sister’s in Canada',
    'You cancelled the flight I was taking to bury my father',
    'We stayed in the garden room for our fortieth anniversary',
  ],
  mustNot: [
    'The parcel spent two weeks in Leeds',
    'My son was two weeks in the Royal Infirmary',
    'We moved to Spain in May',
    'The shop is open for two weeks in March',
    'I need the suit for my cousin’s wedding in Madrid',
    'I left for work',
  ],
}

const firstTime: Pack = {
  kind: 'first_time',
  language: 'en',
  unless: [
    'treated|seen|complaint|complaints|complained|problem|problems|trouble|issue|issues|experienced|happened|heard such|so',
    'never|not ..5 again',
    'first ..8 second|third|2nd|3rd|replacement|faulty|broke|split',
    'first thing in|monday|tomorrow|i noticed|did|saw',
  ],
  rules: [
    {
      id: 'before',
      any: [
        'never|not ..2 bought|buy|ordered|shopped|flown|flew|stayed|used|tried|visited|banked|subscribed|travelled ..8 before|till|until',
        'never|not ..1 been to|in|on|inside|with|into ..7 before|till|until',
        'never ..1 bought|ordered|shopped|flown|stayed|banked ..1 from|with|at|anything you|your|this|here|yous|ye|online',
        'never|not ..1 had|worn|tried|owned this|that|your brand|make|label',
        'never used a|an ..2 subscription|app|service|site|tailor|salon|company',
        'never done it|so|this|anything before|like|online',
        'not know ..1 this|your|the brand|company|label|maker',
        'never|not heard of ..1 you|your|yous|ye|this|ya',
        'only ..2 ever ..1 walked|driven past',
      ],
      negated: 'counts',
      score: 0.8,
    },
    {
      id: 'opening',
      any: [
        'first|1st|opening pair|thing|one|piece|item|set|box|parcel|buy|buying|purchase|coat|bag|garment ..3 off|of|from|with|by you|yours|your|yous|ye|yall|ya|here|this',
        'is|are|they my|the|our|her|his ..1 first|1st ..5 i|we|he|she ..2 ever|has|have ..1 bought|ordered|tried|owned|worn',
        'first|1st ..5 i|we|he|she|have|has ever bought|ordered|tried|owned|worn|flown',
        'first|1st pair|set|one|piece|bottle ..5 ever >|!|and|,',
        'is|are my|our first|1st ..2 anything|buying',
        'first|1st time ..1 in|on|at a|an|your|this ..1 hostel|plane|aeroplane|airplane|shop|store|salon|hotel|gym|restaurant|cruise|ferry|lounge',
        'first|1st time ..2 buying|ordering|shopping|flying|booking|renting|using|trying',
        'first|1st time ..2 he|she|i|we|has|have ..2 bought|ordered|flown|booked|shopped',
        'first|1st flight|plane|order ..1 of|in my|his|her life',
        'for the first|1st time in|on|with|from|at your|you|yall|ye',
        ', first|1st time >|,|!',
        'gave|give you|ye|yous|yall a go|try|chance|whirl|shot !to',
        'decided|thought|fancied|figured ..3 try|trying you|your|yours|yous',
        'took|take|taking a chance|punt|gamble|risk on you|your|yous',
        'i|we ..1 only|just found|discovered you|your|yous|yall !email|message|reply|number|letter|a|the|note',
        'tried you|yous|ye|yall because|after|since|instead|when',
        'i|we ..1 just|only|newly joined|subscribed and|so|last|yesterday|today|>',
        'registered|signed|joined ..4 new client|customer|member',
        'bought|ordered one|it|them|this as ..1 a? ..1 test|trial|experiment',
        'stumbled ..1 on|upon|across ..1 your|you|yous',
      ],
      score: 0.8,
      unless: ['first time ..2 i|we|it wore|washed|put|tried|opened|switched|used it|them|this'],
    },
  ],
  must: [
    'I’d never been into your shop in Leeds before',
    'First pair of yours and not the last',
    'It’s the first thing she has ever ordered online',
    'First time in a hostel and I loved it',
    'I gave you a try because my usual shop closed',
    'We had not heard of you before my sister sent the link',
  ],
  mustNot: [
    'I have never been treated so badly before',
    'We will never buy from you again',
    'The first pair you sent were faulty',
    'First thing in the morning, please',
    'I have never had a problem with your shoes before',
    'The first time I used it, it broke',
  ],
}

/** What is worn in sizes, and how it sits. */
const WORN =
  'size|sizes|sizing|fit|fits|fitted|wear|wears|worn|shoe|shoes|boot|boots|slipper|slippers|trainers|sandals|jeans|trousers|pants|shorts|dress|dresses|frock|skirt|top|shirt|shirts|blouse|jumper|sweater|jacket|coat|blazer|suit|bra|bras|cup|tights|leggings|socks|hat|gloves|ring|waist|bust|hips|chest|leg|legs|sleeve|sleeves|heel|toe|toes|feet|foot|width|tight|loose|snug|narrow|wide|swim|hoodie|tee|knickers|pyjamas|mattress|bike|small|medium|large|xl'
const SIZE =
  '@num|@bra|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|sixteen|eighteen|xs|s|m|l|xl|xxl|xxxl|small|medium|large'
const WEARER =
  'i|we|he|she|husband|wife|partner|son|daughter|mom|dad|sister|brother|cousin|friend|nephew|niece|boyfriend|girlfriend|fiance'
const PART =
  'foot|feet|arm|arms|leg|legs|head|neck|chest|waist|hips|calf|calves|bust|inseam|wrist|wrists|hand|hands|thighs|shoulders|ribs|bra|shirt|ring|shoe|hat|collar'

const body: Pack = {
  kind: 'body',
  language: 'en',
  unless: [
    'bag|baggage|luggage|suitcase|parcel|box|desk|table|shelf|sofa|bed|curtain|rug|pole|fridge|ladder|horse|saddle|tyre|tire ..8 @num|@weight|@height|kilos|kg|cm|inch|inches|foot|feet|long|wide|short',
    'model|mannequin|statue|figure',
    'will|would|can|could|should|please ..1 take|wear|get',
    'year|years|yr|months|weeks|days|minutes|hours|percent|degrees|stars|quid|euros|dollars|pounds',
    'small|large ..1 business|shop|company|charity|team|firm|problem|issue|amount|order|fee|fortune|box|parcel',
    'table|chair|desk|sofa ..1 legs|arms|feet|foot',
  ],
  rules: [
    {
      id: 'worn_size',
      any: [
        `${WEARER} s|am|is|was|been a|an|size ..2 ${SIZE} in|normally|usually|everywhere|and|with|at|so|but|long|wide|width|narrow|short|since|to|on|>|,`,
        `${WEARER} ..1 take|takes|took|wear|wears|measure|measures ..1 a|an|the|uk|eu|us|size|always|about ..1 ${SIZE} in|at|everywhere|normally|usually|always|width|and|on|,|>|but|so`,
        'take|wear|wears ..1 @num in|at @cap',
        `always|usually|normally|usual a|an|uk|eu|us|number|size|the ${SIZE} >|,|and|but|in|so`,
        `ordered|got|took|bought|take|order|went ..3 ${SIZE} ..1 as|like|same ..1 always|usual|ever|normal`,
        `${SIZE} ..1 as|like always|usual`,
        'what|which i|we|he|she ..2 wear|take|worn|wore ..1 on|in|everywhere|always|your|most|with',
        'what|which i|we|he|she ..1 always|usually|normally ..1 wear|take|worn|wore|have|order',
        'is my size|number always|everywhere|normally',
        `my|his|her ..3 ${PART} ..1 s|size|is|are|has|measure|measures ..3 @num`,
        '@num ..1 inch|inches|cm ..1 leg|inseam|chest|waist|bust|hips|neck|collar|sleeve|thigh|calf|calves|arm|arms',
        'bust|calf|inseam|waist|hips @num >|,|and|cm|inch|inches',
        'a|an|@height|@weight @num chest|bust|collar|neck|back|inseam >|,|and|with|here|so|but|i',
        `i|am|at|a|the ..1 size ..1 ${SIZE} feet|foot|woman|man|girl|lady|bloke|lad|person`,
        '@num on top|the|bottom ..1 ,? and? @num',
        '@num bottom|top ,? @num top|bottom',
        `between ..1 a? ${SIZE} and a? ${SIZE} ..1 usually|normally|always|in|for|is|everywhere`,
      ],
      withText: [WORN],
      score: 0.75,
    },
    {
      id: 'shaped',
      any: [
        'six|seven|eight|nine|half|seventeen|eighteen|nineteen|twenty stone >|,|and|two|four|in|so|but|wet|with|nothing',
        `${WEARER}|man|woman|sleeper|build am|is|of|weigh|weighs|s ..2 @num|@weight kilos|kg|lbs`,
        `${WEARER} am|is|s ..1 five|six foot|feet|ft|one|two|three|four|five|six|seven|eight|nine|ten|eleven >|,|and|so|with|tall|nothing|three|four|five|six`,
        `${WEARER} am|is|s|have|has ..1 @num|one|two metre|metres|meter|meters`,
        'height ,? five|six one|two|three|four|five|six|seven|eight|nine|ten|eleven',
        'skinny|thin|tall|narrow|slim as a|an rake|rail|reed|beanpole|lamppost|pencil',
        'size of a ..1 bus|house|tank|barn|door|bear',
        'big unit',
        'all legs|leg|arms|arm|shins|elbows|torso|back >|,|and',
        'my|i|with|have|s ..2 legs|arms|hands|feet|hips|shoulders|thighs|calves like ..1 a|an|shovels|tree|trees|spades|planks',
        'no hips|bum|shoulders|chest|bust|waist|bottom|boobs here|to|and|>|,',
        'i am ..1 narrow|slight|flat|broad|stocky|tiny|heavyset|lanky >|,|and|so|in',
        'high|low|fallen instep|insteps|arch|arches',
        'i|my|have|has|got|his|her ..2 wide|narrow|big|flat|thick|skinny|slim|long|short|broad ..1 calf|calves|heels|shoulder|foot|thigh|frame',
        'tall|small|big|short|tiny|large for his|her|their age',
        '@ordinal centile',
        'long|short|small|broad|big|wide in|across the arm|arms|leg|legs|body|back|shoulder|shoulders|chest|torso like|myself',
        'have|has|got ..1 one arm|leg|foot|shoulder|hip|side ..1 shorter|longer|bigger|higher|lower than ..1 other',
        'i am ..1 big|small|large|short|tall|broad ..1 built|boned',
        'carry|carrying ..1 my|all ..2 weight ..2 front|middle|hips|top|bottom|tummy',
        'like|are me|we|not ..1 tall|small|big|large|short people',
      ],
      score: 0.75,
    },
  ],
  must: [
    'She’s a 6 in everything and this dress is tight on her',
    'I take a 43 in your boots',
    'My inside leg is 34 and these trousers are cropped on me',
    'He’s skinny as a rake',
    'Wide calves and a high instep here, so I sized up',
    'Is it long enough? She’s tall for her age',
  ],
  mustNot: [
    'He is a 10 out of 10 courier',
    'I am a small business owner',
    'It took me five years',
    'The desk is six foot long',
    'My bag is 20 kilos',
    'No shoulder pads, please',
  ],
}

/** Packs of this file. */
export const FURTHER_WARMTH: readonly Pack[] = [loyal, gift, trip, firstTime, body]
