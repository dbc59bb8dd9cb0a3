/** Keeps a long command small: the engine lets garbage grow to a share of the machine's memory, which is its habit and not ours. */
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

/** What may lie about before it is cleared away, in bytes. What an import needs at once is about 40 MB (2026-11). */
const GARBAGE = 80 * 1024 * 1024

/** Returns a function to call between two pieces of work; it clears up when there is enough to clear. */
export function openTidying(): () => void {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as () => void
  return () => {
    if (process.memoryUsage().heapUsed > GARBAGE) collect()
  }
}
