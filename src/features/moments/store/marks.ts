/** SQL of what people do with a moment: settlements, snoozes, assignments, acts. */
import { homeOf, type CustomerId, type Home, type MomentId } from '#kit/id.ts'
import { sql } from '#platform/database.ts'
import type { TxScope } from '#platform/scope.ts'

export type Settlement = {
  readonly momentId: MomentId
  readonly outcome: 'done' | 'dismissed'
  readonly reason: string | null
  readonly byId: string
  readonly byName: string
  readonly at: Date
}

export type Snooze = {
  readonly momentId: MomentId
  readonly until: Date
  readonly reason: string | null
  readonly byId: string
  readonly byName: string
  readonly at: Date
}

/** Who has a moment, and who gave it. */
export type Assignment = {
  readonly momentId: MomentId
  readonly memberId: string
  readonly note: string | null
  readonly byId: string
  readonly byName: string
  readonly at: Date
}

export type Act = {
  readonly id: string
  readonly momentId: MomentId
  readonly customerId: CustomerId
  readonly kind: 'line' | 'note'
  readonly text: string
  readonly via: 'copied' | 'logged' | null
  readonly byId: string
  readonly byName: string
  readonly at: Date
  readonly landedAt: Date | null
}

export function findSettlement(
  { db, workspace }: TxScope,
  momentId: MomentId,
): Promise<Settlement | undefined> {
  return db.maybe<Settlement>(sql`
    select moment_id, outcome, reason, by_id, by_name, at from moment_settlement
    where home = ${homeOf(workspace, momentId)} and moment_id = ${momentId}`)
}

export function listSettlements(
  { db, workspace }: TxScope,
  momentIds: readonly MomentId[],
): Promise<Settlement[]> {
  if (momentIds.length === 0) return Promise.resolve([])
  const homes = [...new Set(momentIds.map((id) => homeOf(workspace, id)))]
  return db.many<Settlement>(sql`
    select moment_id, outcome, reason, by_id, by_name, at from moment_settlement where home = any(${homes}::bigint[]) and moment_id = any(${momentIds}::uuid[])`)
}

/** Writes the settlement in place of the one that stands. */
export function setSettlement(
  { db, workspace }: TxScope,
  { momentId, outcome, reason, byId, byName, at }: Settlement,
): Promise<number> {
  return db.run(sql`
    insert into moment_settlement (home, moment_id, outcome, reason, by_id, by_name, at)
    values (${homeOf(workspace, momentId)}, ${momentId}, ${outcome}, ${reason}, ${byId}, ${byName}, ${at})
    on conflict (home, moment_id) do update set outcome = excluded.outcome, reason = excluded.reason, by_id = excluded.by_id, by_name = excluded.by_name, at = excluded.at`)
}

export function findAssignment(
  { db, workspace }: TxScope,
  momentId: MomentId,
): Promise<Assignment | undefined> {
  return db.maybe<Assignment>(sql`
    select moment_id, member_id, note, by_id, by_name, at from moment_assignment
    where home = ${homeOf(workspace, momentId)} and moment_id = ${momentId}`)
}

/** Writes the assignment in place of the one that stands. */
export function setAssignment(
  { db, workspace }: TxScope,
  { momentId, memberId, note, byId, byName, at }: Assignment,
): Promise<number> {
  return db.run(sql`
    insert into moment_assignment (home, moment_id, member_id, note, by_id, by_name, at)
    values (${homeOf(workspace, momentId)}, ${momentId}, ${memberId}, ${note}, ${byId}, ${byName}, ${at})
    on conflict (home, moment_id) do update set member_id = excluded.member_id, note = excluded.note, by_id = excluded.by_id, by_name = excluded.by_name, at = excluded.at`)
}

export function deleteAssignment({ db, workspace }: TxScope, momentId: MomentId): Promise<number> {
  return db.run(
    sql`delete from moment_assignment where home = ${homeOf(workspace, momentId)} and moment_id = ${momentId}`,
  )
}

export function deleteSettlement({ db, workspace }: TxScope, momentId: MomentId): Promise<number> {
  return db.run(
    sql`delete from moment_settlement where home = ${homeOf(workspace, momentId)} and moment_id = ${momentId}`,
  )
}

/** How many moments a member has done since an instant, at most 1,000. */
export async function countDoneBy({ db, homes }: TxScope, byId: string, since: Date): Promise<number> {
  const { n } = await db.one<{ n: number }>(sql`
    select count(*) as n from (
      select 1 from moment_settlement where home = any(${homes}::bigint[]) and by_id = ${byId} and at >= ${since} and outcome = 'done' limit 1000) few`)
  return n
}

export function listSnoozes({ db, workspace }: TxScope, momentIds: readonly MomentId[]): Promise<Snooze[]> {
  if (momentIds.length === 0) return Promise.resolve([])
  const homes = [...new Set(momentIds.map((id) => homeOf(workspace, id)))]
  return db.many<Snooze>(sql`
    select moment_id, until, reason, by_id, by_name, at from moment_snooze where home = any(${homes}::bigint[]) and moment_id = any(${momentIds}::uuid[])`)
}

export function setSnooze(
  { db, workspace }: TxScope,
  { momentId, until, reason, byId, byName, at }: Snooze,
): Promise<number> {
  return db.run(sql`
    insert into moment_snooze (home, moment_id, until, reason, by_id, by_name, at)
    values (${homeOf(workspace, momentId)}, ${momentId}, ${until}, ${reason}, ${byId}, ${byName}, ${at})
    on conflict (home, moment_id) do update set until = excluded.until, reason = excluded.reason, by_id = excluded.by_id, by_name = excluded.by_name, at = excluded.at`)
}

export function deleteSnooze({ db, workspace }: TxScope, momentId: MomentId): Promise<number> {
  return db.run(
    sql`delete from moment_snooze where home = ${homeOf(workspace, momentId)} and moment_id = ${momentId}`,
  )
}

/** Snoozes of one home that are over, the earliest first. */
export async function listOverSnoozes({ db, now }: TxScope, home: Home, limit: number): Promise<MomentId[]> {
  const rows = await db.many<{ momentId: MomentId }>(sql`
    select moment_id from moment_snooze where home = ${home} and until <= ${now} order by until limit ${limit}`)
  return rows.map(({ momentId }) => momentId)
}

/** Snoozed moments of these threads that stood before `since`: activity ends a snooze. */
export async function listSnoozedInThreads(
  { db }: TxScope,
  home: Home,
  threads: readonly string[],
): Promise<{ id: MomentId; thread: string; snoozedAt: Date }[]> {
  if (threads.length === 0) return []
  return db.many(sql`
    select m.id, m.thread, s.at as snoozed_at from moment m join moment_snooze s on s.home = m.home and s.moment_id = m.id
    where m.home = ${home} and s.home = ${home} and m.thread = any(${[...new Set(threads)]}::text[]) and m.state = 'snoozed'`)
}

const actColumns = sql.raw('id, moment_id, customer_id, kind, text, via, by_id, by_name, at, landed_at')

/** What was done about a moment, oldest first. */
export function listActs({ db, workspace }: TxScope, momentId: MomentId): Promise<Act[]> {
  return db.many<Act>(sql`
    select ${actColumns} from moment_act where home = ${homeOf(workspace, momentId)} and moment_id = ${momentId} order by at, id limit 200`)
}

export function insertAct({ db, workspace }: TxScope, act: Act): Promise<number> {
  return db.run(sql`
    insert into moment_act (home, id, moment_id, customer_id, kind, text, via, by_id, by_name, at)
    values (${homeOf(workspace, act.momentId)}, ${act.id}, ${act.momentId}, ${act.customerId}, ${act.kind}, ${act.text}, ${act.via}, ${act.byId}, ${act.byName}, ${act.at})
    on conflict (home, id) do nothing`)
}

export function lockAct({ db, workspace }: TxScope, id: string): Promise<Act | undefined> {
  return db.maybe<Act>(
    sql`select ${actColumns} from moment_act where home = ${homeOf(workspace, id)} and id = ${id} for update`,
  )
}

export function deleteAct({ db, workspace }: TxScope, id: string): Promise<number> {
  return db.run(sql`delete from moment_act where home = ${homeOf(workspace, id)} and id = ${id}`)
}

/** Acts of one home done before an instant that have not landed on the timeline. */
export function listToLand({ db }: TxScope, home: Home, before: Date, limit: number): Promise<Act[]> {
  return db.many<Act>(sql`
    select ${actColumns} from moment_act where home = ${home} and landed_at is null and at <= ${before} order by at limit ${limit}`)
}

/** Marks acts of one home as landed. */
export function setLanded({ db, now }: TxScope, home: Home, ids: readonly string[]): Promise<number> {
  return db.run(
    sql`update moment_act set landed_at = ${now} where home = ${home} and id = any(${ids}::uuid[]) and landed_at is null`,
  )
}
