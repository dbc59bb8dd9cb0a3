/** SQL of the complaint register: complaints, the moments they were seen in, their story, their causes. */
import {
  homeOf,
  type ConversationId,
  type CustomerId,
  type EntryId,
  type Home,
  type Id,
  type MomentId,
} from '#kit/id.ts'
import { sql } from '#platform/database.ts'
import type { TxScope } from '#platform/scope.ts'
import type { ChurnReason, ComplaintStanding } from '../contract.ts'

export type ComplaintId = Id<'complaint'>

export type ComplaintRow = {
  readonly home: Home
  readonly id: ComplaintId
  readonly customerId: CustomerId
  readonly conversationId: ConversationId | null
  readonly origin: 'moment' | 'score' | 'review' | 'hand'
  readonly momentId: MomentId | null
  readonly entryId: EntryId | null
  readonly entryAt: Date | null
  readonly words: string | null
  readonly openedAt: Date
  readonly ownerId: string | null
  readonly ownerName: string | null
  readonly causeId: string | null
  readonly firstActAt: Date | null
  readonly firstAct: string | null
  readonly resolvedAt: Date | null
  readonly resolution: string | null
  readonly answers: number | null
  readonly reopenedCount: number
  readonly reopenedAt: Date | null
  readonly churnReason: ChurnReason | null
  readonly closedAt: Date | null
  readonly standing: ComplaintStanding
}

const columns = sql.raw(
  'home, id, customer_id, conversation_id, origin, moment_id, entry_id, entry_at, words, opened_at, owner_id, owner_name, cause_id, first_act_at, first_act, resolved_at, resolution, answers, reopened_count, reopened_at, churn_reason, closed_at, standing',
)

/** Writes a complaint with everything it says; one that is there is replaced. */
export async function upsertComplaint({ db }: TxScope, row: ComplaintRow): Promise<void> {
  await db.run(sql`
    insert into complaint (${columns})
    values (${row.home}, ${row.id}, ${row.customerId}, ${row.conversationId}, ${row.origin}, ${row.momentId}, ${row.entryId}, ${row.entryAt}, ${row.words}, ${row.openedAt},
      ${row.ownerId}, ${row.ownerName}, ${row.causeId}, ${row.firstActAt}, ${row.firstAct}, ${row.resolvedAt}, ${row.resolution}, ${row.answers}, ${row.reopenedCount}, ${row.reopenedAt},
      ${row.churnReason}, ${row.closedAt}, ${row.standing})
    on conflict (home, id) do update set moment_id = excluded.moment_id, owner_id = excluded.owner_id, owner_name = excluded.owner_name, cause_id = excluded.cause_id,
      first_act_at = excluded.first_act_at, first_act = excluded.first_act, resolved_at = excluded.resolved_at, resolution = excluded.resolution, answers = excluded.answers,
      reopened_count = excluded.reopened_count, reopened_at = excluded.reopened_at, churn_reason = excluded.churn_reason, closed_at = excluded.closed_at, standing = excluded.standing`)
}

/** The complaint, held until the transaction ends. */
export function lockComplaint({ db, workspace }: TxScope, id: string): Promise<ComplaintRow | undefined> {
  return db.maybe<ComplaintRow>(
    sql`select ${columns} from complaint where home = ${homeOf(workspace, id)} and id = ${id}::uuid for update`,
  )
}

export function findComplaint({ db, workspace }: TxScope, id: string): Promise<ComplaintRow | undefined> {
  return db.maybe<ComplaintRow>(
    sql`select ${columns} from complaint where home = ${homeOf(workspace, id)} and id = ${id}::uuid`,
  )
}

export type ComplaintFilter = {
  readonly standings?: readonly ComplaintStanding[] | undefined
  /** Null for those that nobody owns. */
  readonly ownerId?: string | null | undefined
  readonly causeIds?: readonly string[] | undefined
  readonly customerIds?: readonly CustomerId[] | undefined
  readonly isReopened?: boolean | undefined
  readonly since?: Date | undefined
}

export type ComplaintPlace = { readonly at: Date; readonly id: string }

/** Complaints, the newest first, after a place. */
export function listComplaints(
  { db, homes }: TxScope,
  { standings, ownerId, causeIds, customerIds, isReopened, since }: ComplaintFilter,
  { limit, after }: { limit: number; after?: ComplaintPlace | undefined },
): Promise<ComplaintRow[]> {
  return db.many<ComplaintRow>(sql`
    select ${columns} from complaint where home = any(${homes}::bigint[])
      ${standings ? sql`and standing = any(${standings}::text[])` : sql``}
      ${ownerId === undefined ? sql`` : ownerId === null ? sql`and owner_id is null` : sql`and owner_id = ${ownerId}::uuid`}
      ${causeIds ? sql`and cause_id = any(${causeIds}::text[])` : sql``}
      ${customerIds ? sql`and customer_id = any(${customerIds}::uuid[])` : sql``}
      ${isReopened ? sql`and reopened_count > 0` : sql``}
      ${since ? sql`and opened_at >= ${since}` : sql``}
      ${after ? sql`and (opened_at, id) < (${after.at}::timestamptz, ${after.id}::uuid)` : sql``}
    order by opened_at desc, id desc limit ${limit}`)
}

/** Those of the moments that are in the register already. */
export async function listKnownMoments(
  { db, homes }: TxScope,
  ids: readonly MomentId[],
): Promise<Set<MomentId>> {
  const rows = await db.many<{ momentId: MomentId }>(
    sql`select moment_id from complaint_moment where home = any(${homes}::bigint[]) and moment_id = any(${ids}::uuid[])`,
  )
  return new Set(rows.map(({ momentId }) => momentId))
}

/** Answers whether the moment is new to the register. */
export async function insertMoment(
  { db }: TxScope,
  { home, id }: Pick<ComplaintRow, 'home' | 'id'>,
  momentId: MomentId,
): Promise<void> {
  await db.run(sql`
    insert into complaint_moment (home, moment_id, complaint_id) values (${home}, ${momentId}, ${id})
    on conflict (home, moment_id) do nothing`)
}

export type StoryLine = {
  readonly at: Date
  readonly what: string
  readonly words: string | null
  readonly byName: string | null
}

export async function insertLine(
  { db }: TxScope,
  { home, id }: Pick<ComplaintRow, 'home' | 'id'>,
  lineId: string,
  line: StoryLine,
): Promise<void> {
  await db.run(sql`
    insert into complaint_story (home, complaint_id, id, at, what, words, by_name)
    values (${home}, ${id}, ${lineId}::uuid, ${line.at}, ${line.what}, ${line.words}, ${line.byName})
    on conflict (home, complaint_id, id) do nothing`)
}

/** The story of a complaint, oldest first. */
export function listStory(
  { db }: TxScope,
  { home, id }: Pick<ComplaintRow, 'home' | 'id'>,
): Promise<StoryLine[]> {
  return db.many<StoryLine>(sql`
    select at, what, words, by_name from complaint_story where home = ${home} and complaint_id = ${id} order by at, id limit 200`)
}

export async function deleteComplaintsOf(
  { db }: TxScope,
  home: Home,
  ids: readonly CustomerId[],
): Promise<void> {
  await db.run(sql`delete from complaint where home = ${home} and customer_id = any(${ids}::uuid[])`)
}
