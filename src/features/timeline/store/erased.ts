/** All SQL about who was erased and whose data is held back. */
import { homeOf, type CustomerId, type Home } from '#kit/id.ts'
import { sql } from '#platform/database.ts'
import type { TxScope } from '#platform/scope.ts'

export type ErasedRow = { readonly customerId: CustomerId; readonly erasedAt: Date }

/** Everybody who was ever erased here, by the hashes she is known by. */
export function listErased({ db, homes }: TxScope): Promise<ErasedRow[]> {
  return db.many<ErasedRow>(
    sql`select customer_id, erased_at from erased_identity where home = any(${homes}::bigint[]) order by erased_at, customer_id`,
  )
}

/** Writes tombstones of one home; of two the later counts. */
export function insertErased({ db }: TxScope, home: Home, rows: readonly ErasedRow[]): Promise<number> {
  return db.run(sql`
    insert into erased_identity as e (home, customer_id, erased_at)
    select ${home}::bigint, r.id, r.at from unnest(${rows.map((row) => row.customerId)}::uuid[], ${rows.map((row) => row.erasedAt.toISOString())}::timestamptz[]) r (id, at)
    on conflict (home, customer_id) do update set erased_at = greatest(e.erased_at, excluded.erased_at)`)
}

export type HoldKind = 'restriction' | 'objection'
export type HoldRow = {
  readonly customerId: CustomerId
  readonly kind: HoldKind
  readonly since: Date
  readonly byName: string
}

/** Every hold of the workspace, at most 10,000. */
export function listHolds({ db, homes }: TxScope): Promise<HoldRow[]> {
  return db.many<HoldRow>(
    sql`select customer_id, kind, since, by_name from customer_hold where home = any(${homes}::bigint[]) limit 10000`,
  )
}

export function insertHold(
  { db, workspace, now, actor }: TxScope,
  customerId: CustomerId,
  kind: HoldKind,
): Promise<number> {
  return db.run(sql`
    insert into customer_hold (home, customer_id, kind, since, by_name)
    values (${homeOf(workspace, customerId)}, ${customerId}, ${kind}, ${now}, ${actor.name}) on conflict (home, customer_id, kind) do nothing`)
}

export function deleteHold(
  { db, workspace }: TxScope,
  customerIds: readonly CustomerId[],
  kind: HoldKind,
): Promise<number> {
  const homes = [...new Set(customerIds.map((id) => homeOf(workspace, id)))]
  return Promise.all(
    homes.map((home) =>
      db.run(
        sql`delete from customer_hold where home = ${home} and customer_id = any(${customerIds}::uuid[]) and kind = ${kind}`,
      ),
    ),
  ).then((counts) => counts.reduce((sum, count) => sum + count, 0))
}

/** Persons last heard of before a time, the longest ago first. */
export async function listUnheard(
  { db, homes }: TxScope,
  before: Date,
  limit: number,
): Promise<CustomerId[]> {
  const rows = await db.many<{ id: CustomerId }>(sql`
    select id from customer where home = any(${homes}::bigint[]) and merged_into is null and last_at < ${before}
    order by last_at, id limit ${limit}`)
  return rows.map(({ id }) => id)
}
