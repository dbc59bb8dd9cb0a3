/** One writer a data directory: a lock file that names its holder and is taken over once that process is gone. */
import { randomUUID } from 'node:crypto'
import { execFile } from 'node:child_process'
import { link, readFile, rename, rm, stat, unlink, utimes, writeFile } from 'node:fs/promises'
import { unlinkSync } from 'node:fs'
import { hostname } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { z } from 'zod'
import { StartError, systemCodeOf } from '#platform/start-error.ts'

/** Who holds a directory. `mark` tells a process from a later one that got the same number. */
const Holder = z.object({ pid: z.number(), mark: z.string(), since: z.string(), host: z.string() })
export type Holder = z.infer<typeof Holder>

/** A held lock. `release` may be called twice; `releaseAtExit` is its synchronous form. */
export type DirectoryLock = { release(): Promise<void>; releaseAtExit(): void }

const BEAT_MS = 5_000
/** A holder on another host (a container that shares the volume) is believed while its heartbeat is younger than this. */
const SILENT_MS = 20_000

/**
 * Takes the lock at `path` or throws a StartError (cause: 'held') naming the process that holds it and since when.
 * A lock whose process is gone, or whose number now belongs to another process, is taken over.
 */
export async function takeDirectoryLock(path: string): Promise<DirectoryLock> {
  const mine = JSON.stringify({
    pid: process.pid,
    mark: await markOf(process.pid),
    since: new Date().toISOString(),
    host: hostname(),
  } satisfies Holder)
  for (let attempt = 0; attempt < 20; attempt += 1) {
    if (await place(path, mine)) return hold(path, mine)
    const text = await readFile(path, 'utf8').catch(() => undefined)
    if (text === undefined) continue // released between our two looks
    const holder = parse(text)
    if (holder && (await isAlive(holder, path))) {
      throw new StartError(refusal(dirname(path), holder), { cause: 'held' })
    }
    await clear(path, text)
  }
  throw new StartError(`The lock ${path} changes hands too quickly: see which processes use this directory.`)
}

/** The living process that holds the lock at `path`, or undefined. */
export async function findHolder(path: string): Promise<Holder | undefined> {
  const text = await readFile(path, 'utf8').catch(() => undefined)
  const holder = text === undefined ? undefined : parse(text)
  return holder && (await isAlive(holder, path)) ? holder : undefined
}

/** Links a complete file into place: unlike writing, linking is atomic and fails when the name is taken. */
async function place(path: string, text: string): Promise<boolean> {
  const draft = join(dirname(path), `.lock-${randomUUID()}`)
  await writeFile(draft, text, { mode: 0o644 })
  try {
    await link(draft, path)
    return true
  } catch (error) {
    if (systemCodeOf(error) === 'EEXIST') return false
    throw error
  } finally {
    await unlink(draft)
  }
}

/** Moves a stale lock away. When another process replaced it since we read it, what we moved is put back. */
async function clear(path: string, stale: string): Promise<void> {
  const aside = join(dirname(path), `.lock-${randomUUID()}`)
  try {
    await rename(path, aside)
  } catch (error) {
    if (systemCodeOf(error) === 'ENOENT') return
    throw error
  }
  if ((await readFile(aside, 'utf8')) !== stale) await link(aside, path).catch(() => undefined)
  await unlink(aside)
}

function hold(path: string, mine: string): DirectoryLock {
  const beat = setInterval(() => {
    const now = new Date()
    utimes(path, now, now).catch(() => undefined)
  }, BEAT_MS)
  beat.unref()
  return {
    async release() {
      clearInterval(beat)
      if ((await readFile(path, 'utf8').catch(() => '')) === mine) await rm(path, { force: true })
    },
    releaseAtExit() {
      try {
        unlinkSync(path)
      } catch {
        // A lock that stays behind names a dead process and is taken over.
      }
    },
  }
}

async function isAlive(holder: Holder, path: string): Promise<boolean> {
  if (holder.host !== hostname()) {
    const beat = await stat(path).catch(() => undefined)
    return beat !== undefined && Date.now() - beat.mtimeMs < SILENT_MS
  }
  return (await markOf(holder.pid)) === holder.mark
}

/**
 * What tells a process from a later one with the same number: boot and start time, empty when it does not run.
 * Read from /proc, since a small Debian has no `ps`; from `ps` on macOS.
 */
export async function markOf(pid: number): Promise<string> {
  if (process.platform === 'linux') {
    const line = await readFile(`/proc/${String(pid)}/stat`, 'utf8').catch(() => '')
    const fields = line.slice(line.lastIndexOf(')') + 2).split(' ') // the name before may hold blanks
    const [state, started] = [fields[0], fields[19]]
    if (!started || state === 'Z' || state === 'X') return ''
    const boot = await readFile('/proc/sys/kernel/random/boot_id', 'utf8').catch(() => '')
    return `${boot.trim()} ${started}`
  }
  const run = promisify(execFile)
  return run('ps', ['-o', 'lstart=', '-p', String(pid)]).then(
    ({ stdout }) => stdout.trim(),
    () => '',
  )
}

function parse(text: string): Holder | undefined {
  try {
    return Holder.parse(JSON.parse(text))
  } catch {
    return undefined
  }
}

function refusal(directory: string, { pid, since, host }: Holder): string {
  const place = host === hostname() ? '' : ` on ${host}`
  return `Spoonful already runs on ${directory}: process ${String(pid)}${place}, since ${since}. Stop it first, or give this one a directory of its own with SPOONFUL_DATA.`
}
