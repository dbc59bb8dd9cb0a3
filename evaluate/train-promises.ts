/**
 * Learns which clauses of an agent's text sound like a promise, from our own lessons and from plain speech of public sets (email-intent,
 * Apache-2.0; tau-bench, MIT), and prints what it adds to the rules on files of lessons that it did not see. Writes
 * src/reading/commitments/learned-weights.ts, the same file every time; `--check` writes nothing. Skips where the sets are absent.
 */
import { writeFileSync } from 'node:fs'
import { readableClauses, soundsOf } from '../src/reading/commitments/learned.ts'
import { findPromises } from '../src/reading/commitments/find-promises.ts'
import { sentencesOf } from '../src/reading/commitments/sentences.ts'
import { cutHistory } from '../src/reading/text/history.ts'
import { lowerCase, normalise } from '../src/reading/text/normalise.ts'
import { readFreshPromises, readPromiseLessons, type LabelledPromises } from './labelled-promises.ts'
import { learn, packWeights, probabilityOf, sumOf, type Example, type Head } from './logistic.ts'
import { readPlainSpeech } from './weak.ts'

type Span = { readonly start: number; readonly end: number }
/** A clause of a lesson. Shape: `promise` is undefined where it is to be scored neither way. */
type Clause = Span & { readonly sounds: readonly number[]; readonly promise: boolean | undefined }
type Lesson = { readonly file: string; readonly one: LabelledPromises; readonly clauses: readonly Clause[] }
type Texts = { readonly lessons: readonly Lesson[]; readonly plain: readonly Example[] }

const KIND = 'promise'
/** Likelihoods at which the price is printed. */
const CUTS = [0.6, 0.7, 0.8, 0.85, 0.9, 0.95]
/** A clause of plain speech that no rule calls a promise is none, most likely. */
const PLAIN_WEIGHT = 0.25

function main(): void {
  const fresh = readFreshPromises()
  const lessonsOf = (file: string, texts: readonly LabelledPromises[]): Lesson[] =>
    texts.map((one) => ({ file, one, clauses: clausesOf(one) }))
  const lessons = [
    ...[...readPromiseLessons()].flatMap(([file, texts]) => lessonsOf(file, texts)),
    ...lessonsOf(
      'read while tuning',
      fresh.filter(({ held }) => !held),
    ),
  ]
  const known = new Set(fresh.map(({ text }) => text))
  const plain = readPlainSpeech().filter((text) => !known.has(text))
  if (plain.length === 0) return console.log('Skipped: email-intent and tau-bench are not beside the project')
  const texts = { lessons, plain: plain.flatMap(plainExamples) }
  printPrice(texts)
  if (!process.argv.includes('--check')) write(headFrom(texts))
}

function plainExamples(text: string): Example[] {
  const ruled = findPromises(text, { rulesOnly: true })
  return clausesOf({ text, promises: [] }).flatMap((clause) =>
    ruled.some((found) => overlaps(clause, found))
      ? []
      : [{ ids: clause.sounds, weight: PLAIN_WEIGHT, known: { [KIND]: 0 } }],
  )
}

function clausesOf({ text, promises }: Pick<LabelledPromises, 'text' | 'promises'>): Clause[] {
  const plain = lowerCase(normalise(cutHistory(text)))
  return sentencesOf(plain).flatMap((sentence) =>
    readableClauses(sentence.text).map(({ start, end }) => {
      const span = { start: sentence.start + start, end: sentence.start + end }
      const among = promises.filter((one) => sharesMuch(span, one))
      const ignored = promises.some((one) => one.kind === 'ignore' && overlaps(span, one))
      const isPromise = among.some(({ kind }) => kind !== 'ignore')
      return {
        ...span,
        sounds: soundsOf(sentence.text, start, end),
        promise: isPromise || !ignored ? isPromise : undefined,
      }
    }),
  )
}

const shared = (a: Span, b: Span): number => Math.min(a.end, b.end) - Math.max(a.start, b.start)
const overlaps = (a: Span, b: Span): boolean => shared(a, b) > 0
/** More than half of the shorter of the two. */
const sharesMuch = (a: Span, b: Span): boolean =>
  shared(a, b) > Math.min(a.end - a.start, b.end - b.start) / 2

function headFrom({ lessons, plain }: Texts): Head {
  const taught: Example[] = lessons.flatMap(({ clauses }) =>
    clauses.flatMap(({ sounds, promise }) =>
      promise === undefined ? [] : [{ ids: sounds, weight: 1, known: { [KIND]: promise ? 1 : 0 } }],
    ),
  )
  const rows = [...taught, ...plain]
  return learn(rows, rows.length, KIND, new Set())
}

/** What would be found beside the rules' findings at each cut, each file by what the others taught. */
function printPrice({ lessons, plain }: Texts): void {
  const prices = CUTS.map((cut) => ({ cut, right: 0, wrong: 0 }))
  for (const file of new Set(lessons.map((lesson) => lesson.file))) {
    const head = headFrom({ lessons: lessons.filter((lesson) => lesson.file !== file), plain })
    for (const { one, clauses } of lessons.filter((lesson) => lesson.file === file)) {
      const ruled = findPromises(one.text, { rulesOnly: true })
      const missed = one.promises.filter(
        (gold) =>
          gold.kind !== 'ignore' &&
          !ruled.some((found) => found.standing === 'firm' && overlaps(gold, found)),
      )
      const open = clauses
        .filter((clause) => !ruled.some((found) => overlaps(clause, found)))
        .map((clause) => ({ clause, p: probabilityOf(head, sumOf(head, clause.sounds), false) }))
      for (const price of prices) {
        const heard = open.filter(({ p }) => p >= price.cut)
        price.right += missed.filter((gold) => heard.some(({ clause }) => overlaps(clause, gold))).length
        price.wrong += heard.filter(
          ({ clause }) => !one.promises.some((gold) => overlaps(clause, gold)),
        ).length
      }
    }
  }
  for (const { cut, right, wrong } of prices)
    console.log(`promises the rules miss, from ${cut}: ${right} found more, ${wrong} without need`)
}

/** A weight of fewer parts of 127 is left out. */
const LEAST = 4

function write(head: Head): void {
  const { scales, hashes, weights, features } = packWeights([head], LEAST)
  const scale = (scales[0] ?? 1) * head.slope
  writeFileSync(
    new URL('../src/reading/commitments/learned-weights.ts', import.meta.url),
    `/** Weights of the learned promises: written by evaluate/train-promises.ts from our own lessons; not edited by hand. */\n\n` +
      `export const SCALE = ${scale.toPrecision(6)}\nexport const OFFSET = ${head.offset.toPrecision(6)}\n\n` +
      `/** Hashes of ${features} sounds, 32 bits each, little endian, ascending; base64. */\nexport const HASHES =\n  '${hashes}'\n\n` +
      `/** One signed byte for each; base64. */\nexport const WEIGHTS =\n  '${weights}'\n`,
  )
  console.log(`${features} sounds written`)
}

main()
