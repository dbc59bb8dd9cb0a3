/** When a snoozed moment comes back: the three usual choices, and what an agent may type. Pure; loaded with the sheet. */
import { Temporal } from 'temporal-polyfill'

export type Choice = { name: string; at: number }

const EVENING = 18
const MORNING = 9
const DAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday']

/** In an hour, tonight at 18:00 (tomorrow's once that is past), Monday at 09:00; ms since 1970. */
export function usualChoices(now: number, zone: string): Choice[] {
  const here = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(zone)
  const tonight = atClock(here, EVENING, 0)
  const isPast = Temporal.ZonedDateTime.compare(tonight, here) <= 0
  return [
    { name: 'In 1 hour', at: now + 3_600_000 },
    {
      name: isPast ? 'Tomorrow night' : 'Tonight',
      at: (isPast ? tonight.add({ days: 1 }) : tonight).epochMilliseconds,
    },
    { name: 'Monday', at: atClock(nextDay(here, 1), MORNING, 0).epochMilliseconds },
  ]
}

/**
 * Reads "45 min", "3h", "2 days", "tomorrow 9", "fri 14:00", "16:30" in the zone; ms since 1970. Undefined where it says
 * nothing we understand or a time that is past.
 */
export function readUntil(text: string, now: number, zone: string): number | undefined {
  const words = text.trim().toLowerCase()
  const here = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(zone)
  const read = readSpan(words, here) ?? readDay(words, here)
  const at = read?.epochMilliseconds
  return at !== undefined && at > now ? at : undefined
}

function readSpan(words: string, here: Temporal.ZonedDateTime): Temporal.ZonedDateTime | undefined {
  const found = /^(?:in )?(\d{1,3}) ?(m|min|minutes?|h|hours?|d|days?|w|weeks?)$/.exec(words)
  if (!found) return undefined
  const count = Number(found[1])
  const unit = found[2]?.[0]
  if (unit === 'm') return here.add({ minutes: count })
  if (unit === 'h') return here.add({ hours: count })
  return atClock(here.add(unit === 'd' ? { days: count } : { weeks: count }), MORNING, 0)
}

function readDay(words: string, here: Temporal.ZonedDateTime): Temporal.ZonedDateTime | undefined {
  const found = /^([a-z]*) ?(?:at )?(?:(\d{1,2})(?::(\d{2}))? ?(am|pm)?)?$/.exec(words)
  if (!found || words === '') return undefined
  const [, name = '', hourText, minuteText, half] = found
  const hour = hourText === undefined ? undefined : hourOf(Number(hourText), half)
  const minute = Number(minuteText ?? 0)
  if ((hour !== undefined && hour > 23) || minute > 59) return undefined
  if (name === '') {
    const today = hour === undefined ? undefined : atClock(here, hour, minute)
    return today && (Temporal.ZonedDateTime.compare(today, here) > 0 ? today : today.add({ days: 1 }))
  }
  if (name === 'tonight') return atClock(here, hour ?? EVENING, minute)
  if (name === 'tomorrow') return atClock(here.add({ days: 1 }), hour ?? MORNING, minute)
  const day = name.length >= 3 ? DAYS.findIndex((each) => each.startsWith(name)) : -1
  return day < 0 ? undefined : atClock(nextDay(here, day + 1), hour ?? MORNING, minute)
}

function hourOf(hour: number, half: string | undefined): number {
  if (half === 'pm' && hour < 12) return hour + 12
  return half === 'am' && hour === 12 ? 0 : hour
}

/** The next such weekday (1 Monday to 7 Sunday), never today. */
function nextDay(here: Temporal.ZonedDateTime, weekday: number): Temporal.ZonedDateTime {
  return here.add({ days: ((weekday - here.dayOfWeek + 6) % 7) + 1 })
}

function atClock(day: Temporal.ZonedDateTime, hour: number, minute: number): Temporal.ZonedDateTime {
  return day.withPlainTime({ hour, minute })
}
