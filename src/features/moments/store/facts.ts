/** SQL of what is known about customers. */
import { homeOf, type CustomerId, type EntryId, type FactId, type Home } from '#kit/id.ts'
import { sql } from '#platform/database.ts'
import type { TxScope } from '#platform/scope.ts'
import type { DelicateClass } from '../contract.ts'

export type FactRecord = {
  readonly id: FactId
  readonly customerId: CustomerId
  readonly kind: string
  readonly value: string
  readonly quote: string | null
  readonly saidIn: string | null
  readonly channel: string | null
  readonly entryId: EntryId | null
  readonly at: Date
  readonly noticedAt: Date
  readonly expiresAt: Date | null
  readonly standing: 'guess' | 'confirmed' | 'forgotten'
  readonly stoodByName: string | null
  readonly sensitivity: DelicateClass | null
}

export type NewFact = Omit<FactRecord, 'noticedAt' | 'stoodByName'>

const columns = sql.raw(
  'id, customer_id, kind, value, quote, said_in, channel, entry_id, at, noticed_at, expires_at, standing, stood_by_name, sensitivity',
)

/** Writes noticed facts of one home; said again, the latest words count. What a member decided stays. */
export async function upsertFacts({ db, now }: TxScope, home: Home, rows: readonly NewFact[]): Promise<void> {
  if (rows.length === 0) return
  const column = <T>(of: (row: NewFact) => T) => rows.map(of)
  await db.run(sql`
    insert into fact as f (home, id, customer_id, kind, value, quote, said_in, channel, entry_id, at, noticed_at, expires_at, standing, sensitivity, ground, author_kind)
    select ${home}::bigint, r.id, r.customer_id, r.kind, r.value, r.quote, r.said_in, r.channel, r.entry_id, r.at, ${now}::timestamptz, r.expires_at, r.standing, r.sensitivity, case when r.sensitivity is null then 'interest' else 'consent' end, 'rule'
    from unnest(
      ${column((row) => row.id)}::uuid[], ${column((row) => row.customerId)}::uuid[], ${column((row) => row.kind)}::text[], ${column((row) => row.value)}::text[], ${column((row) => row.quote)}::text[],
      ${column((row) => row.saidIn)}::text[], ${column((row) => row.channel)}::text[], ${column((row) => row.entryId)}::uuid[], ${column((row) => row.at.toISOString())}::timestamptz[],
      ${column((row) => row.expiresAt?.toISOString() ?? null)}::timestamptz[], ${column((row) => row.standing)}::text[], ${column((row) => row.sensitivity)}::text[]
    ) r (id, customer_id, kind, value, quote, said_in, channel, entry_id, at, expires_at, standing, sensitivity)
    on conflict (home, id) do update set
      value = excluded.value, quote = excluded.quote, said_in = excluded.said_in, channel = excluded.channel, entry_id = excluded.entry_id, at = excluded.at, expires_at = excluded.expires_at, sensitivity = excluded.sensitivity, ground = excluded.ground,
      standing = case when f.stood_at is null then excluded.standing else f.standing end
    where (excluded.at, excluded.entry_id) >= (f.at, f.entry_id)`)
}

/** Takes back facts of these entries that are no longer seen in them and on which nobody has spoken. */
export function deleteUnseenFacts(
  { db }: TxScope,
  home: Home,
  entryIds: readonly EntryId[],
  seen: readonly FactId[],
): Promise<number> {
  if (entryIds.length === 0) return Promise.resolve(0)
  return db.run(sql`
    delete from fact where home = ${home} and entry_id = any(${entryIds}::uuid[]) and stood_at is null and not (id = any(${seen}::uuid[]))`)
}

/** What is known of a person (all her rows), the newest first; the forgotten are left out, the outlived too. */
export function listFacts(
  { db, workspace, now }: TxScope,
  customerIds: readonly CustomerId[],
  limit: number,
): Promise<FactRecord[]> {
  const homes = [...new Set(customerIds.map((id) => homeOf(workspace, id)))]
  return db.many<FactRecord>(sql`
    select ${columns} from fact
    where home = any(${homes}::bigint[]) and customer_id = any(${customerIds}::uuid[]) and standing <> 'forgotten' and (expires_at is null or expires_at > ${now})
    order by at desc, id desc limit ${limit}`)
}

export function findFact({ db, workspace }: TxScope, id: FactId): Promise<FactRecord | undefined> {
  return db.maybe<FactRecord>(
    sql`select ${columns} from fact where home = ${homeOf(workspace, id)} and id = ${id}`,
  )
}

/** Forgets for good what was remembered of one class. */
export async function deleteSensitiveFacts(
  { db, workspace }: TxScope,
  customerIds: readonly CustomerId[],
  about: DelicateClass,
): Promise<void> {
  for (const [home, ids] of Map.groupBy(customerIds, (id) => homeOf(workspace, id)))
    await db.run(sql`
      delete from fact where home = ${home} and customer_id = any(${ids}::uuid[]) and sensitivity = ${about}`)
}

/** A member's word on a fact; null puts it back to what the machine thought, which is a guess. */
export function setStanding(
  { db, workspace, now }: TxScope,
  id: FactId,
  standing: 'guess' | 'confirmed' | 'forgotten',
  by: { id: string; name: string },
): Promise<number> {
  return db.run(sql`
    update fact set standing = ${standing}, stood_by = ${by.id}, stood_by_name = ${by.name}, stood_at = ${now}
    where home = ${homeOf(workspace, id)} and id = ${id}`)
}

/** A fact that a member writes down. */
export function insertFact(
  { db, workspace, now }: TxScope,
  fact: NewFact,
  by: { id: string; name: string },
): Promise<number> {
  return db.run(sql`
    insert into fact (home, id, customer_id, kind, value, quote, said_in, channel, entry_id, at, noticed_at, expires_at, standing, stood_by, stood_by_name, stood_at, sensitivity, ground, author_kind)
    values (${homeOf(workspace, fact.id)}, ${fact.id}, ${fact.customerId}, ${fact.kind}, ${fact.value}, ${fact.quote}, ${fact.saidIn}, ${fact.channel}, ${fact.entryId}, ${fact.at}, ${now}, ${fact.expiresAt}, ${fact.standing}, ${by.id}, ${by.name}, ${now}, ${fact.sensitivity}, ${fact.sensitivity === null ? 'interest' : 'consent'}, 'member')`)
}
