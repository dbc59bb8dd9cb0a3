/** SQL of the ledger of what was given, and of what is used up of each limit. Rows of the ledger are only ever added. */
import { firstHomeOf, type ActId, type CustomerId, type GrantId, type Home, type MomentId } from '#kit/id.ts'
import { sql } from '#platform/database.ts'
import type { TxScope } from '#platform/scope.ts'
import type { ActKind } from '../contract.ts'

export type Grant = {
  readonly id: GrantId
  readonly key: string
  readonly at: Date
  readonly month: string
  readonly customerPeriod: string
  readonly agentId: string
  readonly agentName: string
  readonly customerId: CustomerId
  readonly momentId: MomentId | null
  readonly actId: ActId | null
  readonly kind: ActKind
  /** Negative where it takes another back. */
  readonly amountMinor: number
  readonly currency: string
  readonly within: 'policy' | 'approval'
  readonly approvedBy: string | null
  readonly reverses: GrantId | null
}

const columns = sql.raw(
  'id, key, at, month, customer_period, agent_id, agent_name, customer_id, moment_id, act_id, kind, amount_minor, currency, within, approved_by, reverses',
)

/** Where a workspace's book of money stands: its first home, so that one statement can hold every limit at once. */
export function bookOf(workspace: TxScope['workspace']): Home {
  return firstHomeOf(workspace)
}

/**
 * Gives within the policy: the agent's month, the customer's period and the ledger in one statement, each guarded by its limit.
 * Answers how many rows of the ledger were written: one, or none where a limit does not hold or the key is known. After none
 * the transaction must be rolled back, since the first of the limits may have been used up without the second.
 */
export function insertGuarded(
  { db, workspace }: TxScope,
  grant: Grant,
  { agentMonthMinor, customerMinor }: { agentMonthMinor: number; customerMinor: number },
): Promise<number> {
  const home = bookOf(workspace)
  return db.run(
    sql`
    with agent as (
      insert into budget_use as b (home, holder, period, used_minor, limit_minor)
      select ${home}::bigint, ${holderOf('agent', grant.agentId)}, ${grant.month}, ${grant.amountMinor}::bigint, ${agentMonthMinor}::bigint
      where ${grant.amountMinor}::bigint <= ${agentMonthMinor}::bigint
      on conflict (home, holder, period) do update set used_minor = b.used_minor + excluded.used_minor, limit_minor = excluded.limit_minor
        where b.used_minor + excluded.used_minor <= excluded.limit_minor
      returning 1 as held),
    customer as (
      insert into budget_use as b (home, holder, period, used_minor, limit_minor)
      select ${home}::bigint, ${holderOf('customer', grant.customerId)}, ${grant.customerPeriod}, ${grant.amountMinor}::bigint, ${customerMinor}::bigint
      from agent where ${grant.amountMinor}::bigint <= ${customerMinor}::bigint
      on conflict (home, holder, period) do update set used_minor = b.used_minor + excluded.used_minor, limit_minor = excluded.limit_minor
        where b.used_minor + excluded.used_minor <= excluded.limit_minor
      returning 1 as held)
    insert into courtesy_grant (home, ${columns})
    select ${home}::bigint, ${valuesOf(grant)} from customer
    on conflict do nothing`,
    { name: 'grant' },
  )
}

/** Gives by a colleague's yes: it counts against nobody's limit. None written where the key is known. */
export function insertApproved({ db, workspace }: TxScope, grant: Grant): Promise<number> {
  return db.run(sql`
    insert into courtesy_grant (home, ${columns}) select ${bookOf(workspace)}::bigint, ${valuesOf(grant)}
    on conflict do nothing`)
}

/** Takes a grant back by a row of its own and frees what it had used of its limits. None written where it was taken back already. */
export function insertReversal({ db, workspace }: TxScope, reversal: Grant): Promise<number> {
  const home = bookOf(workspace)
  return db.run(sql`
    with taken as (
      insert into courtesy_grant (home, ${columns}) select ${home}::bigint, ${valuesOf(reversal)}
      on conflict do nothing
      returning home, agent_id, month, customer_id, customer_period, amount_minor, within),
    agent as (
      update budget_use b set used_minor = b.used_minor + t.amount_minor from taken t
      where b.home = ${home} and t.within = 'policy' and b.holder = 'agent:' || t.agent_id and b.period = t.month
      returning 1 as held),
    customer as (
      update budget_use b set used_minor = b.used_minor + t.amount_minor from taken t, agent
      where b.home = ${home} and b.holder = 'customer:' || t.customer_id and b.period = t.customer_period
      returning 1 as held)
    select 1 as written from taken`)
}

export function findGrant({ db, workspace }: TxScope, id: GrantId): Promise<Grant | undefined> {
  return db.maybe<Grant>(
    sql`select ${columns} from courtesy_grant where home = ${bookOf(workspace)} and id = ${id}`,
  )
}

export function findGrantByKey({ db, workspace }: TxScope, key: string): Promise<Grant | undefined> {
  return db.maybe<Grant>(
    sql`select ${columns} from courtesy_grant where home = ${bookOf(workspace)} and key = ${key}`,
  )
}

/** What has been used up of a limit in a period, in minor units. */
export async function findUsed(
  { db, workspace }: TxScope,
  who: 'agent' | 'customer',
  id: string,
  period: string,
): Promise<number> {
  const row = await db.maybe<{ usedMinor: number }>(sql`
    select used_minor from budget_use where home = ${bookOf(workspace)} and holder = ${holderOf(who, id)} and period = ${period}`)
  return row?.usedMinor ?? 0
}

/** The rows that acts put into the ledger, reversals left out. */
export function listGrantsOfActs(
  { db, workspace }: TxScope,
  actIds: readonly ActId[],
): Promise<{ id: GrantId; actId: ActId }[]> {
  if (actIds.length === 0) return Promise.resolve([])
  return db.many(sql`
    select id, act_id from courtesy_grant where home = ${bookOf(workspace)} and key = any(${actIds as readonly string[]}::text[])`)
}

export type GrantFilter = {
  readonly agentId?: string | undefined
  readonly customerIds?: readonly CustomerId[] | undefined
  readonly month?: string | undefined
}

/** The ledger, newest first, with the row that took each one back. */
export function listGrants(
  { db, workspace }: TxScope,
  { agentId, customerIds, month }: GrantFilter,
  { limit, before }: { limit: number; before?: { at: Date; id: string } | undefined },
): Promise<(Grant & { reversedBy: GrantId | null })[]> {
  const home = bookOf(workspace)
  return db.many(sql`
    select ${sql.raw('g.id, g.key, g.at, g.month, g.customer_period, g.agent_id, g.agent_name, g.customer_id, g.moment_id, g.act_id, g.kind, g.amount_minor, g.currency, g.within, g.approved_by, g.reverses')}, r.id as reversed_by
    from courtesy_grant g left join courtesy_grant r on r.home = ${home} and r.reverses = g.id
    where g.home = ${home}
      ${agentId === undefined ? sql`` : sql`and g.agent_id = ${agentId}`}
      ${customerIds === undefined ? sql`` : sql`and g.customer_id = any(${customerIds}::uuid[])`}
      ${month === undefined ? sql`` : sql`and g.month = ${month}`}
      ${before ? sql`and (g.at, g.id) < (${before.at}::timestamptz, ${before.id}::uuid)` : sql``}
    order by g.at desc, g.id desc limit ${limit}`)
}

/** What stood of a month: by agent and kind, what was taken back left out of both numbers. */
export function listUse(
  { db, workspace }: TxScope,
  month: string,
): Promise<{ agentId: string; agentName: string; kind: ActKind; acts: number; usedMinor: number }[]> {
  return db.many(sql`
    select agent_id, max(agent_name) as agent_name, kind, (count(*) filter (where amount_minor > 0) - count(*) filter (where amount_minor < 0))::int as acts, sum(amount_minor)::bigint as used_minor
    from courtesy_grant where home = ${bookOf(workspace)} and month = ${month}
    group by agent_id, kind order by agent_id, kind`)
}

/** How many customers got something in a month that was not taken back. */
export async function countCustomersGiven({ db, workspace }: TxScope, month: string): Promise<number> {
  const { n } = await db.one<{ n: number }>(sql`
    select count(*) as n from (
      select customer_id from courtesy_grant where home = ${bookOf(workspace)} and month = ${month}
      group by customer_id having sum(amount_minor) > 0) given`)
  return n
}

/** What stands of the ledger in a stretch of time, oldest first, what was taken back left out; at most `limit`. */
export function listStanding(
  { db, workspace }: TxScope,
  { from, until, limit }: { from: Date; until: Date; limit: number },
): Promise<Grant[]> {
  const home = bookOf(workspace)
  return db.many<Grant>(sql`
    select ${columns} from courtesy_grant g
    where g.home = ${home} and g.at >= ${from} and g.at < ${until} and g.reverses is null
      and not exists (select from courtesy_grant r where r.home = ${home} and r.reverses = g.id)
    order by g.at, g.id limit ${limit}`)
}

/** When a customer was last given money that stands, and how much. */
export function findLastGiven(
  { db, workspace }: TxScope,
  customerIds: readonly CustomerId[],
  since: Date,
): Promise<Pick<Grant, 'at' | 'amountMinor' | 'currency' | 'kind'> | undefined> {
  const home = bookOf(workspace)
  return db.maybe(sql`
    select g.at, g.amount_minor, g.currency, g.kind from courtesy_grant g
    where g.home = ${home} and g.customer_id = any(${customerIds}::uuid[]) and g.at >= ${since} and g.reverses is null
      and not exists (select from courtesy_grant r where r.home = ${home} and r.reverses = g.id)
    order by g.at desc, g.id desc limit 1`)
}

const holderOf = (who: 'agent' | 'customer', id: string) => `${who}:${id}`

function valuesOf(grant: Grant) {
  return sql`${grant.id}::uuid, ${grant.key}, ${grant.at}::timestamptz, ${grant.month}, ${grant.customerPeriod}, ${grant.agentId}::uuid, ${grant.agentName}, ${grant.customerId}::uuid,
      ${grant.momentId}::uuid, ${grant.actId}::uuid, ${grant.kind}, ${grant.amountMinor}::bigint, ${grant.currency}, ${grant.within}, ${grant.approvedBy}, ${grant.reverses}::uuid`
}

/** What stands of customers, oldest first; at most `limit`. */
export function listGrantsOf(
  { db, workspace }: TxScope,
  customerIds: readonly CustomerId[],
  limit: number,
): Promise<Grant[]> {
  const home = bookOf(workspace)
  return db.many<Grant>(sql`
    select ${columns} from courtesy_grant g
    where g.home = ${home} and g.customer_id = any(${customerIds}::uuid[]) and g.reverses is null
      and not exists (select from courtesy_grant r where r.home = ${home} and r.reverses = g.id)
    order by g.at, g.id limit ${limit}`)
}
