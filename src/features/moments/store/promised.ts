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

/** Open moments that stand for a delay of several customers, in all homes of the workspace. */
export function listOfDelay(
  { db, homes }: TxScope,
  key: string,
): Promise<{ home: Home; id: MomentId; state: string }[]> {
  return db.many(sql`
    select home, id, state from moment
    where home = any(${homes}::bigint[]) and kind = 'promise_delays' and state in ('open', 'snoozed') and slots->>'delay' = ${key}
    order by home, id`)
}

/** Lays open moments of these threads under the one that stands for all of them. */
export function setGathered(
  { db }: TxScope,
  home: Home,
  threads: readonly string[],
  into: MomentId,
): Promise<number> {
  return db.run(sql`
    update moment set state = 'folded', folded_into = ${into}
    where home = ${home} and thread = any(${threads}::text[]) and state = 'open' and kind <> 'promise_delays'`)
}

/** Lets those stand for themselves again that lay under a moment which is over. */
export function setUngathered({ db, now }: TxScope, home: Home, into: readonly MomentId[]): Promise<number> {
  return db.run(sql`
    update moment set folded_into = null, state = case when expires_at > ${now}::timestamptz then 'open' else 'expired' end
    where home = ${home} and folded_into = any(${into}::uuid[]) and state = 'folded'`)
}
