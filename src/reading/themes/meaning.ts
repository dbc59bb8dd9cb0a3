/** Where a comment's words lie on average: rare words weigh more (Arora 2017, "SIF"), and what all comments share is taken out. */
import { openDice } from './dice.ts'
import { WORD_DIMENSIONS as SIZE, type WordTable } from './words.ts'

/** Smoothing of the weight of a word, Arora's `a`. */
const SMOOTHING = 1e-3

/** What was learned from a sample: the weight of each word, the mean and the strongest common direction. */
export type Meaning = {
  readonly table: WordTable
  readonly weights: Float32Array
  readonly mean: Float32Array
  readonly common: Float32Array
}

/** Learns from a sample of comments in words. */
export function learnMeaning(sample: readonly (readonly string[])[], table: WordTable): Meaning {
  const weights = weightsOf(sample, table)
  const rough: Meaning = { table, weights, mean: new Float32Array(SIZE), common: new Float32Array(SIZE) }
  const places = sample.map((words) => meaningOf(words, rough))
  const mean = new Float32Array(SIZE)
  for (const place of places)
    for (let k = 0; k < SIZE; k++)
      mean[k] = (mean[k] as number) + (place[k] as number) / Math.max(1, places.length)
  for (const place of places)
    for (let k = 0; k < SIZE; k++) place[k] = (place[k] as number) - (mean[k] as number)
  return { table, weights, mean, common: strongestDirection(places) }
}

/** A place of length 1; nought where no word is known. */
export function meaningOf(words: readonly string[], { table, weights, mean, common }: Meaning): Float32Array {
  const place = new Float32Array(SIZE)
  let known = 0
  for (const word of words) {
    const rank = table.rankOf.get(word)
    if (rank === undefined) continue
    known++
    const weight = (weights[rank] as number) * (table.scales[rank] as number)
    for (let k = 0, at = rank * SIZE; k < SIZE; k++, at++)
      place[k] = (place[k] as number) + weight * (table.cells[at] as number)
  }
  if (known === 0) return place
  toLengthOne(place)
  let along = 0
  for (let k = 0; k < SIZE; k++) {
    place[k] = (place[k] as number) - (mean[k] as number)
    along += (place[k] as number) * (common[k] as number)
  }
  for (let k = 0; k < SIZE; k++) place[k] = (place[k] as number) - along * (common[k] as number)
  toLengthOne(place)
  return place
}

/** Makes a place's length 1; nought stays nought. */
export function toLengthOne(place: Float32Array): void {
  let sum = 0
  for (const x of place) sum += x * x
  if (sum === 0) return
  const factor = 1 / Math.sqrt(sum)
  for (let k = 0; k < place.length; k++) place[k] = (place[k] as number) * factor
}

/** How common a word is: the mean (geometric) of what English has it and what these comments have it. */
function weightsOf(sample: readonly (readonly string[])[], table: WordTable): Float32Array {
  const seen = new Int32Array(table.scales.length)
  for (const words of sample)
    for (const word of new Set(words)) {
      const rank = table.rankOf.get(word)
      if (rank !== undefined) seen[rank] = (seen[rank] as number) + 1
    }
  const perWord = 1 / (8 * Math.max(1, sample.length))
  return Float32Array.from(seen, (count, rank) => {
    const inEnglish = 0.06 / (rank + 2)
    const here = Math.max(count * perWord, 1e-6)
    return SMOOTHING / (SMOOTHING + Math.sqrt(inEnglish * here))
  })
}

/** The first principal direction, by power iteration. */
function strongestDirection(places: readonly Float32Array[]): Float32Array {
  const dice = openDice(7)
  let direction = Float32Array.from({ length: SIZE }, () => dice() - 0.5)
  for (let round = 0; round < 12; round++) {
    const next = new Float32Array(SIZE)
    for (const place of places) {
      let along = 0
      for (let k = 0; k < SIZE; k++) along += (place[k] as number) * (direction[k] as number)
      for (let k = 0; k < SIZE; k++) next[k] = (next[k] as number) + along * (place[k] as number)
    }
    toLengthOne(next)
    direction = next
  }
  return direction
}
