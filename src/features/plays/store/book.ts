/** SQL of the book: plays of the workspace's own, and what differs from those the product brings. */
import { sql } from '#platform/database.ts'
import type { TxScope } from '#platform/scope.ts'
import type { PlayFields } from '../contract.ts'
import { bookOf } from './ledger.ts'

export type StoredPlay = {
  readonly id: string
  readonly fields: PlayFields
  readonly isOn: boolean
  readonly changedAt: Date
  readonly changedBy: string
}

export function listPlays({ db, workspace }: TxScope): Promise<StoredPlay[]> {
  return db.many<StoredPlay>(
    sql`select id, fields, is_on, changed_at, changed_by from play where home = ${bookOf(workspace)} order by id limit 500`,
  )
}

export function upsertPlay(
  { db, workspace, now, actor }: TxScope,
  play: Pick<StoredPlay, 'id' | 'fields' | 'isOn'>,
): Promise<number> {
  return db.run(sql`
    insert into play (home, id, fields, is_on, changed_at, changed_by)
    values (${bookOf(workspace)}, ${play.id}, ${JSON.stringify(play.fields)}::jsonb, ${play.isOn}, ${now}, ${actor.name})
    on conflict (home, id) do update set fields = excluded.fields, is_on = excluded.is_on, changed_at = excluded.changed_at, changed_by = excluded.changed_by`)
}

export function deletePlay({ db, workspace }: TxScope, id: string): Promise<number> {
  return db.run(sql`delete from play where home = ${bookOf(workspace)} and id = ${id}`)
}
