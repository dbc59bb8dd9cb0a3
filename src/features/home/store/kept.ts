/** SQL of the moments people keep for themselves; each row lives with its moment's customer. */
import { homeOf, type CustomerId, type MemberId, type MomentId } from '#kit/id.ts'
import { sql } from '#platform/database.ts'
import type { TxScope } from '#platform/scope.ts'

export type StoredKept = {
  readonly momentId: MomentId
  readonly customerId: CustomerId
  readonly line: string | null
  readonly at: Date
}

/** Hers alone, the newest first. */
export function listKept({ db, homes }: TxScope, memberId: MemberId, limit: number): Promise<StoredKept[]> {
  return db.many<StoredKept>(sql`
    select moment_id, customer_id, line, at from kept_moment
    where home = any(${homes}::bigint[]) and member_id = ${memberId} order by at desc, moment_id limit ${limit}`)
}

export function setKept(
  { db, workspace, now }: TxScope,
  memberId: MemberId,
  { momentId, customerId, line }: Omit<StoredKept, 'at'>,
): Promise<number> {
  return db.run(sql`
    insert into kept_moment (home, moment_id, member_id, customer_id, line, at)
    values (${homeOf(workspace, momentId)}, ${momentId}, ${memberId}, ${customerId}, ${line}, ${now})
    on conflict (home, moment_id, member_id) do update set line = excluded.line`)
}

export function deleteKept(
  { db, workspace }: TxScope,
  memberId: MemberId,
  momentId: MomentId,
): Promise<number> {
  return db.run(
    sql`delete from kept_moment where home = ${homeOf(workspace, momentId)} and moment_id = ${momentId} and member_id = ${memberId}`,
  )
}
