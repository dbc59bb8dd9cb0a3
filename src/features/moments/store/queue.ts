/** SQL of the lists: the open queue by expiry, all moments by time, counts that stop counting. */
import { homeOf, type CustomerId, type Home } from '#kit/id.ts'
import { sql } from '#platform/database.ts'
import type { TxScope } from '#platform/scope.ts'
import type { MomentState, Valence } from '../contract.ts'
import { momentColumns, type MomentRecord } from './moments.ts'

/** What narrows the open queue. */
export type QueueFilter = {
  readonly assigneeId?: string | undefined
  /** Kinds left out, unless this member has taken it. */
  readonly keptFrom?: { readonly kinds: readonly string[]; readonly memberId: string } | undefined
  readonly valence?: Valence | undefined
  readonly kind?: string | undefined
  /** Only these moments: the finds of a search. */
  readonly ids?: readonly string[] | undefined
}

/** Counting stops here: who has more than a thousand moments does not need the number. */
export const COUNT_CAP = 1_000
/** An old export holds many; counted only where nothing is open. */
const PAST_CAP = 10_000

type Place = { readonly at: Date; readonly id: string }
const FIRST: Place = { at: new Date(0), id: '00000000-0000-0000-0000-000000000000' }
const LAST: Place = { at: new Date('9999-01-01T00:00:00Z'), id: 'ffffffff-ffff-ffff-ffff-ffffffffffff' }
/** Beyond this many homes one statement over all of them is sent, and their rows are sorted together. */
const EACH_HOME_UP_TO = 32

/** Open moments, the soonest to expire first, after a place. */
export function listOpen(
  scope: TxScope,
  filter: QueueFilter,
  { limit, after = FIRST }: { limit: number; after?: Place | undefined },
): Promise<MomentRecord[]> {
  const since = after.at > scope.now ? after.at : scope.now
  return byHome(
    scope,
    'order by expires_at, id',
    limit,
    (isHome) => sql`
    select ${momentColumns} from moment
    where ${isHome} and state = 'open' and expires_at > ${scope.now} and expires_at >= ${since}
      and (expires_at, id) > (${after.at}::timestamptz, ${after.id}::uuid) ${narrowed(filter)}`,
  )
}

/** How many are open for each of some filters, at most one more than `COUNT_CAP`; asked in one statement. */
export async function countOpen(
  { db, homes, now }: TxScope,
  filters: readonly Pick<QueueFilter, 'assigneeId' | 'keptFrom'>[],
): Promise<number[]> {
  const counts = filters.map(
    (filter) => sql`(select count(*)::int from (
      select 1 from moment where ${inHomes(homes)} and state = 'open' and expires_at > ${now}
      ${narrowed(filter)} limit ${COUNT_CAP + 1}) few)`,
  )
  return (await db.one<{ counts: number[] }>(sql`select array[${sql.join(counts)}] as counts`)).counts
}

/** How many nobody acted on in time, at most one more than `PAST_CAP`. */
export async function countPast({ db, homes }: TxScope): Promise<number> {
  const { n } = await db.one<{ n: number }>(sql`
    select count(*) as n from (
      select 1 from moment where ${inHomes(homes)} and state = 'expired' limit ${PAST_CAP + 1}) few`)
  return n
}

/** How many were noticed since a time, whatever became of them, and how many of them are open. */
export function countNoticedSince(
  { db, homes, now }: TxScope,
  since: Date,
): Promise<{ count: number; open: number }> {
  return db.one(sql`
    select count(*)::int as count, (count(*) filter (where state = 'open' and expires_at > ${now}))::int as open
    from moment where ${inHomes(homes)} and noticed_at >= ${since}`)
}

/** Open moments noticed since a time, the soonest to expire first. */
export function listNoticedSince(scope: TxScope, since: Date, limit: number): Promise<MomentRecord[]> {
  return byHome(
    scope,
    'order by expires_at, id',
    limit,
    (isHome) => sql`
    select ${momentColumns} from moment
    where ${isHome} and state = 'open' and expires_at > ${scope.now} and noticed_at >= ${since}`,
  )
}

/** Moments noticed since a time whose own time was over already, the newest first. */
export function listPastNoticedSince(scope: TxScope, since: Date, limit: number): Promise<MomentRecord[]> {
  return byHome(
    scope,
    'order by at desc, id desc',
    limit,
    (isHome) => sql`
    select ${momentColumns} from moment where ${isHome} and state = 'expired' and noticed_at >= ${since}`,
  )
}

/** Moments of any state, newest first, before a place. */
export function listByTime(
  scope: TxScope,
  {
    state,
    valence,
    kind,
    customerIds,
  }: {
    state?: MomentState | undefined
    valence?: Valence | undefined
    kind?: string | undefined
    customerIds?: readonly CustomerId[] | undefined
  },
  { limit, before = LAST }: { limit: number; before?: Place | undefined },
): Promise<MomentRecord[]> {
  const wanted = sql`and (at, id) < (${before.at}::timestamptz, ${before.id}::uuid)
    ${state === undefined ? sql`` : sql`and state = ${state}`} ${state === 'open' ? sql`and expires_at > ${scope.now}` : sql``}
    ${narrowed({ valence, kind })}`
  if (customerIds) {
    const homes = [...new Set(customerIds.map((id) => homeOf(scope.workspace, id)))]
    return scope.db.many<MomentRecord>(sql`
      select ${momentColumns} from moment where home = any(${homes}::bigint[]) and customer_id = any(${customerIds}::uuid[]) ${wanted}
      order by at desc, id desc limit ${limit}`)
  }
  return byHome(
    scope,
    'order by at desc, id desc',
    limit,
    (isHome) => sql`select ${momentColumns} from moment where ${isHome} ${wanted}`,
  )
}

/** Threats by when they were noticed, whatever became of them, after a place in that order. */
export function listNoticed(
  { db, homes }: TxScope,
  { after, limit }: { after: Place; limit: number },
): Promise<MomentRecord[]> {
  return db.many<MomentRecord>(sql`
    select ${momentColumns} from moment
    where ${inHomes(homes)} and noticed_at >= ${after.at} and (noticed_at, id) > (${after.at}::timestamptz, ${after.id}::uuid) and valence = 'threat'
    order by noticed_at, id limit ${limit}`)
}

/** Customers who had a moment since an instant, with what their newest moment was and how often they order in a year (0 for none or one). */
export function listTouchable(
  { db, homes }: TxScope,
  since: Date,
  limit: number,
): Promise<{ customerId: CustomerId; channel: string | null; valence: Valence; orders: number }[]> {
  return db.many(sql`
    select distinct on (m.customer_id) m.customer_id, m.channel, m.valence, coalesce(r.orders, 0) as orders
    from moment m left join customer_rhythm r on r.home = m.home and r.customer_id = m.customer_id
    where m.home = any(${homes}::bigint[]) and m.at >= ${since}
    order by m.customer_id, m.at desc, m.id desc limit ${limit}`)
}

/** Rows by their ids, in no order. */
export function listByIds({ db, workspace }: TxScope, ids: readonly string[]): Promise<MomentRecord[]> {
  if (ids.length === 0) return Promise.resolve([])
  const homes = [...new Set(ids.map((id) => homeOf(workspace, id)))]
  return db.many<MomentRecord>(
    sql`select ${momentColumns} from moment where home = any(${homes}::bigint[]) and id = any(${ids}::uuid[])`,
  )
}

/** Moments with a word of each beginning, at most `limit`. `words` folded as they were stored, the longest first. */
export async function listFound(
  { db, homes }: TxScope,
  words: readonly string[],
  limit: number,
): Promise<string[]> {
  const [first, ...rest] = words
  if (first === undefined) return []
  const end = (word: string) => `${word}\u{10ffff}`
  const rows = await db.many<{ momentId: string }>(sql`
    select moment_id from (
      select home, moment_id from moment_word
      where ${inHomes(homes)} and word >= ${first}::text collate "C" and word < ${end(first)}::text collate "C"
      order by word desc, moment_id desc limit ${FOUND_CAP}) f
    where ${sql.join(
      [
        sql`true`,
        ...rest.map(
          (word) => sql`exists (
            select from moment_word w where w.home = f.home and ${inHomes(homes, 'w.')} and w.moment_id = f.moment_id
              and w.word >= ${word}::text collate "C" and w.word < ${end(word)}::text collate "C")`,
        ),
      ],
      sql` and `,
    )}
    limit ${limit * 2}`)
  return [...new Set(rows.map(({ momentId }) => momentId))].slice(0, limit)
}

/** Finds of the first word that are looked through for the others. */
const FOUND_CAP = 2_000

function narrowed({ assigneeId, keptFrom, valence, kind, ids }: QueueFilter) {
  return sql`${assigneeId === undefined ? sql`` : sql`and assignee_id = ${assigneeId}`}
    ${keptFrom === undefined || keptFrom.kinds.length === 0 ? sql`` : sql`and (kind <> all(${keptFrom.kinds}::text[]) or assignee_id = ${keptFrom.memberId})`}
    ${valence === undefined ? sql`` : sql`and valence = ${valence}`} ${kind === undefined ? sql`` : sql`and kind = ${kind}`}
    ${ids === undefined ? sql`` : sql`and id = any(${ids}::uuid[])`}`
}

type Condition = ReturnType<typeof inHomes>

/** One home is written as an equality: only then does an index give its rows in order. */
function inHomes(homes: readonly Home[], prefix: '' | 'w.' = '') {
  const home = sql.raw(`${prefix}home`)
  return homes.length === 1 ? sql`${home} = ${homes[0]}` : sql`${home} = any(${homes}::bigint[])`
}

/** The first rows of each home by its index, and of those the first of all. `order` names columns of the select. */
function byHome(
  { db, homes }: TxScope,
  order: 'order by expires_at, id' | 'order by at desc, id desc',
  limit: number,
  select: (isHome: Condition) => ReturnType<typeof sql>,
): Promise<MomentRecord[]> {
  const ordered = sql.raw(order)
  if (homes.length === 1 || homes.length > EACH_HOME_UP_TO)
    return db.many<MomentRecord>(
      sql`${select(inHomes(homes))} ${ordered} limit ${limit}` as ReturnType<typeof sql<MomentRecord>>,
    )
  const each = homes.map((home) => sql`(${select(inHomes([home]))} ${ordered} limit ${limit})`)
  return db.many<MomentRecord>(
    sql`${sql.join(each, sql` union all `)} ${ordered} limit ${limit}` as ReturnType<
      typeof sql<MomentRecord>
    >,
  )
}
