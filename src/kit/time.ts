/** Instants, local days and zones: which day and clock a zone shows at an instant, and back. Never reads the clock itself. */
import { Temporal } from 'temporal-polyfill'
import { Refusal } from '#kit/refusal.ts'

export const SECOND_MS = 1_000
export const MINUTE_MS = 60_000
export const HOUR_MS = 3_600_000
export const DAY_MS = 86_400_000

/** Weekdays in ISO order, as calendars write them. */
export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const
export type Weekday = (typeof WEEKDAYS)[number]

/** A zone's offsets as a table. Local milliseconds are milliseconds of the wall clock, counted as if it were UTC. */
export type Zone = {
  readonly name: string
  /** Milliseconds east of UTC at an instant in epoch milliseconds. */
  offsetAt(instantMs: number): number
  /**
   * The first instant at which the wall clock shows `localMs` or later: a time the clock skips is the moment of the skip,
   * a time it shows twice is the first of the two.
   */
  firstReaching(localMs: number): number
}

/** No zone has been further than this from UTC, the day Samoa skipped included. */
const WIDEST_OFFSET_MS = 26 * HOUR_MS
/** The table grows by this much beyond what is asked: a getTimeZoneTransition call costs about 0.3 ms (2026-01). */
const TABLE_REACH_MS = 2_900 * DAY_MS

const FIXED_OFFSET = /^([+-])(\d\d):?(\d\d)$/
const zones = new Map<string, Zone>()

/** The zone of an IANA name or a fixed offset such as `-05:00`; tables are kept. Refuses `zone_unknown`. */
export function zoneOf(name: string): Zone {
  const known = zones.get(name)
  if (known) return known
  const fixed = FIXED_OFFSET.exec(name)
  const zone = fixed ? fixedZone(name, fixed) : tabledZone(name)
  zones.set(name, zone)
  return zone
}

/** Whether a name is a zone this machine knows. */
export function isZone(name: string): boolean {
  if (FIXED_OFFSET.test(name)) return true
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}

function fixedZone(name: string, parts: RegExpExecArray): Zone {
  const offset = (parts[1] === '-' ? -1 : 1) * (Number(parts[2]) * HOUR_MS + Number(parts[3]) * MINUTE_MS)
  return { name, offsetAt: () => offset, firstReaching: (localMs) => localMs - offset }
}

/** `since[i]` is the instant from which `offsets[i]` holds; both grow at either end when a farther instant is asked for. */
function tabledZone(name: string): Zone {
  if (!isZone(name))
    throw new Refusal('zone_unknown', `There is no time zone named "${name}".`, { zone: name })
  let since: number[] = []
  let offsets: number[] = []
  let until = 0

  function read(fromMs: number, toMs: number): void {
    let at = Temporal.Instant.fromEpochMilliseconds(fromMs).toZonedDateTimeISO(name)
    since = [fromMs]
    offsets = [at.offsetNanoseconds / 1e6]
    for (;;) {
      const next = at.getTimeZoneTransition('next')
      if (!next || next.epochMilliseconds > toMs) break
      since.push(next.epochMilliseconds)
      offsets.push(next.offsetNanoseconds / 1e6)
      at = next
    }
    until = toMs
  }

  function cover(instantMs: number): void {
    const from = since[0]
    if (from === undefined) read(instantMs - TABLE_REACH_MS, instantMs + TABLE_REACH_MS)
    else if (instantMs - WIDEST_OFFSET_MS < from) read(instantMs - TABLE_REACH_MS, until)
    else if (instantMs + WIDEST_OFFSET_MS > until) read(from, instantMs + TABLE_REACH_MS)
  }

  function indexAt(instantMs: number): number {
    let low = 0
    let high = since.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((since[middle] ?? 0) <= instantMs) low = middle
      else high = middle - 1
    }
    return low
  }

  return {
    name,
    offsetAt(instantMs) {
      cover(instantMs)
      return offsets[indexAt(instantMs)] ?? 0
    },
    firstReaching(localMs) {
      cover(localMs)
      for (let index = indexAt(localMs - WIDEST_OFFSET_MS); ; index++) {
        const offset = offsets[index] ?? 0
        const ends = since[index + 1]
        if (ends === undefined || ends + offset > localMs)
          return Math.max(since[index] ?? 0, localMs - offset)
      }
    },
  }
}

/** Days since 1970-01-01 of a `'YYYY-MM-DD'` day. Refuses `day_invalid` for a day no calendar has. */
export function dayNumberOf(day: string): number {
  const ms = /^\d{4}-\d\d-\d\d$/.test(day) ? Date.parse(`${day}T00:00:00Z`) : NaN
  // 2023-02-30 parses as March in some engines: only a day that prints as itself is one.
  if (Number.isNaN(ms) || new Date(ms).toISOString().slice(0, 10) !== day)
    throw new Refusal('day_invalid', `"${day}" is not a day.`, { day })
  return ms / DAY_MS
}

/** The `'YYYY-MM-DD'` day of a number of days since 1970-01-01. */
export function dayOfNumber(dayNumber: number): string {
  return new Date(dayNumber * DAY_MS).toISOString().slice(0, 10)
}

/** The day a zone shows at an instant, `'YYYY-MM-DD'`. */
export function dayOf(instant: Date, zone: string): string {
  return dayOfNumber(Math.floor(localMsOf(instant, zone) / DAY_MS))
}

/** The wall clock a zone shows at an instant, `'HH:MM'`. */
export function clockOf(instant: Date, zone: string): string {
  return new Date(localMsOf(instant, zone)).toISOString().slice(11, 16)
}

/** The wall clock of a zone at an instant, in milliseconds counted as if it were UTC. */
export function localMsOf(instant: Date, zone: string): number {
  const ms = instant.getTime()
  return ms + zoneOf(zone).offsetAt(ms)
}

/** The first instant at which a zone shows this day and `'HH:MM'` clock (`24:00` is the next midnight). */
export function instantAt(day: string, clock: string, zone: string): Date {
  const localMs = dayNumberOf(day) * DAY_MS + minutesOfClock(clock) * MINUTE_MS
  return new Date(zoneOf(zone).firstReaching(localMs))
}

/** Minutes after midnight of `'HH:MM'`, 0 to 1440. Refuses `clock_invalid`. */
export function minutesOfClock(clock: string): number {
  const parts = /^(\d\d?):(\d\d)$/.exec(clock)
  const minutes = parts ? Number(parts[1]) * 60 + Number(parts[2]) : NaN
  if (!(minutes <= 1440) || Number(parts?.[2]) > 59)
    throw new Refusal('clock_invalid', `"${clock}" is not a time of day.`, { clock })
  return minutes
}

/** The day `count` days later (earlier when negative). */
export function addDays(day: string, count: number): string {
  return dayOfNumber(dayNumberOf(day) + count)
}

/** The weekday of a day. */
export function weekdayOf(day: string): Weekday {
  return weekdayOfNumber(dayNumberOf(day))
}

/** The weekday of a number of days since 1970-01-01, a Thursday. */
export function weekdayOfNumber(dayNumber: number): Weekday {
  return WEEKDAYS[(((dayNumber + 3) % 7) + 7) % 7] ?? 'mon'
}

const labels = new Map<string, string>()

/** A zone as people write it beside a clock: `ET`, `CET`, `BST`, `GMT+5:30`. The instant decides summer or winter names. */
export function zoneLabelOf(zone: string, instant: Date): string {
  // Kept per offset: asking Intl costs a hundred times what a due date costs (2026-01).
  const key = `${zone} ${zoneOf(zone).offsetAt(instant.getTime())}`
  const known = labels.get(key) ?? labelOf(zone, instant)
  labels.set(key, known)
  return known
}

function labelOf(zone: string, instant: Date): string {
  if (zone === 'UTC' || zone === 'Etc/UTC') return 'UTC'
  const generic = zoneNameOf('en-US', 'shortGeneric', zone, instant)
  if (/^[A-Z]{2,4}$/.test(generic)) return generic
  const names = ['en-US', 'en-GB', 'en-AU'].map((locale) => zoneNameOf(locale, 'short', zone, instant))
  return names.find((name) => /^[A-Z]{2,5}$/.test(name)) ?? names[0] ?? zone
}

function zoneNameOf(locale: string, style: 'short' | 'shortGeneric', zone: string, instant: Date): string {
  const parts = new Intl.DateTimeFormat(locale, { timeZone: zone, timeZoneName: style }).formatToParts(
    instant,
  )
  return parts.find((part) => part.type === 'timeZoneName')?.value ?? zone
}
