/** How much announced work a subscriber has still before it: for people who wait for it. Reads only. */
import { makeId } from '#kit/id.ts'
import { sql } from './database.ts'
import type { TxScope } from './scope.ts'

/** Announcements looked into; the others are taken to be as long. */
const LOOKED_INTO = 20

/**
 * About how many things still wait for a subscriber: the sum of the number `count` in the bodies announced to it, up to an
 * instant if given. What failed too often is not counted, since nobody works on it.
 */
export async function countWaiting(
  { db, homes }: TxScope,
  subscriber: string,
  until: Date | null,
): Promise<number> {
  const last = makeId(until ?? new Date('9999-12-31T00:00:00Z'), 4095, FULL)
  const { announced, each } = await db.one<{ announced: number; each: number | null }>(sql`
    select count(*)::int as announced, (
      select avg((f.body ->> 'count')::float8) from (
        select body from announcement
        where home = any(${homes}::bigint[]) and subscriber = ${subscriber} and tries < 5 and id <= ${last}::uuid limit ${LOOKED_INTO}) f) as each
    from announcement where home = any(${homes}::bigint[]) and subscriber = ${subscriber} and tries < 5 and id <= ${last}::uuid`)
  return Math.round(announced * (each ?? 0))
}

const FULL = new Uint8Array(8).fill(255)
