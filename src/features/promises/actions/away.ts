/** What becomes of a member's promises when she goes away: what falls due before she is back goes to the team at once. */
import { z } from 'zod'
import { homeOf } from '#kit/id.ts'
import { read, transact, type Scope } from '#platform/scope.ts'
import { riskAtOf } from '../rules/due.ts'
import { standingOf, type CustomerPromise } from '../rules/promise.ts'
import { listOwnedUntil } from '../store/delays.ts'
import { lockPromises } from '../store/promises.ts'
import { savePromises } from './save.ts'
import { settingsOf } from './settings.ts'

/** Body of the announcement `member.away`. */
const Away = z.object({ memberId: z.string(), until: z.string().nullable() })
/** Promises of one member that are looked at. */
const MOST = 2_000
const FAR = new Date('9999-01-01T00:00:00Z')

/** The subscriber of `member.away`: they are at risk from now on; of one who is back the usual share of time counts again. */
export async function heedAway(scope: Scope, body: unknown): Promise<void> {
  const { memberId, until } = Away.parse(body)
  const settings = await settingsOf(scope)
  const isAway = until !== null && new Date(until) > scope.now
  const owned = await read(scope, (scope) =>
    listOwnedUntil(scope, memberId, isAway ? new Date(until) : FAR, MOST),
  )
  for (const [home, group] of Map.groupBy(owned, ({ id }) => homeOf(scope.workspace, id)))
    await transact(scope, async (scope) => {
      const held = await lockPromises(
        scope,
        home,
        group.map(({ id }) => id),
      )
      const next = held
        .filter((one) => ['open', 'at_risk'].includes(standingOf(one, scope.now)))
        .map((one): CustomerPromise => {
          if (!isAway) return { ...one, riskAt: riskAtOf(one, settings.calendar) }
          // A snooze keeps its promise, and a person who is not there can't: it comes back to who is.
          return { ...one, riskAt: scope.now, riskRaisedAt: null, snoozedUntil: null, snoozeReason: null }
        })
      await savePromises(scope, home, next)
    })
}
