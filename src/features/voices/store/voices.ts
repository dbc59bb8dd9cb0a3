/** SQL of voices: one row for each thing a customer said, its words excepted, and of thanks by name. */
import {
  homeOf,
  type ConversationId,
  type CustomerId,
  type EntryId,
  type Home,
  type MemberId,
} from '#kit/id.ts'
import { sql } from '#platform/database.ts'
import type { TxScope } from '#platform/scope.ts'
import { MOST_OPEN, type VoiceSource } from '../contract.ts'

export type VoiceRecord = {
  readonly home: Home
  readonly id: EntryId
  readonly at: Date
  readonly customerId: CustomerId
  readonly conversationId: ConversationId | null
  readonly source: VoiceSource
  readonly feeling: -1 | 0 | 1
  readonly product: string | null
  readonly channel: string | null
  readonly segment: string | null
  readonly touchpoint: string | null
  readonly isIdea: boolean
  readonly closedAt: Date | null
  readonly closedHow: 'replied' | 'nothing_needed' | null
  readonly closedBy: string | null
}
export type NewVoice = Omit<VoiceRecord, 'closedAt' | 'closedHow' | 'closedBy'>

export type ShoutOut = {
  readonly home: Home
  readonly voiceId: EntryId
  readonly memberId: MemberId
  readonly at: Date
  readonly customerId: CustomerId
  readonly spanStart: number
  readonly spanEnd: number
  readonly sharedAt: Date | null
}

const columns = sql.raw(
  'home, id, at, customer_id, conversation_id, source, feeling, product, channel, segment, touchpoint, is_idea, closed_at, closed_how, closed_by',
)

/** Writes voices of one home. Returns the ids of those that were not there. */
export async function insertVoices(
  { db }: TxScope,
  home: Home,
  rows: readonly NewVoice[],
): Promise<Set<string>> {
  const column = <T>(of: (row: NewVoice) => T) => rows.map(of)
  const written = await db.many<{ id: string }>(sql`
    insert into voice (home, id, at, customer_id, conversation_id, source, feeling, product, channel, segment, touchpoint, is_idea)
    select ${home}::bigint, r.* from unnest(${column((row) => row.id)}::uuid[], ${column((row) => row.at.toISOString())}::timestamptz[], ${column((row) => row.customerId)}::uuid[],
      ${column((row) => row.conversationId)}::uuid[], ${column((row) => row.source)}::text[], ${column((row) => row.feeling)}::smallint[], ${column((row) => row.product)}::text[],
      ${column((row) => row.channel)}::text[], ${column((row) => row.segment)}::text[], ${column((row) => row.touchpoint)}::text[],
      ${column((row) => row.isIdea)}::boolean[]) r
    on conflict (home, id) do nothing returning id`)
  return new Set(written.map(({ id }) => id))
}

/** The voices of these ids in one home. */
export function findVoices({ db }: TxScope, home: Home, ids: readonly string[]): Promise<VoiceRecord[]> {
  return db.many<VoiceRecord>(
    sql`select ${columns} from voice where home = ${home} and id = any(${ids}::uuid[])`,
  )
}

/** What a customer said, newest first. */
export function listOfCustomer(
  { db, workspace }: TxScope,
  customerId: CustomerId,
  limit: number,
): Promise<VoiceRecord[]> {
  return db.many<VoiceRecord>(sql`
    select ${columns} from voice where home = ${homeOf(workspace, customerId)} and customer_id = ${customerId}
    order by at desc, id desc limit ${limit}`)
}

/** Negative reviews and posts that nobody answered, newest first. */
export function listOpenNegatives({ db, homes }: TxScope, limit: number): Promise<VoiceRecord[]> {
  return db.many<VoiceRecord>(sql`
    select ${columns} from voice
    where home = any(${homes}::bigint[]) and feeling = -1 and closed_at is null and source in ('review', 'community') order by at desc, id desc limit ${limit}`)
}

export async function countOpenNegatives({ db, homes }: TxScope): Promise<number> {
  const found = await db.one<{ count: number }>(sql`
    select count(*)::int as count from (
      select home from voice where home = any(${homes}::bigint[]) and feeling = -1 and closed_at is null and source in ('review', 'community') limit ${MOST_OPEN}) open`)
  return found?.count ?? 0
}

/** Says anew which voices of one home are ideas. */
export function setIdeas(
  { db }: TxScope,
  home: Home,
  rows: readonly { readonly id: string; readonly isIdea: boolean }[],
): Promise<number> {
  return db.run(sql`
    update voice v set is_idea = r.is_idea from unnest(${rows.map(({ id }) => id)}::uuid[], ${rows.map(({ isIdea }) => isIdea)}::boolean[]) r(id, is_idea)
    where v.home = ${home} and v.id = r.id and v.is_idea <> r.is_idea`)
}

/** Closes one; again changes nothing. */
export function setClosed(
  { db, now }: TxScope,
  home: Home,
  id: string,
  { how, by }: { how: 'replied' | 'nothing_needed'; by: string },
): Promise<number> {
  return db.run(sql`
    update voice set closed_at = ${now}, closed_how = ${how}, closed_by = ${by} where home = ${home} and id = ${id}::uuid and closed_at is null`)
}

export function setReopened({ db }: TxScope, home: Home, id: string): Promise<number> {
  return db.run(
    sql`update voice set closed_at = null, closed_how = null, closed_by = null where home = ${home} and id = ${id}::uuid`,
  )
}

/** Closes what was said in a conversation before it was answered. */
export function setAnswered(
  { db }: TxScope,
  home: Home,
  { conversationId, at, by }: { conversationId: ConversationId; at: Date; by: string },
): Promise<number> {
  return db.run(sql`
    update voice set closed_at = ${at}, closed_how = 'replied', closed_by = ${by}
    where home = ${home} and conversation_id = ${conversationId} and at <= ${at} and closed_at is null`)
}

export async function insertShoutOuts(
  { db }: TxScope,
  home: Home,
  rows: readonly Omit<ShoutOut, 'home' | 'sharedAt'>[],
): Promise<void> {
  if (rows.length === 0) return
  type Row = (typeof rows)[number]
  const column = <T>(of: (row: Row) => T) => rows.map(of)
  await db.run(sql`
    insert into shout_out (home, voice_id, member_id, at, customer_id, span_start, span_end)
    select ${home}::bigint, r.* from unnest(${column((row) => row.voiceId)}::uuid[], ${column((row) => row.memberId)}::uuid[], ${column((row) => row.at.toISOString())}::timestamptz[],
      ${column((row) => row.customerId)}::uuid[], ${column((row) => row.spanStart)}::int[], ${column((row) => row.spanEnd)}::int[]) r
    on conflict (home, voice_id, member_id) do nothing`)
}

/** Thanks that this member may read: her own, and those that others shared. Newest first. */
export function listShoutOuts(
  { db, homes }: TxScope,
  memberId: string | null,
  limit: number,
): Promise<ShoutOut[]> {
  return db.many<ShoutOut>(sql`
    select home, voice_id, member_id, at, customer_id, span_start, span_end, shared_at from shout_out
    where home = any(${homes}::bigint[]) and hidden_at is null and (shared_at is not null or member_id = ${memberId}::uuid)
    order by at desc limit ${limit}`)
}

export async function countShoutOuts({ db, homes }: TxScope, since: Date): Promise<number> {
  const found = await db.one<{ count: number }>(
    sql`select count(*)::int as count from shout_out where home = any(${homes}::bigint[]) and hidden_at is null and at >= ${since}`,
  )
  return found?.count ?? 0
}

/** Only the one who was thanked decides. */
export function setShared(
  { db, now }: TxScope,
  home: Home,
  { voiceId, memberId, isShared }: { voiceId: string; memberId: string; isShared: boolean },
): Promise<number> {
  return db.run(sql`
    update shout_out set shared_at = ${isShared ? now : null}::timestamptz where home = ${home} and voice_id = ${voiceId}::uuid and member_id = ${memberId}::uuid`)
}

/** Forgets what these customers said. */
export async function deleteVoicesOf(
  { db }: TxScope,
  home: Home,
  customers: readonly CustomerId[],
): Promise<void> {
  await db.run(sql`
    delete from voice_theme where home = ${home} and voice_id in (select id from voice where home = ${home} and customer_id = any(${customers}::uuid[]))`)
  await db.run(sql`delete from shout_out where home = ${home} and customer_id = any(${customers}::uuid[])`)
  await db.run(sql`delete from voice_put where home = ${home} and customer_id = any(${customers}::uuid[])`)
  await db.run(sql`delete from voice where home = ${home} and customer_id = any(${customers}::uuid[])`)
}
