/** Waiting for a database that is away: a long import goes on when it is back, instead of breaking off. */
import { setTimeout as pause } from 'node:timers/promises'
import { isConnectionLoss } from '#platform/faults.ts'

/** How long it is waited for, and how long between two tries, in ms. */
const PATIENCE_MS = 120_000
const PAUSE_MS = 500

/** Does `work` again until the database is there; doing it twice must be harmless. `check` throws where somebody wants it to end. */
export async function patiently<T>(work: () => Promise<T> | T, check: () => unknown = () => {}): Promise<T> {
  for (const end = performance.now() + PATIENCE_MS; ;) {
    try {
      return await work()
    } catch (error) {
      if (!isConnectionLoss(error) || performance.now() > end) throw error
      await pause(PAUSE_MS)
      check()
    }
  }
}
