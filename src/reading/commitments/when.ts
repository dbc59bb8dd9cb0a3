/** Reads the time an agent types into a field: "tue 3pm", "in 2 business days", "before the weekend". */
import { officeHours } from '#kit/calendar.ts'
import type { Calendar } from '#kit/calendar.ts'
import { lowerCase, normalise } from '../text/normalise.ts'
import { dateIn } from './dates.ts'
import type { Edge } from './day-phrases.ts'
import { DURATION, durationOf, endOf } from './durations.ts'

export type WhenContext = {
  readonly now: Date
  /** Zone of the agent when no calendar is given. */
  readonly zone?: string
  readonly calendar?: Calendar
  /** Whether a bare day is meant as when it begins (a reminder; the rule) or as when it ends (a due time). */
  readonly edge?: Edge
}

const SHORT = /\b(mon|tues?|weds?|thurs?|thu|fri|sat|sun)\b\.?/g
const FULL: Readonly<Record<string, string>> = {
  mon: 'monday',
  tue: 'tuesday',
  wed: 'wednesday',
  thu: 'thursday',
  fri: 'friday',
  sat: 'saturday',
  sun: 'sunday',
}
const ONLY_DURATION = new RegExp(
  String.raw`^(?:in|within|after|\+)?\s*(?:about |the next |another )?${DURATION}(?: (?:from now|time|later))?$`,
)

/** The instant a short text names, always after `now`; undefined when it names none. */
export function parseWhen(text: string, context: WhenContext): Date | undefined {
  const { now } = context
  const calendar = context.calendar ?? officeHours(context.zone ?? 'UTC')
  const plain = lowerCase(normalise(text))
    .trim()
    .replace(/\s+/g, ' ')
    .replace(
      /\b(\d+) ?(d|w)\b/g,
      (_, amount: string, unit: string) => `${amount} ${unit === 'd' ? 'days' : 'weeks'}`,
    )
    .replace(SHORT, (word) => FULL[word.slice(0, 3)] ?? word)
  const groups = ONLY_DURATION.exec(plain)?.slice(1)
  const duration = groups && durationOf(groups)
  const at = duration
    ? endOf(duration, now, calendar)
    : dateIn(withLead(plain), now, calendar, context.edge ?? 'start')?.at
  return at && at > now ? at : undefined
}

/** A bare "15:00", "3pm" or "29th" needs the word that prose would have before it. */
function withLead(text: string): string {
  return /^(?:\d{1,2}:\d\d|\d{1,2} ?o'clock)$/.test(text)
    ? `at ${text}`
    : text
        .replace(/^(\d{1,2}(?:st|nd|rd|th)|\d{1,2}\/\d{1,2})\b/, 'on $1')
        .replace(/ (\d{1,2}:\d\d)$/, ' at $1')
        .replace(/ at at /, ' at ')
}
