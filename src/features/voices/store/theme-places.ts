/** SQL of the touchpoint a theme belongs to, and of a theme's comments day by day. */
import { firstHomeOf } from '#kit/id.ts'
import { sql } from '#platform/database.ts'
import type { TxScope } from '#platform/scope.ts'

/** What somebody chose; null where nobody did. */
export async function findTouchpointOfTheme({ db, workspace }: TxScope, id: string): Promise<string | null> {
  const found = await db.maybe<{ touchpoint: string | null }>(
    sql`select touchpoint from theme where home = ${firstHomeOf(workspace)} and id = ${id}`,
  )
  return found?.touchpoint ?? null
}

/** The theme must have its row. */
export function setTouchpointOfTheme(
  { db, workspace }: TxScope,
  id: string,
  touchpoint: string | null,
): Promise<number> {
  return db.run(
    sql`update theme set touchpoint = ${touchpoint} where home = ${firstHomeOf(workspace)} and id = ${id}`,
  )
}

/** Comments of these themes day by day, both ends included; `*` is every comment. */
export function listThemeDays(
  { db, homes }: TxScope,
  themeIds: readonly string[],
  { from, to }: { from: string; to: string },
): Promise<{ themeId: string; onDay: string; count: number }[]> {
  return db.many(sql`
    select theme_id, day_on::text as on_day, sum(negative + neutral + positive)::int as count from voice_day
    where home = any(${homes}::bigint[]) and theme_id = any(${[...themeIds]}::text[]) and day_on >= ${from}::date and day_on <= ${to}::date group by 1, 2`)
}
