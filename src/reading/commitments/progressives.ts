/** The present progressive as future ("I'm sending it", "we're having it re-cut"): what may be told so, and what binds without a time. */
import { anyOf } from './any-of.ts'

/** States, feelings and efforts, and deeds that are going on already: said with a day they still promise nothing. */
const NO_DOING = anyOf(String.raw`
  (?:look(?:ing)? forward|hoping|waiting|wondering|thinking|feeling|seeing|flying|working|trying|aiming|doing|going to|gonna
  asking (?:you|that)|wanting|missing|enjoying|offering|closing|using|talking about|planning|watching|being|keeping
  experiencing|looking|having|running|following|living|staying|standing|sitting|wishing|celebrating|expecting|needing
  noticing|showing|operating|facing|getting (?:a lot|an? error|many|more calls|ready)|referring|reaching out
  speaking|chatting|reading|suggesting|saying|telling|apologi[sz]ing|writing to (?:let|inform|tell|confirm|apologi)
  during|morning|evening|something|anything|nothing|everything|king|thing|spring|string|ring|sing|bring|wing|swing
  interesting|amazing|lacking|pending|ongoing|outstanding|existing|boring|confusing|frustrating|annoying|disappointing
  accepting|hiring|selling|attending|hosting|training|meeting|learning|growing|changing (?!(?:it|this|that|your|the)\b)
  glad|happy|sorry)\b
`)

/** Doings of the list above that are deeds in these company. */
const YET_DOING = anyOf(String.raw`
  having (?:it|this|that|them|both|(?:the|your|an?|our|my|his|her) [\w' -]{2,40}? )
  being \w+
  keeping (?:the|your|it|one|a)
  looking at (?:it|this|that|your|the)
  running (?:it|them|your|the|down|over|round|another|a)
  following up
  changing (?:it|this|that|your|the)
  doing (?:it|that|this|your|the)
  going (?!to (?!you\b|your\b|the\b|be\b|our\b))
  looking into
  getting
`)

/** What may follow "we're" or "it's" when somebody is about to do it. */
export const DOING = String.raw`(?:(?:${YET_DOING})|(?!${NO_DOING})[a-z-]{2,}ing\b)`

/** "We're replacing it" needs no time to bind. */
export const MAKES_GOOD = new RegExp(
  String.raw`^(?:${anyOf(String.raw`
  (?:replacing|refunding|crediting|reimbursing|waiving|swapping|exchanging|dropping|covering|reversing|re-?crediting|redoing|remaking|re-?shipping|re-?booking|re-?issuing|replenishing|topping up|writing off|re-?printing|re-?delivering|re-?dispatching) (?:it|this|that|them|both|you|your|the|an?|half|all|another)
  making (?:it|this|that) right
  making (?:you|your|another|a new|sure)
  taking care of
  taking (?:it|this|that|them|your \w+) (?:up|back|to|on|off|straight)
  having (?:(?:it|this|that|them|both|you|someone|somebody)|(?:your|the|an?|another|a new|our|my) [\w' -]{2,40}?) (?:[\w-]+ed|re-?sent|sent|redone|done|put|brought|cut|taken|made|rung|sent|re-?cut|call|ring|contact|deliver|collect|send|look|check|come|go|fix|bring)
  sending (?:you )?(?:an?|someone|somebody|the new|another|you|your|one|two)
  sending the (?:\w+ )?(?:locksmith|engineer|driver|technician|fitter|plumber|electrician|courier|replacement|spare|part)
  (?:arranging|organi[sz]ing|booking) (?:an?|your|the)
  (?:putting|adding) (?:an?|one|two|another|some|extra|you|in|it|this|your)
  (?:extending|upgrading|cancelling|canceling|correcting|re-?sending|reordering|re-?ordering|reopening) (?:it|this|that|you|your|the|them)
  giving you (?:an?|the|your|another|one|two)
  (?:keeping|holding|saving|reserving) (?:it|one|your|that|you)
  (?:keeping|holding|saving|reserving) [^.!?]{2,30} for you
  (?:escalating|forwarding|passing|relaying|raising|referring|handing|moving|bumping|pushing|transferring|fast-?tracking|prioriti[sz]ing) (?:it|this|that|you|your|the) 
  getting (?:it|this|that|them|you|your|the|someone|somebody) [^.!?]{0,30}?(?:\b[\w-]+ed|re-?sent|sent|done|sorted|fixed|to (?:call|ring|send|look|check|come|fix|bring|contact))
  (?:bringing|dropping|popping|posting|couriering|shipping|delivering|mailing|emailing|e-?mailing) (?:it|this|that|them|you|your|both|another|an?|one)
  sorting (?:it|this|that|you|your|the)
  paying (?:for|you|your|the)
  not (?:charging|billing) you
  not (?:dropping|closing|letting|giving up on|leaving) (?:this|it|that|you|until)
`)})\b`,
)
