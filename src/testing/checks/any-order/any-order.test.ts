/** SAFETY.md G5: each event sent three times, in any order, over two processes on one database, stands once, and all that follows from it is the same. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { setTimeout as wait } from 'node:timers/promises'
import { createKey } from '#features/team/index.ts'
import { shuffled } from '#kit/random.ts'
import { chance } from '#platform/scope.ts'
import { testDatabase, urlOf } from '#testing/database.ts'
import { makeTestDirectory } from '#testing/directory.ts'
import type { TestConnection } from '#testing/global-setup.ts'
import { startProgram, type Program } from '#testing/program.ts'
import { asked } from '#testing/asked.ts'
import { aWorkspace } from '#testing/workspace.ts'
import { chanceOf, SEED, sized, tally } from '../run.ts'
import { happened, type SentEvent } from './happened.ts'
import { digestOf, standingOf } from './standing.ts'

const EVENTS = Number(process.env['EVENTS'] ?? sized(500, 10_000))
const ORDERS = Number(process.env['ORDERS'] ?? sized(3, 20))
const TIMES = 3
/** Events in one request, and requests of one process at once. */
const TOGETHER = 100
const AT_ONCE = 3

let database: TestConnection
let directory: Awaited<ReturnType<typeof makeTestDirectory>>
let processes: Program[] = []
beforeAll(async () => {
  database = await testDatabase()
  directory = await makeTestDirectory('any-order')
  const start = (n: number) =>
    startProgram({
      DATABASE_URL: urlOf(database),
      SPOONFUL_DATA: `${directory.path}/${n}`,
      SPOONFUL_SECRET_KEYS: 'ab'.repeat(32),
    })
  processes = [await start(1), await start(2)]
})
afterAll(async () => {
  await Promise.all(processes.map((one) => one.stop()))
  await directory.remove()
})

test(
  `${EVENTS} events three times each, in ${ORDERS} orders over two processes, leave what they leave once and in order`,
  { timeout: 3_600_000 },
  async () => {
    const counted = tally('order')
    const random = chanceOf('order')
    const began = new Date()
    const events = happened(EVENTS, began)
    const straight = await standingAfter(began, events, 1, processes.slice(0, 1))
    expect(straight.get('intake_seen')).toHaveLength(EVENTS)
    const digest = digestOf(straight)
    for (let order = 0; order < ORDERS; order++) {
      const thrice = shuffled(random, Array.from({ length: TIMES }, () => events).flat())
      const standing = await standingAfter(began, thrice, order % 2 === 0 ? 1 : 4, processes)
      for (const [table, rows] of standing)
        expect([table, rows], `SEED=${SEED}, order ${order}`).toEqual([table, straight.get(table)])
      expect(digestOf(standing)).toBe(digest)
      counted.add(thrice.length)
    }
    const { length } = straight.get('moment') ?? []
    counted.end(EVENTS * TIMES * ORDERS, { events: EVENTS, orders: ORDERS, moments: length, digest })
  },
)

/** Sends events to a workspace of their own, in this order, and waits until all is read; answers what then stands. */
async function standingAfter(
  began: Date,
  events: readonly SentEvent[],
  slices: 1 | 4,
  to: readonly Program[],
) {
  const scope = await aWorkspace({ slices, now: new Date() })
  const { secret } = await createKey(
    { ...scope, random: chance },
    { name: 'order', scopes: ['intake'], trust: 'server' },
  )
  const batches = Array.from({ length: Math.ceil(events.length / TOGETHER) }, (_, i) =>
    events.slice(i * TOGETHER, (i + 1) * TOGETHER),
  )
  const sender = async ({ url }: Program) => {
    for (let batch = batches.shift(); batch; batch = batches.shift()) await send(url, secret, batch)
  }
  // In order means one after the other; else three at once at each process.
  await Promise.all(
    to.flatMap((one) => Array.from({ length: to.length > 1 ? AT_ONCE : 1 }, () => sender(one))),
  )
  const { no } = scope.workspace
  const countLeft = async (which: string) =>
    (await asked(database, `select from announcement where home >> 12 = ${no} and ${which} limit 1`)).length
  while ((await countLeft('tries < 5')) > 0) await wait(100)
  expect(await countLeft('tries >= 5')).toBe(0)
  return standingOf(database, no, began)
}

async function send(url: string, secret: string, batch: readonly SentEvent[]): Promise<void> {
  for (;;) {
    const response = await fetch(`${url}/v1/batch`, {
      method: 'POST',
      headers: { authorization: `Basic ${btoa(`${secret}:`)}`, 'content-type': 'application/json' },
      body: JSON.stringify({ batch }),
    })
    const text = await response.text()
    if (response.status === 200) return
    if (response.status !== 429) throw new Error(`SEED=${SEED}: ${response.status} ${text}`)
    await wait(200)
  }
}
