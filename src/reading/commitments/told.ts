/**
 * Clauses that tell what is coming without any verb of a promise: "Curtains land Monday", "First news on Tuesday", "Monday for the armchair".
 * They are read only where nothing else promised, and never without a time or a "soon". Texts are in lower case.
 */
import { anyOf } from './any-of.ts'
import { clausesIn, type Clause } from './clauses.ts'

/** What is over, in doubt, up to the customer, or a rule for everyone. */
const UNTOLD = new RegExp(
  String.raw`\b(?:${anyOf(String.raw`
  was|were|had|has|have|did|been|went|came|sent|left|got|took|gave|told|said|spoke|saw|found|made|done|paid|rang|wrote|lost|heard|since|ago|already|yesterday|last|earlier|past|quick
  can|could|may|might|must|should|would|will|shall|ll|ve|won't|can't|cannot|couldn't|wouldn't|don't|doesn't|didn't|isn't|aren't|wasn't|not|no|never|nothing|none|nor
  if|when|while|whether|unless|which|who|whom|whose|what|why|how|that|because|until you|as
  please|pls|kindly|sorry|apologies|thanks|thank|happy|hope|enjoy|welcome|congratulations|dear|hi|hello|hey|regards|cheers|see you|have a|good (?:morning|afternoon|evening|day|luck|question|point)|safe
  you(?:'ve|'d| need| have| want| like| paid| ordered| asked)
  open|opens|opening|closed|closes|close|closing|hours|daily|every|each|always|usually|normally|typically|standard|policy|rules?|weekdays|weekends|bank holiday
  (?:mon|tues|wednes|thurs|fri|satur|sun)days|per|placed|from delivery|purchase|valid|expires?|ends?|deadline|cut-?off|sale|offer|offers|discount|sells?|costs?|charged?|prices?|minimum|maximum stay
  flights?|gate|terminal|train|bus|buses|coach|tram|metro|ferry|departures?|departs?|boarding|check-?in|check-?out|nights?|guests?|rooms?|concert|show|class|match|festival|event|meeting|subject|sent|date:|booking|reservation|order date|invoice|itinerary|passengers?|weather|temperature
  (?:message|e-?mail|letter|call|order|note|chat|complaint|enquiry) (?:of|from|dated)
  today's|i see|looks like|seems?
`)})\b|\d{1,2}\s?[-–]\s?\d{1,2}\b(?=[^,;]*\bmon)|[a-z]+day\s?[-–]\s?[a-z]+day`,
)

/** A participle is over, unless something is or gets it. */
const OVER =
  /(?<!\b(?:is|are|be|being|get|gets|getting|all|only|now|it's|they're|that's|\w+'s|\w+ly) )\b(?!need|feed|speed|shed|bed|red|seed|weed|hundred|indeed|unlimited|united)[a-z]{2,}ed\b/

/** "Call them on Monday": told to the customer, not of somebody. */
const ORDERED =
  /^(?:(?:just|then|also|so|or|and|to|do) )?(?:dm|pm|share|provide|message|e-?mail|reply|respond|confirm|tell|call|contact|reach|let|follow|click|visit|submit|fill|complete|drop|speak|chat|log|upload|return|use|try|check|keep|head|go|come|pop|sign|request|apply|find|see|bring|hold|take|wait|book|choose|pick (?!-?ups?)|enter|restart|reset|put|make|leave|give|get|ask|remember|note|ring|phone|text|collect|read|look|turn|wear|wash|pay|add|order|reply|select|press|remove|send|stay|join|meet|catch|save|shop|celebrate|mark|set|start|stop|avoid|allow)\b/

/** What a customer waits for, or a place it arrives at. */
const AWAITED = anyOf(String.raw`
  technicians?|engineers?|drivers?|fitters?|plumbers?|couriers?|electricians?|installers?|mechanics?|locksmiths?|postman|colleagues?|managers?|supervisors?|carrier|lads|guys?|boys?|man|warehouse|workshop|lab|factory|supplier|depot
  pick-?ups?|collections?|delivery|deliveries|replacements?|refunds?|parcels?|packages?|orders?|call-?backs?|calls?|visits?|appointments?|repairs?|installations?|fitting|inspections?|credits?|money|payments?|deposit|swaps?|exchanges?
  updates?|answers?|repl(?:y|ies)|news|results?|reports?|labels?|tracking|shipments?|dispatch|decisions?|contracts?|quotes?|estimates?|prices? by|vouchers?|documents?|papers|paperwork|letters?|invoices?|receipts?|codes?|links?|texts?|sms|e-?mails?|mails?|photos?|keys?|cards?|parts?|spares?|batch|everything|ready|fix|fixed|sorted|solved|mended
  power|water|heating|internet|signal|van|lorry|truck
  back|with you|on its way|yours|eta|slot
  [a-z'-]+ (?:land|leave|arrive|ship|come|follow|reach you|go (?:out|off|back|to))
`)
const SIGNAL = new RegExp(
  String.raw`^(?:ships?|out|leaves|goes|lands?|arrives?|arriving|coming|reaching|leaving|shipping|landing|due|expected|going|heading) |^(?:[\w'’-]+ ){0,4}?(?:${AWAITED})\b|^(?:[a-z][\w'-]* ){1,3}?(?!(?:[a-z]+ss|wants|needs|means|says|looks|loves|likes|thinks|knows|makes|seems|feels|sounds|takes|minutes|reads|shows|lists|lasts|his|this|its|as|us|is|was|has|does|yes|thus|always|hours|days|weeks|minutes|times|dates)\b)[a-z]{2,}s (?:(?:it|them|this|that|back|out|up|over|off|again|in|on|to|the|your|you|by|at|with|from|into|through|around|another|our|my|tomorrow|tonight|next|this)\b|(?:mon|tues|wednes|thurs|fri|satur|sun)day)(?![^,;]* today$)|^(?:the|your|our|an?|it|both|new) (?:[\w-]+ ){0,3}?(?:[\w-]+'s|is|are|gets?) (?:only |now |being )?[a-z]{2,}(?:ed|ent|ught)\b(?! (?:to|with|at|about|for|from|of|as)\b)|^(?:about |by |on )?(?:next |this )?(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|tomorrow|tonight)(?: (?:morning|afternoon|evening))? for (?:the|your)\b`,
)

/** The clauses of a sentence that may tell of something to come; whether they name a day is decided later. */
export function toldIn(sentence: string): readonly Clause[] {
  if (sentence.length > LONGEST || sentence.includes('?')) return []
  return clausesIn(sentence).filter(({ start, end }) => tells(sentence.slice(start, end)))
}

/** What is told so is told in few words; in UTF-16 units. */
const LONGEST = 200

function tells(clause: string): boolean {
  const words = clause.trim()
  return SIGNAL.test(words) && !UNTOLD.test(words) && !OVER.test(words) && !ORDERED.test(words)
}
