/** SQL of what got in people's way: written down, listed, answered. */
import { firstHomeOf, type MemberId } from '#kit/id.ts'
import { sql } from '#platform/database.ts'
import type { TxScope } from '#platform/scope.ts'
import type { Cause } from '../contract.ts'

export type StoredNote = {
  readonly id: string
  readonly touchpoint: string | null
  readonly cause: Cause
  readonly line: string | null
  readonly byId: MemberId
  readonly at: Date
  readonly answer: string | null
  readonly answeredBy: string | null
  readonly answeredAt: Date | null
}

const columns = sql.raw('id, touchpoint, cause, line, by_id, at, answer, answered_by, answered_at')

export function insertNote(
  { db, workspace, now }: TxScope,
  note: Pick<StoredNote, 'id' | 'touchpoint' | 'cause' | 'line' | 'byId'>,
): Promise<number> {
  return db.run(sql`
    insert into friction_note (home, id, touchpoint, cause, line, by_id, at)
    values (${firstHomeOf(workspace)}, ${note.id}, ${note.touchpoint}, ${note.cause}, ${note.line}, ${note.byId}, ${now})`)
}

/** Only her own. */
export function deleteNote({ db, workspace }: TxScope, id: string, byId: MemberId): Promise<number> {
  return db.run(
    sql`delete from friction_note where home = ${firstHomeOf(workspace)} and id = ${id} and by_id = ${byId}`,
  )
}

/** Her own, the newest first. */
export function listNotesOf(
  { db, workspace }: TxScope,
  byId: MemberId,
  limit: number,
): Promise<StoredNote[]> {
  return db.many<StoredNote>(
    sql`select ${columns} from friction_note where home = ${firstHomeOf(workspace)} and by_id = ${byId} order by at desc, id limit ${limit}`,
  )
}

/** Those nobody has answered, the newest first. */
export function listOpenNotes({ db, workspace }: TxScope, limit: number): Promise<StoredNote[]> {
  return db.many<StoredNote>(
    sql`select ${columns} from friction_note where home = ${firstHomeOf(workspace)} and answered_at is null order by at desc, id limit ${limit}`,
  )
}

/** Everybody's of a touchpoint, of all of them where it is null, since an instant, answered or not. */
export function listNotesSince(
  { db, workspace }: TxScope,
  { touchpoint, since, limit }: { touchpoint: string | null; since: Date; limit: number },
): Promise<StoredNote[]> {
  return db.many<StoredNote>(sql`
    select ${columns} from friction_note
    where home = ${firstHomeOf(workspace)} and at >= ${since} ${touchpoint === null ? sql`` : sql`and touchpoint = ${touchpoint}`}
    order by at desc, id limit ${limit}`)
}

/** Answers the open ones of a cause at a touchpoint. */
export function answerNotes(
  { db, workspace, now, actor }: TxScope,
  { touchpoint, cause, words }: { touchpoint: string | null; cause: Cause; words: string },
): Promise<number> {
  return db.run(sql`
    update friction_note set answer = ${words}, answered_by = ${actor.name}, answered_at = ${now}
    where home = ${firstHomeOf(workspace)} and touchpoint is not distinct from ${touchpoint} and cause = ${cause} and answered_at is null`)
}

/** Takes an answer back that was given at this instant. */
export function returnNotes(
  { db, workspace }: TxScope,
  { touchpoint, cause, at }: { touchpoint: string | null; cause: Cause; at: string },
): Promise<number> {
  return db.run(sql`
    update friction_note set answer = null, answered_by = null, answered_at = null
    where home = ${firstHomeOf(workspace)} and touchpoint is not distinct from ${touchpoint} and cause = ${cause} and answered_at = ${at}::timestamptz`)
}
