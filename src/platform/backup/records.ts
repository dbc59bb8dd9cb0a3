/** The inside of a backup: a list of records, each a kind, a length and its bytes. Tables come as PostgreSQL's own COPY text. */
import { z } from 'zod'

/** What stands at the beginning. */
export const Manifest = z.object({
  takenAt: z.iso.datetime(),
  server: z.string(),
  /** The migrations that had run, by which a restore makes the same schema. */
  migrations: z.array(z.object({ file: z.string(), hash: z.string() })),
  /** Monthly parts of the timeline, with their bounds as PostgreSQL writes them. */
  partitions: z.array(z.object({ name: z.string(), parent: z.string(), bound: z.string() })),
  /** In the order in which they can be filled. */
  tables: z.array(z.object({ name: z.string(), columns: z.array(z.string()) })),
})
export type Manifest = z.infer<typeof Manifest>

/** What a table held: rows, bytes of COPY text, and their SHA-256. */
export const TableTotal = z.object({
  name: z.string(),
  rows: z.number(),
  bytes: z.number(),
  sha256: z.string(),
})
export type TableTotal = z.infer<typeof TableTotal>

const Table = z.object({ name: z.string() })
const End = z.object({ tables: z.number(), rows: z.number() })

export type BackupRecord =
  | { readonly kind: 'manifest'; readonly manifest: Manifest }
  | { readonly kind: 'table'; readonly name: string }
  | { readonly kind: 'rows'; readonly bytes: Buffer }
  | { readonly kind: 'total'; readonly total: TableTotal }
  | { readonly kind: 'end'; readonly tables: number; readonly rows: number }

const LETTERS = { manifest: 'M', table: 'T', rows: 'R', total: 'S', end: 'Z' } as const
/** A record that is longer was not written by us. */
const LARGEST = 16 * 1024 * 1024
const HEAD_BYTES = 5

export function encoded(record: BackupRecord): Buffer {
  const body = bodyOf(record)
  const head = Buffer.alloc(HEAD_BYTES)
  head.write(LETTERS[record.kind], 0)
  head.writeUInt32BE(body.length, 1)
  return Buffer.concat([head, body])
}

function bodyOf(record: BackupRecord): Buffer {
  if (record.kind === 'rows') return record.bytes
  if (record.kind === 'manifest') return json(record.manifest)
  if (record.kind === 'total') return json(record.total)
  const { kind: _, ...rest } = record
  return json(rest)
}

/** The records in a stream of bytes. Throws where it is none of ours. */
export async function* decoded(bytes: AsyncIterable<Buffer>): AsyncGenerator<BackupRecord> {
  let held: Buffer = Buffer.alloc(0)
  for await (const chunk of bytes) {
    held = held.length === 0 ? chunk : Buffer.concat([held, chunk])
    let at = 0
    while (held.length - at >= HEAD_BYTES) {
      const length = held.readUInt32BE(at + 1)
      if (length > LARGEST) throw new Error('a record is too long')
      if (held.length - at - HEAD_BYTES < length) break
      const body = held.subarray(at + HEAD_BYTES, at + HEAD_BYTES + length)
      yield recordOf(held.toString('latin1', at, at + 1), body)
      at += HEAD_BYTES + length
    }
    held = held.subarray(at)
  }
  if (held.length > 0) throw new Error('the last record is not whole')
}

function recordOf(letter: string, body: Buffer): BackupRecord {
  if (letter === LETTERS.rows) return { kind: 'rows', bytes: body }
  const value: unknown = JSON.parse(body.toString())
  if (letter === LETTERS.manifest) return { kind: 'manifest', manifest: Manifest.parse(value) }
  if (letter === LETTERS.table) return { kind: 'table', ...Table.parse(value) }
  if (letter === LETTERS.total) return { kind: 'total', total: TableTotal.parse(value) }
  if (letter === LETTERS.end) return { kind: 'end', ...End.parse(value) }
  throw new Error(`no record is called ${JSON.stringify(letter)}`)
}

const json = (value: object): Buffer => Buffer.from(JSON.stringify(value))
