/** Marks which tokens of a text stand under a negation, and which negate. */
import type { Scan } from './tokens.ts'
import { ROLE } from './vocabulary.ts'
import type { Vocabulary } from './vocabulary.ts'

/** How far a negator reaches, in tokens. */
const SCOPE = 7

/** A negator holds until the clause ends or seven tokens have passed; "not only", "no doubt" and "can't wait" hold nothing. Fills `negator` and `negates`. */
export function markNegation(scan: Scan, { roles }: Vocabulary): void {
  const { count, ids, breaks, negator, negates, sentence } = scan
  let holder = -1
  let last = -1
  for (let t = 0; t < count; t++) {
    const role = roles[ids[t] ?? 0] ?? 0
    const own = sentence[t] ?? 0
    if (breaks[t] === 1 || own !== last || (role & ROLE.opensClause) !== 0 || t - holder > SCOPE) holder = -1
    last = own
    const isNegator = (role & ROLE.negates) !== 0
    negator[t] = holder
    negates[t] = isNegator ? 1 : 0
    if (isNegator && ((roles[ids[t + 1] ?? 0] ?? 0) & ROLE.notNegated) === 0) holder = t
  }
}
