/** All SQL that takes things out of the timeline again. */
import type { CustomerId, Home } from '#kit/id.ts'
import { sql } from '#platform/database.ts'
import type { TxScope } from '#platform/scope.ts'

/** Customers of whom a source has told something. Reads the workspace's entries through: for rare jobs. */
export function listCustomersOf(
  { db, homes }: TxScope,
  source: string,
): Promise<{ home: Home; id: CustomerId }[]> {
  return db.many(
    sql`select distinct home, customer_id as id from entry where home = any(${homes}::bigint[]) and source = ${source}`,
  )
}

/** Deletes at most `limit` entries of a source; answers how many. */
export function deleteEntriesOf({ db }: TxScope, home: Home, source: string, limit: number): Promise<number> {
  return db.run(sql`
    delete from entry e using (select home, customer_id, at, id from entry where home = ${home} and source = ${source} limit ${limit}) d
    where e.home = ${home} and d.home = e.home and d.customer_id = e.customer_id and d.at = e.at and d.id = e.id`)
}

export function deleteSeenOf({ db }: TxScope, home: Home, source: string): Promise<number> {
  return db.run(sql`delete from intake_seen where home = ${home} and source = ${source}`)
}

export function deleteConversationsOf({ db }: TxScope, home: Home, source: string): Promise<number> {
  return db.run(sql`delete from conversation where home = ${home} and source = ${source}`)
}

/** Those of the customers that have an entry. */
export async function listWithEntries(
  { db, homes }: TxScope,
  ids: readonly CustomerId[],
): Promise<CustomerId[]> {
  const rows = await db.many<{ id: CustomerId }>(sql`
    select distinct customer_id as id from entry where home = any(${homes}::bigint[]) and customer_id = any(${ids}::uuid[])`)
  return rows.map(({ id }) => id)
}

/** Deletes customers of one home with their words, pictures and both ends of their links. */
export async function deleteCustomers(
  { db, homes }: TxScope,
  home: Home,
  ids: readonly CustomerId[],
): Promise<void> {
  await db.run(sql`delete from picture where home = ${home} and customer_id = any(${ids}::uuid[])`)
  await db.run(sql`delete from customer_word where home = ${home} and customer_id = any(${ids}::uuid[])`)
  await db.run(
    sql`delete from customer_link where home = any(${homes}::bigint[]) and (customer_id = any(${ids}::uuid[]) or other_id = any(${ids}::uuid[]))`,
  )
  await db.run(sql`delete from customer where home = ${home} and id = any(${ids}::uuid[])`)
}
