/** When people do things: more on Sunday evenings and Mondays, less at night, most before the holidays; and when the team works. */
import { integerBetween, numberBetween, pickWeighted, type Random } from '#kit/random.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS, zoneOf } from '#kit/time.ts'
import { SAMPLE_WORKSPACE } from './roster.ts'

const SHOP = zoneOf(SAMPLE_WORKSPACE.zone)
/** Sunday first. */
const WEEK = [1.15, 1.2, 1.05, 1, 0.95, 0.85, 0.8]
const HOURS = [3, 2, 1, 1, 1, 2, 5, 9, 12, 14, 14, 13, 13, 12, 12, 11, 11, 11, 11, 13, 15, 15, 11, 6].map(
  (weight, hour) => [hour, weight] as const,
)
const OPENS_MS = 9 * HOUR_MS
const CLOSES_MS = 17 * HOUR_MS

/** Chooses instants between two others as a shop's customers would. */
export type Rhythm = (random: Random, fromMs: number, toMs: number, zone: string) => number

/** The rhythm of the time between `fromMs` and `untilMs`; the last two days are busy, so that the queue is. */
export function rhythmOf(fromMs: number, untilMs: number): Rhythm {
  const firstDay = Math.floor(fromMs / DAY_MS)
  const sums: number[] = [0]
  for (let day = firstDay; day * DAY_MS <= untilMs; day++)
    sums.push((sums.at(-1) ?? 0) + weightOf(day, firstDay, untilMs))

  return (random, from, to, zone) => {
    const low = sums[clamp(Math.floor(from / DAY_MS) - firstDay, sums.length - 1)] ?? 0
    const high = sums[clamp(Math.floor(to / DAY_MS) - firstDay + 1, sums.length - 1)] ?? 0
    for (let attempt = 0; attempt < 6; attempt++) {
      const day = firstDay + indexOfSum(sums, numberBetween(random, low, high))
      const local = Math.floor(day * DAY_MS + pickWeighted(random, HOURS) * HOUR_MS + random() * HOUR_MS)
      const at = local - zoneOf(zone).offsetAt(local)
      if (at >= from && at <= to) return at
    }
    return Math.floor(numberBetween(random, from, to))
  }
}

/** The instant at which the team gets to something that lay there at `afterMs`, after so many minutes of open time. */
export function workMoment(random: Random, afterMs: number, minutes: number): number {
  // A few answer in the evening or on a Sunday; the team page counts them.
  const askedMs = Math.floor(afterMs)
  if (random() < 0.04) return Math.floor(askedMs + minutes * MINUTE_MS)
  let left = Math.floor(minutes * MINUTE_MS)
  let local = askedMs + SHOP.offsetAt(askedMs)
  for (let turn = 0; turn < 60; turn++) {
    const midnight = Math.floor(local / DAY_MS) * DAY_MS
    const weekday = new Date(midnight).getUTCDay()
    const starts = Math.max(local, midnight + OPENS_MS)
    const room = weekday === 0 || weekday === 6 ? 0 : midnight + CLOSES_MS - starts
    if (room > left) return Math.floor(starts + left - SHOP.offsetAt(starts - SHOP.offsetAt(starts)))
    left -= Math.max(room, 0)
    local = midnight + DAY_MS
  }
  return Math.floor(askedMs + minutes * MINUTE_MS)
}

/** The instant, or the next morning where it is night for her. */
export function wakingMoment(random: Random, atMs: number, zone: string): number {
  const instant = Math.floor(atMs)
  const hour = new Date(instant + zoneOf(zone).offsetAt(instant)).getUTCHours()
  if (hour >= 7 && hour < 23) return instant
  // A few really are up: they feed a baby or work nights.
  if (random() < 0.04) return instant
  return Math.floor(instant + (((31 - hour) % 24) + random() * 4) * HOUR_MS)
}

/** Whether the team is at work: 9 to 17 on weekdays. */
export function isOpenAt(atMs: number): boolean {
  const wall = wallOf(atMs)
  const hour = wall.getUTCHours()
  return ![0, 6].includes(wall.getUTCDay()) && hour >= 9 && hour < 17
}

/** The end of the business day `days` business days after the instant; Mondays to Fridays. */
export function closingAfter(atMs: number, days: number): number {
  let midnight = Math.floor(wallOf(atMs).getTime() / DAY_MS) * DAY_MS
  for (let left = days; left > 0;) {
    midnight += DAY_MS
    const weekday = new Date(midnight).getUTCDay()
    if (weekday !== 0 && weekday !== 6) left--
  }
  const local = midnight + CLOSES_MS
  return local - SHOP.offsetAt(local)
}

/** Vans and depots keep the day: some minute of the working hours, at least `hours` after the instant. */
export function depotMoment(random: Random, afterMs: number, hours: number): number {
  const at = afterMs + hours * HOUR_MS
  const hour = wallOf(at).getUTCHours()
  const wait = hour < 6 ? 6 - hour : hour > 20 ? 30 - hour : 0
  return Math.floor(at + wait * HOUR_MS + integerBetween(random, 0, 54) * MINUTE_MS)
}

/** The day's date in the shop's zone. Shape: an instant whose UTC fields are the wall clock's. */
export function wallOf(atMs: number): Date {
  const instant = Math.floor(atMs)
  return new Date(instant + SHOP.offsetAt(instant))
}

function weightOf(day: number, firstDay: number, untilMs: number): number {
  const date = new Date(day * DAY_MS)
  const growth = 0.85 + ((day - firstDay) * DAY_MS) / (untilMs - firstDay * DAY_MS + 1) / 3
  const busy = untilMs - day * DAY_MS < 2 * DAY_MS ? 1.4 : 1
  return (WEEK[date.getUTCDay()] ?? 1) * growth * seasonOf(date) * busy
}

/** Black Friday is the day after November's fourth Thursday; its week runs from Monday to the Monday after. */
function seasonOf(date: Date): number {
  const [month, dayOfMonth] = [date.getUTCMonth(), date.getUTCDate()]
  const firstOfNovember = new Date(Date.UTC(date.getUTCFullYear(), 10, 1)).getUTCDay()
  const blackFriday = 1 + ((4 - firstOfNovember + 7) % 7) + 21 + 1
  const ordinal = month === 10 ? dayOfMonth : month === 11 ? 30 + dayOfMonth : 0
  if (ordinal >= blackFriday - 4 && ordinal <= blackFriday + 3) return ordinal === blackFriday ? 4 : 2.4
  if (month === 11 && dayOfMonth <= 17) return 1.5
  return 1
}

function indexOfSum(sums: readonly number[], wanted: number): number {
  let [low, high] = [0, sums.length - 2]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sums[middle + 1] ?? 0) > wanted) high = middle
    else low = middle + 1
  }
  return low
}

const clamp = (value: number, most: number) => Math.max(0, Math.min(value, most))
