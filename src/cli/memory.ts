/**
 * Keeps a long command small: the engine lets garbage grow to a share of the machine's memory, which is its habit and not ours.
 * An import is kept small by flags (bin/flags.json), as clearing up by hand took it a third of its time.
 */
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

/** When to clear up, in bytes: from which resident memory, and for which heap it is worth stopping everything. */
export type Tidiness = { readonly resident: number; readonly heap: number }

const MB = 1024 * 1024
/** Reading needs about 15 MB, most of it rules (2026-11). */
export const FOR_READING: Tidiness = { resident: 80 * MB, heap: 20 * MB }

/** Keeps the room for new objects at its first size: it never grows to 32 MB for a command whose answers die at once. Call it before the work. */
export function keepYoungRoomSmall(): void {
  setFlagsFromString('--semi-space-growth-factor=1')
}

/** Returns a function to call between two pieces of work; it clears up when there is enough to clear. */
export function openTidying({ resident, heap }: Tidiness): () => void {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as () => void
  return () => {
    const { rss, heapUsed } = process.memoryUsage()
    if (rss > resident && heapUsed > heap) collect()
  }
}
