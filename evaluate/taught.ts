/** What the heads learn from: our own labels and weak ones, as features with what is known of each. Whatever measures is left out. */
import { HEAD_KINDS } from '../src/reading/heads/kinds.ts'
import { featuresOfText, rulesIn } from '../src/reading/moments.ts'
import {
  readAfternoon,
  readEvening,
  readFresh,
  readHands,
  readLabelled,
  readLessons,
  readMidday,
  readMorning,
  readNight,
  readNightLessons,
  readNoon,
} from './labelled.ts'
import type { Labelled } from './labelled.ts'
import { learn } from './logistic.ts'
import type { Example, Head } from './logistic.ts'
import { readWeak } from './weak.ts'

/** Its licence is share-alike: measured on, never learned from. */
const UNLEARNED = 'bitext-support'

/** Shape: `read` are the labelled messages of the first rows, in their order; `labelled` counts these and what else was labelled by reading. */
export type Taught = {
  readonly rows: readonly Example[]
  readonly read: readonly (Labelled & { readonly found: ReadonlySet<string> })[]
  readonly labelled: number
}

/**
 * The first rows, `read`, are those that probabilities are told from: what was chosen because the heads were unsure, or written to be hard,
 * would make every score too small. `without` leaves hands out, by name.
 */
export function readTaught(without: ReadonlySet<string> = new Set()): Taught {
  const own = [...readLabelled(), ...readAfternoon(), ...readEvening(), ...readLessons()].filter(
    ({ set }) => set !== UNLEARNED,
  )
  const hands = [...readHands()].flatMap(([hand, rows]) => (without.has(hand) ? [] : rows))
  const chosen = [...readNightLessons(), ...hands]
  const unseen = [...readFresh(), ...readNight(), ...readMorning(), ...readNoon(), ...readMidday()]
  // Not learned from, wherever else their texts stand: 68 weakly labelled rows are fresh ones.
  const reserved = new Set([...own, ...chosen, ...unseen].map(({ text }) => plain(text)))
  const read = own.filter(({ held }) => !held).map((row) => ({ ...row, found: rulesIn(row.text) }))
  const labelled = [...read, ...chosen].map(exampleOf)
  const weak = readWeak()
    .filter(({ text }) => !reserved.has(plain(text)))
    .map(({ text, weight, known }) => ({ ids: featuresOfText(text), weight, known }))
  return { rows: [...labelled, ...weak], read, labelled: labelled.length }
}

/** The head of a kind: what it learned from all rows, told in probabilities by the first of them. */
export function learnHead<Kind extends string>(
  { rows, read }: Taught,
  kind: Kind,
): Head & { readonly kind: Kind } {
  const ruled = new Set(read.flatMap(({ found }, at) => (found.has(kind) ? [at] : [])))
  return { ...learn(rows, read.length, kind, ruled), kind }
}

const plain = (text: string): string => text.trim().toLowerCase()

function exampleOf({ text, moments }: Labelled): Example {
  const known = HEAD_KINDS.map((kind) => [kind, moments.some((one) => one.kind === kind) ? 1 : 0] as const)
  return { ids: featuresOfText(text), weight: 1, known: Object.fromEntries(known) }
}
