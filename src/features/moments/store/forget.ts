/** All SQL that forgets what was noticed. */
import type { CustomerId, Home } from '#kit/id.ts'
import { sql } from '#platform/database.ts'
import type { TxScope } from '#platform/scope.ts'

/** Deletes everything noticed about customers of one home. */
export async function deleteOfCustomers(
  { db }: TxScope,
  home: Home,
  ids: readonly CustomerId[],
): Promise<void> {
  const customers = sql`${ids}::uuid[]`
  await db.run(sql`
    delete from moment_word w using moment m
    where w.home = ${home} and m.home = w.home and m.id = w.moment_id and m.customer_id = any(${customers})`)
  await db.run(sql`delete from moment_act where home = ${home} and customer_id = any(${customers})`)
  await db.run(sql`delete from moment where home = ${home} and customer_id = any(${customers})`)
  await db.run(sql`delete from fact where home = ${home} and customer_id = any(${customers})`)
  await db.run(sql`delete from labelled_example where home = ${home} and customer_id = any(${customers})`)
  await db.run(sql`delete from customer_consent where home = ${home} and customer_id = any(${customers})`)
  await db.run(sql`delete from bought_category where home = ${home} and customer_id = any(${customers})`)
  await db.run(sql`delete from customer_rhythm where home = ${home} and customer_id = any(${customers})`)
}
