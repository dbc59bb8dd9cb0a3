/** What is asked of the money: the ledger, this month's use, limits replayed, who was touched, what was bought later, a file for finance. */
import { homeOf, isId, type ActId, type CustomerId, type GrantId } from '#kit/id.ts'
import { readCursor, writeCursor } from '#kit/cursor.ts'
import { csvLine } from '#kit/csv.ts'
import { fractionDigits } from '#kit/money.ts'
import { Refusal } from '#kit/refusal.ts'
import { leads } from '#kit/roles.ts'
import { DAY_MS } from '#kit/time.ts'
import { listTouchable } from '#features/moments/index.ts'
import { initialsOf, listMembers } from '#features/team/index.ts'
import { customerIdFrom, historiesOf, memberIds, namesOf } from '#features/timeline/index.ts'
import { audit } from '#platform/audit/index.ts'
import { read, transact, type Scope, type TxScope } from '#platform/scope.ts'
import type {
  ChangeAutonomy,
  FairnessAnswer,
  GrantRow,
  LaterAnswer,
  ListGrants,
  ReplayAnswer,
  UseAnswer,
} from '../contract.ts'
import { KINDS_OF_ACTS } from '../rules/kinds.ts'
import { fairnessOf, laterOf, replayOf } from '../rules/money.ts'
import { changePolicy, monthOf } from '../rules/policy.ts'
import {
  countCustomersGiven,
  findGrant,
  listGrants,
  listStanding,
  listUse,
  type Grant,
} from '../store/ledger.ts'
import { listReasons, listTouched } from '../store/replies.ts'
import { insertTasks } from '../store/tasks.ts'
import { grantNotFound, reverseGrant } from './grant.ts'
import { taskIdOf } from './ids.ts'
import { memberOf } from './people.ts'
import { policyOf } from './policy.ts'

/** Days that limits are replayed on and fairness looks back. */
const LOOK_BACK_DAYS = 90
/** Rows of the ledger and customers that one answer looks at, at most. */
const MOST = 20_000
const LATER_WINDOW_DAYS = 90
/** How far back acts count for what was bought after them. */
const LATER_REACH_DAYS = 365
/** Customers whose later orders are looked up, at most. */
const LATER_CUSTOMERS = 2_000
/** Rows of a file for finance, at most. */
const EXPORTED = 50_000

/** The ledger, newest first: everyone's for leaders and where the policy shows it, else the asker's own rows. Refuses `member_not_found`. */
export async function showGrants(
  scope: Scope,
  { agent, customer, month, limit, cursor }: ListGrants,
): Promise<{ items: GrantRow[]; next: string | null }> {
  return read(scope, async (scope) => {
    const customerIds = customer === undefined ? undefined : await memberIds(scope, customerIdFrom(customer))
    const rows = await listGrants(
      scope,
      { agentId: await agentShown(scope, agent), customerIds, month },
      { limit: limit + 1, before: placeIn(cursor) },
    )
    const page = rows.slice(0, limit)
    const last = page.at(-1)
    return {
      items: await presentGrants(scope, page),
      next: rows.length > limit && last ? writeCursor(last.at.toISOString(), last.id) : null,
    }
  })
}

/** Takes a grant back: a row of its own, and a task where the shop has given it already. Refuses `grant_not_found`, `not_allowed`. */
export async function takeBackGrant(scope: Scope, id: GrantId, because: string): Promise<GrantRow> {
  const member = memberOf(scope)
  const grant = await read(scope, (scope) => findGrant(scope, id))
  if (!grant || grant.reverses !== null) throw grantNotFound()
  if (grant.agentId !== member.id && member.role === 'agent')
    throw new Refusal('not_allowed', 'Only she who gave it, or a supervisor, takes it back.')
  await reverseGrant(scope, id)
  await transact(scope, (scope) => leaveTask(scope, grant, because))
  return read(scope, async (scope) => {
    const rows = await listGrants(
      scope,
      { agentId: grant.agentId, customerIds: [grant.customerId] },
      { limit: 200 },
    )
    const row = rows.find((one) => one.id === id)
    if (!row) throw grantNotFound()
    const [shown] = await presentGrants(scope, [row])
    if (!shown) throw grantNotFound()
    return shown
  })
}

/** What was given in a month. */
export async function showUse(scope: Scope, month: string | undefined): Promise<UseAnswer> {
  const members = await listMembers(scope.db, scope.workspace.id)
  return read(scope, async (scope) => {
    const { currency, zone } = scope.workspace
    const asked = month ?? monthOf(scope.now, zone)
    const rows = await listUse(scope, asked)
    const policy = await policyOf(scope)
    const seesAll = await seesEveryone(scope)
    const me = scope.actor.kind === 'member' ? scope.actor.id : ''
    const sum = (list: readonly { usedMinor: number }[]) =>
      list.reduce((n, { usedMinor }) => n + usedMinor, 0)
    const count = (list: readonly { acts: number }[]) => list.reduce((n, { acts }) => n + acts, 0)
    const byAgent = Map.groupBy(rows, ({ agentId }) => agentId)
    const shown = members.filter(({ id, role }) =>
      id === me ? role !== 'viewer' : seesAll && role !== 'viewer',
    )
    return {
      month: asked,
      currency,
      limitMinor: policy.agentMonthMinor,
      members: shown.map(({ id, name }) => ({
        id,
        name,
        initials: initialsOf(name),
        usedMinor: sum(byAgent.get(id) ?? []),
        acts: count(byAgent.get(id) ?? []),
        isYou: id === me,
      })),
      team: {
        usedMinor: sum(rows),
        acts: count(rows),
        customers: await countCustomersGiven(scope, asked),
        members: byAgent.size,
      },
      byKind: [...Map.groupBy(rows, ({ kind }) => kind)].map(([kind, list]) => ({
        kind,
        label: KINDS_OF_ACTS[kind].label,
        acts: count(list),
        usedMinor: sum(list),
      })),
    }
  })
}

/** What changed limits would have meant for the last 90 days. Refuses `policy_too_mixed`. */
export function replayPolicy(scope: Scope, change: ChangeAutonomy): Promise<ReplayAnswer> {
  return read(scope, async (scope) => {
    const { next, decision } = changePolicy(await policyOf(scope), change)
    if (!decision.allowed) throw new Refusal(decision.reason, decision.message)
    const given = await listStanding(scope, {
      from: daysAgo(scope, LOOK_BACK_DAYS),
      until: scope.now,
      limit: MOST,
    })
    return replayOf(next, given, { days: LOOK_BACK_DAYS, ...scope.workspace })
  })
}

/** Whom small acts reach, of those who had a moment in the last 90 days. */
export function showFairness(scope: Scope): Promise<FairnessAnswer> {
  return read(scope, async (scope) => {
    const since = daysAgo(scope, LOOK_BACK_DAYS)
    const people = await listTouchable(scope, since, MOST + 1)
    const touched = await listTouched(scope, since, MOST)
    const given = await listStanding(scope, { from: since, until: scope.now, limit: MOST })
    return fairnessOf(
      people.slice(0, MOST),
      {
        touched: new Set(touched.map(({ customerId }) => customerId)),
        given: new Set(given.map(({ customerId }) => customerId)),
      },
      { days: LOOK_BACK_DAYS, isPartial: people.length > MOST },
    )
  })
}

/** What acts cost beside what those customers bought later. */
export function showLater(scope: Scope): Promise<LaterAnswer> {
  return read(scope, async (scope) => {
    const { currency } = scope.workspace
    const given = await listStanding(scope, {
      from: daysAgo(scope, LATER_REACH_DAYS),
      until: scope.now,
      limit: MOST,
    })
    const customers = [...new Set(given.map(({ customerId }) => customerId))].slice(0, LATER_CUSTOMERS)
    const histories = await historiesOf(scope, customers, {
      since: daysAgo(scope, LATER_REACH_DAYS),
      kinds: ['order'],
      limitEach: 50,
    })
    const known = new Set(customers)
    return laterOf(
      given.filter(({ customerId }) => known.has(customerId)),
      (id) =>
        (histories.get(id as CustomerId) ?? []).flatMap(({ at, data }) =>
          data.total?.currency === currency ? [{ at, amountMinor: data.total.amountMinor }] : [],
        ),
      { windowDays: LATER_WINDOW_DAYS, until: scope.now, currency },
    )
  })
}

/** The ledger of a month as a file for finance, one line a row, by category. */
export function exportGrants(scope: Scope, month: string | undefined): Promise<string> {
  return transact(scope, async (scope) => {
    const asked = month ?? monthOf(scope.now, scope.workspace.zone)
    const rows = await listGrants(
      scope,
      { month: asked, agentId: await agentShown(scope, undefined) },
      { limit: EXPORTED },
    )
    const shown = await presentGrants(scope, rows)
    await audit(scope, 'data.exported', { details: { list: 'grants', rows: rows.length } })
    const head = ['id', 'at', 'month', 'category', 'amount', 'currency', 'agent', 'customer', 'within', 'approved by', 'takes back', 'reason'] // prettier-ignore
    return [head, ...shown.toReversed().map((row) => lineOf(row, asked))].map(csvLine).join('')
  })
}

function lineOf(row: GrantRow, month: string): string[] {
  const digits = fractionDigits(row.currency)
  return [
    row.id,
    row.at,
    month,
    row.label,
    (row.amountMinor / 10 ** digits).toFixed(digits),
    row.currency,
    row.agent.name,
    row.customer.name,
    row.within,
    row.approvedBy ?? '',
    row.reverses ?? '',
    row.reason ?? '',
  ]
}

/** A shop that gave already does not take back by itself. */
async function leaveTask(scope: TxScope, grant: Grant, because: string): Promise<void> {
  if (grant.actId === null) return
  const home = homeOf(scope.workspace, grant.actId)
  await insertTasks(scope, home, [
    {
      id: taskIdOf({ id: grant.actId, at: scope.now }),
      actId: grant.actId,
      customerId: grant.customerId,
      momentId: grant.momentId,
      kind: grant.kind,
      title: `Take back: ${KINDS_OF_ACTS[grant.kind].label.toLowerCase()}`,
      words: because,
      amountMinor: grant.amountMinor,
      currency: grant.currency,
      ownerId: null,
      byName: scope.actor.name,
      madeAt: scope.now,
      waitsFor: null,
      doneAt: null,
      doneBy: null,
      doneWords: null,
    },
  ])
}

async function presentGrants(
  scope: TxScope,
  rows: readonly (Grant & { reversedBy: GrantId | null })[],
): Promise<GrantRow[]> {
  const names = await namesOf(scope, [...new Set(rows.map(({ customerId }) => customerId))])
  const actIds = [...new Set(rows.flatMap(({ actId }) => actId ?? []))]
  const reasons = new Map<ActId, string | null>(
    (await listReasons(scope, actIds)).map(({ id, reason, words }) => [id, reason ?? words]),
  )
  return rows.map((row) => ({
    id: row.id,
    at: row.at.toISOString(),
    agent: { id: row.agentId, name: row.agentName },
    customer: { id: row.customerId, name: names.get(row.customerId) ?? 'Customer' },
    momentId: row.momentId,
    actId: row.actId,
    kind: row.kind,
    label: KINDS_OF_ACTS[row.kind].label,
    amountMinor: row.amountMinor,
    currency: row.currency,
    within: row.within,
    approvedBy: row.approvedBy,
    reverses: row.reverses,
    reversedBy: row.reversedBy,
    reason: row.actId === null ? null : (reasons.get(row.actId) ?? null),
  }))
}

/** Whose rows may be seen: undefined for everyone's. */
async function agentShown(scope: TxScope, asked: string | undefined): Promise<string | undefined> {
  if (asked !== undefined && !isId(asked))
    throw new Refusal('member_not_found', 'There is nobody of that id on the team.')
  if (await seesEveryone(scope)) return asked
  return scope.actor.kind === 'member' ? scope.actor.id : asked
}

async function seesEveryone(scope: TxScope): Promise<boolean> {
  const { actor } = scope
  if (actor.kind !== 'member' || leads(actor.role)) return true
  return (await policyOf(scope)).showsEveryone
}

const daysAgo = ({ now }: Pick<Scope, 'now'>, days: number) => new Date(now.getTime() - days * DAY_MS)

function placeIn(cursor: string | undefined): { at: Date; id: string } | undefined {
  if (cursor === undefined) return undefined
  const [at, id] = readCursor(cursor, 2) ?? []
  if (at === undefined || id === undefined || Number.isNaN(Date.parse(at)) || !/^[0-9a-f-]{36}$/.test(id))
    throw new Refusal('cursor_not_known', 'This page has no such place; start from the first page.')
  return { at: new Date(at), id }
}
