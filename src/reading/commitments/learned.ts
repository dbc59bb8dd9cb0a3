/**
 * Clauses that sound like a promise to who has read a thousand agents' texts, though no rule says so: "There in 25", "Lab says Thursday".
 * A linear model over words, pairs, the clause's time and its neighbours; trained by evaluate/train-promises.ts, described in
 * evaluate/MODEL-CARD.md.
 */
import { bytesOf } from '../base64.ts'
import { hashName } from '../hash.ts'
import { clausesIn, type Clause } from './clauses.ts'
import { HASHES, OFFSET, SCALE, WEIGHTS } from './learned-weights.ts'
import { timingOf } from './timing.ts'

/**
 * How likely a clause must be a promise, 0 to 1, to be taken for one. Chosen on files of lessons that the model had not learned from
 * (2026-12-01; `node evaluate/train-promises.ts --check`).
 */
const LIKELY = 0.9

/** Longer sentences are pastes, longer clauses no promise of a few words; in UTF-16 units. */
const [LONGEST_SENTENCE, LONGEST_CLAUSE] = [600, 200]

/** Letters that words of one family begin with. */
const BEGINNING = 4

/** The clauses of a lower-case sentence that are likely promises, in order, of those that are `open` to it. */
export function learnedIn(sentence: string, open: (clause: Clause) => boolean): readonly Clause[] {
  return readableClauses(sentence)
    .filter(open)
    .filter(({ start, end }) => likelihood(soundsOf(sentence, start, end)) >= LIKELY)
}

/** Those that may be read: short ones of two words and more, of no question. */
export function readableClauses(sentence: string): readonly Clause[] {
  if (sentence.length > LONGEST_SENTENCE || /\?\s*$/.test(sentence)) return []
  return clausesIn(sentence).filter(
    ({ start, end }) => end - start <= LONGEST_CLAUSE && /[a-z\d]\W+[a-z\d]/.test(sentence.slice(start, end)),
  )
}

/** What the model knows a clause by, as hashes, each once. */
export function soundsOf(sentence: string, start: number, end: number): readonly number[] {
  const clause = sentence.slice(start, end)
  const words = wordsOf(clause)
  const time = timingOf(clause, {}, false).class
  const before = sentence.slice(0, start).match(NEIGHBOURS)?.slice(-2) ?? []
  const after = sentence.slice(end).match(NEIGHBOURS)?.slice(0, 2) ?? []
  const named = [
    'any',
    `long ${Math.min(5, Math.ceil(Math.log2(words.length + 1)))}`,
    `opens ${words[0]}`,
    `opens ${words[0]} ${words[1]}`,
    `time ${time}`,
    `time ${time} opens ${words[0]}`,
    `after ${before.at(-1)}`,
    `after ${before.join(' ')}`,
    `before ${after[0]}`,
    `before ${after.join(' ')}`,
    ...words.flatMap((word, at) => [
      `word ${word}`,
      `time ${time} word ${word}`,
      ...(word.length > BEGINNING ? [`begins ${word.slice(0, BEGINNING)}`] : []),
      ...(at > 0 ? [`pair ${words[at - 1]} ${word}`] : []),
    ]),
  ]
  return [...new Set(named.map(hashName))]
}

const NEIGHBOURS = /[a-z']+|[,;:.]/g

/** Words of a clause; one word for all figures. */
const wordsOf = (clause: string): string[] =>
  (clause.match(/[a-z]+(?:'[a-z]+)?|\d+(?:[:.]\d+)*|[?!£$€]/g) ?? []).map((word) =>
    /^\d/.test(word) ? '#' : word,
  )

/** How likely a clause with these sounds is a promise, 0 to 1. */
function likelihood(sounds: readonly number[]): number {
  weights ??= unpack()
  let sum = 0
  for (const sound of sounds) sum += weights.get(sound) ?? 0
  return 1 / (1 + Math.exp(-(sum * SCALE + OFFSET)))
}

/** Unpacked when first needed. */
let weights: ReadonlyMap<number, number> | undefined

function unpack(): ReadonlyMap<number, number> {
  const hashes = new DataView(bytesOf(HASHES))
  return new Map(
    Array.from(new Int8Array(bytesOf(WEIGHTS)), (weight, at) => [hashes.getInt32(at * 4, true), weight]),
  )
}
