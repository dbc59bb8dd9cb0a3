/** What a business calendar is, as a workspace stores it. */
import type { Weekday } from '#kit/time.ts'

/** Open from the first clock time up to, not including, the second: `['09:00', '17:00']`. `24:00` is midnight at the end of the day. */
export type TimeWindow = readonly [opens: string, closes: string]

/** A closed day: `'2026-12-25'`, or `'*-12-25'` for every year. With windows of its own it is a half day. */
export type Holiday = {
  readonly on: string
  readonly name?: string
  readonly windows?: readonly TimeWindow[]
}

/** When a team is open. Stored as JSON. A holiday outranks a shift, a shift outranks the week, and breaks cut whatever is left. */
export type Calendar = {
  /** IANA name, or a fixed offset such as `-05:00`. */
  readonly zone: string
  /** Several windows a day leave breaks between them; a missing weekday is closed. */
  readonly week: Readonly<Partial<Record<Weekday, readonly TimeWindow[]>>>
  readonly holidays?: readonly Holiday[]
  /** Closed times of single days, by day. */
  readonly breaks?: Readonly<Record<string, readonly TimeWindow[]>>
  /** Hours that replace those of the week on single days, by day. */
  readonly shifts?: Readonly<Record<string, readonly TimeWindow[]>>
}

/** Monday to Friday, nine to five, no holidays: what a workspace has until it says otherwise. */
export function officeHours(zone: string): Calendar {
  const day: readonly TimeWindow[] = [['09:00', '17:00']]
  return { zone, week: { mon: day, tue: day, wed: day, thu: day, fri: day } }
}
