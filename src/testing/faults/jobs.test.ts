/** SAFETY.md G7 at length: thousands of replies go out by two processes of which one is killed again and again. Each reaches its conversation once. SIZE, JOBS and SEED can be set. */
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Client } from 'pg'
import { integerBetween } from '#kit/random.ts'
import { chance, newId } from '#platform/scope.ts'
import { chanceOf, IS_LONG, SEED, tally } from '#testing/checks/run.ts'
import { testDatabase, urlOf } from '#testing/database.ts'
import { makeTestDirectory } from '#testing/directory.ts'
import { startFakeChatwoot, type FakeChatwoot } from '#testing/fake-chatwoot.ts'
import type { TestConnection } from '#testing/global-setup.ts'
import { aKey, enter, startProgram, type Program } from '#testing/program.ts'
import { asked } from '#testing/asked.ts'

/** Not in every push: what a killed process was handing over is left alone for a minute. Pushes have kill-in-hold.test.ts. */
const JOBS = Number(process.env['JOBS'] ?? 10_000)
const POISONED = 3

let database: TestConnection
let directory: Awaited<ReturnType<typeof makeTestDirectory>>
let provider: FakeChatwoot
let first: Program
let second: Program
const start = (n: number) =>
  startProgram({
    DATABASE_URL: urlOf(database),
    SPOONFUL_DATA: `${directory.path}/${n}`,
    SPOONFUL_SECRET_KEYS: 'ab'.repeat(32),
    SPOONFUL_PRIVATE_NETWORKS: '127.0.0.0/8',
  })

beforeAll(async () => {
  if (!IS_LONG) return
  database = await testDatabase()
  directory = await makeTestDirectory('jobs')
  provider = await startFakeChatwoot()
  first = await start(1)
  second = await start(2)
})
afterAll(async () => {
  await first?.stop()
  await second?.stop()
  await provider?.close()
  await directory?.remove()
})

test.runIf(IS_LONG)(
  `${JOBS} replies reach their conversations once each while a process is killed, and poisoned work is set aside`,
  { timeout: 3_600_000 },
  async () => {
    const counted = tally('jobs')
    const random = chanceOf('jobs')
    const cookie = await enter(first)
    await hold(cookie)
    await poison()
    let kills = 0
    for (let left = JOBS; left > 0; left = await countDue()) {
      await wait(integerBetween(random, 200, 8_000))
      if ((await countDue()) < JOBS / 20) continue
      await second.kill()
      second = await start(2)
      kills += 1
    }
    await expect.poll(() => stuck(), { timeout: 120_000 }).toHaveLength(POISONED)

    const states = await asked(database, `select state, count(*)::int as count from reply group by 1`)
    expect(states, `SEED=${SEED}`).toEqual([{ state: 'sent', count: JOBS }])
    const said = [...provider.conversations.values()].map(({ messages }) =>
      messages.map(({ content }) => content),
    )
    expect(said).toEqual(Array.from({ length: JOBS }, (_, i) => [`Reply ${i}`]))
    const onTimeline = await asked(
      database,
      `select count(*)::int as count, count(distinct body)::int as once from entry where kind = 'message_out'`,
    )
    expect(onTimeline).toEqual([{ count: JOBS, once: JOBS }])
    // What the killed process had claimed is taken over after two minutes.
    const open = () => asked(database, `select from announcement where tries < 5`)
    await expect.poll(open, { timeout: 300_000, interval: 1_000 }).toEqual([])
    expect(await stuck()).toEqual(
      Array.from({ length: POISONED }, () => ({ subscriber: 'moments.notice', tries: 5 })),
    )
    counted.add(JOBS)
    counted.end(JOBS, { kills, 'reached twice': 0, 'not reached': 0, poisoned: POISONED })
  },
)

const countDue = async () => (await asked(database, `select from reply where next_try_at is not null`)).length

const stuck = () => asked(database, `select subscriber, tries from announcement where tries >= 5 order by id`)

/** News that no reader can read. */
async function poison(): Promise<void> {
  const [{ no } = { no: 0 }] = await asked<{ no: number }>(database, `select no from workspace`)
  for (let i = 0; i < POISONED; i++)
    await asked(
      database,
      `insert into announcement (home, id, subscriber, name, body, due_at, priority)
       values (${no} * 4096, '${newId({ now: new Date(), random: chance })}', 'moments.notice', 'timeline.recorded', '"poison"', now(), 0)`,
    )
}

/** A reply for each of so many conversations in Chatwoot, all of them due, as if their hold was over. */
async function hold(cookie: string): Promise<void> {
  const secret = await aKey(first.url, cookie, ['intake', 'read'])
  await fetch(`${first.url}/v1/track`, {
    method: 'POST',
    headers: { authorization: `Basic ${btoa(`${secret}:`)}`, 'content-type': 'application/json' },
    body: JSON.stringify({ messageId: 'm', userId: 'maren', event: 'Contact Received', properties: { message: 'Where is my order? It still hasn’t arrived.' } }),
  }) // prettier-ignore
  const get = async <T>(path: string) =>
    (await (await fetch(`${first.url}${path}`, { headers: { cookie } })).json()) as T
  type Moment = { id: string; customer: { id: string } }
  const moments = () => get<{ items: Moment[] }>('/api/v1/moments?limit=1').then(({ items }) => items)
  await expect.poll(moments, { timeout: 30_000 }).toHaveLength(1)
  const [moment] = await moments()
  const joined = await fetch(`${first.url}/api/v1/chatwoot-accounts`, {
    method: 'POST',
    headers: { cookie, 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'Help', baseUrl: provider.url, accountNo: 7, token: provider.token, inboxNo: null, secret: null, readsHistory: false }),
  }) // prettier-ignore
  const { id: account } = (await joined.json()) as { id: string }
  for (let i = 0; i < JOBS; i++) provider.conversations.set(i, { contact: { id: 51 }, messages: [] })
  const ids = Array.from({ length: JOBS }, () =>
    newId({ now: new Date(), random: chance }, moment?.customer.id),
  )
  const client = new Client(database)
  await client.connect()
  await client.query(
    `insert into reply (home, id, customer_id, moment_id, channel, address, in_reply_to, text, state, held_until, next_try_at, by_id, by_name, at, is_done, is_personal, from_scratch)
     select w.no * 4096, r.id, $1, $2, 'chatwoot', 'conversation ' || n - 1, $3 || '/' || n - 1 || '/m', 'Reply ' || n - 1, 'held', now(), now(), m.id, m.name, now(), false, false, true
     from workspace w join member m on m.workspace_id = w.id, unnest($4::uuid[]) with ordinality r (id, n)`,
    [moment?.customer.id, moment?.id, account, ids],
  )
  await client.end()
}
