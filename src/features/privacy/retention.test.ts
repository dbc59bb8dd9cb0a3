/** What was kept long enough goes, kind by kind, not a day before, and nothing else goes with it (SAFETY.md G23). */
import { access, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { customerIdOf, holdPerson, recordEntries } from '#features/timeline/index.ts'
import type { CustomerId } from '#kit/id.ts'
import { DAY_MS } from '#kit/time.ts'
import { declareHoldings, listHoldings, type TableHolding } from '#platform/holdings/index.ts'
import { newId, transact, type Scope } from '#platform/scope.ts'
import { distributed } from '#platform/tables.ts'
import { testDatabase } from '#testing/database.ts'
import { makeTestDirectory } from '#testing/directory.ts'
import { fillHoldings } from '#testing/fill-holdings.ts'
import { anEntry, aWorkspace, NOW } from '#testing/workspace.ts'
import { allHoldings } from '../../holdings.ts'
import { findPerson } from './actions/held.ts'
import { openRequest } from './actions/requests.ts'
import { changeStored, sweepRetention } from './actions/retention.ts'
import { DESCRIBED } from './rules/kinds.ts'

let directory: Awaited<ReturnType<typeof makeTestDirectory>>
let client: Client
beforeAll(async () => {
  directory = await makeTestDirectory('retention')
  declareHoldings(...allHoldings(directory.path))
  client = new Client(await testDatabase())
  await client.connect()
})
afterAll(async () => {
  await client.end()
  await directory.remove()
})

const EMAIL = 'wilhelmina@example.com'
const JO = 'jo.zzyzx@example.com'
const idOf = (scope: Scope, value: string): CustomerId =>
  customerIdOf(scope.workspace.id, { kind: 'email', value })
const later = (scope: Scope, ms: number): Scope => ({ ...scope, now: new Date(NOW.getTime() + ms) })
const ago = (days: number) => new Date(NOW.getTime() - days * DAY_MS)
const A_DAY_LATER = DAY_MS + 1

const daysOf = (kind: TableHolding['kind']) => DESCRIBED[kind].days ?? 0
const aging = listOfAging(allHoldings('nowhere'))
function listOfAging(holdings: ReturnType<typeof allHoldings>): TableHolding[] {
  return holdings.filter((one) => 'table' in one && one.kept === undefined && one.ages !== undefined) as TableHolding[] // prettier-ignore
}

/** She and Jo with a row in every table, all of today and settled, so that each may age. */
async function aFullHouse(): Promise<Scope> {
  const scope = await aWorkspace()
  for (const email of [EMAIL, JO]) {
    await recordEntries(scope, [anEntry({ identities: [{ kind: 'email', value: email, verified: true }] })])
    const without = ['customer', 'entry', 'customer_link', 'customer_word', 'customer_hold', 'erased_identity', 'privacy_request'] // prettier-ignore
    await fillHoldings(scope, await findPerson(scope, idOf(scope, email)), email, { without })
  }
  for (const { table, ages } of aging) await set(scope, table, ages?.at ?? '', NOW)
  await set(scope, 'moment', 'state', 'done')
  await set(scope, 'act_task', 'done_at', NOW)
  return scope
}

async function set(scope: Scope, table: string, column: string, value: unknown): Promise<void> {
  if (table === 'entry') await openMonth(scope, value as Date)
  await client.query(`update ${table} set ${column} = $2 where home >> 12 = $1`, [scope.workspace.no, value])
}

/** The table of entries has a part for each month, made when the first one comes. */
async function openMonth(scope: Scope, at: Date): Promise<void> {
  const one = anEntry({ at, identities: [{ kind: 'email', value: JO, verified: true }] })
  await recordEntries(scope, [one])
  await client.query('delete from entry where home >> 12 = $1 and message_id = $2', [scope.workspace.no, one.messageId]) // prettier-ignore
}

/** How many rows stand in each table, but for the account of the sweep itself. */
async function counts(scope: Scope): Promise<Record<string, number>> {
  const found: Record<string, number> = {}
  for (const table of distributed.filter((one) => !one.startsWith('audit_'))) {
    const { rows } = await client.query<{ n: number }>(
      `select count(*)::int as n from ${table} where home >> 12 = $1`,
      [scope.workspace.no],
    )
    found[table] = rows[0]?.n ?? 0
  }
  return found
}

const changed = (before: Record<string, number>, after: Record<string, number>) =>
  Object.keys(before)
    .filter((table) => before[table] !== after[table])
    .sort()

/** What goes with a table's rows: parts of them, and acts whose reply is gone. */
const partsOf = (table: string): string[] => [
  ...allHoldings('nowhere').flatMap((one) => 'table' in one && 'via' in one.whose && one.whose.via === table ? [one.table] : []), // prettier-ignore
  ...(table === 'moment' ? ['moment_act'] : []),
  ...(table === 'reply' ? ['small_act'] : []),
]

const kinds = [...new Set(aging.map(({ kind }) => kind))]

test('every kind with a time is looked at here', () => {
  const others = ['identity', 'files', 'accounts']
  expect([...kinds, ...others].sort()).toEqual(Object.keys(DESCRIBED).sort())
})

describe.each(kinds)('%s', (kind) => {
  test('goes when its time is over and not a day before, and everything else stays', async () => {
    const scope = await aFullHouse()
    const tables = aging.filter((one) => one.kind === kind)
    for (const { table, ages } of tables) await set(scope, table, ages?.at ?? '', ago(daysOf(kind) - 1))
    const before = await counts(scope)
    await sweepRetention(scope)
    expect(changed(before, await counts(scope))).toEqual([])

    await sweepRetention(later(scope, A_DAY_LATER))
    const after = await counts(scope)
    const expected = new Set(tables.flatMap(({ table }) => [table, ...partsOf(table)]))
    expect(changed(before, after)).toEqual([...expected].sort())
    for (const { table } of tables) expect([table, after[table]]).toEqual([table, 0])
  })
})

test('what still waits for somebody does not age: an open moment, a task not done, a promise that stands', async () => {
  const scope = await aFullHouse()
  for (const { table, ages } of aging) await set(scope, table, ages?.at ?? '', NOW)
  await set(scope, 'moment', 'state', 'open')
  await set(scope, 'moment', 'at', ago(5_000))
  await set(scope, 'act_task', 'done_at', null)
  await set(scope, 'act_task', 'made_at', ago(5_000))
  await set(scope, 'promise', 'settled_at', null)
  await set(scope, 'complaint', 'closed_at', null)
  const before = await counts(scope)
  await sweepRetention(scope)
  expect(changed(before, await counts(scope))).toEqual([])
})

test('a moment that goes takes a later act of its own along', async () => {
  const scope = await aFullHouse()
  await set(scope, 'moment', 'at', ago(daysOf('noticed') + 1))
  await sweepRetention(scope)
  expect(await counts(scope)).toMatchObject({ moment: 0, moment_act: 0 })
})

describe('what is remembered', () => {
  test('stays where a person wrote or confirmed it, until the workspace says for how long', async () => {
    const scope = await aFullHouse()
    await set(scope, 'fact', 'standing', 'confirmed')
    await set(scope, 'fact', 'at', ago(2_000))
    await set(scope, 'fact', 'stood_at', ago(2_000))
    await sweepRetention(scope)
    expect((await counts(scope))['fact']).toBe(2)
    await changeStored(scope, { kind: 'facts', days: null })
    await sweepRetention(scope)
    expect((await counts(scope))['fact']).toBe(2)
    await changeStored(scope, { kind: 'facts', days: 365 })
    await sweepRetention(scope)
    expect((await counts(scope))['fact']).toBe(0)
  })

  test('goes on the day it says itself, confirmed or kept always', async () => {
    const scope = await aFullHouse()
    await changeStored(scope, { kind: 'facts', days: null })
    await set(scope, 'fact', 'standing', 'confirmed')
    await set(scope, 'fact', 'stood_at', NOW)
    await set(scope, 'fact', 'expires_at', new Date(NOW.getTime() + 1_000))
    await sweepRetention(scope)
    expect((await counts(scope))['fact']).toBe(2)
    await sweepRetention(later(scope, 1_000))
    expect((await counts(scope))['fact']).toBe(0)
  })

  test('that was put away as forgotten goes with its time', async () => {
    const scope = await aFullHouse()
    await set(scope, 'fact', 'standing', 'forgotten')
    await set(scope, 'fact', 'stood_at', NOW)
    await set(scope, 'fact', 'at', ago(181))
    await sweepRetention(scope)
    expect((await counts(scope))['fact']).toBe(0)
  })
})

test('a kind kept longer by the workspace is kept longer', async () => {
  const scope = await aFullHouse()
  await changeStored(scope, { kind: 'mail', days: 1_096 })
  await set(scope, 'mail_message', 'at', ago(1_000))
  await sweepRetention(scope)
  expect((await counts(scope))['mail_message']).toBe(2)
  await changeStored(scope, { kind: 'mail', days: 999 })
  await sweepRetention(scope)
  expect((await counts(scope))['mail_message']).toBe(0)
})

describe('a person of whom nothing was heard', () => {
  async function unheard(days: number): Promise<{ scope: Scope; id: CustomerId }> {
    const scope = await aFullHouse()
    const id = idOf(scope, EMAIL)
    await client.query('update customer set last_at = $2 where id = $1', [id, ago(days)])
    return { scope, id }
  }
  const isThere = (scope: Scope, id: CustomerId) => findPerson(scope, id).then(() => true, () => false) // prettier-ignore

  test('is forgotten whole when that time is over and not a day before; others stay', async () => {
    const { scope, id } = await unheard(daysOf('identity') - 1)
    await sweepRetention(scope)
    expect(await isThere(scope, id)).toBe(true)
    const before = await counts(scope)
    await sweepRetention(later(scope, A_DAY_LATER))
    expect([await isThere(scope, id), await isThere(scope, idOf(scope, JO))]).toEqual([false, true])
    const after = await counts(scope)
    for (const table of [
      'entry',
      'picture',
      'entry_file',
      'mail_page',
      'moment',
      'fact',
      'promise',
      'reply',
      'journey_person',
      'mail_thread',
      'complaint',
    ])
      // prettier-ignore
      expect([table, after[table]]).toEqual([table, (before[table] ?? 0) - 1])
    expect(after['courtesy_grant']).toBe(before['courtesy_grant'])
  })

  test('stays, with all that is hers, while the use of her data is restricted', async () => {
    const { scope, id } = await unheard(5_000)
    await transact(scope, (scope) => holdPerson(scope, id, 'restriction'))
    await openMonth(scope, ago(5_000))
    for (const { table, ages, whose } of aging)
      if ('customer' in whose)
        await client.query(`update ${table} set ${ages?.at} = $2 where ${whose.customer} = $1`, [id, ago(5_000)]) // prettier-ignore
    const before = await counts(scope)
    await sweepRetention(scope)
    expect(changed(before, await counts(scope))).toEqual([])
  })

  test('stays while a request of hers is open', async () => {
    const { scope, id } = await unheard(5_000)
    await openRequest(scope, id, 'export')
    await sweepRetention(scope)
    expect(await isThere(scope, id)).toBe(true)
  })
})

test('an imported file goes with its time, its line in the list of imports stays', async () => {
  const scope = await aWorkspace()
  const id = newId<'import'>(scope)
  await client.query(
    `insert into import_run (home, id, kind, name, state, format, bytes, tally, created_at, finished_at) values ($1, $2, 'file', 'orders.csv', 'finished', 'csv', 1, '{}', $3, $3)`,
    [scope.workspace.no * 4096, id, ago(29)],
  )
  const file = join(directory.path, `${id}.file`)
  await writeFile(file, 'name\n')
  const isThere = () => access(file).then(() => true, () => false) // prettier-ignore
  await sweepRetention(scope)
  expect(await isThere()).toBe(true)
  await sweepRetention(later(scope, A_DAY_LATER))
  expect(await isThere()).toBe(false)
  expect((await counts(scope))['import_run']).toBe(1)
})

test('the sweep accounts for what it took, and run again takes nothing', async () => {
  const scope = await aFullHouse()
  await set(scope, 'mail_message', 'at', ago(1_000))
  await sweepRetention(scope)
  const log = async () =>
    (await client.query<{ details: string }>(`select details from audit_unsealed where home >> 12 = $1 and action = 'retention.swept'`, [scope.workspace.no])).rows // prettier-ignore
  expect((await log()).map(({ details }) => JSON.parse(details) as unknown)).toEqual([
    { kind: 'mail', rows: 2 },
  ])
  await sweepRetention(scope)
  expect(await log()).toHaveLength(1)
  expect(listHoldings().length).toBeGreaterThan(30)
})
