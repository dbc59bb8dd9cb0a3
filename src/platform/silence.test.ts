/** A database that says nothing is given up after a while, and one that answered late only because we stood still is not. */
import { setTimeout as wait } from 'node:timers/promises'
import { expect, onTestFinished, test } from 'vitest'
import { testDatabase } from '#testing/database.ts'
import { openProxy } from '#testing/proxy.ts'
import { openDatabase, sql, type Database } from './database.ts'
import { isConnectionLoss } from './faults.ts'

const WORKSPACE = { no: 1, slices: 1 } as const
/** Long enough for an answer on a busy machine. */
const SILENT_MS = 1_000

async function aWire() {
  const wire = await openProxy(await testDatabase())
  const db = openDatabase({ connectionString: wire.url })
  onTestFinished(async () => {
    wire.mend()
    await db.close()
    await wire.close()
  })
  return { wire, db }
}

const ask = (db: Database, meanwhile = () => {}) =>
  db.transaction(
    WORKSPACE,
    async (db) => {
      const asked = db.one<{ one: number }>(sql`select 1 as one`)
      setImmediate(meanwhile)
      return (await asked).one
    },
    { silentMs: SILENT_MS },
  )

test('who waits for a database that says nothing hears that it is away, and the next is answered', async () => {
  const { wire, db } = await aWire()
  expect(await ask(db)).toBe(1)
  expect(wire.hang({ count: 1, name: 'spoonful' })).toBe(1)
  expect(isConnectionLoss(await ask(db).catch((error: unknown) => error))).toBe(true)
  expect(await ask(db)).toBe(1)
})

test('so does a trip of several statements', async () => {
  const { wire, db } = await aWire()
  const trip = () =>
    db.together(WORKSPACE, [{ name: 'test.one', query: sql`select 1` }], { silentMs: SILENT_MS })
  expect(await trip()).toEqual([1])
  wire.hang({ count: 1, name: 'spoonful' })
  expect(isConnectionLoss(await trip().catch((error: unknown) => error))).toBe(true)
  expect(await trip()).toEqual([1])
})

test('a connection that stops anywhere on its way to being one is given up, too', async () => {
  const stops = Array.from({ length: 8 }, async (_, i) => {
    const { wire, db } = await aWire()
    wire.slow(20)
    const asked = ask(db).catch((error: unknown) => error)
    await wait(15 * i)
    wire.hang()
    return isConnectionLoss(await asked)
  })
  expect(await Promise.all(stops)).toEqual(stops.map(() => true))
})

test('an answer that lies there already counts, however long this process stood still', async () => {
  // Past the wire, which stands still with this process.
  const db = openDatabase(await testDatabase())
  onTestFinished(() => db.close())
  const standStill = () => {
    for (const until = performance.now() + 1.5 * SILENT_MS; performance.now() < until;);
  }
  expect(await ask(db)).toBe(1)
  expect(await ask(db, standStill)).toBe(1)
})

test('what a connection holds that nobody speaks on is let go by the database itself', async () => {
  const { db } = await aWire()
  const held = await db.owner((db) =>
    db.one<{ ms: string }>(sql`select current_setting('idle_in_transaction_session_timeout') as ms`),
  )
  expect(held.ms).toBe('30s')
})
