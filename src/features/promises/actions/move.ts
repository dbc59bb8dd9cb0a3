/** Counts open promises anew after the calendar was changed; what was kept or broke stays as it was. */
import type { Home, PromiseId } from '#kit/id.ts'
import { read, transact, type Scope, type TxScope } from '#platform/scope.ts'
import type { CalendarAnswer } from '../contract.ts'
import { assumedWords, instantWords, recount, riskAtOf, type Counting } from '../rules/due.ts'
import { standingOf, type CustomerPromise } from '../rules/promise.ts'
import { listMovable } from '../store/promises.ts'
import { insertStory } from '../store/story.ts'
import { storyRow } from './ids.ts'
import { savePromises } from './save.ts'
import { tellPages } from './tell.ts'

/** Promises counted anew in one transaction, and named in the answer. */
const AT_ONCE = 500
const NAMED = 200

type Moved = Pick<CalendarAnswer, 'moved' | 'movedCount'>

/** Moves what the new hours move, home by home; answers which. */
export async function moveOpenPromises(scope: Scope, counting: Counting): Promise<Moved> {
  const homes = await read(scope, (scope) => Promise.resolve<readonly Home[]>(scope.homes))
  const moved: CalendarAnswer['moved'] = []
  let movedCount = 0
  for (const home of homes) {
    let after = '00000000-0000-0000-0000-000000000000'
    for (;;) {
      const stretch = await transact(scope, (scope) => moveStretch(scope, home, after, counting))
      movedCount += stretch.moved.length
      moved.push(...stretch.moved.slice(0, NAMED - moved.length))
      if (stretch.last === undefined) break
      after = stretch.last
    }
  }
  return { moved, movedCount }
}

async function moveStretch(
  scope: TxScope,
  home: Home,
  after: string,
  counting: Counting,
): Promise<{ moved: CalendarAnswer['moved']; last: PromiseId | undefined }> {
  const stretch = await listMovable(scope, home, after, AT_ONCE)
  const pairs = stretch.flatMap((before) => {
    const next = counted(before, counting, scope.now)
    return next ? [{ before, next }] : []
  })
  const { zone } = counting.calendar
  await savePromises(
    scope,
    home,
    pairs.map(({ next }) => next),
  )
  await insertStory(
    scope,
    home,
    pairs
      .filter(({ before, next }) => isMoved(before, next))
      .map(({ before, next }) =>
        storyRow(before.id, {
          at: scope.now,
          what: 'moved',
          title: 'The business hours changed',
          words: `From ${before.dueAt ? instantWords(before.dueAt, zone) : 'no time'} to ${next.dueAt ? instantWords(next.dueAt, zone) : 'no time'}; she was told the former`,
          byName: scope.actor.name,
        }),
      ),
  )
  const moved = pairs
    .filter(({ before, next }) => isMoved(before, next))
    .map(({ before, next }) => ({
      id: before.id,
      from: before.dueAt?.toISOString() ?? null,
      to: next.dueAt?.toISOString() ?? null,
    }))
  await tellPages(
    scope,
    pairs.map(({ next }) => next.id),
  )
  return { moved, last: stretch.length === AT_ONCE ? stretch.at(-1)?.id : undefined }
}

/** The promise under the new hours; undefined where nothing changes, or where its time was over under the old ones. */
function counted(promise: CustomerPromise, counting: Counting, now: Date): CustomerPromise | undefined {
  const { counted, wording, armedAt, dueAt, toldDueAt } = promise
  const standing = standingOf(promise, now)
  if (armedAt === null || (standing !== 'open' && standing !== 'at_risk')) return undefined
  const counts = recount(counted, wording, armedAt, counting) ?? { dueAt, dueWords: promise.dueWords }
  const words =
    promise.isAssumed && counted.by === 'span'
      ? { dueWords: assumedWords(counting.calendar, armedAt, counted.span) }
      : {}
  const next = { ...promise, ...counts, ...words }
  const risk = { ...next, riskAt: riskAtOf(next, counting.calendar) }
  const same =
    risk.dueAt?.getTime() === dueAt?.getTime() && risk.riskAt?.getTime() === promise.riskAt?.getTime()
  if (same) return undefined
  return isMoved(promise, risk) ? { ...risk, toldDueAt: toldDueAt ?? dueAt } : risk
}

const isMoved = (before: CustomerPromise, next: CustomerPromise) =>
  before.dueAt?.getTime() !== next.dueAt?.getTime()
