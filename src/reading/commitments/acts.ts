/** The verbs of a promise: what must follow "we'll", "you'll" or "your refund will" for it to bind, and what undoes it. */
import { anyOf } from './any-of.ts'

/** Words that may stand between a modal and its verb. */
const ADVERB = String.raw`(?:(?:${anyOf(String.raw`
  also|definitely|certainly|absolutely|surely|gladly|happily|then|just|still|now|soon|shortly|personally
  get right|right|both|all|first|promptly|immediately|quickly|only|probably|likely|most likely|typically
  usually|generally|normally|often|automatically|currently|hopefully|simply|again|continue to|always|even
  actually|finally|sure|be sure to|make sure to|make sure and|be happy to|be glad to|go ahead and|go
  be able to|be the one to
`)})\s+)*`

/** What may follow a modal and its adverbs. */
function after(lines: string): RegExp {
  return new RegExp(`^${ADVERB}(?:${anyOf(lines)})`)
}

/** Company: any act but these. */
const NO_ACT = after(String.raw`
  (?:we|i|you|they|it)\b|need\b|have to\b|want\b|require\b|not\b|n't\b|never\b|miss\b|see you\b|love\b
  hate\b|like\b|admit\b|agree\b|bet\b|assume\b|guess\b|remember\b|know\b(?! more)|understand\b|believe\b|wait\b
  always be\b|recommend\b|suggest\b|advise you\b|ask (?:that )?you\b|be asking you\b|encourage\b
  remind you\b|warn you\b|have no\b|have nothing\b|say\b|take that as\b|let you (?:go|decide|off|in on)\b
  leave you\b|leave it (?:to|at|there|up)\b|laugh\b|cry\b|drink\b|cheer\b|forgive\b|end up\b|lose\b|fail\b
  stop here\b|have a (?:great|good|nice|wonderful|blast|ball|drink)\b|stay\b(?! in touch)|apologi[sz]e\b|explain why\b
  charge\b|only (?:be )?(?:able|charge|accept|allow)\b
  be (?:closed|open|honest|rooting|cheering|thinking|waiting|looking forward|missing|seeing you|around|there for you|here\b|happy\b|glad\b|delighted|thrilled|pleased|proud|honou?red|excited|sad|jealous|unable|able\b|good to go|fine|okay|ok|charged|required|asked|needed|all set|set|a while|no\b|nice|grateful|flying|using|offering|serving|retiring|in (?:the|our|your) (?:thoughts|prayers|fleet))
  be (?:in (?!touch|contact|your)|out of\b|off\b|away\b|at (?:the|a|an|my|our|home|work)\b|on (?:holiday|leave|vacation)\b)|be back (?:in|at) (?:the|my|our|work)\b
  (?:the|an?|my|our|his|her|their|your|this|that)\b|ignore\b|have access\b
  keep (?:our|my|their) (?:\w+ )?(?:fingers|eyes peeled|doors)\b|cross (?:our|my)\b|hope\b|welcome you\b
  catch you\b|save (?:you )?a seat\b|roll out the\b
  take (?:off )?(?:to the skies|a bow|credit|the compliment|any)\b|be in (?:good|great|our)\b
  do (?:it|that|this)? ?(?:all )?again\b|drop the\b|meet you (?:there|in)\b|(?:look|watch) out for\b
  take (?:good|great|the best|excellent|such good) care\b|take (?:it|that|them)[!.]?$|treat you\b
  look forward\b|be (?:standing by|on the lookout|on standby|watching)\b|await\b
  (?:still )?(?:accept|allow|permit|consider|honou?r)\b(?! (?:the|this|that|your) (?:\w+ ){0,2}(?:price|offer|discount|quote|rate|promise|code|voucher|booking)\b)
  be (?:considered|subject|treated|denied|late|deemed|counted)\b
  (?:carry on|continue)\b(?! (?:to (?:monitor|update|work|investigate|look|push|check|keep)|monitoring|investigating|working|looking))
`)

/** A company's promise that is only said to be polite, unless it carries a time. */
const COURTESY = new RegExp(
  `^(?:be (?:more than )?(?:happy|glad|delighted|pleased) to|(?:gladly|happily) (?:help|assist|answer)|be able to|be here|be around|assist you with that|now )\\b`,
)

/** What a customer can be sent, after the words before it. */
const NEWS = String.raw`(?:\w+[- ]){0,4}?(?:${anyOf(String.raw`
  response|reply|e-?mails?|call|phone call|text|sms|updates?|refunds?|credits?|confirmation|replacement
  notifications?|notice|message|tracking|label|link|code|reimbursement|vouchers?|answers?|news|info
  information|details|orders?|package|parcel|delivery|items?|bags?|baggage|luggage|money|points|miles
  avios|amount|funds|payment|cheque|check|receipt|invoice|number|it|them|one|this|that|something
  everything|both|result|resolution|change|charge|product|shipment|letter|contact|feedback|instructions|compensation
  certificate|gift ?cards?|ticket|cash|call-?backs?|rebate|quote|estimate|quotation|form|photos?|report|sms|slot
`)})\b`

/** What happens to the customer when the company keeps its word. */
const CUSTOMER_ACT = after(String.raw`
  (?:receive|get|have|see|find (?!(?:your|the|our|it|this|that|an?) ?(?:\w+ ){0,3}(?:form|guide|link|section|page|information|info|details|answers?|instructions|number|code)\b[^.!?]*\b(?:under|on|in|at) (?!\w+ (?:hours?|days?|minutes?)))|be (?:getting|receiving|seeing)|be (?:sent|issued|given|provided(?: with)?|e-?mailed)|be offered) (?:back |a |an |the |your |our |all |any |that |this |those |these |another |more |further |some |its )*${NEWS}
  hear (?:back |from |something|more|further|about|within|by|today|tomorrow|tonight|before|on |next |in |soon|shortly|directly)
  be (?:kept (?:in the loop|posted|updated|informed)|looped in|sorted|seen|picked up|collected|met|rung|phoned|told|put through|served|moved|fixed up|made whole)\b
  be (?:the )?first to (?:know|hear|get|see|receive)
  be (?:hearing|contacted|notified|refunded|credited|reimbursed|updated|informed|emailed|e-mailed|called|compensated|rebooked|reaccommodated|accommodated|reunited|charged back|paid|advised|connected|transferred|alerted|in touch|on your way|on the way|in the air|underway|under way|back (?:in|on|to|up)|boarding|departing|leaving|taking off|off the ground|landing|pushing back|moving|taken care of)
  get (?:there|back|going|moving|home|contacted|notified|refunded|credited|an?|the|it|your|her|his)\b
  board\b|depart\b|leave\b|take ?off\b
`)

/** What a thing does that the customer waits for. */
const THING_ACT = after(String.raw`
  arrive|ship\b|show(?: up)?\b|appear|reflect|go out|go back|go through|go (?:in)?to\b|reach|post\b
  clear\b|settle|hit\b|drop (?:in|into|back|off)|land\b|depart|leave\b|board\b
  get (?:there|to you|back|delivered|sent|posted|processed|going|underway|resolved|fixed|refunded|looked)
  come (?:back|in|through|out|on|to(?! an? (?:end|close))|with|via|by)|come\b(?! as| to)|return\b|start\b|begin\b|resume|reopen
  restart|update\b|follow\b|kick in|make (?:it|its way)|turn up|pop up|return to|process\b|deliver\b
  (?:be |get |have been |have |become )(?:\w+ly )?(?:there|here (?:by|in|within|on|soon|shortly|tomorrow|today)|back|with you|in (?:touch|contact|your|the (?:mail|post|air))|on (?:its|the|their|your) way|at your|ready|available|up and running|up|live|complete|done|sorted|over|normal|\w+ing (?:on|at|in|within|by|soon|shortly|to you|out|back|off|up|along|from)\b|arriving|boarding|departing|coming|shipping|landing|leaving|under ?way|good as new|(?:refund|credit|deliver|process|ship|post|fix|resolv|review|restor|updat|replac|reimburs|issu|waiv|remov|add|appli|return|investigat|look|lift|collect|exchang|swap|fire|lay|laid|walk|hand|replenish|repaint|re-?(?:make|made|do|done|cut|print|issu|charg|run|shoot|book)|pick|drop|carri|fitt|install|mend|fulfil|honou?r|stitch|sew|sewn|glaz|bak|paint|measur|test|inspect|clean|load|unload|tow|driv|pack|wrapp|unlock|unblock|lifted|written off|credit|cover|reserv|kept|held (?:for|at|back|until|aside|open)|set aside|record|log|rais|report|compensat|post|courier|brought|resolv|forward|escalat|reschedul|complet|reinstat|activat|e-?mail|contact|announc|correct|address|handl|assign|transferr|releas|cancell|reflect|notifi|sent|mail|paid|shar|pass|match|locat|upgrad|adjust|revers|charg|dispatch|receiv|provid|made|taken|found|brought|repair|clear|answer|respond|settl|expedit|appl|generat|call|finali[sz]|approv|confirm|upload|publish|implement|deposit|re-?sent|put|moved|attend|deal|dealt|tak)(?:e?d|ied|en|t|n)?\b)
`)

/** Verbs of a thing that any flight or film has too: they bind only with a time. */
const THING_NEEDS_TIME = after(String.raw`
  depart\b|leave\b|board\b|land\b|start\b|begin\b|resume\b|reopen\b|come\b|go\b|follow\b|show\b(?! up (?:in|on) your)|make\b
  hit\b|return\b
  be (?:\w+ly )?(?:boarding|departing|leaving|landing|available|up|over|normal|made|taken|put|moved|charged|added|removed|applied|live|ready|complete|here|coming)\b
`)

/** "should" advises a company or a customer; it promises only these. */
const SHOULD_HAVE = after(String.raw`
  have (?:you|your|it|an?|another|more|this|that|the|some|everything|them|someone|everyone|her|him|further)\b
  be (?:able to (?:have|get|give|provide|update|board|depart)|boarding|departing|leaving|on (?:our|the|your) way|under ?way|getting|in touch|taking off|landing|moving|pushing|back|with you|there|done|contacting|reaching|calling|sending|good to go|off the|in the air|airborne|up and|out of|ready|away|open|complete|finished|through)
  get (?:you|it|your|back|this|that|going|moving|there|an?)\b|hear|know|receive|arrive|depart|board|land
  respond|reply|contact|reach|call|send|pushing|push back|leave
`)

const SEES = /^(?:\w+ly )?(?:see|be seeing) (?:you|ya|u|y'all)\b/

/** Whether what follows "will" is an act that a company promises. */
export function isCompanyAct(after: string): boolean {
  return /^[a-z]/.test(after) && !NO_ACT.test(after) && !SEES.test(after)
}

/** Whether what follows a company's modal is mere politeness. */
export function isCourtesy(after: string): boolean {
  return COURTESY.test(after)
}

/** Whether what follows "you'll" or "you should" is something the company brings about. */
export function isCustomerOutcome(after: string): boolean {
  return (
    CUSTOMER_ACT.test(after) &&
    !/^(?:have to|get to (?!you)|need|be able|want|love|not|have a (?:great|good|nice|wonderful))/.test(after)
  )
}

/** Whether what follows "your refund will" is an outcome, and whether it binds only with a time. */
export function thingOutcome(after: string): 'binds' | 'needs time' | undefined {
  if (/^(?:not|n't|never|only|no)\b/.test(after) || !THING_ACT.test(after)) return undefined
  return THING_NEEDS_TIME.test(after) ? 'needs time' : 'binds'
}

/** What only people do: "our CEO will write to you" has a person for its subject, whatever she is called. */
const PERSONS_ACT = after(String.raw`
  (?:call|ring|phone|telephone|e-?mail|mail|contact|visit|help|assist|update|advise|text|message|whatsapp|meet|try|await|inform|brief|show|tell|pay|refund|see|fetch) you\b
  (?:write|speak|talk|reply|respond|get back|reach out|explain (?:this|it|that)) ?(?:to|with)? you\b
  (?:come|get|revert|report|write) back to (?:you|me|us)\b
  be (?:out to|round to|over to|with) you\b
  (?:bring|take|carry|walk|drop|drive|hand|pop) (?:up|down|over|round|in|out|your|the|it|them|you)\b
  (?:get|be) in touch\b|let you know\b|look into\b|take over\b|(?:come|nip|pop|swing) (?:out|round|over|by|down|across|back)\b|give you a (?:call|ring)\b|send (?:you|it|them)\b|bring (?:you|it|them|the)\b
  (?:drop|pick) (?:it|them|this|that|you)\b|(?:deliver|collect|repair|fix|replace|inspect|measure|install|fit) (?:it|them|this|that|the|your)\b
`)

/** Whether what follows a modal is what only people do. */
export function isPersonsAct(after: string): boolean {
  return PERSONS_ACT.test(after)
}

/** Whether what follows "we should" is an expectation rather than advice. */
export function isExpectation(after: string): boolean {
  return SHOULD_HAVE.test(after)
}
