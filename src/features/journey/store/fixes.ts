/** SQL of the fixes: chosen, ended, taken back; and the days' counts they are measured by. */
import { firstHomeOf, type MemberId } from '#kit/id.ts'
import { sql } from '#platform/database.ts'
import type { TxScope } from '#platform/scope.ts'
import type { FixStanding, IdeaStanding } from '../contract.ts'

export type StoredFix = {
  readonly id: string
  /** Null for a theme that belongs to none. */
  readonly touchpoint: string | null
  readonly theme: string | null
  readonly words: string
  readonly ideaId: string | null
  readonly ideaWas: IdeaStanding | null
  readonly ownerId: MemberId | null
  readonly byName: string
  readonly at: Date
  readonly standing: FixStanding
  /** Days, 'YYYY-MM-DD'. */
  readonly startsOn: string
  readonly endedOn: string | null
  readonly rubs: number
  readonly days: number
  readonly hopedShare: number
}

const columns = sql.raw(
  `id, touchpoint, theme, words, idea_id, idea_was, owner_id, by_name, at, standing, starts_on::text as starts_on, ended_on::text as ended_on, rubs, days, hoped_share`,
)

/** The newest first. */
export function listFixes({ db, workspace }: TxScope, limit: number): Promise<StoredFix[]> {
  return db.many<StoredFix>(
    sql`select ${columns} from journey_fix where home = ${firstHomeOf(workspace)} order by starts_on desc, id desc limit ${limit}`,
  )
}

export function findFix({ db, workspace }: TxScope, id: string): Promise<StoredFix | undefined> {
  return db.maybe<StoredFix>(
    sql`select ${columns} from journey_fix where home = ${firstHomeOf(workspace)} and id = ${id}`,
  )
}

/** Holds the fixes until the transaction ends, so that two people cannot both have one under way. */
export async function lockFixes({ db, workspace }: TxScope): Promise<void> {
  await db.run(sql`select pg_advisory_xact_lock(4680033, hashint8(${firstHomeOf(workspace)}::bigint))`)
}

/** Answers 0 where another one is under way. */
export function insertFix({ db, workspace }: TxScope, fix: StoredFix): Promise<number> {
  return db.run(sql`
    insert into journey_fix (home, id, touchpoint, theme, words, idea_id, idea_was, owner_id, by_name, at, standing, starts_on, ended_on, rubs, days, hoped_share)
    values (${firstHomeOf(workspace)}, ${fix.id}, ${fix.touchpoint}, ${fix.theme}, ${fix.words}, ${fix.ideaId}, ${fix.ideaWas}, ${fix.ownerId}, ${fix.byName}, ${fix.at},
      ${fix.standing}, ${fix.startsOn}::date, ${fix.endedOn}::date, ${fix.rubs}, ${fix.days}, ${fix.hopedShare})
    on conflict do nothing`)
}

/** Answers 0 where it would be the second under way. */
export function setFix(
  { db, workspace }: TxScope,
  fix: Pick<StoredFix, 'id' | 'words' | 'ownerId' | 'standing' | 'endedOn'>,
): Promise<number> {
  const home = firstHomeOf(workspace)
  return db.run(sql`
    update journey_fix f set words = ${fix.words}, owner_id = ${fix.ownerId}, standing = ${fix.standing}, ended_on = ${fix.endedOn}::date
    where f.home = ${home} and f.id = ${fix.id}
      and (${fix.standing}::text <> 'started' or not exists (select 1 from journey_fix o where o.home = ${home} and o.standing = 'started' and o.id <> f.id))`)
}

export function deleteFix({ db, workspace }: TxScope, id: string): Promise<number> {
  return db.run(sql`delete from journey_fix where home = ${firstHomeOf(workspace)} and id = ${id}`)
}

export type DayCount = {
  readonly touchpoint: string
  readonly onDay: string
  readonly met: number
  readonly felt: number
  readonly rubs: number
  /** What happened that day at all touchpoints. */
  readonly everywhere: number
}

/** Counts of these touchpoints, day by day, both ends included; a row also where only others were met. */
export function countDays(
  { db, homes }: TxScope,
  touchpoints: readonly string[],
  { from, to }: { from: string; to: string },
): Promise<DayCount[]> {
  return db.many<DayCount>(sql`
    select t.id as touchpoint, d.on_day::text as on_day, coalesce(sum(met) filter (where d.touchpoint = t.id), 0)::int as met,
      coalesce(sum(good + even + bad) filter (where d.touchpoint = t.id), 0)::int as felt, coalesce(sum(rubs) filter (where d.touchpoint = t.id), 0)::int as rubs,
      sum(met)::int as everywhere
    from journey_total d cross join unnest(${[...touchpoints]}::text[]) t (id)
    where d.home = any(${homes}::bigint[]) and d.on_day >= ${from}::date and d.on_day <= ${to}::date
    group by 1, 2 order by 1, 2`)
}
