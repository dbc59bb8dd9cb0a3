/**
 * What happened is written down in the same transaction, once for each subscriber, and worked off afterwards: a crash
 * between the two loses nothing, and doing the work twice changes nothing (every derived id is computed from its cause).
 */
import type { Home } from '#kit/id.ts'
import { isConnectionLoss, sql, type Database } from './database.ts'
import type { Logger } from './log.ts'
import { chance, newId, transact, type Scope, type TxScope, type Workspace } from './scope.ts'

/** One reader of one kind of announcement. `handle` runs outside the claiming transaction and must bear being run again. */
export type Subscriber = {
  /** Unique, "moments.notice". */
  readonly subscriber: string
  /** What it listens to, "timeline.recorded". */
  readonly name: string
  readonly handle: (scope: Scope, body: unknown) => Promise<void>
}

const TRIES = 5

/** Who listens to what; the composition root fills it once, before anything is announced. */
const subscribers = new Map<string, Subscriber>()
const wakers = new Set<() => void>()

/** Declares the listeners of this process. The same name again replaces the former. */
export function subscribe(...list: readonly Subscriber[]): void {
  for (const one of list) subscribers.set(one.subscriber, one)
}

/** Tells every subscriber of `name`, in this transaction. `home` is where the rows it speaks of live. */
export async function announce(scope: TxScope, home: Home, name: string, body: unknown): Promise<void> {
  const hearing = [...subscribers.values()].filter((one) => one.name === name).map((one) => one.subscriber)
  if (hearing.length === 0) return
  const id = newId<'announcement'>(scope)
  await scope.db.run(sql`
    insert into announcement (home, id, subscriber, name, body, due_at)
    select ${home}::bigint, ${id}::uuid, s, ${name}, ${JSON.stringify(body)}::jsonb, ${scope.now}
    from unnest(${hearing}::text[]) s`)
}

/** Says that something was announced just now, so that the worker does not wait for its next look. Call after commit. */
export function nudge(): void {
  for (const wake of wakers) wake()
}

export type Worker = {
  stop(): Promise<void>
  /** Resolves when nothing due is left: for tests and the CLI. */ drained(): Promise<void>
}

/**
 * Works announcements off until stopped: looks when nudged and at least every `everyMs`. Unlocked scan, then a claim by home.
 * One that fails five times stays, with its problem, and is not tried again until `spoonful jobs retry`.
 */
export function startWorker({
  db,
  log,
  workspaceOf,
  clock,
  everyMs = 500,
}: {
  db: Database
  log: Logger
  workspaceOf: (no: number) => Promise<Workspace | undefined>
  clock: () => Date
  everyMs?: number
}): Worker {
  let stopped = false
  let awake: (() => void) | undefined
  let nudged = false
  const wake = () => {
    nudged = true
    awake?.()
  }
  wakers.add(wake)

  const loop = (async () => {
    while (!stopped) {
      nudged = false
      const worked = await round().catch((error: unknown) => {
        if (!isConnectionLoss(error)) log.error({ err: error }, 'looking for due work failed')
        return 0
      })
      if (worked > 0 || nudged || stopped) continue
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, everyMs)
        awake = () => (clearTimeout(timer), resolve())
      })
      awake = undefined
    }
  })()

  async function round(): Promise<number> {
    const due = await listDue(db, clock())
    let worked = 0
    for (const one of due) {
      if (stopped) break
      worked += await handleOne(one)
    }
    return worked
  }

  async function handleOne({ home, id, subscriber }: Due): Promise<number> {
    const listener = subscribers.get(subscriber)
    const workspace = await workspaceOf(Math.floor(home / 4096))
    if (!listener || !workspace) return 0
    const scope: Scope = {
      db,
      workspace,
      actor: { kind: 'machine', name: subscriber },
      now: clock(),
      random: chance,
    }
    const body = await transact(scope, (scope) => claim(scope, home, id, subscriber))
    if (body === undefined) return 0
    try {
      await listener.handle(scope, body)
      await transact(scope, (scope) => deleteAnnouncement(scope, home, id, subscriber))
    } catch (error) {
      if (!isConnectionLoss(error))
        log.error({ err: error, subscriber }, 'an announcement was not worked off')
      await transact(scope, (scope) =>
        setProblem(scope, home, id, subscriber, String((error as Error).message).slice(0, 500)),
      ).catch(() => {})
    }
    return 1
  }

  return {
    stop: async () => {
      stopped = true
      wakers.delete(wake)
      wake()
      await loop
    },
    drained: async () => {
      wake()
      while ((await listDue(db, clock())).length > 0) {
        wake()
        await new Promise((resolve) => setTimeout(resolve, 20))
      }
    },
  }
}

type Due = { home: Home; id: string; subscriber: string }

/** How long a claim holds before another worker may take the work over. */
const CLAIM_SECONDS = 60

function listDue(db: Database, now: Date): Promise<Due[]> {
  return db.scan((db) =>
    db.many<Due>(sql`/* fan-out: due work of all homes */
      select home, id, subscriber from announcement where due_at <= ${now} and tries < ${TRIES} order by due_at, id limit 100`),
  )
}

async function claim({ db, now }: TxScope, home: Home, id: string, subscriber: string): Promise<unknown> {
  const row = await db.maybe<{ body: unknown }>(sql`
    update announcement set due_at = ${now}::timestamptz + make_interval(secs => ${CLAIM_SECONDS})
    where home = ${home} and id = ${id} and subscriber = ${subscriber} and due_at <= ${now}
    returning body`)
  return row?.body
}

function deleteAnnouncement({ db }: TxScope, home: Home, id: string, subscriber: string) {
  return db.run(
    sql`delete from announcement where home = ${home} and id = ${id} and subscriber = ${subscriber}`,
  )
}

function setProblem({ db, now }: TxScope, home: Home, id: string, subscriber: string, problem: string) {
  return db.run(sql`
    update announcement set tries = tries + 1, problem = ${problem}, due_at = ${now}::timestamptz + make_interval(secs => power(2, tries)::int)
    where home = ${home} and id = ${id} and subscriber = ${subscriber}`)
}

/** Work that failed five times and waits for somebody, oldest first, at most 100. */
export function listStuck(db: Database): Promise<(Due & { tries: number })[]> {
  return db.scan((db) =>
    db.many<Due & { tries: number }>(sql`/* fan-out: stuck work of all homes */
      select home, id, subscriber, tries from announcement where tries >= ${TRIES} order by due_at, id limit 100`),
  )
}

/** Gives stuck work another five tries. */
export async function retryStuck(scope: Scope, { home, id, subscriber }: Due): Promise<void> {
  await transact(scope, ({ db, now }) =>
    db.run(
      sql`update announcement set tries = 0, due_at = ${now} where home = ${home} and id = ${id} and subscriber = ${subscriber}`,
    ),
  )
}
