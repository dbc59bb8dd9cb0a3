/** Words that name a day ("tomorrow", "end of the week", "the 29th") and the day each one names. */
import * as chrono from 'chrono-node/en'
import { isOpenDay, nextClosing } from '#kit/calendar.ts'
import type { Calendar } from '#kit/calendar.ts'
import { WEEKDAYS, addDays, dayNumberOf, dayOf, dayOfNumber, weekdayOf } from '#kit/time.ts'

/** `'end'` answers when the phrase is over, as a due time is read; `'start'` when it begins, as a reminder is. */
export type Edge = 'start' | 'end'

/** What a phrase is read against. */
export type Ask = {
  readonly today: string
  readonly at: Date
  readonly calendar: Calendar
  readonly edge: Edge
}
export type Part = 'morning' | 'afternoon' | 'evening' | 'night'
/** A day the phrase names; with a part of the day, or the word that closing time is meant. A `marker` ("end of day") lends that to a day named beside it. */
export type NamedDay = {
  readonly day: string
  readonly part?: Part
  readonly closing?: boolean
  readonly marker?: boolean
}
export type FoundDay = { readonly start: number; readonly end: number; readonly named: NamedDay }

type Rule = readonly [pattern: RegExp, read: (match: RegExpExecArray, ask: Ask) => NamedDay | undefined]

const DAY_NAMES = String.raw`(?:mon|tues|wednes|thurs|fri|satur|sun)day`
const SHORT_DAYS = String.raw`(?:mon|tues?|weds?|thurs?|thu|fri|sat|sun)\b\.?`
const MONTHS = String.raw`(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)`
const ORDINAL = String.raw`\d{1,2}(?:st|nd|rd|th)`
const YEAR = String.raw`(?:,? (?:19|20)\d\d\b)?`
const PART = String.raw`(?: (?:in the )?(morning|afternoon|aft|arvo|evening|night))?`

const partOf = (text: string | undefined): { part?: Part } => {
  if (text === 'aft' || text === 'arvo') return { part: 'afternoon' }
  const part = (['morning', 'afternoon', 'evening', 'night'] as const).find((one) => one === text)
  return part ? { part } : {}
}

/** Where two overlap the longer wins, else the first in the text. */
const RULES: readonly Rule[] = [
  [/\bday after tomorrow\b/g, (_, { today }) => ({ day: addDays(today, 2) })],
  [
    new RegExp(
      String.raw`\b(?:tomorrow|tomorow|tmrw|tmr|2morrow|2mrw|2moro|tomoz|overnight)(?:'s)?${PART}\b`,
      'g',
    ),
    (match, { today }) => ({ day: addDays(today, 1), ...partOf(match[1]) }),
  ],
  [/\b(?:later )?(?:tonight|tonite)\b/g, (_, { today }) => ({ day: today, part: 'night' })],
  [
    /\b(?:later )?this (morning|afternoon|aft|arvo|evening)\b/g,
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
    (_, { today, edge }) => ({ day: addDays(mondayOf(today), edge === 'end' ? 6 : 5) }),
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
  [
    /\b(?:mid-?week|mid week|middle of the week)\b/g,
    (_, { today }) => ({ day: comingWeekday('wednesday', addDays(today, -1)) }),
  ],
  [
    new RegExp(String.raw`\b(?:mid[- ]|(?:the )?middle of )(${MONTHS})\b`, 'g'),
    (match, { today, edge }) => ({ day: middleOfMonth(match[1] ?? '', today, edge) }),
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
  // "Friday the 17th" is the next 17th that is a Friday.
  [
    new RegExp(
      String.raw`\b(?:(?:on|by|before|until|till|this) )?(${DAY_NAMES}),? (?:the )?(${ORDINAL})\b(?! (?:of )?${MONTHS})`,
      'g',
    ),
    (match, { today }) => {
      const day = comingWeekdayDate(match[1] ?? '', Number.parseInt(match[2] ?? '', 10), today)
      return day === undefined ? undefined : { day }
    },
  ],
  [/\b(?:a |one )?fortnight (?:from )?(?:today|now)\b/g, (_, { today }) => ({ day: addDays(today, 14) })],
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
    new RegExp(String.raw`\b(?:on|by|before|until|till|this|coming|eta) (${SHORT_DAYS})${PART}`, 'g'),
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

/** The first day a text names; see `dateIn`. */
export function dayPhraseIn(text: string, ask: Ask): FoundDay | undefined {
  let best: FoundDay | undefined
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
  const reader = dayFirst && match[0].includes('/') ? chrono.GB : chrono.casual
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

/** The next day of that weekday and that date, within a year: for a slip of the pen there is none, and the weekday counts alone. */
/** The middle of a month reaches from its 10th to its 20th. */
function middleOfMonth(name: string, today: string, edge: Edge): string {
  const month = SHORT_MONTHS.indexOf(name.slice(0, 3))
  for (let ahead = 0; ahead <= 12; ahead++) {
    const first = ahead === 0 ? `${today.slice(0, 7)}-01` : monthAfter(today, ahead)
    const day = addDays(first, edge === 'end' ? 19 : 9)
    if (Number(first.slice(5, 7)) === month + 1 && day >= today) return day
  }
  return today
}

const SHORT_MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

function comingWeekdayDate(name: string, date: number, today: string): string | undefined {
  for (let month = 0; month < 12; month++) {
    const first = month === 0 ? `${today.slice(0, 7)}-01` : monthAfter(today, month)
    const day = addDays(first, date - 1)
    const isIt = WEEKDAYS.indexOf(weekdayOf(day)) === weekdayIndex(name)
    if (isIt && day >= today && day.slice(0, 7) === first.slice(0, 7)) return day
  }
  return undefined
}

/** The first day of the month this many months on. */
function monthAfter(day: string, months: number): string {
  const [year = 0, month = 1] = day.split('-').map(Number)
  return dayOfNumber(dayNumberOf(new Date(Date.UTC(year, month - 1 + months, 1)).toISOString().slice(0, 10)))
}
