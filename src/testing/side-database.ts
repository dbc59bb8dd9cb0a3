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

/** SQL past the product, in one database. */
export async function asked<T extends object>(connection: TestConnection, text: string): Promise<T[]> {
  const client = new Client(connection)
  await client.connect()
  try {
    return (await client.query<T>(text)).rows
  } finally {
    await client.end()
  }
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

/** Every table of a database with its number of rows and a hash over all of them, whatever their order. */
export async function contentOf(connection: TestConnection): Promise<Record<string, string>> {
  const tables = await asked<{ name: string }>(
    connection,
    `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relispartition and relname <> 'migration' order by 1`,
  )
  const content: Record<string, string> = {}
  for (const { name } of tables) {
    const [row] = await asked<{ content: string }>(
      connection,
      `select count(*) || ' ' || coalesce(md5(string_agg(md5(t::text), '' order by md5(t::text))), '') as content from ${name} t`,
    )
    content[name] = row?.content ?? ''
  }
  return content
}

afterAll(async () => {
  for (const database of made.splice(0))
    await asAdmin((admin) => admin.query(`drop database if exists ${database} with (force)`))
})
