/** What the form says about time: when the answer is due, in words and as days side by side, in a zone. Pure. */
import { dueOf, isOpenDay } from '#kit/calendar.ts'
import type { Calendar, Span } from '#kit/calendar.ts'
import { addDays, clockOf, dayOf, dayNumberOf, weekdayOf, WEEKDAYS } from '#kit/time.ts'
import type { Words } from './words.ts'

export type DayOfStrip = {
  /** "Fri 21", or "Sat" where it is closed. */
  label: string
  /** "you write, 10:42", "day one", "by 17:00", or nothing. */
  words: string
  kind: 'start' | 'closed' | 'open' | 'due'
}

export type DueWords = {
  due: Date
  /** "Tuesday 17:00", with the date where it is a week away or more. */
  by: string
  /** Empty where the days would not fit. */
  strip: readonly DayOfStrip[]
  /** The strip in a sentence. */
  summary: string
  /** "Eastern" */
  zoneName: string
}

/** Days side by side that still can be read. */
const MOST_DAYS = 9
const FAR_DAYS = 7

/** When an answer is due that is asked for at `now`, told in `zone`. `promised` is a due time that was given already. */
export function tellDue(
  now: Date,
  calendar: Calendar,
  span: Span,
  zone: string,
  words: Words,
  promised?: Date,
): DueWords {
  const due = promised ?? dueOf(calendar, now, span)
  const first = dayOf(now, zone)
  const last = dayOf(due, zone)
  const days = Array.from({ length: Math.max(1, dayNumberOf(last) - dayNumberOf(first) + 1) }, (_, i) =>
    addDays(first, i),
  )
  const isFar = days.length > FAR_DAYS
  const by = `${dayInWords(last, isFar)}${isFar ? ',' : ''} ${clockOf(due, zone)}`
  const strip = days.length > MOST_DAYS ? [] : stripOf(days, now, due, calendar, span, zone, words)
  const closed = strip.flatMap(({ kind }, i) =>
    kind === 'closed' ? [dayInWords(days[i] ?? first, false)] : [],
  )
  return {
    due,
    by,
    strip,
    summary:
      words.stripStart(dayInWords(first, true), clockOf(now, zone)) +
      (closed.length > 0 ? words.stripClosed(listed(closed, words)) : '') +
      words.stripDue(dayInWords(last, true), clockOf(due, zone)),
    zoneName: zoneNameOf(zone, now),
  }
}

function stripOf(
  days: readonly string[],
  now: Date,
  due: Date,
  calendar: Calendar,
  span: Span,
  zone: string,
  words: Words,
): DayOfStrip[] {
  let counted = 0
  return days.map((day, i): DayOfStrip => {
    const isLast = i === days.length - 1
    const dayed = `${SHORT.format(noonOf(day))} ${Number(day.slice(8))}`
    if (isLast) return { label: dayed, words: words.dueBy(clockOf(due, zone)), kind: 'due' }
    if (i === 0) return { label: dayed, words: words.youWrite(clockOf(now, zone)), kind: 'start' }
    if (!isOpenDay(calendar, day)) return { label: SHORT.format(noonOf(day)), words: '', kind: 'closed' }
    counted += 1
    const nth = span.unit === 'business_day' ? (words.nth[counted - 1] ?? '') : ''
    return { label: dayed, words: nth, kind: 'open' }
  })
}

/** "Monday to Friday, 09:00 to 17:00; Saturday, 10:00 to 13:00". */
export function tellHours(calendar: Calendar, words: Words): string {
  const runs: { from: number; till: number; hours: string }[] = []
  WEEKDAYS.forEach((day, i) => {
    const hours = (calendar.week[day] ?? []).map(([opens, closes]) => words.to(opens, closes)).join(words.and)
    const before = runs.at(-1)
    if (before && before.hours === hours && before.till === i - 1) before.till = i
    else runs.push({ from: i, till: i, hours })
  })
  const open = runs.filter(({ hours }) => hours !== '')
  const [only] = open
  const isWhole = open.length === 1 && only?.from === 0 && only.till === 6
  const hoursOf = (hours: string) => (hours === words.to('00:00', '24:00') ? words.aroundTheClock : hours)
  if (isWhole) return `${words.everyDay}, ${hoursOf(only.hours)}`
  return open
    .map(({ from, till, hours }) => {
      const first = nameOfWeekday(from)
      const days = till === from ? first : words.to(first, nameOfWeekday(till))
      return `${days}, ${hoursOf(hours)}`
    })
    .join('; ')
}

/** "Thursday 27 for Thanksgiving": weekdays that are closed within ten days of `now`, or until `due` where that is later. */
export function tellClosedDays(now: Date, due: Date, calendar: Calendar): string[] {
  const first = dayOf(now, calendar.zone)
  const reach = Math.max(10, dayNumberOf(dayOf(due, calendar.zone)) - dayNumberOf(first) + 1)
  return Array.from({ length: reach }, (_, i) => addDays(first, i)).flatMap((day) => {
    if (isOpenDay(calendar, day) || !calendar.week[weekdayOf(day)]?.length) return []
    const name = calendar.holidays?.find(({ on }) => on === day || on === `*${day.slice(4)}`)?.name
    return [`${dayInWords(day, true)}${name ? ` for ${name}` : ''}`]
  })
}

export function listed(items: readonly string[], words: Words): string {
  const last = items.at(-1) ?? ''
  return items.length < 2 ? last : `${items.slice(0, -1).join(', ')}${words.and}${last}`
}

const SHORT = new Intl.DateTimeFormat('en-GB', { weekday: 'short', timeZone: 'UTC' })
const LONG = new Intl.DateTimeFormat('en-GB', { weekday: 'long', timeZone: 'UTC' })

function dayInWords(day: string, withDate: boolean): string {
  const weekday = LONG.format(noonOf(day))
  return withDate ? `${weekday} ${Number(day.slice(8))}` : weekday
}

function nameOfWeekday(index: number): string {
  // 2024-01-01 was a Monday.
  return LONG.format(noonOf(`2024-01-0${index + 1}`))
}

/** "Friday", in a zone. */
export function weekdayName(at: Date, zone: string): string {
  return dayInWords(dayOf(at, zone), false)
}

function noonOf(day: string): Date {
  return new Date(`${day}T12:00:00Z`)
}

/** "Eastern", "British"; the city where a zone has no name of its own. */
export function zoneNameOf(zone: string, at: Date): string {
  if (/^(Etc\/)?UTC$/.test(zone)) return 'UTC'
  const parts = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longGeneric' }).formatToParts(
    at,
  )
  const name = parts.find(({ type }) => type === 'timeZoneName')?.value ?? zone
  return name.replace(/ Time$/, '')
}
