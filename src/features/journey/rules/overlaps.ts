/** Which touchpoints' rules meet in the same entries, and which of them an entry then happens at. Pure. */
import type { Clause, TouchpointFields } from '../contract.ts'
import { conditionsOf } from './matching.ts'

export type Ruled = Pick<TouchpointFields, 'name' | 'rule' | 'place'> & { readonly id: string }

export type Overlap = {
  readonly with: string
  /** Who takes what fits both, as `placeOf` and `spokenOf` of the matching decide it. */
  readonly takes: 'this' | 'other'
  /** The phrase both claim; null where both fit the same happenings. */
  readonly phrase: string | null
}

/**
 * Rules as specific as this one's that fit the same entries, and phrases that both claim. A more specific rule inside a
 * wider one is no overlap: that is how exceptions are made. One line a touchpoint and phrase.
 */
export function overlapsOf(one: Ruled, others: readonly Ruled[]): Overlap[] {
  const claimed = new Set(one.rule.spokenOf.map(plain))
  return others
    .filter(({ id }) => id !== one.id)
    .flatMap((other) => {
      const takes = isFirst(one, other) ? ('this' as const) : ('other' as const)
      const isShared = one.rule.happens.some((a) => other.rule.happens.some((b) => meetAlike(a, b)))
      const phrases = other.rule.spokenOf.filter((phrase) => claimed.has(plain(phrase)))
      return [
        ...(isShared ? [{ with: other.name, takes, phrase: null }] : []),
        ...phrases.map((phrase) => ({ with: other.name, takes, phrase })),
      ]
    })
}

const plain = (phrase: string) => phrase.toLowerCase()

const isFirst = (a: Ruled, b: Ruled) => a.place < b.place || (a.place === b.place && a.id < b.id)

/** Whether an entry can fit both clauses and neither says more than the other. */
function meetAlike(a: Clause, b: Clause): boolean {
  return (
    conditionsOf(a) === conditionsOf(b) &&
    a.kinds.some((kind) => b.kinds.includes(kind)) &&
    canBoth(a.channels, b.channels) &&
    canBoth(a.statuses, b.statuses) &&
    canBoth(a.device && [a.device], b.device && [b.device]) &&
    canBoth(a.order && [a.order], b.order && [b.order])
  )
}

/** One entry has one value of each: two lists without a common one exclude each other. What is noticed can be several. */
const canBoth = <T>(a: readonly T[] | undefined, b: readonly T[] | undefined) =>
  a === undefined || b === undefined || a.some((value) => b.includes(value))
