/** SQL of what the brand's customers usually do: which categories they buy, and how long ago each was heard of. */
import { homeOf, type CustomerId, type Home } from '#kit/id.ts'
import { sql } from '#platform/database.ts'
import type { TxScope } from '#platform/scope.ts'
import type { Buyers } from '../rules/shapes.ts'

export type Bought = { readonly category: string; readonly customerId: CustomerId; readonly at: Date }

/** Remembers who bought of which category, and when first. */
export async function upsertBought({ db }: TxScope, home: Home, rows: readonly Bought[]): Promise<void> {
  const earliest = new Map<string, Bought>()
  for (const row of rows) {
    const key = `${row.category}\n${row.customerId}`
    const known = earliest.get(key)
    if (!known || row.at < known.at) earliest.set(key, row)
  }
  // In one order, so that two writers never wait for each other.
  const list = [...earliest].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row)
  if (list.length === 0) return
  await db.run(sql`
    insert into bought_category as b (home, category, customer_id, first_at)
    select ${home}::bigint, r.category, r.customer_id, r.at
    from unnest(${list.map((row) => row.category)}::text[], ${list.map((row) => row.customerId)}::uuid[], ${list.map((row) => row.at.toISOString())}::timestamptz[]) r (category, customer_id, at)
    on conflict (home, category, customer_id) do update set first_at = excluded.first_at where excluded.first_at < b.first_at`)
}

/** Every order counts in this one, so that "customers who bought anything" is one look as well. */
export const ANY_CATEGORY = '*'

/** When each customer row ordered first; rows that never did are left out. */
export async function listFirstOrders(
  { db, workspace }: TxScope,
  customerIds: readonly CustomerId[],
): Promise<Map<CustomerId, Date>> {
  if (customerIds.length === 0) return new Map()
  const homes = [...new Set(customerIds.map((id) => homeOf(workspace, id)))]
  const rows = await db.many<{ customerId: CustomerId; firstAt: Date }>(sql`
    select customer_id, first_at from bought_category
    where home = any(${homes}::bigint[]) and category = ${ANY_CATEGORY} and customer_id = any(${customerIds}::uuid[])`)
  return new Map(rows.map(({ customerId, firstAt }) => [customerId, firstAt]))
}

/** When the brand's `count`-th customer bought first; null where there are not so many. */
export async function findUsualSince({ db, homes }: TxScope, count: number): Promise<Date | null> {
  const row = await db.maybe<{ firstAt: Date }>(sql`
    select first_at from bought_category where home = any(${homes}::bigint[]) and category = ${ANY_CATEGORY}
    order by first_at limit 1 offset ${count - 1}`)
  return row?.firstAt ?? null
}

/** The first customers who bought of each category, at most `limit` of one home each, the earliest first. */
export async function listFirstBuyers(
  { db, homes }: TxScope,
  categories: readonly string[],
  limit: number,
): Promise<Buyers['firstOf']> {
  if (categories.length === 0) return new Map()
  const rows: Bought[] = []
  for (const home of homes)
    rows.push(
      ...(await db.many<Bought>(sql`
        select b.category, b.customer_id, b.first_at as at from unnest(${[...new Set(categories)]}::text[]) asked (category)
        cross join lateral (
          select category, customer_id, first_at from bought_category
          where home = ${home} and category = asked.category order by first_at limit ${limit}) b`)),
    )
  return Map.groupBy(
    rows.sort((a, b) => a.at.getTime() - b.at.getTime()),
    (row) => row.category,
  )
}

export type Rhythm = {
  readonly customerId: CustomerId
  readonly orders: number
  readonly lastAt: Date
  readonly lastWords: string
}

/** Sets how often each person ordered and when she was last heard of. */
export async function setRhythms({ db }: TxScope, home: Home, rows: readonly Rhythm[]): Promise<void> {
  if (rows.length === 0) return
  await db.run(sql`
    insert into customer_rhythm (home, customer_id, orders, last_at, last_words)
    select ${home}::bigint, r.customer_id, r.orders, r.last_at, r.last_words
    from unnest(${rows.map((row) => row.customerId)}::uuid[], ${rows.map((row) => row.orders)}::int[], ${rows.map((row) => row.lastAt.toISOString())}::timestamptz[], ${rows.map((row) => row.lastWords)}::text[]) r (customer_id, orders, last_at, last_words)
    on conflict (home, customer_id) do update set orders = excluded.orders, last_at = excluded.last_at, last_words = excluded.last_words`)
}

/** Customers of one home with two orders or more, last heard of in [from, to], after a place. */
export function listSilent(
  { db }: TxScope,
  home: Home,
  { from, to, after, limit }: { from: Date; to: Date; after: { at: Date; id: string }; limit: number },
): Promise<Rhythm[]> {
  return db.many<Rhythm>(sql`
    select customer_id, orders, last_at, last_words from customer_rhythm
    where home = ${home} and orders >= 2 and last_at >= ${from} and last_at <= ${to} and (last_at, customer_id) > (${after.at}::timestamptz, ${after.id}::uuid)
    order by last_at, customer_id limit ${limit}`)
}
