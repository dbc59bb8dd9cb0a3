/** SAFETY.md G2, G8, G9 for promises: none raised twice, none early, none forgotten, whatever befalls those who watch. */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import { afterEach, describe, expect, test } from 'vitest'
import { changeCalendar, listLedger, lookForDue, makePromise } from '#features/promises/index.ts'
import { ListPromises } from '#features/promises/contract.ts'
import { customerIdOf, recordEntries } from '#features/timeline/index.ts'
import { openLog } from '#platform/log.ts'
import type { Scope } from '#platform/scope.ts'
import { testDatabase, urlOf } from '#testing/database.ts'
import { openProxy } from '#testing/proxy.ts'
import { aWorkspace, anEntry, seededChance } from '#testing/workspace.ts'

const PROMISES = 240
const SEED = Number(process.env['SEED'] ?? 20251121)

const running = new Set<ChildProcess>()
afterEach(async () => {
  for (const child of running) await kill(child)
})

async function watch(databaseUrl: string, jumpsMs: readonly number[] = []): Promise<ChildProcess> {
  const child = spawn(process.execPath, [fileURLToPath(new URL('raiser-process.ts', import.meta.url))], {
    env: { ...process.env, DATABASE_URL: databaseUrl, JUMPS_MS: jumpsMs.join(',') },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  running.add(child)
  for await (const line of createInterface(child.stdout!)) if (line === 'watching') break
  return child
}

async function kill(child: ChildProcess): Promise<void> {
  running.delete(child)
  if (child.exitCode !== null || child.signalCode !== null) return
  child.kill('SIGKILL')
  await once(child, 'exit')
}

/** SQL of the test's own, past the product. */
async function asOwner<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
  const { host, port, user, password, database } = await testDatabase()
  const client = new pg.Client({ host, port, user, password, database })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

/** Open promises that are not due for long. */
async function manyOpen(): Promise<Scope> {
  const scope = await aWorkspace({ slices: 4, now: new Date() })
  const names = Array.from({ length: 12 }, (_, i) => `c${i}`)
  await recordEntries(scope, names.map((name) => anEntry({ at: scope.now, identities: [{ kind: 'email', value: `${name}@example.com`, verified: true }] }))) // prettier-ignore
  for (let i = 0; i < PROMISES; i++)
    await makePromise(scope, {
      customerId: customerIdOf(scope.workspace.id, {
        kind: 'email',
        value: `${names[i % names.length]}@example.com`,
      }),
      wording: `Check back ${i}`,
      when: 'in 30 days',
      keptBy: 'word',
      touchpoint: 'check_back',
    })
  return scope
}

/** From now on one of them is due every few milliseconds, by the database's own clock. */
async function comeDue(scope: Scope, spreadMs: number): Promise<void> {
  await asOwner((client) =>
    client.query(
      `with numbered as (select home, id, row_number() over (order by id) as n from promise where home >> 12 = $1)
       update promise p set due_at = clock_timestamp() + n.n * $2::float8 * interval '1 millisecond', risk_at = clock_timestamp() + n.n * $2::float8 * interval '0.6 millisecond',
         next_look_at = clock_timestamp() + n.n * $2::float8 * interval '0.6 millisecond'
       from numbered n where p.home = n.home and p.id = n.id`,
      [scope.workspace.no, spreadMs / PROMISES],
    ),
  )
}

type Told = { readonly id: string; readonly name: string; readonly isEarly: boolean }

/** What was announced of each promise, and whether its time, by the database's clock, still lies ahead. */
function toldOf({ workspace }: Scope): Promise<Told[]> {
  return asOwner(
    async (client) =>
      (
        await client.query<Told>(
          `select p.id, a.name, case when a.name = 'promise.broken' then p.due_at else p.risk_at end > clock_timestamp() as "isEarly"
           from announcement a, jsonb_array_elements_text(a.body->'ids') as told (id), promise p
           where a.home >> 12 = $1 and a.subscriber like 'test.%' and p.home = a.home and p.id = told.id::uuid`,
          [workspace.no],
        )
      ).rows,
  )
}

/** Waits until every promise has broken, as long as it takes; none may have been told before its time at any look. */
async function allBroken(scope: Scope): Promise<readonly Told[]> {
  for (;;) {
    const told = await toldOf(scope)
    expect(told.filter(({ isEarly }) => isEarly)).toEqual([])
    if (new Set(told.filter(({ name }) => name === 'promise.broken').map(({ id }) => id)).size === PROMISES)
      return told
    await wait(50)
  }
}

function expectOnceEach(told: readonly Told[]): void {
  for (const name of ['promise.at_risk', 'promise.broken']) {
    const ids = told.filter((one) => one.name === name).map(({ id }) => id)
    expect(new Set(ids).size, `${name} once each`).toBe(ids.length)
  }
  expect(told.filter(({ name }) => name === 'promise.broken')).toHaveLength(PROMISES)
}

describe('none raised twice, none early, none forgotten', () => {
  test('when those who watch are killed again and again', { timeout: 120_000 }, async () => {
    const random = seededChance(SEED)
    const url = urlOf(await testDatabase())
    const scope = await manyOpen()
    const second = await watch(url)
    await comeDue(scope, 4_000)
    for (let kills = 0; kills < 8; kills++) {
      const child = await watch(url)
      await wait(((random(1)[0] ?? 0) * 2) % 400)
      await kill(child)
    }
    await kill(second)
    await watch(url)
    expectOnceEach(await allBroken(scope))
  })

  test(
    'when their own clocks jump: an hour and three days ahead, ten minutes back',
    { timeout: 120_000 },
    async () => {
      const url = urlOf(await testDatabase())
      const scope = await manyOpen()
      const children = [await watch(url, [3_600_000, 3 * 86_400_000, -600_000]), await watch(url, [-600_000, -86_400_000, 3_600_000])] // prettier-ignore
      await comeDue(scope, 4_000)
      for (let jump = 0; jump < 3; jump++) {
        await wait(700)
        for (const child of children) child.kill('SIGUSR2')
        await wait(100)
        expect((await toldOf(scope)).filter(({ isEarly }) => isEarly)).toEqual([])
      }
      expectOnceEach(await allBroken(scope))
    },
  )

  test('when the database goes away while they come due, and comes back', { timeout: 120_000 }, async () => {
    const proxy = await openProxy(await testDatabase())
    try {
      const scope = await manyOpen()
      await watch(proxy.url)
      await comeDue(scope, 3_000)
      await wait(800)
      proxy.cut()
      await wait(1_500)
      proxy.mend()
      expectOnceEach(await allBroken(scope))
    } finally {
      await proxy.close()
    }
  })

  test('when the backend that is writing is ended by the server', { timeout: 120_000 }, async () => {
    const scope = await manyOpen()
    await watch(urlOf(await testDatabase()))
    await comeDue(scope, 3_000)
    for (let ended = 0; ended < 10; ended++) {
      await wait(200)
      await asOwner((client) =>
        client.query(
          `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() and query like '%promise%' and query like '%next_look_at%'`,
        ),
      )
    }
    expectOnceEach(await allBroken(scope))
  })
})

describe('nights on which the clock is put', () => {
  const day = [['00:00', '24:00']] as [string, string][]
  const always = { mon: day, tue: day, wed: day, thu: day, fri: day, sat: day, sun: day }

  test.each([
    // 00:30 EDT; the hour from one to two comes twice.
    ['two open hours over the night in autumn', '2025-11-02T04:30:00Z', '2025-11-02T06:30:00.000Z'],
    // 01:30 EST; the hour from two to three is not there.
    ['two open hours over the night in spring', '2026-03-08T06:30:00Z', '2026-03-08T08:30:00.000Z'],
  ])('%s are two hours: not raised a moment before', async (_, made, due) => {
    const scope = await aWorkspace({ now: new Date(made) })
    await recordEntries(scope, [anEntry({ at: scope.now })])
    await changeCalendar(scope, { zone: 'America/New_York', week: always, holidays: [] })
    await makePromise(scope, {
      customerId: customerIdOf(scope.workspace.id, { kind: 'email', value: 'maren@example.com' }),
      wording: 'Check back',
      when: 'in 2 business hours',
      keptBy: 'word',
      touchpoint: 'check_back',
    })
    const [row] = (await listLedger(scope, ListPromises.parse({}))).items
    expect(row?.dueAt).toBe(due)
    const look = async (at: number) =>
      lookForDue({
        db: scope.db,
        log: openLog('silent'),
        workspaceOf: async (no) => (no === scope.workspace.no ? scope.workspace : undefined),
        clock: () => Promise.resolve(new Date(at)),
      })
    const standing = async (at: number) =>
      (await listLedger({ ...scope, now: new Date(at) }, ListPromises.parse({}))).items[0]?.standing
    const dueMs = Date.parse(due)
    await look(dueMs)
    expect(await standing(dueMs)).toBe('at_risk')
    await look(dueMs + 1)
    expect(await standing(dueMs + 1)).toBe('broken')
  })
})
