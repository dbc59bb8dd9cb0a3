/** Marks which tokens of a text stand under a negation, and which negate. */
import type { Vocabulary } from './vocabulary.ts'

/** The lists of a scan that are read, and the two that are filled. */
type Marked = {
  readonly ids: readonly number[]
  readonly breaks: readonly number[]
  readonly soft: readonly number[]
  readonly sentence: readonly number[]
  readonly negator: number[]
  readonly negates: number[]
}

/** How far a negator reaches, in tokens. */
const SCOPE = 7

/** A negator holds until the clause ends or seven tokens have passed; "not only", "no doubt" and "can't wait" hold nothing. */
export function markNegation(scan: Marked, vocabulary: Vocabulary): void {
  const { ids, breaks, negator, sentence } = scan
  const { negators, notNegated } = vocabulary
  let holder = -1
  for (let t = 0; t < ids.length; t++) {
    const id = ids[t] ?? 0
    if (
      breaks[t] === 1 ||
      sentence[t] !== sentence[t - 1] ||
      vocabulary.clauseOpeners.has(id) ||
      t - holder > SCOPE
    )
      holder = -1
    negator.push(holder)
    scan.negates.push(negators.has(id) ? 1 : 0)
    if (negators.has(id) && !notNegated.has(ids[t + 1] ?? 0)) holder = t
  }
}
