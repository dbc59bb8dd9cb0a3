/** The made-up brand in a workspace: what its agents gave stands in the ledger like anybody's, the same at every filling, and goes with it. */
import { expect, test } from 'vitest'
import { SAMPLE_AGENTS, sampleEntries } from '#connectors/sample/index.ts'
import { listMomentRecords } from '#features/moments/index.ts'
import { playSubscribers } from '#features/plays/index.ts'
import type { CustomerId } from '#kit/id.ts'
import { sql } from '#platform/database.ts'
import { openLog } from '#platform/log.ts'
import { read, type Scope } from '#platform/scope.ts'
import { takeIn } from '#testing/take-in.ts'
import { aWorkspace, NOW } from '#testing/workspace.ts'
import { openSample, sampleSubscribers } from './sample.ts'

const CUSTOMERS = 150
/** What every workspace begins with, in cents. */
const LIMITS = { month: 25_000, customer: 4_000, act: 2_500 }

async function fill(scope: Scope): Promise<CustomerId[]> {
  const sample = openSample({ log: openLog('silent'), clock: () => NOW })
  await sample.prepare(scope)
  sample.stop()
  const entries = [...sampleEntries({ seed: 'tussock', until: NOW, customers: CUSTOMERS })]
  for (let at = 0; at < entries.length; at += 500) await takeIn(scope, entries.slice(at, at + 500))
  const moments = await read(scope, (scope) => listMomentRecords(scope, {}, { limit: 20_000 }))
  return [...new Set(moments.map(({ customerId }) => customerId))]
}
const hear = async (
  list: typeof sampleSubscribers,
  name: string,
  scope: Scope,
  customers: readonly CustomerId[],
) => {
  for (const { handle } of list.filter((one) => one.name === name)) await handle(scope, { customers })
}
type Row = { at: Date; agentName: string; month: string; kind: string; amountMinor: number; customerId: string; actId: string } // prettier-ignore
const ledger = (scope: Scope) =>
  read(scope, ({ db, homes }) =>
    db.many<Row>(sql`
      select at, agent_name, month, kind, amount_minor, customer_id, act_id
      from courtesy_grant where home = any(${homes}::bigint[]) order by at, amount_minor, agent_name`),
  )
const reasons = (scope: Scope) =>
  read(scope, ({ db, homes }) =>
    db.many<{ id: string; reason: string }>(
      sql`select id, reason from small_act where home = any(${homes}::bigint[]) order by id`,
    ),
  )
const sumsBy = (rows: readonly Row[], keyOf: (row: Row) => string) =>
  [...Map.groupBy(rows, keyOf).values()].map((list) => list.reduce((n, { amountMinor }) => n + amountMinor, 0)) // prettier-ignore

test('its agents give within the limits, with a reason, twice the same; taking the brand out takes it all back', async () => {
  const scope = await aWorkspace({ slices: 4 })
  const customers = await fill(scope)
  await hear(sampleSubscribers, 'moments.changed', scope, customers)
  const rows = await ledger(scope)
  console.log(`${rows.length} given to ${customers.length} customers with a moment`)
  expect(rows.length).toBeGreaterThan(10)
  expect(rows.filter(({ at }) => at > NOW)).toEqual([])
  const told = await reasons(scope)
  expect(told.map(({ id }) => id)).toEqual(rows.map(({ actId }) => actId).sort())
  expect(told.filter(({ reason }) => reason.trim() === '')).toEqual([])
  const names = new Set(SAMPLE_AGENTS.map(({ name }) => name))
  expect(rows.every(({ agentName }) => names.has(agentName))).toBe(true)
  expect(Math.max(...rows.map(({ amountMinor }) => amountMinor))).toBeLessThanOrEqual(LIMITS.act)
  expect(Math.max(...sumsBy(rows, ({ agentName, month }) => `${agentName} ${month}`))).toBeLessThanOrEqual(LIMITS.month) // prettier-ignore
  expect(Math.max(...sumsBy(rows, ({ customerId, month }) => `${customerId} ${month}`))).toBeLessThanOrEqual(LIMITS.customer) // prettier-ignore

  await hear(sampleSubscribers, 'moments.changed', scope, customers)
  expect(await ledger(scope)).toEqual(rows)

  const again = await aWorkspace()
  await hear(sampleSubscribers, 'moments.changed', again, await fill(again))
  const said = (list: readonly Row[]) => list.map(({ customerId: _, actId: __, ...row }) => row)
  expect(said(await ledger(again))).toEqual(said(rows))

  await hear(playSubscribers, 'timeline.removed', scope, customers)
  expect(sumsBy(await ledger(scope), () => 'all')).toEqual([0])
  expect(await reasons(scope)).toEqual([])
})

test('where the brand is not in, nothing is given', async () => {
  const scope = await aWorkspace()
  await takeIn(scope, [...sampleEntries({ seed: 'tussock', until: NOW, customers: 40 })])
  const moments = await read(scope, (scope) => listMomentRecords(scope, {}, { limit: 20_000 }))
  await hear(
    sampleSubscribers,
    'moments.changed',
    scope,
    moments.map(({ customerId }) => customerId),
  )
  expect(await ledger(scope)).toEqual([])
})
