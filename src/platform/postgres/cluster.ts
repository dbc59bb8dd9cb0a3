/** The database's files inside the data directory: where each lies, how they are made once, and their settings. */
import { execFile } from 'node:child_process'
import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { chown, lstat, mkdir, open, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { StartError, systemCodeOf } from '#platform/start-error.ts'
import { findBarrier, idsOf } from './os-user.ts'
import type { OsUser } from './os-user.ts'

/** The superuser of an embedded server, and the database Spoonful lives in. */
export const ROLE = 'spoonful'
/** Names the socket only: nothing listens on the network. */
export const PORT = 5432

/** Where things lie in a data directory. */
export type Layout = {
  readonly home: string
  readonly binaries: string
  readonly cluster: string
  readonly lock: string
  readonly password: string
  readonly serverLog: string
  readonly sockets: string
}

/** The layout of a data directory given as an absolute path. */
export function layoutOf(home: string): Layout {
  return {
    home,
    binaries: join(home, 'bin'),
    cluster: join(home, 'postgres'),
    lock: join(home, 'spoonful.lock'),
    password: join(home, 'database-password'),
    serverLog: join(home, 'postgres.log'),
    sockets: join(home, 'run'),
  }
}

/** Makes the password and the database's files when they are missing. Needs the directory's lock. */
export async function prepareCluster(
  layout: Layout,
  binaries: string,
  user: OsUser | undefined,
): Promise<void> {
  const found = await readFile(join(layout.cluster, 'PG_VERSION'), 'utf8').catch(() => undefined)
  if (found === undefined) await makeCluster(layout, binaries, user)
}

/** Throws a StartError when the files were written by another major version than these programs read. */
export async function checkVersion(layout: Layout, version: string): Promise<void> {
  const major = version.split('.')[0] ?? ''
  const found = (await readFile(join(layout.cluster, 'PG_VERSION'), 'utf8')).trim()
  if (found === major) return
  throw new StartError(
    `${layout.cluster} was written by PostgreSQL ${found} and this release runs ${major}: take a \`spoonful backup\` with the release that wrote it and \`spoonful restore\` it here.`,
  )
}

/** The password of the embedded server's role. */
export async function readPassword(layout: Layout): Promise<string> {
  try {
    return (await readFile(layout.password, 'utf8')).trim()
  } catch (error) {
    const code = systemCodeOf(error) ?? 'unknown error'
    throw new StartError(
      `The database's password in ${layout.password} cannot be read (${code}): put that file back.`,
      {
        cause: error,
      },
    )
  }
}

/**
 * Made beside its place and renamed, so that a start which is cut short leaves nothing half made behind.
 * Sorting by code point and upper and lower case of every alphabet, the same on every machine: C.UTF-8 of PostgreSQL itself.
 */
async function makeCluster(layout: Layout, binaries: string, user: OsUser | undefined): Promise<void> {
  for (const name of await readdir(layout.home)) {
    if (name.startsWith('.new-')) await rm(join(layout.home, name), { recursive: true })
  }
  const password = await makePassword(layout)
  const draft = join(layout.home, `.new-${randomUUID()}`)
  const handover = join(draft, 'password')
  await mkdir(draft, { mode: 0o700 })
  await writeFile(handover, `${password}\n`, { mode: 0o600 })
  if (user) for (const path of [draft, handover]) await chown(path, user.uid, user.gid)
  const run = promisify(execFile)
  try {
    await run(
      join(binaries, 'initdb'),
      [
        ...['-D', join(draft, 'postgres'), '-U', ROLE, `--pwfile=${handover}`, '--auth=scram-sha-256'],
        ...['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'],
        ...['--data-checksums', '--no-instructions'],
      ],
      { cwd: draft, env: serverEnvironment(), ...idsOf(user) },
    )
    await rename(join(draft, 'postgres'), layout.cluster)
    await sync(layout.home)
  } catch (error) {
    throw new StartError(`The database could not be made in ${layout.cluster}: ${lastLineOf(error)}`, {
      cause: error,
    })
  } finally {
    await rm(draft, { recursive: true, force: true })
  }
}

async function makePassword(layout: Layout): Promise<string> {
  const password = randomBytes(24).toString('base64url')
  await rm(layout.password, { force: true })
  const file = await open(layout.password, 'wx', 0o600)
  try {
    await file.writeFile(password)
    await file.sync()
  } finally {
    await file.close()
  }
  return password
}

/**
 * Writes the settings of this start and answers the file's path. `alter system` still overrides them, except those
 * that durability rests on: they are given on the command line (see `server.ts`).
 */
export async function writeSettings(
  layout: Layout,
  sockets: string,
  user: OsUser | undefined,
): Promise<string> {
  const path = join(layout.cluster, 'spoonful.conf')
  const draft = `${path}.new`
  await writeFile(draft, settings(sockets), { mode: 0o600 })
  if (user) await chown(draft, user.uid, user.gid)
  await rename(draft, path)
  return path
}

function settings(sockets: string): string {
  return `# Written by Spoonful at each start; use "alter system" for settings of your own.
include = 'postgresql.conf'
# reached through the socket only, by the user who runs it
listen_addresses = ''
port = ${String(PORT)}
unix_socket_directories = '${`"${sockets.replaceAll('"', '""')}"`.replaceAll("'", "''")}'
unix_socket_permissions = 0700
password_encryption = 'scram-sha-256'
# a machine of two cores and a few GB, on a solid-state disk
max_connections = 50
shared_buffers = '256MB'
effective_cache_size = '1GB'
work_mem = '16MB'
maintenance_work_mem = '128MB'
random_page_cost = 1.1
max_parallel_workers_per_gather = 1
jit = off
# bulk intake: fewer, longer checkpoints
wal_level = 'replica'
min_wal_size = '128MB'
max_wal_size = '2GB'
checkpoint_timeout = '15min'
checkpoint_completion_target = 0.9
synchronous_commit = on
autovacuum_naptime = '20s'
# a forgotten transaction must not hold rows or vacuum back
idle_in_transaction_session_timeout = '60s'
# a client that is gone must not keep its query running
client_connection_check_interval = '10s'
timezone = 'UTC'
log_timezone = 'UTC'
lc_messages = 'C'
# customers' words stay out of the log: no statements, no values
logging_collector = off
log_min_messages = 'warning'
log_min_error_statement = 'panic'
log_error_verbosity = 'terse'
log_line_prefix = '%m [%p] '
log_checkpoints = off
`
}

/** The longest socket path: 107 bytes on Linux, 103 on macOS; the smaller for both. */
const LONGEST_SOCKET = 103

/**
 * Makes the directory for the socket, open to the database's user only, and answers its path. Lies in the data
 * directory, or where that path is too long, in the system's directory for temporary files under a hashed name.
 */
export async function makeSocketDirectory(layout: Layout, user: OsUser | undefined): Promise<string> {
  for (const path of await socketPlaces(layout, user)) {
    await mkdir(path, { mode: 0o700 }).then(
      () => (user ? chown(path, user.uid, user.gid) : undefined),
      (error: unknown) => {
        if (systemCodeOf(error) !== 'EEXIST') throw error
      },
    )
    const { uid, mode } = await lstat(path)
    const isOurs = uid === (user?.uid ?? process.getuid?.()) && (mode & 0o7777) === 0o700
    if (isOurs && (await lstat(path)).isDirectory()) return path
  }
  throw new StartError(
    `There is no safe place for the database's socket: set SPOONFUL_DATA to a shorter path (at most 80 characters).`,
  )
}

async function socketPlaces(layout: Layout, user: OsUser | undefined): Promise<string[]> {
  if (fits(layout.sockets)) return [layout.sockets]
  const name = `spoonful-${createHash('sha256').update(layout.home).digest('hex').slice(0, 12)}`
  const roots = await Promise.all(
    [tmpdir(), '/tmp'].map(async (root) => ((await findBarrier(root, user)) ? [] : [root])),
  )
  // Someone else may have taken the first name: anyone may write to /tmp.
  return roots
    .flat()
    .flatMap((root) => ['', '-1', '-2'].map((suffix) => join(root, name + suffix)))
    .filter(fits)
}

function fits(directory: string): boolean {
  return Buffer.byteLength(join(directory, `.s.PGSQL.${String(PORT)}`)) <= LONGEST_SOCKET
}

/** What the database's programs see of our environment: nothing that could change their settings. */
export function serverEnvironment(): NodeJS.ProcessEnv {
  return { PATH: process.env['PATH'] ?? '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' }
}

async function sync(directory: string): Promise<void> {
  const handle = await open(directory, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

function lastLineOf(error: unknown): string {
  const text = error instanceof Error && 'stderr' in error ? String(error.stderr) : String(error)
  const lines = text.split('\n').filter((line) => line.includes('error') || line.includes('FATAL'))
  return (lines.at(-1) ?? text.trim().split('\n').at(-1) ?? '').trim()
}
