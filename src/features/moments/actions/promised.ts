/** Brings promises that come due back to the queue: one about to break, one that broke; and takes them off when they are kept. */
import { createHash } from 'node:crypto'
import { z } from 'zod'
import { homeOf, makeId, slotOf, type Home, type MomentId, type PromiseId } from '#kit/id.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '#kit/time.ts'
import { cuesOf, type PromiseCue } from '#features/promises/index.ts'
import { publish } from '#platform/live.ts'
import { read, transact, type Scope, type TxScope } from '#platform/scope.ts'
import { declarationOf, type Slots } from '../catalogue/index.ts'
import type { PromisedKind } from '../catalogue/promised.ts'
import { setSettlement } from '../store/marks.ts'
import {
  foldThreads,
  lockNoticing,
  setAssignee,
  setKept,
  upsertMoments,
  type NewMoment,
} from '../store/moments.ts'
import { listEndingBroken, listOfPromises, setOver } from '../store/promised.ts'
import { usableAmong } from './held-back.ts'
import { setFoundBy } from './found-by.ts'
import { gatherDelays, threadOfParcel } from './delays.ts'
import { doerOf, refreshState } from './handle.ts'
import { wishesOf } from './trust.ts'

/** Body of the announcements `promise.*`. */
const News = z.object({ ids: z.array(z.string()), raised: z.array(z.string()) })

/** A broken promise comes back to the queue for so long, until it is made good. */
const MENDED_WITHIN_MS = 14 * DAY_MS
/** How long before its end a moment that is to stay is prolonged. */
const AHEAD_MS = 30 * MINUTE_MS
const AT_ONCE = 500

/** The subscriber of `promise.at_risk` and `promise.broken`: makes a moment of each that still stands so. */
export async function noticePromises(scope: Scope, body: unknown): Promise<void> {
  const cues = await cuesOf(scope, News.parse(body).ids as PromiseId[])
  await gatherDelays(scope, cues)
  const { off } = await read(scope, wishesOf)
  const usable = await read(scope, (scope) =>
    usableAmong(
      scope,
      cues.map(({ customerId }) => customerId),
    ),
  )
  const due = cues.flatMap((cue) => {
    const kind = kindOf(cue)
    return kind && !off.has(kind) && usable.has(cue.customerId) ? [{ cue, kind }] : []
  })
  if (due.length === 0) return
  const opened: MomentId[] = []
  for (const [home, group] of Map.groupBy(due, ({ cue }) => homeOf(scope.workspace, cue.id)))
    opened.push(
      ...(await transact(scope, async (scope) => {
        await lockNoticing(scope, home)
        const rows = group.map(({ cue, kind }) => rowOf(cue, kind, scope.now))
        const ids = await upsertMoments(scope, home, rows)
        await setFoundBy(scope, home, rows)
        await handOver(scope, group, ids)
        await foldThreads(
          scope,
          home,
          rows.flatMap(({ thread }) => thread ?? []),
        )
        return ids
      })),
    )
  if (opened.length > 0)
    await transact(scope, (scope) =>
      publish(scope, 'moment.noticed', { ids: opened.slice(0, 50), count: opened.length }),
    )
}

/** The subscriber of `promise.kept` and `promise.rested`: settles what was kept or made good, and clears the rest away. */
export async function settlePromised(scope: Scope, body: unknown): Promise<void> {
  // What never came back to the queue has no moment to settle.
  const cues = await cuesOf(scope, News.parse(body).raised as PromiseId[])
  await gatherDelays(scope, cues)
  for (const [home, group] of Map.groupBy(cues, ({ id }) => homeOf(scope.workspace, id)))
    await transact(scope, (scope) => settleHome(scope, home, group))
}

async function settleHome(scope: TxScope, home: Home, cues: readonly PromiseCue[]): Promise<void> {
  await lockNoticing(scope, home)
  const byId = new Map(cues.map((cue) => [cue.id, cue]))
  const moments = await listOfPromises(
    scope,
    home,
    cues.map(({ customerId }) => customerId),
    [...byId.keys()],
  )
  const isDone = (promise: PromiseId) =>
    byId.get(promise)?.standing === 'kept' || byId.get(promise)?.isMadeGood
  for (const { id } of moments.filter(({ promise }) => isDone(promise))) {
    const { id: byMachine } = doerOf(scope.actor)
    await setSettlement(scope, {
      momentId: id,
      outcome: 'done',
      reason: null,
      byId: byMachine,
      byName: 'The promise was kept',
      at: scope.now,
    })
    await refreshState(scope, id)
  }
  // A promise that came back since it was announced (a snooze that is over already) stays.
  const resting = moments.filter(({ promise }) => !isDone(promise) && !isDue(byId.get(promise)))
  await setOver(
    scope,
    home,
    resting.map(({ id }) => id),
  )
  if (moments.length > 0)
    await publish(scope, 'moment.changed', {
      ids: moments.slice(0, 50).map(({ id }) => id),
      count: moments.length,
    })
}

/** Keeps moments of broken promises in the queue until they are made good, two weeks at most. */
export async function sweepUnmended(scope: Scope): Promise<void> {
  const { now } = scope
  const homes = await read(scope, (scope) => Promise.resolve<readonly Home[]>(scope.homes))
  for (const home of homes) {
    const ending = await read(scope, (scope) =>
      listEndingBroken(scope, home, {
        since: new Date(now.getTime() - MENDED_WITHIN_MS),
        before: new Date(now.getTime() + AHEAD_MS),
        limit: AT_ONCE,
      }),
    )
    const cues = new Map(
      (
        await cuesOf(
          scope,
          ending.map(({ promise }) => promise),
        )
      ).map((cue) => [cue.id, cue]),
    )
    await transact(scope, async (scope) => {
      for (const { id, promise } of ending) {
        const cue = cues.get(promise)
        if (!cue || cue.standing !== 'broken' || cue.isMadeGood) continue
        await setKept(scope, id, cue.mendBy)
        await refreshState(scope, id)
      }
    })
  }
}

const isDue = (cue: PromiseCue | undefined) => cue !== undefined && kindOf(cue) !== undefined

/** A late parcel's carrier has said so before: that was a moment of its own, so only the breaking is one more. */
function kindOf({ standing, isMadeGood, origin, wasTold }: PromiseCue): PromisedKind | undefined {
  if (standing === 'broken' && !isMadeGood) return 'promise_broken'
  return standing === 'at_risk' && origin !== 'carrier' && !wasTold ? 'promise_at_risk' : undefined
}

/** Goes to its owner; to the team where it has none who is there. */
async function handOver(
  scope: TxScope,
  group: readonly { cue: PromiseCue; kind: PromisedKind }[],
  opened: readonly MomentId[],
): Promise<void> {
  for (const { cue, kind } of group) {
    const id = momentIdOf(cue, kind)
    if (cue.ownerId !== null && opened.includes(id)) await setAssignee(scope, id, cue.ownerId)
  }
}

/** One moment for each time it comes back: at risk, back from a snooze, broken. */
function momentIdOf({ id, at }: PromiseCue, kind: PromisedKind): MomentId {
  const digest = createHash('sha256').update(`moment:${kind}:${id}:${at.toISOString()}`).digest()
  return makeId<'moment'>(at, slotOf(id), digest)
}

function rowOf(cue: PromiseCue, kind: PromisedKind, now: Date): NewMoment {
  const { customerId, entryId, entryAt, wording, isQuoted, quoteStart, dueAt, orderNo, origin } = cue
  const { valence, because } = declarationOf(kind)
  const start = isQuoted ? quoteStart : null
  const slots: Slots = {
    promise: cue.id,
    wording: wording.replace(/[.!\s]+$/, ''),
    since: cue.since,
    risk: cue.riskWords,
    ...(cue.dueWords === '' ? {} : { due: cue.dueWords }),
    ...(cue.lateWords === '' ? {} : { late: cue.lateWords }),
    ...(orderNo === null ? {} : { order: orderNo }),
  }
  const isBroken = kind === 'promise_broken'
  const until = isBroken ? cue.mendBy : (dueAt ?? new Date(now.getTime() + 72 * HOUR_MS))
  return {
    id: momentIdOf(cue, kind),
    customerId,
    conversationId: cue.conversationId,
    thread:
      origin === 'carrier' && orderNo !== null
        ? threadOfParcel(customerId, orderNo)
        : `${customerId}/promise/${cue.id}`,
    entryId,
    entryAt,
    kind,
    valence,
    channel: null,
    at: cue.at,
    expiresAt: until,
    expiresBecause: isBroken || dueAt === null ? because : `promised by ${cue.dueWords}`,
    signs: [
      {
        kind,
        quote: start === null ? null : wording,
        start,
        end: start === null ? null : start + wording.length,
        by: 'promise',
        score: 1,
        slots,
      },
    ],
    slots,
    words: wording,
    marks: start === null ? [] : [{ start: 0, end: wording.length }],
  }
}
