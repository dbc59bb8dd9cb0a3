/** SAFETY.md G7, G12b: work is done once it is due or set aside; one workspace's backlog does not hold another's news up. */
import { afterAll, expect, test } from 'vitest'
import { announceAll, listStuck, PRIORITY, retryStuck, startWorker, subscribe } from './announcements.ts'
import { openLog } from './log.ts'
import { transact, type Scope } from './scope.ts'
import { aWorkspace, NOW } from '#testing/workspace.ts'

const worked: string[] = []
/** What happens while the first is being worked off. */
let meanwhile: (() => Promise<void>) | undefined
async function note({ workspace }: Scope, bodies: readonly unknown[]): Promise<void> {
  worked.push(...bodies.map(() => workspace.id))
  const now = meanwhile
  meanwhile = undefined
  await now?.()
}
subscribe({
  subscriber: 'turns',
  name: 'turns.told',
  handle: (scope, body) => note(scope, [body]),
  handleAll: note,
})
let stop: (() => Promise<void>) | undefined
afterAll(() => stop?.())

/** More than a round holds. */
const MANY = 80
/** The one that cannot be worked off. */
const POISON = 37
const later = new Date(NOW.getTime() + 1_000)

test.each(['news', 'history'] as const)(
  'of %s, the second workspace waits for a few of the first, not for all',
  { timeout: 120_000 },
  async (kind) => {
    const [first, second] = [await aWorkspace(), await aWorkspace()]
    // News goes in the order it came, history from its newest on: in both the one stands behind the eighty.
    await tell(first, MANY, { kind, now: kind === 'news' ? NOW : later })
    await tell(second, 1, { kind, now: kind === 'news' ? later : NOW })
    await workOff([first, second])
    expect(worked.length).toBe(MANY + 1)
    expect(worked.indexOf(second.workspace.id)).toBeLessThan(20)
  },
)

test('who comes while a round is under way does not wait for all of it', { timeout: 120_000 }, async () => {
  const [first, second] = [await aWorkspace(), await aWorkspace()]
  await tell(first, MANY, { now: NOW })
  meanwhile = () => tell(second, 1, { now: later })
  await workOff([first, second], 0)
  expect(worked.length).toBe(MANY + 1)
  expect(worked.indexOf(second.workspace.id)).toBeLessThan(20)
})

test('drained means that what is under way has ended, with all that it announced', async () => {
  const scope = await aWorkspace()
  const LINKS = 300
  let links = 0
  const handle = async (scope: Scope) => {
    links += 1
    if (links < LINKS) await tell(scope, 1, { name: 'link.told', now: NOW })
  }
  subscribe({ subscriber: 'links', name: 'link.told', handle })
  const worker = startWorker({
    db: scope.db,
    log: openLog('silent'),
    workspaceOf: async () => scope.workspace,
    clock: () => later,
  })
  stop = () => worker.stop()
  await tell(scope, 1, { name: 'link.told', now: NOW })
  await worker.drained()
  await worker.stop()
  expect(links).toBe(LINKS)
})

test('work that fails five times is set aside and told of, and keeps nothing else from being done', async () => {
  const scope = await aWorkspace()
  const done: number[] = []
  let [tries, isMended] = [0, false]
  const isPoison = (body: unknown) => (body as { n: number }).n === POISON && !isMended
  const handle = async (_scope: Scope, body: unknown) => {
    if (!isPoison(body)) return void done.push((body as { n: number }).n)
    tries += 1
    throw new Error('it cannot be read')
  }
  // Of a group in which one fails each goes again by itself.
  const handleAll = async (scope: Scope, bodies: readonly unknown[]) => {
    if (bodies.length > 1 && bodies.some(isPoison)) throw new Error('one of them cannot be read')
    for (const body of bodies) await handle(scope, body)
  }
  subscribe({ subscriber: 'poison', name: 'turns.told', handle, handleAll })
  await tell(scope, MANY, { now: NOW })
  // Each look finds the clock an hour on: every pause is over.
  let hours = 1
  const clock = () => new Date(NOW.getTime() + (hours += 1) * 3_600_000)
  const worker = startWorker({
    db: scope.db,
    log: openLog('silent'),
    workspaceOf: async () => scope.workspace,
    clock,
  })
  stop = () => worker.stop()
  await worker.drained()
  expect(tries).toBe(5)
  expect(done.toSorted((a, b) => a - b)).toEqual(
    Array.from({ length: MANY }, (_, n) => n).filter((n) => n !== POISON),
  )
  const stuck = await listStuck(scope.db)
  expect(stuck).toMatchObject([{ subscriber: 'poison', tries: 5 }])

  isMended = true
  for (const one of stuck) await retryStuck({ ...scope, now: clock() }, one)
  await worker.drained()
  await worker.stop()
  expect(done).toContain(POISON)
  expect(await listStuck(scope.db)).toEqual([])
})

function tell(
  scope: Scope,
  count: number,
  { name = 'turns.told', kind = 'news', now }: { name?: string; kind?: 'news' | 'history'; now: Date },
): Promise<void> {
  return transact({ ...scope, now }, async (scope) => {
    const [home] = scope.homes
    if (home === undefined) throw new Error('a workspace has a home')
    const list = Array.from({ length: count }, (_, n) => ({ body: { n }, priority: PRIORITY[kind] }))
    await announceAll(scope, home, name, list)
  })
}

async function workOff([first, second]: readonly [Scope, Scope], roundMs?: number): Promise<void> {
  worked.length = 0
  const workspaces = new Map([first, second].map(({ workspace }) => [workspace.no, workspace]))
  const worker = startWorker({
    db: first.db,
    log: openLog('silent'),
    workspaceOf: async (no) => workspaces.get(no),
    clock: () => later,
    ...(roundMs === undefined ? {} : { roundMs }),
  })
  stop = () => worker.stop()
  await worker.drained()
  await worker.stop()
}
