/** The embedded PostgreSQL: a real server from node_modules, in its own data directory, for as long as we run. */
import { access, chmod, constants, mkdir } from 'node:fs/promises'
import { resolve } from 'node:path'
import { Client } from 'pg'
import { freeBytesOf } from '#platform/room.ts'
import { StartError, systemCodeOf } from '#platform/start-error.ts'
import { prepareBinaries } from './binaries.ts'
import { checkVersion, layoutOf, PORT, prepareCluster, readPassword, ROLE } from './cluster.ts'
import type { Layout } from './cluster.ts'
import { findHolder, takeDirectoryLock } from './directory-lock.ts'
import { readPostmaster, stopLeftover } from './leftover.ts'
import { databaseUser, findBarrier } from './os-user.ts'
import type { OsUser } from './os-user.ts'
import { watchServer } from './server.ts'
import type { ServerExit, StartLog } from './server.ts'

export type { ServerExit, StartLog } from './server.ts'

/** How to connect, in the words of `pg`: `host` is the directory of the Unix socket. */
export type PostgresConnection = {
  readonly host: string
  readonly port: number
  readonly user: string
  readonly password: string
  readonly database: string
}

/** A server that is running and looked after. */
export type EmbeddedPostgres = {
  readonly connection: PostgresConnection
  /** Such as "18.4". */
  readonly version: string
  /** Stops the server, waits until it is gone and frees the data directory. */
  stop(): Promise<void>
  /** Called each time the server ended by itself; it is being started again then, at the same address. */
  onExit(callback: (exit: ServerExit) => void): void
}

/** Where and how to start. */
export type StartOptions = {
  readonly dataDirectory: string
  readonly log: StartLog
  /** Refuses to start with less room than this on the disk; 200 MB when left out. */
  readonly minFreeBytes?: number
}

const SMALLEST_FREE_BYTES = 200 * 1024 * 1024

/**
 * Starts PostgreSQL on a data directory, making it at the first time. Throws StartError, one sentence that says what to
 * do, when another Spoonful holds the directory, the disk is nearly full, or rights are missing.
 * Until `stop` it is also stopped when this process exits or, if nobody else listens, gets SIGINT, SIGTERM or SIGHUP.
 */
export async function startPostgres(options: StartOptions): Promise<EmbeddedPostgres> {
  if (process.platform === 'win32') {
    throw new StartError('On Windows set DATABASE_URL: the embedded database needs Unix sockets.')
  }
  const { log } = options
  const layout = layoutOf(resolve(options.dataDirectory))
  const user = databaseUser()
  await openDirectory(layout.home, user, options.minFreeBytes ?? SMALLEST_FREE_BYTES)
  const lock = await takeDirectoryLock(layout.lock)
  let server
  try {
    const binaries = await prepareBinaries(layout.binaries, user)
    await stopLeftover(layout.cluster, (sentence) => log.warn(sentence))
    await prepareCluster(layout, binaries.directory, user)
    await checkVersion(layout, binaries.version)
    server = await watchServer({ layout, binaries: binaries.directory, user, log })
    const connection = await connectionTo(layout, server.sockets)
    const version = await openDatabase(connection)
    const running = server
    const forget = stopWithProcess(running.stopAtExit, lock.releaseAtExit, () => running.stop())
    const stop = async () => {
      await running.stop()
      await lock.release()
      forget()
    }
    return { connection, version, stop, onExit: running.onExit }
  } catch (error) {
    await server?.stop()
    await lock.release()
    throw error
  }
}

/** The connection of a Spoonful that runs on this data directory now, for a second process; else undefined. */
export async function findRunningPostgres(dataDirectory: string): Promise<PostgresConnection | undefined> {
  const layout = layoutOf(resolve(dataDirectory))
  if (!(await findHolder(layout.lock))) return undefined
  const found = await readPostmaster(layout.cluster)
  if (!found?.isReady) return undefined
  const connection = await connectionTo(layout, found.sockets)
  return (await isMade(connection)) ? connection : undefined
}

/** In the first moments of a new directory the server answers before our database is made. */
async function isMade(connection: PostgresConnection): Promise<boolean> {
  const client = new Client(connection)
  return client.connect().then(
    () => client.end().then(() => true),
    () => false,
  )
}

async function connectionTo(layout: Layout, sockets: string): Promise<PostgresConnection> {
  return { host: sockets, port: PORT, user: ROLE, password: await readPassword(layout), database: ROLE }
}

/** Makes our database when it is missing and answers the server's version. */
async function openDatabase(connection: PostgresConnection): Promise<string> {
  const client = new Client({ ...connection, database: 'postgres' })
  await client.connect()
  try {
    const found = await client.query('select 1 from pg_database where datname = $1', [connection.database])
    if (found.rowCount === 0)
      await client.query(`create database ${client.escapeIdentifier(connection.database)}`)
    const shown = await client.query<{ server_version: string }>('show server_version')
    return shown.rows[0]?.server_version ?? 'unknown'
  } finally {
    await client.end()
  }
}

async function openDirectory(home: string, user: OsUser | undefined, minFreeBytes: number): Promise<void> {
  await checkReach(home, user)
  try {
    const made = await mkdir(home, { recursive: true, mode: user ? 0o711 : 0o700 })
    // Root's umask may be strict; the database's user must still get through to its own files.
    if (made !== undefined && user) await chmod(home, 0o711)
    await access(home, constants.W_OK | constants.X_OK)
  } catch (error) {
    const code = systemCodeOf(error) ?? 'unknown error'
    throw new StartError(
      `The data directory ${home} cannot be written to (${code}): give this user the right, or set SPOONFUL_DATA to another directory.`,
      { cause: error },
    )
  }
  await checkReach(home, user) // a strict umask may have closed a directory that was just made on the way
  const free = await freeBytesOf(home)
  if (free >= minFreeBytes) return
  const [left, least] = [free, minFreeBytes].map((bytes) => String(Math.floor(bytes / 1024 / 1024)))
  throw new StartError(
    `The disk of ${home} has ${left} MB free and ${least} MB are the least to start with: make room, or set SPOONFUL_DATA to another disk.`,
  )
}

async function checkReach(home: string, user: OsUser | undefined): Promise<void> {
  const barrier = await findBarrier(home, user)
  if (!user || !barrier) return
  throw new StartError(
    `PostgreSQL does not run as root, and the user it runs as (${user.name}) may not enter ${barrier.path} (mode ${barrier.mode}): set SPOONFUL_DATA to a directory such as /var/lib/spoonful, or start Spoonful as an ordinary user.`,
  )
}

/** No server is left behind when nobody called `stop`. Answers the function that takes these watchers away. */
function stopWithProcess(stopNow: () => void, unlock: () => void, stop: () => Promise<void>): () => void {
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
  const onExit = () => {
    stopNow()
    unlock()
  }
  const onSignal = (signal: NodeJS.Signals) => {
    if (process.listenerCount(signal) > 1) return // the program has a way of its own to end
    void stop().finally(() => {
      forget()
      unlock()
      process.kill(process.pid, signal)
    })
  }
  const forget = () => {
    process.off('exit', onExit)
    for (const signal of signals) process.off(signal, onSignal)
  }
  process.on('exit', onExit)
  for (const signal of signals) process.on(signal, onSignal)
  return forget
}
