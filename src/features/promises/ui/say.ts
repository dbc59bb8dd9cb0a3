/** How promises are put in words and tones on screen. Pure. */
import type { PromiseBoard, PromiseRow } from '#features/promises/contract.ts'
import { clockTime, dayOf, timeLeft, whenFull } from '#web/times.ts'

export type BoardGroup = PromiseBoard['groups'][number]['group'] | 'kept_today' | 'pending'
/** The colour of a promise; a word or a shape always says the same. */
export type Tone = 'good' | 'warn' | 'bad' | 'info' | 'quiet'

const HOUR = 3_600_000
const DAY = 24 * HOUR

export function toneOf(row: PromiseRow, group: BoardGroup): Tone {
  if (row.standing === 'broken') return 'bad'
  if (row.standing === 'at_risk') return 'warn'
  if (row.standing === 'kept') return 'good'
  return group === 'due_today' ? 'info' : 'quiet'
}

const STANDINGS: Readonly<Record<PromiseRow['standing'], { word: string; icon: string; tone: Tone }>> = {
  pending: { word: 'Pending', icon: 'hourglass', tone: 'quiet' },
  open: { word: 'Open', icon: 'clock', tone: 'info' },
  at_risk: { word: 'At risk', icon: 'alert-triangle', tone: 'warn' },
  kept: { word: 'Kept', icon: 'circle-check', tone: 'good' },
  broken: { word: 'Broken', icon: 'circle-x', tone: 'bad' },
  withdrawn: { word: 'Withdrawn', icon: 'arrow-back-up', tone: 'quiet' },
}

export function standingOf({ standing }: PromiseRow) {
  return STANDINGS[standing]
}

/** What stands beside the due mark: "38 min", "carrier says Wed", "17 h late", "Tue 15:00". */
export function besideDue(row: PromiseRow, group: BoardGroup, now: number): string {
  if (row.standing === 'broken') return lateWords(row, now)
  if (row.dueAt === null) return row.standing === 'pending' ? 'when she answers' : 'no time told'
  if (row.standing === 'kept')
    return row.keptAt === null ? 'kept' : `kept ${clockTime(Date.parse(row.keptAt))}`
  if (group === 'due_today') return timeLeft(row.dueAt, now)
  return row.risk ?? dayAndTime(row.dueAt)
}

/** "17 h late", "2 days late", "2 days late, then kept": from the promised time to the keeping, or to now. */
export function lateWords(row: PromiseRow, now: number): string {
  if (row.dueAt === null) return 'late'
  const due = Date.parse(row.dueAt)
  const end = row.keptAt === null ? now : Date.parse(row.keptAt)
  const late = spanWords(end - due, calendarDays(due, end))
  return row.keptAt === null ? `${late} late` : `kept ${late} late`
}

function spanWords(ms: number, days: number): string {
  if (ms < HOUR) return `${Math.max(1, Math.floor(ms / 60_000))} min`
  if (ms < DAY || days < 2) return `${Math.floor(ms / HOUR)} h`
  return `${days} days`
}

function calendarDays(from: number, to: number): number {
  return Math.round((Date.parse(`${dayOf(to)}T00:00Z`) - Date.parse(`${dayOf(from)}T00:00Z`)) / DAY)
}

/** "Tue 15:00" within the week, "12 Dec, 15:00" beyond. */
export function dayAndTime(iso: string): string {
  const [day = '', clock = ''] = whenFull(iso).split(', ')
  return `${day.split(' ')[0] ?? ''} ${clock}`
}

/** "Tue 18, 14:05": a step of the story. */
export function stepTime(iso: string): string {
  const [day = '', clock = ''] = whenFull(iso).split(', ')
  const [weekday = '', date = ''] = day.split(' ')
  return `${weekday} ${date}, ${clock}`
}

const COUNTS = new Intl.NumberFormat('en-US')
/** "2,429" */
export function count(n: number): string {
  return COUNTS.format(n)
}

/** "91.4%" */
export function percent(part: number, digits = 1): string {
  return `${(part * 100).toFixed(digits)}%`
}

type Board = Pick<PromiseBoard, 'rate' | 'byTouchpoint'>

/** The touchpoint with the most broken promises and its part of all; undefined where none was broken. */
export function worstOf({
  rate,
  byTouchpoint,
}: Board): { label: string; misses: number; part: number } | undefined {
  const all = rate.settled - rate.kept
  const worst = byTouchpoint
    .map(({ label, kept, settled }) => ({ label, misses: settled - kept }))
    .sort((a, b) => b.misses - a.misses)[0]
  if (!worst || worst.misses === 0 || all <= 0) return undefined
  return { ...worst, part: Math.min(1, worst.misses / all) }
}

/** Under the kept rate: counts, interval, and where most misses come from. */
export function rateWords(board: Board): string {
  const { kept, settled, low, high } = board.rate
  if (settled === 0) return 'None was due yet.'
  const range =
    low === null || high === null
      ? ''
      : ` Likely between ${(low * 100).toFixed(1)} and ${(high * 100).toFixed(1)}%.`
  const worst = worstOf(board)
  const where = worst && worst.part > 0.5 ? ` ${worst.label} is most of the misses.` : ''
  return `${count(kept)} of ${count(settled)}.${range}${where}`
}
