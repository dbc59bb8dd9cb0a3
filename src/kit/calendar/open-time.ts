/** Open time between instants, and the instant at which an amount of it is used up. */
import {
  compiledOf,
  dayNumberAt,
  firstIndexAfter,
  firstIndexReaching,
  neverAgain,
  BLOCK_DAYS,
  MOST_BLOCKS,
} from '#kit/calendar/compile.ts'
import type { Block, CompiledCalendar } from '#kit/calendar/compile.ts'
import type { Calendar } from '#kit/calendar/definition.ts'
import { DAY_MS, MINUTE_MS } from '#kit/time.ts'

/**
 * Where an amount lands that is used up exactly when the doors close. A promise is due at `'closing'`; work goes on at
 * `'opening'`, the next one.
 */
export type ClosingEdge = 'closing' | 'opening'

const MINUTES_PER_HOUR = 60

/** Whether the team is open at an instant; at closing time it is not. */
export function isOpenAt(calendar: Calendar, at: Date): boolean {
  return nextOpening(calendar, at).getTime() === at.getTime()
}

/** The first open instant at or after this one. */
export function nextOpening(calendar: Calendar, at: Date): Date {
  return addOpenMs(calendar, at, 0, 'closing')
}

/** The last instant at or before this one at which the team was open or just closing. */
export function previousClosing(calendar: Calendar, at: Date): Date {
  return subtractOpenMs(calendar, at, 0)
}

/** Open minutes from one instant to another; negative when `to` lies before `from`; fractions of a minute count. */
export function openMinutesBetween(calendar: Calendar, from: Date, to: Date): number {
  return openMsBetween(calendar, from, to) / MINUTE_MS
}

/** Open milliseconds from one instant to another, negative when `to` lies before `from`. */
export function openMsBetween(calendar: Calendar, from: Date, to: Date): number {
  if (to < from) return 0 - openMsBetween(calendar, to, from) // never -0
  const tables = compiledOf(calendar)
  const first = blockIndexAt(tables, from.getTime())
  const last = blockIndexAt(tables, to.getTime())
  let sum = openedBy(tables.block(last), to.getTime()) - openedBy(tables.block(first), from.getTime())
  for (let index = first; index < last; index++) sum += tables.block(index).before.at(-1) ?? 0
  return sum
}

/** The instant at which this many open minutes have passed. From a closed moment it counts from the next opening. */
export function addBusinessMinutes(
  calendar: Calendar,
  start: Date,
  minutes: number,
  edge: ClosingEdge = 'closing',
): Date {
  if (minutes < 0) return subtractBusinessMinutes(calendar, start, -minutes)
  return addOpenMs(calendar, start, Math.round(minutes * MINUTE_MS), edge)
}

/** As `addBusinessMinutes`, in hours. */
export function addBusinessHours(
  calendar: Calendar,
  start: Date,
  hours: number,
  edge: ClosingEdge = 'closing',
): Date {
  return addBusinessMinutes(calendar, start, hours * MINUTES_PER_HOUR, edge)
}

/**
 * The instant from which this many open minutes lead to `start`. Used up exactly at an opening, it is that opening: work
 * cannot have begun before. With 0 it is the last moment the team was open or just closing.
 */
export function subtractBusinessMinutes(calendar: Calendar, start: Date, minutes: number): Date {
  if (minutes < 0) return addBusinessMinutes(calendar, start, -minutes)
  return subtractOpenMs(calendar, start, Math.round(minutes * MINUTE_MS))
}

/** The last opening at or before an instant. */
export function previousOpening(calendar: Calendar, at: Date): Date {
  const closing = previousClosing(calendar, at)
  const tables = compiledOf(calendar)
  const { opens } = tables.block(blockIndexAt(tables, closing.getTime() - 1))
  return new Date(opens[firstIndexAfter(opens, closing.getTime() - 1) - 1] ?? closing)
}

/** The first closing after an instant. */
export function nextClosing(calendar: Calendar, at: Date): Date {
  const opening = nextOpening(calendar, at)
  const tables = compiledOf(calendar)
  const { closes } = tables.block(blockIndexAt(tables, opening.getTime()))
  return new Date(closes[firstIndexAfter(closes, opening.getTime())] ?? opening)
}

function addOpenMs(calendar: Calendar, start: Date, amountMs: number, edge: ClosingEdge): Date {
  const tables = compiledOf(calendar)
  let at = start.getTime()
  let index = blockIndexAt(tables, at)
  let left = amountMs
  for (let tried = 0; tried < MOST_BLOCKS; tried++) {
    const { opens, closes, before } = tables.block(index)
    const first = firstIndexAfter(closes, at)
    const opensAt = opens[first]
    if (opensAt !== undefined) {
      const target = (before[first] ?? 0) + Math.max(0, at - opensAt) + left
      const past = edge === 'closing' ? firstIndexReaching(before, target) : firstIndexAfter(before, target)
      const segment = Math.max(first, past - 1)
      if (segment < opens.length) return new Date((opens[segment] ?? 0) + target - (before[segment] ?? 0))
      left = target - (before.at(-1) ?? 0)
      at = closes.at(-1) ?? at
      tried = 0
    }
    index++
  }
  throw neverAgain(Math.floor(start.getTime() / DAY_MS))
}

function subtractOpenMs(calendar: Calendar, start: Date, amountMs: number): Date {
  const tables = compiledOf(calendar)
  let at = start.getTime()
  let index = blockIndexAt(tables, at)
  let left = amountMs
  for (let tried = 0; tried < MOST_BLOCKS; tried++) {
    const { opens, closes, before } = tables.block(index)
    // Open at `at` counts as inside even with nothing to take away, so an opening instant is its own answer.
    const last = firstIndexAfter(opens, left === 0 ? at : at - 1) - 1
    if (last >= 0) {
      const opened = Math.min(at, closes[last] ?? at) - (opens[last] ?? 0)
      const target = (before[last] ?? 0) + opened - left
      if (target >= 0) {
        const segment = left === 0 ? last : Math.min(last, firstIndexAfter(before, target) - 1)
        return new Date((opens[segment] ?? 0) + target - (before[segment] ?? 0))
      }
      left = -target
      at = opens[0] ?? at
      tried = 0
    }
    index--
  }
  throw neverAgain(Math.floor(start.getTime() / DAY_MS))
}

/** Open milliseconds of a block up to an instant. */
function openedBy({ opens, closes, before }: Block, at: number): number {
  const segment = firstIndexAfter(opens, at) - 1
  if (segment < 0) return 0
  return (before[segment] ?? 0) + Math.min(at, closes[segment] ?? at) - (opens[segment] ?? 0)
}

function blockIndexAt(tables: CompiledCalendar, at: number): number {
  return Math.floor(dayNumberAt(tables, at) / BLOCK_DAYS)
}
