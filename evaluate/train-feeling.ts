/**
 * Learns the feeling of a text from ratings people gave (vader-truth, MIT; uci-sentences, CC-BY 4.0), and prints the rank correlation on folds it did not see.
 * Writes src/reading/feeling/weights.ts, the same file every time; `--check` writes nothing. Skips where the data is absent.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parse } from 'csv-parse/sync'
import { signsOf, FEELING_BUCKETS, type Signs } from '../src/reading/feeling/signs.ts'
import { openDice } from '../src/reading/themes/dice.ts'

import { openVader } from './vader.ts'
import { openWordTable, WORD_DIMENSIONS } from '../src/reading/themes/words.ts'

type Row = { readonly text: string; readonly signs: Signs; readonly rating: number; readonly weight: number }
type Model = { readonly words: Float64Array; readonly meaning: Float64Array; offset: number }

const DATA = fileURLToPath(new URL('../../shared/data/', import.meta.url))
const table = openWordTable(readFileSync(new URL('../src/reading/themes/words.bin', import.meta.url)))
const ROUNDS = 12
/**
 * Chosen, with the beginnings of words in signs.ts and how many numbers tell words apart, by the first two folds alone
 * (2026-11-30): .739 there and .748 on the other three with beginnings of five letters and 2^15 numbers, .751 and .758 with four
 * letters, 2^16 numbers and the mean of five orders.
 */
const RATE = 0.025
const FOLDS = 5
/** What the orders begin with. */
const ORDERS = [5, 6, 7, 8, 9]
/** Snippets of one review stand side by side and go into one fold together. */
const BESIDE = 40

function main(): void {
  const rated = linesOf('vader-truth/amazonReviewSnippets_GroundTruth.txt').map((line) => {
    const [, mean = '0', text = ''] = line.split('\t')
    return row(text, Number(mean) / 4, 1)
  })
  const liked = linesOf('uci-sentences/amazon_cells_labelled.txt').map((line) => {
    const [text = '', side = '0'] = line.split('\t')
    return row(text, side.trim() === '1' ? 0.5 : -0.5, 0.5)
  })
  const foldOf = (at: number): number => Math.floor(at / BESIDE) % FOLDS
  const guesses = new Float64Array(rated.length)
  for (let fold = 0; fold < FOLDS; fold++) {
    const model = learn([...rated.filter((_, at) => foldOf(at) !== fold), ...liked])
    rated.forEach((one, at) => {
      if (foldOf(at) === fold) guesses[at] = guess(model, one.signs)
    })
  }
  console.log(
    `vader-truth, ${rated.length} snippets, each by a model that did not see it: rank correlation ${spearman(
      [...guesses],
      rated.map(({ rating }) => rating),
    ).toFixed(3)}`,
  )
  const vader = process.argv.includes('--check') ? openVader() : undefined
  if (vader)
    console.log(
      `VADER on the same snippets: ${spearman(
        rated.map(({ text }) => vader.feelingOf(text)),
        rated.map(({ rating }) => rating),
      ).toFixed(3)}`,
    )
  const model = learn([...rated, ...liked])
  checkStars(model)
  if (!process.argv.includes('--check')) write(model)
}

/** Reviews were never learned from: their stars are a second opinion. */
function checkStars(model: Model): void {
  const rows: Record<string, string>[] = parse(readFileSync(`${DATA}clothing-reviews/reviews.csv`), {
    columns: true,
    bom: true,
    relax_quotes: true,
  })
  const read = rows.filter((one) => one['Review Text'])
  const stars = read.map((one) => Number(one['Rating']))
  const found = read.map((one) => guess(model, signsOf(one['Review Text'] ?? '', table)))
  const means = [1, 2, 3, 4, 5].map((star) => mean(found.filter((_, at) => stars[at] === star)).toFixed(2))
  console.log(
    `clothing-reviews, ${read.length} reviews: rank correlation with stars ${spearman(found, stars).toFixed(3)}; mean feeling by stars 1 to 5: ${means.join(', ')}`,
  )
  const vader = process.argv.includes('--check') ? openVader() : undefined
  if (vader)
    console.log(
      `VADER on the same reviews: ${spearman(
        read.map((one) => vader.feelingOf(one['Review Text'] ?? '')),
        stars,
      ).toFixed(3)}`,
    )
}

const mean = (values: readonly number[]): number => values.reduce((sum, x) => sum + x, 0) / values.length
const row = (text: string, rating: number, weight: number): Row => ({
  text,
  signs: signsOf(text, table),
  rating,
  weight,
})
const linesOf = (path: string): string[] =>
  readFileSync(DATA + path, 'latin1')
    .split(/\r?\n/)
    .filter((line) => line !== '')

/** Linear regression by AdaGrad (Duchi 2011) in fixed orders; the mean of the models that several orders lead to. */
function learn(rows: readonly Row[]): Model {
  const models = ORDERS.map((order) => learnInOrder(rows, order))
  const meanOf = (of: (model: Model) => Float64Array): Float64Array =>
    of(models[0] as Model).map((_, at) => mean(models.map((model) => of(model)[at] as number)))
  return {
    words: meanOf(({ words }) => words),
    meaning: meanOf(({ meaning }) => meaning),
    offset: mean(models.map(({ offset }) => offset)),
  }
}

function learnInOrder(rows: readonly Row[], seed: number): Model {
  const model: Model = {
    words: new Float64Array(FEELING_BUCKETS),
    meaning: new Float64Array(WORD_DIMENSIONS),
    offset: 0,
  }
  const seenWords = new Float64Array(FEELING_BUCKETS)
  const seenMeaning = new Float64Array(WORD_DIMENSIONS)
  const dice = openDice(seed)
  const order = rows.map((_, at) => at)
  for (let round = 0; round < ROUNDS; round++) {
    for (let i = order.length - 1; i > 0; i--) {
      const j = Math.floor(dice() * (i + 1))
      ;[order[i], order[j]] = [order[j] as number, order[i] as number]
    }
    for (const at of order) {
      const { signs, rating, weight } = rows[at] as Row
      const error = (guess(model, signs) - rating) * weight
      model.offset -= 0.01 * error
      for (const bucket of signs.buckets)
        step(
          model.words,
          seenWords,
          bucket,
          error * signs.weight + 2e-3 * (model.words[bucket] as number),
          RATE,
        )
      for (let k = 0; k < WORD_DIMENSIONS; k++)
        step(
          model.meaning,
          seenMeaning,
          k,
          error * (signs.meaning[k] as number) + 1e-4 * (model.meaning[k] as number),
          RATE / 2,
        )
    }
  }
  return model
}

function step(weights: Float64Array, seen: Float64Array, at: number, slope: number, rate: number): void {
  seen[at] = (seen[at] as number) + slope * slope
  weights[at] = (weights[at] as number) - (rate * slope) / Math.sqrt((seen[at] as number) + 1e-2)
}

function guess({ words, meaning, offset }: Model, signs: Signs): number {
  let sum = offset
  for (const bucket of signs.buckets) sum += signs.weight * (words[bucket] as number)
  for (let k = 0; k < WORD_DIMENSIONS; k++) sum += (signs.meaning[k] as number) * (meaning[k] as number)
  return sum
}

function write({ words, meaning, offset }: Model): void {
  const scale = Math.max(...words.map(Math.abs)) / 127
  const bytes = Buffer.from(Int8Array.from(words, (x) => Math.round(x / scale)).buffer)
  const numbers = [...meaning].map((x) => Number(x.toFixed(4))).join(', ')
  writeFileSync(
    new URL('../src/reading/feeling/weights.ts', import.meta.url),
    `/** Weights of the feeling of a text: written by evaluate/train-feeling.ts from vader-truth (MIT) and uci-sentences (CC-BY 4.0); not edited by hand. */\n\n` +
      `export const OFFSET = ${offset.toFixed(6)}\nexport const SCALE = ${scale.toFixed(8)}\n\n` +
      `export const MEANING_WEIGHTS: readonly number[] = [${numbers}]\n\nexport const WEIGHTS =\n  '${bytes.toString('base64')}'\n`,
  )
}

/** Spearman's rank correlation, ties at their mean rank. */
function spearman(a: readonly number[], b: readonly number[]): number {
  const [x, y] = [ranksOf(a), ranksOf(b)]
  const middle = (a.length - 1) / 2
  const product = (p: Float64Array, q: Float64Array): number =>
    p.reduce((sum, value, at) => sum + (value - middle) * ((q[at] as number) - middle), 0)
  return product(x, y) / Math.sqrt(product(x, x) * product(y, y))
}

function ranksOf(values: readonly number[]): Float64Array {
  const order = values.map((value, at) => ({ value, at })).sort((p, q) => p.value - q.value)
  const ranks = new Float64Array(values.length)
  for (let from = 0; from < order.length;) {
    let to = from
    while (to < order.length && order[to]?.value === order[from]?.value) to++
    for (let i = from; i < to; i++) ranks[order[i]?.at ?? 0] = (from + to - 1) / 2
    from = to
  }
  return ranks
}

if (existsSync(`${DATA}vader-truth`)) main()
else console.log(`Skipped: no ratings at ${DATA}vader-truth`)
