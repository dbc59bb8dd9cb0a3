/** SQL of tasks: what somebody has to do with her hands. */
import { homeOf, type ActId, type CustomerId, type Home, type MomentId, type TaskId } from '#kit/id.ts'
import { sql } from '#platform/database.ts'
import type { TxScope } from '#platform/scope.ts'
import type { ActKind } from '../contract.ts'

export type StoredTask = {
  readonly id: TaskId
  readonly actId: ActId
  readonly customerId: CustomerId
  readonly momentId: MomentId | null
  readonly kind: ActKind
  readonly title: string
  readonly words: string | null
  readonly amountMinor: number | null
  readonly currency: string | null
  readonly ownerId: string | null
  readonly byName: string
  readonly madeAt: Date
  readonly waitsFor: TaskId | null
  readonly doneAt: Date | null
  readonly doneBy: string | null
  readonly doneWords: string | null
}

const columns = sql.raw(
  'id, act_id, customer_id, moment_id, kind, title, words, amount_minor, currency, owner_id, by_name, made_at, waits_for, done_at, done_by, done_words',
)

/** Makes tasks of one home; those that are there already stay as they are. */
export async function insertTasks({ db }: TxScope, home: Home, tasks: readonly StoredTask[]): Promise<void> {
  for (const task of tasks)
    await db.run(sql`
      insert into act_task (home, ${columns})
      values (${home}, ${task.id}, ${task.actId}, ${task.customerId}, ${task.momentId}, ${task.kind}, ${task.title}, ${task.words}, ${task.amountMinor}, ${task.currency}, ${task.ownerId},
        ${task.byName}, ${task.madeAt}, ${task.waitsFor}, ${task.doneAt}, ${task.doneBy}, ${task.doneWords})
      on conflict (home, id) do nothing`)
}

export function lockTask({ db, workspace }: TxScope, id: TaskId): Promise<StoredTask | undefined> {
  return db.maybe<StoredTask>(
    sql`select ${columns} from act_task where home = ${homeOf(workspace, id)} and id = ${id} for update`,
  )
}

export function findTask({ db, workspace }: TxScope, id: TaskId): Promise<StoredTask | undefined> {
  return db.maybe<StoredTask>(
    sql`select ${columns} from act_task where home = ${homeOf(workspace, id)} and id = ${id}`,
  )
}

/** Tasks by their ids, in no order. */
export function listTasksByIds({ db, workspace }: TxScope, ids: readonly TaskId[]): Promise<StoredTask[]> {
  if (ids.length === 0) return Promise.resolve([])
  const homes = [...new Set(ids.map((id) => homeOf(workspace, id)))]
  return db.many<StoredTask>(
    sql`select ${columns} from act_task where home = any(${homes}::bigint[]) and id = any(${ids}::uuid[])`,
  )
}

export function setTask({ db, workspace }: TxScope, task: StoredTask): Promise<number> {
  return db.run(sql`
    update act_task set owner_id = ${task.ownerId}, done_at = ${task.doneAt}, done_by = ${task.doneBy}, done_words = ${task.doneWords}
    where home = ${homeOf(workspace, task.id)} and id = ${task.id}`)
}

/** Tasks: open ones oldest first, done ones newest first. */
export function listTasks(
  { db, homes }: TxScope,
  {
    of,
    ownerId,
    kind,
    momentId,
  }: {
    of: 'mine' | 'open' | 'done' | 'all'
    ownerId?: string
    kind?: ActKind | undefined
    momentId?: MomentId | undefined
  },
  limit: number,
): Promise<StoredTask[]> {
  return db.many<StoredTask>(sql`
    select ${columns} from act_task where home = any(${homes}::bigint[])
      ${of === 'all' ? sql`` : of === 'done' ? sql`and done_at is not null` : sql`and done_at is null`}
      ${of === 'mine' ? sql`and owner_id = ${ownerId ?? null}` : sql``}
      ${kind === undefined ? sql`` : sql`and kind = ${kind}`}
      ${momentId === undefined ? sql`` : sql`and moment_id = ${momentId}`}
    ${of === 'done' ? sql`order by done_at desc, id desc` : sql`order by made_at, id`} limit ${limit}`)
}

export function deleteTasksOf(
  { db }: TxScope,
  home: Home,
  customerIds: readonly CustomerId[],
): Promise<number> {
  return db.run(sql`delete from act_task where home = ${home} and customer_id = any(${customerIds}::uuid[])`)
}
