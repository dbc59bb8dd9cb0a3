/** All SQL that writes the timeline: customers, links, entries, what was seen. Sole writer of its tables. */
import type { ConversationId, CustomerId, EntryId, Home } from '#kit/id.ts'
import { sql, type Database } from '#platform/database.ts'
import type { TxScope } from '#platform/scope.ts'
import type { DatedTraits, Profile } from '../rules/traits.ts'
import {
  newCustomers,
  newEntries,
  newSeen,
  newWords,
  newlyVouched,
  type CustomerRow,
  type EntryRow,
  type SeenRow,
} from './inserts.ts'

/** Remembers messages of one source; answers the ids of those not known before, or "all". */
export async function insertSeen(
  scope: TxScope,
  home: Home,
  source: string,
  rows: readonly SeenRow[],
): Promise<ReadonlySet<string> | 'all'> {
  // Nearly always all are new, and then nobody needs their names.
  const { fresh } = await scope.db.one<{ fresh: string[] | null }>(
    sql`
    with fresh as (
      ${newSeen(scope, home, source, rows).query}
      on conflict (home, source, message_id) do nothing
      returning message_id)
    select case when count(*) < ${rows.length}::bigint then coalesce(array_agg(message_id), '{}') end as fresh from fresh`,
    { name: 'timeline.insertSeen' },
  )
  return fresh === null ? 'all' : new Set(fresh)
}

/** The times under which known messages were first stored, by "source\nmessageId". */
export async function listSeen(
  { db }: TxScope,
  home: Home,
  rows: readonly SeenRow[],
): Promise<Map<string, Date>> {
  const known = await db.many<{ source: string; messageId: string; at: Date }>(sql`
    select source, message_id, at from intake_seen
    where home = ${home} and (source, message_id) in (
      select s, m from unnest(${rows.map((row) => row.source)}::text[], ${rows.map((row) => row.messageId)}::text[]) r (s, m))`)
  return new Map(known.map(({ source, messageId, at }) => [`${source}\n${messageId}`, at]))
}

/**
 * Writes entries of one home and one source; answers the ids that were not there before. `areNew` says that none can be
 * there, because their messages were remembered for the first time in this transaction: looking for conflicts costs a
 * fifth of the insert.
 */
export async function insertEntries(
  scope: TxScope,
  home: Home,
  source: string,
  rows: readonly EntryRow[],
  { areNew }: { areNew: boolean },
): Promise<ReadonlySet<EntryId> | 'all'> {
  const { name, query } = newEntries(scope, home, source, rows)
  if (areNew) {
    await scope.db.run(query, { name })
    return 'all'
  }
  const stored = await scope.db.many<{ id: EntryId }>(
    sql`${query} on conflict (home, customer_id, at, id) do nothing returning id`,
  )
  return new Set(stored.map(({ id }) => id))
}

/** Writes customers that are not there yet; answers the ids of the new ones. */
export async function insertCustomers(
  scope: TxScope,
  home: Home,
  rows: readonly CustomerRow[],
): Promise<Set<CustomerId>> {
  if (rows.length === 0) return new Set()
  const made = await scope.db.many<{ id: CustomerId }>(
    sql`${newCustomers(scope, home, rows).query} returning id`,
  )
  return new Set(made.map(({ id }) => id))
}

/** Marks identities as vouched for. */
export function setVerified({ db }: TxScope, home: Home, ids: readonly CustomerId[]): Promise<number> {
  return db.run(newlyVouched(home, ids).query)
}

/** Holds customers until the transaction ends, in the order of their ids, so that two writers never wait for each other. */
export function lockTraits(
  { db }: TxScope,
  home: Home,
  ids: readonly CustomerId[],
): Promise<{ id: CustomerId; traits: DatedTraits }[]> {
  return db.many(sql`
    select id, traits from customer where home = ${home} and id = any(${ids}::uuid[]) order by id for update`)
}

/** Sets what was said of customers of one home. */
export function setTraits(
  { db }: TxScope,
  home: Home,
  rows: readonly { id: CustomerId; traits: DatedTraits }[],
): Promise<number> {
  return db.run(sql`
    update customer c set traits = r.traits::jsonb
    from unnest(${rows.map((row) => row.id)}::uuid[], ${rows.map((row) => JSON.stringify(row.traits))}::text[]) r (id, traits)
    where c.home = ${home} and c.id = r.id`)
}

/** Sets who rows of one home belong to and what is shown of them; whoever calls holds them (`holdCustomerRows`). */
export function setPersons(
  { db }: TxScope,
  home: Home,
  rows: readonly { id: CustomerId; mergedInto: CustomerId | null; profile: Profile }[],
): Promise<number> {
  return db.run(sql`
    update customer c set merged_into = r.merged_into, profile = r.profile::jsonb
    from unnest(${rows.map((row) => row.id)}::uuid[], ${rows.map((row) => row.mergedInto)}::uuid[], ${rows.map((row) => JSON.stringify(row.profile))}::text[]) r (id, merged_into, profile)
    where c.home = ${home} and c.id = r.id`)
}

/** Replaces the words by which customers of one home are found. */
export async function setWords(
  { db }: TxScope,
  home: Home,
  rows: readonly { id: CustomerId; words: readonly string[] }[],
  { isNew }: { isNew: boolean },
): Promise<void> {
  if (rows.length === 0) return
  if (!isNew)
    await db.run(
      sql`delete from customer_word where home = ${home} and customer_id = any(${rows.map((row) => row.id)}::uuid[])`,
    )
  await db.run(newWords(home, rows).query)
}

export type LinkRow = {
  readonly customerId: CustomerId
  readonly otherId: CustomerId
  readonly reason: string
  readonly evidence: string
  readonly at: Date
  readonly madeBy: string | null
}

/** Writes one end of each link; an earlier piece of evidence for a known link moves its time back. Answers how many changed. */
export function insertLinks({ db, now }: TxScope, home: Home, rows: readonly LinkRow[]): Promise<number> {
  return db.run(sql`
    insert into customer_link as l (home, customer_id, other_id, reason, evidence, at, made_at, made_by)
    select ${home}::bigint, r.a, r.b, r.reason, r.evidence, r.at, ${now}::timestamptz, r.made_by
    from unnest(
      ${rows.map((row) => row.customerId)}::uuid[], ${rows.map((row) => row.otherId)}::uuid[], ${rows.map((row) => row.reason)}::text[],
      ${rows.map((row) => row.evidence)}::text[], ${rows.map((row) => row.at.toISOString())}::timestamptz[], ${rows.map((row) => row.madeBy)}::uuid[]
    ) r (a, b, reason, evidence, at, made_by)
    on conflict (home, customer_id, other_id) do update
      set at = least(l.at, excluded.at), reason = excluded.reason, evidence = excluded.evidence,
        made_by = coalesce(excluded.made_by, l.made_by),
        cut_at = case when excluded.made_by is null then l.cut_at end, cut_by = case when excluded.made_by is null then l.cut_by end
      where excluded.at < l.at or (excluded.made_by is not null and l.cut_at is not null)`)
}

/** Cuts one end of every link between the two sides; the cut stays, so that the same evidence does not join them again. */
export function setLinksCut(
  { db, now }: TxScope,
  home: Home,
  customerIds: readonly CustomerId[],
  otherIds: readonly CustomerId[],
  by: string | null,
): Promise<number> {
  return db.run(sql`
    update customer_link set cut_at = ${now}, cut_by = ${by}
    where home = ${home} and customer_id = any(${customerIds}::uuid[]) and other_id = any(${otherIds}::uuid[]) and cut_at is null`)
}

/** Sets the first and last time something happened with customers of one home. */
export function setSpans(
  { db }: TxScope,
  home: Home,
  rows: readonly { id: CustomerId; first: Date; last: Date }[],
): Promise<number> {
  return db.run(sql`
    update customer c set first_at = least(c.first_at, r.first), last_at = greatest(c.last_at, r.last)
    from unnest(${rows.map((row) => row.id)}::uuid[], ${rows.map((row) => row.first.toISOString())}::timestamptz[], ${rows.map((row) => row.last.toISOString())}::timestamptz[]) r (id, first, last)
    where c.home = ${home} and c.id = r.id and (c.first_at is null or c.last_at is null or r.first < c.first_at or r.last > c.last_at)`)
}

export type ConversationRow = {
  readonly id: ConversationId
  readonly customerId: CustomerId
  readonly source: string
  readonly externalId: string
  readonly channel: string | null
  readonly title: string | null
  readonly firstAt: Date
  readonly lastAt: Date
  readonly lastInAt: Date | null
  readonly lastOutAt: Date | null
}

/** Opens or stretches conversations of one home. Whose one is, and by which channel, its earliest entry says, also where that comes last. */
export function insertConversations(
  { db }: TxScope,
  home: Home,
  rows: readonly ConversationRow[],
): Promise<number> {
  const time = (at: Date | null) => at?.toISOString() ?? null
  return db.run(sql`
    insert into conversation as c (home, id, customer_id, source, external_id, channel, title, first_at, last_at, last_in_at, last_out_at)
    select ${home}::bigint, r.* from unnest(
      ${rows.map((row) => row.id)}::uuid[], ${rows.map((row) => row.customerId)}::uuid[], ${rows.map((row) => row.source)}::text[], ${rows.map((row) => row.externalId)}::text[],
      ${rows.map((row) => row.channel)}::text[], ${rows.map((row) => row.title)}::text[], ${rows.map((row) => time(row.firstAt))}::timestamptz[], ${rows.map((row) => time(row.lastAt))}::timestamptz[],
      ${rows.map((row) => time(row.lastInAt))}::timestamptz[], ${rows.map((row) => time(row.lastOutAt))}::timestamptz[]) r
    on conflict (home, id) do update set
      customer_id = case when excluded.first_at < c.first_at then excluded.customer_id else c.customer_id end,
      external_id = case when excluded.first_at < c.first_at then excluded.external_id else c.external_id end,
      channel = case when excluded.first_at < c.first_at then excluded.channel else c.channel end,
      first_at = least(c.first_at, excluded.first_at), last_at = greatest(c.last_at, excluded.last_at),
      last_in_at = greatest(c.last_in_at, excluded.last_in_at), last_out_at = greatest(c.last_out_at, excluded.last_out_at),
      title = case when excluded.first_at < c.first_at then coalesce(excluded.title, c.title) else coalesce(c.title, excluded.title) end`)
}

/** Makes the monthly partition that holds `month` ('YYYY-MM'), as the owner; does nothing where it stands already. */
export async function ensureMonth(database: Database, month: string): Promise<void> {
  const [year = 0, number = 0] = month.split('-').map(Number)
  const next = number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, '0')}`
  const name = `entry_${month.replace('-', '_')}`
  await database.owner(async ({ client }) => {
    await client.query(`select pg_advisory_xact_lock(hashtext('spoonful partition'))`)
    const { rowCount } = await client.query(
      `select from pg_class where relname = '${name}' and relnamespace = 'public'::regnamespace`,
    )
    if (rowCount) return
    await client.query(`create table ${name} (like entry including defaults including constraints)`)
    await client.query(`alter table ${name} enable row level security`)
    await client.query(
      `alter table entry attach partition ${name} for values from ('${month}-01T00:00:00Z') to ('${next}-01T00:00:00Z')`,
    )
  })
}

export function insertRefusals(
  { db, now }: TxScope,
  home: Home,
  rows: readonly { id: string; source: string; messageId: string | null; reason: string; item: string }[],
): Promise<number> {
  return db.run(sql`
    insert into intake_refusal (home, id, source, message_id, reason, item, at)
    select ${home}::bigint, r.id, r.source, r.message_id, r.reason, r.item, ${now}::timestamptz
    from unnest(${rows.map((row) => row.id)}::uuid[], ${rows.map((row) => row.source)}::text[], ${rows.map((row) => row.messageId)}::text[], ${rows.map((row) => row.reason)}::text[], ${rows.map((row) => row.item)}::text[]) r (id, source, message_id, reason, item)
    on conflict (home, id) do nothing`)
}
