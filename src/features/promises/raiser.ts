/** Watches for promises whose time has come and has them raised, until it is stopped. Many may run at once. */
import type { Home } from '#kit/id.ts'
import { nudge } from '#platform/announcements.ts'
import type { Database } from '#platform/database.ts'
import { isConnectionLoss, isDeadlock } from '#platform/faults.ts'
import type { Logger } from '#platform/log.ts'
import { chance, type Workspace } from '#platform/scope.ts'
import { raiseDue } from './actions/raise.ts'
import { findDatabaseTime, scanDue, type DueAddress } from './store/promises.ts'

/** Addresses looked at in one scan, and promises raised in one transaction. */
const SCANNED = 500
const RAISED_AT_ONCE = 100

export type Raiser = {
  stop(): Promise<void>
  /** One look, now: how many promises were found due. */
  look(): Promise<number>
}

export type RaiserParts = {
  readonly db: Database
  readonly log: Logger
  readonly workspaceOf: (no: number) => Promise<Workspace | undefined>
  /**
   * What time it is for promises: the database's own clock unless told otherwise, so that the clock of a process that jumps
   * raises nothing early.
   */
  readonly clock?: () => Promise<Date>
  /** Longest sleep between two looks, in milliseconds; it sleeps shorter when it knows what comes next. */
  readonly everyMs?: number
}

/** Starts watching. A look that fails (the database is away) is made again after the usual sleep. */
export function startRaiser({ everyMs = 500, ...parts }: RaiserParts): Raiser {
  const { db, log } = parts
  const clock = parts.clock ?? (() => findDatabaseTime(db))
  let isStopped = false
  let wake = () => {}

  const running = (async () => {
    while (!isStopped) {
      const sleepMs = await lookOnce({ ...parts, clock }).then(
        ({ raised, nextInMs }) => (raised > 0 ? 0 : Math.min(everyMs, nextInMs)),
        (error: unknown) => {
          if (!isConnectionLoss(error)) log.error({ err: error }, 'looking for due promises failed')
          return everyMs
        },
      )
      if (sleepMs > 0 && !isStopped)
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, sleepMs)
          wake = () => (clearTimeout(timer), resolve())
        })
    }
  })()

  return {
    stop: async () => {
      isStopped = true
      wake()
      await running
    },
    look: async () => (await lookOnce({ ...parts, clock })).raised,
  }
}

type Look = { readonly raised: number; readonly nextInMs: number }

async function lookOnce({
  db,
  log,
  workspaceOf,
  clock,
}: Omit<RaiserParts, 'clock' | 'everyMs'> & { clock: () => Promise<Date> }): Promise<Look> {
  const addresses = await scanDue(db, SCANNED)
  const now = await clock()
  const due = addresses.filter(({ nextLookAt }) => nextLookAt < now)
  const next = addresses.find(({ nextLookAt }) => nextLookAt >= now)
  let raised = 0
  for (const [home, group] of Map.groupBy(due, (one) => one.home))
    for (let i = 0; i < group.length; i += RAISED_AT_ONCE)
      raised += await raiseGroup(home, group.slice(i, i + RAISED_AT_ONCE)).catch((error: unknown) => {
        // One home's trouble keeps no other home waiting; what failed is found again by the next look.
        if (isConnectionLoss(error)) throw error
        if (!isDeadlock(error)) log.error({ err: error, home }, 'promises were not raised')
        return 0
      })
  if (raised > 0) nudge()
  return { raised, nextInMs: next ? Math.max(1, next.nextLookAt.getTime() - now.getTime() + 1) : Infinity }

  async function raiseGroup(home: Home, group: readonly DueAddress[]): Promise<number> {
    const workspace = await workspaceOf(Math.floor(home / 4096))
    if (!workspace) return 0
    const scope = {
      db,
      workspace,
      actor: { kind: 'machine', name: 'promises.raise' },
      now,
      random: chance,
    } as const
    const { atRisk, broken, kept } = await raiseDue(
      scope,
      home,
      group.map(({ id }) => id),
    )
    return atRisk + broken + kept
  }
}
