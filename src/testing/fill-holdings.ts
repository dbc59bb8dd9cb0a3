/** Puts a row of a person into every table that is declared to hold something of her, with a word of hers in every text. */
import { Client } from 'pg'
import { listHoldings, type Person, type TableHolding } from '#platform/holdings/index.ts'
import { makeId, slotOf } from '#kit/id.ts'
import type { Scope } from '#platform/scope.ts'
import { testDatabase } from './database.ts'

type Column = { name: string; type: string; isNeeded: boolean; only: string | null }

/** `word` goes into every text; what an erasure keeps holds none. Tables the timeline fills by itself are left alone. */
export async function fillHoldings(
  scope: Scope,
  person: Person,
  word: string,
  { without = [] }: { without?: readonly string[] } = {},
): Promise<void> {
  const client = new Client(await testDatabase())
  await client.connect()
  try {
    const made = new Map<string, string>()
    // Parents before children: the order of declaration is the one of taking out.
    for (const holding of [...listHoldings()].reverse())
      if ('table' in holding && !without.includes(holding.table) && !made.has(holding.table))
        made.set(holding.table, await insertRow(client, scope, holding, person, word, made))
  } finally {
    await client.end()
  }
}

async function insertRow(
  client: Client,
  scope: Scope,
  holding: TableHolding,
  person: Person,
  word: string,
  made: ReadonlyMap<string, string>,
): Promise<string> {
  const { table, whose, kept } = holding
  const id = makeId<'row'>(scope.now, slotOf(person.id), scope.random(8))
  const row = new Map<string, unknown>()
  for (const { name, type, isNeeded, only } of await columnsOf(client, table)) {
    const isText = type === 'text' || type === 'jsonb' || type === 'text[]'
    if (isNeeded || (isText && kept === undefined && only === null))
      row.set(name, only ?? valueOf(type, kept === undefined ? word : id, id, scope.now))
  }
  row.set('home', person.homes[0])
  if (row.has('id')) row.set('id', id)
  if ('customer' in whose) row.set(whose.customer, person.id)
  if ('via' in whose) row.set(whose.column, made.get(whose.via) ?? id)
  if ('email' in whose) row.set(whose.email, person.emails[0])
  if ('text' in whose) row.set(whose.text, whose.prefix + person.id)
  if ('words' in whose)
    for (const column of whose.words)
      row.set(
        column,
        column === 'body' ? JSON.stringify({ of: person.id, word }) : `{"of":"${person.emails[0]}"}`,
      )
  if (table === 'customer_link') row.set('other_id', id)
  if (table === 'budget_use') row.set('limit_minor', 1_000)
  if (table === 'audit_entry' || table === 'audit_unsealed') return id
  // Figures under the names of touchpoints: nothing anybody wrote.
  if (table === 'journey_person') for (const figures of ['cells', 'steps']) row.set(figures, '{}')
  if (table === 'small_act') row.set('reply_id', made.get('reply'))
  if (table === 'moment_act') row.set('moment_id', made.get('moment'))
  const names = [...row.keys()]
  await client.query(
    `insert into ${table} (${names.join(', ')}) values (${names.map((_, i) => `$${i + 1}`).join(', ')})`,
    [...row.values()],
  )
  return id
}

async function columnsOf(client: Client, table: string): Promise<Column[]> {
  const { rows } = await client.query<Column>(
    `select a.attname as name, format_type(a.atttypid, a.atttypmod) as type, a.attnotnull and not a.atthasdef as "isNeeded",
       (select substring(pg_get_constraintdef(c.oid) from 'ARRAY\\[''([^'']+)''') from pg_constraint c
        where c.conrelid = a.attrelid and c.contype = 'c' and c.conkey = array[a.attnum] limit 1) as only
     from pg_attribute a where a.attrelid = $1::regclass and a.attnum > 0 and not a.attisdropped order by a.attnum`,
    [table],
  )
  return rows
}

function valueOf(type: string, word: string, id: string, now: Date): unknown {
  if (type === 'uuid') return id
  if (type === 'jsonb') return JSON.stringify({ word })
  if (type === 'text') return word
  if (type === 'text[]') return [word]
  if (type === 'boolean') return false
  if (type === 'bytea') return Buffer.from(id.replaceAll('-', '').repeat(2), 'hex')
  if (type === 'date') return '2025-11-21'
  if (type.startsWith('timestamp')) return now
  return 5
}
