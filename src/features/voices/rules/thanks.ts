/** Which members of the roster a text thanks by name: praise around the name, told from blame, irony, greetings, signatures and namesakes. Pure. */
import { isOneEditApart, namesOfAgent } from '#reading/index.ts'

export type RosterMember = {
  readonly id: string
  readonly name: string
  readonly nicknames: readonly string[]
}
export type NamedThanks = { readonly memberId: string; readonly start: number; readonly end: number }

type Place = { readonly start: number; readonly end: number }

/** Longest text that is looked through, in UTF-16 units. */
const LOOKED_THROUGH = 20_000
const WORD = /\p{L}+/gu

const THANKS = 'thank(?:s|ful|you)?|thx|ty|cheers|grateful|appreciate[ds]?|kudos|props|hats off|shout-?\\s?out|well done|compliments|bless|special mention|(?:gold|five|5) stars?|(?:three|3) cheers|ten out of ten|10/10|medal|bonus|raise|promotion' // prettier-ignore
const GOOD = 'wonderful|amazing|great|excellent|lovely|loved|kind(?:er|est|ness)?|helpful|patien(?:t|ce)|brilliant|superb|fantastic|outstanding|star|gem|legend|angel|hero|treasure|delight(?:ful)?|sweet|best|friendl(?:y|iest)|nice|good|terrific|exceptional|awesome|invaluable|remarkable|spot on|impress(?:ed|ive)|rocks?|dream|incredible|lifesaver|perfect|quick|painless|thoughtful|caring|cared|understanding|gracious|grace|professional|attentive|joy|happy|smile|saved|pleasure|looked after|better help' // prettier-ignore
/** What somebody does who is thanked; said of her without a complaint that is praise. */
const DEEDS = 'solved|fixed|sorted|saved|rescued|helped|handled|found|remembered|re-?sent|made my|made the whole|made everything|went out of|went above|took care|took the time|kept (?:his|her|their) word|never gave up|answered every|called me back|turned it around|stayed late|knew' // prettier-ignore

const PRAISE = new RegExp(`\\b(?:${THANKS}|${GOOD})\\b`, 'iu')
const BEFORE_NAME = new RegExp(`\\b(?:${THANKS}|${GOOD})\\b(?:(?!\\b(?:and|but)\\b)[^.!?;]){0,60}?$`, 'iu')
const DONE = new RegExp(`^[^.!?;]{0,12}\\b(?:${DEEDS})\\b`, 'iu')
/** Words that deny or complain. What only looks like it is taken out first. */
const COMPLAINT = /\b(?:not|never|no|nothing|rude|lost|late|missing|wrong|waiting|wait|ignor\w*|ruin\w*|waste|chaos|slow(?:est)?|cancel\w*|closed|twice|times|weeks|missed|hung up|however|hated?|furious|another|charged|problem|gone|yet|still|supposed|worse|worst|useless|expected|but|though)\b|n['’]t\b/iu // prettier-ignore
const ONLY_LOOKS = /\b(?:can(?:no|['’])t (?:thank|praise|recommend|fault)|could(?: not|n['’]t) (?:have (?:asked|been|wished)|be (?:kinder|better|nicer))|(?:nobody|no one) (?:could|does|is)|never gave up|did(?: not|n['’]t) (?:make me wait|give up)|no complaints|not only|do(?: not|n['’]t) (?:normally|usually|often)|no (?:fuss|trouble|problem|bother)|in no time|(?:solved|fixed|sorted) (?:my|the|our|every|all) (?:problem|issue)s?|(?:when|after|because) (?:my|the|our) [^.!?]{0,40}|found (?:my|the|our) lost|never (?:had|met|received) (?:such|better|a better)|nothing was too much|no question)\b/giu // prettier-ignore

/** Before the name: somebody of the customer's own, herself, a thing, or whom a present is for. */
const NOT_OURS =
  /\b(?:(?:my|his|her|our|their)\s+(?:\p{L}+,?\s+){0,2}|(?:aunt(?:ie)?|uncle|grand\p{L}+|gran(?:ny)?|mum|mom|dad|prince(?:ss)?|king|queen|saint|model|baby|dog|cat|puppy)\s+(?:is\s+)?(?:called\s+|named\s+)?|(?:i['’]?m|i am|this is|name is|it['’]s|its)\s+|one star for\s+|1 star for\s+|(?:present|gift|bought|got|ordered)\b[^.!?]{0,24}\bfor\s+|\bgave\b[^.!?]{0,24}\bto\s+|\bcalled\s+(?:the\s+)?)$/iu
const ITS_HIS_AGENT = /\b(?:agent|colleague|chap|lady|guy|man|woman|girl|person|somebody|someone|advisor|rep)\b[^.!?]{0,24}$/iu // prettier-ignore
/** Behind it: the customer and hers, what belongs to a namesake, the writer herself. */
const NAMESAKE = /^(?:\s+and (?:i|me)\b|\s+here\b|\s+again\b|['’]s\s+(?:birthday|wedding|dress|size|party|blog|present|gift|order|parcel|baby))/iu // prettier-ignore
const GREETING = /(?:^|[.!?\n]\s*)(?:hi|hey|hello|dear|good (?:morning|afternoon|evening)|morning|afternoon)\s+(?:there\s+)?$/iu // prettier-ignore
/** Closing words and a name, and nothing after it but a surname. */
const SIGNED = /(?:\b(?:thanks|thank you|thanks so much|thank you very much|many thanks|regards|wishes|sincerely|yours|love|cheers|best|xx?)\b[^.!?\p{L}]*[,!.\n]\s*|\bthe best,\s*)$/iu // prettier-ignore
const ENDS = /^(?:\s+\p{Lu}\p{L}+)?\s*\.?\s*$/u
/** A request that names somebody is no praise; nor is a question. */
const REQUEST = /\b(?:could|can|would|will)\s+(?:you\s+(?:please\s+)?(?:ask|tell|get|forward)\s+|$)|\b(?:ask|forward (?:this|it) to|waiting for|attention of|is)\s+$/iu // prettier-ignore
const HOPED = /^(?:\s+please\b|\s+should\b|\s+reads?\b)/iu
/** "Will this shrink": not the name. */
const ORDINARY = /^(?:will|bill|rich|may|mark|pat|rob|sue|grace|joy|hope|faith|dot|art|jack|ray|drew|max|sky|rose|cat|dick|frank|gene|chuck)$/i // prettier-ignore
const ORDINARY_USE = /^(?:\s+(?:it|this|that|they|these|you|i|we|the|be|my|to|and|was wrong)\b)/iu
const ABOUT_HER = /^\s*(?:she|he|they|so (?:good|kind|helpful)|such|amazing|outstanding|wonderful|excellent|superb|brilliant|just|thank you so much|thanks so much)\b/iu // prettier-ignore

/** One for each member who is thanked. A text that names nobody of the roster costs one pass over its words. */
export function thanksIn(text: string, roster: readonly RosterMember[]): NamedThanks[] {
  const read = text.slice(0, LOOKED_THROUGH)
  const words = [...read.matchAll(WORD)].map(({ 0: word, index }) => ({ word, start: index, end: index + word.length })) // prettier-ignore
  return roster.flatMap((member) => {
    const names = namesOf(member)
    const place = words.find((each) => isName(each.word, names) && isThanked(read, each, member))
    return place ? [{ memberId: member.id, start: place.start, end: place.end }] : []
  })
}

const known = new WeakMap<RosterMember, ReadonlySet<string>>()

/** What stands for anybody: the first owner is called "You" until she gives her name. */
const NOBODY: ReadonlySet<string> = new Set([
  'you',
  'me',
  'us',
  'i',
  'we',
  'owner',
  'team',
  'admin',
  'support',
])

/** First name, nicknames and usual short forms, in lower case. */
function namesOf(member: RosterMember): ReadonlySet<string> {
  const ready =
    known.get(member) ??
    new Set(
      [member.name, ...member.nicknames]
        .flatMap((name) => [...namesOfAgent(name)])
        .filter((name) => !NOBODY.has(name)),
    )
  known.set(member, ready)
  return ready
}

/** A typing error counts from five letters on, where the word is written as a name and begins like it. */
function isName(word: string, names: ReadonlySet<string>): boolean {
  const low = word.toLowerCase()
  if (names.has(low)) return true
  if (low.length < 4 || !/^\p{Lu}/u.test(word)) return false
  return [...names].some((name) => name.length >= 5 && name[0] === low[0] && isOneEditApart(low, name))
}

function isThanked(
  text: string,
  { start, end, word }: Place & { word: string },
  member: RosterMember,
): boolean {
  const { before, after, next } = around(text, { start, end })
  if (isSomebodyElse(text, { start, end, word }, member, { before, after })) return false
  const kindly = before.replace(ONLY_LOOKS, ' ')
  const own = after.replace(ONLY_LOOKS, ' ')
  const rest = own + next.replace(ONLY_LOOKS, ' ')
  const isBlamed = COMPLAINT.test(rest) || /\b(?:not|n['’]t|never|no|hated?|anyone but|let)\b[^,;]{0,24}$|\bfor nothing\b|\bhow not to\b/iu.test(kindly) // prettier-ignore
  if (isBlamed) return false
  return (
    BEFORE_NAME.test(before) ||
    PRAISE.test(after) ||
    DONE.test(own) ||
    (ABOUT_HER.test(next) && PRAISE.test(next))
  )
}

function isSomebodyElse(
  text: string,
  { start, end, word }: Place & { word: string },
  { name }: RosterMember,
  { before, after }: { before: string; after: string },
): boolean {
  const [, surname = ''] = name.split(/\s+/)
  const behind = /^\s+(\p{Lu}\p{Ll}+)/u.exec(text.slice(end))?.[1]
  const isCapital = /^\p{Lu}/u.test(word)
  if (ORDINARY.test(word) && (ORDINARY_USE.test(after) || (!isCapital && !/\b(?:thx|thanks|thank you)\s+$/iu.test(before)))) return true // prettier-ignore
  if (behind !== undefined && behind.toLowerCase() !== surname.toLowerCase()) return true
  if (NOT_OURS.test(before) && !ITS_HIS_AGENT.test(before)) return true
  // "The Jo cardigan", "the William shirt": a thing that bears the name.
  if (/\bthe\s+$/iu.test(before) && /^\s+\p{Ll}{3,}/u.test(after) && !/^\s+(?:from|who|was|is)\b/iu.test(after)) return true // prettier-ignore
  if (NAMESAKE.test(after) || HOPED.test(after) || REQUEST.test(before)) return true
  if (GREETING.test(text.slice(0, start))) return true
  if (/\?\s*$/u.test(after)) return true
  return SIGNED.test(text.slice(0, start)) && ENDS.test(text.slice(end))
}

/** The sentence of a place before and after it, and the sentence that follows. */
function around(text: string, { start, end }: Place): { before: string; after: string; next: string } {
  const before = text.slice(Math.max(0, start - 240), start)
  const from = Math.max(...['. ', '! ', '? ', '\n'].map((stop) => before.lastIndexOf(stop) + stop.length - 1))
  const tail = text.slice(end, end + 480)
  const stop = /[.!?](?=\s|$)|\n/.exec(tail)?.index ?? tail.length
  const rest = tail.slice(stop + 1)
  const nextStop = /[.!?](?=\s|$)|\n/.exec(rest)?.index ?? rest.length
  return {
    before: from > 0 ? before.slice(from) : before,
    after: tail.slice(0, stop + 1),
    next: rest.slice(0, nextStop + 1),
  }
}
