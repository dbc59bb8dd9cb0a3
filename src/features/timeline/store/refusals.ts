/** SQL of what was refused: read by its owner, forgotten after its time. It is written with the entries (`writes.ts`). */
import type { Home } from '#kit/id.ts'
import { sql } from '#platform/database.ts'
import type { TxScope } from '#platform/scope.ts'
import type { StoredRefusal } from '../rules/refusal-words.ts'

/** After every id there is. */
const LAST = 'ffffffff-ffff-ffff-ffff-ffffffffffff'

/** The newest first, before an id; ids tell the time. */
export function listRefusals(
  { db, homes }: TxScope,
  { source, reason }: { source?: string | undefined; reason?: string | undefined },
  { limit, before = LAST }: { limit: number; before?: string | undefined },
): Promise<StoredRefusal[]> {
  return db.many<StoredRefusal>(sql`
    select id, source, message_id, reason, item, at from intake_refusal
    where home = any(${homes}::bigint[]) and id < ${before}::uuid
      ${source === undefined ? sql`` : sql`and source = ${source}`} ${reason === undefined ? sql`` : sql`and reason = ${reason}`}
    order by id desc limit ${limit}`)
}

/** Who had something refused and why, the most frequent first, at most 200 pairs. */
export function listRefusalCounts({
  db,
  homes,
}: TxScope): Promise<{ source: string; reason: string; count: number; lastAt: Date }[]> {
  return db.many(sql`
    select source, reason, count(*)::int as count, max(at) as last_at from intake_refusal
    where home = any(${homes}::bigint[]) group by source, reason order by count(*) desc, source, reason limit 200`)
}

/** Forgets what was refused before an id, at most `limit`; answers how many. */
export function deleteRefusalsBefore(
  { db }: TxScope,
  home: Home,
  before: string,
  limit: number,
): Promise<number> {
  return db.run(sql`
    delete from intake_refusal where home = ${home} and id = any(array(
      select id from intake_refusal where home = ${home} and id < ${before}::uuid order by id limit ${limit}))`)
}
