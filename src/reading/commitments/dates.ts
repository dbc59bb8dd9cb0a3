/** Calendar phrases in text ("by Tuesday", "tomorrow at 5pm", "end of the week") as instants in a zone. */
import * as chrono from 'chrono-node'
import { closingOf, isOpenDay, nextClosing, nextOpening } from '#kit/calendar.ts'
import type { Calendar } from '#kit/calendar.ts'
import { WEEKDAYS, addDays, dayNumberOf, dayOf, dayOfNumber, instantAt, weekdayOf } from '#kit/time.ts'

/** `'end'` answers when the phrase is over, as a due time is read; `'start'` when it begins, as a reminder is. */
export type Edge = 'start' | 'end'

export type FoundDate = { readonly start: number; readonly end: number; readonly at: Date }

type Ask = { readonly today: string; readonly at: Date; readonly calendar: Calendar; readonly edge: Edge }
type Part = 'morning' | 'afternoon' | 'evening' | 'night'
/** A day the phrase names; with a part of the day, or the word that closing time is meant. A `marker` ("end of day") lends that to a day named beside it. */
type NamedDay = {
  readonly day: string
  readonly part?: Part
  readonly closing?: boolean
  readonly marker?: boolean
}
type Rule = readonly [pattern: RegExp, read: (match: RegExpExecArray, ask: Ask) => NamedDay | undefined]

const DAY_NAMES = String.raw`(?:mon|tues|wednes|thurs|fri|satur|sun)day`
const SHORT_DAYS = String.raw`(?:mon|tues?|weds?|thurs?|thu|fri|sat|sun)\b\.?`
const MONTHS = String.raw`(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)`
const ORDINAL = String.raw`\d{1,2}(?:st|nd|rd|th)`
const YEAR = String.raw`(?:,? (?:19|20)\d\d\b)?`
const PART = String.raw`(?: (?:in the )?(morning|afternoon|evening|night))?`

const CLOCK_OF_PART: Readonly<Record<Edge, Readonly<Record<Part, string>>>> = {
  end: { morning: '12:00', afternoon: '17:00', evening: '21:00', night: '23:59' },
  start: { morning: '09:00', afternoon: '14:00', evening: '18:00', night: '20:00' },
}
/** When a day of ours has no closing left, it ends as days do. */
const LAST_MINUTE = '23:59'

const partOf = (text: string | undefined): { part?: Part } => {
  const part = (['morning', 'afternoon', 'evening', 'night'] as const).find((one) => one === text)
  return part ? { part } : {}
}

/** Where two overlap the longer wins, else the first in the text. */
const RULES: readonly Rule[] = [
  [/\bday after tomorrow\b/g, (_, { today }) => ({ day: addDays(today, 2) })],
  [
    new RegExp(String.raw`\b(?:tomorrow|tomorow|tmrw|tmr|2morrow)(?:'s)?${PART}\b`, 'g'),
    (match, { today }) => ({ day: addDays(today, 1), ...partOf(match[1]) }),
  ],
  [/\b(?:later )?(?:tonight|tonite)\b/g, (_, { today }) => ({ day: today, part: 'night' })],
  [
    /\b(?:later )?this (morning|afternoon|evening)\b/g,
    (match, { today }) => ({ day: today, ...partOf(match[1]) }),
  ],
  [/\b(?:later |by the end of )?today\b(?!'s)/g, (_, { today }) => ({ day: today })],
  [
    /\b(?:(?:end|close) of (?:the |our |this |next |my |your )?(?:business(?: day)?|work(?:ing)? ?day|play|day|shift)|eod|cob|eob)\b/g,
    (match, ask) => closingDay(match[0].includes('next') ? addDays(ask.today, 1) : undefined, ask),
  ],
  [
    /\b(?:by|before) (?:the |this )?weekend\b/g,
    (_, ask) => lastOpenDay(addDays(mondayOf(ask.today), 4), ask),
  ],
  [
    /\b(?:this|over the|at the|on the|during the|the) weekend\b/g,
    ({}, { today, edge }) => ({ day: addDays(mondayOf(today), edge === 'end' ? 6 : 5) }),
  ],
  [
    /\b(?:(?:by |at |before )?(?:the )?end of (?:the |this )?week|eow|(?:later |sometime )?this week)\b/g,
    (_, ask) => lastOpenDay(addDays(mondayOf(ask.today), 6), ask),
  ],
  [
    new RegExp(String.raw`\b(?:(${DAY_NAMES}) (?:of )?next week|next week(?: on)? (${DAY_NAMES}))\b`, 'g'),
    (match, { today }) => ({ day: addDays(mondayOf(today), 7 + weekdayIndex(match[1] ?? match[2] ?? '')) }),
  ],
  [
    /\b(?:(early|beginning of|start of) |mid |later |end of |sometime )?next week\b/g,
    (match, ask) => {
      const monday = addDays(mondayOf(ask.today), 7)
      if (ask.edge === 'start') return { day: monday }
      return lastOpenDay(addDays(monday, match[1] ? 1 : 6), ask)
    },
  ],
  [
    /\b(?:end of (?:the |this )?month|eom|(?:later |sometime )?this month)\b/g,
    (_, ask) => lastOpenDay(addDays(monthAfter(ask.today, 1), -1), ask),
  ],
  [
    new RegExp(String.raw`\b(${DAY_NAMES}) in (a|one|two|three|1|2|3) weeks?\b`, 'g'),
    (match, { today }) => {
      const weeks = ['', 'one', 'two', 'three'].indexOf(match[2] ?? '')
      const count = weeks > 0 ? weeks : Number(match[2] === 'a' ? 1 : match[2])
      return { day: addDays(comingWeekday(match[1] ?? '', addDays(today, -1)), 7 * count) }
    },
  ],
  [/\bend of (?:the|this) year\b/g, (_, { today }) => ({ day: `${today.slice(0, 4)}-12-31` })],
  [
    /\b(?:end of )?next month\b/g,
    (_, ask) =>
      ask.edge === 'start'
        ? { day: monthAfter(ask.today, 1) }
        : lastOpenDay(addDays(monthAfter(ask.today, 2), -1), ask),
  ],
  [
    new RegExp(
      String.raw`\b(?:${DAY_NAMES},? (?:the )?)?(?:${MONTHS}\.?,? (?:the )?\d{1,2}(?:st|nd|rd|th)?\b(?![:\d])|(?:the )?\d{1,2}(?:st|nd|rd|th)?(?: of)? ${MONTHS}\b)${YEAR}`,
      'g',
    ),
    namedByChrono,
  ],
  [/\b\d{4}-\d\d-\d\d\b/g, namedByChrono],
  [/(?<=\b(?:by|on|before|until|till|from) )\d{1,2}\/\d{1,2}(?:\/\d{2,4})?\b(?!\d|\/)/g, namedByChrono],
  [
    new RegExp(String.raw`\bnext (${DAY_NAMES}|${SHORT_DAYS})${PART}`, 'g'),
    (match, { today }) => ({
      day: addDays(mondayOf(today), 7 + weekdayIndex(match[1] ?? '')),
      ...partOf(match[2]),
    }),
  ],
  [
    new RegExp(String.raw`\b(?:(?:on|by|before|until|till|this|coming) )*(${DAY_NAMES})${PART}(?!'?s)`, 'g'),
    (match, ask) => ({ day: comingWeekday(match[1] ?? '', ask.today), ...partOf(match[2]) }),
  ],
  [
    new RegExp(String.raw`\b(?:on|by|before|until|till|this|coming) (${SHORT_DAYS})${PART}`, 'g'),
    (match, ask) => ({ day: comingWeekday(match[1] ?? '', ask.today), ...partOf(match[2]) }),
  ],
  [
    new RegExp(
      String.raw`\b(?:(?:by|on|before|until|till|from) (?:the )?|the )(${ORDINAL})\b(?! (?:of )?${MONTHS}| (?:time|one|floor|bag|leg|day|flight|party|row|of [a-z]+ (?!month)))`,
      'g',
    ),
    (match, { today }) => ({ day: comingDate(Number.parseInt(match[1] ?? '', 10), today) }),
  ],
]

/** The first calendar phrase of a text, in lower case with straight quotes. Offsets are into that text. */
export function dateIn(text: string, at: Date, calendar: Calendar, edge: Edge): FoundDate | undefined {
  const ask: Ask = { today: dayOf(at, calendar.zone), at, calendar, edge }
  const day = firstDay(text, ask)
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

function firstDay(text: string, ask: Ask): { start: number; end: number; named: NamedDay } | undefined {
  let best: { start: number; end: number; named: NamedDay } | undefined
  let closing = false
  for (const [pattern, read] of RULES) {
    pattern.lastIndex = 0
    const match = pattern.exec(text)
    if (!match) continue
    const [start, end] = [match.index, match.index + match[0].length]
    const named = read(match, ask)
    if (!named) continue
    if (named.marker) closing = true
    const wins = !best || best.named.marker || (!named.marker && isNearer({ start, end }, best))
    if (wins) best = { start, end, named }
  }
  if (best && closing) return { ...best, named: { ...best.named, closing: true } }
  return best
}

/** Of two that overlap the longer says more; else the first counts. */
function isNearer(a: { start: number; end: number }, b: { start: number; end: number }): boolean {
  const overlap = a.start < b.end && b.start < a.end
  return overlap ? a.end - a.start > b.end - b.start : a.start < b.start
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

function closingDay(day: string | undefined, { at, calendar }: Ask): NamedDay {
  return { day: day ?? dayOf(nextClosing(calendar, at), calendar.zone), closing: true, marker: true }
}

/** The last open day of the six up to this one, for "this week" and its like; the day itself when none is open. */
function lastOpenDay(day: string, { calendar, today }: Ask): NamedDay {
  for (let back = 0; back < 6; back++) {
    const earlier = addDays(day, -back)
    if (earlier < today) break
    if (isOpenDay(calendar, earlier)) return { day: earlier, closing: true }
  }
  return { day: day < today ? today : day }
}

/** Chrono reads month names, years and figures; the reference is the wall clock as if it were UTC, so no zone of the machine matters. */
function namedByChrono(match: RegExpExecArray, { today, calendar }: Ask): NamedDay | undefined {
  const dayFirst = !/^America\/|^-/.test(calendar.zone)
  const reader = dayFirst && match[0].includes('/') ? chrono.en.GB : chrono.casual
  const reference = { instant: new Date(`${today}T00:00:00Z`), timezone: 0 }
  // A weekday beside a date says nothing more, and wins over the date when it is wrong.
  const text = match[0].replace(new RegExp(`^${DAY_NAMES},? (?:the )?`), '').replace(/\bthe /g, '')
  const [found] = reader.parse(text, reference, { forwardDate: true })
  if (!found) return undefined
  return { day: found.start.date().toISOString().slice(0, 10) }
}

function mondayOf(day: string): string {
  return addDays(day, -WEEKDAYS.indexOf(weekdayOf(day)))
}

function weekdayIndex(name: string): number {
  return Math.max(
    0,
    WEEKDAYS.findIndex((weekday) => name.startsWith(weekday)),
  )
}

/** "Tuesday", said on a Tuesday, is in a week. */
function comingWeekday(name: string, today: string): string {
  const ahead = (weekdayIndex(name) - WEEKDAYS.indexOf(weekdayOf(today)) + 7) % 7
  return addDays(today, ahead === 0 ? 7 : ahead)
}

function comingDate(date: number, today: string): string {
  for (let month = 0; month < 3; month++) {
    const first = month === 0 ? `${today.slice(0, 7)}-01` : monthAfter(today, month)
    const day = addDays(first, date - 1)
    if (day >= today && day.slice(0, 7) === first.slice(0, 7)) return day
  }
  return today
}

/** The first day of the month this many months on. */
function monthAfter(day: string, months: number): string {
  const [year = 0, month = 1] = day.split('-').map(Number)
  return dayOfNumber(dayNumberOf(new Date(Date.UTC(year, month - 1 + months, 1)).toISOString().slice(0, 10)))
}

type FoundClock = {
  readonly start: number
  readonly end: number
  readonly clock: string
  readonly zone?: string
}

const ZONES: Readonly<Record<string, string>> = {
  et: 'America/New_York',
  est: 'America/New_York',
  edt: 'America/New_York',
  eastern: 'America/New_York',
  ct: 'America/Chicago',
  cst: 'America/Chicago',
  cdt: 'America/Chicago',
  central: 'America/Chicago',
  mt: 'America/Denver',
  mst: 'America/Denver',
  mdt: 'America/Denver',
  pt: 'America/Los_Angeles',
  pst: 'America/Los_Angeles',
  pdt: 'America/Los_Angeles',
  pacific: 'America/Los_Angeles',
  gmt: 'UTC',
  utc: 'UTC',
  bst: 'Europe/London',
  cet: 'Europe/Berlin',
  cest: 'Europe/Berlin',
}
const LEAD = String.raw`(?:(?:by|before|at|around|about|until|till|approximately|approx|than|@|~) ?)`
const MERIDIEM = String.raw`(?:(\d{1,2})(?:[:.](\d\d))?(?: ?([ap])\.?m\b\.?|([ap])\b))`
const CLOCK = new RegExp(
  String.raw`(?<![\d:/.$£€])(?:(${LEAD})?${MERIDIEM}|${LEAD}(?:at )?(\d{1,2}):(\d\d)\b|\b(noon|midday|midnight)\b|${LEAD}(\d{1,2}) ?o'clock\b)(?: ?\(?(${Object.keys(ZONES).join('|')})\b)?`,
  'g',
)
/** "2pm to 4pm": the later of two is the one that counts. */
const RANGE_BETWEEN = /^\s*(?:-|–|to|and|or)\s*$/

function clockIn(text: string): FoundClock | undefined {
  const found: FoundClock[] = []
  for (const match of text.matchAll(CLOCK)) {
    const clock = clockOfMatch(match)
    if (!clock) continue
    const zone = ZONES[match[10] ?? '']
    found.push({ start: match.index, end: match.index + match[0].length, clock, ...(zone ? { zone } : {}) })
  }
  const [first, second] = found
  if (first && second && RANGE_BETWEEN.test(text.slice(first.end, second.start)))
    return { ...second, start: first.start }
  return first
}

function clockOfMatch(match: RegExpExecArray): string | undefined {
  const [, , hour, minute, spaced, attached, hour24, minute24, word, oclock] = match
  if (word) return word === 'midnight' ? '24:00' : '12:00'
  const late = (spaced ?? attached) === 'p'
  const hours = hour ? (Number(hour) % 12) + (late ? 12 : 0) : Number(hour24 ?? oclock)
  const minutes = Number(minute ?? minute24 ?? 0)
  if ((hour && Number(hour) > 12) || hours > 23 || minutes > 59) return undefined
  return `${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`
}
