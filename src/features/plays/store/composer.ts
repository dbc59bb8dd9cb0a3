/** SQL of what stands around a composer: half-written replies, and who has a moment open just now. */
import { homeOf, type CustomerId, type Home, type MomentId } from '#kit/id.ts'
import { sql } from '#platform/database.ts'
import type { TxScope } from '#platform/scope.ts'
import type { DraftFields } from '../contract.ts'

export function findDraft(
  { db, workspace }: TxScope,
  momentId: MomentId,
  memberId: string,
): Promise<{ fields: DraftFields; savedAt: Date } | undefined> {
  return db.maybe(sql`
    select fields, saved_at from reply_draft where home = ${homeOf(workspace, momentId)} and moment_id = ${momentId} and member_id = ${memberId}`)
}

export function setDraft(
  { db, workspace, now }: TxScope,
  { momentId, customerId, memberId }: { momentId: MomentId; customerId: CustomerId; memberId: string },
  fields: DraftFields,
): Promise<number> {
  return db.run(sql`
    insert into reply_draft (home, moment_id, member_id, customer_id, fields, saved_at)
    values (${homeOf(workspace, momentId)}, ${momentId}, ${memberId}, ${customerId}, ${JSON.stringify(fields)}::jsonb, ${now})
    on conflict (home, moment_id, member_id) do update set fields = excluded.fields, saved_at = excluded.saved_at`)
}

export function deleteDraft(
  { db, workspace }: TxScope,
  momentId: MomentId,
  memberId: string,
): Promise<number> {
  return db.run(
    sql`delete from reply_draft where home = ${homeOf(workspace, momentId)} and moment_id = ${momentId} and member_id = ${memberId}`,
  )
}

/** Drafts of one home nobody came back to. */
export function deleteDraftsBefore({ db }: TxScope, home: Home, before: Date): Promise<number> {
  return db.run(sql`delete from reply_draft where home = ${home} and saved_at < ${before}`)
}

export function deleteDraftsOf(
  { db }: TxScope,
  home: Home,
  customerIds: readonly CustomerId[],
): Promise<number> {
  return db.run(
    sql`delete from reply_draft where home = ${home} and customer_id = any(${customerIds}::uuid[])`,
  )
}

export type StoredPresence = {
  readonly memberId: string
  readonly memberName: string
  readonly isWriting: boolean
  readonly seenAt: Date
}

/** Says that somebody has the moment open. Answers what was said of her before, undefined where nothing was. */
export async function setPresence(
  { db, workspace, now }: TxScope,
  momentId: MomentId,
  { memberId, memberName, isWriting }: Omit<StoredPresence, 'seenAt'>,
): Promise<StoredPresence | undefined> {
  const home = homeOf(workspace, momentId)
  const before = await db.maybe<StoredPresence>(sql`
    select member_id, member_name, is_writing, seen_at from moment_presence where home = ${home} and moment_id = ${momentId} and member_id = ${memberId}`)
  await db.run(sql`
    insert into moment_presence (home, moment_id, member_id, member_name, is_writing, seen_at)
    values (${home}, ${momentId}, ${memberId}, ${memberName}, ${isWriting}, ${now})
    on conflict (home, moment_id, member_id) do update set member_name = excluded.member_name, is_writing = excluded.is_writing, seen_at = excluded.seen_at`)
  return before
}

export function listPresent(
  { db, workspace }: TxScope,
  momentId: MomentId,
  since: Date,
): Promise<StoredPresence[]> {
  return db.many<StoredPresence>(sql`
    select member_id, member_name, is_writing, seen_at from moment_presence
    where home = ${homeOf(workspace, momentId)} and moment_id = ${momentId} and seen_at >= ${since} order by seen_at, member_id`)
}

export function deletePresence(
  { db, workspace }: TxScope,
  momentId: MomentId,
  memberId: string,
): Promise<number> {
  return db.run(
    sql`delete from moment_presence where home = ${homeOf(workspace, momentId)} and moment_id = ${momentId} and member_id = ${memberId}`,
  )
}

export function deletePresenceBefore({ db }: TxScope, home: Home, before: Date): Promise<number> {
  return db.run(sql`delete from moment_presence where home = ${home} and seen_at < ${before}`)
}
