/** Files that came with an entry and are no pictures: kept as they are within limits, handed out to be saved, taken away. They are never opened here. */
import { hash } from 'node:crypto'
import { isId, type CustomerId, type EntryId } from '#kit/id.ts'
import { Refusal } from '#kit/refusal.ts'
import { read, transact, type Scope } from '#platform/scope.ts'
import { FILE_BYTES, FILES_BYTES, type KeptFile } from './contract.ts'
import { fileIdOf } from './ids.ts'
import {
  deleteFile,
  findFile,
  insertFile,
  listFilesOf,
  type FileRow,
  type StoredFile,
} from './store/files.ts'

/** Files of one entry, at most. */
const MOST = 20

export type NewFile = {
  /** Which of the entry's attachments it is, from 0. */
  readonly place: number
  readonly name: string
  readonly type: string
  readonly bytes: Uint8Array
}

/** Keeps files of an entry; the same ones again change nothing. What is empty, too large, or beyond what one entry may hold is left out. */
export async function keepFiles(
  scope: Scope,
  { entryId, customerId }: { entryId: EntryId; customerId: CustomerId },
  files: readonly NewFile[],
): Promise<void> {
  const there = await read(scope, (scope) => listFilesOf(scope, [entryId]))
  const known = new Set(there.map(({ id }) => id))
  let sum = there.reduce((bytes, { size }) => bytes + size, 0)
  for (const { place, name, type, bytes } of files) {
    const size = bytes.byteLength
    const id = fileIdOf(entryId, place, hash('sha256', bytes))
    const fits = size > 0 && size <= FILE_BYTES && sum + size <= FILES_BYTES && known.size < MOST
    if (known.has(id) || !fits) continue
    const row: StoredFile = { id, customerId, entryId, place, name, type, size, bytes, at: scope.now }
    await transact(scope, (scope) => insertFile(scope, row))
    known.add(id)
    sum += size
  }
}

/** The files of entries, by their ids. */
export function listFiles(scope: Scope, entryIds: readonly string[]): Promise<KeptFile[]> {
  const ids = entryIds.filter(isId).slice(0, 50)
  if (ids.length === 0) return Promise.resolve([])
  return read(scope, async (scope) => (await listFilesOf(scope, ids)).map(present))
}

/** A file with its bytes. Refuses `file_not_found`. */
export async function openFile(scope: Scope, id: string): Promise<StoredFile> {
  const found = isId(id) ? await read(scope, (scope) => findFile(scope, id)) : undefined
  if (!found) throw notFound()
  return found
}

/** Takes a file away for good. Refuses `file_not_found`. */
export async function removeFile(scope: Scope, id: string): Promise<void> {
  const gone = isId(id) ? await transact(scope, (scope) => deleteFile(scope, id)) : 0
  if (gone === 0) throw notFound()
}

const notFound = () => new Refusal('file_not_found', 'There is no such file here.')

function present({ id, entryId, place, name, type, size, at }: FileRow): KeptFile {
  return { id, of: entryId, place, name, type, bytes: size, at: at.toISOString() }
}
