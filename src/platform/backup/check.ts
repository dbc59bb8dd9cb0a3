/** Reads a backup from end to end and holds it against what it says of itself. Touches no database. */
import { createHash, type Hash } from 'node:crypto'
import { createGunzip } from 'node:zlib'
import { pipeline } from 'node:stream/promises'
import { Refusal } from '#kit/refusal.ts'
import { decoded, type BackupRecord, type Manifest, type TableTotal } from './records.ts'
import { opened, type BackupKeys } from './sealed-file.ts'

/** What a whole backup holds. */
export type CheckedBackup = {
  readonly manifest: Manifest
  readonly totals: readonly TableTotal[]
  readonly rows: number
}

/**
 * Answers what a backup holds once all of it was read, opened and counted. Refuses what `opened` refuses, and `backup_damaged` where
 * a table is not what it was.
 */
export async function checkBackup(path: string, keys: BackupKeys): Promise<CheckedBackup> {
  let manifest: Manifest | undefined
  let end: { tables: number; rows: number } | undefined
  const totals: TableTotal[] = []
  let table: { name: string; bytes: number; hash: Hash } | undefined
  for await (const record of recordsIn(path, keys)) {
    if (record.kind === 'manifest') manifest = record.manifest
    if (record.kind === 'table') table = { name: record.name, bytes: 0, hash: createHash('sha256') }
    if (record.kind === 'rows' && table) {
      table.bytes += record.bytes.length
      table.hash.update(record.bytes)
    }
    if (record.kind === 'total') {
      const { name, bytes, sha256 } = record.total
      if (table?.name !== name || table.bytes !== bytes || table.hash.digest('hex') !== sha256)
        throw notWhat(path, `the table ${name}`)
      totals.push(record.total)
    }
    if (record.kind === 'end') end = record
  }
  const rows = totals.reduce((sum, total) => sum + total.rows, 0)
  if (
    !manifest ||
    !end ||
    end.tables !== totals.length ||
    end.rows !== rows ||
    manifest.tables.length !== totals.length
  )
    throw notWhat(path, 'its list of tables')
  return { manifest, totals, rows }
}

const notWhat = (path: string, what: string) =>
  new Refusal('backup_damaged', `${path} is damaged: ${what} is not what it says. Take another backup.`)

/** The records of a backup, in order. */
export async function* recordsIn(path: string, keys: BackupKeys): AsyncGenerator<BackupRecord> {
  const unzipped = createGunzip()
  const reading = pipeline(opened(path, keys), unzipped)
  reading.catch(() => undefined) // told below, by the stream it ends
  try {
    yield* decoded(unzipped as AsyncIterable<Buffer>)
    await reading
  } catch (error) {
    throw error instanceof Refusal ? error : notWhat(path, 'its content')
  } finally {
    unzipped.destroy()
  }
}
