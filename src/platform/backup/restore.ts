/** Brings a backup into an empty database: the schema it was taken with, then all rows in one transaction, then this release's schema. */
import { Client } from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { finished } from 'node:stream/promises'
import { Refusal } from '#kit/refusal.ts'
import type { Connection } from '#platform/database.ts'
import { migrate } from '#platform/migrate.ts'
import { heldBack } from '#platform/tables.ts'
import { quoted, readCatalogue } from './catalogue.ts'
import { checkBackup, recordsIn, type CheckedBackup } from './check.ts'
import type { Manifest } from './records.ts'
import type { BackupKeys } from './sealed-file.ts'

/**
 * Restores. A crash on the way leaves an installation that is still empty, and it can be begun again. Refuses what `checkBackup`
 * refuses, and `backup_newer`, `installation_not_empty`, `installation_running`.
 */
export async function restoreBackup(
  connection: Connection,
  path: string,
  keys: BackupKeys,
  { log, migrations }: { log?: { info(sentence: string): void }; migrations?: string } = {},
): Promise<CheckedBackup> {
  const checked = await checkBackup(path, keys)
  const client = new Client({ ...connection, application_name: 'spoonful restores' })
  client.on('error', () => undefined)
  await client.connect()
  try {
    await checkAlone(client)
    await checkEmpty(client)
    await clear(client)
    // Until the rows are in there is nothing to lose: no waiting for the disk at each of some hundred statements.
    await client.query('set synchronous_commit = off')
    const last = checked.manifest.migrations.at(-1)?.file
    const options = {
      ...(log ? { log } : {}),
      ...(migrations === undefined ? {} : { directory: migrations }),
    }
    await migrate(client, { ...options, ...(last === undefined ? {} : { until: last }) })
    await checkSchema(client, path, checked.manifest)
    await fill(client, path, keys, checked)
    await client.query('reset synchronous_commit')
    await migrate(client, options)
    await client.query('analyze')
    return checked
  } finally {
    await client.end()
  }
}

/** Nobody else of ours may be at work in the database. */
async function checkAlone(client: Client): Promise<void> {
  const { rows } = await client.query<{ name: string; pid: number }>(
    `select application_name as name, pid from pg_stat_activity
     where datname = current_database() and pid <> pg_backend_pid() and application_name like 'spoonful%' limit 1`,
  )
  const [other] = rows
  if (other)
    throw new Refusal(
      'installation_running',
      `Spoonful is running on this database (its connection ${other.pid}, “${other.name}”): stop it first.`,
    )
}

/** What was only started, and never used, counts as empty: one workspace with its owner, and nobody’s words. */
async function checkEmpty(client: Client): Promise<void> {
  const { rows: present } = await client.query<{ name: string }>(
    `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')`,
  )
  const names = present.map(({ name }) => name)
  if (names.length > 0 && !names.includes('migration'))
    throw new Refusal(
      'installation_not_empty',
      'This database holds tables of another program: restore into a database of its own.',
    )
  for (const [table, most] of USED) {
    if (!names.includes(table)) continue
    const { rows } = await client.query(`select from ${quoted(table)} limit ${most + 1}`)
    if (rows.length > most)
      throw new Refusal(
        'installation_not_empty',
        `This installation is in use (there are rows in ${table}): restore into an empty one, with --into DIRECTORY or another DATABASE_URL.`,
      )
  }
}

/** Tables that tell a used installation, with the rows that a mere start leaves. */
const USED = [
  ['customer', 0],
  ['entry', 0],
  ['intake_seen', 0],
  ['api_key', 0],
  ['member', 1],
  ['workspace', 1],
] as const

/** Takes the tables of a mere start away. Whatever an interrupted restore had made goes with them. */
async function clear(client: Client): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    `select relname as name from pg_class
     where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relispartition`,
  )
  if (rows.length === 0) return
  await client.query(`drop table ${rows.map(({ name }) => quoted(name)).join(', ')} cascade`)
}

/** The schema made here must be the one the rows were taken from. */
async function checkSchema(client: Client, path: string, { migrations, tables }: Manifest): Promise<void> {
  const ours = await readCatalogue(client)
  const newer = migrations.find(({ file }) => !ours.migrations.some((one) => one.file === file))
  if (newer)
    throw new Refusal(
      'backup_newer',
      `${path} was taken with a newer release (it knows ${newer.file}): restore it with that one.`,
    )
  const edited = migrations.find(
    ({ file, hash }) => ours.migrations.find((one) => one.file === file)?.hash !== hash,
  )
  const differs = tables.find(({ name, columns }) => {
    const here = ours.tables.find((one) => one.name === name)?.columns
    return here === undefined || columns.some((column) => !here.includes(column))
  })
  if (edited ?? differs)
    throw new Refusal(
      'backup_newer',
      `${path} was taken with another schema than this release makes (${edited?.file ?? differs?.name ?? ''}): restore it with the release that wrote it.`,
    )
}

async function fill(client: Client, path: string, keys: BackupKeys, { manifest, totals }: CheckedBackup) {
  await client.query('begin')
  try {
    await client.query('set local idle_in_transaction_session_timeout = 0; set local synchronous_commit = on')
    for (const part of manifest.partitions) await makePartition(client, part)
    const fenced = await lowerFence(client)
    await copyAll(client, path, keys, manifest, totals)
    for (const statement of heldBack) {
      // An older schema may have neither the table nor the column yet; then there is nothing to hold.
      const [, table = '', column = ''] = /^update (\w+) set (\w+) /.exec(statement) ?? []
      const { rows } = await client.query(
        'select from pg_attribute where attrelid = to_regclass($1) and attname = $2',
        [table, column],
      )
      if (rows.length > 0) await client.query(statement)
    }
    for (const name of fenced) await client.query(`alter table ${quoted(name)} force row level security`)
    await client.query('commit')
  } catch (error) {
    await client.query('rollback').catch(() => undefined)
    throw error
  }
}

/** The owner may fill her own tables only while the fence between workspaces does not stand against her too. */
async function lowerFence(client: Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relforcerowsecurity`,
  )
  for (const { name } of rows) await client.query(`alter table ${quoted(name)} no force row level security`)
  return rows.map(({ name }) => name)
}

async function makePartition(client: Client, { name, parent, bound }: Manifest['partitions'][number]) {
  if (!/^FOR VALUES FROM \('[\d :+-]+'\) TO \('[\d :+-]+'\)$/.test(bound))
    throw new Error(`no part of the timeline has such bounds: ${bound}`)
  await client.query(
    `create table ${quoted(name)} (like ${quoted(parent)} including defaults including constraints)`,
  )
  await client.query(`alter table ${quoted(name)} enable row level security`)
  await client.query(`alter table ${quoted(parent)} attach partition ${quoted(name)} ${bound}`)
}

async function copyAll(
  client: Client,
  path: string,
  keys: BackupKeys,
  { tables }: Manifest,
  totals: CheckedBackup['totals'],
): Promise<void> {
  let copy: ReturnType<typeof copyFrom> | undefined
  for await (const record of recordsIn(path, keys)) {
    if (record.kind === 'table') {
      const { columns } = tables.find(({ name }) => name === record.name) ?? { columns: [] }
      copy = client.query(
        copyFrom(`copy ${quoted(record.name)} (${columns.map(quoted).join(', ')}) from stdin`),
      )
      copy.on('error', () => undefined) // told by `finished`
    }
    if (record.kind === 'rows' && copy && !copy.write(record.bytes)) await drained(copy)
    if (record.kind === 'total' && copy) {
      copy.end()
      await finished(copy)
      const expected = totals.find(({ name }) => name === record.total.name)?.rows
      if (copy.rowCount !== expected)
        throw new Error(`${record.total.name}: ${copy.rowCount} rows came back of ${expected}`)
    }
  }
}

/** Waits until more can be written; an error ends the waiting. */
function drained(copy: NodeJS.WritableStream): Promise<void> {
  return new Promise((resolve, reject) => {
    const done = () => (copy.off('drain', done), copy.off('error', failed), resolve())
    const failed = (error: Error) => (copy.off('drain', done), copy.off('error', failed), reject(error))
    copy.on('drain', done)
    copy.on('error', failed)
  })
}
