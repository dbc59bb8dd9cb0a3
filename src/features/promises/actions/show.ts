/** What is asked of the ledger: lists, the board, one promise with its story, kept rates. Reads only. */
import { isId, type CustomerId, type PromiseId } from '#kit/id.ts'
import { readCursor, writeCursor } from '#kit/cursor.ts'
import { Refusal } from '#kit/refusal.ts'
import { wilsonInterval } from '#kit/statistics/wilson.ts'
import { addDays, DAY_MS, dayOf, instantAt } from '#kit/time.ts'
import { initialsOf } from '#features/team/index.ts'
import { memberIds, namesOf } from '#features/timeline/index.ts'
import { read, type Scope, type TxScope } from '#platform/scope.ts'
import type { ListPromises, PromiseBoard, PromiseDetail, PromiseRow } from '../contract.ts'
import { axisOf } from '../rules/axis.ts'
import type { Outcome } from '../rules/lateness.ts'
import { usedOf } from '../rules/due.ts'
import { followUpOf, standingOf, type CustomerPromise } from '../rules/promise.ts'
import { draftOf, firstNameOf, hoursWords, riskWordsOf, touchpointLabel } from '../rules/words.ts'
import {
  countKept,
  countPromises,
  listByDue,
  NEVER,
  type KeptCount,
  type PromiseFilter,
  listOutcomes,
} from '../store/board.ts'
import { findPromise } from '../store/promises.ts'
import { notFound } from './handle.ts'
import { gathered } from './gather.ts'
import { settingsOf, type Settings } from './settings.ts'
import { storyOf } from './story.ts'

/** The share of promises a brand wants to keep. */
const GOAL = 0.95
const RATE_DAYS = 30
const OUTCOMES = 2_000
/** What broke longer ago is past mending; it counts in the rates and stands in its customer's own list. */
const MENDED_WITHIN_DAYS = 14
/** Rows shown of each group of the board. */
const GROUP_LIMIT = 60

type Group = ListPromises['group']
type Rate = PromiseBoard['rate']

/** A list of promises by due time. Refuses `customer_not_found`, `cursor_not_known`. */
export async function listLedger(
  scope: Scope,
  { of, group, touchpoint, customer, limit, cursor }: ListPromises,
): Promise<{ items: PromiseRow[]; next: string | null }> {
  const settings = await settingsOf(scope)
  return read(scope, async (scope) => {
    const customerIds = customer === undefined ? undefined : await customerRows(scope, customer)
    const filter = {
      ...groupFilter(scope, group, settings),
      ownerId: ownerOf(scope, of),
      touchpoint,
      customerIds,
    }
    const found = await listByDue(scope, filter, { limit: limit + 1, after: placeIn(cursor) })
    const page = found.slice(0, limit)
    const last = page.at(-1)
    return {
      items: await presentRows(scope, page, settings),
      next: found.length > limit && last ? writeCursor((last.dueAt ?? NEVER).toISOString(), last.id) : null,
    }
  })
}

/** One call for the whole screen: counts, groups, kept rates, the axis. */
export async function showBoard(
  scope: Scope,
  { of, touchpoint }: Pick<ListPromises, 'of' | 'touchpoint'>,
): Promise<PromiseBoard> {
  const settings = await settingsOf(scope)
  return read(scope, async (scope) => {
    const narrowed = (group: Group): PromiseFilter => ({
      ...groupFilter(scope, group, settings),
      ownerId: ownerOf(scope, of),
      touchpoint,
    })
    const count = (group: Group) => countPromises(scope, narrowed(group))
    const rows = async (group: (typeof GROUPS)[number]['group']) => {
      const { label } = GROUPS.find((one) => one.group === group) ?? { label: '' }
      const found = await listByDue(scope, narrowed(group), {
        limit: GROUP_LIMIT,
        isNewestFirst: group === 'broken',
      })
      const items = await gathered(scope, found, await presentRows(scope, found, settings))
      return { group, label, count: await count(group), items }
    }
    const groups = [
      await rows('due_today'),
      await rows('at_risk'),
      await rows('broken'),
      await rows('coming'),
    ]
    const kept = await countKept(scope, new Date(scope.now.getTime() - RATE_DAYS * DAY_MS))
    const standing = { standings: ['at_risk'] as const, ownerId: ownerOf(scope, of), touchpoint }
    return {
      counts: {
        dueToday: await count('due_today'),
        atRisk: await countPromises(scope, standing),
        broken: await count('broken'),
        keptToday: await count('kept_today'),
        pending: await count('pending'),
      },
      rate: rateOf(touchpoint === undefined ? kept : kept.filter((one) => one.touchpoint === touchpoint)),
      byTouchpoint: kept
        .map((one) => ({
          ...rateOf([one]),
          touchpoint: one.touchpoint,
          label: touchpointLabel(one.touchpoint, settings.standing),
        }))
        .sort((a, b) => (b.rate ?? 0) - (a.rate ?? 0) || b.settled - a.settled),
      goal: GOAL,
      groups,
      axis: axisOf(settings.calendar, scope.now),
      hours: hoursWords(settings.calendar, scope.now),
    }
  })
}

const GROUPS = [
  { group: 'due_today', label: 'Due today' },
  { group: 'at_risk', label: 'At risk, later' },
  { group: 'broken', label: 'Broken' },
  { group: 'coming', label: 'Coming up' },
] as const

/** One promise with its story and a first draft. Refuses `promise_not_found`. */
export async function showPromise(scope: Scope, id: PromiseId): Promise<PromiseDetail> {
  const settings = await settingsOf(scope)
  return read(scope, async (scope) => {
    const promise = await findPromise(scope, id)
    if (!promise) throw notFound()
    const [row] = await presentRows(scope, [promise], settings)
    if (!row) throw notFound()
    return {
      row,
      story: await storyOf(scope, promise, settings),
      draft: draftOf(promise, firstNameOf(row.customer.name), scope.now, settings.calendar),
    }
  })
}

/** How many promises of a touchpoint were kept in the last 30 days, with the Wilson interval of 95 %. */
export function keptRateOf(scope: Scope, touchpoint?: string): Promise<Rate> {
  return read(scope, async (scope) =>
    rateOf(await countKept(scope, new Date(scope.now.getTime() - RATE_DAYS * DAY_MS), touchpoint)),
  )
}

/** What became of a touchpoint's promises in the last 30 days: of the newest 2,000. */
export function outcomesOf(scope: Scope, touchpoint: string): Promise<Outcome[]> {
  return read(scope, (scope) =>
    listOutcomes(scope, new Date(scope.now.getTime() - RATE_DAYS * DAY_MS), touchpoint, OUTCOMES),
  )
}

function rateOf(counts: readonly KeptCount[]): Rate {
  const kept = counts.reduce((sum, one) => sum + one.kept, 0)
  const settled = counts.reduce((sum, one) => sum + one.settled, 0)
  const interval = wilsonInterval(kept, settled)
  return {
    kept,
    settled,
    rate: settled === 0 ? null : kept / settled,
    low: interval?.low ?? null,
    high: interval?.high ?? null,
  }
}

function groupFilter({ now }: TxScope, group: Group, { calendar }: Settings): PromiseFilter {
  const today = dayOf(now, calendar.zone)
  const from = instantAt(today, '00:00', calendar.zone)
  const to = instantAt(addDays(today, 1), '00:00', calendar.zone)
  switch (group) {
    case 'due_today':
      return { standings: ['open', 'at_risk'], dueFrom: from, dueTo: to }
    case 'at_risk':
      return { standings: ['at_risk'], dueLaterFrom: to }
    case 'broken':
      return { isUnmended: true, dueFrom: new Date(now.getTime() - MENDED_WITHIN_DAYS * DAY_MS) }
    case 'coming':
      return { standings: ['open'], dueLaterFrom: to }
    case 'pending':
      return { standings: ['pending'] }
    case 'kept_today':
      return { standings: ['kept'], settledFrom: from }
    case 'all':
      return {}
  }
}

export async function presentRows(
  scope: TxScope,
  promises: readonly CustomerPromise[],
  settings: Settings,
): Promise<PromiseRow[]> {
  if (promises.length === 0) return []
  const names = await namesOf(scope, [...new Set(promises.map(({ customerId }) => customerId))])
  return promises.map((promise) =>
    presentRow(promise, names.get(promise.customerId) ?? 'Customer', scope.now, settings),
  )
}

function presentRow(
  promise: CustomerPromise,
  name: string,
  now: Date,
  { calendar, members }: Settings,
): PromiseRow {
  const { customerId, armedAt, dueAt, keptAt, madeGoodAt, ownerId, snoozedUntil } = promise
  const standing = standingOf(promise, now)
  const isOpen = standing === 'open' || standing === 'at_risk'
  const owner = ownerId === null ? undefined : members.get(ownerId)
  const end = keptAt ?? promise.withdrawnAt ?? now
  const { id, wording, isQuoted, about, touchpoint, origin, keptBy, dueWords, isAssumed } = promise
  return {
    id,
    customer: { id: customerId, name },
    wording,
    isQuoted,
    about,
    touchpoint,
    origin,
    keptBy,
    standing,
    madeAt: promise.madeAt.toISOString(),
    dueAt: iso(dueAt),
    dueWords,
    isAssumed,
    toldDueAt: iso(promise.toldDueAt),
    isOffered: origin === 'found' && promise.acceptedAt === null && (isOpen || standing === 'pending'),
    used: usedOf(armedAt, dueAt, end, calendar),
    risk: standing === 'at_risk' ? riskWordsOf(promise, { members, now, zone: calendar.zone }) : null,
    delay: null,
    toldFirstAt: iso(promise.toldFirstAt),
    owner: owner ? { id: owner.id, name: owner.name, initials: initialsOf(owner.name) } : null,
    followUpAt: isOpen ? iso(followUpOf(promise)) : null,
    snoozeReason: isOpen && snoozedUntil !== null && snoozedUntil > now ? promise.snoozeReason : null,
    keptAt: iso(keptAt),
    brokenAt: standing === 'broken' ? iso(dueAt) : null,
    madeGoodAt: iso(madeGoodAt),
    momentId: promise.momentId,
    conversationId: promise.conversationId,
  }
}

const iso = (at: Date | null) => at?.toISOString() ?? null

function ownerOf({ actor }: TxScope, of: ListPromises['of']): string | undefined {
  if (of === 'team') return undefined
  return actor.kind === 'member' ? actor.id : '00000000-0000-0000-0000-000000000000'
}

async function customerRows(scope: TxScope, customer: string): Promise<CustomerId[]> {
  const rows = isId(customer) ? await memberIds(scope, customer as CustomerId) : []
  if (rows.length === 0) throw new Refusal('customer_not_found', 'No such customer here.')
  return rows
}

function placeIn(cursor: string | undefined): { dueAt: Date; id: string } | undefined {
  if (cursor === undefined) return undefined
  const [at, id] = readCursor(cursor, 2) ?? []
  if (at === undefined || id === undefined || Number.isNaN(Date.parse(at)) || !/^[0-9a-f-]{36}$/.test(id))
    throw new Refusal('cursor_not_known', 'This page has no such place; start from the first page.')
  return { dueAt: new Date(at), id }
}
