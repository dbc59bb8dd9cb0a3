/** Housekeeping at intervals: each sweep is run for every workspace, one at a time, and its failure stops no other. */
import { sql, type Database } from './database.ts'
import { isConnectionLoss } from './faults.ts'
import type { Logger } from './log.ts'
import { chance, type Scope, type Workspace } from './scope.ts'

export type Sweep = {
  readonly name: string
  readonly everyMs: number
  /** Bears being run twice and by two processes at once. */
  readonly run: (scope: Scope) => Promise<void>
}

/** Starts the sweeps. */
export function startSweeps(
  list: readonly Sweep[],
  { db, log, clock }: { db: Database; log: Logger; clock: () => Date },
): { stop(): Promise<void> } {
  let isStopped = false
  const under = new Set<Promise<void>>()
  const timers = list.map((sweep) => {
    let isRunning = false
    const round = async () => {
      if (isRunning || isStopped) return
      isRunning = true
      try {
        for (const workspace of await listWorkspaces(db)) {
          if (isStopped) break
          await sweep.run({
            db,
            workspace,
            actor: { kind: 'machine', name: sweep.name },
            now: clock(),
            random: chance,
          })
        }
      } catch (error) {
        if (!isConnectionLoss(error)) log.error({ err: error, sweep: sweep.name }, 'a sweep failed')
      } finally {
        isRunning = false
      }
    }
    const start = () => {
      const running = round().finally(() => under.delete(running))
      under.add(running)
    }
    return setInterval(start, sweep.everyMs)
  })
  return {
    stop: async () => {
      isStopped = true
      for (const timer of timers) clearInterval(timer)
      await Promise.all(under)
    },
  }
}

function listWorkspaces(db: Database): Promise<Workspace[]> {
  return db.owner((db) =>
    db.many<Workspace>(sql`select id, no, slices, name, zone, currency from workspace order by no`),
  )
}
