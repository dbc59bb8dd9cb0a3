import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Client } from 'pg'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { testDatabase } from '#testing/database.ts'
import { makeTestDirectory } from '#testing/directory.ts'
import { migrate } from './migrate.ts'

/** Our own migrations have run on a test's database; these tests run theirs in an empty one beside it. */
let client: Client
let directory: { path: string; remove(): Promise<void> }
let place: Awaited<ReturnType<typeof testDatabase>>

beforeEach(async () => {
  const connection = await testDatabase()
  place = { ...connection, database: `${connection.database}_empty` }
  const admin = await connect(connection)
  await admin.query(`drop database if exists ${place.database} with (force)`)
  await admin.query(`create database ${place.database} template template0 encoding 'UTF8'`)
  await admin.end()
  client = await connect(place)
  directory = await makeTestDirectory('migrate-')
})

afterEach(async () => {
  await client.end()
  const admin = await connect(await testDatabase())
  await admin.query(`drop database if exists ${place.database} with (force)`)
  await admin.end()
  await directory.remove()
})

test('files run in the order of their names, and only once', async () => {
  await write('0002_b.sql', 'insert into kept select 2 where exists (select from kept);')
  await write('0001_a.sql', 'create table kept (n integer); insert into kept values (1);')
  expect(await run()).toEqual(['0001_a.sql', '0002_b.sql'])
  expect(await run()).toEqual([])
  expect(await kept()).toEqual([1, 2])
})

test('a migration that failed halfway goes on with the statement that failed', async () => {
  const sql = `-- kept numbers
create table kept (n integer);
insert into kept values (1);
select 1 / (select count(*) - 1 from kept);
insert into kept values (3);`
  await write('0001_a.sql', sql)
  await expect(run()).rejects.toThrow('migrations/0001_a.sql, line 4: division by zero')
  expect(await kept()).toEqual([1])
  await client.query('insert into kept values (2)')
  expect(await run()).toEqual(['0001_a.sql'])
  expect(await kept()).toEqual([1, 2, 3])
})

test('a process that dies in the middle of a migration leaves no statement half done', async () => {
  await write(
    '0001_a.sql',
    'create table kept (n integer); insert into kept values (1); select pg_sleep(600);',
  )
  const other = await connect(place)
  other.on('error', () => undefined)
  const cut = migrate(other, { directory: directory.path }).catch((error: unknown) => error)
  await expect.poll(() => kept().catch(() => [])).toEqual([1])
  await client.query(
    'select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid() and datname = current_database()',
  )
  expect(await cut).toBeInstanceOf(Error)
  const { rows } = await client.query('select statement from migration order by statement')
  expect(rows).toEqual([{ statement: 0 }, { statement: 1 }])
})

test('an index can be made concurrently, outside of a transaction', async () => {
  await write(
    '0001_a.sql',
    'create table kept (n integer); create index concurrently if not exists kept_n on kept (n);',
  )
  await run()
  const { rows } = await client.query("select indexname from pg_indexes where tablename = 'kept'")
  expect(rows).toEqual([{ indexname: 'kept_n' }])
})

test('two processes that start at once run each statement once', async () => {
  const inserts = Array.from({ length: 40 }, (_, n) => `insert into kept values (${String(n)});`).join('\n')
  await write('0001_a.sql', `create table kept (n integer);\n${inserts}`)
  const other = await connect(place)
  const ran = await Promise.all([run(), migrate(other, { directory: directory.path })])
  await other.end()
  expect(ran.flat()).toEqual(['0001_a.sql'])
  expect(await kept()).toHaveLength(40)
})

test('a database of a newer release is refused', async () => {
  await write('0001_a.sql', 'create table kept (n integer);')
  await run()
  await client.query("insert into migration (file, statement, file_hash) values ('0002_b.sql', 0, 'x')")
  await expect(run()).rejects.toThrow(/newer release \(0002_b\.sql\).*knows 0001_a\.sql/)
})

test('a released file that was edited is refused, unless only its comments were', async () => {
  await write('0001_a.sql', '-- why\ncreate table kept (n integer);')
  await run()
  await write('0001_a.sql', '-- why, said better\ncreate table kept (n integer);')
  expect(await run()).toEqual([])
  await write('0001_a.sql', '-- why\ncreate table kept (n bigint);')
  await expect(run()).rejects.toThrow(/0001_a\.sql was edited/)
})

test('our own migrations build an empty database, once', async () => {
  expect((await migrate(client)).length).toBeGreaterThan(0)
  expect(await migrate(client)).toEqual([])
})

async function write(file: string, sql: string): Promise<void> {
  await writeFile(join(directory.path, file), sql)
}

function run(): Promise<string[]> {
  return migrate(client, { directory: directory.path })
}

async function kept(): Promise<number[]> {
  const { rows } = await client.query<{ n: number }>('select n from kept order by n')
  return rows.map(({ n }) => n)
}

async function connect(connection: typeof place): Promise<Client> {
  const opened = new Client(connection)
  await opened.connect()
  return opened
}
