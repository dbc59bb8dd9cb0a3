/** Throw-away directories for tests that the database's user can reach, also when the tests run as root. */
import { chmod, mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findHolder } from '#platform/postgres/directory-lock.ts'
import { stopLeftover } from '#platform/postgres/leftover.ts'
import { databaseUser, findBarrier } from '#platform/postgres/os-user.ts'
import { freeBytesOf } from '#platform/room.ts'

const PREFIX = 'spoonful-test-'
const HOUR_MS = 3_600_000
const IN_MEMORY = '/dev/shm'
const ROOTS = [tmpdir(), '/tmp']
const PLENTY_BYTES = 4 * 1024 ** 3

/** Makes an empty directory; `name` becomes part of its path, as does the process it belongs to. */
export async function makeTestDirectory(name = ''): Promise<{ path: string; remove(): Promise<void> }> {
  const path = await mkdtemp(join(await findRoot(), `${PREFIX}${process.pid}-${name}`))
  await chmod(path, 0o711)
  return { path, remove: () => rm(path, { recursive: true, force: true }) }
}

/**
 * Removes what earlier runs that were killed left behind, their database servers included. What was touched within the last
 * hour stays: it may belong to a run beside this one that has just killed its own server.
 */
export async function sweepTestDirectories(): Promise<void> {
  for (const root of new Set([IN_MEMORY, ...ROOTS]))
    for (const name of await readdir(root).catch(() => []))
      if (name.startsWith(PREFIX)) await sweep(join(root, name), name)
}

async function sweep(path: string, name: string): Promise<void> {
  if (isAlive(Number(/^\d+/.exec(name.slice(PREFIX.length))?.[0]))) return
  const lock = join(path, 'spoonful.lock')
  const touched = await Promise.all([lock, path].map((path) => stat(path).catch(() => undefined)))
  const isNew = Date.now() - Math.max(...touched.map((seen) => seen?.mtimeMs ?? 0)) < HOUR_MS
  if (isNew || (await findHolder(lock))) return
  await stopLeftover(join(path, 'postgres'), () => undefined)
  await rm(path, { recursive: true, force: true })
}

/** Whether the test that made a directory still runs: one that kills its server leaves no lock until it starts the next. */
function isAlive(pid: number): boolean {
  try {
    return pid > 0 && process.kill(pid, 0)
  } catch (error) {
    return (error as { code?: string }).code === 'EPERM'
  }
}

/**
 * In memory where there is plenty: making and removing databases is most of what tests ask of a disk. What a killed process has
 * written is kept there as in the disk's cache; that the disk itself is waited for is counted call by call (faults/durable.test.ts).
 */
async function findRoot(): Promise<string> {
  const roots = (await isRoomy(IN_MEMORY)) ? [IN_MEMORY, ...ROOTS] : ROOTS
  for (const root of roots) if (!(await findBarrier(root, databaseUser()))) return root
  throw new Error(`${databaseUser()?.name ?? 'This user'} can reach neither ${tmpdir()} nor /tmp.`)
}

async function isRoomy(root: string): Promise<boolean> {
  const free = await freeBytesOf(root).catch(() => 0)
  return Math.min(free, process.availableMemory()) >= PLENTY_BYTES
}
