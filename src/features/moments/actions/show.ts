/** What is asked of moments: the queue, lists, one whole moment. Reads only; the number of statements never grows with the list. */
import { isId, type CustomerId, type MomentId } from '#kit/id.ts'
import { readCursor, writeCursor } from '#kit/cursor.ts'
import { Refusal } from '#kit/refusal.ts'
import { dayOf, instantAt } from '#kit/time.ts'
import { memberIds } from '#features/timeline/index.ts'
import { countWaiting } from '#platform/backlog.ts'
import { read, type Scope, type TxScope } from '#platform/scope.ts'
import type { ListMoments, ListQueue, MomentDetail, MomentRow, QueueAnswer } from '../contract.ts'
import { keptFrom } from '../rules/audience.ts'
import { longestFirst } from '../rules/search.ts'
import { countDoneBy } from '../store/marks.ts'
import { findMoment, type MomentRecord } from '../store/moments.ts'
import {
  countNoticedSince,
  countOpen,
  countPast,
  listByIds,
  listByTime,
  listFound,
  listNoticedSince,
  listPastNoticedSince,
  listOpen,
  type QueueFilter,
} from '../store/queue.ts'
import { doerOf, notFound } from './handle.ts'
import { presentDetail } from './present-detail.ts'
import { membersOf, presentRows } from './present-rows.ts'
import { tellReads, type Shown } from './tell-reads.ts'

/** Shown of what was just noticed. */
const WORTH_A_LOOK = 5
/** The subscriber that reads entries for moments (jobs.ts). */
const NOTICING = 'moments.notice'
/** Finds of a search within the queue. */
const FOUND_LIMIT = 500

/** The open queue by expiry, or what lies in the past by time; its counts, and on the first page the first moment whole. Refuses `cursor_not_known`. */
export async function showQueue(scope: Scope, asked: ListQueue): Promise<QueueAnswer> {
  const { of, q, limit, cursor } = asked
  const members = await membersOf(scope)
  const me = doerOf(scope.actor).id
  const kept: KeptFrom = { kinds: kindsKeptFrom(scope.actor), memberId: me }
  const answer = await read(scope, async (scope) => {
    const words = longestFirst(q)
    const ids = words.length > 0 ? await listFound(scope, words, FOUND_LIMIT) : undefined
    const found =
      asked.when === 'past' ? await pastPage(scope, asked, ids) : await openPage(scope, asked, ids, kept)
    const page = found.slice(0, limit)
    const last = page.at(-1)
    const placeOf = ({ expiresAt, at }: MomentRecord) => (asked.when === 'past' ? at : expiresAt)
    const today = instantAt(dayOf(scope.now, scope.workspace.zone), '00:00', scope.workspace.zone)
    // Who is kept from no kind is not asked twice.
    const [mine = 0, team = 0, all = team] = await countOpen(scope, [
      { assigneeId: me },
      { keptFrom: kept },
      ...(kept.kinds.length === 0 ? [] : [{}]),
    ])
    return {
      items: await presentRows(scope, page, members),
      next: found.length > limit && last ? writeCursor(placeOf(last).toISOString(), last.id) : null,
      counts: { mine, team, forLeaders: all - team },
      past: page.length === 0 && of === 'team' ? await countPast(scope) : null,
      first:
        page[0] && cursor === undefined && asked.ids === undefined
          ? await presentDetail(scope, page[0], members)
          : null,
      doneToday: await countDoneBy(scope, me, today),
    }
  })
  await tellReads(scope, [...(answer.first ? [shownIn(answer.first)] : []), ...answer.items.map(shownInRow)])
  return answer
}

type KeptFrom = NonNullable<QueueFilter['keptFrom']>

function openPage(
  scope: TxScope,
  { of, view, valence, kind, ids: asked, limit, cursor }: ListQueue,
  ids: readonly string[] | undefined,
  kept: KeptFrom,
): Promise<MomentRecord[]> {
  // What somebody asks for by kind or by words she gets, whoever it is meant for.
  const isUsual = view === 'for_me' && kind === undefined && ids === undefined
  const assigneeId = of === 'mine' ? kept.memberId : undefined
  const named = asked?.split(',').filter(isId)
  const only = ids && named ? ids.filter((id) => named.includes(id)) : (ids ?? named)
  const filter = { valence, kind, ids: only, assigneeId, keptFrom: isUsual ? kept : undefined }
  return listOpen(scope, filter, { limit: limit + 1, after: placeIn(cursor) })
}

async function pastPage(
  scope: TxScope,
  { valence, kind, limit, cursor }: ListQueue,
  ids: readonly string[] | undefined,
): Promise<MomentRecord[]> {
  if (ids === undefined)
    return listByTime(
      scope,
      { state: 'expired', valence, kind },
      { limit: limit + 1, before: placeIn(cursor) },
    )
  const found = await listByIds(scope, ids)
  return found
    .filter(({ state }) => state === 'expired')
    .sort((a, b) => b.at.getTime() - a.at.getTime())
    .slice(0, limit)
}

const kindsKeptFrom = (actor: Scope['actor']) => keptFrom(actor.kind === 'member' ? actor.role : undefined)

/**
 * How many moments were noticed since a time, how many of them are open, at most five to look at, and about how many entries
 * recorded until a time are still to be read. To look at are the first to expire of those open; of an old file, in which
 * none is, the newest that lie in the past.
 */
export async function noticedSince(
  scope: Scope,
  since: Date,
  until: Date | null,
): Promise<{ count: number; open: number; toRead: number; first: MomentRow[] }> {
  const members = await membersOf(scope)
  return read(scope, async (scope) => {
    const counted = await countNoticedSince(scope, since)
    const list = counted.open > 0 ? listNoticedSince : listPastNoticedSince
    return {
      ...counted,
      toRead: await countWaiting(scope, NOTICING, until),
      first: await presentRows(scope, await list(scope, since, WORTH_A_LOOK), members),
    }
  })
}

/** Moments of any state, newest first. Refuses `cursor_not_known`, `customer_not_found`. */
export async function listMoments(
  scope: Scope,
  { state, valence, kind, customer, limit, cursor }: ListMoments,
): Promise<{ items: MomentRow[]; next: string | null }> {
  const members = await membersOf(scope)
  const answer = await read(scope, async (scope) => {
    const customerIds = customer === undefined ? undefined : await memberIds(scope, customer as CustomerId)
    if (customerIds?.length === 0) throw new Refusal('customer_not_found', 'No such customer here.')
    const found = await listByTime(
      scope,
      { state, valence, kind, customerIds },
      { limit: limit + 1, before: placeIn(cursor) },
    )
    const page = found.slice(0, limit)
    const last = page.at(-1)
    return {
      items: await presentRows(scope, page, members),
      next: found.length > limit && last ? writeCursor(last.at.toISOString(), last.id) : null,
    }
  })
  await tellReads(scope, answer.items.map(shownInRow))
  return answer
}

/** One moment with all that fills its screen. Refuses `moment_not_found`. */
export async function showMoment(scope: Scope, id: MomentId): Promise<MomentDetail> {
  const members = await membersOf(scope)
  const detail = await read(scope, async (scope) => {
    const moment = await findMoment(scope, id)
    if (!moment) throw notFound()
    return presentDetail(scope, moment, members)
  })
  await tellReads(scope, [shownIn(detail), shownInRow(detail.row)])
  return detail
}

const shownIn = ({ customer, facts }: MomentDetail): Shown => ({
  customerId: customer.id as CustomerId,
  facts,
})

/** A row of several customers shows the words of one of them. */
const shownInRow = ({ customer, kind, words }: MomentRow): Shown => ({
  customerId: customer.id as CustomerId,
  moments: [{ kind, words }],
})

function placeIn(cursor: string | undefined): { at: Date; id: string } | undefined {
  if (cursor === undefined) return undefined
  const [at, id] = readCursor(cursor, 2) ?? []
  if (at === undefined || id === undefined || Number.isNaN(Date.parse(at)) || !/^[0-9a-f-]{36}$/.test(id))
    throw new Refusal('cursor_not_known', 'This page has no such place; start from the first page.')
  return { at: new Date(at), id }
}
