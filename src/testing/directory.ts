/** Throw-away directories for tests that the database's user can reach, also when the tests run as root. */
import { chmod, mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findHolder } from '#platform/postgres/directory-lock.ts'
import { stopLeftover } from '#platform/postgres/leftover.ts'
import { databaseUser, findBarrier } from '#platform/postgres/os-user.ts'

const PREFIX = 'spoonful-test-'
const HOUR_MS = 3_600_000

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
  const root = await findRoot()
  for (const name of await readdir(root)) {
    if (!name.startsWith(PREFIX) || isAlive(Number(/^\d+/.exec(name.slice(PREFIX.length))?.[0]))) continue
    const lock = join(root, name, 'spoonful.lock')
    const touched = await Promise.all(
      [lock, join(root, name)].map((path) => stat(path).catch(() => undefined)),
    )
    const isNew = Date.now() - Math.max(...touched.map((seen) => seen?.mtimeMs ?? 0)) < HOUR_MS
    if (isNew || (await findHolder(lock))) continue
    await stopLeftover(join(root, name, 'postgres'), () => undefined)
    await rm(join(root, name), { recursive: true, force: true })
  }
}

/** Whether the test that made a directory still runs: one that kills its server leaves no lock until it starts the next. */
function isAlive(pid: number): boolean {
  try {
    return pid > 0 && process.kill(pid, 0)
  } catch (error) {
    return (error as { code?: string }).code === 'EPERM'
  }
}

async function findRoot(): Promise<string> {
  for (const root of [tmpdir(), '/tmp']) {
    if (!(await findBarrier(root, databaseUser()))) return root
  }
  throw new Error(`${databaseUser()?.name ?? 'This user'} can reach neither ${tmpdir()} nor /tmp.`)
}
