/** A start is patient with a database that is away for a moment, and with nothing else. */
import { expect, test } from 'vitest'
import { testDatabase } from '#testing/database.ts'
import { openProxy } from '#testing/proxy.ts'
import { openDatabase, sql } from './database.ts'
import { patiently } from './faults.ts'

test('what finds no database is done once it is back; another error, or too long a time, is told', async () => {
  const proxy = await openProxy(await testDatabase())
  const db = openDatabase({ connectionString: proxy.url })
  let tries = 0
  const ask = () => {
    tries += 1
    if (tries === 3) proxy.mend()
    return db.owner(async (db) => (await db.one<{ one: number }>(sql`select 1 as one`)).one)
  }
  try {
    proxy.cut()
    expect(await patiently(ask, { everyMs: 5 })).toBe(1)
    expect(tries).toBe(3)

    const wrong = () => Promise.reject(new RangeError(`try ${(tries += 1)}`))
    await expect(patiently(wrong, { everyMs: 5 })).rejects.toThrow('try 4')

    proxy.cut()
    tries = 3
    await expect(patiently(ask, { forMs: 0, everyMs: 5 })).rejects.toThrow()
    expect(tries).toBeLessThan(6)
  } finally {
    await db.close()
    await proxy.close()
  }
})
