/** SAFETY.md G2, G6: kill -9 while replies are held and sent. What was acknowledged goes out once, its money is given once. SEED can be set. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeTestDirectory } from '#testing/directory.ts'
import { aKey, enter, startProgram, type Program } from '#testing/program.ts'
import { seededChance } from '#testing/workspace.ts'

const SEED = Number(process.env['SEED'] ?? 20251121)
const CUSTOMERS = 12
/** A reply is held for ten seconds; kills come while it is pressed, held, and sent. */
const KILLS_AFTER_MS = [150, 4_000, 5_900, 400]

let directory: Awaited<ReturnType<typeof makeTestDirectory>>
let program: Program | undefined

beforeAll(async () => {
  directory = await makeTestDirectory('hold')
})
afterAll(async () => {
  await program?.stop()
  await directory.remove()
})

type Moment = { id: string; customer: { id: string } }
type Reply = { id: string; momentId: string; state: string }

test('kill -9 during the hold loses nothing and doubles nothing', { timeout: 240_000 }, async () => {
  console.log(`SEED=${SEED}`)
  const random = seededChance(SEED)
  const environment = { SPOONFUL_DATA: directory.path }
  program = await startProgram(environment)
  const cookie = await enter(program)
  const moments = await fill(program.url, await aKey(program.url, cookie, ['intake']), cookie)
  const acknowledged = new Map<string, string>()

  for (const [round, wait] of KILLS_AFTER_MS.entries()) {
    const { url } = program
    const presses = moments
      .filter((_, i) => i % KILLS_AFTER_MS.length === round)
      .map(async ({ id }, i) => {
        const reply = await post<Reply>(`${url}/api/v1/replies`, cookie, {
          key: `press-${round}-${i}`,
          momentId: id,
          text: `Reply to ${id}`,
          acts: [
            { kind: 'credit', amountMinor: 100 },
            { kind: 'check_back', when: 'in 2 business days' },
          ],
        }).catch(() => undefined)
        if (reply) acknowledged.set(reply.id, id)
      })
    // A late kill comes while replies are held or sent: on a slow machine they have to be pressed first.
    if (wait >= 4_000) await Promise.all(presses)
    await new Promise((resolve) => setTimeout(resolve, wait + ((random(1)[0] ?? 0) % 200)))
    await program.kill()
    await Promise.all(presses)
    program = await startProgram(environment)
  }

  const { url } = program
  const replies = await settled(url, cookie)
  const standing = replies.filter(({ state }) => state !== 'undone')
  expect(standing.map(({ state }) => state)).toEqual(standing.map(() => 'sent'))
  expect([...acknowledged.keys()].filter((id) => !standing.some((reply) => reply.id === id))).toEqual([])
  expect(acknowledged.size).toBeGreaterThanOrEqual(CUSTOMERS / 2)

  const grants = await grantsOf(url, cookie)
  const { items: promises } = await get<{ items: { momentId: string }[] }>(
    `${url}/api/v1/promises?limit=200`,
    cookie,
  )
  const { items: tasks } = await get<{ items: { momentId: string }[] }>(`${url}/api/v1/tasks`, cookie)
  for (const { id, customer } of moments) {
    const sent = standing.filter(({ momentId }) => momentId === id).length
    const { items } = await get<{ items: { kind: string; text: string }[] }>(
      `${url}/api/v1/customers/${customer.id}/timeline`,
      cookie,
    )
    const mine = (list: readonly { momentId: string }[]) =>
      list.filter(({ momentId }) => momentId === id).length
    const given = grants
      .filter(({ momentId }) => momentId === id)
      .reduce((sum, { amountMinor }) => sum + amountMinor, 0)
    expect(
      [items.filter(({ kind }) => kind === 'message_out').length, given, mine(promises), mine(tasks)],
      `moment ${id}`,
    ).toEqual([sent, 100 * sent, sent, sent])
  }
  console.log(`${acknowledged.size} acknowledged, ${standing.length} sent, ${KILLS_AFTER_MS.length} kills`)
})

/** Customers who each ask where their order is; answers their moments once all were noticed. */
async function fill(url: string, secret: string, cookie: string): Promise<Moment[]> {
  const batch = Array.from({ length: CUSTOMERS }, (_, i) => ({
    type: 'track',
    event: 'Contact Received',
    messageId: `m-${i}`,
    userId: `user-${i}`,
    properties: { message: 'Where is my order? It still hasn’t arrived.' },
  }))
  await fetch(`${url}/v1/batch`, {
    method: 'POST',
    headers: { authorization: `Basic ${btoa(`${secret}:`)}`, 'content-type': 'application/json' },
    body: JSON.stringify({ batch }),
  })
  for (let i = 0; i < 100; i++) {
    const { items } = await get<{ items: Moment[] }>(`${url}/api/v1/moments?limit=50`, cookie)
    if (items.length >= CUSTOMERS) return items
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
  throw new Error('the moments were not noticed')
}

/**
 * Every reply once none is on its way any more: what a killed process was handing over is tried again after a minute, and the money
 * of a press that died before its answer, which is in no list of replies, is freed after half of one.
 */
async function settled(url: string, cookie: string): Promise<Reply[]> {
  for (let i = 0; i < 150; i++) {
    const { items } = await get<{ items: Reply[] }>(`${url}/api/v1/replies?limit=200`, cookie)
    const { items: tasks } = await get<{ items: unknown[] }>(`${url}/api/v1/tasks`, cookie)
    const sent = items.filter(({ state }) => state === 'sent')
    const given = (await grantsOf(url, cookie)).reduce((sum, { amountMinor }) => sum + amountMinor, 0)
    const isOver = items.every(({ state }) => state === 'sent' || state === 'undone')
    if (isOver && tasks.length >= sent.length && given <= 100 * sent.length) return items
    await new Promise((resolve) => setTimeout(resolve, 1_000))
  }
  throw new Error('some replies are still on their way, or money stays given that went with none')
}

/** What was given and what was taken back, as amounts above and below zero. */
async function grantsOf(url: string, cookie: string): Promise<{ amountMinor: number; momentId: string }[]> {
  const { items } = await get<{ items: { amountMinor: number; momentId: string }[] }>(
    `${url}/api/v1/grants?limit=200`,
    cookie,
  )
  return items
}

async function get<T>(url: string, cookie: string): Promise<T> {
  const response = await fetch(url, { headers: { cookie } })
  if (!response.ok) throw new Error(`${url}: ${response.status} ${await response.text()}`)
  return (await response.json()) as T
}

async function post<T>(url: string, cookie: string, body: object): Promise<T> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { cookie, 'content-type': 'application/json', origin: new URL(url).origin },
    body: JSON.stringify(body),
  })
  if (!response.ok) throw new Error(`${url}: ${response.status} ${await response.text()}`)
  return (await response.json()) as T
}
