/** What was done can be accounted for: nothing of it can be changed or taken out without being found (SAFETY.md R16, G31). */
import { describe, expect, test } from 'vitest'
import { Client } from 'pg'
import { sql } from '#platform/database.ts'
import { read, transact, type Scope } from '#platform/scope.ts'
import { testDatabase } from '#testing/database.ts'
import { aWorkspace } from '#testing/workspace.ts'
import { audit, auditAsOwner, listAudit, verifyAudit } from './index.ts'

const subject = { kind: 'grant', id: '01890000-0000-7000-8000-000000000001' }

async function filled({ slices = 1 }: { slices?: 1 | 4 } = {}): Promise<Scope> {
  const scope = await aWorkspace({ slices })
  for (const amountMinor of [500, 750, 1_000])
    await transact(scope, (scope) =>
      audit(scope, 'grant.given', { subject, details: { amountMinor, currency: 'USD' } }),
    )
  return scope
}

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
  expect(await verifyAudit(scope)).toMatchObject({ holds: true, entries: 3 })
})

test('ten at once are ten in a row', async () => {
  const scope = await aWorkspace()
  await Promise.all(
    Array.from({ length: 10 }, () => transact(scope, (scope) => audit(scope, 'session.closed'))),
  )
  expect(await verifyAudit(scope)).toMatchObject({ holds: true, entries: 10 })
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
  const verdict = await verifyAudit(scope)
  expect(verdict).toMatchObject({ holds: true, entries: 2 })
  expect(verdict.holds && verdict.ends.map(({ no }) => no)).toEqual([0, 1, 1, 0])
})

test('the application itself can change no entry and delete none', async () => {
  const scope = await filled()
  const [home] = [scope.workspace.no * 4096]
  for (const write of [
    sql`update audit_entry set details = '{}' where home = ${home}`,
    sql`delete from audit_entry where home = ${home}`,
    sql`delete from audit_head where home = ${home}`,
  ])
    await expect(transact(scope, ({ db }) => db.run(write))).rejects.toThrow('permission denied')
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
    expect(await tamper(statement, [scope.workspace.no * 4096])).toBe(1)
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
