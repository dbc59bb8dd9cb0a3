/** SAFETY.md G30: from every earlier schema to this one, cut off at every statement and begun again, with the rows of then unharmed. */
import { readdir } from 'node:fs/promises'
import { Client } from 'pg'
import { expect, test } from 'vitest'
import { migrate } from '#platform/migrate.ts'
import { asked } from '#testing/asked.ts'
import { anEmptyDatabase, asAdmin } from '#testing/side-database.ts'
import { sized, tally } from './run.ts'

type Place = Awaited<ReturnType<typeof anEmptyDatabase>>

const FIRST = '0001_people_and_timeline.sql'
/** A brand of the first release: its rows must be there after every upgrade. */
const ROWS = `insert into workspace (id, no, name, zone, currency, created_at) values ('01890000-0000-7000-8000-000000000001', 1, 'Old', 'UTC', 'EUR', '2025-01-01Z');
  insert into member (id, workspace_id, name, role, created_at) values ('01890000-0000-7000-8000-000000000002', '01890000-0000-7000-8000-000000000001', 'Ada', 'owner', '2025-01-01Z');
  insert into customer (home, id, identity_kind, identity_value, verified, created_at) select 4096, ('01890000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, 'email', 'c' || n || '@example.com', true, '2025-01-01Z' from generate_series(1, 50) n;
  create table entry_2025_01 (like entry including defaults including constraints); alter table entry_2025_01 enable row level security;
  alter table entry attach partition entry_2025_01 for values from ('2025-01-01T00:00:00Z') to ('2025-02-01T00:00:00Z');
  insert into entry (home, at, id, customer_id, kind, source, message_id, body, author_kind, received_at) select home, '2025-01-02Z', id, id, 'message_in', 'test', identity_value, 'Hello ' || identity_value, 'customer', '2025-01-02Z' from customer;
  insert into announcement (home, id, subscriber, name, body, due_at) values (4096, '01890000-0000-7000-8000-000000000003', 'moments.notice', 'timeline.recorded', '{"backfill":false,"entries":[{"id":"a","customerId":"b"}]}', '2025-01-02Z')`

const WORDS = `select c.identity_value, e.body, e.message_id from customer c join entry e on e.home = c.home and e.customer_id = c.id order by 1`

/** Columns, keys, indexes, policies and checks of a schema, as text. */
const SHAPE = `select string_agg(line, chr(10) order by line) as shape from (
  select table_name || '.' || column_name || ' ' || data_type || ' ' || is_nullable || ' ' || coalesce(column_default, '') as line from information_schema.columns where table_schema = 'public'
  union all select indexdef from pg_indexes where schemaname = 'public'
  union all select conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid) from pg_constraint where connamespace = 'public'::regnamespace
  union all select tablename || ' ' || policyname || ' ' || coalesce(qual, '') || coalesce(with_check, '') from pg_policies where schemaname = 'public'
  union all select grantee || ' ' || privilege_type || ' ' || table_name from information_schema.role_table_grants where table_schema = 'public' and grantee like 'spoonful%') s`

const shapeOf = async (place: Place) => (await asked<{ shape: string }>(place, SHAPE))[0]?.shape ?? ''

async function upTo(
  place: Place,
  { until, isCutOff = false }: { until?: string; isCutOff?: boolean } = {},
): Promise<number> {
  const client = new Client(place)
  client.on('error', () => undefined)
  await client.connect()
  await client.query('set synchronous_commit = off')
  const cut = new Set<string>()
  // Carried out, and not yet noted down when the process dies: the worst instant.
  const dying = {
    query: (async (text: string, values: unknown[] = []) => {
      const statement = `${String(values[0])} ${String(values[1])}`
      if (text.startsWith('insert into migration') && !cut.has(statement)) {
        cut.add(statement)
        throw new Error('cut off')
      }
      return client.query(text, values)
    }) as Client['query'],
  }
  const options = until === undefined ? {} : { until }
  try {
    for (;;)
      try {
        await migrate(isCutOff ? dying : client, options)
        return cut.size
      } catch (error) {
        if (!String((error as Error).message).includes('cut off')) throw error
      }
  } finally {
    await client.end()
  }
}

test(
  'every earlier schema comes to this one, cut off at each statement, with its rows',
  { timeout: sized(900_000, 3 * 3_600_000) },
  async () => {
    const counted = tally('upgrade')
    const files = (await readdir('migrations')).filter((name) => name.endsWith('.sql')).sort()
    const straight = await anEmptyDatabase()
    await upTo(straight)
    const shape = await shapeOf(straight)
    // One walk through all schemas; from each of them a copy is taken to the newest at one go.
    const walk = await anEmptyDatabase()
    await upTo(walk, { until: FIRST })
    await asked(walk, ROWS)
    const words = await asked(walk, WORDS)
    expect(words).toHaveLength(50)
    const starts = files
      .slice(0, -1)
      .filter((file, i) => file === FIRST || i >= files.length - 1 - sized(2, files.length))
    let cuts = 0
    for (const file of starts) {
      await upTo(walk, { until: file })
      const copy = await anEmptyDatabase()
      await asAdmin(async (admin) => {
        await admin.query(`drop database ${copy.database}`)
        await admin.query(`create database ${copy.database} template ${walk.database}`)
      })
      cuts += await upTo(copy, { isCutOff: true })
      expect(await asked(copy, WORDS), `from ${file}`).toEqual(words)
      expect(withoutPart(await shapeOf(copy)), `from ${file}`).toBe(withoutPart(shape))
      counted.add()
    }
    expect(cuts).toBeGreaterThan(100)
    counted.end(sized(3, files.length - 1), { 'cut off at': `${cuts} statements`, 'rows lost': 0 })
  },
)

/** The month that only the old brand has is left out of the comparison. */
const withoutPart = (shape: string): string =>
  shape
    .split('\n')
    .filter((line) => !line.includes('entry_2025_01'))
    .join('\n')
