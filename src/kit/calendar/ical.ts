/** Holidays out of an iCalendar file (RFC 5545): whole-day events become closed days; everything else is counted and left. */
import type { Holiday } from '#kit/calendar.ts'
import { addDays, dayNumberOf } from '#kit/time.ts'

/** `left` counts events that are no whole day or repeat in a way a yearly holiday cannot say. */
export type ImportedHolidays = { readonly holidays: readonly Holiday[]; readonly left: number }

type Properties = ReadonlyMap<string, { readonly parameters: string; readonly value: string }>

/** A longer event is a mistake or a term, not a holiday. */
const MOST_DAYS = 60

/** Reads the whole-day events of an iCalendar text: one holiday a day, sorted; `RRULE:FREQ=YEARLY` recurs every year. */
export function holidaysFromIcal(text: string): ImportedHolidays {
  const byDay = new Map<string, Holiday>()
  let left = 0
  for (const event of eventsOf(text)) {
    const holidays = holidaysOf(event)
    if (holidays.length === 0) left++
    for (const holiday of holidays) byDay.set(holiday.on, holiday)
  }
  return { holidays: [...byDay.values()].sort((a, b) => (a.on < b.on ? -1 : 1)), left }
}

function holidaysOf(event: Properties): readonly Holiday[] {
  const from = dayIn(event.get('DTSTART')?.value)
  if (!from || event.get('STATUS')?.value === 'CANCELLED') return []
  // DTEND of a whole-day event is the day after its last.
  const until = dayIn(event.get('DTEND')?.value) ?? addDays(from, 1)
  const count = Math.max(1, dayNumberOf(until) - dayNumberOf(from))
  const rule = event.get('RRULE')?.value
  if (count > MOST_DAYS || (rule && !isPlainYearly(rule))) return []
  const name = unescaped(event.get('SUMMARY')?.value ?? '')
  return Array.from({ length: count }, (_, index) => {
    const day = addDays(from, index)
    return { on: rule ? `*${day.slice(4)}` : day, ...(name ? { name } : {}) }
  })
}

/** Every year on the same date; "the fourth Thursday of November" is not that. */
function isPlainYearly(rule: string): boolean {
  return rule.split(';').every((part) => /^(FREQ=YEARLY|INTERVAL=1|WKST=\w\w)$/.test(part))
}

function dayIn(value: string | undefined): string | undefined {
  const parts = /^(\d{4})(\d\d)(\d\d)$/.exec(value ?? '')
  return parts ? `${parts[1]}-${parts[2]}-${parts[3]}` : undefined
}

function eventsOf(text: string): readonly Properties[] {
  const lines = text.replace(/\r?\n[ \t]/g, '').split(/\r?\n/)
  const events: Properties[] = []
  let open: Map<string, { parameters: string; value: string }> | undefined
  for (const line of lines) {
    if (line === 'BEGIN:VEVENT') open = new Map()
    else if (line === 'END:VEVENT' && open) {
      events.push(open)
      open = undefined
    } else if (open) {
      const parts = /^([A-Z-]+)((?:;[^:"]*(?:"[^"]*")?)*):(.*)$/.exec(line)
      if (parts) open.set(parts[1] ?? '', { parameters: parts[2] ?? '', value: parts[3] ?? '' })
    }
  }
  return events
}

function unescaped(value: string): string {
  return value
    .replace(/\\n/gi, ' ')
    .replace(/\\([,;\\])/g, '$1')
    .trim()
}
