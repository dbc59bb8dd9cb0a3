/** How long answers take and how late the late ones are, as one would say it to a customer. Pure. */
import { openMsBetween, type Calendar } from '#kit/calendar.ts'
import { HOUR_MS, weekdayOf, dayOf } from '#kit/time.ts'
import { counted, lateWords } from './due.ts'

/** What became of a promise that is over. */
export type Outcome = { readonly armedAt: Date; readonly dueAt: Date; readonly keptAt: Date | null }

/** From so many on a figure says something. */
export const TELLING_FROM = 30
/** Of the answers so many come within what is called usual. */
const USUAL_SHARE = 0.75

/** How much longer the missed ones waited, the one in the middle: "1 business day"; null where none was missed. */
export function missedWords(outcomes: readonly Outcome[], now: Date, calendar: Calendar): string | null {
  const late = outcomes
    .map(({ dueAt, keptAt }) => ({ dueAt, endAt: keptAt ?? now }))
    .filter(({ dueAt, endAt }) => endAt > dueAt)
    .sort((a, b) => a.endAt.getTime() - a.dueAt.getTime() - (b.endAt.getTime() - b.dueAt.getTime()))
  const middle = late[Math.floor((late.length - 1) / 2)]
  return middle ? lateWords(middle.dueAt, middle.endAt, calendar) : null
}

/**
 * Within how many open hours three answers in four come: "4 hours". Of this weekday where it has enough of its own; null where
 * there are too few, or where it is no shorter than what is promised.
 */
export function usualWords(
  outcomes: readonly Outcome[],
  now: Date,
  calendar: Calendar,
): { readonly within: string; readonly isWeekday: boolean } | null {
  const weekday = (at: Date) => weekdayOf(dayOf(at, calendar.zone))
  const today = outcomes.filter(({ armedAt }) => weekday(armedAt) === weekday(now))
  const isWeekday = today.length >= TELLING_FROM
  const looked = isWeekday ? today : outcomes
  if (looked.length < TELLING_FROM) return null
  const spans = looked
    .map(({ armedAt, dueAt, keptAt }) => ({
      took: keptAt === null ? Infinity : openMsBetween(calendar, armedAt, keptAt),
      promised: openMsBetween(calendar, armedAt, dueAt),
    }))
    .sort((a, b) => a.took - b.took)
  const usual = spans[Math.ceil(spans.length * USUAL_SHARE) - 1]
  if (!usual || usual.took > usual.promised / 2) return null
  return { within: counted(Math.max(1, Math.ceil(usual.took / HOUR_MS)), 'hour'), isWeekday }
}
