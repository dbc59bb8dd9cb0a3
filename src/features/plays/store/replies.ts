/** SQL of replies on their way and of the acts that go with them; and the one look at which the outbox has to see to. */
import {
  homeOf,
  type ActId,
  type AskId,
  type ConversationId,
  type CustomerId,
  type Home,
  type MomentId,
  type ReplyId,
} from '#kit/id.ts'
import { sql, type Database } from '#platform/database.ts'
import type { TxScope } from '#platform/scope.ts'
import type { ActKind, ActState } from '../contract.ts'

/** `preparing`: its money is not settled yet; it was never seen as sent. */
export type StoredState = 'preparing' | 'held' | 'sending' | 'sent' | 'unsure' | 'failed' | 'undone'

export type StoredReply = {
  readonly id: ReplyId
  readonly customerId: CustomerId
  readonly momentId: MomentId
  readonly conversationId: ConversationId | null
  readonly channel: string
  readonly address: string
  readonly subject: string | null
  readonly inReplyTo: string | null
  readonly text: string
  readonly state: StoredState
  readonly heldUntil: Date
  readonly nextTryAt: Date | null
  readonly tries: number
  readonly handedAt: Date | null
  readonly problem: string | null
  readonly externalId: string | null
  readonly byId: string
  readonly byName: string
  readonly at: Date
  readonly sentAt: Date | null
  readonly isDone: boolean
  readonly isPersonal: boolean
  readonly fromScratch: boolean
  readonly macroId: string | null
  readonly secondsSpent: number | null
  /** Set while nothing goes out and this was about to. */
  readonly keptBackAt: Date | null
}

export type StoredAct = {
  readonly id: ActId
  readonly replyId: ReplyId
  readonly position: number
  readonly customerId: CustomerId
  readonly momentId: MomentId
  readonly playId: string | null
  readonly kind: ActKind
  readonly title: string
  readonly words: string | null
  readonly reason: string | null
  readonly amountMinor: number | null
  readonly currency: string | null
  readonly typedWhen: string | null
  readonly ownerId: string | null
  readonly anecdoteId: string | null
  readonly educationId: string | null
  readonly askId: AskId | null
  readonly approvedBy: string | null
  readonly state: ActState
  readonly handedAt: Date | null
  readonly problem: string | null
  readonly code: string | null
  readonly externalId: string | null
  readonly promiseId: string | null
  readonly byId: string
  readonly byName: string
  readonly at: Date
  readonly doneAt: Date | null
}

const replyColumns = sql.raw(
  'id, customer_id, moment_id, conversation_id, channel, address, subject, in_reply_to, text, state, held_until, next_try_at, tries, handed_at, problem, external_id, by_id, by_name, at, sent_at, is_done, is_personal, from_scratch, macro_id, seconds_spent, kept_back_at',
)
const actColumns = sql.raw(
  'id, reply_id, position, customer_id, moment_id, play_id, kind, title, words, reason, amount_minor, currency, typed_when, owner_id, anecdote_id, education_id, ask_id, approved_by, state, handed_at, problem, code, external_id, promise_id, by_id, by_name, at, done_at',
)

/** Writes a reply with its acts. Answers false where it is there already. */
export async function insertReply(
  { db, workspace }: TxScope,
  reply: StoredReply,
  acts: readonly StoredAct[],
): Promise<boolean> {
  const home = homeOf(workspace, reply.id)
  const made = await db.run(sql`
    insert into reply (home, ${replyColumns})
    values (${home}, ${reply.id}, ${reply.customerId}, ${reply.momentId}, ${reply.conversationId}, ${reply.channel}, ${reply.address}, ${reply.subject}, ${reply.inReplyTo}, ${reply.text},
      ${reply.state}, ${reply.heldUntil}, ${reply.nextTryAt}, ${reply.tries}, ${reply.handedAt}, ${reply.problem}, ${reply.externalId}, ${reply.byId}, ${reply.byName}, ${reply.at}, ${reply.sentAt},
      ${reply.isDone}, ${reply.isPersonal}, ${reply.fromScratch}, ${reply.macroId}, ${reply.secondsSpent}, ${reply.keptBackAt})
    on conflict (home, id) do nothing`)
  if (made === 0) return false
  for (const act of acts)
    await db.run(sql`
      insert into small_act (home, ${actColumns})
      values (${home}, ${act.id}, ${act.replyId}, ${act.position}, ${act.customerId}, ${act.momentId}, ${act.playId}, ${act.kind}, ${act.title}, ${act.words}, ${act.reason}, ${act.amountMinor},
        ${act.currency}, ${act.typedWhen}, ${act.ownerId}, ${act.anecdoteId}, ${act.educationId}, ${act.askId}, ${act.approvedBy}, ${act.state}, ${act.handedAt}, ${act.problem}, ${act.code},
        ${act.externalId}, ${act.promiseId}, ${act.byId}, ${act.byName}, ${act.at}, ${act.doneAt})`)
  return true
}

export function findReply({ db, workspace }: TxScope, id: ReplyId): Promise<StoredReply | undefined> {
  return db.maybe<StoredReply>(
    sql`select ${replyColumns} from reply where home = ${homeOf(workspace, id)} and id = ${id}`,
  )
}

/** The reply, held until the transaction ends. */
export function lockReply({ db, workspace }: TxScope, id: ReplyId): Promise<StoredReply | undefined> {
  return db.maybe<StoredReply>(
    sql`select ${replyColumns} from reply where home = ${homeOf(workspace, id)} and id = ${id} for update`,
  )
}

/** Writes what became of a reply. */
export function setReply({ db, workspace }: TxScope, reply: StoredReply): Promise<number> {
  return db.run(sql`
    update reply set state = ${reply.state}, text = ${reply.text}, held_until = ${reply.heldUntil}, next_try_at = ${reply.nextTryAt}, tries = ${reply.tries}, handed_at = ${reply.handedAt},
      problem = ${reply.problem}, external_id = ${reply.externalId}, sent_at = ${reply.sentAt}, is_done = ${reply.isDone},
      kept_back_at = ${reply.keptBackAt}
    where home = ${homeOf(workspace, reply.id)} and id = ${reply.id}`)
}

/** Writes what became of an act. */
export function setAct({ db, workspace }: TxScope, act: StoredAct): Promise<number> {
  return db.run(sql`
    update small_act set state = ${act.state}, handed_at = ${act.handedAt}, problem = ${act.problem}, external_id = ${act.externalId}, promise_id = ${act.promiseId}, done_at = ${act.doneAt}
    where home = ${homeOf(workspace, act.id)} and id = ${act.id}`)
}

/** The acts of replies, in the order they were added. */
export function listActsOf({ db, workspace }: TxScope, replyIds: readonly ReplyId[]): Promise<StoredAct[]> {
  if (replyIds.length === 0) return Promise.resolve([])
  const homes = [...new Set(replyIds.map((id) => homeOf(workspace, id)))]
  return db.many<StoredAct>(sql`
    select ${actColumns} from small_act where home = any(${homes}::bigint[]) and reply_id = any(${replyIds}::uuid[]) order by reply_id, position`)
}

export type ReplyFilter = {
  readonly momentId?: MomentId | undefined
  readonly customerIds?: readonly CustomerId[] | undefined
  readonly of: 'all' | 'stuck' | 'held'
}

/** Replies, newest first; those whose money is not settled are left out. */
export function listReplies(
  { db, homes }: TxScope,
  { momentId, customerIds, of }: ReplyFilter,
  limit: number,
): Promise<StoredReply[]> {
  return db.many<StoredReply>(sql`
    select ${replyColumns} from reply where home = any(${homes}::bigint[])
      ${momentId === undefined ? sql`` : sql`and moment_id = ${momentId}`}
      ${customerIds === undefined ? sql`` : sql`and customer_id = any(${customerIds}::uuid[])`}
      ${of === 'stuck' ? sql`and state in ('failed', 'unsure')` : of === 'held' ? sql`and state = 'held'` : sql`and state <> 'preparing'`}
    order by at desc, id desc limit ${limit}`)
}

/** Acts that stand, since an instant: whose customers were touched. At most `limit`, newest first. */
export function listTouched(
  { db, homes }: TxScope,
  since: Date,
  limit: number,
): Promise<{ customerId: CustomerId; kind: ActKind }[]> {
  return db.many(sql`
    select customer_id, kind from small_act where home = any(${homes}::bigint[]) and at >= ${since} and state = 'done'
    order by at desc, id desc limit ${limit}`)
}

/** Reasons and words behind rows of the ledger, by act. */
export function listReasons(
  { db, homes }: TxScope,
  actIds: readonly ActId[],
): Promise<{ id: ActId; reason: string | null; words: string | null }[]> {
  if (actIds.length === 0) return Promise.resolve([])
  return db.many(
    sql`select id, reason, words from small_act where home = any(${homes}::bigint[]) and id = any(${actIds}::uuid[])`,
  )
}

/** How many replies the switch keeps in, and since when the first. */
export function countKeptBack({ db, homes }: TxScope): Promise<{ count: number; oldestAt: Date | null }> {
  return db.one(sql`
    select count(*)::int as count, min(kept_back_at) as oldest_at from reply where home = any(${homes}::bigint[]) and kept_back_at is not null`)
}

/** All of one home that were kept in are due now. */
export function sendKeptBack({ db, now }: TxScope, home: Home): Promise<number> {
  return db.run(sql`
    update reply set kept_back_at = null, next_try_at = ${now} where home = ${home} and kept_back_at is not null`)
}

/**
 * None of one home that was kept in goes out. What had no effect yet is taken back, and the outbox gives its money back; what may be out, or has
 * given something already, waits for a person.
 */
export async function dropKeptBack({ db, now }: TxScope, home: Home, problem: string): Promise<void> {
  await db.run(sql`
    update reply r set state = 'undone', kept_back_at = null, next_try_at = ${now}, problem = ${problem}
    where r.home = ${home} and r.kept_back_at is not null and r.state in ('held', 'sending') and r.handed_at is null
      and not exists (select 1 from small_act a where a.home = ${home} and a.reply_id = r.id and a.state in ('doing', 'done', 'unsure'))`)
  await db.run(sql`
    update reply set kept_back_at = null, next_try_at = null, problem = ${problem},
      state = case when state = 'unsure' or handed_at is not null then 'unsure' else 'failed' end
    where home = ${home} and kept_back_at is not null`)
}

export type DueReply = { readonly home: Home; readonly id: ReplyId; readonly nextTryAt: Date }

/** The replies the outbox sees to next, the earliest first, those that lie ahead included. Looks over all homes, without a lock. */
export function scanDueReplies(db: Database, limit: number): Promise<DueReply[]> {
  return db.scan((db) =>
    db.many<DueReply>(sql`/* fan-out: replies due next in all homes */
      select home, id, next_try_at from reply where next_try_at is not null order by next_try_at, home, id limit ${limit}`),
  )
}

/** How much of what was sent is the agents' own, since an instant, with the median seconds it took: for the team, never by person. */
export function countPersonal(
  { db, homes }: TxScope,
  since: Date,
): Promise<{
  sent: number
  personal: number
  people: number
  timed: number
  personalSeconds: number | null
  plainSeconds: number | null
}> {
  return db.one(sql`
    select count(*) as sent, count(*) filter (where is_personal) as personal, count(distinct by_id) as people, count(seconds_spent) as timed,
      percentile_cont(0.5) within group (order by seconds_spent) filter (where is_personal)::float8 as personal_seconds,
      percentile_cont(0.5) within group (order by seconds_spent) filter (where not is_personal)::float8 as plain_seconds
    from reply where home = any(${homes}::bigint[]) and at >= ${since} and state = 'sent' and text <> ''`)
}

/** Forgets replies and acts of customers of one home. */
export async function deleteRepliesOf(
  { db }: TxScope,
  home: Home,
  customerIds: readonly CustomerId[],
): Promise<void> {
  await db.run(sql`delete from reply where home = ${home} and customer_id = any(${customerIds}::uuid[])`)
}

/** Forgets a reply that never was held. */
export function deleteUndone({ db, workspace }: TxScope, id: ReplyId): Promise<number> {
  return db.run(
    sql`delete from reply where home = ${homeOf(workspace, id)} and id = ${id} and state = 'undone'`,
  )
}
