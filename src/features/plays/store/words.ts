/** SQL of words: anecdotes and how often each was told, voices, macros, the library. */
import type { CustomerId } from '#kit/id.ts'
import { sql } from '#platform/database.ts'
import type { TxScope } from '#platform/scope.ts'
import type { AnecdoteFields, LibraryFields, MacroFields, VoiceFields } from '../contract.ts'
import { bookOf } from './ledger.ts'

export type StoredAnecdote = AnecdoteFields & {
  readonly id: string
  readonly memberId: string
  readonly memberName: string
  readonly topics: readonly string[]
  readonly madeAt: Date
  readonly changedAt: Date
}

const anecdoteColumns = sql.raw(
  'id, member_id, member_name, fact, product, verdict, words, topics, is_shared, made_at, changed_at',
)

export function upsertAnecdote({ db, workspace }: TxScope, one: StoredAnecdote): Promise<number> {
  return db.run(sql`
    insert into anecdote (home, ${anecdoteColumns})
    values (${bookOf(workspace)}, ${one.id}, ${one.memberId}, ${one.memberName}, ${one.fact}, ${one.product}, ${one.verdict}, ${one.words}, ${one.topics}::text[], ${one.isShared}, ${one.madeAt}, ${one.changedAt})
    on conflict (home, id) do update set fact = excluded.fact, product = excluded.product, verdict = excluded.verdict, words = excluded.words, topics = excluded.topics,
      is_shared = excluded.is_shared, changed_at = excluded.changed_at`)
}

export function findAnecdote({ db, workspace }: TxScope, id: string): Promise<StoredAnecdote | undefined> {
  return db.maybe<StoredAnecdote>(
    sql`select ${anecdoteColumns} from anecdote where home = ${bookOf(workspace)} and id = ${id}`,
  )
}

/** Her own, and where asked what colleagues share; the newest first. */
export function listAnecdotes(
  { db, workspace }: TxScope,
  { memberId, withShared }: { memberId: string; withShared: boolean },
): Promise<StoredAnecdote[]> {
  return db.many<StoredAnecdote>(sql`
    select ${anecdoteColumns} from anecdote
    where home = ${bookOf(workspace)} and (member_id = ${memberId} ${withShared ? sql`or is_shared` : sql``})
    order by made_at desc, id desc limit 500`)
}

export function deleteAnecdote({ db, workspace }: TxScope, id: string): Promise<number> {
  return db.run(sql`delete from anecdote where home = ${bookOf(workspace)} and id = ${id}`)
}

export type Telling = { readonly anecdoteId: string; readonly told: number; readonly lastAt: Date }

/** How often each was told since an instant of its own, in replies that went out. */
export async function listTellings(
  { db, homes }: TxScope,
  anecdotes: readonly { readonly id: string; readonly changedAt: Date }[],
): Promise<Telling[]> {
  if (anecdotes.length === 0) return []
  return db.many<Telling>(sql`
    select a.anecdote_id, (count(*) filter (where a.at >= k.since))::int as told, max(a.at) as last_at
    from unnest(${anecdotes.map(({ id }) => id)}::uuid[], ${anecdotes.map(({ changedAt }) => changedAt.toISOString())}::timestamptz[]) k (id, since)
    join small_act a on a.anecdote_id = k.id
    where a.home = any(${homes}::bigint[]) and a.state = 'done' group by a.anecdote_id`)
}

/** Which anecdotes a customer has heard already. */
export async function listHeard(
  { db, homes }: TxScope,
  customerIds: readonly CustomerId[],
): Promise<Set<string>> {
  const rows = await db.many<{ anecdoteId: string }>(sql`
    select distinct anecdote_id from small_act
    where home = any(${homes}::bigint[]) and customer_id = any(${customerIds}::uuid[]) and anecdote_id is not null and state <> 'undone' limit 500`)
  return new Set(rows.map(({ anecdoteId }) => anecdoteId))
}

export function findVoice({ db, workspace }: TxScope, memberId: string): Promise<VoiceFields | undefined> {
  return db.maybe<VoiceFields>(
    sql`select greeting, sign_off, avoid from agent_voice where home = ${bookOf(workspace)} and member_id = ${memberId}`,
  )
}

export function setVoice(
  { db, workspace, now }: TxScope,
  memberId: string,
  voice: VoiceFields,
): Promise<number> {
  return db.run(sql`
    insert into agent_voice (home, member_id, greeting, sign_off, avoid, changed_at)
    values (${bookOf(workspace)}, ${memberId}, ${voice.greeting}, ${voice.signOff}, ${voice.avoid}::text[], ${now})
    on conflict (home, member_id) do update set greeting = excluded.greeting, sign_off = excluded.sign_off, avoid = excluded.avoid, changed_at = excluded.changed_at`)
}

export type StoredMacro = MacroFields & {
  readonly id: string
  readonly changedAt: Date
  readonly changedBy: string
}

const macroColumns = sql.raw('id, name, kinds, template, changed_at, changed_by')

export function listMacros({ db, workspace }: TxScope): Promise<StoredMacro[]> {
  return db.many<StoredMacro>(
    sql`select ${macroColumns} from macro where home = ${bookOf(workspace)} order by name, id limit 500`,
  )
}

export function findMacro({ db, workspace }: TxScope, id: string): Promise<StoredMacro | undefined> {
  return db.maybe<StoredMacro>(
    sql`select ${macroColumns} from macro where home = ${bookOf(workspace)} and id = ${id}`,
  )
}

export function upsertMacro({ db, workspace }: TxScope, macro: StoredMacro): Promise<number> {
  return db.run(sql`
    insert into macro (home, ${macroColumns})
    values (${bookOf(workspace)}, ${macro.id}, ${macro.name}, ${macro.kinds}::text[], ${macro.template}, ${macro.changedAt}, ${macro.changedBy})
    on conflict (home, id) do update set name = excluded.name, kinds = excluded.kinds, template = excluded.template, changed_at = excluded.changed_at, changed_by = excluded.changed_by`)
}

export function deleteMacro({ db, workspace }: TxScope, id: string): Promise<number> {
  return db.run(sql`delete from macro where home = ${bookOf(workspace)} and id = ${id}`)
}

export type StoredItem = LibraryFields & {
  readonly id: string
  readonly changedAt: Date
  readonly changedBy: string
}

const itemColumns = sql.raw(
  'id, title, sort, url, words, products, kinds, is_upsell, form_words, changed_at, changed_by',
)

export function listItems({ db, workspace }: TxScope): Promise<StoredItem[]> {
  return db.many<StoredItem>(
    sql`select ${itemColumns} from library_item where home = ${bookOf(workspace)} order by title, id limit 500`,
  )
}

export function upsertItem({ db, workspace }: TxScope, item: StoredItem): Promise<number> {
  return db.run(sql`
    insert into library_item (home, ${itemColumns})
    values (${bookOf(workspace)}, ${item.id}, ${item.title}, ${item.sort}, ${item.url}, ${item.words}, ${item.products}::text[], ${item.kinds}::text[], ${item.isUpsell}, ${item.formWords}::text[], ${item.changedAt}, ${item.changedBy})
    on conflict (home, id) do update set title = excluded.title, sort = excluded.sort, url = excluded.url, words = excluded.words, products = excluded.products, kinds = excluded.kinds,
      is_upsell = excluded.is_upsell, form_words = excluded.form_words, changed_at = excluded.changed_at, changed_by = excluded.changed_by`)
}

export function deleteItem({ db, workspace }: TxScope, id: string): Promise<number> {
  return db.run(sql`delete from library_item where home = ${bookOf(workspace)} and id = ${id}`)
}
