/** SQL of workbooks: their answers with what was written over, who is in which field, and changed questions; all in the workspace's first home. */
import { firstHomeOf } from '#kit/id.ts'
import { sql } from '#platform/database.ts'
import type { TxScope } from '#platform/scope.ts'
import type { Exercise } from '../contract/workbook.ts'
import type { ChangedExercise } from '../rules/workbook/exercises.ts'

export type StoredWorkbook = {
  readonly id: string
  readonly route: string
  readonly startedAt: Date
  readonly startedBy: string
  readonly closedAt: Date | null
  readonly closedBy: string | null
  readonly exercises: Exercise[] | null
}

const bookColumns = sql.raw('id, route, started_at, started_by, closed_at, closed_by, exercises')

/** The newest first. */
export function listWorkbooks({ db, workspace }: TxScope): Promise<StoredWorkbook[]> {
  return db.many<StoredWorkbook>(
    sql`select ${bookColumns} from workbook where home = ${firstHomeOf(workspace)} order by started_at desc, id desc limit 200`,
  )
}

export function findWorkbook({ db, workspace }: TxScope, id: string): Promise<StoredWorkbook | undefined> {
  return db.maybe<StoredWorkbook>(
    sql`select ${bookColumns} from workbook where home = ${firstHomeOf(workspace)} and id = ${id}`,
  )
}

export function insertWorkbook(
  { db, workspace, now, actor }: TxScope,
  { id, route }: { readonly id: string; readonly route: string },
): Promise<number> {
  return db.run(sql`
    insert into workbook (home, id, route, started_at, started_by) values (${firstHomeOf(workspace)}, ${id}, ${route}, ${now}, ${actor.name})`)
}

/** Closes a workbook with its questions as they are, or opens it again. */
export function setClosing(
  { db, workspace }: TxScope,
  id: string,
  closing: { readonly at: Date; readonly by: string; readonly exercises: readonly Exercise[] } | null,
): Promise<number> {
  return db.run(sql`
    update workbook set closed_at = ${closing?.at ?? null}::timestamptz, closed_by = ${closing?.by ?? null}::text,
      exercises = ${closing ? JSON.stringify(closing.exercises) : null}::jsonb
    where home = ${firstHomeOf(workspace)} and id = ${id}`)
}

export type StoredField = {
  readonly key: string
  readonly text: string
  readonly version: number
  readonly at: Date
  readonly byId: string
  readonly byName: string
  readonly ideaId: string | null
}

/** Every answer with how many earlier texts it has. */
export function listFields(
  { db, workspace }: TxScope,
  workbookId: string,
): Promise<(StoredField & { past: number })[]> {
  return db.many(sql`
    select f.key, f.text, f.version, f.at, f.by_id, f.by_name, f.idea_id, count(p.version)::int as past
    from workbook_field f left join workbook_past p on p.home = f.home and p.workbook_id = f.workbook_id and p.key = f.key
    where f.home = ${firstHomeOf(workspace)} and f.workbook_id = ${workbookId}
    group by f.home, f.workbook_id, f.key order by f.key limit 5000`)
}

/** Locks the answer, made empty where there was none yet. */
export async function lockField(
  { db, workspace, now, actor }: TxScope,
  workbookId: string,
  key: string,
  byId: string,
): Promise<StoredField> {
  const home = firstHomeOf(workspace)
  await db.run(sql`
    insert into workbook_field (home, workbook_id, key, text, version, at, by_id, by_name)
    values (${home}, ${workbookId}, ${key}, '', 0, ${now}, ${byId}, ${actor.name})
    on conflict (home, workbook_id, key) do nothing`)
  const field = await db.maybe<StoredField>(sql`
    select key, text, version, at, by_id, by_name, idea_id from workbook_field
    where home = ${home} and workbook_id = ${workbookId} and key = ${key} for update`)
  if (!field) throw new Error('the field was just made')
  return field
}

export function setField(
  { db, workspace }: TxScope,
  workbookId: string,
  field: StoredField,
): Promise<number> {
  return db.run(sql`
    update workbook_field set text = ${field.text}, version = ${field.version}, at = ${field.at}, by_id = ${field.byId},
      by_name = ${field.byName}, idea_id = ${field.ideaId}
    where home = ${firstHomeOf(workspace)} and workbook_id = ${workbookId} and key = ${field.key}`)
}

export function insertPast(
  { db, workspace }: TxScope,
  workbookId: string,
  field: StoredField,
): Promise<number> {
  return db.run(sql`
    insert into workbook_past (home, workbook_id, key, version, text, at, by_id, by_name)
    values (${firstHomeOf(workspace)}, ${workbookId}, ${field.key}, ${field.version}, ${field.text}, ${field.at}, ${field.byId}, ${field.byName})
    on conflict (home, workbook_id, key, version) do nothing`)
}

export type StoredPast = Omit<StoredField, 'key' | 'ideaId'>

/** Earlier texts of one answer, the newest first. */
export function listPast(
  { db, workspace }: TxScope,
  workbookId: string,
  key: string,
  limit: number,
): Promise<StoredPast[]> {
  return db.many<StoredPast>(sql`
    select version, text, at, by_id, by_name from workbook_past
    where home = ${firstHomeOf(workspace)} and workbook_id = ${workbookId} and key = ${key} order by version desc limit ${limit}`)
}

export function listDone(
  { db, workspace }: TxScope,
  workbookId: string,
): Promise<{ exercise: string; at: Date; byName: string }[]> {
  return db.many(sql`
    select exercise, at, by_name from workbook_done
    where home = ${firstHomeOf(workspace)} and workbook_id = ${workbookId} order by exercise limit 20`)
}

export function insertDone(
  { db, workspace, now, actor }: TxScope,
  workbookId: string,
  exercise: string,
): Promise<number> {
  return db.run(sql`
    insert into workbook_done (home, workbook_id, exercise, at, by_name)
    values (${firstHomeOf(workspace)}, ${workbookId}, ${exercise}, ${now}, ${actor.name}) on conflict (home, workbook_id, exercise) do nothing`)
}

export function deleteDone(
  { db, workspace }: TxScope,
  workbookId: string,
  exercise: string,
): Promise<number> {
  return db.run(sql`
    delete from workbook_done where home = ${firstHomeOf(workspace)} and workbook_id = ${workbookId} and exercise = ${exercise}`)
}

export type StoredPresent = {
  readonly memberId: string
  readonly memberName: string
  readonly key: string | null
  readonly seenAt: Date
}

/** Answers how she was seen before. */
export async function setPresent(
  { db, workspace, now }: TxScope,
  workbookId: string,
  { memberId, memberName, key }: Omit<StoredPresent, 'seenAt'>,
): Promise<StoredPresent | undefined> {
  const home = firstHomeOf(workspace)
  const before = await db.maybe<StoredPresent>(sql`
    select member_id, member_name, key, seen_at from workbook_presence
    where home = ${home} and workbook_id = ${workbookId} and member_id = ${memberId}`)
  await db.run(sql`
    insert into workbook_presence (home, workbook_id, member_id, member_name, key, seen_at)
    values (${home}, ${workbookId}, ${memberId}, ${memberName}, ${key}, ${now})
    on conflict (home, workbook_id, member_id) do update set member_name = excluded.member_name, key = excluded.key, seen_at = excluded.seen_at`)
  return before
}

export function listPresentIn(
  { db, workspace }: TxScope,
  workbookId: string,
  since: Date,
): Promise<StoredPresent[]> {
  return db.many<StoredPresent>(sql`
    select member_id, member_name, key, seen_at from workbook_presence
    where home = ${firstHomeOf(workspace)} and workbook_id = ${workbookId} and seen_at >= ${since} order by member_name, member_id limit 100`)
}

export function deletePresent(
  { db, workspace }: TxScope,
  workbookId: string,
  memberId: string,
): Promise<number> {
  return db.run(sql`
    delete from workbook_presence where home = ${firstHomeOf(workspace)} and workbook_id = ${workbookId} and member_id = ${memberId}`)
}

export function listChangedExercises({
  db,
  workspace,
}: TxScope): Promise<{ id: string; fields: ChangedExercise }[]> {
  return db.many(
    sql`select id, fields from workbook_exercise where home = ${firstHomeOf(workspace)} order by id limit 20`,
  )
}

export function setExercise(
  { db, workspace, now, actor }: TxScope,
  id: string,
  fields: ChangedExercise,
): Promise<number> {
  return db.run(sql`
    insert into workbook_exercise (home, id, fields, changed_at, changed_by)
    values (${firstHomeOf(workspace)}, ${id}, ${JSON.stringify(fields)}::jsonb, ${now}, ${actor.name})
    on conflict (home, id) do update set fields = excluded.fields, changed_at = excluded.changed_at, changed_by = excluded.changed_by`)
}

export function deleteExercise({ db, workspace }: TxScope, id: string): Promise<number> {
  return db.run(sql`delete from workbook_exercise where home = ${firstHomeOf(workspace)} and id = ${id}`)
}
