/** SAFETY.md G22: a person of whom something stands in every place is erased; nothing of it is left, now or after an older backup was brought back. */
import { execFile } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { testDatabase, urlOf } from '#testing/database.ts'
import { makeTestDirectory } from '#testing/directory.ts'
import { filesIn, rowsOf } from '#testing/everything.ts'
import type { TestConnection } from '#testing/global-setup.ts'
import { enter, startProgram, type Program } from '#testing/program.ts'
import { asked } from '#testing/asked.ts'
import { anEmptyDatabase } from '#testing/side-database.ts'
import { sized, tally } from '../run.ts'
import { ask, CANARIES, leaveTraces, openDoor, sayMuch, send, told, unreadable, type Door } from './traces.ts'

/** Messages she has sent besides: at length, how long their erasure takes is told. */
const MESSAGES = Number(process.env['EVENTS'] ?? sized(0, 10_000))

let database: TestConnection
let directory: Awaited<ReturnType<typeof makeTestDirectory>>
let program: Program
let door: Door
beforeAll(async () => {
  database = await testDatabase()
  directory = await makeTestDirectory('erased')
  program = await startProgram(environmentOf(database, 'data'))
  door = await openDoor(program, await enter(program))
})
afterAll(async () => {
  await program?.stop()
  await directory?.remove()
})
const environmentOf = (database: TestConnection, name: string) => ({
  DATABASE_URL: urlOf(database),
  SPOONFUL_DATA: join(directory.path, name),
  SPOONFUL_SECRET_KEYS: 'ab'.repeat(32),
  LOG_LEVEL: 'trace',
})

test(
  'of who is erased nothing is left in the database, the files and the log, nor after an older backup was brought back',
  { timeout: 1_800_000 },
  async () => {
    const counted = tally('erased')
    const [{ no } = { no: 0 }] = await asked<{ no: number }>(database, 'select no from workspace')
    const customerId = await leaveTraces(door, no)
    expect(await send(door, JOS)).toBe(200)
    await sayMuch(door, MESSAGES)
    await settled()
    await asked(database, `insert into announcement (home, id, subscriber, name, body, due_at, tries, priority) select home, id, 'moments.notice', 'timeline.recorded', jsonb_build_object('of', customer_id, 'words', 'Steinadler'), now(), 5, 0 from entry where customer_id = '${customerId}' limit 1`) // prettier-ignore
    const left = foundIn(await rowsOf(database))
    expect(Object.keys(CANARIES).filter((place) => !left.includes(place))).toEqual([])
    expect(await asked(database, 'select from picture')).toHaveLength(1)
    const backup = join(directory.path, 'old.backup')
    await spoonful(database, 'data', 'backup', backup)
    const ledger = () => asked(database, 'select * from courtesy_grant order by id')
    const before = await ledger()
    expect(before).toHaveLength(1)

    const began = performance.now()
    await erase(customerId)
    const seconds = (performance.now() - began) / 1_000

    expect(foundIn(await rowsOf(database))).toEqual([])
    expect(await asked(database, 'select from picture')).toEqual([])
    expect(foundIn(await filesIn(join(directory.path, 'data')))).toEqual([])
    expect(foundIn(program.said())).toEqual([])
    expect(await ledger()).toEqual(before)
    expect(await ask(door, 'GET', '/audit/check')).toMatchObject({ holds: true })

    // Late news of her, known and unknown, makes nobody; what cannot be read is not kept either.
    for (const no of ['first', 'late']) {
      expect(await send(door, told(no, new Date(Date.now() - 1_800_000)))).toBe(200)
      expect(await send(door, unreadable(no))).toBe(400)
    }
    await settled()
    expect(foundIn(await rowsOf(database))).toEqual([])

    const list = join(directory.path, 'the list of the erased')
    await writeFile(list, await spoonful(database, 'data', 'erasures'))
    const restored = await anEmptyDatabase()
    await spoonful(restored, 'restored', 'restore', backup, '--erasures', list)
    for (const place of [database, restored])
      expect(await asked(place, 'select identity_value as value from customer')).toEqual([
        { value: 'user:jo' },
      ])
    expect(foundIn(await rowsOf(restored))).toEqual([])
    expect(await asked(restored, 'select from picture')).toEqual([])
    expect(await spoonful(restored, 'restored', 'audit', 'verify')).toContain('The audit log holds')

    counted.add(Object.keys(CANARIES).length)
    counted.end(12, {
      'of messages': MESSAGES,
      'erased in s': Math.round(seconds * 10) / 10,
      'found after': 0,
    })
  },
)

/** Who stays. */
const JOS = [
  {
    type: 'track',
    userId: 'jo',
    messageId: 'jo',
    event: 'Contact Received',
    properties: { message: 'Hello' },
  },
]

/** Nothing is on its way any more. */
async function settled(): Promise<void> {
  const open = () => asked(database, 'select from announcement where tries < 5 limit 1')
  await expect.poll(open, { timeout: 600_000, interval: 200 }).toEqual([])
}

async function erase(customerId: string): Promise<void> {
  const { id } = await ask<{ id: string }>(door, 'POST', `/privacy/customers/${customerId}/requests`, {
    kind: 'erase',
  })
  await ask(door, 'PUT', `/privacy/requests/${id}/check`, { how: 'document' })
  await ask(door, 'POST', `/privacy/requests/${id}/fulfilment`, {})
}

/** Which of her words stand in a text, in whatever case, by where she left them. */
function foundIn(words: string): string[] {
  const lower = words.toLowerCase()
  return Object.entries(CANARIES).flatMap(([place, word]) => (lower.includes(word) ? [place] : []))
}

/** A command of the operator's; answers what it said. */
async function spoonful(place: TestConnection, data: string, ...args: readonly string[]): Promise<string> {
  const environment = { ...process.env, ...environmentOf(place, data), LOG_LEVEL: 'error' }
  const { stdout } = await promisify(execFile)(process.execPath, ['src/cli/main.ts', ...args], {
    env: environment,
  })
  return stdout
}
