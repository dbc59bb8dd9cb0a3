/** Tries a standing promise on history before it is declared: how often it would have been opened, kept, broken. Reads only. */
import { explainDue, type Calendar } from '#kit/calendar.ts'
import type { Home } from '#kit/id.ts'
import { wilsonInterval } from '#kit/statistics/wilson.ts'
import { DAY_MS } from '#kit/time.ts'
import { listStretch, type StoredEntry } from '#features/timeline/index.ts'
import { read, type Scope } from '#platform/scope.ts'
import type { StandingPromise, StandingTrial } from '../contract.ts'
import { withEvidence } from '../rules/keeping.ts'
import { stoodFor } from '../rules/opening.ts'
import { standingOf, type CustomerPromise } from '../rules/promise.ts'
import { isOpenedBy } from '../rules/standing-promises.ts'
import { hoursWords } from '../rules/words.ts'
import { withId } from './ids.ts'
import { historyOf } from './observe.ts'
import { settingsOf } from './settings.ts'

const DAYS = 30
/** Entries read of all homes together, in stretches, and promises looked after. */
const MOST_READ = 40_000
const STRETCH = 1_000
const MOST_OPENED = 2_000
const LOOKED_AT_ONCE = 200

/** What this promise would have meant over the last 30 days, on the workspace's calendar as it is now. */
export async function tryStanding(scope: Scope, wanted: StandingPromise): Promise<StandingTrial> {
  const one = { ...wanted, isOn: true }
  const settings = await settingsOf(scope)
  const { calendar } = settings
  const { promises, isWhole } = await openedBy(scope, one, calendar)
  const tally = { kept: 0, broken: 0, open: 0 }
  for (let i = 0; i < promises.length; i += LOOKED_AT_ONCE) {
    const part = promises.slice(i, i + LOOKED_AT_ONCE)
    const histories = await read(scope, (scope) => historyOf(scope, part))
    for (const promise of part) {
      const next = withEvidence(promise, histories.get(promise.customerId) ?? [], settings)
      const standing = standingOf(next, scope.now)
      tally[standing === 'kept' || standing === 'broken' ? standing : 'open'] += 1
    }
  }
  const interval = wilsonInterval(tally.kept, tally.kept + tally.broken)
  return {
    dueWords: explainDue(calendar, scope.now, one.span),
    hours: hoursWords(calendar, scope.now),
    days: DAYS,
    opened: promises.length,
    ...tally,
    low: interval?.low ?? null,
    high: interval?.high ?? null,
    isWhole,
  }
}

async function openedBy(
  scope: Scope,
  one: StandingPromise,
  calendar: Calendar,
): Promise<{ promises: CustomerPromise[]; isWhole: boolean }> {
  const homes = await read(scope, (scope) => Promise.resolve<readonly Home[]>(scope.homes))
  const each = Math.max(STRETCH, Math.floor(MOST_READ / homes.length))
  const promises: CustomerPromise[] = []
  let isWhole = true
  for (const home of homes) {
    const since = new Date(scope.now.getTime() - DAYS * DAY_MS)
    let after: StoredEntry | undefined
    for (let looked = 0; ; looked += STRETCH) {
      const stretch: StoredEntry[] = await read(scope, (scope) =>
        listStretch(scope, home, { since, until: scope.now, after, limit: STRETCH }),
      )
      for (const entry of stretch)
        if (isOpenedBy(one, entry)) promises.push(withId(stoodFor(one, entry, { calendar })))
      after = stretch.at(-1)
      if (stretch.length < STRETCH) break
      if (looked + STRETCH >= each || promises.length >= MOST_OPENED) {
        isWhole = false
        break
      }
      await new Promise((resolve) => setImmediate(resolve))
    }
  }
  return { promises: promises.slice(0, MOST_OPENED), isWhole }
}
