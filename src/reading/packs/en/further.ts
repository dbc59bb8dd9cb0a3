/** English packs beside the guide's kinds: the ten reflections (S4.26 to S4.35), and cues that ask for a person, care or silence. */
import type { MomentKind } from '../../kinds.ts'
import type { Pack } from '../shape.ts'

function reflection(
  kind: MomentKind,
  any: string[],
  must: string[],
  mustNot: string[],
  unless: string[] = [],
): Pack {
  return {
    kind,
    language: 'en',
    unless,
    rules: [{ id: 'said', any, quote: 'clause', score: 0.75 }],
    must,
    mustNot,
  }
}

/** Packs of this file. */
export const FURTHER: readonly Pack[] = [
  reflection(
    'reflection_ease_good',
    [
      'so|very|really|super|too|incredibly|that|pretty|extremely ..1 easy|simple|painless|effortless|straightforward|seamless|smooth|convenient',
      'made|makes|make ..3 easy|easier|simple|painless|seamless',
      'easy|simple|painless|seamless|smooth|hassle-free|effortless ..1 process|return|returns|checkout|exchange|booking|experience|check-in|ordering',
      'could not ..2 been|be easier|simpler|smoother',
      'without|no any? hassle|fuss',
      'hassle free',
    ],
    ['That was so easy!', 'Returning it was really simple', 'You made the exchange painless'],
    ['It was not so easy.', 'Easy to wear with jeans'],
    ['not|never|no ..2 easy|simple', 'wear|style|pair|wash|dress'],
  ),
  reflection(
    'reflection_ease_bad',
    [
      'so|very|really|too|extremely|such|quite|pretty|incredibly|way|was|is ..2 confusing|complicated|difficult|cumbersome|painful|frustrating|tedious|convoluted|clunky',
      'not ..2 easy|simple|straightforward|intuitive|user-friendly',
      'jump|jumping through hoops',
      'hard|difficult|impossible to ..1 find|use|navigate|reach|contact|return|cancel|book|order|understand|get',
      'such|what|real|huge a? hassle|ordeal|headache|pain|nightmare',
    ],
    ['This is so confusing', 'It is impossible to reach anyone', 'What a hassle to return it'],
    ['It was not hard to find.', 'That was so easy!'],
    ['not|never|no ..2 hard|difficult|hassle|confusing'],
  ),
  reflection(
    'reflection_warmth_good',
    [
      'so|very|really|super|extremely|incredibly|always|such|most|both|was|were ..3 friendly|kind|caring|warm|welcoming|polite|sweet|gracious|courteous|thoughtful|helpful|patient|compassionate',
    ],
    ['They were so friendly and helpful', 'The lady on the phone was very kind'],
    ['They were not friendly', 'A very kind fabric'],
    [
      'not|never|hardly|less|no ..3 friendly|kind|caring|polite|helpful|patient',
      'fabric|sweater|coat|jacket|dress|material|reviews|reviewer',
      'kind of',
    ],
  ),
  reflection(
    'reflection_warmth_bad',
    [
      'rude|unfriendly|cold-hearted|dismissive|condescending|impolite|unhelpful|uncaring|patronizing|hostile|snotty|snobby|arrogant|disrespectful',
      'not|never|hardly|nobody|none ..3 friendly|kind|polite|helpful|care|caring|welcoming',
      'attitude problem',
      'do|does|did not care',
      'treated|treat ..2 like|as ..2 number|criminal|cattle|dirt|nobody|idiot|crap',
    ],
    ['The agent was so rude', 'Nobody was friendly', 'I was treated like a number'],
    ['They were not rude at all', 'It was so kind of you'],
    ['not|never|no ..3 rude|unfriendly|unhelpful'],
  ),
  reflection(
    'reflection_speed_good',
    [
      'fast|quick|speedy|prompt|swift|rapid|lightning|super-fast ..1 delivery|shipping|response|reply|service|turnaround|answer|resolution|refund|help|support|checkout',
      'so|very|really|super|extremely|incredibly|arrived|shipped|came|replied|responded|delivered|answered|resolved|fixed ..3 quickly|fast|quick|promptly|immediately|speedy|swiftly',
      'did not take ..2 long',
      'in no time',
      'no time at all',
      'earlier|sooner|faster|quicker than',
      'right away',
    ],
    ['It didn’t take long at all', 'Arrived so fast!', 'Thanks for the quick reply'],
    ['It was not very fast', 'It took so long'],
    [
      'not|never ..3 fast|quick|quickly|promptly',
      'wash|washed|wore|worn|pilled|shrunk|ripped|phone|battery|sold|drains',
    ],
  ),
  reflection(
    'reflection_speed_bad',
    [
      'took|takes|taken|taking|take ..2 so|too|very|forever|ages|long|hours|weeks|months|way',
      'so|very|too|really|painfully|extremely|incredibly|super|terribly ..1 slow',
      'slow ..1 service|delivery|shipping|response|reply|process|refund|website|app',
      'waited|waiting ..4 hour|hours|weeks|months|forever|ages|long|days',
      'long|endless|ridiculous ..1 wait|queue|line|delay|lines|hold',
    ],
    ['It took so long', 'Painfully slow service', 'We waited three hours'],
    ['It didn’t take long at all', 'Long sleeves'],
    ['not ..2 take|took|long', 'no ..1 wait|line|queue'],
  ),
  reflection(
    'reflection_expectation_good',
    [
      'better|nicer|faster|prettier|softer|easier|more than ..1 i|we|expected|anticipated|hoped|imagined',
      'exceeded|exceeds|surpassed|beyond ..2 expectations|expectation|hopes',
      'pleasantly|positively surprised',
      'above and beyond',
      'even better',
    ],
    ['It was better than I expected', 'You exceeded all my expectations', 'Pleasantly surprised!'],
    ['Smaller than I expected', 'No better than I expected'],
    ['not|no ..2 better|more|exceed|exceeded'],
  ),
  reflection(
    'reflection_expectation_bad',
    [
      'not ..1 what|as i|we|described|advertised|expected|pictured|shown|hoped|promised ..2',
      'not|never worth ..4 effort|hassle|money|price|trouble|it|time|wait',
      'worse|smaller|thinner|less|slower|cheaper than ..1 i|we|expected|anticipated|hoped|pictured',
      'expected|expect|deserve|hoped ..2 more|better',
      'let down',
      'fell|falls short',
      'below ..1 expectations|average|par',
      'not ..2 live|meet|lived|met ..2 expectations|hype|standards',
      'waste of ..1 time|money|effort',
    ],
    ['This isn’t worth the effort', 'Not what I expected', 'I expected better from you'],
    ['Worth every penny', 'Better than I expected'],
    ['not ..2 let down'],
  ),
  reflection(
    'reflection_return_good',
    [
      'will|would|definitely|certainly|gladly|absolutely|happily|gonna|going ..5 do|come|be|order|buy|shop|fly|return|recommend|visit|book|use|purchase ..4 again|back|more|soon|friends|everyone|anyone',
      'can not wait to ..1 come|order|go|fly|visit|return|shop|buy ..3 back|again|more',
      'customer for life',
      'highly|definitely|would|strongly ..1 recommend',
    ],
    ['I’ll definitely do that again', 'We will be back!', 'Would recommend to everyone'],
    ['I wouldn’t do that again', 'I will never come back', 'Please call me back, would you? I will be home'],
    ['not|never|no|if|unless', 'call|contact|get|send|refund|money|return it|return this', 'will you|they'],
  ),
  reflection(
    'reflection_return_bad',
    [
      'will|would|do not|never ..3 do|buy|order|fly|shop|use|come|go|book|return|visit|be|purchase|eat ..4 again|back|here|anymore',
      'never again',
      'last time ..2 i|we|with|ever',
      'would|could|can not ..1 recommend',
    ],
    ['I wouldn’t do that again', 'Never again', 'We will not be back'],
    ['I’ll definitely do that again', 'I would not hesitate to come back again'],
    ['hesitate|enough|regret|mind', 'go wrong'],
  ),
  {
    kind: 'distress',
    language: 'en',
    unless: ['not|no ..2 emergency|panic|stranded|desperate', 'emergency exit|row|landing|door|lights'],
    rules: [
      {
        id: 'need',
        any: [
          'desperate|desperately|panicking|panicked|frantic|stranded|helpless|hysterical|sobbing|terrified|petrified|suicidal',
          'at my|our wits end',
          'in|having|had ..1 tears|meltdown|breakdown',
          'panic attack|attacks',
          'do not know what to do',
          'please ..2 help ..3 emergency|desperate|urgent',
          'family|medical|real|it is an? ..1 emergency',
          'freaking out',
          'scared|afraid|worried sick|to death|for my',
          'crying|cried ..4 airport|phone|gate|hours|night|because|all',
        ],
        score: 0.75,
      },
    ],
    must: [
      'I am stranded with two kids and desperate for help',
      'My wife is in tears at the airport',
      'Please help, it is an emergency',
    ],
    mustNot: ['Is this an emergency exit row?', 'Do not panic, all is fine', 'I cried tears of joy'],
  },
  {
    kind: 'lost_item',
    language: 'en',
    unless: [
      'lost ..3 weight|customer|mind|patience|faith|business|connection|signal|respect|trust|color|shape',
      'not ..2 lost|left',
    ],
    rules: [
      {
        id: 'left',
        any: [
          'left|forgot|forgotten|lost|misplaced|dropped ..2 my|our|a|his|her|the ..3 phone|ipad|laptop|wallet|passport|jacket|coat|keys|glasses|book|bag|kindle|headphones|airpods|toy|bear|camera|purse|tablet|charger|sweater|hat|ring|necklace|watch|stroller|backpack|umbrella|scarf|teddy|bunny|lovey|blanket|shoes|sunglasses|license|computer|earrings ..6',
          'lost and found',
          'lost property|item|items',
          'lost ..2 favorite ..2',
        ],
        score: 0.75,
        unless: [
          'you|they|airline|who ..2 lost|left|misplaced|dropped',
          'lost my|our|the luggage|baggage|bags',
        ],
      },
    ],
    must: [
      'I left my iPad on flight 22',
      'My son lost his favorite toy at the hotel',
      'Who do I contact about lost property?',
    ],
    mustNot: ['You lost a customer', 'I lost my patience', 'I have lost weight'],
  },
  {
    kind: 'unsubscribe',
    language: 'en',
    rules: [
      {
        id: 'asked',
        any: [
          'unsubscribe|opt-out',
          'opt ..1 out',
          'remove|take|delete ..2 me|my ..3 from|off ..4 list|lists|mailing|emails|newsletter|marketing|database',
          'stop|quit ..2 sending|emailing|spamming|texting|messaging|mailing ..1 me|us|these|emails|messages',
          'no|not ..3 more|want|receive|get|wish ..4 emails|newsletter|newsletters|texts|marketing|mailings|promotions|spam',
          'do not ..1 email|contact|text|spam me|us ..1 again|anymore|any|with|about|>',
        ],
      },
    ],
    must: [
      'Please remove me from your mailing list',
      'Unsubscribe',
      'Stop sending me emails',
      'I do not want to receive your newsletter',
    ],
    mustNot: ['How do I subscribe to the newsletter?', 'I did not receive your email'],
    unless: ['did|have|has|never ..1 not? ..2 received|receive|get|got|gotten ..4 email'],
  },
  {
    kind: 'wants_human',
    language: 'en',
    unless: ['not|no ..2 need|want to'],
    rules: [
      {
        id: 'asked',
        any: [
          'speak|talk|chat|get|reach|transfer|connect|connected|need|want|give|like|through ..5 human|person|somebody|supervisor|manager|representative|operator|someone real|human|please|here|in|at|who|?',
          'real|actual|live|human person|human|agent|representative|being|rep',
          'speak|talk|chat|transfer|connect|reach|connected ..3 to|with ..3 human|person|agent|manager|supervisor|representative|someone|somebody|rep',
          'not ..2 a? bot|robot|chatbot|machine',
          'supervisor|manager please',
        ],
        score: 0.75,
        unless: ['spoke|spoken|talked ..3 agent|manager|supervisor|representative|rep|someone|person'],
      },
    ],
    must: [
      'Can I speak to a human please?',
      'I want to talk to a manager',
      'Give me a real person',
      'Let me talk to someone, not a bot',
    ],
    mustNot: ['I spoke to an agent yesterday', 'What a lovely person'],
  },
  {
    kind: 'effort',
    language: 'en',
    rules: [
      {
        id: 'went',
        any: [
          'drove|driven|drive|traveled|travelled|walked|came|flew|driving|travelling|traveling ..3 @num|fifty|hundred|twenty|thirty|forty|two|three|four|hours ..1 miles|km|kilometers|hours|hour|states',
          'came|drove|walked|traveled|travelled ..2 all the way',
          'took ..3 day|time|morning|afternoon off',
          'spent ..2 @num|hours|entire|all|whole|three|two|four ..2 hours|day|days|morning|afternoon|night|weekend|on|trying|looking',
          'went out of my|our way',
          'tried|trying ..2 everything',
          'went|been|drove to ..2 @num|three|four|five|several|multiple|different ..1 stores|shops|branches|locations',
        ],
        score: 0.75,
        quote: 'clause',
      },
    ],
    must: [
      'I had traveled over 50 miles to get here',
      'We drove 3 hours to your store',
      'I took a day off work for this delivery',
    ],
    mustNot: ['The store is 3 miles away', 'The flight takes 3 hours'],
  },
]
