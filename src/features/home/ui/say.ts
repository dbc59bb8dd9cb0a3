/** The home's words. Pure. */
import type { PromiseBoard, PromiseRow } from '#features/promises/contract.ts'
import { timeLeft } from '#web/times.ts'

const HOUR_MS = 3_600_000

/** "Good morning" till noon, "Good afternoon" till five, then "Good evening", by the clock of the workspace. */
export function greetingAt(now: number, zone: string): string {
  const hour = Number(
    new Intl.DateTimeFormat('en-GB', { hour: '2-digit', hourCycle: 'h23', timeZone: zone }).format(now),
  )
  return hour < 12 ? 'Good morning' : hour < 17 ? 'Good afternoon' : 'Good evening'
}

/** "Friday 21 November" */
export function dateWords(now: number, zone: string): string {
  return new Intl.DateTimeFormat('en-GB', { weekday: 'long', day: 'numeric', month: 'long', timeZone: zone })
    .format(now)
    .replace(',', '')
}

/** "Friday 21 Nov" of a day 'YYYY-MM-DD'. */
export const fridayWords = (day: string): string =>
  new Intl.DateTimeFormat('en-GB', { weekday: 'long', day: 'numeric', month: 'short', timeZone: 'UTC' })
    .format(new Date(`${day}T12:00:00Z`))
    .replace(',', '')

/** "One promise is broken, three are at risk." What wants somebody, in one sentence. */
export function wantedWords(counts: PromiseBoard['counts'] | undefined): string {
  if (!counts) return ''
  const parts = [
    counts.broken > 0 ? `${numbered(counts.broken, 'promise is', 'promises are')} broken` : '',
    counts.atRisk > 0 ? `${numbered(counts.atRisk, 'is', 'are')} at risk` : '',
  ].filter((part) => part !== '')
  if (parts.length === 0)
    return counts.dueToday > 0
      ? `${numbered(counts.dueToday, 'promise is', 'promises are')} due today.`
      : 'Nothing promised is in danger.'
  const sentence = parts.join(', ')
  return `${counts.broken > 0 ? sentence : sentence.replace(/^(\S+) (is|are)/, (_, n: string, verb: string) => `${n} promise${verb === 'is' ? '' : 's'} ${verb}`)}.`
}

const numbered = (n: number, one: string, many: string) => `${n} ${n === 1 ? one : many}`

/** "17 h late", "38 min", "Wed" */
export function dueWords({ standing, dueAt }: PromiseRow, now: number): string {
  if (dueAt === null) return 'no date'
  const late = now - Date.parse(dueAt)
  if (standing !== 'broken' && late < 0) return timeLeft(dueAt, now)
  const hours = Math.max(0, Math.floor(late / HOUR_MS))
  return hours < 1 ? 'just late' : hours < 48 ? `${hours} h late` : `${Math.floor(hours / 24)} days late`
}

/** "Reply about #10482 · carrier says Wed", "… · with Priya", "… · nobody owns it" */
export function promiseLine({ about, risk, owner }: PromiseRow): string {
  return `${about} · ${risk ?? (owner ? `with ${owner.name}` : 'nobody owns it')}`
}

/** The rows that want somebody first: broken, at risk, then what is due today. */
export function pressingOf(board: PromiseBoard): PromiseRow[] {
  const order = ['broken', 'at_risk', 'due_today'] as const
  const rows = order.flatMap((group) => board.groups.find((one) => one.group === group)?.items ?? [])
  return [...new Map(rows.map((row) => [row.id, row])).values()]
}
