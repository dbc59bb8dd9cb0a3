/** Keeps a long command small: the engine lets garbage grow to a share of the machine's memory, which is its habit and not ours. */
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

/** Resident memory from which garbage is cleared away, in bytes. What an import needs at once is about 40 MB (2026-11). */
const LARGE = 270 * 1024 * 1024
/** The least garbage for which clearing away is worth stopping everything, in bytes. */
const GARBAGE = 120 * 1024 * 1024

/** Returns a function to call between two pieces of work; it clears up when there is enough to clear. */
export function openTidying(): () => void {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as () => void
  return () => {
    const { rss, heapUsed } = process.memoryUsage()
    if (rss > LARGE && heapUsed > GARBAGE) collect()
  }
}
