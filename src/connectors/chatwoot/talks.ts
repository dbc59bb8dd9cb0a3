/** All SQL about what was told of conversations in Chatwoot. Sole writer of its table. */
import type { CustomerId, Home } from '#kit/id.ts'
import { idArray, sql } from '#platform/database.ts'
import type { TxScope } from '#platform/scope.ts'
import type { ToldStatus } from './wishes.ts'

export type TalkRow = {
  readonly home: Home
  readonly accountId: string
  readonly conversation: number
  readonly customerId: CustomerId
  readonly dueAt: Date
  readonly tries: number
  readonly toldStatus: ToldStatus['status']
  readonly toldUntil: Date | null
}

/** Has conversations of one home looked at, at `dueAt`; one that waits already is looked at then, too. */
export async function setDue(
  { db }: TxScope,
  home: Home,
  talks: readonly Pick<TalkRow, 'accountId' | 'conversation' | 'customerId'>[],
  dueAt: Date,
): Promise<void> {
  if (talks.length === 0) return
  await db.run(sql`
    insert into chatwoot_talk (home, account_id, conversation, customer_id, due_at)
    select ${home}::bigint, t.account_id, t.conversation, t.customer_id, ${dueAt}::timestamptz
    from unnest(${idArray(talks.map(({ accountId }) => accountId))}::uuid[], ${talks.map(({ conversation }) => conversation)}::bigint[],
      ${idArray(talks.map(({ customerId }) => customerId))}::uuid[]) t (account_id, conversation, customer_id)
    on conflict (home, account_id, conversation) do update set customer_id = excluded.customer_id, due_at = excluded.due_at, tries = 0`)
}

/** Conversations that are due, the longest first. */
export function listDue({ db, homes, now }: TxScope, limit: number): Promise<TalkRow[]> {
  return db.many<TalkRow>(sql`
    select home, account_id, conversation, customer_id, due_at, tries, told_status, told_until from chatwoot_talk
    where home = any(${homes}::bigint[]) and due_at <= ${now} order by due_at limit ${limit}`)
}

/** Nobody else takes it until then; false where somebody has, or it was put off meanwhile. */
export async function claimTalk({ db }: TxScope, row: TalkRow, until: Date): Promise<boolean> {
  const claimed = await db.run(sql`
    update chatwoot_talk set due_at = ${until}
    where home = ${row.home} and account_id = ${row.accountId} and conversation = ${row.conversation} and due_at = ${row.dueAt}`)
  return claimed === 1
}

/** What was told; nothing is due any more, unless something changed since the claim. */
export function setTold(
  { db, now }: TxScope,
  { home, accountId, conversation }: TalkRow,
  { status, until }: ToldStatus,
  claimedUntil: Date,
): Promise<number> {
  return db.run(sql`
    update chatwoot_talk set told_status = ${status}, told_until = ${until}, told_at = ${now}, tries = 0, problem = null,
      due_at = case when due_at = ${claimedUntil} then null else due_at end
    where home = ${home} and account_id = ${accountId} and conversation = ${conversation}`)
}

/** It was not told: why, and when it is tried again; never, where that is null. */
export function setUntold(
  { db }: TxScope,
  { home, accountId, conversation }: TalkRow,
  { problem, againAt }: { problem: string; againAt: Date | null },
): Promise<number> {
  return db.run(sql`
    update chatwoot_talk set problem = ${problem}, tries = tries + 1, due_at = ${againAt}
    where home = ${home} and account_id = ${accountId} and conversation = ${conversation}`)
}

/** Conversations that wait to be told after a failure, by account; at most 1,000 are counted. */
export function countUntold({ db, homes }: TxScope): Promise<{ accountId: string; count: number }[]> {
  return db.many(sql`
    select account_id, count(*)::int as count from (
      select account_id from chatwoot_talk where home = any(${homes}::bigint[]) and due_at is not null and tries > 0 limit 1000) few
    group by account_id limit 20`)
}

export function deleteTalksOf({ db }: TxScope, home: Home, ids: readonly CustomerId[]): Promise<number> {
  return db.run(
    sql`delete from chatwoot_talk where home = ${home} and customer_id = any(${idArray(ids)}::uuid[])`,
  )
}
