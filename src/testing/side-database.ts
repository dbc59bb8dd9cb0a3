/** Further databases beside a test's own, for what needs an empty one: made, and dropped when the test file is done. */
import { afterAll } from 'vitest'
import { Client } from 'pg'
import { testDatabase } from './database.ts'
import type { TestConnection } from './global-setup.ts'

const made: string[] = []

/** An empty database, owned by `owner` where one is named. */
export async function anEmptyDatabase(owner?: string): Promise<TestConnection> {
  const connection = await testDatabase()
  const database = `${connection.database}_side_${made.length}`
  made.push(database)
  await asAdmin((admin) =>
    admin.query(
      `create database ${database} ${owner === undefined ? '' : `owner ${owner} `}template template0 encoding 'UTF8'`,
    ),
  )
  return { ...connection, database }
}

/** As the owner of the test's database. */
export async function asAdmin<T>(work: (admin: Client) => Promise<T>): Promise<T> {
  const admin = new Client(await testDatabase())
  await admin.connect()
  try {
    return await work(admin)
  } finally {
    await admin.end()
  }
}

afterAll(async () => {
  for (const database of made.splice(0))
    await asAdmin((admin) => admin.query(`drop database if exists ${database} with (force)`))
})
