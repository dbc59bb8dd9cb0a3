/** SQL of the surveys themselves: a few rows a workspace, in its first home. */
import type { Id } from '#kit/id.ts'
import { sql } from '#platform/database.ts'
import type { TxScope } from '#platform/scope.ts'
import type { SurveyDefinition } from '../contract.ts'

export type SurveyRow = {
  readonly id: Id<'survey'>
  readonly definition: SurveyDefinition
  readonly onSince: Date | null
  readonly secret: Uint8Array
  readonly changedAt: Date
  readonly changedBy: string
}

const columns = sql.raw('id, definition, on_since, secret, changed_at, changed_by')

/** All of them, the oldest first. */
export function listSurveys({ db, homes }: TxScope): Promise<SurveyRow[]> {
  return db.many<SurveyRow>(
    sql`select ${columns} from survey where home = ${homes[0]}::bigint order by made_at, id`,
  )
}

export function findSurvey({ db, homes }: TxScope, id: string): Promise<SurveyRow | undefined> {
  return db.maybe<SurveyRow>(
    sql`select ${columns} from survey where home = ${homes[0]}::bigint and id = ${id}::uuid`,
  )
}

/** Writes it, or its new definition; a secret and a standing that are there stay. */
export async function upsertSurvey(
  { db, now, homes }: TxScope,
  row: Pick<SurveyRow, 'id' | 'definition' | 'secret' | 'changedBy'>,
): Promise<void> {
  await db.run(sql`
    insert into survey (home, id, definition, on_since, secret, made_at, changed_at, changed_by)
    values (${homes[0]}::bigint, ${row.id}, ${JSON.stringify(row.definition)}::jsonb, null, ${Buffer.from(row.secret)}, ${now}, ${now}, ${row.changedBy})
    on conflict (home, id) do update set definition = excluded.definition, changed_at = excluded.changed_at, changed_by = excluded.changed_by`)
}

export function setOnSince(
  { db, now, homes }: TxScope,
  id: string,
  onSince: Date | null,
  by: string,
): Promise<number> {
  return db.run(sql`
    update survey set on_since = ${onSince}, changed_at = ${now}, changed_by = ${by}
    where home = ${homes[0]}::bigint and id = ${id}::uuid`)
}

export function deleteSurveys({ db, homes }: TxScope, ids: readonly string[]): Promise<number> {
  return db.run(sql`delete from survey where home = ${homes[0]}::bigint and id = any(${ids}::uuid[])`)
}
