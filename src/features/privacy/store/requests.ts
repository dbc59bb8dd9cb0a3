/** All SQL about privacy requests. Sole writer of their table. */
import { homeOf, type CustomerId, type PromiseId } from '#kit/id.ts'
import { sql } from '#platform/database.ts'
import type { TxScope } from '#platform/scope.ts'
import type { PrivacyRequest, Receipt } from '../contract.ts'

export type StoredRequest = {
  readonly id: string
  readonly customerId: CustomerId
  readonly kind: PrivacyRequest['kind']
  readonly law: PrivacyRequest['law']
  readonly openedAt: Date
  readonly openedBy: string
  readonly dueAt: Date
  readonly promiseId: PromiseId | null
  readonly checkedAt: Date | null
  readonly checkedBy: string | null
  readonly checkedHow: NonNullable<PrivacyRequest['checked']>['how'] | null
  readonly settledAt: Date | null
  readonly settledBy: string | null
  readonly outcome: 'done' | 'refused' | null
  readonly reason: NonNullable<PrivacyRequest['settled']>['reason']
  readonly receipt: Receipt | null
}

const columns = sql.raw(
  'id, customer_id, kind, law, opened_at, opened_by, due_at, promise_id, checked_at, checked_by, checked_how, settled_at, settled_by, outcome, reason, receipt',
)

export function insertRequest(
  { db, workspace }: TxScope,
  row: Pick<
    StoredRequest,
    'id' | 'customerId' | 'kind' | 'law' | 'openedAt' | 'openedBy' | 'dueAt' | 'promiseId'
  >,
): Promise<number> {
  return db.run(sql`
    insert into privacy_request (home, id, customer_id, kind, law, opened_at, opened_by, due_at, promise_id)
    values (${homeOf(workspace, row.id)}, ${row.id}, ${row.customerId}, ${row.kind}, ${row.law}, ${row.openedAt}, ${row.openedBy}, ${row.dueAt}, ${row.promiseId})`)
}

export function findRequest({ db, workspace }: TxScope, id: string): Promise<StoredRequest | undefined> {
  return db.maybe<StoredRequest>(
    sql`select ${columns} from privacy_request where home = ${homeOf(workspace, id)} and id = ${id}`,
  )
}

/** Open ones first, by due date; then the settled, the newest first. */
export function listRequests(
  { db, homes }: TxScope,
  { of, limit }: { of: 'open' | 'settled' | 'all'; limit: number },
): Promise<StoredRequest[]> {
  return db.many<StoredRequest>(sql`
    select ${columns} from privacy_request where home = any(${homes}::bigint[])
      and (${of} = 'all' or (settled_at is null) = (${of} = 'open'))
    order by settled_at is not null, case when settled_at is null then due_at end, settled_at desc, id limit ${limit}`)
}

export function listRequestsOf(
  { db, homes }: TxScope,
  customerIds: readonly CustomerId[],
): Promise<StoredRequest[]> {
  return db.many<StoredRequest>(sql`
    select ${columns} from privacy_request
    where home = any(${homes}::bigint[]) and customer_id = any(${customerIds}::uuid[]) order by opened_at desc, id desc`)
}

/** Answers whether it stood open. */
export async function setChecked(
  { db, workspace, now, actor }: TxScope,
  id: string,
  how: string,
): Promise<boolean> {
  return (
    (await db.run(sql`
      update privacy_request set checked_at = ${now}, checked_by = ${actor.name}, checked_how = ${how}
      where home = ${homeOf(workspace, id)} and id = ${id} and settled_at is null`)) > 0
  )
}

/** Answers whether it stood open. */
export async function setSettled(
  { db, workspace, now, actor }: TxScope,
  id: string,
  {
    outcome,
    reason,
    receipt,
  }: { outcome: 'done' | 'refused'; reason: string | null; receipt: Receipt | null },
): Promise<boolean> {
  return (
    (await db.run(sql`
      update privacy_request set settled_at = ${now}, settled_by = ${actor.name}, outcome = ${outcome}, reason = ${reason}, receipt = ${receipt && JSON.stringify(receipt)}::jsonb
      where home = ${homeOf(workspace, id)} and id = ${id} and settled_at is null`)) > 0
  )
}
