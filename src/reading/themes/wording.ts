/** Which words a comment uses: weighted terms (TF-IDF) folded into a hundred directions (latent semantic analysis, Halko 2011). */
import { openDice } from './dice.ts'
import { toLengthOne } from './meaning.ts'

export const WORDING_DIMENSIONS = 100
/** Directions computed beside the kept ones, so that the kept ones are steady. */
const SPARE = 8
const WIDTH = WORDING_DIMENSIONS + SPARE
const ROUNDS = 3
/** Most terms that are told apart; the most common first. */
const TERMS_LIMIT = 12_000

type Row = { readonly columns: Int32Array; readonly values: Float32Array }

/** What was learned from a sample: the terms told apart, how rare they are, and their directions. Shape: `folds` term by term. */
export type Wording = {
  readonly columnOf: ReadonlyMap<number, number>
  readonly rarity: Float32Array
  readonly folds: Float32Array
}

/** Learns from the terms of a sample of comments. */
export function learnWording(sample: readonly (readonly number[])[]): Wording {
  const { columnOf, rarity } = rarityOf(sample)
  const rows = sample.map((terms) => rowOf(terms, columnOf, rarity))
  return { columnOf, rarity, folds: foldsOf(rows, columnOf.size) }
}

/** A place of length 1; nought where no term is known. */
export function wordingOf(terms: readonly number[], { columnOf, rarity, folds }: Wording): Float32Array {
  const { columns, values } = rowOf(terms, columnOf, rarity)
  const place = new Float32Array(WORDING_DIMENSIONS)
  for (let i = 0; i < columns.length; i++) {
    const value = values[i] as number
    const at = (columns[i] as number) * WIDTH
    for (let k = 0; k < WORDING_DIMENSIONS; k++)
      place[k] = (place[k] as number) + value * (folds[at + k] as number)
  }
  toLengthOne(place)
  return place
}

function rarityOf(sample: readonly (readonly number[])[]): Omit<Wording, 'folds'> {
  const seen = new Map<number, number>()
  for (const terms of sample) for (const term of new Set(terms)) seen.set(term, (seen.get(term) ?? 0) + 1)
  const kept = [...seen]
    .filter(([, count]) => count >= 2 && count <= sample.length / 2)
    .sort(([a, countA], [b, countB]) => countB - countA || a - b)
    .slice(0, TERMS_LIMIT)
  const rarity = Float32Array.from(kept, ([, count]) => Math.log((sample.length + 1) / (count + 0.5)))
  return { columnOf: new Map(kept.map(([term], column) => [term, column])), rarity }
}

function rowOf(terms: readonly number[], columnOf: ReadonlyMap<number, number>, rarity: Float32Array): Row {
  const counts = new Map<number, number>()
  for (const term of terms) {
    const column = columnOf.get(term)
    if (column !== undefined) counts.set(column, (counts.get(column) ?? 0) + 1)
  }
  const columns = Int32Array.from(counts.keys())
  const values = new Float32Array(columns.length)
  for (let i = 0; i < columns.length; i++) {
    const column = columns[i] as number
    values[i] = (1 + Math.log(counts.get(column) ?? 1)) * (rarity[column] as number)
  }
  toLengthOne(values)
  return { columns, values }
}

/** The strongest directions among the terms, by subspace iteration from a fixed start. */
function foldsOf(rows: readonly Row[], terms: number): Float32Array {
  const dice = openDice(3)
  let folds = Float32Array.from({ length: terms * WIDTH }, () => dice() - 0.5)
  straighten(folds, terms)
  const place = new Float32Array(WIDTH)
  for (let round = 0; round < ROUNDS; round++) {
    const next = new Float32Array(terms * WIDTH)
    for (const { columns, values } of rows) {
      place.fill(0)
      for (let i = 0; i < columns.length; i++)
        add(place, 0, folds, (columns[i] as number) * WIDTH, values[i] as number)
      for (let i = 0; i < columns.length; i++)
        add(next, (columns[i] as number) * WIDTH, place, 0, values[i] as number)
    }
    straighten(next, terms)
    folds = next
  }
  return folds
}

function add(to: Float32Array, toAt: number, from: Float32Array, fromAt: number, factor: number): void {
  for (let k = 0; k < WIDTH; k++)
    to[toAt + k] = (to[toAt + k] as number) + factor * (from[fromAt + k] as number)
}

/** Makes the columns stand at right angles, each of length 1 (Gram and Schmidt, modified). */
function straighten(folds: Float32Array, terms: number): void {
  const columns = Array.from({ length: WIDTH }, (_, k) => {
    const column = new Float32Array(terms)
    for (let i = 0; i < terms; i++) column[i] = folds[i * WIDTH + k] as number
    return column
  })
  columns.forEach((column, k) => {
    for (let before = 0; before < k; before++) {
      const other = columns[before] as Float32Array
      let along = 0
      for (let i = 0; i < terms; i++) along += (column[i] as number) * (other[i] as number)
      for (let i = 0; i < terms; i++) column[i] = (column[i] as number) - along * (other[i] as number)
    }
    toLengthOne(column)
    for (let i = 0; i < terms; i++) folds[i * WIDTH + k] = column[i] as number
  })
}
