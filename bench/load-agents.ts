/** SAFETY.md G26: fifty agents over a full house, a million entries in all: the queue, a moment, a timeline of 5,000, the search. */
import { setTimeout as sleep } from 'node:timers/promises'
import { momentSubscribers } from '../src/features/moments/index.ts'
import { timelineSubscribers } from '../src/features/timeline/index.ts'
import { startWorker, subscribe } from '../src/platform/announcements.ts'
import { onGround, quantile, type Ground } from './ground.ts'
import { leave, SECONDS, withProgram, type Running } from './load-parts.ts'
import { fillQueue, vacuum } from './queue-fill.ts'

const AGENTS = 50
const ENTRIES = Number(process.env['LOAD_ENTRIES'] ?? 1_000_000)
/** From one question of an agent to her next. All come from one address, which may ask 3,000 times a minute. */
const PAUSE_MS = Number(process.env['LOAD_PAUSE_MS'] ?? 3_000)
const LIMIT_P95_MS = 300
const LIMIT_P99_MS = 800
/** Rows from which on no table may be read from end to end by what an agent asks. */
const LARGE = 10_000
const ASKED_OF = /^(entry_|moment$|moment_word$|customer$|customer_word$)/

/** Whether it is within the limits. */
export function loadAgents(): Promise<boolean> {
  return onGround(async (ground) => {
    await fill(ground)
    return withProgram(ground, (running) => ask(ground, running))
  })
}

async function fill(ground: Ground): Promise<void> {
  subscribe(...timelineSubscribers, ...momentSubscribers)
  const worker = startWorker(ground)
  try {
    await fillQueue(ground, await ground.newScope(), worker)
  } finally {
    await worker.stop()
  }
  await ground.db.owner(async ({ client }) => {
    const { rows } = await client.query<{ n: number }>(`select count(*)::int as n from entry where message_id like 'm%'`) // prettier-ignore
    const times = Math.ceil(ENTRIES / (rows[0]?.n ?? 1)) - 1
    await client.query(
      `insert into entry (home, at, id, customer_id, conversation_id, kind, channel, source, message_id, title, body, author_kind, author_name, data, received_at)
       select home, at, (left(id::text, 24) || left(md5(id::text || n), 12))::uuid, customer_id, conversation_id, kind, channel, source, message_id || '.' || n, title, body, author_kind, author_name, data, received_at
       from entry, generate_series(1, $1) n where message_id like 'm%'`,
      [times],
    )
  })
  await vacuum(ground.connection)
}

async function ask(ground: Ground, { program, cookie }: Running): Promise<boolean> {
  const times = new Map<string, number[]>()
  const failed: number[] = []
  const answer = async <T>(name: string, path: string): Promise<T | undefined> => {
    const from = performance.now()
    const response = await fetch(`${program.url}/api/v1${path}`, { headers: { cookie } })
    const body = (await response.json()) as T
    times.set(name, [...(times.get(name) ?? []), performance.now() - from])
    if (!response.ok) failed.push(response.status)
    return response.ok ? body : undefined
  }
  type Listed = { items: { id: string }[] }
  const { items: hers } = (await answer<Listed>('', '/customers?identity=email:maren@example.com')) ?? {
    items: [],
  }
  const maren = hers[0]?.id
  const { items: open } = (await answer<Listed>('', '/queue')) ?? { items: [] }
  if (maren === undefined || open.length === 0) throw new Error('the house is empty')
  const searched = ['biscuit', 'cust', 'number123', 'dog%20den', 'wedding']
  const day = async (agent: number, until: number) => {
    await sleep((agent * PAUSE_MS) / AGENTS)
    for (let i = agent; performance.now() < until; i++) {
      const began = performance.now()
      if (i % 4 === 0) await answer('queue', i % 8 === 0 ? '/queue' : '/queue?valence=threat')
      if (i % 4 === 1) await answer('moment', `/moments/${open[(agent + i) % open.length]?.id ?? ''}`)
      if (i % 4 === 2) await answer('timeline', `/customers/${maren}/timeline?limit=200`)
      if (i % 4 === 3) await answer('search', `/search?q=${searched[i % searched.length] ?? ''}`)
      await sleep(Math.max(0, PAUSE_MS - (performance.now() - began)))
    }
  }
  const everybody = (seconds: number) =>
    Promise.all(Array.from({ length: AGENTS }, (_, i) => day(i, performance.now() + seconds * 1_000)))
  await everybody(3)
  times.clear()
  const before = await readWhole(ground)
  await everybody(SECONDS)
  const after = await readWhole(ground)
  const whole = [...after]
    .filter(([table, scans]) => scans > (before.get(table) ?? 0))
    .map(([table]) => table)
  const all = [...times.values()].flat()
  leave('agents', all.length, {
    'p95 ms': Math.round(quantile(all, 0.95)),
    'p99 ms': Math.round(quantile(all, 0.99)),
    'slowest ms': Math.round(quantile(all, 1)),
    ...Object.fromEntries(
      [...times].sort().map(([name, one]) => [`${name} p95 ms`, Math.round(quantile(one, 0.95))]),
    ),
    'not 2xx': failed.length === 0 ? 0 : `${failed.length} (${[...new Set(failed)].join(' ')})`,
    'large tables read whole': whole.join(' ') || 0,
  })
  return (
    failed.length === 0 &&
    quantile(all, 0.95) < LIMIT_P95_MS &&
    quantile(all, 0.99) < LIMIT_P99_MS &&
    whole.length === 0
  )
}

/** How often each large table was read from end to end so far. */
async function readWhole({ db }: Ground): Promise<Map<string, number>> {
  // What a connection counted reaches the view when it has been idle for a second.
  await sleep(1_500)
  const { rows } = await db.owner(({ client }) =>
    client.query<{ table: string; scans: number }>(
      `select relname as table, seq_scan::int as scans from pg_stat_user_tables where n_live_tup >= $1`,
      [LARGE],
    ),
  )
  return new Map(rows.filter(({ table }) => ASKED_OF.test(table)).map(({ table, scans }) => [table, scans]))
}
