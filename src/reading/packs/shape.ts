/** What a pack is: rules as data, with the examples that must and must not match. No rule is code. */
import type { MomentKind } from '../kinds.ts'

/**
 * One rule. `score` is the belief a single hit gives, 0 to 1 (default .9); weak hits of a kind add up, shown from .5.
 * `unless`: patterns that veto it in the same sentence; `unlessText`: anywhere in the message; `with`: patterns one of which must
 * stand in the same sentence, `withText` anywhere in the message. `negated: 'counts'` keeps a hit inside a negation ("not angry" is dropped by default).
 * `hypothetical: 'blocked'` drops hits under "if", "would", "could". `question: 'blocked'` drops hits in a question.
 * `quote: 'clause'` shows the whole clause instead of the words matched.
 */
export type Rule = {
  readonly id: string
  readonly any: readonly string[]
  readonly score?: number
  readonly unless?: readonly string[]
  readonly unlessText?: readonly string[]
  readonly with?: readonly string[]
  readonly withText?: readonly string[]
  readonly negated?: 'counts'
  readonly hypothetical?: 'blocked'
  readonly question?: 'blocked'
  readonly quote?: 'clause'
}

/** Rules of one kind in one language. `must`: texts (or text and a quote it must touch) that show the kind; `mustNot`: texts that do not. */
export type Pack = {
  readonly kind: MomentKind
  readonly language: string
  readonly unless?: readonly string[]
  readonly unlessText?: readonly string[]
  readonly rules: readonly Rule[]
  readonly must: readonly (string | readonly [text: string, touches: string])[]
  readonly mustNot: readonly string[]
}
