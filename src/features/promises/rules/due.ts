/** When a promise is due and when it gets at risk, counted on the workspace's calendar, and both in words. Pure. */
import { addBusinessMinutes, explainDue, dueOf, openMsBetween, openDaysBetween } from '#kit/calendar.ts'
import type { Calendar, Span } from '#kit/calendar.ts'
import { clockOf, DAY_MS, dayOf, HOUR_MS, MINUTE_MS, weekdayOf, zoneLabelOf } from '#kit/time.ts'
import { findPromises, parseWhen } from '#reading/index.ts'
import type { Counted, CustomerPromise } from './promise.ts'

/** What due times are counted with. */
export type Counting = {
  readonly calendar: Calendar
  /** What a promise without a time is taken to mean. */
  readonly undated: Span
}

/** Part of the promised time after which a promise is at risk. */
export const RISK_SHARE = 0.75
/** What nobody owns is at risk sooner: nobody will think of it. */
export const RISK_SHARE_UNOWNED = 0.5

export type Due = { readonly dueAt: Date | null; readonly dueWords: string }

/** Counts a due time anew from where the promise began to bind; undefined where it stays what it was. */
export function recount(
  counted: Counted,
  wording: string,
  base: Date,
  { calendar, undated }: Counting,
): Due | undefined {
  switch (counted.by) {
    case 'span':
      return {
        dueAt: dueOf(calendar, base, counted.span),
        dueWords: explainDue(calendar, base, counted.span),
      }
    case 'typed': {
      const at = parseWhen(counted.text, { now: base, calendar, edge: 'end' })
      return at && { dueAt: at, dueWords: typedWords(counted.text, at, calendar) }
    }
    case 'read': {
      const [found] = findPromises(wording, { at: base, calendar, undated })
      return found?.due && !found.assumed ? { dueAt: found.due, dueWords: found.wording } : undefined
    }
    case 'given':
      return undefined
  }
}

/** "tue 3pm": Tue 25 Nov 15:00 ET. */
export function typedWords(text: string, at: Date, calendar: Calendar): string {
  return `“${text.trim()}”: ${instantWords(at, calendar.zone)}`
}

/** What stands for a time that nobody said. */
export function assumedWords(calendar: Calendar, base: Date, span: Span): string {
  return `No time was said, so our usual ${explainDue(calendar, base, span)}`
}

/** "Tue 25 Nov 15:00 ET"; the end of a day is its 24:00, so that nobody takes it for the beginning of the next. */
export function instantWords(at: Date, zone: string): string {
  if (clockOf(at, zone) === '00:00')
    return `${dayWords(new Date(at.getTime() - MINUTE_MS), zone)} 24:00 ${zoneLabelOf(zone, at)}`
  return `${dayWords(at, zone)} ${clockOf(at, zone)} ${zoneLabelOf(zone, at)}`
}

/** "Tue 25 Nov". */
export function dayWords(at: Date, zone: string): string {
  const day = dayOf(at, zone)
  const weekday = weekdayOf(day)
  const name = `${weekday.charAt(0).toUpperCase()}${weekday.slice(1)}`
  return `${name} ${Number(day.slice(8))} ${MONTHS[Number(day.slice(5, 7)) - 1] ?? ''}`
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/**
 * When three quarters of the promised business time are used (half where nobody owns it); by the clock where none of it is
 * business time. Null for what no effort of ours brings about: a parcel on its way is late only when its carrier says so.
 */
export function riskAtOf(
  { origin, armedAt, dueAt, ownerId }: Pick<CustomerPromise, 'origin' | 'armedAt' | 'dueAt' | 'ownerId'>,
  calendar: Calendar,
): Date | null {
  if (origin === 'carrier' || armedAt === null || dueAt === null || dueAt <= armedAt) return null
  const share = ownerId === null ? RISK_SHARE_UNOWNED : RISK_SHARE
  const openMs = openMsBetween(calendar, armedAt, dueAt)
  if (openMs < MINUTE_MS)
    return new Date(Math.round(armedAt.getTime() + share * (dueAt.getTime() - armedAt.getTime())))
  const at = addBusinessMinutes(calendar, armedAt, (share * openMs) / MINUTE_MS)
  return at < dueAt ? at : dueAt
}

/** Part of the promised business time gone by: 0 to 1, and over when it is late. */
export function usedOf(armedAt: Date | null, dueAt: Date | null, now: Date, calendar: Calendar): number {
  if (armedAt === null || dueAt === null || now <= armedAt) return 0
  const whole = openMsBetween(calendar, armedAt, dueAt)
  if (whole < MINUTE_MS) {
    const span = Math.max(1, dueAt.getTime() - armedAt.getTime())
    return (now.getTime() - armedAt.getTime()) / span
  }
  return openMsBetween(calendar, armedAt, now) / whole
}

/** How late something is: in business days when it is at least one, else in hours or minutes. "2 business days". */
export function lateWords(dueAt: Date, at: Date, calendar: Calendar): string {
  // Days after the due day, the day of the answer included.
  const days = openDaysBetween(calendar, dayAfter(dueAt), dayAfter(at))
  if (days >= 1) return counted(days, 'business day')
  const ms = at.getTime() - dueAt.getTime()
  if (ms >= DAY_MS) return counted(Math.floor(ms / DAY_MS), 'day')
  return ms >= HOUR_MS
    ? counted(Math.floor(ms / HOUR_MS), 'hour')
    : counted(Math.max(1, Math.floor(ms / MINUTE_MS)), 'minute')
}

const dayAfter = (at: Date) => new Date(at.getTime() + DAY_MS)

export function counted(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`
}
