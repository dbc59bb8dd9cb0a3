/** SQL of what complaints come to, and of their causes. */
import { sql } from '#platform/database.ts'
import type { TxScope } from '#platform/scope.ts'
import type { Cause } from '../rules/causes.ts'

export type ComplaintCounts = {
  readonly notActedOn: number
  readonly acted: number
  /** Minutes; null where none was acted on. */
  readonly quarter: number | null
  readonly median: number | null
  readonly threeQuarters: number | null
  readonly ended: number
  readonly reopened: number
  readonly held: number
  readonly firstContact: number
  readonly tooEarly: number
  readonly service: number
  readonly product: number
  readonly all: number
  readonly customers: number
  readonly twice: number
}

/** Counts of complaints opened since a time; those withdrawn count for nothing. `heldBefore`: solved before then has held. */
export function countComplaints(
  { db, homes }: TxScope,
  since: Date,
  heldBefore: Date,
): Promise<ComplaintCounts> {
  return db.one<ComplaintCounts>(sql`
    with c as (
      select *, extract(epoch from first_act_at - opened_at) / 60 as minutes from complaint
      where home = any(${homes}::bigint[]) and opened_at >= ${since} and standing <> 'withdrawn'),
    per as (select customer_id, count(*) as n from c group by customer_id)
    select count(*)::int as all,
      (count(*) filter (where first_act_at is null and standing in ('open', 'acting')))::int as not_acted_on,
      count(first_act_at)::int as acted,
      (percentile_cont(0.25) within group (order by minutes))::float8 as quarter,
      (percentile_cont(0.5) within group (order by minutes))::float8 as median,
      (percentile_cont(0.75) within group (order by minutes))::float8 as three_quarters,
      (count(*) filter (where resolved_at is not null or reopened_count > 0))::int as ended,
      (count(*) filter (where reopened_count > 0))::int as reopened,
      (count(*) filter (where reopened_count > 0 or resolved_at < ${heldBefore}))::int as held,
      (count(*) filter (where reopened_count = 0 and resolved_at < ${heldBefore} and coalesce(answers, 0) <= 1))::int as first_contact,
      (count(*) filter (where reopened_count = 0 and resolved_at >= ${heldBefore}))::int as too_early,
      (count(*) filter (where churn_reason = 'service'))::int as service,
      (count(*) filter (where churn_reason = 'product'))::int as product,
      (select count(*)::int from per) as customers,
      (select count(*)::int from per where n > 1) as twice
    from c`)
}

/** Those that wait, and those of them that nobody owns, whenever they were opened. */
export function countWaiting({ db, homes }: TxScope): Promise<{ waiting: number; unowned: number }> {
  return db.one(sql`
    select count(*)::int as waiting, (count(*) filter (where owner_id is null))::int as unowned
    from complaint where home = any(${homes}::bigint[]) and standing in ('open', 'acting')`)
}

export function countByCause(
  { db, homes }: TxScope,
  since: Date,
): Promise<{ causeId: string; count: number }[]> {
  return db.many(sql`
    select cause_id, count(*)::int as count from complaint
    where home = any(${homes}::bigint[]) and opened_at >= ${since} and cause_id is not null and standing <> 'withdrawn' group by 1`)
}

/** The workspace's own causes, in the order they were made. */
export function listCauses({ db, homes }: TxScope): Promise<Cause[]> {
  return db.many<Cause>(
    sql`select id, parent_id, name, is_archived from complaint_cause where home = ${homes[0]}::bigint order by changed_at, id`,
  )
}

export async function upsertCause({ db, homes, now, actor }: TxScope, cause: Cause): Promise<void> {
  await db.run(sql`
    insert into complaint_cause (home, id, parent_id, name, is_archived, changed_at, changed_by)
    values (${homes[0]}::bigint, ${cause.id}, ${cause.parentId}, ${cause.name}, ${cause.isArchived}, ${now}, ${actor.name})
    on conflict (home, id) do update set parent_id = excluded.parent_id, name = excluded.name, is_archived = excluded.is_archived, changed_by = excluded.changed_by`)
}
