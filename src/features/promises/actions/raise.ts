/** What happens when a promise's time comes: it is raised once as at risk, once as broken, and never before its time. */
import type { Home, PromiseId } from '#kit/id.ts'
import { transact, type Scope, type TxScope } from '#platform/scope.ts'
import { usedOf } from '../rules/due.ts'
import { withEvidence } from '../rules/keeping.ts'
import { standingOf, withLapse, type CustomerPromise } from '../rules/promise.ts'
import { riskWordsOf } from '../rules/words.ts'
import { lockDue } from '../store/promises.ts'
import { insertStory, type StoryRow } from '../store/story.ts'
import { lapseRow, storyRow } from './ids.ts'
import { historyOf } from './observe.ts'
import { savePromises } from './save.ts'
import { settingsOf, type Settings } from './settings.ts'
import { tellNews, tellPages } from './tell.ts'

/** How many were raised as what. */
export type Raised = { readonly atRisk: number; readonly broken: number; readonly kept: number }

/**
 * Raises those of these promises of one home whose time has come by `scope.now`, in one transaction: it happens whole or not at
 * all, and another worker at the same work finds nothing left to do. Looks into the timeline first, so that an answer which is
 * stored and not yet read is not taken for silence.
 */
export async function raiseDue(scope: Scope, home: Home, ids: readonly PromiseId[]): Promise<Raised> {
  const settings = await settingsOf(scope)
  return transact(scope, async (scope) => {
    const due = await lockDue(scope, home, ids)
    if (due.length === 0) return { atRisk: 0, broken: 0, kept: 0 }
    const histories = await historyOf(scope, due)
    const seen = due.map((one) => withEvidence(one, histories.get(one.customerId) ?? [], settings))
    const story: StoryRow[] = []
    const raised = seen.map((one) => raise(one, scope, settings, story))
    await savePromises(scope, home, raised)
    await insertStory(scope, home, story)
    return tellRaised(scope, home, due, raised)
  })
}

function raise(
  promise: CustomerPromise,
  { now }: Pick<TxScope, 'now'>,
  settings: Settings,
  story: StoryRow[],
): CustomerPromise {
  const standing = standingOf(promise, now)
  const lapsed = withLapse(promise, now)
  if (lapsed !== promise) {
    story.push(lapseRow(promise.id, now))
    return lapsed
  }
  if (standing === 'broken')
    return { ...promise, brokenRaisedAt: now, riskRaisedAt: promise.riskRaisedAt ?? now }
  if (standing !== 'at_risk' || promise.riskRaisedAt !== null) return promise
  const used = Math.min(99, Math.round(usedOf(promise.armedAt, promise.dueAt, now, settings.calendar) * 100))
  story.push(
    storyRow(promise.id, {
      at: now,
      what: promise.snoozedUntil === null ? 'at_risk' : 'told',
      title:
        promise.snoozedUntil === null
          ? `At risk: ${riskWordsOf(promise, { members: settings.members, now, zone: settings.calendar.zone })}`
          : 'Came back from its snooze',
      words:
        promise.dueAt === null ? 'The team was told' : `${used} % of its time was used; the team was told`,
    }),
  )
  return { ...promise, riskRaisedAt: now }
}

async function tellRaised(
  scope: TxScope,
  home: Home,
  before: readonly CustomerPromise[],
  after: readonly CustomerPromise[],
): Promise<Raised> {
  const was = new Map(before.map((one) => [one.id, one]))
  const broken = after.filter(
    (one) => one.brokenRaisedAt !== null && was.get(one.id)?.brokenRaisedAt === null,
  )
  const atRisk = after.filter(
    (one) => one.riskRaisedAt !== null && was.get(one.id)?.riskRaisedAt === null && !broken.includes(one),
  )
  const kept = after.filter((one) => standingOf(one, scope.now) === 'kept')
  const rested = after.filter((one) => one.withdrawnAt !== null)
  await tellNews(scope, home, 'promise.at_risk', atRisk)
  await tellNews(scope, home, 'promise.broken', broken)
  await tellNews(scope, home, 'promise.kept', kept)
  await tellNews(scope, home, 'promise.rested', rested)
  await tellPages(
    scope,
    after.map(({ id }) => id),
  )
  return { atRisk: atRisk.length, broken: broken.length, kept: kept.length }
}
