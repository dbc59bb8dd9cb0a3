/** Plays a survey over the last 90 days; writes and sends nothing. */
import { DAY_MS } from '#kit/time.ts'
import type { Home } from '#kit/id.ts'
import { listMomentRecords } from '#features/moments/index.ts'
import { listStretch, type StoredEntry } from '#features/timeline/index.ts'
import { read, type Scope, type TxScope } from '#platform/scope.ts'
import type { SurveyDefinition, SurveyTrial } from '../contract.ts'
import { HARD_TIMES } from '../rules/surveys.ts'
import { trialOf } from '../rules/trial.ts'
import { drawOf } from './invitation-ids.ts'

const DAYS = 90
const PAGE = 5_000
/** Entries read in one look; a larger shop sees its newest part. */
const MOST = 60_000
const HARD_MOMENTS = 2_000

export function trySurvey(scope: Scope, definition: SurveyDefinition): Promise<SurveyTrial> {
  return read(scope, async (scope) => {
    const since = new Date(scope.now.getTime() - DAYS * DAY_MS)
    const { entries, isWhole } = await entriesSince(scope, since)
    // A trial has no secret to draw with; any will do, since only the number is told.
    const secret = scope.random(32)
    const trial = trialOf({
      definition,
      entries,
      hardAt: await hardTimes(scope),
      draw: (cause) => drawOf(secret, cause),
      now: scope.now,
    })
    return { ...trial, days: DAYS, isWhole }
  })
}

async function entriesSince(
  scope: TxScope,
  since: Date,
): Promise<{ entries: StoredEntry[]; isWhole: boolean }> {
  const entries: StoredEntry[] = []
  for (const home of scope.homes) {
    const isAll = await readHome(scope, home, since, entries)
    if (!isAll) return { entries, isWhole: false }
  }
  return { entries, isWhole: true }
}

async function readHome(scope: TxScope, home: Home, since: Date, into: StoredEntry[]): Promise<boolean> {
  let after: StoredEntry | undefined
  for (;;) {
    const page = await listStretch(scope, home, { since, until: scope.now, after, limit: PAGE })
    into.push(...page)
    after = page.at(-1)
    if (page.length < PAGE) return true
    if (into.length >= MOST) return false
  }
}

async function hardTimes(scope: TxScope): Promise<Map<string, Date[]>> {
  const times = new Map<string, Date[]>()
  for (const kind of HARD_TIMES)
    for (const { customerId, at } of await listMomentRecords(scope, { kind }, { limit: HARD_MOMENTS }))
      times.set(customerId, [...(times.get(customerId) ?? []), at])
  return times
}
