/** Many customers with the same delay are one moment of the queue, which stands for all of them and goes once they were told. */
import { createHash } from 'node:crypto'
import { homeOf, makeId, slotOf, type CustomerId, type Home, type MomentId } from '#kit/id.ts'
import { HOUR_MS } from '#kit/time.ts'
import { delayCueOf, type DelayCue, type PromiseCue } from '#features/promises/index.ts'
import { publish } from '#platform/live.ts'
import { read, transact, type Scope } from '#platform/scope.ts'
import { declarationOf, type Slots } from '../catalogue/index.ts'
import { searchWordsIn } from '../rules/search.ts'
import { lockNoticing, setSearchWords, upsertMoments, type NewMoment } from '../store/moments.ts'
import { listOfDelay, setGathered, setOver, setUngathered } from '../store/promised.ts'

const LIVES_MS = 72 * HOUR_MS

/** Brings the moments of these promises' delays up to date: made, counted anew, or taken off the queue. */
export async function gatherDelays(scope: Scope, cues: readonly PromiseCue[]): Promise<void> {
  for (const key of new Set(cues.flatMap(({ delayKey }) => delayKey ?? []))) await gather(scope, key)
}

async function gather(scope: Scope, key: string): Promise<void> {
  const delay = await delayCueOf(scope, key)
  const there = await read(scope, (scope) => listOfDelay(scope, key))
  const row = delay && rowOf(delay, scope.now)
  const home = row && homeOf(scope.workspace, row.id)
  const isNew =
    row && home !== undefined
      ? await transact(scope, async (scope) => {
          await lockNoticing(scope, home)
          const isNew = (await upsertMoments(scope, home, [row])).length > 0
          await setSearchWords(scope, home, [{ id: row.id, words: wordsOf(delay) }])
          return isNew
        })
      : false
  const gone = there.filter(({ id }) => id !== row?.id)
  for (const [home, group] of Map.groupBy(gone, (one) => one.home)) await end(scope, home, group)
  if (delay && row) await layUnder(scope, delay, row.id)
  if (row || gone.length > 0)
    await transact(scope, (scope) =>
      publish(scope, isNew ? 'moment.noticed' : 'moment.changed', {
        ids: [...gone.map(({ id }) => id), ...(row ? [row.id] : [])].slice(0, 50),
        count: gone.length + (row ? 1 : 0),
      }),
    )
}

function end(scope: Scope, home: Home, gone: readonly { id: MomentId }[]): Promise<void> {
  const ids = gone.map(({ id }) => id)
  return transact(scope, async (scope) => {
    await lockNoticing(scope, home)
    await setOver(scope, home, ids)
    for (const each of scope.homes) await setUngathered(scope, each, ids)
  })
}

/** The moments of the single parcels rest under the one that stands for all. */
async function layUnder(scope: Scope, { promises }: DelayCue, into: MomentId): Promise<void> {
  const parcels = promises.flatMap(({ customerId, orderNo }) =>
    orderNo === null ? [] : [{ customerId, thread: threadOfParcel(customerId, orderNo) }],
  )
  for (const [home, group] of Map.groupBy(parcels, ({ customerId }) => homeOf(scope.workspace, customerId)))
    await transact(scope, async (scope) => {
      await lockNoticing(scope, home)
      await setGathered(
        scope,
        home,
        group.map(({ thread }) => thread),
        into,
      )
    })
}

/** The thread of all that is noticed about one parcel (`derive.ts`). */
export function threadOfParcel(customerId: CustomerId, orderNo: string): string {
  return `${customerId}/parcel/${orderNo.slice(0, 100)}`
}

function rowOf({ key, title, count, promises }: DelayCue, now: Date): NewMoment | undefined {
  // The first that was told of keeps the moment in its place while others join.
  const [lead] = [...promises].sort(
    (a, b) => (a.delayAt?.getTime() ?? 0) - (b.delayAt?.getTime() ?? 0) || (a.id < b.id ? -1 : 1),
  )
  if (!lead) return undefined
  const at = lead.delayAt ?? now
  const digest = createHash('sha256').update(`moment:promise_delays:${key}`).digest()
  const { valence, because } = declarationOf('promise_delays')
  const slots: Slots = { delay: key, title, count: String(count) }
  const due = promises.find(({ dueAt }) => dueAt !== null && dueAt > now)?.dueAt
  return {
    id: makeId<'moment'>(at, slotOf(lead.id), digest),
    customerId: lead.customerId,
    conversationId: null,
    thread: `delay/${key}`,
    entryId: null,
    entryAt: null,
    kind: 'promise_delays',
    valence,
    channel: null,
    at,
    expiresAt: due ?? new Date(now.getTime() + LIVES_MS),
    expiresBecause: because,
    signs: [{ kind: 'promise_delays', quote: null, start: null, end: null, by: 'promise', score: 1, slots }],
    slots,
    words: title,
    marks: [],
  }
}

/** Found by all who wait. */
const wordsOf = ({ title, names }: DelayCue): string[] =>
  searchWordsIn(declarationOf('promise_delays').label, title, ...names)
