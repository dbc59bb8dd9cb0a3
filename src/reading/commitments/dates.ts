/** Calendar phrases in text ("by Tuesday", "tomorrow at 5pm", "end of the week") as instants in a zone. */
import { closingOf, nextOpening } from '#kit/calendar.ts'
import type { Calendar } from '#kit/calendar.ts'
import { addDays, dayOf, instantAt } from '#kit/time.ts'
import { clockIn } from './clock-times.ts'
import { dayPhraseIn } from './day-phrases.ts'
import type { Ask, Edge, NamedDay, Part } from './day-phrases.ts'

export type FoundDate = { readonly start: number; readonly end: number; readonly at: Date }

const CLOCK_OF_PART: Readonly<Record<Edge, Readonly<Record<Part, string>>>> = {
  end: { morning: '12:00', afternoon: '17:00', evening: '21:00', night: '23:59' },
  start: { morning: '09:00', afternoon: '14:00', evening: '18:00', night: '20:00' },
}
/** When a day of ours has no closing left, it ends as days do. */
const LAST_MINUTE = '23:59'

/** The first calendar phrase of a text, in lower case with straight quotes. Offsets are into that text. */
export function dateIn(text: string, at: Date, calendar: Calendar, edge: Edge): FoundDate | undefined {
  const ask: Ask = { today: dayOf(at, calendar.zone), at, calendar, edge }
  const day = dayPhraseIn(text, ask)
  const clock = clockIn(text)
  if (!day && !clock) return undefined
  // A clock time far from the day belongs to something else: "Tuesday's flight … at 5pm".
  const together =
    day && clock && Math.min(Math.abs(clock.start - day.end), Math.abs(day.start - clock.end)) <= 12
  if (clock && (!day || together)) {
    const zone = clock.zone ?? calendar.zone
    const found = day ?? { start: clock.start, end: clock.end, named: { day: dayOf(at, zone) } }
    const sameDay = instantAt(found.named.day, clock.clock, zone)
    const passed = !day && sameDay <= at
    return {
      start: Math.min(found.start, clock.start),
      end: Math.max(found.end, clock.end),
      at: passed ? instantAt(addDays(found.named.day, 1), clock.clock, zone) : sameDay,
    }
  }
  return day && { start: day.start, end: day.end, at: instantOfDay(day.named, ask) }
}

function instantOfDay({ day, part, closing }: NamedDay, { at, calendar, edge, today }: Ask): Date {
  const { zone } = calendar
  const end = closingOf(calendar, day)
  if (closing) return end && end > at ? end : instantAt(day, LAST_MINUTE, zone)
  if (part) return instantAt(day, CLOCK_OF_PART[edge][part], zone)
  if (edge === 'end') return end && end > at ? end : instantAt(day, LAST_MINUTE, zone)
  const opens = nextOpening(calendar, instantAt(day, '00:00', zone))
  const begins = dayOf(opens, zone) === day ? opens : instantAt(day, '09:00', zone)
  return day === today && begins <= at ? (end && end > at ? end : instantAt(day, LAST_MINUTE, zone)) : begins
}
