/** SQL of the ledger's lists, counts and kept rates. Reads only. */
import type { CustomerId } from '#kit/id.ts'
import { sql } from '#platform/database.ts'
import type { TxScope } from '#platform/scope.ts'
import type { Standing } from '../contract.ts'
import type { CustomerPromise } from '../rules/promise.ts'
import { promiseColumns } from './promises.ts'

/** Which promises; each part that is given narrows. */
export type PromiseFilter = {
  readonly standings?: readonly Standing[] | undefined
  readonly ownerId?: string | undefined
  readonly touchpoint?: string | undefined
  readonly customerIds?: readonly CustomerId[] | undefined
  /** Due from (included) to (left out). */
  readonly dueFrom?: Date | undefined
  readonly dueTo?: Date | undefined
  /** As `dueFrom`, and those without a due time too. */
  readonly dueLaterFrom?: Date | undefined
  readonly settledFrom?: Date | undefined
  /** Broken and not made good; a parcel that came in the end, late, has nothing left to be done. */
  readonly isUnmended?: boolean | undefined
}

/** The place of a row in order of due time; without a due time it stands last. */
export type DuePlace = { readonly dueAt: Date; readonly id: string }

/** What stands for "no due time" in the order. */
export const NEVER = new Date('9999-12-31T00:00:00Z')

function where({ homes }: TxScope, filter: PromiseFilter) {
  const {
    standings,
    ownerId,
    touchpoint,
    customerIds,
    dueFrom,
    dueTo,
    dueLaterFrom,
    settledFrom,
    isUnmended,
  } = filter
  return sql`home = any(${homes}::bigint[])
    ${standings ? sql`and standing = any(${standings}::text[])` : sql``}
    ${isUnmended ? sql`and standing = 'broken' and made_good_at is null and (kept_at is null or origin <> 'carrier')` : sql``}
    ${ownerId === undefined ? sql`` : sql`and owner_id = ${ownerId}`}
    ${touchpoint === undefined ? sql`` : sql`and touchpoint = ${touchpoint}`}
    ${customerIds ? sql`and customer_id = any(${customerIds}::uuid[])` : sql``}
    ${dueFrom ? sql`and due_at >= ${dueFrom}` : sql``} ${dueTo ? sql`and due_at < ${dueTo}` : sql``}
    ${dueLaterFrom ? sql`and (due_at >= ${dueLaterFrom} or due_at is null)` : sql``}
    ${settledFrom ? sql`and settled_at >= ${settledFrom}` : sql``}`
}

/** Promises by due time, those without one last; `isNewestFirst` turns the order round. */
export function listByDue(
  scope: TxScope,
  filter: PromiseFilter,
  {
    limit,
    after,
    isNewestFirst = false,
  }: { limit: number; after?: DuePlace | undefined; isNewestFirst?: boolean },
): Promise<CustomerPromise[]> {
  if (isNewestFirst)
    return scope.db.many<CustomerPromise>(sql`
      select ${promiseColumns} from promise where ${where(scope, filter)} order by due_at desc, id desc limit ${limit}`)
  const place = after
    ? sql`and ((due_at, id) > (${after.dueAt}::timestamptz, ${after.id}::uuid) or (due_at is null and (${after.dueAt}::timestamptz < ${NEVER}::timestamptz or id > ${after.id}::uuid)))`
    : sql``
  return scope.db.many<CustomerPromise>(sql`
    select ${promiseColumns} from promise where ${where(scope, filter)} ${place} order by due_at, id limit ${limit}`)
}

/** How many there are, at most `most`. */
export async function countPromises(scope: TxScope, filter: PromiseFilter, most = 10_000): Promise<number> {
  const { n } = await scope.db.one<{ n: number }>(
    sql`select count(*) as n from (select 1 from promise where ${where(scope, filter)} limit ${most}) few`,
  )
  return n
}

export type KeptCount = { readonly touchpoint: string; readonly kept: number; readonly settled: number }

/** How many were kept of those settled since an instant, by touchpoint. */
export function countKept(scope: TxScope, since: Date, touchpoint?: string): Promise<KeptCount[]> {
  return scope.db.many<KeptCount>(sql`
    select touchpoint, count(*) filter (where standing = 'kept') as kept, count(*) as settled from promise
    where home = any(${scope.homes}::bigint[]) and settled_at >= ${since} and settled_at <= ${scope.now}
      ${touchpoint === undefined ? sql`` : sql`and touchpoint = ${touchpoint}`}
    group by touchpoint order by touchpoint`)
}

/** The same between two instants, the second left out. */
export function countKeptBetween({ db, homes }: TxScope, from: Date, to: Date): Promise<KeptCount[]> {
  return db.many<KeptCount>(sql`
    select touchpoint, count(*) filter (where standing = 'kept') as kept, count(*) as settled from promise
    where home = any(${homes}::bigint[]) and settled_at >= ${from} and settled_at < ${to} group by touchpoint order by touchpoint`)
}

/** What became of a touchpoint's promises that were settled since an instant, the newest first. */
export function listOutcomes(
  scope: TxScope,
  since: Date,
  touchpoint: string,
  limit: number,
): Promise<{ armedAt: Date; dueAt: Date; keptAt: Date | null }[]> {
  return scope.db.many(sql`
    select armed_at, due_at, kept_at from promise
    where home = any(${scope.homes}::bigint[]) and settled_at >= ${since} and settled_at <= ${scope.now} and touchpoint = ${touchpoint}
      and armed_at is not null and due_at is not null
    order by settled_at desc, id desc limit ${limit}`)
}
