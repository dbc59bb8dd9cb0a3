/** Whether a promise binds: firm, waiting for the customer, or an effort that promises nothing. Texts are in lower case. */
import type { Standing } from './found.ts'

const EFFORT = new RegExp(
  [
    String.raw`\b(?:do(?:ing)?|try(?:ing)?|give|giving|put(?:ting)?) (?:\w+ ){0,2}?(?:our|my|their|its|his|her|the|a|out) (?:\w+ )?(?:best|utmost|all|hardest|darnedest|damnedest)\b`,
    String.raw`\b(?:all|everything|anything|whatever|what|the best|as much as) (?:that )?(?:we|i|they|it|is|he|she)(?:'s)? (?:possibly )?(?:can|could|possible|able)\b`,
    String.raw`\b(?:do|doing) (?:all|everything|all things) (?:possible|in (?:our|my|their) power)\b`,
    String.raw`\b(?:try|trying|tries|strive|striving|aim|aims|aiming|endeavou?r|attempt|hope|hopes|hoping|hopefully) (?:to\b|our\b|for\b|that\b|you\b|we\b|and\b|it\b|your\b|\w+ing\b)`,
    String.raw`\bhopefully\b|\bfingers crossed\b|\bmake every effort\b|\bevery effort\b|\bas best (?:we|i|they) can\b`,
    String.raw`\bwork(?:ing)? (?:\w+ )?(?:hard|diligently|tirelessly|quickly|swiftly|feverishly|around the clock)\b`,
    String.raw`\b(?:might|maybe|perhaps|possibly)\b(?! be able)`,
  ].join('|'),
)

/** "check if", "know if": the word asks, it sets no condition. */
const ASKING =
  /\b(?:see|check|checking|know|ask|verify|confirm|sure|determine|out|wonder|tell|look|find|hear|decide|advise)(?: \w+)?\s+$/
const IF =
  /\b(?:if|unless|should (?:you|it|this|that|anything|they)(?= (?:happen|occur|persist|continue|fail|not|still|turn|come|need|have|arrive|be))|in case|provided(?: that)?|as long as|in the event)\b/g

/** What a customer has to do first. */
const TO_DO = String.raw`(?:dm|pm|send|share|provide|message|e-?mail|reply|respond|confirm|tell|give|call|contact|reach|let(?! me\b)|follow|click|visit|submit|fill|complete|drop|shoot|pop|direct|report|get in touch|write|speak|chat|log|file|upload|return|use|try|check|keep (?:us|me)|head|go|shout|ping|text|phone|ring|stop by|come|sign|request|apply|revert|find|see|bring|hold|wait|pass|forward|advise|note|book|choose|enter|update|restart|reset|reinstall|uninstall|post|attach|include|mention|type|put|allow)`
const ASKED_FIRST = new RegExp(
  String.raw`(?:^|[,;:.!?)\]–—-]\s*|\b(?:please|kindly|pls|plz|just|simply|can you|could you|would you|will you|you can|you could|you may|you'll need to|you will need to|you need to|feel free to|happy to|need you to|go ahead and|to|instead|and|so|then|either) |@\w+ )${TO_DO}\b[^.!?]{0,140}?\b(?:and|so|then|n|&|,|-|or)\s*(?:then |so |that |also |from there |there |here |again |afterwards |hopefully |of course )*,?\s*$`,
)
const ADVISED = /\b(?:recommend|suggest|advise|encourage)\b[^.!?]{2,120}?\b(?:and|so)\s*(?:then |that )*$/
const ONCE_YOU =
  /\b(?:once|when|as soon as|after|upon) (?:we(?:'ve)? (?:get|got|have|receive|received|hear) (?:\w+ ){0,3}?(?:from you|(?:your|the|that|this|those|these|it) ?(?:info|information|details|dm|message|reply|response|number|email|order number|account|confirmation code|file reference|ref)\b)|(?:we(?:'re| are) connected)|receiving your (?:dm|message|reply|info|details)|you(?:'ve| have)? (?:sent|send|dm|dm'd|pm|reply|replied|provide|provided|share|shared|confirm|confirmed|follow|followed|submit|submitted|fill|filled|contact|contacted|message|messaged|call|reach|let|give|respond|click|file|filed))\b/

/** A sentence that asks the customer for something the answer needs. */
const REQUEST = new RegExp(
  [
    String.raw`\b(?:can|could|would|will|may|might) (?:you|we|i) (?:please |kindly |also |just |possibly |quickly )*(?:dm|pm|send|share|provide|message|e-?mail|reply|confirm|tell|give|let|have|get|ask|drop|direct|follow|advise|verify|describe|elaborate|know)\b`,
    String.raw`\b(?:mind|if you could|would you be able to|do you mind|are you able to)\b[^.!?]*\b(?:dm|pm|send|sending|dming|sharing|share|provide|providing|message|messaging|confirm|confirming|telling|letting|giving|giv(?:e|ing))`,
    String.raw`(?:^|[,;:.!?)\]–—-]\s*|\b(?:please|kindly|pls|plz|just|and|so|then|feel free to|go ahead and|you can|need you to|to) |@\w+ )(?:also |just )?(?:dm|pm|direct message|private message|message|shoot|drop|send|share|provide|e-?mail|reply|respond|give|tell|let|follow)\b (?:us|me|your|over|the|an?|with|in|here|back|to|via|any|that|this|more|along|through|which|what|some|details)`,
    String.raw`\b(?:via|by|in|over|through) (?:a )?(?:dm|pm|direct message|private message)\b`,
    String.raw`\bwhat(?:'s| is) (?:your|the) (?:\w+ ){0,4}(?:number|email|address|name|id|code|locator|reference|zip|postcode|username)`,
    String.raw`\b(?:we(?:'ll| will)?|i(?:'ll| will)?) (?:just )?(?:need|require) (?:your|the|you to|some|a few|more)`,
  ].join('|'),
)

/** "Let us know if you have questions" asks for nothing. */
const ANYTHING_ELSE =
  /\b(?:let|tell|contact|reach|message|dm|ask)\b.{0,40}\bif (?:you|there)\b.{0,40}\b(?:questions?|anything|any|need|else|further|concerns?|hesitate)/

/** Asked before anything is done: what was said to follow waits for the answer. */
const ASKS_TO_GO_ON =
  /\b(?:please confirm|kindly confirm|could you (?:please )?confirm|can you (?:please )?confirm|would you like (?:me )?to (?:proceed|go ahead|continue)|(?:do|did) you want (?:me|us) to (?:proceed|go ahead|do)|shall (?:i|we) (?:proceed|go ahead|do)|let me know if you(?:'d| would) like (?:me )?to (?:proceed|go ahead))\b/

/** Whether a text asks, after a place in it, whether to go on. */
export function asksToGoOn(after: string): boolean {
  return ASKS_TO_GO_ON.test(after)
}

/** The parts of a message a standing is read from. */
export type Surroundings = {
  /** The sentence up to the subject of the promise, the clause of the promise, and what follows it. */
  readonly before: string
  readonly clause: string
  readonly rest: string
  readonly previousSentence: string
}

/** Which of the three a promise is. */
export function standingOf({ before, clause, rest, previousSentence }: Surroundings): Standing {
  if (EFFORT.test(clause) || /\b(?:hope|hoping|hopefully)\b[^,;]*$/.test(before)) return 'effort'
  const sentence = `${before}${clause}${rest}`
  if (hasCondition(sentence) || ASKED_FIRST.test(before) || ADVISED.test(before) || ONCE_YOU.test(sentence))
    return 'conditional'
  if (REQUEST.test(previousSentence) && !ANYTHING_ELSE.test(previousSentence)) return 'conditional'
  return 'firm'
}

function hasCondition(sentence: string): boolean {
  for (const match of sentence.matchAll(IF)) {
    if (
      !ASKING.test(sentence.slice(0, match.index)) &&
      !/\b(?:even|as|what) $/.test(sentence.slice(0, match.index))
    ) {
      if (
        !/^if (?:possible|any|applicable|available|necessary|needed|so)\b/.test(sentence.slice(match.index))
      )
        return true
    }
  }
  return false
}
