/** SQL of what somebody wrote down or photographed at a touchpoint; its photos are pictures (timeline). */
import { firstHomeOf } from '#kit/id.ts'
import { sql } from '#platform/database.ts'
import type { TxScope } from '#platform/scope.ts'

export type StoredNote = {
  readonly id: string
  readonly touchpoint: string
  readonly words: string
  readonly byName: string
  readonly at: Date
}

const columns = sql.raw('id, touchpoint, words, by_name, at')

/** Those of a touchpoint that stand, the newest first. */
export function listNotes(
  { db, workspace }: TxScope,
  touchpoint: string,
  limit: number,
): Promise<StoredNote[]> {
  return db.many<StoredNote>(sql`
    select ${columns} from touchpoint_note
    where home = ${firstHomeOf(workspace)} and touchpoint = ${touchpoint} and removed_at is null order by at desc, id limit ${limit}`)
}

/** One that stands. */
export function findNote({ db, workspace }: TxScope, id: string): Promise<StoredNote | undefined> {
  return db.maybe<StoredNote>(
    sql`select ${columns} from touchpoint_note where home = ${firstHomeOf(workspace)} and id = ${id} and removed_at is null`,
  )
}

/** `removedAt` while it is not whole yet: what never becomes whole goes like what was taken away. */
export function insertNote(
  { db, workspace, now, actor }: TxScope,
  note: Pick<StoredNote, 'id' | 'touchpoint' | 'words'> & {
    readonly byId: string
    readonly removedAt: Date | null
  },
): Promise<number> {
  return db.run(sql`
    insert into touchpoint_note (home, id, touchpoint, words, by_id, by_name, at, removed_at)
    values (${firstHomeOf(workspace)}, ${note.id}, ${note.touchpoint}, ${note.words}, ${note.byId}, ${actor.name}, ${now}, ${note.removedAt})`)
}

/** Takes it away. */
export function setRemoved({ db, workspace, now }: TxScope, id: string): Promise<number> {
  return db.run(
    sql`update touchpoint_note set removed_at = ${now} where home = ${firstHomeOf(workspace)} and id = ${id} and removed_at is null`,
  )
}

/** Brings it back. */
export function setReturned({ db, workspace }: TxScope, id: string): Promise<number> {
  return db.run(
    sql`update touchpoint_note set removed_at = null where home = ${firstHomeOf(workspace)} and id = ${id} and removed_at is not null`,
  )
}

/** Deletes for good what was taken away before an instant; answers the ids. */
export async function deleteRemoved({ db, workspace }: TxScope, before: Date): Promise<string[]> {
  const gone = await db.many<{ id: string }>(
    sql`delete from touchpoint_note where home = ${firstHomeOf(workspace)} and removed_at < ${before} returning id`,
  )
  return gone.map(({ id }) => id)
}
