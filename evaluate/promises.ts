/**
 * Scores the reading of promises and of dates against labelled text kept beside the project; prints, never writes. Says so where the
 * data is absent. `--wrong` lists what was missed, found without need, or dated otherwise.
 */
import { existsSync, readFileSync } from 'node:fs'
import { officeHours } from '../src/kit/calendar.ts'
import { dayOf } from '../src/kit/time.ts'
import { findPromises } from '../src/reading/commitments/find-promises.ts'
import type { FoundPromise } from '../src/reading/commitments/found.ts'
import { parseWhen } from '../src/reading/commitments/when.ts'
import {
  readEveningPromises,
  readFreshPromises,
  readMiddayPromises,
  readMorningPromises,
  readNightPromises,
  readNoonPromises,
  readPromiseLessons,
  readUnseenPromises,
  type LabelledPromises,
} from './labelled-promises.ts'

const LABELLED = new URL('../../shared/data/labelled/promises-dev.jsonl', import.meta.url)
const DATES = new URL('../../shared/data/nlupp/dates.json', import.meta.url)

type Span = { readonly start: number; readonly end: number; readonly quote: string }
type Gold = Span & { readonly class: string; readonly due: string | null }
/** `ignore` holds what is neither: conditional or weak words. */
type LabelledText = {
  readonly id: string
  readonly now: string
  readonly text: string
  readonly promises: readonly Gold[]
  readonly ignore: readonly Span[]
}

/** One text against its labels. Only firm promises count as found; a span to ignore is scored neither way. */
type TextScore = {
  readonly right: number
  readonly wrong: readonly FoundPromise[]
  readonly missed: readonly Gold[]
  readonly classes: number
  readonly dues: readonly { readonly gold: Gold; readonly found: FoundPromise; readonly exact: boolean }[]
}

type PromiseScore = {
  readonly texts: number
  readonly precision: number
  readonly recall: number
  /** Share of found promises whose class is the labelled one. */
  readonly classes: number
  /** Share of found dated promises due on the labelled day or instant, and how many there were. */
  readonly dueExact: number
  readonly dues: number
}

type DevText = {
  readonly id: string
  readonly now: string
  readonly text: string
  readonly promises: readonly {
    readonly quote: string
    readonly class: string
    readonly due: string | null
  }[]
  readonly ignore: readonly { readonly quote: string }[]
}

/** The labelled texts that the rules were worked out on, or undefined where the data is absent. */
function tunedTexts(): readonly LabelledText[] | undefined {
  if (!existsSync(LABELLED)) return undefined
  const lines = readFileSync(LABELLED, 'utf8').trim().split('\n')
  return lines.map((line) => {
    const { promises, ignore, ...one } = JSON.parse(line) as DevText
    const placed = <T extends { readonly quote: string }>(each: T) => {
      const start = one.text.indexOf(each.quote)
      return { ...each, start, end: start + each.quote.length }
    }
    return { ...one, promises: promises.map(placed), ignore: ignore.map(placed) }
  })
}

/** A Wednesday in New York, between two nights on which clocks change. */
const WEDNESDAY = '2026-03-11T10:15:00-04:00'

/** Texts that were labelled before the reader was shown them. */
function freshText({ set, id, text, promises }: LabelledPromises): LabelledText {
  const spans = promises.map(({ kind, start, end, due }) => ({
    start,
    end,
    due,
    class: kind,
    quote: text.slice(start, end),
  }))
  return {
    id: `${set} ${id}`,
    now: WEDNESDAY,
    text,
    promises: spans.filter((one) => one.class !== 'ignore'),
    ignore: spans.filter((one) => one.class === 'ignore'),
  }
}

/** Scores one text. Due times are counted in the offset that `now` is written in, Monday to Friday, no holidays. */
function scoreText(one: LabelledText): TextScore {
  const zone = /([+-]\d\d:\d\d)$/.exec(one.now)?.[1] ?? 'UTC'
  const found = findPromises(one.text, { at: new Date(one.now), zone }).filter(
    (each) => each.standing === 'firm',
  )
  const overlaps = (span: Span, { start, end }: FoundPromise) => start < span.end && span.start < end
  const ofGold = (gold: Gold) => found.find((each) => overlaps(gold, each))
  const right = found.filter((each) => one.promises.some((gold) => overlaps(gold, each)))
  const wrong = found.filter(
    (each) => !right.includes(each) && !one.ignore.some((ignored) => overlaps(ignored, each)),
  )
  const met = one.promises.flatMap((gold) => {
    const match = ofGold(gold)
    return match ? [{ gold, found: match }] : []
  })
  return {
    right: met.length,
    wrong,
    missed: one.promises.filter((gold) => !ofGold(gold)),
    classes: met.filter((pair) => pair.gold.class === pair.found.class).length,
    dues: met
      .filter((pair) => pair.gold.due !== null)
      .map((pair) => ({ ...pair, exact: isSameDue(pair.gold.due ?? '', pair.found.due, zone) })),
  }
}

function isSameDue(gold: string, due: Date | null, zone: string): boolean {
  if (!due) return false
  return gold.length === 10 ? dayOf(due, zone) === gold : new Date(gold).getTime() === due.getTime()
}

/** Adds up the scores of several texts. */
function sumOf(scores: readonly TextScore[]): PromiseScore {
  const sum = (count: (score: TextScore) => number) =>
    scores.reduce((total, score) => total + count(score), 0)
  const right = sum((score) => score.right)
  const dues = sum((score) => score.dues.length)
  return {
    texts: scores.length,
    precision: right / (right + sum((score) => score.wrong.length)),
    recall: right / (right + sum((score) => score.missed.length)),
    classes: sum((score) => score.classes) / right,
    dueExact: sum((score) => score.dues.filter((due) => due.exact).length) / dues,
    dues,
  }
}

type DateVector = { readonly phrase: string; readonly reference_date: string; readonly expected: string }

/** Dates that lie ahead, as our reader sees them; bookings that were made in the past and bare years are another reader's. */
function evaluateDates():
  { readonly phrases: number; readonly exact: number; readonly wrong: readonly string[] } | undefined {
  if (!existsSync(DATES)) return undefined
  const vectors = JSON.parse(readFileSync(DATES, 'utf8')) as readonly DateVector[]
  const calendar = officeHours('Europe/London')
  const ahead = vectors.filter(
    ({ phrase, reference_date: today, expected }) =>
      expected >= today &&
      !/\b(?:19|20)\d\d\b/.test(phrase) &&
      !/^\d+$|^(?:now|[A-Z][a-z]+)$/.test(phrase.replace(/day$/, 'day ')),
  )
  const wrong = ahead.flatMap(({ phrase, reference_date: today, expected }) => {
    const now = new Date(`${today}T00:00:00Z`)
    const found = parseWhen(phrase, { now, calendar })
    const day = found && dayOf(found, calendar.zone)
    return day === expected ? [] : [`${phrase}: ${day ?? 'nothing'}, not ${expected}`]
  })
  return { phrases: ahead.length, exact: 1 - wrong.length / ahead.length, wrong }
}

function main(): void {
  const tuned = tunedTexts()
  if (!tuned) console.log('Skipped: no labelled promises beside the project')
  else tell('promises, tuned on', tuned)
  const fresh = readFreshPromises()
  tell('promises, read while tuning', fresh.filter(({ held }) => !held).map(freshText))
  tell('promises, written to learn from', [...readPromiseLessons().values()].flat().map(freshText))
  for (const set of new Set(fresh.map((one) => one.set)))
    tell(
      `promises, held back, ${set}`,
      fresh.filter((one) => one.held && one.set === set).map(freshText),
      false,
    )
  tell('promises, held back', fresh.filter(({ held }) => held).map(freshText), false)
  tell('promises, held back, written on the second afternoon', readUnseenPromises().map(freshText), false)
  const evening = readEveningPromises()
  tell('promises of the evening, read while tuning', evening.filter(({ held }) => !held).map(freshText))
  tell('promises of the evening, held back', evening.filter(({ held }) => held).map(freshText), false)
  tell('promises of the night, held back', readNightPromises().map(freshText), false)
  tell('promises of the morning, held back', readMorningPromises().map(freshText), false)
  tell('promises before noon, held back', readNoonPromises().map(freshText), false)
  for (const [who, texts] of readMiddayPromises())
    tell(`promises of midday, ${who}, held back`, texts.map(freshText), false)
  const dates = evaluateDates()
  if (!dates) console.log('Skipped: no date vectors beside the project')
  else {
    console.log(`dates that lie ahead: ${share(dates.exact)} of ${dates.phrases} exact`)
    if (IS_LISTING) for (const line of dates.wrong) console.log(`  ${line}`)
  }
}

const IS_LISTING = process.argv.includes('--wrong')

/** What is held back is never listed, or it would be tuned on. */
function tell(title: string, texts: readonly LabelledText[], mayList = true): void {
  const scores = texts.map(scoreText)
  const { precision, recall, classes, dueExact, dues } = sumOf(scores)
  const due = dues === 0 ? '' : `, due exact ${share(dueExact)} of ${dues}`
  console.log(
    `${title}, ${texts.length} texts: precision ${share(precision)}, recall ${share(recall)}, class ${share(classes)}${due}`,
  )
  if (IS_LISTING && mayList) for (const [i, score] of scores.entries()) list(texts[i]?.id ?? '', score)
}

function list(id: string, { wrong, missed, dues }: TextScore): void {
  for (const { quote } of wrong) console.log(`  FALSE ${id} [${quote}]`)
  for (const { quote } of missed) console.log(`  MISSED ${id} [${quote}]`)
  for (const { gold, found } of dues.filter(({ exact }) => !exact))
    console.log(`  DUE ${id} [${gold.quote}] ${found.due?.toISOString() ?? 'never'}, not ${gold.due ?? ''}`)
}

const share = (part: number) => part.toFixed(3)

main()
