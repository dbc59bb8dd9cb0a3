/** A calendar as programs write it (`time_zone`, `hours`, `holidays`, `breaks`, `shifts`, `holiday_hours`), and back to ours. */
import { checkCalendar } from '#kit/calendar.ts'
import type { Calendar, Holiday, TimeWindow } from '#kit/calendar.ts'
import { Refusal } from '#kit/refusal.ts'
import { WEEKDAYS } from '#kit/time.ts'

/** Reads a calendar from parsed JSON. Refuses `calendar_invalid`, naming the field, and `calendar_never_open`. */
export function calendarFromWire(value: unknown): Calendar {
  const wire = fieldsOf(value, 'calendar')
  const hours = fieldsOf(wire['hours'] ?? {}, 'hours')
  const unknown = Object.keys(hours).find((day) => !WEEKDAYS.some((weekday) => weekday === day))
  if (unknown) throw invalid(`hours.${unknown}`, 'mon, tue, wed, thu, fri, sat or sun')
  const week = Object.fromEntries(
    WEEKDAYS.filter((day) => hours[day] != null).map((day) => [day, windowsOf(hours[day], `hours.${day}`)]),
  )
  const zone = wire['time_zone'] ?? 'UTC'
  if (typeof zone !== 'string') throw invalid('time_zone', 'an IANA name such as "Europe/Berlin"')
  const calendar: Calendar = {
    zone,
    week,
    holidays: holidaysOf(wire['holidays'] ?? [], daysOf(wire['holiday_hours'], 'holiday_hours')),
    breaks: daysOf(wire['breaks'], 'breaks'),
    shifts: daysOf(wire['shifts'], 'shifts'),
  }
  checkCalendar(calendar)
  return calendar
}

function holidaysOf(
  value: unknown,
  hours: Readonly<Record<string, readonly TimeWindow[]>>,
): readonly Holiday[] {
  if (!Array.isArray(value)) throw invalid('holidays', 'a list of days such as "2026-12-25"')
  const days = value.map((day: unknown): Holiday => {
    if (typeof day !== 'string') throw invalid('holidays', 'a list of days such as "2026-12-25"')
    const windows = hours[day]
    return windows ? { on: day, windows } : { on: day }
  })
  const named = new Set(days.map((day) => day.on))
  const halfDays = Object.entries(hours).filter(([day]) => !named.has(day))
  return [...days, ...halfDays.map(([on, windows]): Holiday => ({ on, windows }))]
}

function daysOf(value: unknown, field: string): Record<string, readonly TimeWindow[]> {
  const days = Object.entries(fieldsOf(value ?? {}, field))
  return Object.fromEntries(days.map(([day, windows]) => [day, windowsOf(windows, `${field}.${day}`)]))
}

function windowsOf(value: unknown, field: string): readonly TimeWindow[] {
  if (!Array.isArray(value)) throw invalid(field, 'a list of windows such as [["09:00", "17:00"]]')
  return value.map((window: unknown): TimeWindow => {
    const [from, to]: unknown[] = Array.isArray(window) ? window : []
    if (typeof from !== 'string' || typeof to !== 'string')
      throw invalid(field, 'pairs such as ["09:00", "17:00"]')
    return [from, to]
  })
}

function fieldsOf(value: unknown, field: string): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw invalid(field, 'an object')
  return { ...value }
}

function invalid(field: string, wanted: string): Refusal {
  return new Refusal('calendar_invalid', `In the calendar, "${field}" should be ${wanted}.`, { field })
}
