/**
 * Brings a database to this release's schema: runs `migrations/*.sql` in the order of their names, one statement a
 * call, and never backwards.
 *
 * A migration is plain SQL. Statements end with a semicolon (`statements.ts` says how they are told apart). Each runs in
 * a transaction together with the note that it ran, so a crash between two statements goes on with the second. What
 * PostgreSQL refuses to run in a transaction (`… concurrently`, `vacuum`) runs bare: write it so that it may run twice.
 * A file that was released is never edited: its hash is kept, and another one is refused.
 */
import { createHash } from 'node:crypto'
import { readFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Client } from 'pg'
import { StartError } from './start-error.ts'
import { splitStatements } from './statements.ts'
import type { Statement } from './statements.ts'

/** One file of `migrations/`. `hash` covers the statements, not the comments between them. */
type Migration = { readonly file: string; readonly hash: string; readonly statements: readonly Statement[] }

/** The part of a client that migrating needs. */
type Session = Pick<Client, 'query'>

const DIRECTORY = fileURLToPath(new URL('../../migrations/', import.meta.url))
const LOWEST_SERVER = 150_000
/** Any number, the same in every release: it keeps two processes from migrating at once. */
const LOCK = 4_680_001

const TABLE = `create table if not exists migration (
  file text not null,
  statement integer not null,
  file_hash text not null,
  applied_at timestamptz not null default clock_timestamp(),
  primary key (file, statement)
)`

/**
 * Runs what is missing and answers the names of the files that it ran something of. A second process waits for the first.
 * `until` names the last file to run, for an older schema. Needs a connection of its own, not through a pooler that shares
 * sessions. Throws StartError, one sentence, when the server is older than 15, the database is newer than this release, a released file was edited, or a statement fails.
 */
export async function migrate(
  client: Session,
  options: { directory?: string; until?: string; log?: { info(sentence: string): void } } = {},
): Promise<string[]> {
  const all = await readMigrations(options.directory ?? DIRECTORY)
  await checkServer(client)
  await lock(client, options.log)
  try {
    await client.query(TABLE)
    const done = await readDone(client)
    checkHistory(all, done)
    const ran: string[] = []
    for (const migration of all.filter(({ file }) => file <= (options.until ?? file))) {
      const first = done.get(migration.file)?.statements ?? 0
      if (first >= migration.statements.length) continue
      await run(client, migration, first)
      // A new database is made in some forty steps that nobody needs to read one by one.
      if (done.size > 0) options.log?.info(`Migrated the database: ${migration.file}.`)
      ran.push(migration.file)
    }
    if (done.size === 0 && ran.length > 0) options.log?.info(`Made a new database: ${ran.length} steps.`)
    return ran
  } finally {
    await client.query('select pg_advisory_unlock($1)', [LOCK])
  }
}

async function readMigrations(directory: string): Promise<Migration[]> {
  const files = (await readdir(directory)).filter((name) => name.endsWith('.sql')).sort()
  return Promise.all(
    files.map(async (file) => {
      const sql = (await readFile(join(directory, file), 'utf8')).replaceAll('\r\n', '\n')
      const statements = splitStatements(sql)
      const hash = createHash('sha256')
        .update(statements.map(({ text }) => text).join(';\n'))
        .digest('hex')
      return { file, hash, statements }
    }),
  )
}

async function checkServer(client: Session): Promise<void> {
  const { rows } = await client.query<{ number: string; version: string; encoding: string }>(
    `select current_setting('server_version_num') as number, current_setting('server_version') as version,
            current_setting('server_encoding') as encoding`,
  )
  const [server] = rows
  if (!server || Number(server.number) < LOWEST_SERVER) {
    throw new StartError(
      `The database server is PostgreSQL ${server?.version ?? ''}; Spoonful needs 15 or newer.`,
    )
  }
  if (server.encoding !== 'UTF8') {
    throw new StartError(`The database is encoded in ${server.encoding}; make one with \`encoding 'UTF8'\`.`)
  }
}

async function lock(client: Session, log: { info(sentence: string): void } | undefined): Promise<void> {
  const { rows } = await client.query<{ free: boolean }>('select pg_try_advisory_lock($1) as free', [LOCK])
  if (rows[0]?.free) return
  log?.info('Another process is migrating the database; waiting for it.')
  await client.query('select pg_advisory_lock($1)', [LOCK])
}

type Done = Map<string, { statements: number; hash: string }>

async function readDone(client: Session): Promise<Done> {
  const { rows } = await client.query<{ file: string; statements: number; hash: string }>(
    'select file, (max(statement) + 1)::integer as statements, max(file_hash) as hash from migration group by file',
  )
  return new Map(rows.map(({ file, statements, hash }) => [file, { statements, hash }]))
}

function checkHistory(migrations: readonly Migration[], done: Done): void {
  const known = new Map(migrations.map((migration) => [migration.file, migration]))
  for (const [file, { hash }] of done) {
    const ours = known.get(file)
    if (!ours) {
      throw new StartError(
        `The database was migrated by a newer release (${file}); this one knows ${migrations.at(-1)?.file ?? 'nothing'}. Start the newer release, or restore a backup of this one's.`,
      )
    }
    if (ours.hash !== hash) {
      throw new StartError(
        `migrations/${file} was edited after it ran on this database: put it back and add a new file.`,
      )
    }
  }
}

async function run(client: Session, { file, hash, statements }: Migration, first: number): Promise<void> {
  for (const [index, { text, line }] of statements.entries()) {
    if (index < first) continue
    const isBare = /^vacuum\b|^(create|drop|reindex)\b[^']*\bconcurrently\b/i.test(text)
    try {
      if (!isBare) await client.query('begin')
      await client.query(text)
      await client.query('insert into migration (file, statement, file_hash) values ($1, $2, $3)', [
        file,
        index,
        hash,
      ])
      if (!isBare) await client.query('commit')
    } catch (error) {
      if (!isBare) await client.query('rollback').catch(() => undefined)
      const message = error instanceof Error ? error.message : String(error)
      throw new StartError(`migrations/${file}, line ${String(line)}: ${message}`, { cause: error })
    }
  }
}
