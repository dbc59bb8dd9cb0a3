/** What is asked of the complaint register: the list, one complaint with its conversation, causes, figures. Reads only. */
import { isId, type CustomerId } from '#kit/id.ts'
import { readCursor, writeCursor } from '#kit/cursor.ts'
import { Refusal } from '#kit/refusal.ts'
import { wilsonInterval } from '#kit/statistics/wilson.ts'
import { DAY_MS, MINUTE_MS } from '#kit/time.ts'
import { declarationOf, findMoment } from '#features/moments/index.ts'
import {
  countHeardOf,
  findEntries,
  listConversation,
  memberIds,
  namesOf,
  presentEntry,
  type StoredEntry,
} from '#features/timeline/index.ts'
import { read, type Scope, type TxScope } from '#platform/scope.ts'
import type {
  Complaint,
  ComplaintCause,
  ComplaintDetail,
  ComplaintFigures,
  ListComplaints,
} from '../contract.ts'
import { causeName, causesWith, type Cause } from '../rules/causes.ts'
import { FIRST_CONTACT, HELD_DAYS } from '../rules/complaints.ts'
import { countByCause, countComplaints, countWaiting, listCauses } from '../store/complaint-figures.ts'
import {
  findComplaint,
  listComplaints,
  listStory,
  type ComplaintFilter,
  type ComplaintPlace,
  type ComplaintRow,
} from '../store/complaints.ts'
import { notFound } from './complaints.ts'

const DAYS = 90
const LONGEST_QUOTE = 240

export function showComplaints(
  scope: Scope,
  asked: ListComplaints,
): Promise<{ items: Complaint[]; next: string | null }> {
  return read(scope, async (scope) => {
    const causes = causesWith(await listCauses(scope))
    const filter = await filterOf(scope, asked, causes)
    const found = await listComplaints(scope, filter, {
      limit: asked.limit + 1,
      after: placeIn(asked.cursor),
    })
    const page = found.slice(0, asked.limit)
    const last = page.at(-1)
    return {
      items: await presented(scope, page, causes),
      next: found.length > asked.limit && last ? writeCursor(last.openedAt.toISOString(), last.id) : null,
    }
  })
}

const STANDINGS = {
  waiting: ['open', 'acting'],
  resolved: ['resolved'],
  closed: ['closed'],
  all: undefined,
} as const

async function filterOf(
  scope: TxScope,
  { standing, owner, cause, customer, isReopened }: ListComplaints,
  causes: readonly Cause[],
): Promise<ComplaintFilter> {
  const me = scope.actor.kind === 'member' ? scope.actor.id : undefined
  const under = causes.filter(({ id, parentId }) => id === cause || parentId === cause).map(({ id }) => id)
  return {
    standings: STANDINGS[standing],
    ownerId: owner === 'me' ? me : owner === 'nobody' ? null : undefined,
    causeIds: cause === undefined ? undefined : under,
    customerIds: customer === undefined ? undefined : isId(customer) ? await memberIds(scope, customer as CustomerId) : [], // prettier-ignore
    isReopened,
  }
}

function placeIn(cursor: string | undefined): ComplaintPlace | undefined {
  if (cursor === undefined) return undefined
  const [at, id] = readCursor(cursor, 2) ?? []
  if (at === undefined || id === undefined || Number.isNaN(Date.parse(at)) || !isId(id))
    throw new Refusal('cursor_not_known', 'This page has no such place; start from the first page.')
  return { at: new Date(at), id }
}

/** Refuses `complaint_not_found`. */
export function showComplaint(scope: Scope, id: string): Promise<ComplaintDetail> {
  return read(scope, async (scope) => {
    const row = isId(id) ? await findComplaint(scope, id) : undefined
    if (!row) throw notFound()
    const causes = causesWith(await listCauses(scope))
    const [complaint] = await presented(scope, [row], causes)
    if (!complaint) throw notFound()
    const since = new Date(row.openedAt.getTime() - DAYS * DAY_MS)
    const hers = await listComplaints(scope, { customerIds: await memberIds(scope, row.customerId), since }, { limit: 100 }) // prettier-ignore
    return {
      complaint,
      story: (await listStory(scope, row)).map(({ at, what, words, byName }) => ({ at: at.toISOString(), what, words, by: byName })), // prettier-ignore
      conversation: (await conversationOf(scope, row)).map(presentEntry),
      recovery: await recoveryOf(scope, row),
      others: hers.filter((one) => one.id !== row.id && one.standing !== 'withdrawn').length,
    }
  })
}

async function conversationOf(scope: TxScope, row: ComplaintRow): Promise<StoredEntry[]> {
  if (row.conversationId !== null)
    return listConversation(scope, row.conversationId, { around: row.entryAt ?? row.openedAt, limit: 30 })
  return entriesOf(scope, [row])
}

async function recoveryOf(scope: TxScope, { momentId }: ComplaintRow): Promise<ComplaintDetail['recovery']> {
  const moment = momentId === null ? undefined : await findMoment(scope, momentId)
  return {
    momentId: moment?.id ?? null,
    acts: moment ? [...(declarationOf(moment.kind)?.acts ?? [])] : [],
  }
}

const entriesOf = (scope: TxScope, rows: readonly ComplaintRow[]): Promise<StoredEntry[]> =>
  findEntries(
    scope,
    rows.flatMap(({ home, customerId, entryId, entryAt }) =>
      entryId && entryAt ? [{ home, customerId, id: entryId, at: entryAt.toISOString() }] : [],
    ),
  )

async function presented(
  scope: TxScope,
  rows: readonly ComplaintRow[],
  causes: readonly Cause[],
): Promise<Complaint[]> {
  const names = await namesOf(scope, rows.map(({ customerId }) => customerId)) // prettier-ignore
  const entries = new Map((await entriesOf(scope, rows)).map((entry) => [entry.id, entry]))
  return rows.map((row) => {
    const entry = row.entryId === null ? undefined : entries.get(row.entryId)
    const said = entry?.body?.replaceAll(/\s+/g, ' ').trim() ?? ''
    return {
      id: row.id,
      customer: { id: row.customerId, name: names.get(row.customerId) ?? 'A customer' },
      origin: row.origin,
      words: row.words ?? (said === '' ? null : shortened(said)),
      isQuoted: row.words === null && said !== '',
      channel: entry?.channel ?? null,
      openedAt: row.openedAt.toISOString(),
      owner: row.ownerId === null ? null : { id: row.ownerId, name: row.ownerName ?? '' },
      cause: row.causeId === null ? null : { id: row.causeId, name: causeName(causes, row.causeId) },
      firstActAt: row.firstActAt?.toISOString() ?? null,
      firstAct: row.firstAct,
      actedWithinMinutes: row.firstActAt && Math.max(0, Math.round((row.firstActAt.getTime() - row.openedAt.getTime()) / MINUTE_MS)), // prettier-ignore
      resolvedAt: row.resolvedAt?.toISOString() ?? null,
      resolution: row.resolution,
      answers: row.answers,
      reopenedCount: row.reopenedCount,
      churnReason: row.churnReason,
      closedAt: row.closedAt?.toISOString() ?? null,
      standing: row.standing,
    }
  })
}

const shortened = (text: string): string =>
  text.length > LONGEST_QUOTE ? `${text.slice(0, LONGEST_QUOTE - 1).trimEnd()}…` : text

/** Causes that are offered, each with its complaints of the last 90 days; a branch counts its leaves. */
export function showCauses(scope: Scope): Promise<{ items: ComplaintCause[]; next: null }> {
  return read(scope, async (scope) => {
    const causes = causesWith(await listCauses(scope))
    const counts = await countByCause(scope, daysAgo(scope, DAYS))
    const countOf = (wanted: string) =>
      counts
        .filter(
          ({ causeId }) =>
            causeId === wanted || causes.some(({ id, parentId }) => id === causeId && parentId === wanted),
        ) // prettier-ignore
        .reduce((sum, { count }) => sum + count, 0)
    const items = causes
      .filter(({ isArchived }) => !isArchived)
      .map(({ id, parentId, name }) => ({ id, parentId, name, count: countOf(id) }))
    return { items, next: null }
  })
}

const daysAgo = ({ now }: Pick<TxScope, 'now'>, days: number): Date => new Date(now.getTime() - days * DAY_MS)

export function showFigures(scope: Scope): Promise<ComplaintFigures> {
  return read(scope, async (scope) => {
    const since = daysAgo(scope, DAYS)
    const counts = await countComplaints(scope, since, daysAgo(scope, HELD_DAYS))
    const heardOf = Math.max(await countHeardOf(scope, since), counts.customers)
    const { median, quarter, threeQuarters } = counts
    const had = shareOf(counts.customers, heardOf)
    return {
      days: DAYS,
      ...(await countWaiting(scope)),
      notActedOn: counts.notActedOn,
      firstAct:
        median === null || quarter === null || threeQuarters === null
          ? null
          : { median, from: quarter, to: threeQuarters, of: counts.acted },
      firstContact: shareOf(counts.firstContact, counts.held),
      definition: FIRST_CONTACT,
      tooEarly: counts.tooEarly,
      reopened: shareOf(counts.reopened, counts.ended),
      badExperience: had && { perCustomer: counts.all / heardOf, had, twice: counts.twice },
      churn: {
        service: counts.service,
        product: counts.product,
        serviceShare: shareOf(counts.service, counts.service + counts.product),
      },
    }
  })
}

function shareOf(count: number, of: number) {
  const interval = wilsonInterval(count, of)
  return interval ? { count, of, share: count / of, ...interval } : null
}
