/** What agents say about a touchpoint, for those who think about it together: words without names, and none under five people. Reads only. */
import { DAY_MS } from '#kit/time.ts'
import { read, type Scope } from '#platform/scope.ts'
import type { AgentsSay } from '../contract.ts'
import { notedOf } from '../rules/hindrances.ts'
import { listNotesSince } from '../store/notes.ts'
import { showSummary } from './friday.ts'

const DAYS = 90
const MOST = 2_000

/** What was noted at the touchpoint, or anywhere without one, in the last 90 days; and what Friday's question brought. */
export async function showAgentsSay(scope: Scope, touchpoint: string | null): Promise<AgentsSay> {
  const since = new Date(scope.now.getTime() - DAYS * DAY_MS)
  const notes = await read(scope, (scope) => listNotesSince(scope, { touchpoint, since, limit: MOST }))
  const { fridayOn, said } = await showSummary(scope)
  return {
    noted: notedOf(notes),
    friday: said ? { fridayOn, answered: said.answered, lines: said.lines } : null,
  }
}
