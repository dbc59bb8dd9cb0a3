/** Where an instant stands on the axis of promises: days side by side, 06 to 20 each, closed days narrow. Pure. */
import type { PromiseBoard } from '#features/promises/contract.ts'
import { addDays, dayOf, instantAt, weekdayOf } from '#kit/time.ts'

export type AxisDay = {
  /** 'YYYY-MM-DD' */
  on: string
  /** Where it begins and how wide it is, in per cent of the axis. */
  left: number
  width: number
  isClosed: boolean
  /** The holiday's name, where it is one. */
  name: string | null
}
export type Stretch = { left: number; width: number }

export type Axis = {
  days: readonly AxisDay[]
  /** Outside business hours. */
  closed: readonly Stretch[]
  /** 0 to 100; what lies before or after the axis stands at its edge. */
  placeOf: (at: number) => number
  /** First and last instant, ms since 1970. */
  from: number
  to: number
}

/** Hours of a day that are drawn, as long as nobody is open outside them. */
const FIRST_HOUR = 6
const LAST_HOUR = 20
/** How wide a closed day is beside an open one. */
const WEEKEND = 0.28
const HOLIDAY = 0.55

type Drawn = {
  on: string
  first: number
  last: number
  weight: number
  isClosed: boolean
  name: string | null
}

/** Lays the days of a board's axis side by side. */
export function layAxis({ from, to, zone, closed }: PromiseBoard['axis']): Axis {
  const shut = closed
    .map((each) => ({ from: Date.parse(each.from), to: Date.parse(each.to), name: each.name }))
    .sort((a, b) => a.from - b.from)
  const isShut = (first: number, last: number) => openBetween(shut, first, last) === 0
  const firstDay = dayOf(new Date(from), zone)
  const lastDay = dayOf(new Date(Date.parse(to) - 1), zone)
  const names: string[] = []
  for (let on = firstDay; on <= lastDay && names.length < 60; on = addDays(on, 1)) names.push(on)

  const at = (on: string, hour: number) =>
    instantAt(on, `${String(hour).padStart(2, '0')}:00`, zone).getTime()
  const isUsual = names.every(
    (on) => isShut(at(on, 0), at(on, FIRST_HOUR)) && isShut(at(on, LAST_HOUR), at(on, 24)),
  )
  const [firstHour, lastHour] = isUsual ? [FIRST_HOUR, LAST_HOUR] : [0, 24]
  const drawn = names.map((on): Drawn => {
    const first = at(on, firstHour)
    const last = at(on, lastHour)
    const isClosed = isShut(first, last)
    const name = isClosed
      ? (shut.find((each) => each.name !== null && each.from < last && each.to > first)?.name ?? null)
      : null
    const weight = !isClosed ? 1 : name !== null && !isWeekend(on) ? HOLIDAY : WEEKEND
    return { on, first, last, weight, isClosed, name }
  })

  const whole = drawn.reduce((sum, day) => sum + day.weight, 0)
  let left = 0
  const days = drawn.map(({ on, weight, isClosed, name }): AxisDay => {
    const width = (weight / whole) * 100
    left += width
    return { on, left: left - width, width, isClosed, name }
  })
  const placeOf = (instant: number) => {
    for (const [i, { first, last }] of drawn.entries()) {
      const day = days[i]
      if (!day || instant > last) continue
      return day.left + day.width * clamp((instant - first) / (last - first))
    }
    return 100
  }
  return {
    days,
    closed: stretchesOf(shut, drawn, placeOf),
    placeOf,
    from: drawn[0]?.first ?? Date.parse(from),
    to: drawn.at(-1)?.last ?? Date.parse(to),
  }
}

type Shut = { from: number; to: number }

/** Closed parts of the drawn hours, those that touch joined to one. */
function stretchesOf(
  shut: readonly Shut[],
  drawn: readonly Drawn[],
  placeOf: (at: number) => number,
): Stretch[] {
  const joined: { from: number; to: number }[] = []
  const parts = drawn.flatMap(({ first, last }) =>
    shut
      .filter((each) => each.from < last && each.to > first)
      .map((each) => ({ from: placeOf(Math.max(each.from, first)), to: placeOf(Math.min(each.to, last)) })),
  )
  for (const part of parts.sort((a, b) => a.from - b.from)) {
    const before = joined.at(-1)
    if (before && part.from - before.to < 0.001) before.to = Math.max(before.to, part.to)
    else joined.push({ ...part })
  }
  return joined.map((each) => ({ left: each.from, width: each.to - each.from }))
}

/** Milliseconds between two instants that no closed stretch covers; `shut` in order. */
function openBetween(shut: readonly Shut[], first: number, last: number): number {
  let open = 0
  let at = first
  for (const each of shut) {
    if (each.to <= at || each.from >= last) continue
    open += Math.max(0, each.from - at)
    at = Math.max(at, each.to)
  }
  return open + Math.max(0, last - at)
}

function isWeekend(on: string): boolean {
  return ['sat', 'sun'].includes(weekdayOf(on))
}

function clamp(part: number): number {
  return Math.min(1, Math.max(0, part))
}
