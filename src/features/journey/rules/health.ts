/** How a touchpoint does, from 0 to 100: one documented formula without hidden weights (docs/guide/journey.md). Pure. */
import { wilsonInterval } from '#kit/statistics/wilson.ts'
import type { Counts, HealthPart } from '../contract.ts'

/** Under so many pieces a part says nothing yet. */
const ENOUGH = 10
/** Standard normal quantile of 97.5 %. */
const Z_95 = 1.959963984540054

export type KeptCount = { readonly kept: number; readonly settled: number }

export const NO_COUNTS: Counts = {
  met: 0,
  good: 0,
  even: 0,
  bad: 0,
  chases: 0,
  complaints: 0,
  rubs: 0,
  answered: 0,
  slow: 0,
}

/** Its parts, each the share of pieces with which nothing is wrong; a part with fewer than ten pieces is left out. */
export function healthPartsOf(counts: Counts, kept: KeptCount): HealthPart[] {
  const { good, even, bad, answered, slow } = counts
  const felt = good + even + bad
  const rubbing = counts.chases + counts.complaints
  const through = Math.max(counts.met, felt)
  const parts: HealthPart[] = [
    {
      part: 'feeling',
      pieces: felt,
      value: share(good + even / 2, felt),
      words: `${good} of ${felt} felt good${even > 0 ? `, ${even} in between (each half)` : ''}`,
    },
    {
      part: 'ease',
      pieces: through,
      value: share(Math.max(0, through - rubbing), through),
      words: `${rubbing} chases and complaints in ${through}`,
    },
    {
      part: 'wait',
      pieces: answered,
      value: share(answered - slow, answered),
      words: `${answered - slow} of ${answered} answered within a day`,
    },
    {
      part: 'promise',
      pieces: kept.settled,
      value: share(kept.kept, kept.settled),
      words: `${kept.kept} of ${kept.settled} promises kept`,
    },
  ]
  return parts.filter(({ pieces }) => pieces >= ENOUGH)
}

/** The plain mean of the parts, rounded; null where no part has enough. That nobody complained is not health by itself. */
export function healthOf(parts: readonly HealthPart[]): number | null {
  if (!parts.some(({ part }) => part !== 'ease')) return null
  return Math.round(parts.reduce((sum, { value }) => sum + value, 0) / parts.length)
}

/** The mean feeling, −1 to 1, with its 95 % interval (of the mean of three values, normal; widened under 50 by Student's tail is not tried: those are drawn hollow). */
export function feelingOf({ good, even, bad }: Pick<Counts, 'good' | 'even' | 'bad'>): {
  mean: number
  low: number
  high: number
  pieces: number
} | null {
  const pieces = good + even + bad
  if (pieces === 0) return null
  const mean = (good - bad) / pieces
  // One piece of each side is added to the spread, so that few and equal pieces do not look certain (Agresti and Coull 1998).
  const spread = Math.sqrt(
    ((good + bad + 2) / (pieces + 2) - ((good - bad) / (pieces + 2)) ** 2) / (pieces + 2),
  )
  return {
    mean,
    low: Math.max(-1, mean - Z_95 * spread),
    high: Math.min(1, mean + Z_95 * spread),
    pieces,
  }
}

/** The kept rate with its Wilson interval; null where nothing is settled. */
export function keptRateOf({ kept, settled }: KeptCount) {
  const interval = wilsonInterval(kept, settled)
  return interval ? { kept, settled, rate: kept / settled, ...interval } : null
}

const share = (part: number, whole: number) => (whole === 0 ? 0 : (100 * part) / whole)
