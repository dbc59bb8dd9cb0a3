/** How many due dates a second one core computes, against the least such a computation can cost. */
import { dueOf } from '../src/kit/calendar.ts'
import type { Calendar, Span } from '../src/kit/calendar.ts'

const CALENDAR: Calendar = {
  zone: 'America/New_York',
  week: {
    mon: [['09:00', '17:00']],
    tue: [['09:00', '17:00']],
    wed: [
      ['09:00', '12:00'],
      ['13:00', '18:00'],
    ],
    thu: [['09:00', '17:00']],
    fri: [['09:00', '17:00']],
    sat: [['10:00', '14:00']],
  },
  holidays: [{ on: '*-12-25' }, { on: '*-01-01' }, { on: '2026-05-25' }, { on: '2026-07-03' }],
}

const SPANS: readonly Span[] = [
  { amount: 2, unit: 'business_day' },
  { amount: 8, unit: 'business_hour' },
  { amount: 45, unit: 'business_minute' },
  { amount: 10, unit: 'business_day' },
]

const COMPUTATIONS = 1_000_000
const YEAR_MS = 365 * 86_400_000
const FROM_MS = Date.UTC(2026, 0, 1)

/** Due dates a second over a year of starting instants; the limit is one search of a year's openings and one `Date`, in the same run. */
export async function benchCalendar(): Promise<{
  name: string
  value: number
  unit: string
  limit: number
  ratio: number
}> {
  // The golden ratio spreads the starting instants over the year in no order that a cache could learn.
  const starts = Array.from({ length: 4_096 }, (_, index) => FROM_MS + ((index * 0.618034) % 1) * YEAR_MS)
  const startOf = (index: number) => starts[index & 4_095] ?? FROM_MS
  const due = (index: number) =>
    dueOf(CALENDAR, new Date(startOf(index)), SPANS[index & 3] ?? { amount: 1, unit: 'hour' })
  const openings = Float64Array.from({ length: 365 }, (_, day) => FROM_MS + day * 86_400_000)
  const least = (index: number) => new Date(openings[searched(openings, startOf(index))] ?? 0)
  perSecond(due) // warms both up
  perSecond(least)
  const value = perSecond(due)
  const limit = perSecond(least)
  return { name: 'calendar', value, unit: 'due dates/s', limit, ratio: value / limit }
}

function perSecond(compute: (index: number) => Date): number {
  const began = performance.now()
  let sum = 0
  for (let index = 0; index < COMPUTATIONS; index++) sum += compute(index).getTime()
  const seconds = (performance.now() - began) / 1_000
  if (!Number.isFinite(sum)) throw new Error('a due date was no date')
  return Math.round(COMPUTATIONS / seconds)
}

function searched(sorted: Float64Array, value: number): number {
  let low = 0
  let high = sorted.length - 1
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sorted[middle] ?? 0) > value) high = middle
    else low = middle + 1
  }
  return low
}
