/**
 * One PostgreSQL for a run of tests: the embedded one, or the server of TEST_DATABASE_URL. It starts when the first
 * test asks for a database, so that runs without one cost nothing; every test file gets a migrated database of its own.
 */
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:net'
import type { AddressInfo, Socket } from 'node:net'
import { Client } from 'pg'
import type { TestProject } from 'vitest/node'
import { migrate } from '#platform/migrate.ts'
import { startPostgres } from '#platform/postgres/index.ts'
import { makeTestDirectory, sweepTestDirectories } from './directory.ts'

/** How to connect to a test's database, in the words of `pg`. */
export type TestConnection = {
  readonly host: string
  readonly port: number
  readonly user: string
  readonly password: string
  readonly database: string
}

declare module 'vitest' {
  interface ProvidedContext {
    /** The loopback port at which this run hands out databases. */
    databasePort: number
  }
}

type Server = { readonly admin: TestConnection; stop(): Promise<void> }
type Factory = {
  make(): Promise<TestConnection>
  drop(database: string): Promise<void>
  close(): Promise<void>
}

/**
 * Hands out databases on a loopback port while the tests run: who connects is answered one line of JSON with the
 * connection, and the database is dropped when it hangs up, which a worker does even when it is killed.
 */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  let factory: Promise<Factory> | undefined
  const work = new Set<Promise<void>>()
  const serve = async (socket: Socket) => {
    const hungUp = once(socket, 'close')
    socket.resume().on('error', () => undefined)
    try {
      factory ??= makeFactory()
      const { make, drop } = await factory
      const connection = await make()
      socket.write(`${JSON.stringify(connection)}\n`)
      await hungUp
      await drop(connection.database)
    } catch (error) {
      socket.end(`${JSON.stringify({ error: error instanceof Error ? error.message : String(error) })}\n`)
    }
  }
  const server = createServer((socket) => {
    const task = serve(socket).finally(() => work.delete(task))
    work.add(task)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  project.provide('databasePort', (server.address() as AddressInfo).port)
  return async () => {
    server.close()
    await Promise.all(work)
    await (await factory?.catch(() => undefined))?.close() // a failure was told to each test that asked
  }
}

/** Starts the server and migrates the template that every test's database is copied from. */
async function makeFactory(): Promise<Factory> {
  const server = await openServer()
  const prefix = `spoonful_test_${randomBytes(4).toString('hex')}`
  const template = `${prefix}_template`
  const admin = new Client(server.admin)
  const close = async () => {
    await admin.query(`drop database if exists ${template} with (force)`).catch(() => undefined)
    await admin.end()
    await server.stop()
  }
  try {
    await admin.connect()
    await makeTemplate(admin, { ...server.admin, database: template })
  } catch (error) {
    await close()
    throw error
  }
  let made = 0
  return {
    async make() {
      const database = `${prefix}_${String((made += 1))}`
      await admin.query(`create database ${database} template ${template}`)
      const zone = process.env['TEST_TIME_ZONE']
      if (zone) await admin.query(`alter database ${database} set timezone = ${admin.escapeLiteral(zone)}`)
      return { ...server.admin, database }
    },
    async drop(database) {
      await admin.query(`drop database if exists ${database} with (force)`)
    },
    close,
  }
}

async function makeTemplate(admin: Client, template: TestConnection): Promise<void> {
  await admin.query(`create database ${template.database} template template0 encoding 'UTF8'`)
  const client = new Client(template)
  await client.connect()
  await migrate(client).finally(() => client.end())
}

async function openServer(): Promise<Server> {
  const given = process.env['TEST_DATABASE_URL']
  if (given) {
    const url = new URL(given)
    const admin = {
      host: url.hostname,
      port: Number(url.port || 5432),
      user: decodeURIComponent(url.username) || 'postgres',
      password: decodeURIComponent(url.password),
      database: url.pathname.slice(1) || 'postgres',
    }
    return { admin, stop: () => Promise.resolve() }
  }
  await sweepTestDirectories()
  const directory = await makeTestDirectory()
  const log = { info: () => undefined, warn: (sentence: string) => console.warn(sentence) }
  const { connection, stop } = await startPostgres({ dataDirectory: directory.path, log }).catch(
    async (error: unknown) => {
      await directory.remove()
      throw error
    },
  )
  return {
    admin: { ...connection, database: 'postgres' },
    async stop() {
      await stop()
      await directory.remove()
    },
  }
}
