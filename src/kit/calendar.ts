/** Business time: when a team is open, how much open time lies between two instants, and when what was promised is due. */
import { compiledOf } from '#kit/calendar/compile.ts'
import type { Calendar } from '#kit/calendar/definition.ts'

export { officeHours } from '#kit/calendar/definition.ts'
export type { Calendar, Holiday, TimeWindow } from '#kit/calendar/definition.ts'
export { dueOf, explainDue } from '#kit/calendar/due.ts'
export type { Span, SpanUnit } from '#kit/calendar/due.ts'
export {
  addBusinessDays,
  businessDayFrom,
  closingOf,
  isHoliday,
  isOpenDay,
  openDaysBetween,
  subtractBusinessDays,
} from '#kit/calendar/open-days.ts'
export type { ClosedClock } from '#kit/calendar/open-days.ts'
export {
  addBusinessHours,
  addBusinessMinutes,
  isOpenAt,
  nextClosing,
  nextOpening,
  openMinutesBetween,
  openMsBetween,
  previousClosing,
  previousOpening,
  subtractBusinessMinutes,
} from '#kit/calendar/open-time.ts'
export type { ClosingEdge } from '#kit/calendar/open-time.ts'

/** Refuses `calendar_never_open`, `calendar_invalid`, `zone_unknown`, `day_invalid` or `clock_invalid`; else does nothing. */
export function checkCalendar(calendar: Calendar): void {
  compiledOf(calendar)
}
