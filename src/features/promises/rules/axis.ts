/** The board's axis: which days it spans, and when the team is closed on it. Pure. */
import { isOpenDay, nextClosing, nextOpening, type Calendar } from '#kit/calendar.ts'
import { addDays, dayOf, instantAt } from '#kit/time.ts'
import type { PromiseBoard } from '../contract.ts'

const DAYS_BACK = 2
const DAYS_AHEAD = 6

/** Two days back to six ahead, from midnight to midnight; closed stretches in order, named where a whole day has a name. */
export function axisOf(calendar: Calendar, now: Date): PromiseBoard['axis'] {
  const { zone } = calendar
  const today = dayOf(now, zone)
  const from = instantAt(addDays(today, -DAYS_BACK), '00:00', zone)
  const to = instantAt(addDays(today, DAYS_AHEAD + 1), '00:00', zone)
  const closed: PromiseBoard['axis']['closed'] = []
  let at = from
  while (at < to) {
    const opening = nextOpening(calendar, at)
    closed.push(...stretches(calendar, at, opening < to ? opening : to))
    at = opening < to ? nextClosing(calendar, opening) : to
  }
  return { from: from.toISOString(), to: to.toISOString(), zone, closed }
}

/** A closed stretch, cut where a named day begins and ends. */
function stretches(calendar: Calendar, from: Date, to: Date): PromiseBoard['axis']['closed'] {
  const { zone } = calendar
  const out: { from: string; to: string; name: string | null }[] = []
  let at = from
  while (at < to) {
    const midnight = instantAt(addDays(dayOf(at, zone), 1), '00:00', zone)
    const end = midnight < to ? midnight : to
    const name = nameOf(calendar, dayOf(at, zone))
    const last = out.at(-1)
    if (last && last.name === name) last.to = end.toISOString()
    else out.push({ from: at.toISOString(), to: end.toISOString(), name })
    at = end
  }
  return out
}

function nameOf(calendar: Calendar, day: string): string | null {
  if (isOpenDay(calendar, day)) return null
  return calendar.holidays?.find(({ on }) => on === day || on === `*${day.slice(4)}`)?.name ?? null
}
