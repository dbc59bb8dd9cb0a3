/** One running database server: starts it, waits until it answers, starts it again when it dies, stops it fast. */
import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { copyFile, open, readFile, rmdir, stat, truncate } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { StartError } from '#platform/start-error.ts'
import { makeSocketDirectory, serverEnvironment, writeSettings } from './cluster.ts'
import type { Layout } from './cluster.ts'
import { readPostmaster } from './leftover.ts'
import { idsOf } from './os-user.ts'
import type { OsUser } from './os-user.ts'

/** Where start and restart are told: one sentence each. */
export type StartLog = { info(sentence: string): void; warn(sentence: string): void }

/** How a server ended that nobody stopped. */
export type ServerExit = { readonly code: number | null; readonly signal: NodeJS.Signals | null }

/** A server that is looked after. */
export type WatchedServer = {
  readonly sockets: string
  /** Shuts down fast (open transactions are rolled back) and resolves when no process is left. */
  stop(): Promise<void>
  /** For `process.on('exit')`: asks for the same and does not wait. */
  stopAtExit(): void
  /** Called each time the server ends by itself, before it is started again. */
  onExit(callback: (exit: ServerExit) => void): void
}

type Task = { layout: Layout; binaries: string; user: OsUser | undefined; log: StartLog }

/** After a kill the shared memory of the old server is held for some seconds; only these reasons are worth a wait. */
const HELD_MESSAGE = /pre-existing shared memory block|lock file ".*" already exists|could not bind/
const HELD_PATIENCE_MS = 20_000
const RECOVERY_PATIENCE_MS = 30 * 60_000
const LARGEST_LOG_BYTES = 8 * 1024 * 1024
const LOG_CHECK_MS = 10 * 60_000
const LONGEST_PAUSE_MS = 10_000

/** Starts the server and looks after it until `stop`. Throws StartError when it does not start the first time. */
export async function watchServer(task: Task): Promise<WatchedServer> {
  const sockets = await makeSocketDirectory(task.layout, task.user)
  const callbacks: ((exit: ServerExit) => void)[] = []
  const stopping = new AbortController()
  let child = await startUntilReady(task, sockets, stopping.signal)
  const watch = async () => {
    while (!stopping.signal.aborted) {
      const exit = await ended(child)
      if (stopping.signal.aborted) return
      task.log.warn(`The database server ended by itself (${nameOf(exit)}); starting it again.`)
      for (const callback of callbacks) callback(exit)
      const next = await startAgain(task, stopping.signal)
      if (next) child = next
    }
  }
  const watched = watch()
  const tidy = setInterval(() => void shortenLog(task.layout).catch(() => undefined), LOG_CHECK_MS)
  tidy.unref()
  return {
    sockets,
    async stop() {
      clearInterval(tidy)
      stopping.abort()
      await endServer(child)
      await watched
      await endServer(child)
      await rmdir(sockets).catch(() => undefined) // may lie in the system's temporary directory
    },
    stopAtExit() {
      stopping.abort()
      if (isRunning(child)) child.kill('SIGINT')
    },
    onExit: (callback) => void callbacks.push(callback),
  }
}

/** Pauses 0.25 s, then twice as long each time up to 10 s; answers undefined when it is stopped meanwhile. */
async function startAgain(task: Task, signal: AbortSignal): Promise<ChildProcess | undefined> {
  for (let pause = 250; !signal.aborted; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
    await sleep(pause, undefined, { signal }).catch(() => undefined)
    if (signal.aborted) return undefined
    try {
      const sockets = await makeSocketDirectory(task.layout, task.user)
      const child = await startUntilReady(task, sockets, signal)
      task.log.info('The database server answers again.')
      return child
    } catch (error) {
      if (!signal.aborted) task.log.warn(error instanceof Error ? error.message : String(error))
    }
  }
  return undefined
}

async function startUntilReady(task: Task, sockets: string, signal: AbortSignal): Promise<ChildProcess> {
  let isTold = false
  for (let waited = 0; ; waited += 500) {
    const before = await logSize(task.layout)
    const child = await launch(task, sockets)
    const isReady = await becomesReady(child, task, signal)
    if (isReady) return child
    await endServer(child)
    const said = await logSince(task.layout, before)
    if (signal.aborted || !HELD_MESSAGE.test(said) || waited >= HELD_PATIENCE_MS)
      throw new StartError(reason(task, said))
    if (!isTold)
      task.log.info('The database server of the last run is still letting go of its memory; waiting for it.')
    isTold = true
    await sleep(500)
  }
}

async function launch({ layout, binaries, user }: Task, sockets: string): Promise<ChildProcess> {
  const settings = await writeSettings(layout, sockets, user)
  await shortenLog(layout)
  // A file, not a pipe: a server that outlives us must never block on a reader that is gone.
  const log = await open(layout.serverLog, 'a', 0o600)
  const command = join(binaries, 'postgres')
  const child = spawn(
    command,
    [
      ...['-D', layout.cluster, '-c', `config_file=${settings}`],
      ...['-c', 'fsync=on', '-c', 'full_page_writes=on'], // what "accepted" means rests on these two
    ],
    {
      // A group of its own: Ctrl-C in the terminal must reach the database only through us, after the last request.
      detached: true,
      cwd: layout.cluster,
      env: serverEnvironment(),
      stdio: ['ignore', log.fd, log.fd],
      ...idsOf(user),
    },
  )
  try {
    await new Promise<void>((resolve, reject) => {
      child.once('spawn', resolve)
      child.once('error', reject)
    })
  } catch (error) {
    throw new StartError(
      `The database server ${command} cannot be run (${error instanceof Error ? error.message : String(error)}): set DATABASE_URL to a PostgreSQL 15 or newer instead.`,
      { cause: error },
    )
  } finally {
    await log.close()
  }
  return child
}

/** True when the server takes connections, false when it ended instead. Recovery after a power cut may take minutes. */
async function becomesReady(
  child: ChildProcess,
  { layout, log }: Task,
  signal: AbortSignal,
): Promise<boolean> {
  for (let waited = 0; waited < RECOVERY_PATIENCE_MS && !signal.aborted; waited += 20) {
    if (!isRunning(child)) return false
    const found = await readPostmaster(layout.cluster)
    if (found?.pid === child.pid && found?.isReady) return true
    await sleep(20)
    if (waited > 0 && waited % 10_000 === 0)
      log.info('The database is recovering its last writes; this may take minutes.')
  }
  return false
}

async function endServer(child: ChildProcess): Promise<void> {
  if (!isRunning(child)) return
  const gone = ended(child)
  for (const [signal, patience] of [
    ['SIGINT', 30_000],
    ['SIGQUIT', 10_000],
    ['SIGKILL', 5_000],
  ] as const) {
    child.kill(signal)
    const late = new AbortController()
    const won = await Promise.race([
      gone.then(() => true),
      sleep(patience, false, { signal: late.signal }).catch(() => false),
    ])
    late.abort()
    if (won) return
  }
}

function ended(child: ChildProcess): Promise<ServerExit> {
  if (!isRunning(child)) return Promise.resolve({ code: child.exitCode, signal: child.signalCode })
  return new Promise((resolve) => {
    child.once('exit', (code, signal) => resolve({ code, signal }))
  })
}

function isRunning(child: ChildProcess): boolean {
  return child.exitCode === null && child.signalCode === null
}

function nameOf({ code, signal }: ServerExit): string {
  return signal ? `signal ${signal}` : `exit code ${String(code)}`
}

function reason({ layout }: Task, said: string): string {
  const fatal = said.split('\n').filter((line) => /(FATAL|PANIC|error while loading):? /.test(line))
  const last = fatal.at(-1) ?? said.trim().split('\n').at(-1) ?? ''
  const plain = last.replace(/^.*?(FATAL|PANIC): +/, '')
  return `The database server did not start: ${plain || 'it gave no reason'} (its log is ${layout.serverLog}).`
}

/** Keeps the last full log beside the present one. The server appends, so it goes on at the new end. */
async function shortenLog(layout: Layout): Promise<void> {
  if ((await logSize(layout)) <= LARGEST_LOG_BYTES) return
  await copyFile(layout.serverLog, `${layout.serverLog}.1`)
  await truncate(layout.serverLog)
}

async function logSize(layout: Layout): Promise<number> {
  return stat(layout.serverLog).then(
    ({ size }) => size,
    () => 0,
  )
}

async function logSince(layout: Layout, offset: number): Promise<string> {
  const bytes = await readFile(layout.serverLog).catch(() => Buffer.alloc(0))
  return bytes.subarray(offset <= bytes.length ? offset : 0).toString('utf8')
}
