/** Where friction is most: pieces that rub, a week, with their interval; ranked by what is there at the least. Pure. */
import { poissonInterval, rateChange } from '#kit/statistics/poisson.ts'

/** Fewer pieces than this in a period are too few to say. */
const ENOUGH = 5

export type Rubs = {
  readonly touchpoint: string
  /** Pieces that rub in the period, and in the one of equal length before it. */
  readonly rubs: number
  readonly before: number
}

export type RankedRubs = Rubs & {
  readonly rank: number | null
  readonly perWeek: number
  readonly interval: { readonly low: number; readonly high: number }
  readonly trend: 'rising' | 'falling' | 'steady' | 'too_few' | 'nothing_before'
}

/**
 * Most friction first. Volume times badness is the number of pieces that rub; of two, the one stands first whose number is
 * higher even at the lower end of its interval, so that a few loud pieces outrank nothing. Where nothing at all was met in the
 * time before (`hasBefore`), as after a first import, nothing is more than it was.
 */
export function rankFriction(list: readonly Rubs[], days: number, hasBefore: boolean): RankedRubs[] {
  const weeks = days / 7
  const ranked = list
    .map((one) => ({ one, interval: poissonInterval(one.rubs) }))
    .sort((a, b) => b.interval.low - a.interval.low || (a.one.touchpoint < b.one.touchpoint ? -1 : 1))
  let rank = 0
  return ranked.map(({ one, interval }) => ({
    ...one,
    rank: one.rubs >= ENOUGH ? ++rank : null,
    perWeek: one.rubs / weeks,
    interval: { low: interval.low / weeks, high: interval.high / weeks },
    trend: trendOf(one, hasBefore),
  }))
}

/** More or less than before, only where chance would do it in fewer than one of twenty. */
function trendOf({ rubs, before }: Rubs, hasBefore: boolean): RankedRubs['trend'] {
  if (rubs + before < ENOUGH) return 'too_few'
  if (!hasBefore) return 'nothing_before'
  const { isBeyondChance } = rateChange(rubs, before)
  if (!isBeyondChance) return 'steady'
  return rubs > before ? 'rising' : 'falling'
}
