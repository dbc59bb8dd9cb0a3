/** Finds what a company commits itself to in a text of its own: who will do what, by when, and whether it binds. */
import { dueOf, explainDue } from '#kit/calendar.ts'
import { cutHistory } from '../text/history.ts'
import { lowerCase, normalise } from '../text/normalise.ts'
import { headsOf } from './candidates.ts'
import type { FoundPromise, Head, PromiseContext } from './found.ts'
import { isCourtesy } from './acts.ts'
import { binds } from './binds.ts'
import type { Clause } from './clauses.ts'
import { learnedIn } from './learned.ts'
import { sentencesOf } from './sentences.ts'
import type { Sentence } from './sentences.ts'
import { asksToGoOn, standingOf } from './standing.ts'
import { toldIn } from './told.ts'
import { calendarOf, timingOf } from './timing.ts'

/**
 * The promises of an agent's text, in order. Quotes are exact substrings. Quoted history and signatures are not read.
 * Errors: none for any text; refuses what the calendar refuses.
 */
export function findPromises(text: string, context: PromiseContext): readonly FoundPromise[] {
  const plain = lowerCase(normalise(cutHistory(text.slice(0, READ_TO))))
  const sentences = sentencesOf(plain)
  const drafts = sentences.flatMap((sentence, index) => {
    const previous = previousOf(sentences, index)
    const found = headsOf(sentence.text)
      .slice(0, HEADS_READ)
      .map((head) => ({ ...head, sentence, previous }))
    // A day that is told of nobody's doing must not cut short the promise before it.
    const telling = found.filter(
      (head) => head.kind !== 'day set' || draftOf(head, undefined, context).length > 0,
    )
    const drafts = telling.flatMap((head, place) => draftOf(head, telling[place + 1]?.start, context))
    const ruled = withOthers(drafts, toldDrafts(sentence, previous, context))
    if (context.rulesOnly) return ruled
    return withOthers(ruled, learnedDrafts(sentence, previous, found, ruled, context))
  })
  return joined(drafts, plain)
    .map((draft) => waiting(draft, plain))
    .map((draft) => finished(draft, text, context))
}

/** Of a longer text the rest is a paste and no promise of its writer's; UTF-16 units. */
const READ_TO = 32 * 1024

/** Beginnings of promises looked at in one sentence: nobody makes as many, and each costs a look around it. */
const HEADS_READ = 60

/** "It will be refunded to your card. Please confirm": nothing happens before the answer. */
function waiting(draft: Draft, plain: string): Draft {
  return draft.standing === 'firm' && asksToGoOn(plain.slice(draft.end, draft.end + ASKED_SOON))
    ? { ...draft, standing: 'conditional' }
    : draft
}

/** How far behind a promise a question may stand that it waits for, in UTF-16 units. */
const ASKED_SOON = 600

/** The sentence before, past a "Thanks!" */
function previousOf(sentences: readonly Sentence[], index: number): string {
  const last = sentences[index - 1]?.text ?? ''
  return last.trim().split(/\s+/).length > 2 ? last : (sentences[index - 2]?.text ?? last)
}

/** What was promised in so many words comes first: others are kept where they stand apart from that. In order. */
function withOthers(drafts: readonly Draft[], others: readonly Draft[]): Draft[] {
  const apart = others.filter((one) => !drafts.some((draft) => overlap(one, draft)))
  return [...drafts, ...apart].sort((a, b) => a.start - b.start)
}

const overlap = (a: Clause, b: Clause): boolean => a.start < b.end && b.start < a.end

/** News without a verb of its own. */
function toldDrafts(sentence: Sentence, previous: string, context: PromiseContext): Draft[] {
  return toldIn(sentence.text)
    .slice(0, HEADS_READ)
    .flatMap(({ start, end }) =>
      draftOf({ kind: 'told', who: 'thing', start, after: '', sentence, previous }, end, context),
    )
}

/**
 * Whole clauses in which no rule found anything and that sound like a promise. Where a rule looked at what "we will" or at any
 * "should" without a day and found none, its no stands.
 */
function learnedDrafts(
  sentence: Sentence,
  previous: string,
  heads: readonly Head[],
  ruled: readonly Draft[],
  context: PromiseContext,
): Draft[] {
  const line = sentence.text
  const isApart = ({ start, end }: Clause) =>
    !ruled.some((draft) => overlap(draft, { start: sentence.start + start, end: sentence.start + end }))
  return learnedIn(line, isApart).flatMap(({ start, end }) => {
    const clause = line.slice(start, end)
    const timing = timingOf(clause, context, false)
    const isRefused = heads.some(
      (head) =>
        head.start >= start &&
        head.start < end &&
        MODAL.has(head.kind) &&
        (head.who === 'company' || timing.class !== 'dated'),
    )
    if (isRefused || asksOrDenies(line, start, end)) return []
    const [from, to] = trimmed(line, start, end)
    return [
      {
        start: sentence.start + from,
        end: sentence.start + to,
        kind: 'learned',
        who: 'thing',
        standing: standingOf({
          before: line.slice(0, start),
          clause,
          rest: line.slice(end),
          previousSentence: previous,
        }),
        ...timing,
      },
    ]
  })
}

/** Kinds of heads that open most promises, and much else. */
const MODAL: ReadonlySet<Head['kind']> = new Set([
  'will',
  'should',
  'plans',
  'under way',
  'let me',
  'allow',
  'expect',
])

type HeadInPlace = Head & { readonly sentence: Sentence; readonly previous: string }
type Draft = Omit<FoundPromise, 'quote' | 'assumed'> & {
  readonly kind: Head['kind'] | 'learned'
  readonly who: Head['who']
}

function draftOf(head: HeadInPlace, nextStart: number | undefined, context: PromiseContext): Draft[] {
  const { sentence, kind, who, after } = head
  const line = sentence.text
  const leadIn = leadInOf(line.slice(0, head.start))
  const end = clauseEnd(
    line,
    head.start,
    nextStart && Math.max(head.start + 1, leadInOf(line.slice(0, nextStart))),
  )
  const clause = line.slice(head.start, end)
  const lead = line.slice(leadIn, head.start)
  const timing = timingOf(`${lead}${clause}`, context, kind === 'takes' || kind === 'allow')
  if (asksOrDenies(line, head.start, end) || !binds(kind, who, after, clause, timing)) return []
  const standing = standingOf({
    before: line.slice(0, head.start),
    clause,
    rest: line.slice(end),
    previousSentence: head.previous,
  })
  if (standing === 'firm' && isCourtesy(after) && timing.class === 'none') return []
  const [from, to] = trimmed(
    line,
    timing.class === 'event' || standing === 'conditional' ? leadIn : head.start,
    end,
  )
  if (to <= from) return []
  return [{ start: sentence.start + from, end: sentence.start + to, standing, kind, who, ...timing }]
}

/** A question promises nothing, nor does "I'm not sure when we'll". */
function asksOrDenies(line: string, start: number, end: number): boolean {
  if (line.slice(end).trimStart().startsWith('?') || /\?\s*$/.test(line.slice(start, end))) return true
  return /\b(?:not sure|unsure|don't know|do not know|no idea|can't say|cannot say|won't know|wondering|wish|not certain|no guarantee|as a rule|in general|can't (?:guarantee|promise)|cannot (?:guarantee|promise)|unable to (?:guarantee|promise|confirm|say))\b[^,;]*$/.test(
    line.slice(0, start),
  )
}

/** Where a leading "once …," or "if …," begins, when the promise follows it directly. */
function leadInOf(before: string): number {
  const match =
    /(?:^|[,;:–—-]\s*|\b(?:and|but|so)\s+)((?:please (?:note|be (?:advised|assured))|rest assured)?\s*(?:(?:as soon as|once|when|after|if|upon|following|the (?:moment|minute)|as|within|in|by|on|over the next|first thing|tomorrow|today|tonight|soon|shortly)\b[^;:]*?,?\s*))$/.exec(
      before,
    )
  const day = match ?? DAY_AHEAD.exec(before)
  return day ? day.index + day[0].length - (day[1] ?? '').length : before.length
}

/** "Next week" and "Monday morning" before a promise are its time; a clause about them is not. */
const DAY_AHEAD =
  /(?:^|[,;:–—-]\s*|\b(?:and|but|so)\s+)((?:next (?:week|month)|this (?:afternoon|evening)|(?:mon|tues|wednes|thurs|fri|satur|sun)day(?: morning| afternoon| evening)?),?\s*)$/

/** A clause ends where the next promise begins, or where a new sentence in all but name does. */
function clauseEnd(line: string, start: number, nextStart: number | undefined): number {
  const stop = nextStart ?? line.length
  const text = line.slice(start, stop)
  const border =
    /(?:;|(?<!\d)\s[-–—]{1,2}\s|,? but |,? however|\shttps?:|\s\*[a-z]{2,3}\b|\s\^[a-z]|\s\/[a-z]{2}\b)/.exec(
      text,
    )
  let end = start + (border && border.index > 12 ? border.index : text.length)
  if (end === nextStart) {
    const joint = /(?:,|;|\s(?:and|so|then|or|as soon as|once|when|if|that|please)|\s)+$/.exec(
      line.slice(start, end),
    )
    end -= joint?.[0].length ?? 0
  }
  return end
}

function trimmed(line: string, start: number, end: number): readonly [number, number] {
  let [from, to] = [start, end]
  while (from < to && /[\s,;:)–—-]/.test(line.charAt(from))) from++
  while (to > from && /[\s,;:(–—.!?-]/.test(line.charAt(to - 1))) to--
  return [from, to]
}

/** "A coordinator will reach out. It can take up to 45 days": the second sentence is the first one's time. */
function joined(drafts: readonly Draft[], plain: string): Draft[] {
  const kept: Draft[] = []
  for (const draft of drafts) {
    const last = kept.at(-1)
    const timesTheLast =
      last?.class === 'none' &&
      last.standing === 'firm' &&
      last.who === 'company' &&
      draft.kind === 'takes' &&
      /^(?:it|this|that)\b/.test(plain.slice(draft.start)) &&
      /^[.!;,\s]*(?:and |but )?$/.test(plain.slice(last.end, draft.start))
    if (timesTheLast) kept[kept.length - 1] = { ...draft, start: last.start }
    else if (!last || draft.start >= last.end) kept.push(draft)
  }
  return kept
}

function finished(draft: Draft, text: string, context: PromiseContext): FoundPromise {
  const { start, end, standing } = draft
  const found = { quote: text.slice(start, end), start, end, class: draft.class, standing }
  const { at, undated } = context
  const assumes = at && undated && standing === 'firm' && (draft.class === 'none' || draft.class === 'asap')
  if (!assumes) return { ...found, due: draft.due, assumed: false, wording: draft.wording }
  const calendar = calendarOf(context)
  return {
    ...found,
    due: dueOf(calendar, at, undated),
    assumed: true,
    wording: explainDue(calendar, at, undated),
  }
}
