/** What was done can be accounted for: nothing of it can be changed or taken out without being found (SAFETY.md R16, G31). */
import { describe, expect, test } from 'vitest'
import type { RawBuilder } from 'kysely'
import { Client } from 'pg'
import { sql, type Database } from '#platform/database.ts'
import { read, transact, type Scope } from '#platform/scope.ts'
import { testDatabase } from '#testing/database.ts'
import { aWorkspace } from '#testing/workspace.ts'
import { openLog } from '#platform/log.ts'
import { audit, auditAsOwner, listAudit, sealAudit, sealWaiting, startSealer, verifyAudit } from './index.ts'
import { firstHash, hashOf } from './chain.ts'

const subject = { kind: 'grant', id: '01890000-0000-7000-8000-000000000001' }

/** A log of three entries, sealed. */
async function filled(): Promise<Scope> {
  const scope = await aWorkspace()
  await give(scope)
  await sealAudit(scope)
  return scope
}

async function give(scope: Scope): Promise<void> {
  for (const amountMinor of [500, 750, 1_000])
    await transact(scope, (scope) =>
      audit(scope, 'grant.given', { subject, details: { amountMinor, currency: 'USD' } }),
    )
}

const homeOf = ({ workspace }: Scope) => workspace.no * 4096

/** What somebody with the database in her hands could do. */
async function tamper(statement: string, values: unknown[] = []): Promise<number> {
  const client = new Client(await testDatabase())
  await client.connect()
  try {
    return (await client.query(statement, values)).rowCount ?? 0
  } finally {
    await client.end()
  }
}

test('entries are numbered without a gap, tell who did what, and the chain holds', async () => {
  const scope = await filled()
  const shown = await read(scope, (scope) => listAudit(scope, {}, { limit: 10 }))
  expect(
    shown.map(({ no, action, actorName, details }) => [no, action, actorName, details.amountMinor]),
  ).toEqual([
    [3, 'grant.given', 'Priya Nair', 1_000],
    [2, 'grant.given', 'Priya Nair', 750],
    [1, 'grant.given', 'Priya Nair', 500],
  ])
  expect(await verifyAudit(scope)).toMatchObject({ holds: true, entries: 3, unsealed: 0 })
})

test('an entry is seen, filtered and paged through before it is sealed as after it', async () => {
  const scope = await filled()
  await transact({ ...scope, now: new Date(scope.now.getTime() + 1) }, (scope) => audit(scope, 'key.revoked'))
  const page = (filter: { action?: string }, before?: Awaited<ReturnType<typeof all>>[number]) =>
    read(scope, (scope) => listAudit(scope, filter, { limit: 2, before }))
  const all = () => read(scope, (scope) => listAudit(scope, {}, { limit: 10 }))
  const seen = await all()
  expect(seen.map(({ no }) => no === null)).toEqual([true, false, false, false])
  expect(await page({ action: 'key.' })).toMatchObject([
    { action: 'key.revoked', no: null, hash: null, sealedAt: null },
  ])
  const first = await page({})
  await sealAudit(scope)
  const second = await page({}, first.at(-1))
  expect([...first, ...second].map(({ place }) => place)).toEqual(seen.map(({ place }) => place))
  expect(await page({ action: 'key.' })).toMatchObject([
    { action: 'key.revoked', no: 4, sealedAt: scope.now },
  ])
})

test('a page of a long log reads a page, in the order of its index', async () => {
  const scope = await filled()
  const home = homeOf(scope)
  await sealAudit(scope)
  await scope.db.owner((db) =>
    db.run(sql`
      insert into audit_entry (home, no, at, actor_kind, actor_name, action, details, hash)
      select ${home}::bigint, 10 + n, ${scope.now}::timestamptz - n * interval '1 second', 'machine', 'x', 'x', '{}', decode(repeat('00', 32), 'hex') from generate_series(1, 20000) n`),
  )
  await scope.db.owner((db) => db.run(sql`analyze audit_entry`))
  const plans: PlanNode[] = []
  const pageOf = (before?: Awaited<ReturnType<typeof listAudit>>[number]) =>
    read({ ...scope, db: explaining(scope.db, plans) }, (scope) =>
      listAudit(scope, {}, { limit: 50, before }),
    )
  const first = await pageOf()
  const second = await pageOf(first.at(-1))
  expect(new Set([...first, ...second].map(({ place }) => place)).size).toBe(100)
  const looked = plans.flatMap(nodesOf).filter((node) => node['Relation Name'] === 'audit_entry')
  expect(looked).toHaveLength(2)
  for (const node of looked)
    expect(node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0)).toBeLessThan(200)
})

type PlanNode = {
  readonly 'Relation Name'?: string
  readonly 'Actual Rows': number
  readonly 'Rows Removed by Filter'?: number
  readonly Plans?: readonly PlanNode[]
}
const nodesOf = (plan: PlanNode): PlanNode[] => [plan, ...(plan.Plans ?? []).flatMap(nodesOf)]

/** A database that also says how it answered what it was asked. */
const explaining = (db: Database, plans: PlanNode[]): Database => ({
  ...db,
  transaction: (homestead, work, options) =>
    db.transaction(
      homestead,
      (queries) =>
        work({
          ...queries,
          many: async (query, options) => {
            const [row] = await queries.many<Record<string, [{ Plan: PlanNode }]>>(
              sql`explain (analyze, format json) ${query}`,
            )
            plans.push(...Object.values(row ?? {}).map(([{ Plan }]) => Plan))
            return queries.many(query, options)
          },
        }),
      options,
    ),
})

test('nobody waits: four transactions that have written their entries are open at once', async () => {
  const scope = await aWorkspace()
  let written = 0
  let go = () => {}
  const allWritten = new Promise<void>((resolve) => (go = resolve))
  await Promise.all(
    Array.from({ length: 4 }, () =>
      transact(scope, async (scope) => {
        await audit(scope, 'session.closed')
        written += 1
        if (written === 4) go()
        await allWritten
      }),
    ),
  )
  expect(await verifyAudit(scope)).toMatchObject({ holds: true, entries: 4, unsealed: 4 })
})

test('what commits late is chained after what was sealed meanwhile, and nothing is left out or sealed twice', async () => {
  const scope = await aWorkspace()
  let commit = () => {}
  let wrote = () => {}
  const isWritten = new Promise<void>((resolve) => (wrote = resolve))
  const late = transact({ ...scope, now: new Date(scope.now.getTime() - 60_000) }, async (scope) => {
    await audit(scope, 'password.changed')
    await new Promise<void>((resolve) => ((commit = resolve), wrote()))
  })
  await isWritten
  await transact(scope, (scope) => audit(scope, 'session.closed'))
  await sealAudit(scope)
  commit()
  await late
  await Promise.all([sealAudit(scope), sealAudit(scope), sealWaiting(scope.db, () => scope.now)])
  const shown = await read(scope, (scope) => listAudit(scope, {}, { limit: 10 }))
  expect(shown.map(({ no, action }) => [no, action])).toEqual([
    [1, 'session.closed'],
    [2, 'password.changed'],
  ])
  expect(await verifyAudit(scope)).toMatchObject({ holds: true, entries: 2, unsealed: 0 })
})

test('two sealers at once, while more is written, make one chain of it all', async () => {
  const scope = await aWorkspace()
  let isWriting = true
  const sealing = [1, 2].map(async () => {
    while (isWriting) await sealAudit(scope)
  })
  await Promise.all(
    Array.from({ length: 6 }, async () => {
      for (let i = 0; i < 10; i++) await transact(scope, (scope) => audit(scope, 'session.closed'))
    }),
  )
  isWriting = false
  await Promise.all(sealing)
  await sealAudit(scope)
  expect(await verifyAudit(scope)).toMatchObject({
    holds: true,
    entries: 60,
    unsealed: 0,
    ends: [{ no: 60 }],
  })
})

test('a sealer killed before its commit has done nothing, and the next one seals what waits', async () => {
  const scope = await aWorkspace()
  await give(scope)
  const killed = scope.db.owner(async (db) => {
    await db.run(sql`set local role spoonful_sealer`)
    await db.run(sql`select set_config('spoonful.workspace', ${String(scope.workspace.no)}, true)`)
    await db.run(sql`delete from audit_unsealed where home = ${homeOf(scope)}`)
    throw new Error('killed')
  })
  await expect(killed).rejects.toThrow('killed')
  expect(await verifyAudit(scope)).toMatchObject({ holds: true, entries: 3, unsealed: 3 })
  await sealAudit(scope)
  expect(await verifyAudit(scope)).toMatchObject({ holds: true, entries: 3, unsealed: 0 })
})

test('the server’s sealer seals by itself; what waits too long is told', async () => {
  const scope = await aWorkspace()
  await give(scope)
  const later = (ms: number) => ({ ...scope, now: new Date(scope.now.getTime() + ms) })
  expect(await verifyAudit(later(60_000))).toMatchObject({ unsealed: 3, lateSince: null })
  expect(await verifyAudit(later(121_000))).toMatchObject({ holds: true, unsealed: 3, lateSince: scope.now })
  const sealer = startSealer({ db: scope.db, log: openLog('silent'), clock: () => scope.now })
  await expect
    .poll(() => verifyAudit(later(121_000)))
    .toMatchObject({ entries: 3, unsealed: 0, lateSince: null })
  await sealer.stop()
})

test('a chain of the release before goes on: what it chained as it was written holds, and what comes is chained to it', async () => {
  const scope = await aWorkspace()
  const old = {
    no: 1, atMicros: scope.now.getTime() * 1_000, actorKind: 'machine', actorId: null, actorName: 'x', action: 'key.revoked',
    subjectKind: null, subjectId: null, details: '{}', id: null, sealedAtMicros: null,
  } // prettier-ignore
  const hash = hashOf(firstHash(homeOf(scope)), old)
  await tamper(
    `insert into audit_entry (home, no, at, actor_kind, actor_name, action, details, hash) values ($1, 1, $2, 'machine', 'x', 'key.revoked', '{}', $3)`,
    [homeOf(scope), scope.now, hash],
  )
  await tamper('insert into audit_head (home, no, hash) values ($1, 1, $2)', [homeOf(scope), hash])
  await give(scope)
  await sealAudit(scope)
  expect(await verifyAudit(scope)).toMatchObject({ holds: true, entries: 4, ends: [{ no: 4 }] })
})

test('what is rolled back leaves no entry', async () => {
  const scope = await filled()
  const broken = transact(scope, async (scope) => {
    await audit(scope, 'session.closed')
    throw new Error('and then it failed')
  })
  await expect(broken).rejects.toThrow('then it failed')
  expect(await verifyAudit(scope)).toMatchObject({ holds: true, entries: 3 })
})

test('a transaction of the owner writes its entry and is the owner’s again', async () => {
  const scope = await aWorkspace()
  await scope.db.owner(async (db) => {
    await auditAsOwner(db, scope, 'key.revoked', { subject: { kind: 'key', id: 'k' } })
    await db.run(sql`update member set name = name where workspace_id = ${scope.workspace.id}`)
  })
  await scope.db.people(scope.workspace.id, async (db) => {
    await auditAsOwner(db, scope, 'session.closed')
    await db.run(sql`update member set name = name where workspace_id = ${scope.workspace.id}`)
  })
  expect(await verifyAudit(scope)).toMatchObject({ holds: true, entries: 2 })
})

test('a workspace of several homes has a chain in each', async () => {
  const scope = await aWorkspace({ slices: 4 })
  for (const near of ['01890000-0000-7001-8000-000000000000', '01890000-0000-7002-8000-000000000000'])
    await transact(scope, (scope) => audit(scope, 'customer.exported', { near }))
  await sealAudit(scope)
  const verdict = await verifyAudit(scope)
  expect(verdict).toMatchObject({ holds: true, entries: 2 })
  expect(verdict.holds && verdict.ends.map(({ no }) => no)).toEqual([0, 1, 1, 0])
})

test('the application itself can only add entries that wait: it changes none, deletes none, and chains nothing', async () => {
  const scope = await filled()
  await give(scope)
  const home = homeOf(scope)
  for (const write of [
    sql`update audit_entry set details = '{}' where home = ${home}`,
    sql`delete from audit_entry where home = ${home}`,
    sql`insert into audit_entry (home, no, at, actor_kind, actor_name, action, details, hash) values (${home}, 4, ${scope.now}, 'machine', 'x', 'x', '{}', ${Buffer.alloc(32)})`,
    sql`update audit_unsealed set details = '{}' where home = ${home}`,
    sql`delete from audit_unsealed where home = ${home}`,
    sql`update audit_head set no = 0 where home = ${home}`,
    sql`delete from audit_head where home = ${home}`,
  ])
    await expect(transact(scope, ({ db }) => db.run(write))).rejects.toThrow('permission denied')
})

test('the sealer sees one workspace, and changes nothing that is chained', async () => {
  const [scope, other] = [await filled(), await aWorkspace()]
  await give(other)
  const asSealer = (statement: RawBuilder<unknown>) =>
    scope.db.owner(async (db) => {
      await db.run(sql`set local role spoonful_sealer`)
      await db.run(sql`select set_config('spoonful.workspace', ${String(scope.workspace.no)}, true)`)
      return db.run(statement)
    })
  expect(await asSealer(sql`delete from audit_unsealed where home = ${homeOf(other)}`)).toBe(0)
  for (const write of [
    sql`update audit_entry set details = '{}' where home = ${homeOf(scope)}`,
    sql`delete from audit_entry where home = ${homeOf(scope)}`,
    sql`select id from customer where home = ${homeOf(scope)}`,
  ])
    await expect(asSealer(write)).rejects.toThrow('permission denied')
})

describe('with the database in her hands, nobody', () => {
  test.each([
    [
      'changes a figure',
      `update audit_entry set details = replace(details, '750', '751') where home = $1 and no = 2`,
      2,
    ],
    [
      'turns one bit of a hash',
      `update audit_entry set hash = set_bit(hash, 77, 1 - get_bit(hash, 77)) where home = $1 and no = 2`,
      2,
    ],
    [
      'moves a time by a microsecond',
      `update audit_entry set at = at + interval '1 microsecond' where home = $1 and no = 1`,
      1,
    ],
    [
      'puts it down to somebody else',
      `update audit_entry set actor_name = 'Jo' where home = $1 and no = 3`,
      3,
    ],
    [
      'moves the time of its seal',
      `update audit_entry set sealed_at = sealed_at + interval '1 microsecond' where home = $1 and no = 2`,
      2,
    ],
    [
      'makes it one of the release before',
      `update audit_entry set sealed_at = null, id = null where home = $1 and no = 2`,
      2,
    ],
    [
      'adds one beyond the end',
      `insert into audit_entry select home, 4, at, actor_kind, actor_id, actor_name, action, subject_kind, subject_id, details, hash, id, sealed_at from audit_entry where home = $1 and no = 3`,
      4,
    ],
    ['empties who it was done to', `update audit_entry set subject_id = null where home = $1 and no = 3`, 3],
    ['takes an entry out', `delete from audit_entry where home = $1 and no = 2`, 2],
    ['cuts the last one off', `delete from audit_entry where home = $1 and no = 3`, 3],
    ['takes the end out', `delete from audit_head where home = $1`, 4],
    [
      'turns one bit of the end',
      `update audit_head set hash = set_bit(hash, 0, 1 - get_bit(hash, 0)) where home = $1`,
      3,
    ],
  ])('%s unnoticed', async (_, statement, brokenAt) => {
    const scope = await filled()
    expect(await tamper(statement, [homeOf(scope)])).toBe(1)
    expect(await verifyAudit(scope)).toMatchObject({ holds: false, brokenAt })
  })
})

test('a sentence, a secret or an undeclared detail does not get in', async () => {
  const scope = await aWorkspace()
  for (const details of [{ kind: 'She said: “my mother died”' }, { kind: 'x'.repeat(81) }, { text: 'a' }])
    await expect(transact(scope, (scope) => audit(scope, 'grant.given', { details }))).rejects.toThrow(
      /more than a word|declares no detail/,
    )
})
