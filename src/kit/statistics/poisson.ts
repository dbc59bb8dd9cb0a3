/** Counts of what happens now and then: how far off they may be by chance, and whether two differ beyond it. */
import { wilsonInterval, type Interval } from './wilson.ts'

/** Standard normal quantile of 97.5 %, for intervals of 95 %. */
const Z_95 = 1.959963984540054

/**
 * The 95 % interval of the expected number behind a count of at least 0. Byar's approximation, within 3 % of the exact one
 * from a count of 3 on. Source: Breslow and Day 1987, Statistical Methods in Cancer Research II, formula 2.13.
 */
export function poissonInterval(count: number): Interval {
  const above = count + 1
  return {
    low: count === 0 ? 0 : count * (1 - 1 / (9 * count) - Z_95 / (3 * Math.sqrt(count))) ** 3,
    high: above * (1 - 1 / (9 * above) + Z_95 / (3 * Math.sqrt(above))) ** 3,
  }
}

/**
 * Whether two counts over equal times differ beyond chance (5 %, two-sided), and by how much. Given their sum, the first is
 * binomial with half a chance (Przyborowski and Wilenski 1940); its share's Wilson interval gives that of the change.
 * `change` is a ratio, −0.12 for twelve per cent fewer; null where there was nothing before.
 */
export function rateChange(
  now: number,
  before: number,
): { isBeyondChance: boolean; change: number | null; low: number | null; high: number | null } {
  const interval = wilsonInterval(now, now + before)
  if (!interval) return { isBeyondChance: false, change: null, low: null, high: null }
  const ratio = (share: number) => (share >= 1 ? null : share / (1 - share) - 1)
  return {
    isBeyondChance: interval.low > 0.5 || interval.high < 0.5,
    change: before === 0 ? null : now / before - 1,
    low: ratio(interval.low),
    high: ratio(interval.high),
  }
}
