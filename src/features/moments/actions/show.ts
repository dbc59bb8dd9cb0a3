/** What is asked of moments: the queue, lists, one whole moment, search. Reads only; the number of statements never grows with the list. */
import { homeOf, isId, type CustomerId, type MomentId } from '#kit/id.ts'
import { readCursor, writeCursor } from '#kit/cursor.ts'
import { Refusal } from '#kit/refusal.ts'
import { dayOf, instantAt } from '#kit/time.ts'
import {
  findCustomerDetail,
  findEntries,
  listConversation,
  listPersonPage,
  memberIds,
  namesOf,
  presentEntry,
  searchCustomers,
  type StoredEntry,
} from '#features/timeline/index.ts'
import { initialsOf, listMembers, type Member } from '#features/team/index.ts'
import { countWaiting } from '#platform/backlog.ts'
import { read, type Scope, type TxScope } from '#platform/scope.ts'
import { Channel } from '#features/timeline/contract.ts'
import type {
  ListMoments,
  ListQueue,
  MomentDetail,
  MomentRow,
  QueueAnswer,
  SearchAnswer,
} from '../contract.ts'
import { keptFrom } from '../rules/audience.ts'
import { leftOf } from '../rules/expiry.ts'
import { actsOf, alsoOf, draftOf, leading, signsOf, titleOf } from '../rules/present.ts'
import { searchWordsIn } from '../rules/search.ts'
import {
  countDoneBy,
  findAssignment,
  findSettlement,
  listActs,
  listSnoozes,
  type Snooze,
} from '../store/marks.ts'
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
import { factsOfPerson } from './facts.ts'
import { tellReads, type Shown } from './tell-reads.ts'
import { doerOf, notFound } from './handle.ts'
import { hintsIn } from './hints.ts'
import { presentAct } from './write.ts'

/** Entries shown before and after the one a moment was noticed in. */
const CONVERSATION_EACH_SIDE = 20
const TIMELINE_PAGE = 20
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

/** Customers and moments that have a word of each beginning; open moments first, then the newest. */
export async function search(scope: Scope, q: string, limit = 8): Promise<SearchAnswer> {
  const { shown, ...answer } = await read(scope, async (scope) => {
    const words = longestFirst(q)
    const customers = words.length > 0 ? await searchCustomers(scope, q, limit) : []
    const found = await listByIds(scope, await listFound(scope, words, 100))
    const best = found
      .sort(
        (a, b) => Number(b.state === 'open') - Number(a.state === 'open') || b.at.getTime() - a.at.getTime(),
      )
      .slice(0, limit)
    const names = await namesOf(scope, [...new Set(best.map(({ customerId }) => customerId))])
    return {
      customers: customers.map(({ id, name, place, since }) => ({
        id,
        name: name ?? 'Customer',
        detail: [place, since === null ? null : `since ${since.slice(0, 4)}`]
          .filter((part) => part !== null)
          .join(' · '),
      })),
      moments: best.map(({ id, kind, customerId, words, state, signs }) => ({
        id,
        name: names.get(customerId) ?? 'Customer',
        label: leading(kind, { signs }).label,
        words,
        state,
      })),
      shown: best.map(({ customerId, kind, words }) => ({ customerId, moments: [{ kind, words }] })),
    }
  })
  await tellReads(scope, shown)
  return answer
}

async function presentRows(
  scope: TxScope,
  moments: readonly MomentRecord[],
  members: ReadonlyMap<string, Member>,
): Promise<MomentRow[]> {
  if (moments.length === 0) return []
  const names = await namesOf(scope, [...new Set(moments.map(({ customerId }) => customerId))])
  const snoozed = moments.filter(({ state }) => state === 'snoozed').map(({ id }) => id)
  const snoozes = new Map((await listSnoozes(scope, snoozed)).map((snooze) => [snooze.momentId, snooze]))
  return moments.map((moment) =>
    presentRow(scope, moment, names.get(moment.customerId) ?? 'Customer', snoozes.get(moment.id), members),
  )
}

function presentRow(
  scope: TxScope,
  moment: MomentRecord,
  name: string,
  snooze: Snooze | undefined,
  members: ReadonlyMap<string, Member>,
): MomentRow {
  const { id, kind, valence, customerId, channel, words, marks, at, expiresAt, assigneeId } = moment
  const { label, icon } = leading(kind, moment)
  const { delay: key, count } = moment.slots
  const delay = key === undefined ? undefined : { key, count: Number(count) }
  const assignee = assigneeId === null ? undefined : members.get(assigneeId)
  return {
    id,
    kind,
    label,
    valence,
    icon,
    also: alsoOf(kind, moment),
    customer: { id: customerId, name: delay ? `${delay.count} customers` : name },
    ...(delay ? { delay } : {}),
    channel: Channel.safeParse(channel).data ?? null,
    words,
    marks: [...marks],
    at: at.toISOString(),
    expiry: {
      at: expiresAt.toISOString(),
      because: moment.expiresBecause,
      left: leftOf(at, expiresAt, scope.now),
    },
    state: moment.state === 'open' && expiresAt <= scope.now ? 'expired' : moment.state,
    snoozedUntil: snooze?.until.toISOString() ?? null,
    assignee: assignee ? { id: assignee.id, name: assignee.name, initials: initialsOf(assignee.name) } : null,
  }
}

async function presentDetail(
  scope: TxScope,
  moment: MomentRecord,
  members: ReadonlyMap<string, Member>,
): Promise<MomentDetail> {
  const { id, customerId, conversationId, entryId, entryAt, kind } = moment
  const customer = await findCustomerDetail(scope, customerId)
  if (!customer) throw notFound()
  // Who has a name is asked about once: every look-up of a person is three statements.
  const name = customer.name ?? (await namesOf(scope, [customerId])).get(customerId) ?? 'Customer'
  const [entry] =
    entryId && entryAt
      ? await findEntries(scope, [
          { home: homeOf(scope.workspace, entryId), customerId, at: entryAt.toISOString(), id: entryId },
        ])
      : []
  const talk =
    conversationId && entryAt
      ? await listConversation(scope, conversationId, { around: entryAt, limit: CONVERSATION_EACH_SIDE })
      : []
  const isEarlier = (one: { at: Date; id: string }) =>
    entryAt !== null &&
    (one.at < entryAt || (one.at.getTime() === entryAt.getTime() && one.id < (entryId ?? '')))
  const others = talk.filter((one) => one.id !== entryId)
  const people = [customer.id, ...customer.merged.map(({ id }) => id)] as CustomerId[]
  const settlement = await findSettlement(scope, id)
  const assignment = moment.assigneeId === null ? undefined : await findAssignment(scope, id)
  const [snooze] = await listSnoozes(scope, [id])
  const showing = {
    customerName: customer.name ?? spokenName(entry) ?? name,
    slots: moment.slots,
    signs: moment.signs,
    now: scope.now,
    zone: scope.workspace.zone,
  }
  return {
    row: presentRow(scope, moment, name, moment.state === 'snoozed' ? snooze : undefined, members),
    title: titleOf(kind, showing),
    signs: signsOf(showing),
    entry: entry ? presentEntry(entry) : null,
    earlier: others.filter(isEarlier).map(presentEntry),
    later: others.filter((one) => !isEarlier(one)).map(presentEntry),
    hints: await hintsIn(scope, [...(entry ? [entry] : []), ...others], members.values()),
    acts: actsOf(kind, showing),
    done: (await listActs(scope, id)).map(presentAct),
    draft: draftOf(kind, showing),
    settlement: settlement
      ? {
          outcome: settlement.outcome,
          reason: settlement.reason,
          by: settlement.byName,
          at: settlement.at.toISOString(),
        }
      : null,
    handover:
      assignment && assignment.byId !== assignment.memberId
        ? { by: assignment.byName, note: assignment.note, at: assignment.at.toISOString() }
        : null,
    snooze: snooze ? { until: snooze.until.toISOString(), reason: snooze.reason, by: snooze.byName } : null,
    customer,
    facts: await factsOfPerson(scope, people, entryId),
    timeline: await listPersonPage(scope, people, { limit: TIMELINE_PAGE }),
  }
}

/** What she calls herself in the message, where the brand knows no name of hers. */
function spokenName(entry: StoredEntry | undefined): string | undefined {
  return entry?.authorKind === 'customer' ? (entry.authorName ?? undefined) : undefined
}

async function membersOf(scope: Scope): Promise<ReadonlyMap<string, Member>> {
  return new Map((await listMembers(scope.db, scope.workspace.id)).map((member) => [member.id, member]))
}

/** The longest word first: it has the fewest finds. */
function longestFirst(q: string | undefined): string[] {
  return q === undefined
    ? []
    : searchWordsIn(q)
        .sort((a, b) => b.length - a.length)
        .slice(0, 5)
}

function placeIn(cursor: string | undefined): { at: Date; id: string } | undefined {
  if (cursor === undefined) return undefined
  const [at, id] = readCursor(cursor, 2) ?? []
  if (at === undefined || id === undefined || Number.isNaN(Date.parse(at)) || !/^[0-9a-f-]{36}$/.test(id))
    throw new Refusal('cursor_not_known', 'This page has no such place; start from the first page.')
  return { at: new Date(at), id }
}
