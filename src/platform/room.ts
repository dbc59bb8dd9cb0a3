/**
 * Room on the disk (SAFETY.md R32): watched, so that writes are refused in a sentence before the database meets a full disk. Where
 * somebody else fills it faster than that, a file kept for the purpose makes way: a database that can't write its own log ends.
 */
import { randomBytes } from 'node:crypto'
import { open, rm, stat, statfs } from 'node:fs/promises'
import { join } from 'node:path'

export type Room = {
  /** Whether so little is left that nothing more should be written. */
  isLow(): boolean
  stop(): void
}

/** Always room: where the database's disk is somebody else's. */
export const ANY_ROOM: Room = { isLow: () => false, stop: () => undefined }

const LOOK_MS = 1_000
/** Two files of the database's log: one to write on in, one to start again with. */
export const RESERVE_BYTES = 32 * 1024 ** 2
/** With less than this left the reserve makes way. */
const LAST_BYTES = 8 * 1024 ** 2

/**
 * Looks at once, and then every second. `free` answers the free bytes; the disk's own where a test hands in none. With
 * `minFreeBytes` 0 nothing is refused and nothing kept.
 */
export async function watchRoom(
  directory: string,
  minFreeBytes: number,
  {
    everyMs = LOOK_MS,
    free = freeBytesOf,
  }: { everyMs?: number; free?: (directory: string) => Promise<number> } = {},
): Promise<Room> {
  const reserve = join(directory, 'reserve')
  /** Until there is room for the reserve as well, what it made way for is not for writers. */
  let isOwed = false
  let isLow = false
  let looking: Promise<void> | undefined
  const look = async () => {
    // A disk that cannot be asked is no reason to refuse: the database will say.
    const bytes = await free(directory).catch(() => Infinity)
    isLow = bytes < minFreeBytes + (isOwed ? RESERVE_BYTES : 0)
    if (minFreeBytes === 0) return
    const isKept = await isWhole(reserve)
    if (isKept && bytes < LAST_BYTES) {
      isOwed = true
      await rm(reserve, { force: true })
    } else if (!isKept && bytes >= minFreeBytes + RESERVE_BYTES) isOwed = !(await setAside(reserve)) && isOwed
  }
  await look()
  const timer = setInterval(() => {
    looking ??= look()
      .catch(() => undefined)
      .finally(() => (looking = undefined))
  }, everyMs)
  timer.unref()
  return { isLow: () => isLow, stop: () => clearInterval(timer) }
}

const isWhole = (file: string): Promise<boolean> =>
  stat(file).then(
    ({ size }) => size === RESERVE_BYTES,
    () => false,
  )

/** Writes the file; answers whether all of it found room. Chance, since some disks keep a file of noughts in no room at all. */
async function setAside(reserve: string): Promise<boolean> {
  const part = randomBytes(1024 ** 2)
  try {
    const file = await open(reserve, 'w', 0o600)
    try {
      for (let written = 0; written < RESERVE_BYTES; written += part.length) await file.writeFile(part)
    } finally {
      await file.close()
    }
    return true
  } catch {
    await rm(reserve, { force: true }).catch(() => undefined)
    return false
  }
}

/** Free bytes of the disk that a directory lies on, for who is not root. */
export async function freeBytesOf(directory: string): Promise<number> {
  const { bavail, bsize } = await statfs(directory)
  return bavail * bsize
}
