/** SQL of the moments themselves: written as they are noticed, found one by one, their state kept in step with what is recorded of them. */
import type { ConversationId, CustomerId, EntryId, Home, MomentId } from '#kit/id.ts'
import { homeOf } from '#kit/id.ts'
import { sql } from '#platform/database.ts'
import type { TxScope } from '#platform/scope.ts'
import type { Slots } from '../catalogue/index.ts'
import type { MomentState, Valence } from '../contract.ts'
import type { StoredSign } from '../rules/shapes.ts'

/** A moment as it stands in the table. */
export type MomentRecord = {
  readonly home: Home
  readonly id: MomentId
  readonly customerId: CustomerId
  readonly conversationId: ConversationId | null
  readonly entryId: EntryId | null
  readonly entryAt: Date | null
  readonly kind: string
  readonly valence: Valence
  readonly channel: string | null
  readonly at: Date
  readonly noticedAt: Date
  readonly expiresAt: Date
  readonly expiresBecause: string
  readonly signs: readonly StoredSign[]
  readonly slots: Slots
  readonly words: string
  readonly marks: readonly { start: number; end: number }[]
  readonly state: MomentState
  readonly foldedInto: MomentId | null
  readonly assigneeId: string | null
  readonly keptUntil: Date | null
}

/** A moment as it is noticed: without what people and later moments make of it. */
export type NewMoment = Omit<
  MomentRecord,
  'home' | 'noticedAt' | 'state' | 'foldedInto' | 'assigneeId' | 'keptUntil'
> & {
  readonly thread: string | null
}

/** As much of a moment as the words are made of under which it is found. */
export type FoundByName = Pick<NewMoment, 'id' | 'customerId' | 'signs' | 'slots' | 'words'>

export const momentColumns = sql.raw(
  'home, id, customer_id, conversation_id, entry_id, entry_at, kind, valence, channel, at, noticed_at, expires_at, expires_because, signs, slots, words, marks, state, folded_into, assignee_id, kept_until',
)

/** Holds noticing in this home until the transaction ends, so that two of a thread see each other. */
export async function lockNoticing({ db }: TxScope, home: Home): Promise<void> {
  await db.run(sql`select pg_advisory_xact_lock(4680002, hashint8(${home}::bigint))`)
}

/**
 * Writes noticed moments of one home, new or seen again; what people did with them stays. Answers the ids of those that
 * are new and open, in no order.
 */
export async function upsertMoments(
  { db, now }: TxScope,
  home: Home,
  rows: readonly NewMoment[],
): Promise<MomentId[]> {
  if (rows.length === 0) return []
  const column = <T>(of: (row: NewMoment) => T) => rows.map(of)
  const written = await db.many<{ id: MomentId; isNew: boolean; state: MomentState }>(sql`
    insert into moment as m (home, id, customer_id, conversation_id, thread, entry_id, entry_at, kind, valence, channel, at, noticed_at, expires_at, expires_because, signs, slots, words, marks, state)
    select ${home}::bigint, r.id, r.customer_id, r.conversation_id, r.thread, r.entry_id, r.entry_at, r.kind, r.valence, r.channel, r.at, ${now}::timestamptz, r.expires_at, r.because, r.signs::jsonb, r.slots::jsonb, r.words, r.marks::jsonb,
      case when r.expires_at > ${now}::timestamptz then 'open' else 'expired' end
    from unnest(
      ${column((row) => row.id)}::uuid[], ${column((row) => row.customerId)}::uuid[], ${column((row) => row.conversationId)}::uuid[], ${column((row) => row.thread)}::text[],
      ${column((row) => row.entryId)}::uuid[], ${column((row) => row.entryAt?.toISOString() ?? null)}::timestamptz[], ${column((row) => row.kind)}::text[], ${column((row) => row.valence)}::text[],
      ${column((row) => row.channel)}::text[], ${column((row) => row.at.toISOString())}::timestamptz[], ${column((row) => row.expiresAt.toISOString())}::timestamptz[], ${column((row) => row.expiresBecause)}::text[],
      ${column((row) => JSON.stringify(row.signs))}::text[], ${column((row) => JSON.stringify(row.slots))}::text[], ${column((row) => row.words)}::text[], ${column((row) => JSON.stringify(row.marks))}::text[]
    ) r (id, customer_id, conversation_id, thread, entry_id, entry_at, kind, valence, channel, at, expires_at, because, signs, slots, words, marks)
    on conflict (home, id) do update set
      conversation_id = excluded.conversation_id, thread = excluded.thread, kind = excluded.kind, valence = excluded.valence, channel = excluded.channel,
      expires_at = greatest(excluded.expires_at, m.kept_until), expires_because = excluded.expires_because,
      signs = excluded.signs, slots = excluded.slots, words = excluded.words, marks = excluded.marks,
      state = case when m.state not in ('open', 'expired') then m.state
        when greatest(excluded.expires_at, m.kept_until) > ${now}::timestamptz then 'open' else 'expired' end
    returning id, (xmax = 0) as is_new, state`)
  return written.filter(({ isNew, state }) => isNew && state === 'open').map(({ id }) => id)
}

/** Replaces the words under which moments of one home are found. */
export async function setSearchWords(
  { db }: TxScope,
  home: Home,
  rows: readonly { id: MomentId; words: readonly string[] }[],
): Promise<void> {
  if (rows.length === 0) return
  const pairs = rows.flatMap(({ id, words }) => words.map((word) => ({ id, word })))
  await db.run(sql`
    with gone as (
      delete from moment_word w where w.home = ${home} and w.moment_id = any(${rows.map(({ id }) => id)}::uuid[])
        and not exists (select from unnest(${pairs.map(({ word }) => word)}::text[], ${pairs.map(({ id }) => id)}::uuid[]) k (word, id) where k.word = w.word and k.id = w.moment_id))
    insert into moment_word (home, word, moment_id)
    select ${home}::bigint, k.word, k.id from unnest(${pairs.map(({ word }) => word)}::text[], ${pairs.map(({ id }) => id)}::uuid[]) k (word, id)
    on conflict (home, word, moment_id) do nothing`)
}

/** Moments about these customers, in no order; a delay of many is found by the names of all who wait, and left out. */
export function listFoundByName(
  { db }: TxScope,
  home: Home,
  customerIds: readonly CustomerId[],
): Promise<FoundByName[]> {
  return db.many<FoundByName>(sql`
    select id, customer_id, signs, slots, words from moment
    where home = ${home} and customer_id = any(${customerIds}::uuid[]) and kind <> 'promise_delays'`)
}

/**
 * Of each thread only the latest moment stays on the table; earlier ones are folded into it, and unfolded where the later
 * one is gone. What people settled stays settled. Answers how many changed.
 */
export function foldThreads({ db, now }: TxScope, home: Home, threads: readonly string[]): Promise<number> {
  if (threads.length === 0) return Promise.resolve(0)
  return db.run(sql`
    update moment m set
      folded_into = l.latest,
      state = case when m.state in ('done', 'dismissed') then m.state when l.latest is not null then 'folded'
        when m.expires_at > ${now}::timestamptz then 'open' else 'expired' end
    from (
      select id, nullif(first_value(id) over (partition by thread order by at desc, id desc), id) as latest
      from moment where home = ${home} and thread = any(${[...new Set(threads)]}::text[])
    ) l
    where m.home = ${home} and m.id = l.id and m.folded_into is distinct from l.latest`)
}

/** Takes back what is no longer seen in these entries and nobody touched. Answers the threads and ids that were withdrawn. */
export async function deleteUnseen(
  { db }: TxScope,
  home: Home,
  entries: readonly { id: EntryId; momentId: MomentId }[],
): Promise<{ id: MomentId; thread: string | null }[]> {
  if (entries.length === 0) return []
  const gone = await db.many<{ id: MomentId; thread: string | null }>(sql`
    delete from moment m where m.home = ${home} and m.id = any(${entries.map(({ momentId }) => momentId)}::uuid[])
      and m.assignee_id is null
      and not exists (select from moment_settlement s where s.home = ${home} and s.moment_id = m.id)
      and not exists (select from moment_snooze s where s.home = ${home} and s.moment_id = m.id)
      and not exists (select from moment_act a where a.home = ${home} and a.moment_id = m.id)
    returning m.id, m.thread`)
  if (gone.length > 0)
    await db.run(
      sql`delete from moment_word where home = ${home} and moment_id = any(${gone.map(({ id }) => id)}::uuid[])`,
    )
  return gone
}

export function findMoment({ db, workspace }: TxScope, id: MomentId): Promise<MomentRecord | undefined> {
  return db.maybe<MomentRecord>(
    sql`select ${momentColumns} from moment where home = ${homeOf(workspace, id)} and id = ${id}`,
  )
}

/** The moment, held until the transaction ends. */
export function lockMoment({ db, workspace }: TxScope, id: MomentId): Promise<MomentRecord | undefined> {
  return db.maybe<MomentRecord>(
    sql`select ${momentColumns} from moment where home = ${homeOf(workspace, id)} and id = ${id} for update`,
  )
}

export function setState({ db, workspace }: TxScope, id: MomentId, state: MomentState): Promise<number> {
  return db.run(sql`update moment set state = ${state} where home = ${homeOf(workspace, id)} and id = ${id}`)
}

export function setAssignee(
  { db, workspace }: TxScope,
  id: MomentId,
  memberId: string | null,
): Promise<number> {
  return db.run(
    sql`update moment set assignee_id = ${memberId} where home = ${homeOf(workspace, id)} and id = ${id}`,
  )
}

/** Keeps a moment alive at least until then, beyond its own expiry. */
export function setKept({ db, workspace }: TxScope, id: MomentId, until: Date): Promise<number> {
  return db.run(sql`
    update moment set kept_until = ${until}, expires_at = greatest(expires_at, ${until}::timestamptz)
    where home = ${homeOf(workspace, id)} and id = ${id}`)
}

/** Settles the state of open moments of one home whose time is over, at most `limit`. Answers how many. */
export function setExpired({ db, now }: TxScope, home: Home, limit: number): Promise<number> {
  return db.run(sql`
    update moment m set state = 'expired' where m.home = ${home} and m.state = 'open' and m.id = any(array(
      select e.id from moment e where e.home = ${home} and e.state = 'open' and e.expires_at <= ${now} order by e.expires_at, e.id limit ${limit}))`)
}

/** Takes what is open or snoozed about these customers out of the queue. */
export function setExpiredOf(
  { db, now }: TxScope,
  home: Home,
  customerIds: readonly CustomerId[],
): Promise<number> {
  return db.run(sql`
    update moment set state = 'expired', expires_at = least(expires_at, ${now}::timestamptz)
    where home = ${home} and customer_id = any(${customerIds}::uuid[]) and state in ('open', 'snoozed')`)
}

/** Ends what nobody needs to ask any more: customers heard of again are not silent. */
export function setHeardAgain(
  { db, now }: TxScope,
  home: Home,
  customerIds: readonly CustomerId[],
): Promise<number> {
  if (customerIds.length === 0) return Promise.resolve(0)
  return db.run(sql`
    update moment set state = 'expired', expires_at = least(expires_at, ${now}::timestamptz)
    where home = ${home} and customer_id = any(${customerIds}::uuid[]) and kind = 'gone_silent' and state = 'open'`)
}
