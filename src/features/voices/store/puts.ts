/** SQL of voices that stand in a theme by more than its phrases: kept as examples, or found to be alike. */
import type { CustomerId, Home } from '#kit/id.ts'
import { sql } from '#platform/database.ts'
import type { TxScope } from '#platform/scope.ts'

export type Put = {
  readonly home: Home
  readonly voiceId: string
  readonly themeId: string
  readonly how: 'kept' | 'found'
  readonly at: Date
  readonly customerId: CustomerId
}

const columns = sql.raw('home, voice_id, theme_id, how, at, customer_id')

/** Those of some voices of one home. */
export function listPuts({ db }: TxScope, home: Home, voiceIds: readonly string[]): Promise<Put[]> {
  return db.many<Put>(sql`
    select ${columns} from voice_put where home = ${home} and voice_id = any(${voiceIds}::uuid[]) order by voice_id, theme_id`)
}

/** Those of one theme, newest first, at most `limit` from each home. */
export async function listPutsOf(
  { db, homes }: TxScope,
  themeId: string,
  how: Put['how'],
  limit: number,
): Promise<Put[]> {
  const found: Put[] = []
  for (const home of homes)
    found.push(
      ...(await db.many<Put>(sql`
        select ${columns} from voice_put where home = ${home} and theme_id = ${themeId} and how = ${how} order by at desc, voice_id limit ${limit}`)),
    )
  return found.sort((a, b) => b.at.getTime() - a.at.getTime()).slice(0, limit)
}

/** Writes voices of one home; what is kept stays kept. */
export async function insertPuts(
  { db }: TxScope,
  home: Home,
  rows: readonly Omit<Put, 'home'>[],
): Promise<void> {
  if (rows.length === 0) return
  const column = <T>(of: (row: Omit<Put, 'home'>) => T) => rows.map(of)
  await db.run(sql`
    insert into voice_put (home, voice_id, theme_id, how, at, customer_id)
    select ${home}::bigint, r.* from unnest(${column((row) => row.voiceId)}::uuid[], ${column((row) => row.themeId)}::text[], ${column((row) => row.how)}::text[],
      ${column((row) => row.at.toISOString())}::timestamptz[], ${column((row) => row.customerId)}::uuid[]) r
    on conflict (home, voice_id, theme_id) do update set how = excluded.how where voice_put.how = 'found'`)
}

export function deletePut(
  { db }: TxScope,
  home: Home,
  { voiceId, themeId, how }: Pick<Put, 'voiceId' | 'themeId' | 'how'>,
): Promise<number> {
  return db.run(sql`
    delete from voice_put where home = ${home} and voice_id = ${voiceId}::uuid and theme_id = ${themeId} and how = ${how}`)
}

/** Everything that stands in a theme of one home. */
export function deletePutsOf({ db }: TxScope, home: Home, themeId: string): Promise<number> {
  return db.run(sql`delete from voice_put where home = ${home} and theme_id = ${themeId}`)
}
