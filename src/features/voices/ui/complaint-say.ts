/** Complaints in words. Pure. */
import type { Complaint } from '#features/voices/contract.ts'

/** "35 min", "4 h", "3 days". */
export function spanWords(minutes: number): string {
  if (minutes < 90) return `${Math.round(minutes)} min`
  if (minutes < 48 * 60) return `${Math.round(minutes / 60)} h`
  return `${Math.round(minutes / 1_440)} days`
}

export const ORIGINS: Readonly<Record<Complaint['origin'], string>> = {
  moment: 'said so',
  score: 'a low score',
  review: 'a bad review',
  hand: 'taken down by hand',
}

/** How it stands, in words, and whether that presses. */
export function standingWords(complaint: Complaint): {
  words: string
  tone: 'bad' | 'warn' | 'good' | undefined
} {
  const { standing, reopenedCount } = complaint
  if (standing === 'open') return { words: 'nothing done yet', tone: 'bad' }
  if (standing === 'acting') return { words: reopenedCount > 0 ? 'came back' : 'being seen to', tone: 'warn' }
  if (standing === 'resolved') return { words: 'solved', tone: 'good' }
  return { words: standing === 'closed' ? 'closed' : 'was none', tone: undefined }
}

const STEPS: Readonly<Record<string, string>> = {
  taken_down: 'Taken down',
  owner: 'Owner',
  cause: 'Cause',
  act: 'Done',
  resolved: 'Solved',
  reopened: 'Opened again',
  came_back: 'She said so again',
  closed: 'Closed',
  not_a_complaint: 'Was no complaint',
}

/** "Solved: a new one went out". */
export function stepWords(what: string, words: string | null): string {
  const step = STEPS[what] ?? what
  if (what === 'owner') return words === null ? 'Given to nobody' : `Given to ${words}`
  return words === null ? step : `${step}: ${words}`
}

export function percentWords({ share, low, high }: { share: number; low: number; high: number }): string {
  const percent = (part: number) => `${Math.round(part * 100)}%`
  return `${percent(share)} (${percent(low)} to ${percent(high)})`
}
