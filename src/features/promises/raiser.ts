/** Watches for promises whose time has come and has them raised, until it is stopped. Many may run at once. */
import type { Home } from '#kit/id.ts'
import { nudge } from '#platform/announcements.ts'
import type { Database } from '#platform/database.ts'
import { isConnectionLoss, isDeadlock } from '#platform/faults.ts'
import type { Logger } from '#platform/log.ts'
import { chance, type Scope, type Workspace } from '#platform/scope.ts'
import { startWatching } from '#platform/watching.ts'
import { raiseDue } from './actions/raise.ts'
import { findDatabaseTime, scanDue, type DueAddress } from './store/promises.ts'

/** Addresses looked at in one scan, and promises raised in one transaction. */
const SCANNED = 200
const RAISED_AT_ONCE = 100

/** Milliseconds for which a promise that could not be raised lets others go before it. */
const STAND_BACK_MS = 60_000

export type Raiser = { stop(): Promise<void> }

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
  const standingBack: StandingBack = new Map()
  return startWatching({
    look: async () => {
      const { raised, nextInMs } = await lookForDue(parts, standingBack)
      return { done: raised, nextInMs }
    },
    everyMs,
    log: parts.log,
    failed: 'looking for due promises failed',
  })
}

/** Promises that could not be raised, and until when they let others go first. */
type StandingBack = Map<string, Date>

/** What one look did; `nextInMs` is how long until it knows of something to do, Infinity when of nothing. */
export type Look = { readonly raised: number; readonly nextInMs: number }

/** Looks once over all homes and raises what is due. */
export async function lookForDue(
  { db, log, workspaceOf, clock = () => findDatabaseTime(db) }: Omit<RaiserParts, 'everyMs'>,
  standingBack: StandingBack = new Map(),
): Promise<Look> {
  const addresses = await scanDue(db, SCANNED + standingBack.size)
  const now = await clock()
  for (const [id, until] of standingBack) if (until <= now) standingBack.delete(id)
  const due = addresses.filter(({ id, nextLookAt }) => nextLookAt < now && !standingBack.has(id))
  const next = addresses.find(({ nextLookAt }) => nextLookAt >= now)
  let raised = 0
  for (const [home, group] of Map.groupBy(due, (one) => one.home)) {
    const workspace = await workspaceOf(Math.floor(home / 4096))
    if (!workspace) continue
    const scope: Scope = { db, workspace, actor: RAISER, now, random: chance }
    for (let i = 0; i < group.length; i += RAISED_AT_ONCE)
      raised += await raiseGroup(scope, home, group.slice(i, i + RAISED_AT_ONCE))
  }
  if (raised > 0) nudge()
  return { raised, nextInMs: next ? Math.max(1, next.nextLookAt.getTime() - now.getTime() + 1) : Infinity }

  /** One that can't be raised keeps no other waiting: of a group that fails each goes again by itself. */
  async function raiseGroup(scope: Scope, home: Home, group: readonly DueAddress[]): Promise<number> {
    const ids = group.map(({ id }) => id)
    try {
      const { atRisk, broken, kept } = await raiseDue(scope, home, ids)
      return atRisk + broken + kept
    } catch (error) {
      if (isConnectionLoss(error)) throw error
      const [only] = ids
      if (ids.length > 1) {
        let raised = 0
        for (const one of group) raised += await raiseGroup(scope, home, [one])
        return raised
      }
      if (!isDeadlock(error)) log.error({ err: error, promise: only }, 'a promise was not raised')
      if (only) standingBack.set(only, new Date(scope.now.getTime() + STAND_BACK_MS))
      return 0
    }
  }
}

const RAISER = { kind: 'machine', name: 'promises.raise' } as const
