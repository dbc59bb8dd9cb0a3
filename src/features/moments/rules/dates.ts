/** The day of an event that a text speaks of: "my sister's wedding on the 29th". Pure; dates are read by chrono-node. */
import type { ParsedComponents } from 'chrono-node'
import * as chrono from 'chrono-node/en'
import { addDays, dayOf, instantAt, localMsOf, MINUTE_MS } from '#kit/time.ts'

/** A day that was said, and where. Offsets in UTF-16 units of the text given. */
export type SaidDay = { readonly day: string; readonly start: number; readonly end: number }

/** "the 29th", which chrono leaves alone; ordinals of other things ("the 2nd time", "5th order") don't match. */
const DAY_OF_MONTH =
  /\b(?:on|by|before|until|till|for)\s+the\s+(\d{1,2})(?:st|nd|rd|th)\b(?!\s+(?:time|order|of|try|attempt|day|week|one|message|e-?mail|call|birthday|anniversary|floor|street|avenue))/gi
/** Spans without a day of their own: "next week" is no Friday. */
const VAGUE = /\b(?:weeks?|months?|years?|weekend|fortnight)\b/i
const WEEKDAY = /\b(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\b/i
/** Words that chrono takes for dates and people mostly don't: "may I", "now", "sat". */
const NOT_A_DAY = /^(?:may|now|sat|sun|mon|wed|today|tonight|this (?:morning|afternoon|evening)|\d+)$/i

/**
 * Days a text speaks of that lie after the day of `at`, in order of their place, at most five. Relative words ("next Saturday")
 * are counted from `at` in the zone.
 */
export function daysSaidIn(text: string, at: Date, zone: string): SaidDay[] {
  if (
    !/\d|day|week|month|tomorrow|uary|march|april|may|june|july|august|ember|ober|jan|feb|apr|jun|jul|aug|sep|oct|nov|dec/i.test(
      text,
    )
  )
    return []
  const today = dayOf(at, zone)
  const offsetMinutes = Math.round((localMsOf(at, zone) - at.getTime()) / MINUTE_MS)
  const read = chrono.casual
    .parse(text.slice(0, 4_000), { instant: at, timezone: offsetMinutes }, { forwardDate: true })
    .filter(
      (found) =>
        !NOT_A_DAY.test(found.text.trim()) &&
        (!VAGUE.test(found.text) || WEEKDAY.test(found.text)) &&
        isSaidDay(found.start),
    )
    .map((found) => ({
      day: dayOf(found.start.date(), zone),
      start: found.index,
      end: found.index + found.text.length,
    }))
  const numbered = [...text.slice(0, 4_000).matchAll(DAY_OF_MONTH)].flatMap((match) => {
    const day = nextDayOfMonth(today, Number(match[1]))
    return day === undefined ? [] : [{ day, start: match.index, end: match.index + match[0].length }]
  })
  return [
    ...read,
    ...numbered.filter((one) => !read.some((other) => one.start < other.end && other.start < one.end)),
  ]
    .filter(({ day }) => day > today && day <= addDays(today, 550))
    .sort((a, b) => a.start - b.start)
    .slice(0, 5)
}

/** The day said in the clause or sentence around a quote, nearest to it; undefined where none is said. */
export function daySaidNear(
  text: string,
  start: number,
  end: number,
  days: readonly SaidDay[],
): string | undefined {
  const [from, to] = sentenceAround(text, start, end)
  const near = days.filter((one) => one.start >= from && one.end <= to)
  const distance = (one: SaidDay) => Math.max(0, one.start - end, start - one.end)
  return near.sort((a, b) => distance(a) - distance(b))[0]?.day
}

/** The sentence around a place, in UTF-16 offsets. */
export function sentenceAround(text: string, start: number, end: number): [number, number] {
  const before = text.slice(0, start)
  const from = Math.max(
    ...['. ', '! ', '? ', '\n'].map((stop) => before.lastIndexOf(stop) + stop.length).filter((at) => at > 1),
    0,
  )
  const after = text.slice(end).search(/[.!?](?:\s|$)|\n/)
  return [from, after < 0 ? text.length : end + after]
}

/** The instant from which a day is over in a zone. */
export function endOfDay(day: string, zone: string): Date {
  return instantAt(addDays(day, 1), '00:00', zone)
}

/** "in 8 days", "tomorrow", "today" or "12 days ago". */
export function distanceInDays(day: string, now: Date, zone: string): string {
  const count = Math.round((Date.parse(day) - Date.parse(dayOf(now, zone))) / 86_400_000)
  if (count === 0) return 'today'
  if (count === 1) return 'tomorrow'
  if (count === -1) return 'yesterday'
  return count > 0 ? `in ${count} days` : `${-count} days ago`
}

const DAY_NAME = new Intl.DateTimeFormat('en-GB', {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  timeZone: 'UTC',
})

/** "Sat 29 Nov" */
export function dayInWords(day: string): string {
  return DAY_NAME.format(new Date(`${day}T00:00:00Z`))
    .replace(',', '')
    .replace('Sept', 'Sep')
}

/** A weekday, or a day with its month; a bare month or year is none. */
function isSaidDay(start: ParsedComponents): boolean {
  return start.isCertain('day') || start.isCertain('weekday')
}

/** The next day, today excluded, whose number in the month is this. */
function nextDayOfMonth(today: string, wanted: number): string | undefined {
  if (wanted < 1 || wanted > 31) return undefined
  for (let ahead = 1; ahead <= 62; ahead++) {
    const day = addDays(today, ahead)
    if (Number(day.slice(8)) === wanted) return day
  }
  return undefined
}
