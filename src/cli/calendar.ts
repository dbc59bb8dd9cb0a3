/** `spoonful calendar`: business-time arithmetic over JSON lines, one answer a line, in the order asked. */
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import {
  addBusinessDays,
  addBusinessMinutes,
  businessDayFrom,
  dueOf,
  explainDue,
  isHoliday,
  isOpenAt,
  isOpenDay,
  nextClosing,
  nextOpening,
  openDaysBetween,
  openMsBetween,
  previousClosing,
  previousOpening,
  subtractBusinessDays,
  subtractBusinessMinutes,
} from '#kit/calendar.ts'
import type { Calendar, ClosedClock, ClosingEdge, Span, SpanUnit } from '#kit/calendar.ts'
import { calendarFromWire } from '#kit/calendar/wire.ts'
import { Refusal } from '#kit/refusal.ts'
import {
  DAY_MS,
  HOUR_MS,
  MINUTE_MS,
  SECOND_MS,
  clockOf,
  dayOf,
  instantAt,
  localMsOf,
  minutesOfClock,
} from '#kit/time.ts'

type Question = Readonly<Record<string, unknown>>
type Answer = string | number | boolean

/** Answers each line `{id, calendar, op, start, end?, amount?, unit?}` with `{id, result}`; a bad line goes to stderr. Exit 1 when any was bad. */
export async function runCalendar(
  stdin: NodeJS.ReadableStream,
  stdout: NodeJS.WritableStream,
  stderr: NodeJS.WritableStream,
): Promise<number> {
  const calendarOf = rememberingCalendars()
  let number = 0
  let exit = 0
  for await (const line of createInterface({ input: stdin, crlfDelay: Infinity })) {
    number++
    if (line.trim() === '') continue
    try {
      const question = questionOf(line)
      const result = answer(calendarOf(question['calendar']), question)
      await write(stdout, { id: question['id'], result })
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      exit = 1
      await write(stderr, { line: number, error: error.message, code: error.code })
    }
  }
  return exit
}

const UNITS: Readonly<Record<string, number>> = { second: SECOND_MS, minute: MINUTE_MS, hour: HOUR_MS }

/** The rules at the edges are those of decision 0010; `"edge": "opening"` asks for the other one at closing time. */
function answer(calendar: Calendar, question: Question): Answer {
  const start = instantOf(question, 'start')
  switch (question['op']) {
    case 'add':
      return instant(added(calendar, start, question))
    case 'subtract':
      return instant(subtracted(calendar, start, question))
    case 'within':
      return Math.max(0, openMsBetween(calendar, start, instantOf(question, 'end'))) / SECOND_MS
    case 'diff':
      return difference(calendar, start, instantOf(question, 'end'), unitOf(question))
    case 'in_hours':
      return isOpenAt(calendar, start)
    case 'on_break':
      return isOnBreak(calendar, start)
    case 'on_holiday':
      return isHoliday(calendar, dayOf(start, calendar.zone))
    case 'working_day':
      return isOpenDay(calendar, dayOf(start, calendar.zone))
    case 'next_open':
      return instant(nextOpening(calendar, start))
    case 'previous_open':
      return instant(previousOpening(calendar, start))
    case 'next_close':
      return instant(nextClosing(calendar, start))
    case 'previous_close':
      return instant(previousClosing(calendar, start))
    case 'next_business_day':
      return instant(sameClockOn(calendar, start, 1))
    case 'last_business_day':
    case 'previous_business_day':
      return instant(sameClockOn(calendar, start, -1))
    case 'due':
      return instant(dueOf(calendar, start, spanOf(question)))
    case 'explain':
      return explainDue(calendar, start, spanOf(question))
    default:
      throw new Refusal('question_invalid', `There is no op "${String(question['op'])}".`)
  }
}

function added(calendar: Calendar, start: Date, question: Question): Date {
  const unit = unitOf(question)
  const amount = amountOf(question)
  if (unit === 'day') return addBusinessDays(calendar, start, amount, closedClockOf(calendar, start))
  return addBusinessMinutes(calendar, start, (amount * unitMs(unit)) / MINUTE_MS, edgeOf(question))
}

function subtracted(calendar: Calendar, start: Date, question: Question): Date {
  const unit = unitOf(question)
  const amount = amountOf(question)
  if (unit === 'day') return subtractBusinessDays(calendar, start, amount, closedClockOf(calendar, start))
  return subtractBusinessMinutes(calendar, start, (amount * unitMs(unit)) / MINUTE_MS)
}

/** A start at midnight names a day, so the answer is a day too and keeps its midnight though nobody is in. */
function closedClockOf(calendar: Calendar, start: Date): ClosedClock {
  return localMsOf(start, calendar.zone) % DAY_MS === 0 ? 'keep' : 'move'
}

function difference(calendar: Calendar, start: Date, end: Date, unit: string): number {
  if (unit === 'day') return openDaysBetween(calendar, start, end)
  return openMsBetween(calendar, start, end) / unitMs(unit)
}

function isOnBreak(calendar: Calendar, at: Date): boolean {
  const minutes = (localMsOf(at, calendar.zone) % DAY_MS) / MINUTE_MS
  const breaks = calendar.breaks?.[dayOf(at, calendar.zone)] ?? []
  return breaks.some(([from, to]) => minutesOfClock(from) <= minutes && minutes < minutesOfClock(to))
}

function sameClockOn(calendar: Calendar, start: Date, count: number): Date {
  const { zone } = calendar
  return instantAt(businessDayFrom(calendar, dayOf(start, zone), count), clockOf(start, zone), zone)
}

function rememberingCalendars(): (value: unknown) => Calendar {
  const known = new Map<string, Calendar>()
  return (value) => {
    const key = JSON.stringify(value) ?? ''
    const calendar = known.get(key) ?? calendarFromWire(value)
    if (known.size < MOST_CALENDARS) known.set(key, calendar)
    return calendar
  }
}

const MOST_CALENDARS = 500

function questionOf(line: string): Question {
  try {
    const value: unknown = JSON.parse(line)
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value }
  } catch {
    // refused below, with every other line that is not an object
  }
  throw new Refusal('question_invalid', 'This line is not a JSON object.')
}

/** `Z` or an offset is asked for: a time without one would be read in the zone of whoever runs the command. */
function instantOf(question: Question, field: string): Date {
  const value = question[field]
  const at = typeof value === 'string' && /(Z|[+-]\d\d:?\d\d)$/i.test(value) ? new Date(value) : undefined
  if (!at || Number.isNaN(at.getTime()))
    throw new Refusal('question_invalid', `"${field}" should be an instant such as "2026-03-06T21:12:00Z".`)
  return at
}

function amountOf(question: Question): number {
  const { amount } = question
  if (typeof amount === 'number' && Number.isFinite(amount)) return amount
  throw new Refusal('question_invalid', '"amount" should be a number.')
}

function edgeOf(question: Question): ClosingEdge {
  const edge = question['edge'] ?? 'closing'
  if (edge === 'closing' || edge === 'opening') return edge
  throw new Refusal('question_invalid', '"edge" should be "closing" or "opening".')
}

/** `hours`, `hour` and `business_hour` are one unit here: the ops already say that time is business time. */
function unitOf(question: Question): string {
  const unit = String(question['unit'] ?? 'seconds').replace(/^business_|s$/g, '')
  if (unit === 'day' || UNITS[unit] !== undefined) return unit
  throw new Refusal('question_invalid', `There is no unit "${String(question['unit'])}".`)
}

function unitMs(unit: string): number {
  return UNITS[unit] ?? SECOND_MS
}

const SPAN_UNITS: readonly SpanUnit[] = [
  'minute',
  'hour',
  'business_minute',
  'business_hour',
  'business_day',
  'day',
]

function spanOf(question: Question): Span {
  const name = String(question['unit']).replace(/s$/, '')
  const unit = SPAN_UNITS.find((one) => one === name)
  if (unit) return { amount: amountOf(question), unit }
  throw new Refusal('question_invalid', `A promise cannot be counted in "${name}".`)
}

function instant(at: Date): string {
  return at.toISOString().replace('.000Z', 'Z')
}

async function write(stream: NodeJS.WritableStream, value: unknown): Promise<void> {
  if (!stream.write(`${JSON.stringify(value)}\n`)) await once(stream, 'drain')
}
