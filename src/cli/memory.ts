/** Keeps a long command small: the engine lets garbage grow to a share of the machine's memory, which is its habit and not ours. */
import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

/**
 * When to clear up, in bytes: from which resident memory, and for which heap it is worth stopping everything; with what is new
 * counted in, or only what has outlived it.
 */
export type Tidiness = { readonly resident: number; readonly heap: number; readonly of: 'all' | 'old' }

const MB = 1024 * 1024
/**
 * An import needs about 65 MB at once, a third of it programs; up to 64 more are new and die by themselves. With those counted in
 * it cleared up after every third to fifth chunk (2026-11).
 */
export const FOR_IMPORT: Tidiness = { resident: 270 * MB, heap: 85 * MB, of: 'old' }
/** Reading needs about 15 MB, most of it rules (2026-11). */
export const FOR_READING: Tidiness = { resident: 80 * MB, heap: 20 * MB, of: 'all' }

/** Keeps the room for new objects at its first size: it never grows to 32 MB for a command whose answers die at once. Call it before the work. */
export function keepYoungRoomSmall(): void {
  setFlagsFromString('--semi-space-growth-factor=1')
}

/** Returns a function to call between two pieces of work; it clears up when there is enough to clear. */
export function openTidying({ resident, heap, of }: Tidiness): () => void {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as () => void
  return () => {
    const { rss, heapUsed } = process.memoryUsage()
    if (rss > resident && heapUsed > heap && heapUsed - (of === 'old' ? newBytes() : 0) > heap) collect()
  }
}

/** In use by what has not outlived a first clearing. */
function newBytes(): number {
  const young = getHeapSpaceStatistics().filter((space) => space.space_name.startsWith('new_'))
  return young.reduce((sum, space) => sum + space.space_used_size, 0)
}
