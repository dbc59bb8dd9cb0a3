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

/** Gives at most `limit` entries of a source to another; answers how many. */
export function renameEntriesOf(
  { db }: TxScope,
  home: Home,
  { from, to }: { from: string; to: string },
  limit: number,
): Promise<number> {
  return db.run(sql`
    update entry e set source = ${to} from (select home, customer_id, at, id from entry where home = ${home} and source = ${from} limit ${limit}) d
    where e.home = ${home} and d.home = e.home and d.customer_id = e.customer_id and d.at = e.at and d.id = e.id`)
}

export async function renameOthersOf(
  { db }: TxScope,
  home: Home,
  { from, to }: { from: string; to: string },
): Promise<void> {
  await db.run(sql`update conversation set source = ${to} where home = ${home} and source = ${from}`)
  await db.run(sql`update intake_refusal set source = ${to} where home = ${home} and source = ${from}`)
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

/** Deletes customers of one home with their words, pictures, files and both ends of their links. */
export async function deleteCustomers(
  { db, homes }: TxScope,
  home: Home,
  ids: readonly CustomerId[],
): Promise<void> {
  await db.run(sql`delete from picture where home = ${home} and customer_id = any(${ids}::uuid[])`)
  await db.run(sql`delete from entry_file where home = ${home} and customer_id = any(${ids}::uuid[])`)
  await db.run(sql`delete from customer_word where home = ${home} and customer_id = any(${ids}::uuid[])`)
  await db.run(
    sql`delete from customer_link where home = any(${homes}::bigint[]) and (customer_id = any(${ids}::uuid[]) or other_id = any(${ids}::uuid[]))`,
  )
  await db.run(sql`delete from customer where home = ${home} and id = any(${ids}::uuid[])`)
}

/** Messages of a person in the order of time, after a place. */
export function listMessagesOf(
  { db }: TxScope,
  { homes, ids }: { homes: readonly Home[]; ids: readonly CustomerId[] },
  after: { at: Date; id: string } | undefined,
  limit: number,
): Promise<{ source: string; messageId: string; at: Date; id: string }[]> {
  return db.many(sql`
    select source, message_id, at, id from entry where home = any(${homes}::bigint[]) and customer_id = any(${ids}::uuid[])
      and (${after?.at ?? null}::timestamptz is null or (at, id) > (${after?.at ?? null}::timestamptz, ${after?.id ?? null}::uuid))
    order by at, id limit ${limit}`)
}

/** Forgets that messages were seen. */
export function deleteSeen(
  { db }: TxScope,
  home: Home,
  rows: readonly { source: string; messageId: string }[],
): Promise<number> {
  return db.run(sql`
    delete from intake_seen where home = ${home} and (source, message_id) in (
      select s, m from unnest(${rows.map((row) => row.source)}::text[], ${rows.map((row) => row.messageId)}::text[]) r (s, m))`)
}

type Named = { readonly identities: readonly { readonly kind: string; readonly value: string }[] }

/** Entries of others that claim to be hers. Reads the workspace's entries through: for rare jobs. */
export async function listClaims({ db, homes }: TxScope, { identities }: Named): Promise<ClaimRow[]> {
  return db.many<ClaimRow>(sql`
    select e.id, e.at, e.data -> 'claimed' as claimed from entry e where e.home = any(${homes}::bigint[]) and ${claims(identities)}`)
}

type ClaimRow = { readonly id: string; readonly at: Date; readonly claimed: unknown }

/** Takes such claims out of entries of others; the entries stay. */
export async function deleteClaims({ db, homes }: TxScope, { identities }: Named): Promise<number> {
  let sum = 0
  for (const home of homes)
    sum += await db.run(
      sql`update entry e set data = e.data - 'claimed' where e.home = ${home} and ${claims(identities)}`,
    )
  return sum
}

const claims = (identities: Named['identities']) => sql`
  exists (select from unnest(${identities.map(({ kind }) => kind)}::text[], ${identities.map(({ value }) => value)}::text[]) i (kind, value)
    where e.data -> 'claimed' ->> i.kind = i.value)`
