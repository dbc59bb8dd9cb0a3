/** SQL of settings that hold a secret; what is in the secret is sealed before it comes here. */
import { sql } from '#platform/database.ts'
import type { TxScope } from '#platform/scope.ts'
import { bookOf } from './ledger.ts'

export type StoredSetting = {
  readonly fields: Readonly<Record<string, unknown>>
  readonly secret: Buffer | null
  readonly changedAt: Date
  readonly changedBy: string
}

export function findSetting({ db, workspace }: TxScope, name: string): Promise<StoredSetting | undefined> {
  return db.maybe<StoredSetting>(
    sql`select fields, secret, changed_at, changed_by from sealed_setting where home = ${bookOf(workspace)} and name = ${name}`,
  )
}

export function setSetting(
  { db, workspace, now, actor }: TxScope,
  name: string,
  { fields, secret }: Pick<StoredSetting, 'fields' | 'secret'>,
): Promise<number> {
  return db.run(sql`
    insert into sealed_setting (home, name, fields, secret, changed_at, changed_by)
    values (${bookOf(workspace)}, ${name}, ${JSON.stringify(fields)}::jsonb, ${secret}, ${now}, ${actor.name})
    on conflict (home, name) do update set fields = excluded.fields, secret = excluded.secret, changed_at = excluded.changed_at, changed_by = excluded.changed_by`)
}

export function deleteSetting({ db, workspace }: TxScope, name: string): Promise<number> {
  return db.run(sql`delete from sealed_setting where home = ${bookOf(workspace)} and name = ${name}`)
}
