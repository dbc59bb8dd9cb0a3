/** SQL of what customers agreed may be remembered of what is delicate. */
import { homeOf, type CustomerId } from '#kit/id.ts'
import { sql } from '#platform/database.ts'
import type { TxScope } from '#platform/scope.ts'
import type { DelicateClass } from '../contract.ts'

export type ConsentRecord = {
  readonly id: string
  readonly customerId: CustomerId
  readonly about: DelicateClass
  readonly purpose: string
  readonly recordedAt: Date
  readonly recordedByName: string
  readonly revokedAt: Date | null
  readonly revokedByName: string | null
}

const columns = sql.raw(
  'id, customer_id, about, purpose, recorded_at, recorded_by_name, revoked_at, revoked_by_name',
)

/** All that was recorded of these rows of customers, the newest first; those taken back too. */
export async function listConsents(
  { db, workspace }: TxScope,
  customerIds: readonly CustomerId[],
): Promise<ConsentRecord[]> {
  if (customerIds.length === 0) return []
  const homes = [...new Set(customerIds.map((id) => homeOf(workspace, id)))]
  return db.many<ConsentRecord>(sql`
    select ${columns} from customer_consent
    where home = any(${homes}::bigint[]) and customer_id = any(${customerIds}::uuid[]) order by recorded_at desc, id desc`)
}

export function insertConsent(
  { db, workspace, now }: TxScope,
  one: Pick<ConsentRecord, 'id' | 'customerId' | 'about' | 'purpose'>,
  by: { id: string; name: string },
): Promise<number> {
  return db.run(sql`
    insert into customer_consent (home, id, customer_id, about, purpose, recorded_at, recorded_by, recorded_by_name)
    values (${homeOf(workspace, one.customerId)}, ${one.id}, ${one.customerId}, ${one.about}, ${one.purpose}, ${now}, ${by.id}, ${by.name})`)
}

/** Ends a consent; the row stays as the record of what was. */
export function findConsent({ db, workspace }: TxScope, id: string): Promise<ConsentRecord | undefined> {
  return db.maybe<ConsentRecord>(
    sql`select ${columns} from customer_consent where home = ${homeOf(workspace, id)} and id = ${id}`,
  )
}

export function setRevoked({ db, workspace, now }: TxScope, id: string, by: string): Promise<number> {
  return db.run(sql`
    update customer_consent set revoked_at = ${now}, revoked_by_name = ${by}
    where home = ${homeOf(workspace, id)} and id = ${id} and revoked_at is null`)
}
