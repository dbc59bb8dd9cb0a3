/**
 * What happened is written down in the same transaction, once for each subscriber, and worked off afterwards: a crash
 * between the two loses nothing, and doing the work twice changes nothing (every derived id is computed from its cause).
 */
import type { Home } from '#kit/id.ts'
import { idArray, jsonArray, sql, textArray, type Database, type NamedQuery } from './database.ts'
import { isConnectionLoss, isDeadlock } from './faults.ts'
import type { Logger } from './log.ts'
import { chance, newId, transact, type Scope, type TxScope, type Workspace } from './scope.ts'

/** One reader of one kind of announcement. `handle` runs outside the claiming transaction and must bear being run again. */
export type Subscriber = {
  /** Unique, "moments.notice". */
  readonly subscriber: string
  /** What it listens to, "timeline.recorded". */
  readonly name: string
  readonly handle: (scope: Scope, body: unknown) => Promise<void>
  /** The same for several at once, where that is cheaper. One that fails here is handed to `handle` by itself. */
  readonly handleAll?: (scope: Scope, bodies: readonly unknown[]) => Promise<void>
}

const TRIES = 5

/** Who listens to what; the composition root fills it once, before anything is announced. */
const subscribers = new Map<string, Subscriber>()
const wakers = new Set<() => void>()

/** Declares the listeners of this process. The same name again replaces the former. */
export function subscribe(...list: readonly Subscriber[]): void {
  for (const one of list) subscribers.set(one.subscriber, one)
}

/** How soon it is worked off: news first, then history that may still matter, then the rest. */
export const PRIORITY = { news: 0, freshHistory: 1, history: 2 } as const

/** Tells every subscriber of `name`, in this transaction. `home` is where the rows it speaks of live. */
export function announce(
  scope: TxScope,
  home: Home,
  name: string,
  body: unknown,
  priority: number = PRIORITY.news,
): Promise<void> {
  return announceAll(scope, home, name, [{ body, priority }])
}

/** As `announce`, for many at once in one statement. */
export async function announceAll(
  scope: TxScope,
  home: Home,
  name: string,
  list: readonly Announced[],
): Promise<void> {
  for (const { query } of announcing(scope, home, name, list)) await scope.db.run(query)
}

export type Announced = { readonly body: unknown; readonly priority: number }

/** The statement that tells them, to go out together with what it is about; none where nobody listens or nothing is told. */
export function announcing(
  scope: Pick<Scope, 'now' | 'random'>,
  home: Home,
  name: string,
  list: readonly Announced[],
): NamedQuery[] {
  const hearing = [...subscribers.values()].filter((one) => one.name === name).map((one) => one.subscriber)
  if (hearing.length === 0 || list.length === 0) return []
  const query = sql`
    insert into announcement (home, id, subscriber, name, body, due_at, priority)
    select ${home}::bigint, r.id, s, ${name}::text, r.body, ${scope.now}::timestamptz, r.priority::smallint
    from unnest(${idArray(list.map(() => newId<'announcement'>(scope)))}::uuid[], ${jsonArray(list.map(({ body }) => JSON.stringify(body)))}::jsonb[],
      ${textArray(list.map(({ priority }) => String(priority)))}::text[]) r (id, body, priority), unnest(${textArray(hearing)}::text[]) s`
  return [{ name: 'announce', query }]
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
  roundMs = 1_000,
}: {
  db: Database
  log: Logger
  workspaceOf: (no: number) => Promise<Workspace | undefined>
  clock: () => Date
  everyMs?: number
  /** After this long a round takes nothing more up: who came meanwhile does not wait for all that was due before. */
  roundMs?: number
}): Worker {
  let stopped = false
  let nudges = 0
  let underWay = 0
  let begun = 0
  const sleeping = new Set<() => void>()
  const wake = () => {
    nudges += 1
    for (const rouse of sleeping) rouse()
    sleeping.clear()
  }
  wakers.add(wake)

  async function lane(look: (db: Database, now: Date) => Promise<Due[]>): Promise<void> {
    const served = new Set<Home>()
    while (!stopped) {
      const before = nudges
      const worked = await round(look, served).catch((error: unknown) => {
        if (!isConnectionLoss(error)) log.error({ err: error }, 'looking for due work failed')
        return 0
      })
      if (worked > 0 || nudges !== before || stopped) continue
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, everyMs)
        sleeping.add(() => (clearTimeout(timer), resolve()))
      })
    }
  }
  // News does not wait behind a file that is being read.
  const lanes = [lane(listNews), lane(listHistory)]

  /** Homes that the round before worked for, `served`, come last. */
  async function round(
    look: (db: Database, now: Date) => Promise<Due[]>,
    served: Set<Home>,
  ): Promise<number> {
    const due = await look(db, clock())
    const groups = [...Map.groupBy(due, ({ home, subscriber }) => `${home} ${subscriber}`).values()]
    const isServed = ([one]: readonly Due[]) => Number(one !== undefined && served.has(one.home))
    groups.sort((a, b) => isServed(a) - isServed(b))
    served.clear()
    const until = performance.now() + roundMs
    let worked = 0
    for (const group of groups) {
      const most = subscribers.get(group[0]?.subscriber ?? '')?.handleAll ? TOGETHER : 1
      for (let i = 0; i < group.length && !stopped; i += most) {
        if (worked > 0 && performance.now() >= until) return worked
        const together = group.slice(i, i + most)
        for (const { home } of together) served.add(home)
        worked += await work(together)
      }
    }
    return worked
  }

  /** Claims what stands together and has it worked off; of a group that fails, each goes again by itself. */
  async function work(group: readonly Due[]): Promise<number> {
    const [first] = group
    const listener = first && subscribers.get(first.subscriber)
    const workspace = first && (await workspaceOf(Math.floor(first.home / 4096)))
    if (!listener || !workspace) return 0
    const scope: Scope = {
      db,
      workspace,
      actor: { kind: 'machine', name: first.subscriber },
      now: clock(),
      random: chance,
    }
    underWay += 1
    begun += 1
    try {
      const claimed = await transact(scope, (scope) =>
        claim(
          scope,
          first.home,
          first.subscriber,
          group.map(({ id }) => id),
        ),
      )
      if (claimed.length > 0) await workOff(scope, first, listener, claimed)
      return claimed.length
    } finally {
      underWay -= 1
    }
  }

  async function workOff(
    scope: Scope,
    first: Due,
    listener: Subscriber,
    claimed: readonly Claimed[],
  ): Promise<void> {
    const bodies = claimed.map(({ body }) => body)
    try {
      if (listener.handleAll) await listener.handleAll(scope, bodies)
      else for (const body of bodies) await listener.handle(scope, body)
      await finish(scope, first, claimed)
    } catch (error) {
      if (claimed.length === 1) await fail(scope, first, claimed, error)
      else
        for (const one of claimed)
          await listener.handle(scope, one.body).then(
            () => finish(scope, first, [one]),
            (error: unknown) => fail(scope, first, [one], error),
          )
    }
  }

  const finish = (scope: Scope, { home, subscriber }: Due, done: readonly Claimed[]) =>
    transact(scope, (scope) =>
      deleteAnnouncements(
        scope,
        home,
        subscriber,
        done.map(({ id }) => id),
      ),
    )

  async function fail(
    scope: Scope,
    { home, subscriber }: Due,
    [one]: readonly Claimed[],
    error: unknown,
  ): Promise<void> {
    // What stood in another's way is due again in a moment, as is what lost its database: nothing for anybody to look at.
    if (!isConnectionLoss(error) && !isDeadlock(error))
      log.error({ err: error, subscriber }, 'an announcement was not worked off')
    if (one)
      await transact(scope, (scope) =>
        setProblem(scope, home, one.id, subscriber, String((error as Error).message).slice(0, 500)),
      ).catch(() => {})
  }

  /** What is claimed is in no list, and may announce more: empty lists count only when nothing was under way meanwhile. */
  async function isIdle(): Promise<boolean> {
    if (underWay > 0) return false
    const before = begun
    const due = [...(await listNews(db, clock())), ...(await listHistory(db, clock()))]
    return due.length === 0 && begun === before
  }

  return {
    stop: async () => {
      stopped = true
      wakers.delete(wake)
      wake()
      await Promise.all(lanes)
    },
    drained: async () => {
      for (wake(); !(await isIdle()); wake()) await new Promise((resolve) => setTimeout(resolve, 20))
    },
  }
}

type Due = { home: Home; id: string; subscriber: string }

/** How long a claim holds before another worker may take the work over. */
const CLAIM_SECONDS = 120
/** Announcements of one home handed to a subscriber at once, at most. */
const TOGETHER = 8

/** Of each home, where several have something due and there is more than a round holds: one's backlog holds nobody up for long. */
const IN_A_TURN = 8

/** News that is due, in the order it came. */
function listNews(db: Database, now: Date): Promise<Due[]> {
  return inTurns(64, (others, most) =>
    db.scan((db) =>
      db.many<Due>(sql`/* fan-out: due news of all homes */
        select home, id, subscriber from announcement
        where priority = ${PRIORITY.news} and due_at <= ${now} and tries < ${TRIES} and home <> all(${others}::bigint[])
        order by id limit ${most}`),
    ),
  )
}

/** History that is due: what may still matter before the rest, the newest of each first. */
async function listHistory(db: Database, now: Date): Promise<Due[]> {
  for (const priority of [PRIORITY.freshHistory, PRIORITY.history]) {
    const due = await inTurns(16, (others, most) =>
      db.scan((db) =>
        db.many<Due>(sql`/* fan-out: due history of all homes */
          select home, id, subscriber from announcement
          where priority = ${priority} and due_at <= ${now} and tries < ${TRIES} and home <> all(${others}::bigint[])
          order by id desc limit ${most}`),
      ),
    )
    if (due.length > 0) return due
  }
  return []
}

/** A round of due work; where that is full, a few of each home in it and of the homes that it left out. */
async function inTurns(
  most: number,
  look: (others: readonly Home[], most: number) => Promise<Due[]>,
): Promise<Due[]> {
  const first = await look([], most)
  if (first.length < most) return first
  const homes = Map.groupBy(first, ({ home }) => home)
  const others = await look([...homes.keys()], most)
  if (homes.size === 1 && others.length === 0) return first
  return [...homes, ...Map.groupBy(others, ({ home }) => home)].flatMap(([, list]) =>
    list.slice(0, IN_A_TURN),
  )
}

type Claimed = { readonly id: string; readonly body: unknown }

function claim(
  { db, now }: TxScope,
  home: Home,
  subscriber: string,
  ids: readonly string[],
): Promise<Claimed[]> {
  return db.many<Claimed>(sql`
    update announcement set due_at = ${now}::timestamptz + make_interval(secs => ${CLAIM_SECONDS})
    where home = ${home} and id = any(${ids}::uuid[]) and subscriber = ${subscriber} and due_at <= ${now}
    returning id, body`)
}

function deleteAnnouncements({ db }: TxScope, home: Home, subscriber: string, ids: readonly string[]) {
  return db.run(
    sql`delete from announcement where home = ${home} and id = any(${ids}::uuid[]) and subscriber = ${subscriber}`,
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
