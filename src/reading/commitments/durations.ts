/** Amounts of time as people write them ("3 to 5 business days", "a couple of hours", "48hrs"), read to their outer bound. */
import { dueOf } from '#kit/calendar.ts'
import type { Calendar, Span, SpanUnit } from '#kit/calendar.ts'
import { addDays, clockOf, dayOf, instantAt } from '#kit/time.ts'

/** A span of the calendar, or a count of months, which no span has. */
export type Duration = Span | { readonly amount: number; readonly unit: 'month' }

const WORDS: Readonly<Record<string, number>> = {
  a: 1,
  an: 1,
  one: 1,
  two: 2,
  couple: 2,
  three: 3,
  few: 3,
  several: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  twelve: 12,
  fourteen: 14,
  fifteen: 15,
  twenty: 20,
  'twenty-four': 24,
  thirty: 30,
  'forty-five': 45,
  'forty-eight': 48,
  sixty: 60,
  'seventy-two': 72,
  ninety: 90,
}

const WORD = Object.keys(WORDS)
  .sort((a, b) => b.length - a.length)
  .join('|')
const NUMBER = String.raw`(?:\d{1,4}(?:\.\d+)?|(?:a |the (?:next |first )?)?(?:${WORD})(?: of)?(?: more)?)`
const UNIT = String.raw`(?:minutes?|mins?|hours?|hrs?|hr|h|days?|weeks?|wks?|months?|mths?|fortnights?)`
const KIND = String.raw`(?:(?:full |more |additional |calendar |consecutive )?(business|working|work|biz|bus\.?|week)[- ]?|full |more |additional |calendar |consecutive )?`

/** The pattern of one duration, to be built into larger ones: five groups, which `durationOf` reads. */
export const DURATION = String.raw`(half an|${NUMBER})\s*(?:(?:-|–|—|/|to|or|and)\s*(?:up to )?(${NUMBER})\s*)?\s?${KIND}(${UNIT})\b(?![-'’]?s\b)( and a half)?(?:\(s\))?`

/** The groups of `DURATION` as an amount; undefined for an amount nobody promises. */
export function durationOf(groups: readonly (string | undefined)[]): Duration | undefined {
  const [low, high, kind, unit, half] = groups
  const outer = Math.max(numberOf(low ?? ''), high === undefined ? 0 : numberOf(high))
  const amount = outer + (half ? 0.5 : 0)
  if (!(amount > 0 && amount <= 1_000)) return undefined
  const named = (unit ?? '').toLowerCase()
  const business = kind !== undefined && kind.toLowerCase() !== 'week'
  if (named.startsWith('fortnight')) return { amount: amount * 14, unit: 'day' }
  if (named.startsWith('mo') || named.startsWith('mt')) return { amount: Math.ceil(amount), unit: 'month' }
  if (named.startsWith('m')) return { amount, unit: prefixed('minute', business) }
  if (named.startsWith('h')) return { amount, unit: prefixed('hour', business) }
  if (named.startsWith('w'))
    return { amount: Math.ceil(amount * (business ? 5 : 7)), unit: prefixed('day', business) }
  return { amount: Math.ceil(amount), unit: prefixed('day', kind !== undefined) }
}

function prefixed(unit: 'minute' | 'hour' | 'day', business: boolean): SpanUnit {
  return business ? `business_${unit}` : unit
}

function numberOf(text: string): number {
  const lower = text.toLowerCase()
  if (lower === 'half an') return 0.5
  const digits = Number(lower)
  if (!Number.isNaN(digits)) return digits
  const words = lower.replace(/ (?:of|more)\b/g, '').replace(/^(?:a|the(?: next| first)?) /, '')
  return WORDS[words] ?? 0
}

/** When a duration that begins at `madeAt` is up. Months end on the same date, or on the month's last day. */
export function endOf(duration: Duration, madeAt: Date, calendar: Calendar): Date {
  if (duration.unit !== 'month') return dueOf(calendar, madeAt, duration)
  const { zone } = calendar
  return instantAt(addMonths(dayOf(madeAt, zone), duration.amount), clockOf(madeAt, zone), zone)
}

/** A duration in words: `5 business days`. */
export function durationInWords({ amount, unit }: Duration): string {
  return `${amount} ${unit.replace('_', ' ')}${amount === 1 ? '' : 's'}`
}

function addMonths(day: string, count: number): string {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number)
  const first = new Date(Date.UTC(year, month - 1 + count, 1)).toISOString().slice(0, 10)
  const next = new Date(Date.UTC(year, month + count, 1)).toISOString().slice(0, 10)
  const wanted = addDays(first, date - 1)
  return wanted < next ? wanted : addDays(next, -1)
}
