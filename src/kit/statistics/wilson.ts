/** The interval of a share: how far off a counted rate may be by chance. */

export type Interval = { readonly low: number; readonly high: number }

/** Standard normal quantile of 97.5 %, for intervals of 95 %. */
const Z_95 = 1.959963984540054

/**
 * The score interval of a share of `successes` in `trials`, ratios from 0 to 1; undefined without a trial. Without a
 * continuity correction. Source: Wilson 1927, "Probable inference, the law of succession, and statistical inference".
 */
export function wilsonInterval(successes: number, trials: number, z: number = Z_95): Interval | undefined {
  if (trials <= 0) return undefined
  const share = successes / trials
  const square = z * z
  const middle = share + square / (2 * trials)
  const reach = z * Math.sqrt((share * (1 - share)) / trials + square / (4 * trials * trials))
  const whole = 1 + square / trials
  return {
    low: successes === 0 ? 0 : (middle - reach) / whole,
    high: successes === trials ? 1 : (middle + reach) / whole,
  }
}
