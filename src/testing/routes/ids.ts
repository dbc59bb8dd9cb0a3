/** Ids that exist: one of each kind of thing a workspace has, read past every fence. */
import type pg from 'pg'
import { distributed } from '#platform/tables.ts'

/** The last id of the workspace for each table on customers’ rows that has one, by the table’s name. */
export async function idsOfEachTable(
  admin: Pick<pg.Client, 'query'>,
  workspaceNo: number,
): Promise<Map<string, string>> {
  const { rows } = await admin.query<{ name: string }>(
    `select table_name as name from information_schema.columns where table_schema = 'public' and column_name = 'id' and table_name = any($1)`,
    [[...distributed]],
  )
  const ids = new Map<string, string>()
  for (const { name } of rows) {
    const found = await admin.query<{ id: string }>(
      `select id::text from ${name} where home >> 12 = $1 order by id desc limit 1`,
      [workspaceNo],
    )
    const [first] = found.rows
    if (first) ids.set(name, first.id)
  }
  return ids
}
