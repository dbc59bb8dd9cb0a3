/** SQL of files customers sent that are no pictures. Rows are added and deleted, never changed. */
import { homeOf, type CustomerId, type EntryId, type FileId } from '#kit/id.ts'
import { sql } from '#platform/database.ts'
import type { TxScope } from '#platform/scope.ts'

export type FileRow = {
  readonly id: FileId
  readonly customerId: CustomerId
  readonly entryId: EntryId
  /** Which of the entry's attachments it is, from 0. */
  readonly place: number
  readonly name: string
  readonly type: string
  /** Bytes. */
  readonly size: number
  readonly at: Date
}
export type StoredFile = FileRow & { readonly bytes: Uint8Array }

const columns = sql.raw('id, customer_id, entry_id, place, name, type, size, at')

/** Keeps a file; one that is there already stays as it is. */
export function insertFile({ db, workspace }: TxScope, row: StoredFile): Promise<number> {
  return db.run(sql`
    insert into entry_file (home, ${columns}, bytes)
    values (${homeOf(workspace, row.entryId)}, ${row.id}, ${row.customerId}, ${row.entryId}, ${row.place}, ${row.name}, ${row.type}, ${row.size}, ${row.at}, ${row.bytes})
    on conflict (home, id) do nothing`)
}

/** The files of entries, in the order in which they were attached; without their bytes. */
export function listFilesOf({ db, homes }: TxScope, entryIds: readonly string[]): Promise<FileRow[]> {
  return db.many<FileRow>(sql`
    select ${columns} from entry_file where home = any(${homes}::bigint[]) and entry_id = any(${entryIds}::uuid[])
    order by entry_id, place, id limit 1000`)
}

export function findFile({ db, workspace }: TxScope, id: string): Promise<StoredFile | undefined> {
  return db.maybe<StoredFile>(
    sql`select ${columns}, bytes from entry_file where home = ${homeOf(workspace, id)} and id = ${id}`,
  )
}

export function deleteFile({ db, workspace }: TxScope, id: string): Promise<number> {
  return db.run(sql`delete from entry_file where home = ${homeOf(workspace, id)} and id = ${id}`)
}
