/** Room on the disk (SAFETY.md R32): watched, so that writes are refused in a sentence before the database meets a full disk. */
import { statfs } from 'node:fs/promises'

export type Room = {
  /** Whether so little is left that nothing more should be written. */
  isLow(): boolean
  stop(): void
}

/** Always room: where the database's disk is somebody else's. */
export const ANY_ROOM: Room = { isLow: () => false, stop: () => undefined }

const LOOK_MS = 5_000

/** Looks at once, and then every few seconds. `free` answers the free bytes; the disk's own where a test hands in none. */
export async function watchRoom(
  directory: string,
  minFreeBytes: number,
  {
    everyMs = LOOK_MS,
    free = freeBytesOf,
  }: { everyMs?: number; free?: (directory: string) => Promise<number> } = {},
): Promise<Room> {
  let isLow = false
  const look = async () => {
    // A disk that cannot be asked is no reason to refuse: the database will say.
    isLow = (await free(directory).catch(() => Infinity)) < minFreeBytes
  }
  await look()
  const timer = setInterval(() => void look(), everyMs)
  timer.unref()
  return { isLow: () => isLow, stop: () => clearInterval(timer) }
}

async function freeBytesOf(directory: string): Promise<number> {
  const { bavail, bsize } = await statfs(directory)
  return bavail * bsize
}
