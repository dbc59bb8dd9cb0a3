/** Days with open hours: counting them, stepping over them, and when each closes. */
import {
  BLOCK_DAYS,
  MOST_BLOCKS,
  compiledOf,
  dayNumberAt,
  firstIndexReaching,
  neverAgain,
} from '#kit/calendar/compile.ts'
import type { CompiledCalendar } from '#kit/calendar/compile.ts'
import type { Calendar } from '#kit/calendar/definition.ts'
import { nextOpening, previousClosing } from '#kit/calendar/open-time.ts'
import { DAY_MS, dayNumberOf, dayOfNumber } from '#kit/time.ts'

/** Days with open hours from one instant's local day up to, not including, the other's; negative backwards. */
export function openDaysBetween(calendar: Calendar, from: Date, to: Date): number {
  if (to < from) return 0 - openDaysBetween(calendar, to, from) // never -0
  const tables = compiledOf(calendar)
  return openDayCount(tables, dayNumberAt(tables, to.getTime()), dayNumberAt(tables, from.getTime()))
}

/** What becomes of a clock time at which the team is closed: it moves into open time, or stays as it is. */
export type ClosedClock = 'move' | 'keep'

/**
 * The same clock time this many open days later (earlier when negative); where the team is closed at that time, the next
 * opening. Deadlines are `dueOf`, which ends at closing time.
 */
export function addBusinessDays(
  calendar: Calendar,
  start: Date,
  days: number,
  closed: ClosedClock = 'move',
): Date {
  if (days < 0) return subtractBusinessDays(calendar, start, -days, closed)
  const landed = sameClockOpenDays(calendar, start, days, 1)
  return closed === 'keep' ? landed : nextOpening(calendar, landed)
}

/** The same clock time this many open days earlier; where the team is closed at that time, the previous closing. */
export function subtractBusinessDays(
  calendar: Calendar,
  start: Date,
  days: number,
  closed: ClosedClock = 'move',
): Date {
  if (days < 0) return addBusinessDays(calendar, start, -days, closed)
  const landed = sameClockOpenDays(calendar, start, days, -1)
  return closed === 'keep' ? landed : previousClosing(calendar, landed)
}

/** With 0 days a start on a closed day moves to the nearest open day in the direction of counting. */
function sameClockOpenDays(calendar: Calendar, start: Date, days: number, direction: 1 | -1): Date {
  const tables = compiledOf(calendar)
  const localMs = start.getTime() + tables.zone.offsetAt(start.getTime())
  const from = Math.floor(localMs / DAY_MS)
  if (days === 0 && tables.isOpenDay(from)) return start
  const target = openDayAfter(tables, from, direction * Math.max(1, days))
  return new Date(tables.zone.firstReaching(localMs + (target - from) * DAY_MS))
}

/** Whether the team opens at all on a `'YYYY-MM-DD'` day. */
export function isOpenDay(calendar: Calendar, day: string): boolean {
  return compiledOf(calendar).isOpenDay(dayNumberOf(day))
}

/** Whether a `'YYYY-MM-DD'` day is a holiday, half days included. */
export function isHoliday(calendar: Calendar, day: string): boolean {
  return compiledOf(calendar).isHoliday(dayNumberOf(day))
}

/** The `count`th day with open hours after a day; before it when `count` is negative. */
export function businessDayFrom(calendar: Calendar, day: string, count: number): string {
  return dayOfNumber(openDayAfter(compiledOf(calendar), dayNumberOf(day), count))
}

/** When the team closes for the last time on a `'YYYY-MM-DD'` day; undefined when it does not open that day. */
export function closingOf(calendar: Calendar, day: string): Date | undefined {
  return closingOn(compiledOf(calendar), dayNumberOf(day))
}

/** As `closingOf`, by days since 1970-01-01. */
export function closingOn(tables: CompiledCalendar, dayNumber: number): Date | undefined {
  const index = Math.floor(dayNumber / BLOCK_DAYS)
  const { firstOfDay, closes } = tables.block(index)
  const day = dayNumber - index * BLOCK_DAYS
  const past = firstOfDay[day + 1] ?? 0
  const closing = past > (firstOfDay[day] ?? 0) ? closes[past - 1] : undefined
  return closing === undefined ? undefined : new Date(closing)
}

/** The `count`th day with open hours after a day (before it when negative), in days since 1970-01-01. */
export function openDayAfter(tables: CompiledCalendar, dayNumber: number, count: number): number {
  if (count === 0) return dayNumber
  const step = count < 0 ? -1 : 1
  let left = Math.abs(Math.trunc(count))
  let index = Math.floor(dayNumber / BLOCK_DAYS)
  let day = dayNumber - index * BLOCK_DAYS + (step > 0 ? 1 : 0)
  for (let tried = 0; tried < MOST_BLOCKS; tried++) {
    const { openDaysBefore } = tables.block(index)
    const past = openDaysBefore[day] ?? 0
    const inBlock = step > 0 ? (openDaysBefore[BLOCK_DAYS] ?? 0) - past : past
    if (inBlock >= left) {
      const rank = step > 0 ? past + left : past - left + 1
      return index * BLOCK_DAYS + firstIndexReaching(openDaysBefore, rank) - 1
    }
    left -= inBlock
    if (inBlock > 0) tried = 0
    index += step
    day = step > 0 ? 0 : BLOCK_DAYS
  }
  throw neverAgain(dayNumber)
}

function openDayCount(tables: CompiledCalendar, to: number, from: number): number {
  const upTo = (dayNumber: number, index: number) =>
    tables.block(index).openDaysBefore[dayNumber - index * BLOCK_DAYS] ?? 0
  const first = Math.floor(from / BLOCK_DAYS)
  const last = Math.floor(to / BLOCK_DAYS)
  let sum = upTo(to, last) - upTo(from, first)
  for (let index = first; index < last; index++) sum += tables.block(index).openDaysBefore[BLOCK_DAYS] ?? 0
  return sum
}
