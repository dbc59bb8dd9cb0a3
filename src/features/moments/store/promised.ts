/** SQL of the moments that stand for promises. */
import type { CustomerId, Home, MomentId, PromiseId } from '#kit/id.ts'
import { sql } from '#platform/database.ts'
import type { TxScope } from '#platform/scope.ts'

const KINDS = ['promise_at_risk', 'promise_broken']

/** Moments of these promises that somebody may still see, in one home. */
export function listOfPromises(
  { db }: TxScope,
  home: Home,
  customerIds: readonly CustomerId[],
  promiseIds: readonly PromiseId[],
): Promise<{ id: MomentId; promise: PromiseId }[]> {
  return db.many(sql`
    select id, slots->>'promise' as promise from moment
    where home = ${home} and customer_id = any(${customerIds}::uuid[]) and kind = any(${KINDS}::text[]) and state in ('open', 'snoozed')
      and slots->>'promise' = any(${promiseIds}::text[])
    order by id`)
}

/** Ends a moment that nothing is left to do about for now. */
export function setOver({ db, now }: TxScope, home: Home, ids: readonly MomentId[]): Promise<number> {
  if (ids.length === 0) return Promise.resolve(0)
  return db.run(sql`
    update moment set state = 'expired', expires_at = least(expires_at, ${now}::timestamptz), kept_until = null
    where home = ${home} and id = any(${ids}::uuid[])`)
}

/** Broken promises' moments that end soon or did, the newest first; at most `limit`. */
export function listEndingBroken(
  { db }: TxScope,
  home: Home,
  { since, before, limit }: { since: Date; before: Date; limit: number },
): Promise<{ id: MomentId; promise: PromiseId }[]> {
  return db.many(sql`
    select id, slots->>'promise' as promise from moment
    where home = ${home} and state in ('open', 'expired') and at >= ${since} and kind = 'promise_broken' and expires_at < ${before}
    order by at desc, id desc limit ${limit}`)
}
