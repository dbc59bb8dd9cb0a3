/** The interval of a difference of two shares that were counted among the same people: promoters less detractors. */
import type { Interval } from './wilson.ts'

const Z_95 = 1.959963984540054

/**
 * 95 % interval of (`up` − `down`) / `count`, from −1 to 1; undefined without anybody. Adjusted Wald with three people added,
 * a quarter of them to each end. Source: Rocks 2016, "Interval estimation for the net promoter score", The American
 * Statistician 70(4). What was observed is never left out.
 */
export function netScoreInterval(up: number, down: number, count: number): Interval | undefined {
  if (count <= 0) return undefined
  const all = count + 3
  const [promoters, detractors] = [(up + 0.75) / all, (down + 0.75) / all]
  const middle = promoters - detractors
  const reach = Z_95 * Math.sqrt((promoters + detractors - middle * middle) / all)
  const observed = (up - down) / count
  return {
    low: Math.max(-1, Math.min(middle - reach, observed)),
    high: Math.min(1, Math.max(middle + reach, observed)),
  }
}
