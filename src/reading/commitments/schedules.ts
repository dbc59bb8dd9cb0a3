/**
 * What is going to happen, told in the present tense or without a verb ("the fitter comes on Friday", "Refund out today", "Back to you by noon"):
 * shapes that bind only with a day or a time, save a few that need none. Texts are in lower case.
 */
import { anyOf } from './any-of.ts'
import type { Head } from './found.ts'

const PRONOUN = String.raw`(?:i|we|he|she|they|someone|somebody)`
const TEAM = anyOf(String.raw`
  (?:someone|somebody|one of us|a colleague)(?: (?:from|in|at|of|on) [\w' -]{2,30}?)?
  (?:my|our|a|an|the|one of (?:our|my)|another|your) (?:[\w'-]+ ){0,3}?(?:teams?|colleagues?|agents?|managers?|supervisors?|technicians?|engineers?|drivers?|couriers?|carriers?|fitters?|plumbers?|electricians?|installers?|mechanics?|specialists?|advis[oe]rs?|coordinators?|warehouse|workshop|kitchen|depot|store|branch|desk|department|office|lab|bank|supplier|crew|people|chef|baker|tailor|jeweller|assistant|buyer|finance|accounts)
  (?:my|our) (?:colleague|manager|supervisor|assistant) (?!will\b|has\b|have\b|is\b|was\b)[a-z]+
  [a-z]+ (?:from|in|at) (?:our |the |my )?(?:[\w-]+ )?(?:team|department|desk|office|workshop|warehouse|accounts|billing|finance|support|logistics|store|returns|repairs|sales|service)
`)

/** Verbs that say how things are, ask, allow or cost, and past forms: no deed to come. */
const NO_DEED = anyOf(String.raw`
  (?:is|are|am|was|were|be|been|has|had|does|did|do|can|could|may|might|must|should|would|will|shall|won't|on|in|at|to|of|for|with|from|by|and|or|but|i|we|they|you|it|he|she|the|a|an|not|never|only|just|always|often|usually|normally|currently|still|already)\b
  (?:see|know|think|understand|hope|want|need|wish|believe|feel|like|love|hate|seem|look forward|appear to|mean|cost|include|contain|depend|require|allow|accept|apologi[sz]e|appreciate|assume|guess|suppose|suggest|recommend|advise|ask|agree|realise|realize|notice|expect|plan|intend|aim|try to|charge|sell|offer|stock|open|close|end|expire|run|last|belong|apply|say|show that|claim|require|start at|finish at|work|live|care|thank|welcome|remember|forget|enjoy|miss|wait|stay|remain|keep|hold|have|refer|regret|attach|enclose|acknowledge|write to (?:inform|let|tell|confirm|advise))(?:s|es)?\b(?! (?:an answer|news|it (?:back|ready|done|fixed|with)|your \w+ (?:ready|done|back|fixed)|the \w+ (?:ready|done|back)|you (?:posted|informed|updated)))
  [a-z]+ed\b
  (?:spoke|sent|got|saw|found|took|gave|made|put|told|went|came|wrote|rang|paid|left|lost|said|heard|met|brought|bought|read|kept|held|sold|ran|felt|knew|thought|did|began|spent|built|caught|let|set|cut|hit)\b
`)

const DOES = String.raw`(?!${NO_DEED})[a-z]{2,}`

/** Deeds of a third person; a free choice of words in -s would take plurals for verbs. */
const DEED = String.raw`(?:calls?|rings?|phones?|writes?|e-?mails?|mails?|sends?|ships?|posts?|delivers?|brings?|collects?|picks?|comes?|visits?|fixes|repairs|mends|replaces|refunds|credits|pays|checks|reviews|looks|answers|replies|responds|reports|confirms|installs|fits|releases|swaps|exchanges|returns|resends|follows|gets|speaks|takes|drops|processes|approves|transfers|restocks|decides|tries|tests|measures|cleans|cuts|paints|prints|engraves|bakes|prepares|packs|loads|goes|leaves|arrives|moves|joins|meets|finishes|begins|handles|chases|investigates|inspects|completes|lands|departs|settles?|sorts?|solves?|deals|cancels?|updates?|issues?|raises?|makes|does|arranges?|organi[sz]es?|orders?|books?|clears?|restores?|unlocks?|activates?|reverses?|applies|adds?|removes?|changes?)\b`

/** The same where the subject may be a plural: "our hours change" is no deed of anybody's. */
const DEED_OF_ONE = DEED.replaceAll('s?', 's')

const OWED = anyOf(String.raw`
  technicians?
  engineers?
  drivers?
  fitters?
  plumbers?
  couriers?
  pick-?ups?
  collections?
  deliver(?:y|ies)
  replacements?
  refunds?
  parcels?
  packages?
  orders?
  call-?backs?
  calls?
  visits?
  appointments?
  repairs?
  installations?
  new \w+
  credits?
  money
  swaps?
  updates?
  answers?
  repl(?:y|ies)
  news
  labels?
  tracking
  shipments?
  dispatch
  exchanges?
  decisions?
  results?
  contracts?
  quotes?
  vouchers?
  documents?
  papers
  everything
`)

const ABOUT_TO = anyOf(String.raw`
  booked
  rebooked
  scheduled
  rescheduled
  due
  out
  set
  arranged
  confirmed
  planned
  expected
  ready
  back
  coming
  going
  leaving
  arriving
  shipping
  follows
  leaves
  arrives
  ships
  moved to
  in (?:the post|your)
  on (?:its|the|their|your)
  with you
`)

const STAYS = String.raw`(?: is| are|'s|'re)(?: now| all| already| both)? (?:back|here|there|with you|with them|ready|yours|done|fixed|sorted|due (?:back|in|out|on|for|by|with)|expected (?:back|in|on|by)|(?:scheduled|planned|pencill?ed in|set) for|on site|in (?:by|on|from|tomorrow|next)|mended|finished|complete|in (?:your|the post|stock)|on (?:its way|the (?:way|van|truck)|your|for)|out (?:for|to|on|with|by|of the (?:warehouse|workshop|depot))|at your|off to|delivered|collected|refunded|sent|paid|released|shipped|repaired|replaced|up and running|live|booked (?:in|for|on)|down for|penciled|pencilled)\b`

/** Shapes and the kind of head each opens; where the subject follows "when" or "if" nothing is said to happen. */
export const SCHEDULES: readonly (readonly [kind: Head['kind'], pattern: RegExp])[] = [
  ['day set', new RegExp(String.raw`\b${PRONOUN} (?:also |then |personally |now )?${DOES}\b`, 'g')],
  ['day set', new RegExp(String.raw`\b(?:${TEAM}) (?:also |then |personally |now )?${DEED}`, 'g')],
  [
    'day set',
    new RegExp(
      String.raw`\b(?:my|our|the|a|an|one of our|your|this|that) (?:(?!(?:and|but|so|you|we|i|if|when|once|that)\b)[\w'-]+ ){1,4}?${DEED_OF_ONE}`,
      'g',
    ),
  ],
  [
    'day set',
    /\b(?:i'm|i am|we're|we are|he's|she's|they're) (?:on|at|with|in|back|there|over|round)\b(?! (?:sorry|leave|holiday|vacation|lunch|a break|the case|it\b))/g,
  ],
  [
    'day set',
    /\b(?:your|the|our|new) (?:\w+ ){0,2}?(?:slot|appointment|visit|delivery|collection|pick-?up|date|day|repair|installation|fitting|call|session)(?: time| date)?(?: is|'s|:)(?: now)? (?!over\b|cancel)/g,
  ],
  [
    'expect',
    /^(?:ok(?:ay)?,? |right,? |sure,? )?(?!hoping|being|having|regarding|concerning|following|seeing|judging|considering|assuming)[a-z]+ing (?:this|it|that|your|them|the|you|an?|on it|one|with (?:the|our|my)|into)\b/g,
  ],
  [
    'day set',
    new RegExp(
      String.raw`(?:^|[,;:–—-]\s*)(?!(?:it|this|that|we|i|you|they|he|she|there|what|who|how|why|where)\b)[a-z][\w'-]*(?: [\w'-]+){0,3}?(?:${STAYS})`,
      'g',
    ),
  ],
  ['day set', new RegExp(String.raw`\b(?:mr|mrs|ms|dr)\.? [a-z]+(?: from [\w' -]{2,20}?)? ${DEED}`, 'g')],
  [
    'day set',
    /\b[a-z]{2,} (?:calls|rings|phones|writes to|e-?mails|mails|visits|contacts|meets|updates|texts) you\b/g,
  ],
  [
    'day set',
    /\b(?:refunds?|credits?|replacements?|parcels?|money|payments?) (?:usually |normally )?(?:reach(?:es)?|lands?|arrives?|appears?|shows? up) [^.!?]{0,20}?\b(?:within|in|on|by)\b/g,
  ],
  [
    'when',
    /\b(?:your|the) [\w' -]{2,30}? (?:is|are|gets?) (?:then )?(?:returned|refunded|sent|posted|shipped|released|credited|paid|delivered|replaced|activated|issued|processed)(?= [^.!?]{0,40}?\b(?:once|as soon as|when|after|upon)\b)/g,
  ],
  ['expect', /^(?:(?:it|this|that|they) )?should (?:be|arrive|reach|come|land|get|have)\b/g],
  ['allow', /\bhold (?:on )?(?:until|till)\b/g],
  [
    'day set',
    new RegExp(
      String.raw`^(?:${OWED})(?: (?!done|sent|paid|made|issued|processed|completed|received|went|was)\w+)? (?:by|on|before|within|tomorrow|tonight|this|next|between|at|(?:dispatched|shipped|delivered|sent|posted|collected) (?:tomorrow|on|by|next|this|before))\b`,
      'g',
    ),
  ],
  [
    'word',
    /\b(?:your|the|a|both|it|this|that)\b[\w' -]{0,30}? (?:is|are) being (?:held|kept|saved|reserved|set aside|sent|prepared|packed)\b/g,
  ],
  [
    'day set',
    /\b(?:i|we)(?:'ve| have)? (?:just |now )?(?:booked|pencill?ed|put|slotted|squeezed|scheduled) (?:you|it|him|her|them|an? \w+) (?:in|down) for\b/g,
  ],
  ['day set', new RegExp(String.raw`^(?:${OWED})[\w' -]{0,30}?: `, 'g')],
  [
    'word',
    /\byou (?:won't|will not) (?:hear from (?:the|them|that|him|her)|have to|need to|see (?:it|this|that|them|any))\b/g,
  ],
  ['day set', /\byou(?:'re| are) (?:down|booked|scheduled|set|confirmed|pencill?ed in) (?:for|in)\b/g],
  [
    'day set',
    /^(?:ok(?:ay)?,? |great,? |done,? )?(?:shipping|going out|leaving|arriving|coming|heading|out|in the post|in the mail|on its way|with you)\b/g,
  ],
  [
    'word',
    /\b(?:the|that|this|your)\b[\w ]{0,20}? (?:fee|charge|cost|surcharge|fine|penalty) (?:will be|is being) (?:taken off|removed|dropped|reversed|refunded|waived|cancelled|credited)\b/g,
  ],
  ['word', /\b(?:we|i) (?:won't|will not) (?:charge|bill|invoice|debit)\b/g],
  ['word', /\byou(?:'re| are) not (?:going to be|being) (?:charged|billed|invoiced|debited)\b/g],
  ['word', /\bthere (?:won't|will not) be (?:an? |any )?(?:fee|charge|cost)\b/g],
  ['day set', /\byou (?:get|receive|hear)\b(?! (?:\d|free|a discount|off|this|to\b))/g],
  ['word', /\bcount on (?:it|this|that|your)\b/g],
  ['word', /\bnothing (?:leaves|goes out of) your (?:account|card)\b/g],
  ['word', /\b(?:nobody|no-?one|nothing)(?: will| is going to|'s going to| changes) /g],
  [
    'word',
    /\b(?:i|we)(?:'ve| have) (?:put|added|moved) you (?:on|to|at) (?:the|our|my|a) [\w -]*?(?:list|top|front)\b/g,
  ],
  [
    'when',
    new RegExp(
      String.raw`\b(?:the (?:moment|minute|second)|as soon as|once|when) (?!you\b)[^,.!?]{3,60}?,? (?:yours (?:is|goes|ships|leaves)|(?:i|we|he|she|they|someone) ${DOES})\b`,
      'g',
    ),
  ],
  [
    'day set',
    new RegExp(
      String.raw`\b(?:your|the|our|an?|it|this|that|both|everything|my)\b(?:(?!\b(?:and|but|so|it|you|we|i|when|once|if|that)\b)[\w' -]){0,40}?(?:${STAYS}|\s(?:comes|arrives|leaves|ships|lands|reaches|follows|starts|goes (?:out|back|live|in|to|off|into|on)|gets (?:to you|there|here|fixed|done|repaired|delivered|shipped|sent|back|it)|drops|appears|clears|shows|posts)\b)`,
      'g',
    ),
  ],
  [
    'expect',
    /\b(?:(?:look|watch|keep an eye) out for|look for|be on the lookout for|check your (?:inbox|e-?mails?|account|phone|post))\b/g,
  ],
  [
    'day set',
    new RegExp(
      String.raw`(?:^|[,;:–—-]\s*)(?:[a-z'-]+ ){0,2}?(?:${OWED})(?: is| are|'s)?(?: now| all| already)? (?:${ABOUT_TO})\b`,
      'g',
    ),
  ],
  [
    'day set',
    /(?:^|[,;:–—-]\s*)(?:back|more|update|result|answer|details|reply)(?: to (?:you|normal)| up| online| in stock| with (?:you|an answer|news|more|a \w+|the \w+)| from (?:me|us)| on this)?,? (?:by|before|within|tomorrow|today|tonight|this|next|on|first thing|later|no later)\b/g,
  ],
  [
    'allow',
    /\b(?:bear with (?:me|us)|hang (?:on|tight)|sit tight|hold on|stay with (?:me|us))\b[^.!?]{0,20}?\b(?:for|until|till)\b/g,
  ],
  [
    'word',
    /^(?:so )?(?:passing|forwarding|escalating|raising|refunding|replacing|resending|reissuing|crediting|reordering|sending) (?:this|it|that|your|them|the|you|both|an?|another|one)\b/g,
  ],
  [
    'word',
    /(?<=\bso (?:that )?)(?:nobody|no-?one|it|this|you(?:'re| are)?|they) (?:(?:not (?:charged|billed)|won't|don't|doesn't|isn't|aren't|can't|never)\b|[a-z]+ [^.!?]{0,30}?\bagain\b)/g,
  ],
  [
    'word',
    /\b(?:an?|another|your|the) (?:new|replacement|spare|fresh|second|missing|right|correct)\b[\w' -]{0,30}? (?:is|are) (?:now |already )?(?:on (?:its|their|the) way|in the post|coming (?:to you|your way))\b/g,
  ],
]
