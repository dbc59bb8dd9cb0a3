/** When a promised amount of time is up, and how that was counted in words. Decision 0010 says why it ends where it ends. */
import { compiledOf, dayNumberAt } from '#kit/calendar/compile.ts'
import type { Calendar } from '#kit/calendar/definition.ts'
import { closingOn, openDayAfter } from '#kit/calendar/open-days.ts'
import { addBusinessHours, addBusinessMinutes, nextOpening } from '#kit/calendar/open-time.ts'
import { Refusal } from '#kit/refusal.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS, clockOf, dayOf, dayOfNumber, weekdayOf, zoneLabelOf } from '#kit/time.ts'

export type SpanUnit = 'minute' | 'hour' | 'business_minute' | 'business_hour' | 'business_day' | 'day'

/** What was promised: `{ amount: 2, unit: 'business_day' }`. Never negative; days are whole. */
export type Span = { readonly amount: number; readonly unit: SpanUnit }

/**
 * When a span that begins at `madeAt` is up: minutes and hours by the clock, days at the same clock time, business minutes
 * and hours in open time (at closing time when used up just then), business days at closing time of the Nth open day
 * after the day it was made on. Refuses `span_invalid` and whatever the calendar refuses.
 */
export function dueOf(calendar: Calendar, madeAt: Date, span: Span): Date {
  const { amount, unit } = span
  const wholeOnly = unit === 'day' || unit === 'business_day'
  if (!(amount >= 0 && amount <= MOST_AMOUNT) || (wholeOnly && !Number.isInteger(amount)))
    throw new Refusal('span_invalid', `${amount} ${wordOf(span)} is not an amount that can be promised.`, {
      ...span,
    })
  switch (unit) {
    case 'minute':
      return new Date(madeAt.getTime() + amount * MINUTE_MS)
    case 'hour':
      return new Date(madeAt.getTime() + amount * HOUR_MS)
    case 'business_minute':
      return addBusinessMinutes(calendar, madeAt, amount)
    case 'business_hour':
      return addBusinessHours(calendar, madeAt, amount)
    case 'day':
      return sameClockAfter(calendar, madeAt, amount)
    case 'business_day':
      return closingAfter(calendar, madeAt, amount)
  }
}

/** About thirty years of minutes; beyond it a slip of the finger is likelier than a promise. */
const MOST_AMOUNT = 16_000_000

function sameClockAfter(calendar: Calendar, madeAt: Date, days: number): Date {
  if (days === 0) return madeAt
  const { zone } = compiledOf(calendar)
  const ms = madeAt.getTime()
  return new Date(zone.firstReaching(ms + zone.offsetAt(ms) + days * DAY_MS))
}

/** No day at all means today: the closing of the opening that is on or comes next. */
function closingAfter(calendar: Calendar, madeAt: Date, days: number): Date {
  const tables = compiledOf(calendar)
  const from = days === 0 ? nextOpening(calendar, madeAt) : madeAt
  const day = dayNumberAt(tables, from.getTime())
  const closing = closingOn(tables, days === 0 ? day : openDayAfter(tables, day, days))
  if (!closing) throw new Refusal('calendar_never_open', 'This calendar has no open hour left.', {})
  return closing
}

/**
 * How a due time was counted, in words: `2 business days after Fri 15:12 ET: Tue 17:00`. The date is added when the due day
 * is a week away or more, and a closed day that was skipped by name is named.
 */
export function explainDue(calendar: Calendar, madeAt: Date, span: Span): string {
  const due = dueOf(calendar, madeAt, span)
  const { zone } = calendar
  const made = `${shortDayOf(dayOf(madeAt, zone))} ${clockOf(madeAt, zone)} ${zoneLabelOf(zone, madeAt)}`
  const far = due.getTime() - madeAt.getTime() > 6 * DAY_MS
  const day = far ? longDayOf(dayOf(due, zone)) : shortDayOf(dayOf(due, zone))
  const skipped = unitIsBusiness(span) ? skippedHolidays(calendar, madeAt, due) : ''
  return `${span.amount} ${wordOf(span)} after ${made}: ${day} ${clockOf(due, zone)}${skipped}`
}

function wordOf({ amount, unit }: Span): string {
  return `${unit.replace('_', ' ')}${amount === 1 ? '' : 's'}`
}

function unitIsBusiness({ unit }: Span): boolean {
  return unit.startsWith('business')
}

/** ` (closed Mon 25 May: Memorial Day)`, or nothing. A closed weekend needs no words. */
function skippedHolidays(calendar: Calendar, madeAt: Date, due: Date): string {
  const tables = compiledOf(calendar)
  const closed: string[] = []
  for (let day = dayNumberAt(tables, madeAt.getTime()); day <= dayNumberAt(tables, due.getTime()); day++) {
    const on = dayOfNumber(day)
    if (!tables.isHoliday(day) || tables.isOpenDay(day) || !calendar.week[weekdayOf(on)]?.length) continue
    const name = calendar.holidays?.find((one) => one.on === on || one.on === `*${on.slice(4)}`)?.name
    closed.push(name ? `${longDayOf(on)}: ${name}` : longDayOf(on))
  }
  return closed.length > 0 ? ` (closed ${closed.join(', ')})` : ''
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

function shortDayOf(day: string): string {
  const weekday = weekdayOf(day)
  return weekday.charAt(0).toUpperCase() + weekday.slice(1)
}

function longDayOf(day: string): string {
  return `${shortDayOf(day)} ${Number(day.slice(8))} ${MONTHS[Number(day.slice(5, 7)) - 1] ?? ''}`
}
