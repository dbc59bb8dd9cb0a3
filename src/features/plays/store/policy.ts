/** SQL of the policy: its newest row counts, the older ones are its history. */
import { sql } from '#platform/database.ts'
import type { TxScope } from '#platform/scope.ts'
import type { PolicyFields } from '../contract.ts'
import { bookOf } from './ledger.ts'

export type StoredPolicy = {
  readonly fields: Partial<PolicyFields>
  readonly changedAt: Date
  readonly changedBy: string
}

export function findPolicy({ db, workspace }: TxScope): Promise<StoredPolicy | undefined> {
  return db.maybe<StoredPolicy>(sql`
    select fields, changed_at, changed_by from autonomy_policy where home = ${bookOf(workspace)} order by id desc limit 1`)
}

export function insertPolicy(
  { db, workspace, now }: TxScope,
  { id, fields, changedBy }: { id: string; fields: PolicyFields; changedBy: string },
): Promise<number> {
  return db.run(sql`
    insert into autonomy_policy (home, id, fields, changed_at, changed_by)
    values (${bookOf(workspace)}, ${id}, ${JSON.stringify(fields)}::jsonb, ${now}, ${changedBy})`)
}
