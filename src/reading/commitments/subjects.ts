/** Who a sentence says will act: the company, the customer, or a thing the customer waits for. Texts are in lower case. */

export type Subject = { readonly who: 'company' | 'customer' | 'thing'; readonly start: number }

const AGENTS = String.raw`(?:team|teams|crew|agents?|reps?|representatives?|specialists?|coordinators?|supervisors?|managers?|colleagues?|members?|advis[oe]rs?|associates?|staff|department|dept\.?|desk|support|care|relations|services?|office|folks|experts?|engineers?|developers?|devs|technicians?|mechanics?|maintenance|captain|pilots?|drivers?|courier|carrier|sellers?|store|warehouse|operations|people|gang|station|person|someone|somebody|analyst|investigators?|dispatch|reservations|baggage|management|fitters?|plumbers?|electricians?|installers?|couriers|workshop|kitchen|chef|headquarters|corporate|merchant|vendor|bank|partners?|providers?|they|us|ours|boys?|girls?|lads?|guys?|man|woman|lady|nurse|doctor|vet|locksmith|joiner|tailor|seamstress|dispatcher|guard|porter|concierge|receptionist|host|cook|baker|jeweller|upholsterer|carpenter|painter|gardener|cleaner|assistant|secretary|accountant|solicitor|consultant|pharmacist|dentist|inspector|surveyor|insurer|hub|depot|lab|factory|mill|counter|branch|bakery|plant|boss|owner|director|head|postie)`
const PRONOUN =
  /(?:^|[^\w'])(we|i|they|he|she|someone|somebody|one of us|everyone here|all of us|y?our friend)(?: (?:all|both|also|then|certainly|definitely|absolutely|surely|just|now|in turn|here at [\w ]{2,20}))?$/
const YOU = /(?:^|[^\w'])(you|you all|y'all|u|ya)(?: (?:all|also|then|certainly|definitely|should))?$/
const PLAIN_THING =
  /(?:^|[^\w'])(it|this|that|these|those|they|everything|things|all)(?: (?:all|also|then|certainly|definitely|just|now|normally|usually|generally|typically|often))*$/
/** Where a subject cannot reach back over. */
const BORDER =
  /,(?!\d)|[;:!?()"“”…]|\.\s|\s[-–—]+\s|\b(?:and|but|so|because|then|or|that|which|who|if|whether|when|where|while|until|unless|as|since|though|although|once|after|before|what|how|why|now|also|sorry|however|unfortunately|yes|ok|okay|sure|thanks|usually|generally|typically|normally|meanwhile|there)(?:\s|$)/g
/** After these a clause tells no promise: "if they will", "when it will", "what we'll". */
const SUBORDINATE =
  /\b(?:if|whether|when|where|while|until|till|unless|before|what|how|why|who|which|wherever|whatever|because of|than)\s+$/
const DETERMINER =
  /\b(?:your|the|our|my|his|her|their|this|that|these|those|an?|one|any|all|most|each|another|some|both)\s/

const TEAM_WHO = new RegExp(
  String.raw`\b((?:\w+ ){0,2}${AGENTS},? (?:and )?(?:who|that|which|and (?:they|he|she)))$`,
)
/** "Someone from our repairs bench": the place is not who acts. */
const ONE_OF_US =
  /(?:^|[^\w'])((?:some(?:one|body)|a (?:colleague|person|member|manager|specialist)) (?:from|in|at|on|of) [\w'& ]{2,40})$/
const HAS_AGENT = new RegExp(String.raw`\b${AGENTS}\b`)
const IS_AGENT = new RegExp(String.raw`\b${AGENTS}$`)
const BEGINS_AS_AGENT = /^(?:one|a (?:member|colleague)|someone|somebody|some)\b/

/** "We are looking into this and" will …: the subject was said before the joint. */
const JOINT = /(?:\band|\bbut|&|,)(?: then| also| so)?$/
const SAID_BEFORE =
  /(?:^|[.,;:!?]\s*|\b(?:and|but|so|that)\s+)(we|i|they|he|she|you|it|someone|somebody|(?:our|my|your|the|an?|one of our) [\w'-]+(?: [\w'-]+){0,2})(?:'(?:ve|re|m|ll|s|d))?\s[^;]*$/

/** The subject that ends a text, its offset, or undefined where no promise can follow. */
export function subjectBefore(before: string): Subject | undefined {
  const customer = YOU.exec(before)
  if (customer) return at('customer', before, customer)
  const pronoun = PRONOUN.exec(before)
  if (pronoun) return at('company', before, pronoun)
  const relative = TEAM_WHO.exec(before)
  if (relative) return at('company', before, relative)
  const oneOfUs = ONE_OF_US.exec(before)
  if (oneOfUs) return at('company', before, oneOfUs)
  const plain = PLAIN_THING.exec(before)
  if (plain) return at('thing', before, plain)
  if (JOINT.test(before)) return saidBefore(before)
  let from = 0
  for (const border of before.matchAll(BORDER)) {
    const end = border.index + border[0].length
    from = end
  }
  const phrase = before.slice(from)
  const determiner = DETERMINER.exec(phrase)
  const start = from + (determiner?.index ?? lastWordsAt(phrase))
  const noun = before.slice(start).trim()
  if (noun === '' || noun.length > 90 || SUBORDINATE.test(before.slice(0, start))) return undefined
  if (!determiner && !/^[a-z][\w'&/-]*(?: [\w'&/-]+){0,3}$/.test(noun)) return undefined
  const head = noun.replace(/ (?:of|from|at|in|on|for|with|over)\b.*$/, '')
  const who = IS_AGENT.test(head) || BEGINS_AS_AGENT.test(noun) ? 'company' : 'thing'
  return { who, start }
}

/** The last four words of a phrase without a determiner: "Corporate Customer Care". */
function lastWordsAt(phrase: string): number {
  const words = /(?<![\w'&/-])(?:[\w'&/-]+ ){0,3}[\w'&/-]+ ?$/.exec(phrase)
  return words?.index ?? 0
}

function at(who: Subject['who'], before: string, match: RegExpExecArray): Subject | undefined {
  const start = before.lastIndexOf(match[1] ?? '', before.length)
  if (SUBORDINATE.test(before.slice(0, start))) return undefined
  return { who, start }
}

function saidBefore(before: string): Subject | undefined {
  const said = SAID_BEFORE.exec(before.replace(JOINT, ''))?.[1]
  if (said === undefined) return undefined
  const who =
    said === 'you'
      ? 'customer'
      : /^(?:we|i|they|he|she)$/.test(said) || HAS_AGENT.test(said)
        ? 'company'
        : 'thing'
  return { who, start: before.length }
}
