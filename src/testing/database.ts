/** A migrated PostgreSQL database for one test file; `global-setup.ts` makes and drops it. */
import { createConnection, type Socket } from 'node:net'
import { createInterface } from 'node:readline'
import { afterAll, inject } from 'vitest'
import type { TestConnection } from './global-setup.ts'
import './record-statements.ts'

let ours: Promise<TestConnection> | undefined
let lifeline: Socket | undefined // the database lives as long as this is open

afterAll(() => lifeline?.destroy())

/** The database of this test file, the same at every call. Dropped with all connections when the file is done. */
export function testDatabase(): Promise<TestConnection> {
  ours ??= askFor(inject('databasePort'))
  return ours
}

/** How to reach it in the words of DATABASE_URL. */
export function urlOf({ host, port, user, password, database }: TestConnection): string {
  const who = `${user}:${encodeURIComponent(password)}`
  return host.startsWith('/')
    ? `postgres://${who}@localhost/${database}?host=${encodeURIComponent(host)}&port=${port}`
    : `postgres://${who}@${host}:${port}/${database}`
}

async function askFor(port: number): Promise<TestConnection> {
  lifeline = createConnection(port, '127.0.0.1').unref()
  for await (const line of createInterface(lifeline)) {
    const answer = JSON.parse(line) as TestConnection | { error: string }
    if ('error' in answer) throw new Error(`There is no test database: ${answer.error}`)
    return answer
  }
  throw new Error('There is no test database: the run of tests is ending.')
}
