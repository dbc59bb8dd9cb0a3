/** The scale of the kept rates and what an interval says about the goal. Pure. */

type Interval = { rate: number | null; low: number | null; high: number | null }

/** Below it a bar goes on as an arrow, unless a rate itself lies lower. */
const USUAL_FLOOR = 0.6

/** A scale from 60 % (or the ten below the lowest rate) to 100 %; places in per cent of its width. */
export function scaleOf(rates: readonly Interval[], goal: number) {
  const lowest = Math.min(goal, ...rates.map(({ rate }) => rate ?? 1))
  const floor = Math.min(USUAL_FLOOR, Math.floor(lowest * 10 + 1e-9) / 10)
  const step = floor < 0.3 ? 0.2 : 0.1
  const ticks: number[] = []
  for (let tick = 1; tick > floor - 0.01; tick -= step) ticks.unshift(Math.round(tick * 10) / 10)
  return {
    floor,
    ticks,
    placeOf: (rate: number) => Math.min(100, Math.max(0, ((rate - floor) / (1 - floor)) * 100)),
  }
}

/** Whether the whole interval lies above or below the goal; else it is too early to say. */
export function verdictOf(
  { low, high }: Interval,
  goal: number,
): { tone: 'good' | 'bad' | 'info'; words: string } {
  if (low !== null && low >= goal) return { tone: 'good', words: 'above the goal' }
  if (high !== null && high < goal) return { tone: 'bad', words: 'below the goal' }
  return { tone: 'info', words: 'around the goal' }
}
