/** Looks again and again for work that falls due at a time, until it is stopped. */
import { isConnectionLoss } from './faults.ts'
import type { Logger } from './log.ts'

/** What one look did; `nextInMs` is how long until it knows of something to do, Infinity when of nothing. */
export type Looked = { readonly done: number; readonly nextInMs: number }

/**
 * Starts looking. After a look that did something the next follows at once; else it sleeps until the next work is due, at most
 * `everyMs`. A look that fails is made again after `everyMs`, and logged unless the database was away. `stop` waits for the look under way.
 */
export function startWatching({
  look,
  everyMs,
  log,
  failed,
}: {
  readonly look: () => Promise<Looked>
  readonly everyMs: number
  readonly log: Logger
  /** Logged with the error: "looking for due replies failed". */
  readonly failed: string
}): { stop(): Promise<void> } {
  let isStopped = false
  let wake = () => {}
  const running = (async () => {
    while (!isStopped) {
      const sleepMs = await look().then(
        ({ done, nextInMs }) => (done > 0 ? 0 : Math.min(everyMs, nextInMs)),
        (error: unknown) => {
          if (!isConnectionLoss(error)) log.error({ err: error }, failed)
          return everyMs
        },
      )
      if (sleepMs === 0 || isStopped) continue
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
  }
}
