/** How many grants one server writes in a second, with agents who run out of money on the way, and that none of them overspends. */
import { grantCourtesy } from '../src/features/plays/actions/grant.ts'
import { savePolicy } from '../src/features/plays/actions/policy.ts'
import { bookOf } from '../src/features/plays/store/ledger.ts'
import { customerIdOf } from '../src/features/timeline/index.ts'
import { Refusal } from '../src/kit/refusal.ts'
import { makeId } from '../src/kit/id.ts'
import { sealAudit, startSealer, verifyAudit } from '../src/platform/audit/index.ts'
import { sql } from '../src/platform/database.ts'
import { chance, read, type Scope } from '../src/platform/scope.ts'
import { onGround, type Measure } from './ground.ts'

const AGENTS = 200
const CUSTOMERS = 20_000
/** Requests under way at the same time. */
const AT_ONCE = 64
const WARM_UP_MS = 1_000
const MEASURED_MS = 8_000
const LIMIT_PER_SECOND = 1_000

/** Grants per second, with the sealer at work; throws where a limit was overspent, or the ledger, what is used up and the audit log differ. */
export function benchGrants(): Promise<readonly Measure[]> {
  return onGround(async ({ newScope, db, log, clock }) => {
    const scope = await newScope()
    // $100 a month: an agent of this bench runs out of it after ten grants of each round of customers.
    const limits = { agentMonthMinor: 200_000, customerMinor: 4_000, actMinor: 2_500 }
    await savePolicy(scope, limits)
    const agents = Array.from({ length: AGENTS }, (_, i): Scope => ({
      ...scope,
      actor: {
        kind: 'member',
        id: makeId<'member'>(new Date(), 0, chance(8)),
        name: `Agent ${i}`,
        role: 'agent',
      },
    }))
    const sealer = startSealer({ db, log, clock })
    let given = 0
    let refused = 0
    const until = performance.now() + WARM_UP_MS + MEASURED_MS
    let i = 0
    const worker = async () => {
      while (performance.now() < until) {
        const n = i++
        const isMeasured = performance.now() > until - MEASURED_MS
        const agent = agents[n % AGENTS] ?? scope
        const customerId = customerIdOf(scope.workspace.id, {
          kind: 'email',
          value: `c${(n * 7_919) % CUSTOMERS}@example.com`,
        })
        const key = `bench-${n}`
        await grantCourtesy(
          { ...agent, now: new Date() },
          { key, customerId, momentId: null, actId: null, kind: 'credit', amountMinor: 100 + (n % 20) * 100 },
        ).then(
          () => {
            if (isMeasured) given += 1
          },
          (error: unknown) => {
            if (!(error instanceof Refusal)) throw error
            refused += 1
          },
        )
      }
    }
    await Promise.all(Array.from({ length: AT_ONCE }, worker))
    await sealer.stop()
    await check(scope, limits)
    const value = Math.round((given / MEASURED_MS) * 1_000)
    return [
      {
        name: `grants written, ${AGENTS} agents, ${AT_ONCE} at once, ${refused} refused, none overspent`,
        value,
        unit: 'grants/s',
        limit: LIMIT_PER_SECOND,
        // Of a floor: above 1 is better.
        ratio: Math.round((value / LIMIT_PER_SECOND) * 1_000) / 1_000,
      },
    ]
  })
}

async function check(
  scope: Scope,
  { agentMonthMinor, customerMinor }: { agentMonthMinor: number; customerMinor: number },
): Promise<void> {
  const { overAgents, overCustomers, drift, grants } = await read(scope, ({ db, workspace }) => {
    const home = bookOf(workspace)
    return db.one<{ overAgents: number; overCustomers: number; drift: number; grants: number }>(sql`
      select
        (select count(*) from (select agent_id from courtesy_grant where home = ${home} group by agent_id, month having sum(amount_minor) > ${agentMonthMinor}) a) as over_agents,
        (select count(*) from (select customer_id from courtesy_grant where home = ${home} group by customer_id, customer_period having sum(amount_minor) > ${customerMinor}) c) as over_customers,
        (select sum(amount_minor) from courtesy_grant where home = ${home}) * 2 - (select sum(used_minor) from budget_use where home = ${home}) as drift,
        (select count(*)::int from courtesy_grant where home = ${home}) as grants`)
  })
  if (overAgents > 0 || overCustomers > 0 || Number(drift) !== 0)
    throw new Error(`overspent: ${overAgents} agents, ${overCustomers} customers, drift ${drift}`)
  await sealAudit(scope)
  const log = await verifyAudit(scope)
  // One entry more: the limits were set.
  if (!log.holds || log.entries !== grants + 1 || log.unsealed > 0)
    throw new Error(`the audit log does not tell of ${grants} grants: ${JSON.stringify(log)}`)
}
