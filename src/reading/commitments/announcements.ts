/** Commitments in whole pieces that no modal opens: what follows an event, what is sent on, what will not happen. Texts are in lower case. */
import type { Head } from './found.ts'

const TRIGGER = String.raw`(?:as soon as|the (?:moment|minute|second|instant)|once|when(?:ever)?|after|upon|following|by the time|on receipt of)`
/** A step that a company or a thing takes, told in the present. */
const STEP = String.raw`(?:you (?:get|hear|receive|have)|you'll hear|(?:i|we|he|she|they|someone)(?:'m|'re|'s| am| are| is)? (?:let|send|ship|ring|call|write|post|refund|pass|having|sending|calling|writing|ringing|get|start|release|book|order|credit|pay|return|replace|deliver|dispatch)\b|(?:your|the|our|an?|it|yours|file|dispatch|shipping|refund|payment|delivery|money)\b(?: (?!you\b|i\b|we\b|and\b|but\b|can\b|will\b|was\b|has\b)[\w'-]+){0,3}? (?:goes|ships|starts|follows|leaves|comes|begins|moves|resumes|gets \w+ed|(?:is|are) (?:sent|posted|shipped|dispatched|released|refunded|credited|paid|delivered|replaced|issued|processed|booked|started|returned|activated|restored|completed|opened|lifted|live|back))\b)`
const FOLLOWING = String.raw`(?:tracking|label|link|credit note|letter|apology|contract|invoice|paperwork|confirmation|quote|quotation|photos?|replacement|refund|voucher|receipt|instructions|documents?|code|report|update|details|answer|news|e-?mail|credit|parts?|spares?|rest|tickets?|form|cheque)`
const TELLS_YOU = String.raw`(?:rings?|calls?|phones?|telephones?|texts?|e-?mails?|messages?|whatsapps?|writes? to|comes? back to|gets? back to|lets?) you\b(?! (?:down|out|in on|go\b|off\b|at (?:home|work)|every|each|always))`

/** Shapes and the kind of head each opens. */
export const ANNOUNCEMENTS: readonly (readonly [kind: Head['kind'], pattern: RegExp])[] = [
  // "Once the fabric is in, your sofa goes into production"
  [
    'when',
    new RegExp(
      String.raw`\b${TRIGGER} (?!you\b|all\b|more\b|again\b)[^,.!?;]{3,60}, (?:then |also )?${STEP}`,
      'g',
    ),
  ],
  // "The second one is sent when the first is back"
  [
    'when',
    new RegExp(
      String.raw`\b(?:your|the|our|an?) (?:(?!you\b|i\b|we\b|and\b|but\b|was\b|has\b|can\b)[\w'-]+ ){1,4}?(?:goes (?:out|back|to|off)|ships|leaves|follows|starts|is (?:sent|posted|shipped|dispatched|released|refunded|credited|paid|issued|booked))\b(?= [^,.!?;]{0,25}\b(?:once|as soon as|when|after|upon|the (?:instant|moment|minute)) (?!you\b))`,
      'g',
    ),
  ],
  [
    'when',
    /^(?:after that|then|thereafter|until then|afterwards),? (?:you (?:get|hear|receive)|i (?:keep|send|call|ring)|we (?:keep|send|call|ring|ship)|it (?:goes|ships|comes))\b/g,
  ],
  [
    'when',
    /\byour (?:card|account|order|money) (?:won't|will not|is not|isn't) (?:be )?(?:charged|debited|billed|touched|taken)(?= [^,.!?;]{0,20}\b(?:until|till|before)\b)/g,
  ],
  // "Paperwork to follow", "A voucher follows by post"
  [
    'soon',
    new RegExp(
      String.raw`(?:^|[,;:]\s*|\b(?:and|with|the|your|an?) )(?:[\w'-]+ ){0,3}?${FOLLOWING}(?: [\w'-]+){0,3}? (?:(?:is |are )?to follow|follows?|(?:is |are )?following)\b(?=$|[.,;!]| (?:by|in|on|shortly|soon|separately|once|when|tomorrow|today|later|under|within))`,
      'g',
    ),
  ],
  // "He rings you to say when"
  [
    'word',
    new RegExp(
      String.raw`(?<!\b(?:if|when|to|that|do|did|before|until|till|can|who|how|what|why|where|should|could|may|let|once|after|whether|will) )\b(?:i|we|he|she|they|someone|somebody|a colleague|the (?:driver|engineer|courier|fitter|technician|workshop|team)) (?:then |also )?${TELLS_YOU}`,
      'g',
    ),
  ],
  // "Your case goes to our ombudsman"
  [
    'word',
    /\byour (?:complaint|feedback|case|message|report|request|comments?|suggestion|idea|claim|words)(?: goes| is going|'s going| are going| is being (?:passed|sent|forwarded|escalated|raised)) /g,
  ],
  // "It won't happen again"
  [
    'word',
    /\b(?:this|it|that|he|she|they) (?:won't|will not|is not going to|isn't going to) (?:happen|be (?:sent|repeated)|come|occur)\b[^.!?]{0,40}?\b(?:again|twice)\b/g,
  ],
  // "No fee will be taken"
  [
    'word',
    /\bno (?!refunds?\b|exceptions?\b|exchanges?\b|changes?\b|compensation\b|credits?\b|one\b|further action\b|other\b|returns?\b|longer\b)(?:[a-z]+ ){1,2}(?:will be|is going to|is to be) (?:levied|charged|taken|leave|deducted|added|applied|sent|billed|made without)\b/g,
  ],
  ['word', /\byou(?:'ll| will|'re| are) not (?:be )?(?:going to be )?(?:charged|billed|invoiced|debited)\b/g],
  [
    'word',
    /\b(?:nobody|no-?one|nothing)(?:'s| is) (?:taking|cutting|charging|cancelling|closing|removing|billing)\b/g,
  ],
  ['word', /^(?:[\w'-]+ ){1,8}?(?:are on (?:me|us)|(?:is|are) on the house)(?=[.,!]|$)/g],
  [
    'word',
    /\b(?:a|an|your|the) (?:[\w'-]+ ){1,3}(?:is|are) (?:being|getting) (?:assigned|re-?sent|re-?made|prepared|stitched|loaded|picked|packed|welded|re-?built|re-?cut|printed|arranged|organi[sz]ed|dispatched|shipped|couriered|expedited|prioriti[sz]ed)\b/g,
  ],
  // "New lamp coming to you"
  [
    'word',
    /(?:^|[,;:]\s*|\b(?:a|an|your|the) )(?:new|fresh|another|replacement|second|right) (?:[\w'-]+ ){0,3}(?:coming (?:your way|to you|over)|heads (?:out|your way)|on (?:its|the) way|comes to you)\b/g,
  ],
  [
    'soon',
    /(?:^|[,;:]\s*|\b(?:technician|engineer|driver|courier|guy|parcel|refund|code|pics?|it|one) )(?:coming|reach(?:es|ing)|arriving|ships|with (?:you|u)) (?:to you |u |you |your way |real |very )?(?:shortly|asap|soon|in a (?:sec|tick|jiffy|moment|minute|bit)|any (?:moment|minute)|pronto|now-now)\b/g,
  ],
  [
    'will',
    /(?:^|\b(?:pls|tight|please),? )(?:(?:will|shall) (?:revert|update|sort|do so|advise|chase|refund|resend|replace|credit|confirm|arrange|ring|text|write|inform|come back|pass|let (?:you|u))|will (?:get back|follow up))\b/g,
  ],
  // "Reckon on" a day, "you are looking at" one
  [
    'day set',
    /\b(?:you(?:'re| are) looking at|reckon on|call it|figure on|pencil in|bank on|(?:new )?eta(?: is|:)?) (?!a (?:day|night|success|draw)\b)/g,
  ],
  [
    'day set',
    /\b(?:i|we)(?:'ve| have)? (?:got )?(?:set|put|logged|noted|diari[sz]ed)?\s?(?:an? |the )?(?:alarm|reminder|timer|call-?back|diary note)\b[^.!?]{0,20}?\b(?:for|at|on)\b/g,
  ],
  [
    'takes',
    /(?:^|[,;:]\s*)(?:(?:about|around|roughly|approx\.?|another|maybe) )?(?:\d{1,3}|half an|an?|one|two|three|four|five|ten|fifteen|twenty|thirty)(?: ?(?:-|to|or) ?(?:\d{1,3}|two|three|four|five))? ?(?:minutes?|mins?|hours?|hrs?|days?|weeks?|working days?|business days?),? (?:max|tops|at (?:the )?most|give or take|and (?:it|this|that|your|you)|more|from now|out|away)\b/g,
  ],
  [
    'takes',
    /\b(?:he|she|it|they|driver|courier|engineer|the \w+)(?:'s| is|'re| are) (?:(?:about|around|roughly|only|just|another) )?(?:\d{1,3}|an?|one|two|three|five|ten|fifteen|twenty|thirty) (?:minutes?|mins?|hours?|hrs?) (?:out|away|off)\b/g,
  ],
  ['allow', /\bgive (?:me|us|him|her|them|it) (?:till|until)\b/g],
]
