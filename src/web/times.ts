/** Times as the screens say them, in the workspace's zone: relative up to four hours, absolute beyond. */

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

const made = new Map<string, Intl.DateTimeFormat>()
let zone = 'UTC'

/** Sets the IANA zone in which every time on screen is told. */
export function setZone(name: string): void {
  zone = name
}

export function currentZone(): string {
  return zone
}

/** "38 min", "1 h 50", "17:00", "Mon", "3 Dec"; "45 s" in the last minute; "now" once it is past. */
export function timeLeft(iso: string, now: number): string {
  const at = Date.parse(iso)
  const left = at - now
  if (left <= 0) return 'now'
  if (left < MINUTE) return `${Math.ceil(left / 1000)} s`
  const minutes = Math.floor(left / MINUTE)
  if (minutes < 60) return `${minutes} min`
  if (minutes < 240)
    return minutes % 60 === 0
      ? `${minutes / 60} h`
      : `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, '0')}`
  return momentInTime(at, now)
}

/** "today 09:20", "Tue 09:02", "12 Nov", "12 Nov 2024": when something was said. */
export function whenSaid(iso: string, now: number): string {
  const at = Date.parse(iso)
  if (dayOf(at) === dayOf(now)) return `today ${clockTime(at)}`
  if (Math.abs(now - at) < 6.5 * DAY) return `${written(at, { weekday: 'short' })} ${clockTime(at)}`
  return dayWithin(at, now)
}

/** "09:20" today, then "Tue 09:02", then "12 Nov": before a line of a conversation. */
export function whenInLine(iso: string, now: number): string {
  const at = Date.parse(iso)
  return dayOf(at) === dayOf(now) ? clockTime(at) : whenSaid(iso, now)
}

/** "09:20" today, "Tue" this week, then "12 Nov": the narrow form for a timeline. */
export function whenShort(iso: string, now: number): string {
  return momentInTime(Date.parse(iso), now)
}

/** "Fri 21 Nov, 15:00": with everything, for a hint or a confirmation. */
export function whenFull(iso: string | number): string {
  const at = typeof iso === 'number' ? iso : Date.parse(iso)
  return `${written(at, { weekday: 'short' })} ${written(at, { day: 'numeric', month: 'short' })}, ${clockTime(at)}`
}

/** "Mar 2023" */
export function monthAndYear(iso: string): string {
  return written(Date.parse(iso), { month: 'short', year: 'numeric' })
}

/** "15:00" */
export function clockTime(at: number): string {
  return written(at, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
}

/** The calendar day, 'YYYY-MM-DD'. */
export function dayOf(at: number): string {
  return formatter({ year: 'numeric', month: '2-digit', day: '2-digit' }, 'en-CA').format(at)
}

function momentInTime(at: number, now: number): string {
  if (dayOf(at) === dayOf(now)) return clockTime(at)
  if (Math.abs(at - now) < 6.5 * DAY) return written(at, { weekday: 'short' })
  return dayWithin(at, now)
}

function dayWithin(at: number, now: number): string {
  const near = dayOf(at).slice(0, 4) === dayOf(now).slice(0, 4)
  return written(
    at,
    near ? { day: 'numeric', month: 'short' } : { day: 'numeric', month: 'short', year: 'numeric' },
  )
}

function written(at: number, options: Intl.DateTimeFormatOptions): string {
  return formatter(options, 'en-GB').format(at)
}

/** Making a formatter costs a hundred times its use. */
function formatter(options: Intl.DateTimeFormatOptions, locale: string): Intl.DateTimeFormat {
  const key = `${locale} ${zone} ${JSON.stringify(options)}`
  const known = made.get(key)
  if (known) return known
  const format = new Intl.DateTimeFormat(locale, { ...options, timeZone: zone })
  made.set(key, format)
  return format
}
