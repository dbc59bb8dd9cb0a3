/** Takes a backup of a running installation: everything as it stood at one instant, without holding anybody up. */
import { createHash, randomUUID } from 'node:crypto'
import { access, link, open, unlink } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import { Client } from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import { Refusal } from '#kit/refusal.ts'
import type { Connection } from '#platform/database.ts'
import { systemCodeOf } from '#platform/start-error.ts'
import { distributed } from '#platform/tables.ts'
import { quoted, readCatalogue } from './catalogue.ts'
import { encoded, type BackupRecord, type Manifest, type TableTotal } from './records.ts'
import { sealed, type BackupKeys } from './sealed-file.ts'

/** What was written. `bytes` is the file's size. */
export type TakenBackup = { readonly path: string; readonly bytes: number; readonly rows: number }

/**
 * Writes a backup to `path`, sealed; in memory stands a little of it at a time. The file appears under its name only once it is whole
 * and on the disk. Refuses `backup_exists`, `backup_not_written`.
 */
export async function takeBackup(
  connection: Connection,
  path: string,
  keys: BackupKeys,
  now: Date,
): Promise<TakenBackup> {
  const client = new Client({ ...connection, application_name: 'spoonful backup' })
  client.on('error', () => undefined) // the query under way rejects as well
  await client.connect()
  try {
    let rows = 0
    const bytes = await writeWhole(path, async (write) => {
      await pipeline(
        async function* () {
          for await (const record of recordsOf(client, now)) {
            if (record.kind === 'end') rows = record.rows
            yield encoded(record)
          }
        },
        createGzip({ level: 2 }),
        (zipped: AsyncIterable<Buffer>) => sealed(zipped, keys),
        async (frames: AsyncIterable<Buffer>) => {
          for await (const frame of frames) await write(frame)
        },
      )
    })
    return { path, bytes, rows }
  } finally {
    await client.end()
  }
}

async function* recordsOf(client: Client, now: Date): AsyncGenerator<BackupRecord> {
  // One snapshot for everything: what others write meanwhile is not in it, and they do not wait for us.
  await client.query('begin transaction isolation level repeatable read read only')
  await client.query(`set local idle_in_transaction_session_timeout = 0`)
  await client.query(`set local row_security = off`)
  const manifest: Manifest = { takenAt: now.toISOString(), ...(await readCatalogue(client)) }
  yield { kind: 'manifest', manifest }
  const passes = await passesOf(client)
  let rows = 0
  for (const { name, columns } of manifest.tables) {
    yield { kind: 'table', name }
    const total = { name, rows: 0, bytes: 0, sha256: createHash('sha256') }
    for (const prepare of distributed.some((one) => one === name) ? passes : [OWNER]) {
      await client.query(prepare)
      const copy = client.query(
        copyTo(`copy (select ${columns.map(quoted).join(', ')} from ${quoted(name)}) to stdout`),
      )
      for await (const chunk of copy as AsyncIterable<Buffer>) {
        total.bytes += chunk.length
        total.sha256.update(chunk)
        yield { kind: 'rows', bytes: chunk }
      }
      total.rows += copy.rowCount ?? 0
    }
    await client.query(OWNER)
    const whole: TableTotal = { ...total, sha256: total.sha256.digest('hex') }
    rows += whole.rows
    yield { kind: 'total', total: whole }
  }
  await client.query('commit')
  yield { kind: 'end', tables: manifest.tables.length, rows }
}

const OWNER = 'reset role; set local row_security = off'

/**
 * How the tables of customers are read: at once where our role sees past the fence between workspaces, else one workspace after the
 * other in the role of the product. (An owner without that right would be shown none of them, and told nothing.)
 */
async function passesOf(client: Client): Promise<string[]> {
  const { rows: [me] } = await client.query<{ sees: boolean }>('select rolsuper or rolbypassrls as sees from pg_roles where rolname = current_user') // prettier-ignore
  if (me?.sees) return [OWNER]
  const { rows } = await client.query<{ no: number }>('select no::float8 as no from workspace order by no')
  return rows.map(
    ({ no }) =>
      `set local row_security = on; set local role spoonful_app; select set_config('spoonful.workspace', '${Math.trunc(no)}', true)`,
  )
}

/** Writes beside the place, syncs, and links it into place; a name that is taken stays as it was. */
async function writeWhole(
  path: string,
  fill: (write: (bytes: Buffer) => Promise<void>) => Promise<void>,
): Promise<number> {
  const draft = join(dirname(path), `.spoonful-${randomUUID()}.part`)
  const taken = new Refusal('backup_exists', `${path} is there already: choose another name.`)
  if (await access(path).then(() => true, () => false)) throw taken // prettier-ignore
  let bytes = 0
  try {
    const file = await open(draft, 'wx', 0o600)
    try {
      await fill(async (part) => {
        await file.writeFile(part)
        bytes += part.length
      })
      await file.sync()
    } finally {
      await file.close()
    }
    await link(draft, path)
  } catch (error) {
    const code = systemCodeOf(error)
    if (code === 'EEXIST') throw taken
    if (code !== undefined && NOT_WRITTEN.includes(code))
      throw new Refusal(
        'backup_not_written',
        `The backup can’t be written to ${dirname(path)} (${code}): ${code === 'ENOSPC' ? 'its disk is full; make room' : 'see whether it is there and may be written to'}.`,
      )
    throw error
  } finally {
    await unlink(draft).catch(() => undefined)
  }
  return bytes
}

const NOT_WRITTEN = ['ENOSPC', 'EDQUOT', 'EACCES', 'EPERM', 'ENOENT', 'ENOTDIR', 'EROFS', 'EIO', 'EFBIG']
