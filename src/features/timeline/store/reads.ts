/** All SQL that reads the timeline. Every page is bounded by time, every statement names its homes. */
import { homeOf, type ConversationId, type CustomerId, type EntryId, type Home } from '#kit/id.ts'
import { readCursor, writeCursor } from '#kit/cursor.ts'
import { Refusal } from '#kit/refusal.ts'
import { sql } from '#platform/database.ts'
import type { TxScope } from '#platform/scope.ts'
import type { EntryKind, IdentityKind } from '../contract.ts'
import type { StoredEntry } from '../rules/present.ts'
import type { DatedTraits, Profile } from '../rules/traits.ts'

/** Where an entry stands. */
export type EntryRef = {
  readonly home: Home
  readonly customerId: CustomerId
  readonly at: string
  readonly id: EntryId
}

/** A place in the order of `listStretch`. */
export type EntryPlace = Pick<StoredEntry, 'customerId' | 'at' | 'id'>

const columns = sql.raw(
  'home, id, at, customer_id, conversation_id, kind, channel, source, message_id, title, body, author_kind, author_name, data, received_at',
)

/** The entries at these places, in no order; those that are gone are left out. One statement per home. */
export async function findEntries({ db }: TxScope, refs: readonly EntryRef[]): Promise<StoredEntry[]> {
  const found: StoredEntry[] = []
  for (const [home, group] of Map.groupBy(refs, (ref) => ref.home)) {
    const times = group.map((ref) => ref.at).sort()
    found.push(
      ...(await db.many<StoredEntry>(
        sql`
        select ${columns} from entry
        where home = ${home} and customer_id = any(${[...new Set(group.map((ref) => ref.customerId))]}::uuid[])
          and id = any(${group.map((ref) => ref.id)}::uuid[]) and at = any(${[...new Set(times)]}::timestamptz[]) and at between ${times[0]}::timestamptz and ${times.at(-1)}::timestamptz`,
        { name: 'timeline.entries' },
      )),
    )
  }
  return found
}

/** The entries of a person (all her rows), newest first, before a place, within [from, before]. */
export async function listEntriesBetween(
  { db, workspace }: TxScope,
  customerIds: readonly CustomerId[],
  {
    from,
    before,
    beforeId,
    kinds,
    limit,
  }: { from: Date; before: Date; beforeId: string; kinds: readonly string[] | undefined; limit: number },
): Promise<StoredEntry[]> {
  const pages: StoredEntry[][] = []
  for (const id of customerIds)
    pages.push(
      await db.many<StoredEntry>(
        sql`
        select ${columns} from entry
        where home = ${homeOf(workspace, id)} and customer_id = ${id}
          and at >= ${from} and at <= ${before} and (at, id) < (${before}::timestamptz, ${beforeId}::uuid)
          ${kinds ? sql`and kind = any(${kinds}::text[])` : sql``}
        order by at desc, id desc limit ${limit}`,
        { name: kinds ? 'timeline.pageOfKinds' : 'timeline.page' },
      ),
    )
  return pages.flat().sort(newestFirst).slice(0, limit)
}

const LAST_ID = 'ffffffff-ffff-ffff-ffff-ffffffffffff'
const DAY_MS = 86_400_000
/** A busy month is one look, and whatever lies further back a second: planned once a connection, it costs what the first does (2026-11). */
const WINDOWS_DAYS = [62, 14_000]

/** A page of a person's timeline, newest first. Refuses `cursor_not_known`. */
export async function listPage(
  scope: TxScope,
  customerIds: readonly CustomerId[],
  {
    limit,
    cursor,
    kinds,
    first,
  }: { limit: number; cursor?: string | undefined; kinds?: readonly string[] | undefined; first: Date },
): Promise<{ items: StoredEntry[]; next: string | null }> {
  let [before, beforeId] = [new Date(scope.now.getTime() + 2 * DAY_MS), LAST_ID]
  if (cursor !== undefined) {
    const [at, id] = readCursor(cursor, 2) ?? []
    if (at === undefined || id === undefined || Number.isNaN(Date.parse(at)))
      throw new Refusal('cursor_not_known', 'This page has no such place; start from the first page.')
    ;[before, beforeId] = [new Date(at), id]
  }
  const items: StoredEntry[] = []
  for (const days of WINDOWS_DAYS) {
    const from = new Date(Math.max(before.getTime() - days * DAY_MS, first.getTime()))
    items.push(
      ...(await listEntriesBetween(scope, customerIds, {
        from,
        before,
        beforeId,
        kinds,
        limit: limit + 1 - items.length,
      })),
    )
    if (items.length > limit || from <= first) break
    const last = items.at(-1)
    if (last) [before, beforeId] = [last.at, last.id]
    else [before, beforeId] = [from, LAST_ID]
  }
  const page = items.slice(0, limit)
  const last = page.at(-1)
  return {
    items: page,
    next: items.length > limit && last ? writeCursor(last.at.toISOString(), last.id) : null,
  }
}

/** The entries of a conversation around a time, oldest first, at most `limit` to each side. */
export async function listConversationEntries(
  { db, homes }: TxScope,
  conversationId: ConversationId,
  around: Date,
  limit: number,
): Promise<StoredEntry[]> {
  const reach = 400 * DAY_MS
  const before = await db.many<StoredEntry>(
    sql`
    select ${columns} from entry where home = any(${homes}::bigint[]) and conversation_id = ${conversationId}
      and at <= ${around} and at > ${new Date(around.getTime() - reach)} order by at desc, id desc limit ${limit + 1}`,
    { name: 'timeline.talkBefore' },
  )
  const after = await db.many<StoredEntry>(
    sql`
    select ${columns} from entry where home = any(${homes}::bigint[]) and conversation_id = ${conversationId}
      and at > ${around} and at < ${new Date(around.getTime() + reach)} order by at, id limit ${limit}`,
    { name: 'timeline.talkAfter' },
  )
  return [...before.reverse(), ...after]
}

/** A stretch of one home's entries, person by person, each in order of time, after a place: for reading history again. */
export function listStretch(
  { db }: TxScope,
  home: Home,
  { since, until, after, limit }: { since: Date; until: Date; after?: EntryPlace | undefined; limit: number },
): Promise<StoredEntry[]> {
  return db.many<StoredEntry>(sql`
    select ${columns} from entry
    where home = ${home} and at >= ${since} and at <= ${until}
      ${after ? sql`and (customer_id, at, id) > (${after.customerId}::uuid, ${after.at}::timestamptz, ${after.id}::uuid)` : sql``}
    order by customer_id, at, id limit ${limit}`)
}

/** Newest entries of kinds that matter, for many persons at once; `customerIds` are rows, not persons. */
export async function listHistories(
  { db }: TxScope,
  home: Home,
  customerIds: readonly CustomerId[],
  {
    since,
    until,
    kinds,
    limitEach,
  }: { since: Date; until: Date; kinds: readonly EntryKind[]; limitEach: number },
): Promise<StoredEntry[]> {
  return db.many<StoredEntry>(sql`
    select e.* from unnest(${customerIds}::uuid[]) asked (customer_id)
    cross join lateral (
      select ${columns} from entry
      where home = ${home} and customer_id = asked.customer_id and at >= ${since} and at <= ${until} and kind = any(${kinds as readonly string[]}::text[])
      order by at desc, id desc limit ${limitEach}
    ) e`)
}

export type PersonRow = {
  readonly home: Home
  readonly id: CustomerId
  readonly identityKind: IdentityKind
  readonly identityValue: string
  readonly verified: boolean
  readonly mergedInto: CustomerId | null
  readonly traits: DatedTraits
  readonly profile: Profile
  readonly firstAt: Date | null
  readonly lastAt: Date | null
}

const personColumns = sql.raw(
  'home, id, identity_kind, identity_value, verified, merged_into, traits, profile, first_at, last_at',
)

export function listCustomerRows({ db, homes }: TxScope, ids: readonly CustomerId[]): Promise<PersonRow[]> {
  return db.many<PersonRow>(
    sql`select ${personColumns} from customer where home = any(${homes}::bigint[]) and id = any(${ids}::uuid[])`,
    { name: 'timeline.customers' },
  )
}

/** The same of one home, held until the transaction ends, in the order of their ids. */
export function holdCustomerRows(
  { db }: TxScope,
  home: Home,
  ids: readonly CustomerId[],
): Promise<PersonRow[]> {
  return db.many<PersonRow>(
    sql`select ${personColumns} from customer where home = ${home} and id = any(${ids}::uuid[]) order by id for update`,
  )
}

/** All rows folded into these persons, themselves left out. */
export function listFolded({ db, homes }: TxScope, ids: readonly CustomerId[]): Promise<PersonRow[]> {
  return db.many<PersonRow>(
    sql`select ${personColumns} from customer where home = any(${homes}::bigint[]) and merged_into = any(${ids}::uuid[])`,
    { name: 'timeline.folded' },
  )
}

export type StoredLink = {
  readonly customerId: CustomerId
  readonly otherId: CustomerId
  readonly reason: string
  readonly evidence: string
  readonly at: Date
  readonly madeAt: Date
  readonly madeBy: string | null
  readonly cutAt: Date | null
}

export function listLinks({ db, homes }: TxScope, ids: readonly CustomerId[]): Promise<StoredLink[]> {
  return db.many<StoredLink>(sql`
    select customer_id, other_id, reason, evidence, at, made_at, made_by, cut_at from customer_link
    where home = any(${homes}::bigint[]) and customer_id = any(${ids}::uuid[]) and cut_at is null`)
}

/** Whether there is a customer at all. */
export async function findAnyCustomer({ db, homes }: TxScope): Promise<boolean> {
  return (
    (await db.maybe(sql`select 1 as one from customer where home = any(${homes}::bigint[]) limit 1`)) !==
    undefined
  )
}

/** How many persons were heard of since a time. */
export async function countHeardOf({ db, homes }: TxScope, since: Date): Promise<number> {
  const { n } = await db.one<{ n: number }>(sql`
    select count(*)::int as n from customer where home = any(${homes}::bigint[]) and merged_into is null and last_at >= ${since}`)
  return n
}

/** Persons by their last happening, newest first. */
export function listPersons(
  { db, homes }: TxScope,
  { before, beforeId, limit }: { before: Date; beforeId: string; limit: number },
): Promise<PersonRow[]> {
  return db.many<PersonRow>(sql`
    select ${personColumns} from customer
    where home = any(${homes}::bigint[]) and merged_into is null and last_at <= ${before} and (last_at, id) < (${before}::timestamptz, ${beforeId}::uuid)
    order by last_at desc, id desc limit ${limit}`)
}

/** Customer rows that have a word beginning so; at most `limit`. */
export async function listByWord({ db, homes }: TxScope, word: string, limit: number): Promise<CustomerId[]> {
  const rows = await db.many<{ customerId: CustomerId }>(sql`
    select distinct customer_id from (
      select customer_id from customer_word
      where home = any(${homes}::bigint[]) and word >= ${word}::text collate "C" and word < ${`${word}\u{10ffff}`}::text collate "C"
      order by word limit ${limit * 4}) w limit ${limit}`)
  return rows.map(({ customerId }) => customerId)
}

/** Sums over a person's orders, returns and answers. */
export function listFigureEntries(
  { db }: TxScope,
  home: Home,
  ids: readonly CustomerId[],
  from: Date,
): Promise<{ kind: EntryKind; data: StoredEntry['data'] }[]> {
  return db.many(
    sql`
    select kind, jsonb_build_object('total', data->'total', 'status', data->'status', 'order', data->'order', 'rating', data->'rating', 'ratingFrom', data->'ratingFrom', 'ratingTo', data->'ratingTo', 'survey', data->'survey') as data
    from entry
    where home = ${home} and customer_id = any(${ids}::uuid[]) and at >= ${from} and kind in ('order', 'return', 'survey_answer')
    order by at desc limit 5000`,
    { name: 'timeline.figures' },
  )
}

const newestFirst = (a: StoredEntry, b: StoredEntry) =>
  b.at.getTime() - a.at.getTime() || (a.id < b.id ? 1 : -1)
