/** Which patterns are worth walking at a token: those that hang on its word and whose needed words stand near enough. Made from the patterns alone. Pure. */
import { fits } from './matcher.ts'
import type { Compiled, Ground, Need } from './matcher.ts'

/** Candidates by word, eight numbers each: number, rule, then set, shape and reach of what must come after and before; reach 0 where nothing must. */
export type Gates = {
  /** Where the candidates of each word id begin in `list`, and where they end. */
  readonly begins: Int32Array
  readonly ends: Int32Array
  readonly list: Int32Array
}

/** A pattern that may be tried: its number, and that of its rule. */
export type Candidate = { readonly number: number; readonly rule: number; readonly pattern: Compiled }

/** Numbers of a candidate. */
export const CANDIDATE_SIZE = 8

/** Gates before candidates. Shape: `byWord` holds them by word id, in the order in which they are to be tried. */
export function gatesOf(byWord: readonly (readonly Candidate[] | undefined)[], words: number): Gates {
  const begins = new Int32Array(words)
  const ends = new Int32Array(words)
  const size = byWord.reduce((sum, candidates) => sum + (candidates?.length ?? 0), 0)
  const list = new Int32Array(size * CANDIDATE_SIZE)
  let at = 0
  for (let id = 0; id < words; id++) {
    begins[id] = at
    byWord[id]?.forEach(({ number, rule, pattern }) => {
      list[at] = number
      list[at + 1] = rule
      writeNeed(list, at + 2, pattern.next)
      writeNeed(list, at + 5, pattern.last)
      at += CANDIDATE_SIZE
    })
    ends[id] = at
  }
  return { begins, ends, list }
}

/** Nothing that is needed leaves zeros. */
function writeNeed(list: Int32Array, at: number, need: Need | undefined): void {
  if (need === undefined) return
  list[at] = need.set
  list[at + 1] = need.shape
  list[at + 2] = need.reach
}

/**
 * Place in the list, from `at` on and before `end`, of the next candidate at token `t` whose gates are open, or -1.
 * `settled` holds the last sentence that each rule is done with.
 */
export function nextOpen(
  { list }: Gates,
  ground: Ground,
  settled: Int32Array,
  t: number,
  at: number,
  end: number,
): number {
  const sentence = ground.sentence[t] ?? 0
  const low = ground.sentenceStarts[sentence] ?? 0
  const high = ground.sentenceStarts[sentence + 1] ?? 0
  for (let place = at; place < end; place += CANDIDATE_SIZE) {
    if (settled[list[place + 1] ?? 0] === sentence) continue
    const after = list[place + 4] ?? 0
    if (
      after !== 0 &&
      !stands(ground, list[place + 2] ?? 0, list[place + 3] ?? 0, t + 1, Math.min(t + after + 1, high))
    )
      continue
    const before = list[place + 7] ?? 0
    if (
      before !== 0 &&
      !stands(ground, list[place + 5] ?? 0, list[place + 6] ?? 0, Math.max(t - before, low), t)
    )
      continue
    return place
  }
  return -1
}

/** Whether one of the words or shapes stands among the tokens `from` up to and without `to`. */
function stands(ground: Ground, set: number, shape: number, from: number, to: number): boolean {
  for (let t = from; t < to; t++) if (fits(ground, set, shape, t)) return true
  return false
}
