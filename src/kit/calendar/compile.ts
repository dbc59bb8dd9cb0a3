/** Turns a calendar into tables of open segments, one block of days at a time, so that a due date costs a few searches. */
import type { Calendar, TimeWindow } from '#kit/calendar/definition.ts'
import { Refusal } from '#kit/refusal.ts'
import {
  DAY_MS,
  MINUTE_MS,
  WEEKDAYS,
  dayNumberOf,
  dayOfNumber,
  minutesOfClock,
  weekdayOfNumber,
  zoneOf,
} from '#kit/time.ts'
import type { Zone } from '#kit/time.ts'

/** Days in one block. A year and a bit: building one takes under a millisecond and few calendars need a second. */
export const BLOCK_DAYS = 512
/** A search that finds nothing open for this many blocks (a century) gives up. */
export const MOST_BLOCKS = 72

/** Open segments of `BLOCK_DAYS` days, in time order; times in epoch milliseconds. */
export type Block = {
  readonly opens: Float64Array
  readonly closes: Float64Array
  /** Open milliseconds of the block before each segment; one longer than `opens`, so the last entry is the total. */
  readonly before: Float64Array
  /** The first segment of each day, `BLOCK_DAYS + 1` long. */
  readonly firstOfDay: Int32Array
  /** Days with an open segment before each day, `BLOCK_DAYS + 1` long. */
  readonly openDaysBefore: Int32Array
}

export type CompiledCalendar = {
  readonly zone: Zone
  block(index: number): Block
  /** Whether a day is a holiday, half days included. */
  isHoliday(dayNumber: number): boolean
  /** The dated breaks of a day as minutes after midnight. */
  breaksOf(dayNumber: number): readonly Minutes[]
  /** Whether a day has any open minute. */
  isOpenDay(dayNumber: number): boolean
}

type Minutes = readonly [from: number, to: number]
const NONE: readonly Minutes[] = []
const compiled = new WeakMap<Calendar, CompiledCalendar>()

/** The tables of a calendar, built once per calendar object. Refuses `calendar_invalid` and `calendar_never_open`. */
export function compiledOf(calendar: Calendar): CompiledCalendar {
  const known = compiled.get(calendar)
  if (known) return known
  const fresh = compile(calendar)
  compiled.set(calendar, fresh)
  return fresh
}

function compile(calendar: Calendar): CompiledCalendar {
  const zone = zoneOf(calendar.zone)
  const week = WEEKDAYS.map((weekday) => minutesOf(calendar.week[weekday] ?? [], weekday))
  const yearly = new Map<string, readonly Minutes[]>()
  const dated = new Map<number, readonly Minutes[]>()
  for (const holiday of calendar.holidays ?? []) {
    const windows = minutesOf(holiday.windows ?? [], holiday.on)
    if (holiday.on.startsWith('*-')) {
      dayNumberOf(`2000${holiday.on.slice(1)}`)
      yearly.set(holiday.on.slice(2), windows)
    } else dated.set(dayNumberOf(holiday.on), windows)
  }
  const breaks = byDay(calendar.breaks)
  const shifts = byDay(calendar.shifts)
  if (!opensEver(week, yearly, dated, shifts)) {
    throw new Refusal(
      'calendar_never_open',
      'This calendar has no open hour, so nothing could ever be due.',
      {},
    )
  }

  const yearlyOf = (dayNumber: number) =>
    yearly.size === 0 ? undefined : yearly.get(dayOfNumber(dayNumber).slice(5))
  const holidayOf = (dayNumber: number) => dated.get(dayNumber) ?? yearlyOf(dayNumber)
  const breaksOf = (dayNumber: number) => breaks.get(dayNumber) ?? NONE
  const weekOf = (dayNumber: number) => week[WEEKDAYS.indexOf(weekdayOfNumber(dayNumber))] ?? NONE

  function windowsOf(dayNumber: number): readonly Minutes[] {
    const open = holidayOf(dayNumber) ?? shifts.get(dayNumber) ?? weekOf(dayNumber)
    const closed = breaks.get(dayNumber)
    return closed ? without(open, closed) : open
  }

  const blocks = new Map<number, Block>()
  function block(index: number): Block {
    const known = blocks.get(index)
    if (known) return known
    const fresh = buildBlock(index * BLOCK_DAYS, windowsOf, zone)
    blocks.set(index, fresh)
    return fresh
  }

  return {
    zone,
    block,
    breaksOf,
    isHoliday: (dayNumber) => holidayOf(dayNumber) !== undefined,
    isOpenDay(dayNumber) {
      const index = Math.floor(dayNumber / BLOCK_DAYS)
      const { openDaysBefore } = block(index)
      const day = dayNumber - index * BLOCK_DAYS
      return (openDaysBefore[day + 1] ?? 0) > (openDaysBefore[day] ?? 0)
    },
  }
}

function buildBlock(firstDay: number, windowsOf: (day: number) => readonly Minutes[], zone: Zone): Block {
  const opens: number[] = []
  const closes: number[] = []
  const before: number[] = [0]
  const firstOfDay = new Int32Array(BLOCK_DAYS + 1)
  const openDaysBefore = new Int32Array(BLOCK_DAYS + 1)
  for (let day = 0; day < BLOCK_DAYS; day++) {
    const midnightMs = (firstDay + day) * DAY_MS
    for (const [from, to] of windowsOf(firstDay + day)) {
      const opensAt = zone.firstReaching(midnightMs + from * MINUTE_MS)
      const closesAt = zone.firstReaching(midnightMs + to * MINUTE_MS)
      if (closesAt <= opensAt) continue // a window the clock skips
      opens.push(opensAt)
      closes.push(closesAt)
      before.push((before.at(-1) ?? 0) + closesAt - opensAt)
    }
    firstOfDay[day + 1] = opens.length
    openDaysBefore[day + 1] = (openDaysBefore[day] ?? 0) + (opens.length > (firstOfDay[day] ?? 0) ? 1 : 0)
  }
  return {
    opens: Float64Array.from(opens),
    closes: Float64Array.from(closes),
    before: Float64Array.from(before),
    firstOfDay,
    openDaysBefore,
  }
}

function byDay(
  days: Readonly<Record<string, readonly TimeWindow[]>> | undefined,
): Map<number, readonly Minutes[]> {
  return new Map(
    Object.entries(days ?? {}).map(([day, windows]) => [dayNumberOf(day), minutesOf(windows, day)]),
  )
}

/** Windows in minutes, sorted, with overlapping and touching ones joined. */
function minutesOf(windows: readonly TimeWindow[], where: string): readonly Minutes[] {
  const sorted = windows
    .map(([from, to]): Minutes => {
      const minutes: Minutes = [minutesOfClock(from), minutesOfClock(to)]
      if (minutes[0] < minutes[1]) return minutes
      throw new Refusal(
        'calendar_invalid',
        `Hours on ${where} end at ${to}, before they begin at ${from}. Write a night as two windows, to 24:00 and from 00:00.`,
        { where, from, to },
      )
    })
    .sort((a, b) => a[0] - b[0])
  const joined: Minutes[] = []
  for (const window of sorted) {
    const last = joined.at(-1)
    if (last && window[0] <= last[1]) joined[joined.length - 1] = [last[0], Math.max(last[1], window[1])]
    else joined.push(window)
  }
  return joined
}

function without(open: readonly Minutes[], closed: readonly Minutes[]): readonly Minutes[] {
  let left = open
  for (const [from, to] of closed) {
    left = left.flatMap(([opens, closes]): Minutes[] => {
      if (to <= opens || from >= closes) return [[opens, closes]]
      const parts: Minutes[] = [
        [opens, from],
        [to, closes],
      ]
      return parts.filter(([a, b]) => a < b)
    })
  }
  return left
}

/** A leap year long, so that every month and day is asked. */
function everyMonthDay(): string[] {
  return Array.from({ length: 366 }, (_, day) => dayOfNumber(dayNumberOf('2000-01-01') + day).slice(5))
}

function opensEver(
  week: readonly (readonly Minutes[])[],
  yearly: ReadonlyMap<string, readonly Minutes[]>,
  dated: ReadonlyMap<number, readonly Minutes[]>,
  shifts: ReadonlyMap<number, readonly Minutes[]>,
): boolean {
  const some = (windows: Iterable<readonly Minutes[]>) => [...windows].some((list) => list.length > 0)
  if (some(yearly.values()) || some(dated.values())) return true
  if ([...shifts].some(([day, list]) => list.length > 0 && !dated.has(day))) return true
  return some(week) && (yearly.size < 365 || everyMonthDay().some((day) => !yearly.has(day)))
}

/** The local day of an instant, in days since 1970-01-01. */
export function dayNumberAt(tables: CompiledCalendar, at: number): number {
  return Math.floor((at + tables.zone.offsetAt(at)) / DAY_MS)
}

/** The first index holding more than a value, in a sorted list. */
export function firstIndexAfter(sorted: Float64Array | Int32Array, value: number): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sorted[middle] ?? 0) > value) high = middle
    else low = middle + 1
  }
  return low
}

/** The first index holding at least a value, in a sorted list. */
export function firstIndexReaching(sorted: Float64Array | Int32Array, value: number): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sorted[middle] ?? 0) >= value) high = middle
    else low = middle + 1
  }
  return low
}

/** What a search says that found nothing open for `MOST_BLOCKS`. */
export function neverAgain(dayNumber: number): Refusal {
  const day = dayOfNumber(dayNumber)
  return new Refusal('calendar_never_open', `This calendar has no open hour for a century around ${day}.`, {
    day,
  })
}
