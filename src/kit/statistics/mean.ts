/** The interval of a mean of few values. */
import type { Interval } from './wilson.ts'

/** Under this many values the spread itself is a guess. */
const FEWEST = 5

/**
 * 95 % interval of the mean of `count` values, from their sum and the sum of their squares; undefined under five values.
 * Student's t; its quantile by the expansion of Cornish and Fisher (Abramowitz and Stegun 26.7.5), right to 0.01 from four
 * degrees of freedom on.
 */
export function meanInterval(count: number, sum: number, sumOfSquares: number): Interval | undefined {
  if (count < FEWEST) return undefined
  const mean = sum / count
  const variance = Math.max(0, (sumOfSquares - count * mean * mean) / (count - 1))
  const reach = quantileOf(count - 1) * Math.sqrt(variance / count)
  return { low: mean - reach, high: mean + reach }
}

/** The 97.5 % quantile of Student's t. */
export function quantileOf(freedom: number): number {
  const z = 1.959963984540054
  const [z3, z5, z7] = [z ** 3, z ** 5, z ** 7]
  return (
    z +
    (z3 + z) / (4 * freedom) +
    (5 * z5 + 16 * z3 + 3 * z) / (96 * freedom ** 2) +
    (3 * z7 + 19 * z5 + 17 * z3 - 15 * z) / (384 * freedom ** 3)
  )
}
