/** All SQL about the law a workspace answers under and how long it keeps what. */
import { sql } from '#platform/database.ts'
import type { TxScope } from '#platform/scope.ts'
import type { Law } from '../contract.ts'
import type { Keeps } from '../rules/kinds.ts'

export type StoredSetting = {
  readonly law: Law
  readonly keeps: Keeps
  readonly changedAt: Date
  readonly changedBy: string
}

export function findSetting({ db, homes: [home] }: TxScope): Promise<StoredSetting | undefined> {
  return db.maybe<StoredSetting>(
    sql`select law, keeps, changed_at, changed_by from privacy_setting where home = ${home}`,
  )
}

export function setSetting(
  { db, homes: [home], now, actor }: TxScope,
  { law, keeps }: Pick<StoredSetting, 'law' | 'keeps'>,
): Promise<number> {
  return db.run(sql`
    insert into privacy_setting (home, law, keeps, changed_at, changed_by)
    values (${home}, ${law}, ${JSON.stringify(keeps)}::jsonb, ${now}, ${actor.name})
    on conflict (home) do update set law = excluded.law, keeps = excluded.keeps, changed_at = excluded.changed_at, changed_by = excluded.changed_by`)
}
