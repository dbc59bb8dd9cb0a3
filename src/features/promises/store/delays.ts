/** SQL of the delays that several promises share. Reads only. */
import type { PromiseId } from '#kit/id.ts'
import { sql } from '#platform/database.ts'
import type { TxScope } from '#platform/scope.ts'
import type { CustomerPromise } from '../rules/promise.ts'
import { promiseColumns } from './promises.ts'

export type DelayCount = {
  readonly key: string
  readonly count: number
  readonly dueAt: Date | null
}

/** Delays that at least `least` customers wait for, told to none of them yet, the soonest due first. */
export function listDelays({ db, homes }: TxScope, least: number, limit: number): Promise<DelayCount[]> {
  return db.many<DelayCount>(sql`
    select delay_key as key, count(*) as count, min(due_at) as due_at from promise
    where home = any(${homes}::bigint[]) and delay_key is not null and standing in ('open', 'at_risk') and told_first_at is null
    group by delay_key having count(*) >= ${least} order by min(due_at), delay_key limit ${limit}`)
}

/** How many wait for each of these reasons and were told nothing yet. */
export function countDelays({ db, homes }: TxScope, keys: readonly string[]): Promise<DelayCount[]> {
  if (keys.length === 0) return Promise.resolve([])
  return db.many<DelayCount>(sql`
    select delay_key as key, count(*) as count, min(due_at) as due_at from promise
    where home = any(${homes}::bigint[]) and delay_key = any(${keys}::text[]) and standing in ('open', 'at_risk') and told_first_at is null
    group by delay_key`)
}

/** The promises of one delay that nobody was told about, the soonest due first. */
export function listDelayed({ db, homes }: TxScope, key: string, limit: number): Promise<CustomerPromise[]> {
  return db.many<CustomerPromise>(sql`
    select ${promiseColumns} from promise
    where home = any(${homes}::bigint[]) and delay_key = ${key} and standing in ('open', 'at_risk') and told_first_at is null
    order by due_at, id limit ${limit}`)
}

/** How many of one delay were told. */
export async function countTold({ db, homes }: TxScope, key: string): Promise<number> {
  const { n } = await db.one<{ n: number }>(sql`
    select count(*) as n from promise where home = any(${homes}::bigint[]) and delay_key = ${key} and told_first_at is not null`)
  return n
}

/** Open promises of a member that fall due before a time, at most `limit`. */
export function listOwnedUntil(
  { db, homes }: TxScope,
  ownerId: string,
  until: Date,
  limit: number,
): Promise<{ id: PromiseId }[]> {
  return db.many<{ id: PromiseId }>(sql`
    select id from promise
    where home = any(${homes}::bigint[]) and owner_id = ${ownerId} and standing in ('open', 'at_risk') and due_at < ${until}
    order by due_at, id limit ${limit}`)
}
