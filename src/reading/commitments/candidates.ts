/** Where promises may begin: every "will", "should", "takes 3 days" of a sentence, with its subject and what follows it. */
import { ANNOUNCEMENTS } from './announcements.ts'
import type { Head } from './found.ts'
import { SCHEDULES } from './schedules.ts'
import { DOING } from './progressives.ts'
import { subjectBefore } from './subjects.ts'

const MODALS: readonly (readonly [kind: Head['kind'], pattern: RegExp])[] = [
  [
    'takes',
    /(?:(?:'ll|\b(?:will|can|may|could|might|should(?:n't| not)?|won't|will not|does|would))\s+)?(?:(?:usually|generally|typically|normally|sometimes|often|only|also|take about|still|likely|probably)\s+)*(?:\btakes?|(?<=(?:'ll|will|should|may|could|might) )be(?= (?:at least|about|around|another|approximately|roughly|up to|between|just|only) ))\s+(?:(?:(?:any |no )?(?:more|longer) than|us|them|me|you|anywhere|somewhere|about|around|approx(?:imately)?\.?|roughly|up to|upto|as long as|at least|between|from|as many as|a maximum of|a minimum of|a further|another|just|only|an average of|the|on average|normally|usually)\s+)*(?=\d|an? (?:hour|day|week|month|few|couple|minute)|the (?:next|full)|few|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fourteen|fifteen|twenty|thirty|forty|sixty|ninety|half)/g,
  ],
  [
    'will',
    /(?:'ll|(?<=(?:^|[.,;!?]|\band|\bbut)\s*(?:we|i))ll(?= (?:get|check|look|send|have|be|see|let|pass|make|take|call|follow|reach|contact|keep|find|do|update|email|forward|share|refund|fix)\b)|\b(?:will|shall)|'(?:re|m|s)(?: (?:all|also|just|still|now))? (?:going to|gonna)|\b(?:are|is|am)(?: (?:all|also|just|still|now))? (?:going to|gonna)|(?<=\b(?:we|i|they) )gonna)\s+(?=[a-z])/g,
  ],
  [
    'plans',
    /(?:'(?:re|s|m)(?: \w+)? (?:about|set|due|planning|scheduled|expected|estimated)|\b(?:are|is|am)(?: \w+)? (?:about|set|due|planning|scheduled|expected|estimated)|\b(?:plan|intend|expect|promise|guarantee|undertake|commit|has promised|have promised|has agreed)) to\s+/g,
  ],
  [
    'under way',
    new RegExp(
      String.raw`(?:'(?:re|m|s)|\b(?:are|is|am))\s+(?:\w+ly |now |just |already |also )?(?=${DOING})`,
      'g',
    ),
  ],
  ['should', /\b(?:should|ought to)\s+(?=[a-z])/g],
  [
    'expect',
    /(?:'re| are|'m| am|'d| would|)\s(?:currently |now |still |all )?(?:expect(?:ing)?|anticipat(?:e|ing)|estimat(?:e|ing))\s+/g,
  ],
]

/** The places in a lower-case sentence where a promise may begin, in order; what they bind is decided later. */
export function headsOf(sentence: string): Head[] {
  const heads: Head[] = []
  for (const [kind, pattern] of MODALS) {
    for (const modal of sentence.matchAll(pattern)) {
      const end = modal.index + modal[0].length
      const subject = subjectBefore(sentence.slice(Math.max(0, modal.index - 120), modal.index).trimEnd())
      if (!subject) continue
      const start = Math.max(0, modal.index - 120) + subject.start
      heads.push({
        kind,
        who: subject.who,
        start,
        after: sentence.slice(kind === 'takes' ? modal.index : end),
      })
    }
  }
  for (const [kind, pattern] of [...WHOLE, ...SCHEDULES, ...ANNOUNCEMENTS]) {
    for (const match of sentence.matchAll(pattern)) {
      if (kind === 'day set' && SUBORDINATE.test(sentence.slice(Math.max(0, match.index - 20), match.index)))
        continue
      heads.push({ kind, who: 'company', start: match.index, after: match[0] })
    }
  }
  return heads
    .filter(
      (head) =>
        head.kind !== 'will' || !heads.some((one) => one.kind === 'takes' && one.start === head.start),
    )
    .sort((a, b) => a.start - b.start || Number(needsNoDay(b)) - Number(needsNoDay(a)))
    .filter((head, index, all) => index === 0 || head.start > (all[index - 1]?.start ?? -1))
}

/** Of two that begin together the one that binds without a day is the better reading. */
function needsNoDay({ kind }: Head): boolean {
  return kind === 'word' || kind === 'soon'
}

/** "When it ships" sets a condition, and says nothing of a day. */
const SUBORDINATE =
  /\b(?:if|when|once|after|until|till|before|that|what|as|where|unless|as soon as|whether|how|why) (?:\w+ly )?$/

const OUTCOME_NOUN = String.raw`(?:updates?|info(?:rmation)?|details|news|response|reply|answer|e-?mail|refund|announcement|fix|resolution)`
/** Promises whose shape is one piece, without a subject before a modal. */
const WHOLE: readonly (readonly [kind: Head['kind'], pattern: RegExp])[] = [
  [
    'allow',
    /\b(?:(?:please|kindly|pls|do|we ask (?:that )?you(?: to| please)?|you(?:'ll| will)? (?:need to|have to|must|can)|just|to)\s+)?(?:allow|wait|give)\s+(?:(?:for|us|them|me|it|our \w+(?: team)?|the \w+(?: team)?|your \w+|up|to|at least|about|around|approximately|approx\.?|roughly|between|a minimum of|a maximum of|another|a further|the full|the next|only|just|upto|anywhere from)\s+)*(?:a few|a couple|\d|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty|forty|sixty|half an|an hour|a day|a week|few|couple|(?<=\b(?:us|me|them|it) )(?:until|till))[^.!?]*/g,
  ],
  [
    'expect',
    /\b(?:(?:please|you can|you may|you could|you should|can|to|kindly|and)\s+)?expect\s+(?:to (?:hear|receive|get|see|have)\b|an?\b|your\b|the\b|our\b|it\b|delivery\b|that\b|this\b|more\b|further\b|another\b|updates?\b|one of our\b|some(?:one|body)\b)[^.!?]*/g,
  ],
  [
    'let me',
    /(?<!\bto )\b(?:let me|allow me to)\s+(?!(?:also |just |first )?(?:know|help|assist|explain|apologi|assure|say|tell|clarify|be|introduce|guess|thank|start|begin|add|point|remind|suggest|recommend|hear|have|see if you|in|on)\b)(?:[a-z]+)\b[^.!?]*/g,
  ],
  [
    'usually',
    /\b[\w' ]{3,60}?\b(?:are|is|get|gets)\s+(?:(?:usually|typically|normally|generally|all|also|being)\s+)*(?:processed|completed|issued|sent|delivered|shipped|answered|posted|resolved|refunded|credited|returned|reviewed|handled|responded to|expected|estimated)\b[^.!?]{0,80}?\b(?:within|in|up to|by|at|on|around|about|tomorrow|today|tonight|shortly|soon)\b[^.!?]*/g,
  ],
  [
    'usually',
    /\b(?:we|they|(?:our|the) [\w ]{2,30}?)\s+(?:(?:usually|typically|normally|generally|always|will usually)\s+)?(?:responds?|repl(?:y|ies)|answers?|process(?:es)?|reviews?|gets? back)\b[^.!?]{0,80}?\bwithin\b[^.!?]*/g,
  ],
  [
    'day set',
    /\b(?:your|the|our|an?|it|this)\b[\w' ]{0,40}?\s(?:ships?|lands?|arrives?|appears?|shows? (?:up|on)|reaches you|goes (?:live|out)|gets (?:there|to you)|(?:is|are) (?:now |all )?(?:scheduled|booked|set|due|held|reserved|confirmed|ready) (?:for|on)|has you booked (?:for|on))\b[^.!?]*/g,
  ],
  [
    'day set',
    /\b(?:it|this|that)'s (?:now |all )?(?:scheduled|booked|set|due) (?:for|on|in|out|back|with you|to you)\b[^.!?]*/g,
  ],
  [
    'day set',
    /\b(?:i|we)(?:'ve| have)? (?:just |now )?(?:booked|arranged|scheduled|reserved) [^.!?]*?\bfor\b[^.!?]*/g,
  ],
  [
    'day set',
    /\b(?:i|we)(?:'ve| have)? (?:just |now )?(?:asked|told|arranged for|got) [^.!?]{2,40}? to [a-z]+\b(?! (?:me|us)\b)[^.!?]*/g,
  ],
  [
    'day set',
    /\b(?:your|the|our|a|an|it|this|one of our|my|he|she|they|someone|somebody)\b[\w' ]{0,40}?\s(?:(?:leaves|goes from) (?:us|here|our|the)\b|gets (?:sent|posted|shipped|collected|refunded)\b|(?:is|are) (?:being|getting) (?:sent|posted|shipped|collected|delivered|repaired|mended|replaced|refunded|picked)\b|(?:is|are) going out\b|(?:calls|rings|phones|writes to|e-?mails|collects|brings|visits|comes (?:out|over|round|by|back|to you))\b)[^.!?]*/g,
  ],
  [
    'day set',
    /\b(?:i|we) (?:refund|send|ship|replace|credit|call|ring|post|mend|bring|collect) (?:it|this|that|them|you|your|both)\b[^.!?]*/g,
  ],
  [
    'day set',
    /(?<!\b(?:if|when|once|after|until|before|that|what|as|where|unless) )\byou (?:get|receive|have|hear) (?:it|them|back|from (?:us|me)|your (?:money|refund|parcel|order|replacement|answer)|the (?:money|refund|parcel|replacement|new one)|an? (?:answer|reply|mail|e-?mail|call|message|letter|refund|replacement)|the (?:contract|link|code|label|papers|documents|key))\b[^.!?]*/g,
  ],
  [
    'day set',
    /\b(?:please |do |so )?(?:watch|keep an eye on) your (?:inbox|e-?mails?|phone|post|letter ?box|account)\b[^.!?]*/g,
  ],
  [
    'day set',
    /(?:^|[,;:]\s*|\band )back (?:to|with) you (?:by|before|on|within|tomorrow|today|this)\b[^.!?]*/g,
  ],
  [
    'day set',
    new RegExp(
      String.raw`(?:^|[,;:]\s*|\band )(?:(?:more|next|further|an?|the|your|full)\s+)*${OUTCOME_NOUN}\s+(?:by|on|before|within|tomorrow|today|this|next|no later than)\b[^.!?]*`,
      'g',
    ),
  ],
  ['takes', /\b(?:our |the )?turn-?around(?: time)?(?: is|:)\s[^.!?]*/g],
  [
    'word',
    /\b(?:you have (?:my|our) word\b|leave (?:it|this|that)(?: all)? (?:with|to) (?:me|us)\b|consider (?:it|that|this) (?:done|sorted|fixed|cancelled|canceled|booked|refunded|handled|settled)\b|we(?:'re| are) (?:passing|forwarding|escalating) (?:this|that|it|your)\b|i(?:'m| am) (?:passing|forwarding|escalating) (?:this|that|it|your)\b)[^.!?]*/g,
  ],
  [
    'word',
    /\b(?:you can count on (?:me|us)|(?<!(?:can't|cannot|can not|don't|not) )count on (?:hearing|getting|having|receiving|a|an|your)|i promise|we promise|we've got this|i'm making (?:this|it|that) right)\b[^.!?]*/g,
  ],
  [
    'word',
    /\b(?:you|nothing|nobody|no one) (?:won't|will not|will) (?:be (?:charged|billed|invoiced|debited)|(?:charge|bill|invoice|debit) you|have to (?:pay|ring|call|write|do)|leave your account)\b[^.!?]*/g,
  ],
  ['word', /\bthere(?:'s| is) no (?:charge|fee|cost) for (?:the|this|that|your)\b[^.!?]*/g],
  [
    'word',
    /\b(?:the|your|this|that|it|a)\b[\w' ]{0,30}?(?: is| are|'s) being (?:waived|refunded|replaced(?! by)|credited|reimbursed|covered|dropped|swapped)\b[^.!?]*/g,
  ],
  ['word', /\b(?:i|we)(?:'ve| have) (?:decided|agreed) to [a-z]+\b[^.!?]*/g],
  ['word', /\byou(?:'re| are) getting (?:the|a|an|your|both) [^.!?]*/g],
  [
    'word',
    /\b(?:a|the|your|this|next)\b(?![\w' ]{0,30}\b(?:mistakes?|fault|errors?|mix-?up|slip|delay|blame|oversight|mess|responsibility|confusion)\b)[\w' ]{0,30}?(?: is| are|'s) on (?:me|us|the house)\b[^.!?]*/g,
  ],
  [
    'word',
    /\b(?:your|the) (?:money|deposit|refund|fee|payment)[\w ]{0,20}?(?: is| are|'s) coming back\b[^.!?]*/g,
  ],
  [
    'word',
    /\b(?:i|we)(?:'ve| have) (?:asked|told|got) [^.!?]{2,40}? to (?:(?:ring|call|phone|write to|contact|e-?mail|visit|get back to|reach|refund|credit|reimburse|pay|update|let|help) (?:you|them)|(?:send|resend|ship|replace|repair|fix|check|hold|waive|cancel|correct|investigate|prioriti[sz]e|deliver|collect|review|refund) (?:it|this|that|them|the|your|an?|another))\b[^.!?]*/g,
  ],
  ['word', /\b(?:i|we)(?:'ve| have) put you (?:down|forward) (?:for|on)\b[^.!?]*/g],
  ['word', /\byou(?:'re| are) (?:first|next|top) on (?:the|my|our) list\b[^.!?]*/g],
  [
    'word',
    /\b(?:an?|another|your) (?:new|replacement|spare|fresh|second) [\w ]{2,30}? (?:is|are) (?:now |already )?on (?:its|their|the) way\b[^.!?]*/g,
  ],
  ['word', /\byou have a (?:replacement|refund|new one|new \w+) coming\b[^.!?]*/g],
  ['word', /\b(?:i|we)(?:'ve| have) (?:arranged|organi[sz]ed) (?:for )?(?:an?|the|your) [^.!?]*/g],
  ['word', /\b(?:the|your) [\w ]{2,30} stays (?:open|reserved|on hold|yours) (?:until|till|for)\b[^.!?]*/g],
  ['word', /\b(?:your|the|a new) [\w ]{2,30} goes (?:out )?to you (?:again|free|now)\b[^.!?]*/g],
  [
    'day set',
    /\b(?:we|they|i) (?:deliver|ship|collect|install|fit|visit|come|finish|start|answer|pay|post|decide|ring|call|write) (?:to you |it |you |them )?(?:on|by|before|within|tomorrow|next|this)\b[^.!?]*/g,
  ],
  ['day set', /\bthere(?:'ll| will) be (?:an?|someone|somebody) [^.!?]*/g],
  ['day set', /(?:^|[,;:]\s*)(?:delivery|collection|installation|pick-?up) is (?:due|set|booked)\b[^.!?]*/g],
  [
    'day set',
    /(?:^|[,;:]\s*)(?:within|in|by) [^,.!?]{3,30}?,? (?:the|your|it|this)\b[^.!?]{0,30}?(?: is|'s| are)(?: all)? (?:with|here|done|ready|finished|back|sorted|there)\b[^.!?]*/g,
  ],
  [
    'when',
    /\b(?:the (?:moment|minute)|as soon as|once|when)\b [^,.!?]{3,60}?,? (?:you (?:get|hear|receive)|(?:the|your) [\w ]{2,20} goes (?:back|out)|yours (?:goes|ships|leaves)|i (?:send|ring|call|write|pass)|we (?:send|ship|ring|call|write|post|refund))\b[^.!?]*/g,
  ],
  [
    'soon',
    /(?:^|[,;:]\s*|\b(?:i|we) )(?:(?:am |are |'m |'re )?getting|come|coming|(?:'m|'re) coming) back to you (?:shortly|soon|asap|as soon|in a|today|right)[^.!?]*/g,
  ],
  [
    'soon',
    new RegExp(
      String.raw`\bthere(?:'ll| will| should) be (?:(?:another|more|an?|further|some|full)\s+)*${OUTCOME_NOUN}\b[^.!?]*`,
      'g',
    ),
  ],
  [
    'usually',
    /\b(?:the |your )?(?:estimated|expected|new) (?:delivery|arrival of your \w+)(?: date| time)?(?:(?: is| of| will be| should be)\b|:)[^.!?]*/g,
  ],
  [
    'soon',
    new RegExp(
      String.raw`\b(?:(?:more|further|another|an?|full|additional)\s+)*${OUTCOME_NOUN}\s+(?:(?:is|are|will be)\s+)?(?:coming|to (?:come|follow)|on (?:the|its) way)\b[^.!?]*`,
      'g',
    ),
  ],
  [
    'will',
    /^\s*(?:@\w+\s+)*(?:(?:ok(?:ay)?|sure(?: thing)?|yes|great|thanks?|thank you|got it|no problem|absolutely|certainly)[,!]?\s+)?will\s+(?:do|be in touch|be back|be right|check|look|pass|let you|get|send|follow|forward|share|update|keep you|reach|call|email|contact|have|fix|make|see what|investigate|escalate)\b[^.!?]*/g,
  ],
]
