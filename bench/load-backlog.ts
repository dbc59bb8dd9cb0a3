/**
 * SAFETY.md G12b: 200,000 events wait (`LOAD_BACKLOG`) when the product starts. How quickly they are worked off, how large it becomes, what
 * somebody who works there meets meanwhile, and how long another workspace's one event waits.
 */
import { readFile } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { momentSubscribers } from '../src/features/moments/index.ts'
import { promiseSubscribers } from '../src/features/promises/index.ts'
import { createWorkspace } from '../src/features/team/index.ts'
import { recordEntries, timelineSubscribers } from '../src/features/timeline/index.ts'
import { subscribe } from '../src/platform/announcements.ts'
import { chance, type Scope } from '../src/platform/scope.ts'
import { onGround, quantile, type Ground } from './ground.ts'
import { anEvent, leave, withProgram, type Running } from './load-parts.ts'

const EVENTS = Number(process.env['LOAD_BACKLOG'] ?? 200_000)
const AT_ONCE = 500
const LEAST_A_SECOND = 300
const MOST_MB = 700
const MOST_P99_MS = 500
const MOST_WAIT_S = 5
const WORK_MS = 250

// Who hears of what was recorded has to be known where it is recorded.
subscribe(...timelineSubscribers, ...momentSubscribers, ...promiseSubscribers)

/** Whether it is within the limits. */
export function loadBacklog(): Promise<boolean> {
  return onGround(async (ground) => {
    // The first start makes the workspace that the owner enters.
    const no = await withProgram(ground, async () => firstWorkspace(ground))
    const workspace = await ground.workspaceOf(no)
    if (!workspace) throw new Error('there is no workspace')
    await fill({ db: ground.db, workspace, actor: { kind: 'machine', name: 'bench' }, now: ground.clock(), random: chance }) // prettier-ignore
    return withProgram(ground, (running) => drain(ground, running))
  })
}

async function firstWorkspace({ db }: Ground): Promise<number> {
  const { rows } = await db.owner(({ client }) => client.query<{ no: string }>('select min(no) as no from workspace')) // prettier-ignore
  return Number(rows[0]?.no)
}

async function fill(scope: Scope): Promise<void> {
  for (let made = 0; made < EVENTS; made += AT_ONCE)
    await recordEntries(
      scope,
      Array.from({ length: Math.min(AT_ONCE, EVENTS - made) }, (_, i) => entryOf(made + i, scope.now)),
    )
}

function entryOf(number: number, at: Date) {
  const { messageId, userId, properties } = anEvent('backlog', number + 1)
  const base = { source: 'bench', messageId, at: new Date(at.getTime() - number), identities: [{ kind: 'external' as const, value: userId, verified: true }] } // prettier-ignore
  return 'message' in properties
    ? { ...base, kind: 'message_in' as const, channel: 'email' as const, text: String(properties.message) }
    : { ...base, kind: 'activity' as const, title: properties.name }
}

async function drain(ground: Ground, { program: { url, child }, cookie }: Running): Promise<boolean> {
  const waiting = await countWaiting(ground)
  let isOver = false
  const working = work(url, cookie, () => isOver)
  const began = performance.now()
  const small = oneEventOfAnother(ground)
  let most = 0
  while ((await countWaiting(ground)) > 0) {
    const status = await readFile(`/proc/${child.pid ?? 0}/status`, 'utf8').catch(() => '')
    most = Math.max(most, Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1_024))
    await sleep(1_000)
  }
  const seconds = (performance.now() - began) / 1_000
  isOver = true
  const times = await working
  const waited = await small
  const rate = Math.round(EVENTS / seconds)
  const p99 = Math.round(quantile(times, 0.99))
  leave('backlog', EVENTS, {
    'announcements waiting': waiting,
    'events/s': rate,
    'most MB': most,
    'her work p50 ms': Math.round(quantile(times, 0.5)),
    'her work p99 ms': p99,
    'another workspace’s one event waited s': waited,
    ended: child.exitCode ?? 'no',
  })
  return rate >= LEAST_A_SECOND && most < MOST_MB && p99 < MOST_P99_MS && waited < MOST_WAIT_S
}

/** Seconds until one event of a new workspace was read by all who read. */
async function oneEventOfAnother(ground: Ground): Promise<number> {
  const { workspace } = await createWorkspace(ground.db, { name: 'Small', zone: 'UTC', currency: 'USD', slices: 1, ownerName: 'Small', now: ground.clock(), random: chance }) // prettier-ignore
  const began = performance.now()
  await recordEntries({ db: ground.db, workspace, actor: { kind: 'machine', name: 'bench' }, now: ground.clock(), random: chance }, [entryOf(9, ground.clock())]) // prettier-ignore
  while ((await countWaiting(ground, workspace.no)) > 0) await sleep(100)
  return Math.round((performance.now() - began) / 100) / 10
}

async function countWaiting({ db }: Ground, no?: number): Promise<number> {
  const { rows } = await db.owner(
    ({ client }) =>
    client.query<{ n: number }>('select count(*)::int as n from announcement where $1::bigint is null or home >> 12 = $1::bigint', [no ?? null]), // prettier-ignore
  )
  return rows[0]?.n ?? 0
}

async function work(url: string, cookie: string, isOver: () => boolean): Promise<number[]> {
  const times: number[] = []
  while (!isOver()) {
    const began = performance.now()
    await (await fetch(`${url}/api/v1/queue`, { headers: { cookie } })).text()
    times.push(performance.now() - began)
    await sleep(WORK_MS)
  }
  return times
}
