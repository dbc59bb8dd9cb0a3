/** Further English wordings of people's own news: birthdays, gifts, moves, travel, hardship, tenure, a first time. Rules alone; no head weighs them. */
import type { Pack } from '../shape.ts'

const birthday: Pack = {
  kind: 'birthday',
  language: 'en',
  rules: [
    {
      id: 'age',
      any: [
        '$close|my|his|her|mums|moms|dads|nans|grandmas|grandads s? @ordinal|sixteenth|eighteenth|thirtieth|fortieth|fiftieth|sixtieth|seventieth|eightieth|ninetieth|twenty-first >|on|next|this|at|party|do|and|in|because|!|with|we|i',
        '$close|i|we|he|she|boy|girl|baby|lad|little|one|who|am|are ..2 turn|turns|turning|turned ..1 @num|one|two|three|four|five|six|seven|eight|nine|ten|sixteen|eighteen|thirty|forty|fifty|sixty|seventy|eighty|ninety today|tomorrow|on|this|next|in|at',
        'bday|bdays',
      ],
      score: 0.8,
      unless: [
        '@ordinal|$nth floor|time|row|anniversary|day|week|month|flight|one|call|email|order|visit|trip|year|delivery|attempt',
        'anniversary|wedding',
        'of|on the|january|february|march|april|may|june|july|august|september|october|november|december @ordinal',
        'if ..2 birthday',
        'enter|date|field ..4 birthday',
        'birthday card|cards|suit ..2 range|section',
      ],
    },
  ],
  must: [
    ['It is on my grandma’s 90th', 'grandma’s 90th'],
    'For our daughter’s sixteenth we took the back room',
  ],
  mustNot: ['My 3rd order', 'We fly on the 9th', 'Is flight 220 on time?', 'My zip code is 44273 in Seville'],
}

const gift: Pack = {
  kind: 'gift',
  language: 'en',
  rules: [
    {
      id: 'for_somebody',
      any: [
        'gave|given|giving|give|get|got|getting|buy|buying|bought|sent|sending|ordered|ordering|booked|booking|sending|looking ..4 for|to ..2 each|both|all|my|our|his|her ..2 $close|grandkids|grandchildren|mother|father|nephew|niece|stepmum|mum|nan|nana|granny|grandad|godmother|teacher|neighbour|neighbor|boss|mates|mate ..1 >|for|who|and|as|he|she|they|in|to|!|because|which',
        'my|our|his|her|their|mums|moms|dads|$close ..2 present|gift|gifts|presents ..2',
        'retirement|leaving|housewarming|christmas|xmas|birthday|wedding|anniversary|baby|graduation|hanukkah|eid|thank valentines|shower|you? gift|present',
        'gift|present for ..2 $close|my|our|his|her|a|someone|friend|the',
        'as|is|was|for a ..1 surprise|gift|present !languages|music|words|surprise',
        'surprise|surprising my|our|him|her ..2 $close|mum|nan|for|with',
        'something|anything for my|our ..2',
        '$close|mum|nan|grandad|mother|father got|bought|gave me|us this|it|these|them|one|for',
        'stocking filler|stuffer',
      ],
      score: 0.72,
      unless: [
        'trip|vacation|holiday|weekend|dinner|concert ..4 with my|our|his|her',
        'gift card|cards|voucher|vouchers|certificate|receipt|wrap|shop|bag',
        'early ..1 christmas|birthday present|gift',
        'gift from you|@handle|the brand',
        'myself',
        'give|gave|get|got|getting ..2 refund|money|call|ride|time|hand|seat|through|home|answer|upgrade|appointment|ticket',
        'get|got|getting ..4 to|for|in ..3 wedding|hospital|school|work|airport|house',
        'sent|sending|send ..4 to ..3 address|house|wrong|email|instead',
        'present for|at|in the? address|moment|time',
        'surprise surprise',
        'a? nice|pleasant|lovely|bad|nasty|big|no surprise',
      ],
    },
  ],
  must: [
    ['I gave one to each of my grandkids', 'my grandkids'],
    'Looking for something for my mother in law',
  ],
  mustNot: ['How do I use my gift card?', 'A pleasant surprise'],
}

const moving: Pack = {
  kind: 'moving',
  language: 'en',
  rules: [
    {
      id: 'home',
      any: [
        'closing of|on our|my ..1 house|home|flat|apartment|place',
        'emigrating|relocating|relocated|emigrated|rehoming to|from|for|in|at|>',
        'moved|moving|move ..2 flat|flats|house|houses|home|apartment|apartments|homes|country|cities|city|state|states|abroad|overseas|dorms',
        'i|we|im|am|are|have|just|been|recently|finally|about|us ..3 moved|moving|relocating|relocate|move to @cap ..3',
        'moving|moved out|in ..3 on|of|with|together|next|last|this|the',
        'new house|flat|apartment|address|home ..3 since|from|is|we|as|we have moved',
      ],
      score: 0.72,
      unless: [
        'moved|moving|move ..3 seat|seats|gate|row|terminal|table|appointment|slot|flight|date|delivery|booking|@ordinal|friday|monday|tuesday|wednesday|thursday|saturday|sunday|money|account|cabin|class|bank|business|custom|provider|travel|back|train|line',
        'line|queue|tracking|parcel|package|plane|bus|train|order ..2 moved|moving|move',
        'moved|moving|move ..1 to ..1 tears|@num|next|tomorrow',
        'out of stock',
        'alexa|siri ..2 moved',
        'you|they|he|she|neighbor|neighbour|friend|friends|them|him|her ..1 moved|move|moving',
      ],
    },
  ],
  must: [['We are emigrating to Perth', 'emigrating'], 'I’ve just moved flat'],
  mustNot: ['They moved us to seat 21D', 'The line moved fast'],
}

const trip: Pack = {
  kind: 'trip',
  language: 'en',
  unless: ['no|never|not ..1 holiday|vacation|trip'],
  rules: [
    {
      id: 'occasion',
      any: [
        'family|summer|dream|winter|ski|first|my|our|beach|city ..1 holiday|vacation|trip|break|getaway|cruise|roadtrip|hols|weekend|staycation|honeymoon ..1 in|to|on|>|next|ruined|with|this|is|starts|!|at',
        'taking|take|bringing|took|treating|flying my|our ..2 $close|mum|nan|mother|father ..2 to ..3 @cap|see|for|visit|the',
        'on ..1 the|my|our way to ..2 my|our|see|visit|a|grandmas|mums ..4',
        'before|after|during|for|on|about my|our ..1 trip|vacation|holiday|cruise|getaway|weekend|honeymoon|travels ..2',
        'off|heading|going|flying|headed|bound|away|here ..2 to|for|we come|come ..3 weekend|week|holiday|vacation|home|honeymoon|fortnight|family|christmas|thanksgiving|wedding|reunion|sun|beach|conference|funeral|graduation|concert|fun|fiesta|girls|lads|boys',
        'here i|we come',
        'see|visit|visiting|seeing my|our ..2 $close|mum|nan|mother|father|grandchildren|parents ..3',
        'home to ..2 family|mum|mums|my|see|parents|mom|moms|for',
        'home for ..1 christmas|thanksgiving|holidays|xmas|easter|weekend|hanukkah|diwali|funeral|wedding',
        'vegas|paris|rome|tokyo|lisbon|hawaii|mexico|ibiza|cancun|orlando|disney|disneyland|disneyworld|amsterdam|barcelona|bali|italy|spain|greece|japan|iceland for|with|next ..1 the|my|our|a ..2 weekend|week|girls|boys|family|birthday|anniversary|wedding|kids|friends|lads',
        'in town|@cap for ..2 wedding|conference|weekend|week|visit|funeral|birthday|reunion|concert|game|graduation|holiday',
        '$close|my|our ..2 reunion|hen|stag|bachelorette|bachelor ..1 do|party|weekend|in|is|>',
        'road|business|school|girls|day|work|weekend|shopping|camping trip',
        'city break',
        'long weekend ..2 in|away|with',
        'visiting|visit from|our|my|family|friends|@cap',
        'we|i ..1 were|are|was|am ..1 visiting|vacationing|holidaying|travelling|traveling|touring ..2 from|in|to|with|around|@cap|for',
        'on ..1 holiday|holidays|vacation|honeymoon|vacay|hols ..2',
        'holiday|vacation|vacay|honeymoon|getaway|cruise time|mode|starts|begins|countdown|ready|ruined|!',
        'northern lights',
      ],
      score: 0.66,
      unless: [
        'holiday|holidays season|hours|menu|code|sale|weekend|party|inn|shopping|gift|gifts|present|schedule',
        'holiday|bank|public holiday|monday',
        'on ..1 the way to ..2 hell|bankruptcy|work|gate|store|shop|restaurant',
        'visit|visiting|visited your|this|the|my ..2 site|website|store|shop|restaurant|page|branch|place|dentist|doctor|bank|link',
        'visit ..1 was|is|>',
        '@ordinal|first|last|second|next|every|each visit',
        'road trip ..2 playlist',
        'vacation|holiday|trip|travel ..1 dress|top|outfit|wardrobe|clothes|agent|agency|insurance',
        'perfect|great|ideal for ..2 vacation|travel|holiday|trip|holidays',
        'round|return|guilt|power|ego|bus|car|taxi|uber|train trip',
        'worth the trip',
        'ruined|ruin|wasted ..2 trip ..2 >',
        'on ..1 holiday ..2 monday',
        'visiting|visit home',
        'see my ..2 account|order|balance|messages|points',
      ],
      unlessText: ['flattering|neckline|tunic|fabric|blouse|sweater|jeans|skirt'],
    },
  ],
  must: [
    ['Family holiday in Kos ruined', 'Family holiday'],
    'I need it before my trip on Friday',
    'Taking my dad to see the Northern Lights',
  ],
  mustNot: ['Worth the trip', 'Is the store open on the holiday Monday?'],
}

const hardship: Pack = {
  kind: 'hardship',
  language: 'en',
  rules: [
    {
      id: 'body_or_loss',
      any: [
        'in|with|wearing a|my cast|sling|neck|leg brace|on|up|boot|brace|collar ..3',
        'pacemaker|dialysis|oxygen tank|crutches|prosthetic|insulin|epipen|cpap|nebuliser|ventilator',
        'in|my|his|her|need|needs|use|uses|using ..2 wheelchair',
        'left|lost|broke|forgot|damaged my wheelchair|scooter|crutches',
        'lost my|our|his|her ..1 job|home|house|mum|mom|dad|mother|father|husband|wife|son|daughter|brother|sister|baby|nan|grandma|grandad|grandfather|grandmother',
        'late husband|wife|mother|father|mum|mom|dad|partner|brother|sister',
        'husband|wife|mother|father|mum|mom|dad|partner|brother|sister|nan|grandma|grandad|grandfather|grandmother|uncle|aunt|friend|son|daughter|cousin ..2 passed|died|dying|diagnosed|hospitalised|hospitalized|terminal|stroke|cancer|dementia|alzheimers',
        '$close|uncles|aunts|my|his|her|our|a|the ..3 funeral|memorial|bereavement|burial',
        '$close|uncles|aunts|my|his|her|our|a|the wake !up|me|us|the',
        'in|out|from|into of? ..1 hospital|icu|intensive|hospice|rehab|a&e',
        'car|bike|motorbike crash|accident',
        'i|im|am|have|has|is|with|got ..2 diabetic|epileptic|disabled|autistic|blind|deaf|arthritis|asthma|asthmatic|coeliac|celiac|cancer|parkinsons|dementia|depression|anaphylactic|chemo|chemotherapy|disability|fibromyalgia|epilepsy',
        'hip|knee|heart|back|shoulder|spinal|open|brain|foot|eye replacement|surgery|operation|transplant|bypass|op',
        'made|was|been|got redundant|evicted|unemployed|homeless',
        'been|was|got|am|is laid off',
        'have|has|had|with|got ms !@cap',
        'surgery ..2 is|at|on|tomorrow|today|next|yesterday|and',
        'cannot walk|stand|see|hear|climb ..2',
      ],
      score: 0.78,
      unless: [
        'walk|see|hear|stand ..1 in|to|the|it|you|this|what|any|my|a|me|wait',
        'phone|battery|app|site|laptop|car|server|computer|it ..1 died|dying|dead|passed',
        'awareness|charity|campaign|foundation|donate|research',
        'color|colour blind|deaf ears',
        'stars|zero|rude staff',
        'if ..3 accident|disabled',
        'passed ..1 it|on|down|the|them',
        'sick of|and tired',
        'lost my home|house ..2 page|screen|key|keys',
        'dress|outfit|shoes|suit ..3 funeral',
        'the cast|cast of|cast to|iron',
        'accident ..2 form|forgiveness|insurance',
        'dog|cat|puppy ..2 walker',
        'ms|mrs|mr @cap',
        'back operation hours|hour|day|week',
      ],
    },
  ],
  must: [['I am in a cast up to my hip', 'in a cast'], 'We are flying home for my uncle’s funeral'],
  mustNot: ['My phone died on Tuesday', 'We donate to cancer research'],
}

const loyal: Pack = {
  kind: 'loyal',
  language: 'en',
  rules: [
    {
      id: 'regular',
      any: [
        'regular|regulars|loyal|faithful|longtime|lifelong|long-term|longstanding ..2 for|since|here|of|customer|customers|flyer|fan|member|guest|client|shopper|passenger|subscriber|user',
        'spend|spent|spending thousands|hundreds|fortune ..3 you|here|year|@handle|with|a',
        '@num|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|many|several|over years|year|decades ..2 as|customer|loyal|flying|shopping|member|straight',
        '@num|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|many|several|over years|year|decades ..2 with @handle|@cap|you|yall|u',
        'customer|member|subscriber|client|user|guest|cardholder|flyer|fan ..1 for|since|of ..2 @num|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|years|day|decades|ages|forever|over',
        'customer|member|subscriber|client ..1 since the|my|before|it|you',
        'bought|shopped|shopping|flown|flying|banked|banking|stayed|eaten|subscribed|premium|customer|ordering|ordered|prime|member|subscriber|been with|using ..4 since|for ..1 @num|day|years|decades|forever|ages|ten|fifteen|twenty|eleven|twelve|eight|nine|student ..1 years|decades|one|>|!',
        'platinum|diamond|gold|silver|executive|elite|titanium|vip|medallion|premier here|member|status|since|flyer|card|for|medallion|customer',
        'have|has been ..2 platinum|diamond|gold|silver|elite',
        'only ..1 fly|shop|use|buy|book|order|stay|bank|eat ..1 with|you|from|at|here|@handle',
        'fly|shop|order|stay|come|eat|visit|buy|ordered|flown|travel ..3 every|once|twice|each|most|weekly|monthly ..1 week|month|day|weekend|friday|sunday|saturday|year|mondays|fridays|a|other|time|the',
        '@num|sixty|forty|fifty|hundred flights|stays|orders|trips|nights|visits ..1 a|per|each|with|this|in year|you|month|@handle|so',
        'our|my $nth|@ordinal|seventh|tenth|fifth stay|visit|order|trip|flight|cruise|season ..2 with|here|at|and|>',
        'wallet for @num',
        'own|have|bought|got ..1 @num|three|four|five|six|seven|several|many of|pairs|dresses|these|them|now ..2 brand|designer|by|already|colors',
      ],
      score: 0.66,
      unless: [
        'not|never ..1 a? ..1 regular|loyal|member',
        'regular size|price|service|coffee|fit|post|mail|updates|wash|jeans|one',
        'how|can|when|could ..4 reach|get|become|earn|achieve|upgrade|qualify',
        'loyal|loyalty program|programme|scheme|points|card',
        'gold|silver|diamond|platinum ring|color|colour|necklace|earrings|jewelry|chain|foil|thread|dress|one|buttons|shoes|bracelet|watch|case|plated|phone',
        'years|year ..1 ago|old|warranty|later|guarantee|from',
        'waiting|waited|trying|been ..3 on hold|waiting|stuck|down|trying|for @num|since ..4 day|days|hours|weeks|min|minutes|month|am|pm|morning|yesterday',
        'in|last|past @num|two|three|four|five year|years ..2 moved',
        'since ..1 @clock|@num am|pm|o|this|yesterday|$day|update|morning|last',
        'for ..1 @num|two|three|four|five|six|about|over|an ..1 minutes|hours|days|weeks|month|months|hour|min|mins|hrs',
        'prime|using|used|been ..4 since ..1 update|upgrade|i updated',
      ],
      unlessText: ['years younger'],
    },
  ],
  must: [['Regulars for ten years here', 'Regulars for ten years'], 'I spend thousands with you every year'],
  mustNot: ['Been waiting for 3 hours', 'Regular size, please'],
}

const firstTime: Pack = {
  kind: 'first_time',
  language: 'en',
  rules: [
    {
      id: 'tried',
      any: [
        'for the first time ..3 last|yesterday|today|with|here|ever|tonight|at|on|this|and|recently|>|!|with you',
        'tried|try|trying|visited|ordered|flying|flew|ordering|eating|ate|came|shopping|stayed|used|using|bought|went|visiting ..4 for the first|1st time',
        '< first time|visit|order|flight|trip|stay|purchase ..3',
        'my|our ..1 very? first ever? time|visit|order|flight|stay|purchase|trip|taste|ride|delivery|booking ..3',
        'never|not|havent ..1 flown|ordered|bought|shopped|been|stayed|tried|used|eaten ..3 before',
        'new to your|this|@handle|shopping|flying',
        'new customer|subscriber|member|user|flyer',
        'first timer|timers|flyer',
      ],
      score: 0.66,
      unless: [
        'first flight|order|trip|time ..4 delayed|cancelled|second|next|leg|of two|was|then|and second|out',
        'add|adding|register ..3 new user|member|customer|client',
        'first ..1 time ..3 since|in|this|that|i|you|we ..2 wore|washed|sat|put|tried|wear|years|year|months',
        'wore|wear|washed|worn|wearing|sat|sit|walked|see|saw|seeing|called ..4 first time',
        'not ..1 the? first time',
        'first time ..2 in @num|years|a|3',
        'first flight|bus|train|leg ..1 out|in|of|is|leaves|was|from|at|to|tomorrow',
        'at first',
        'never ..4 before ..2 not',
        'first ..1 time|order ..3 got|gave|said|told',
      ],
    },
  ],
  must: [
    ['Tried this place for the first time last night', 'for the first time'],
    'My very first order with you',
  ],
  mustNot: ['My first flight was delayed', 'I washed it for the first time and it shrank'],
}

/** Packs of this file. */
export const PLAIN_PERSON: readonly Pack[] = [birthday, gift, moving, trip, hardship, loyal, firstTime]
