/** English packs beside the guide's kinds: cues that ask for a person, care or silence. */
import type { Pack } from '../shape.ts'

/** Packs of this file. */
export const FURTHER: readonly Pack[] = [
  {
    kind: 'distress',
    language: 'en',
    unless: [
      'not|no ..2 emergency|panic|stranded|desperate',
      'emergency exit|row|landing|door|lights',
      // Said of clothes it is no distress.
      'desperate for ..4 cover|wear|dress|top|coat|jacket|shirt|shoes|pair',
      'desperate to have|own|wear|love|like|try|buy ..1 it|this|them|these|one',
      'desperately trying|tried to be|look|love|like',
      'desperately want|wanted|wish|wished to love|like|keep',
      'it|this|that|which is|was hysterical',
      'terrified|scared|afraid that|it|they|i ..4 look|looked|fit|shrink|small|big|tight|short|huge',
      'in tears laughing|of joy|with joy|from laughing',
      'in tears ..3 liked|loved|happy|happiness',
      'panicking a bit|little',
    ],
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
      'I desperately need a doctor to look at this',
      'I am desperate for a reply',
      'We are desperately trying to find our daughter',
      'She is just hysterical',
      'My wife is in tears at the airport',
      'Please help, it is an emergency',
    ],
    mustNot: [
      'Is this an emergency exit row?',
      'Do not panic, all is fine',
      'I cried tears of joy',
      'I have been desperate for a swim cover that covers my arms',
      'I was desperate to have it',
      'It looked like I was desperately trying to be an angel',
      'She had to use a pin on me, it was hysterical',
      'I was terrified that it would be too small',
    ],
  },
  {
    kind: 'lost_item',
    language: 'en',
    unless: [
      'lost ..3 weight|customer|mind|patience|faith|business|connection|signal|respect|trust|color|shape',
      'not ..2 lost|left',
      'be|is|are|looks|wear|wearing|worn|when left open|untucked|unbuttoned|unzipped|undone',
      'cleaner|cleaners|laundry|maid lost',
      'lost ..6 years ago',
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
      'I lost my ring two weeks ago in your shop',
    ],
    mustNot: [
      'You lost a customer',
      'I lost my patience',
      'I have lost weight',
      'It could be left open as a light jacket over tees',
      'A dry cleaner lost my favorite pair ten years ago',
    ],
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
    unless: [
      'not|no ..2 need|want to',
      'be the|a|an|that|this ..2 person|human',
      'it|this|them|that ..2 passed|go|given ..1 to someone|somebody',
      'speak|speaking|talk|talking to someone|somebody new',
    ],
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
      'I need a person who can help me',
      'I want to speak to someone else',
      'Please put me through to someone who can help',
    ],
    mustNot: [
      'I spoke to an agent yesterday',
      'What a lovely person',
      'I want to be the person who lounges like the model',
      'I would like it passed to someone else',
    ],
  },
  {
    kind: 'effort',
    language: 'en',
    unless: ['it|they|this|hem|skirt|dress came ..2 all the way'],
    rules: [
      {
        id: 'went',
        any: [
          'drove|driven|drive|traveled|travelled|walked|came|flew|driving|travelling|traveling ..3 @num|fifty|hundred|twenty|thirty|forty|two|three|four|hours ..1 miles|km|kilometers|hours|hour|states',
          'came|drove|walked|traveled|travelled ..2 all the way',
          'took ..3 day|time|morning|afternoon off',
          'spent ..2 @num|hours|entire|all|whole|three|two|four ..2 hours|day|days|morning|afternoon|night|weekend|on|trying|looking',
          'went out of my|our way',
          'tried|trying ..2 everything !fit|fits|fitted',
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
      'I drove all the way over to your shop',
      'I have tried everything else',
    ],
    mustNot: [
      'The store is 3 miles away',
      'The flight takes 3 hours',
      'It came all the way down to my ankles',
      'When I tried it on, everything fit',
    ],
  },
]
