/** What somebody has to do with her hands: listed, ticked off, handed over, and as a file for a shop without an interface. */
import { csvLine } from '#kit/csv.ts'
import { isId, type CustomerId, type MomentId, type TaskId } from '#kit/id.ts'
import { fractionDigits } from '#kit/money.ts'
import { Refusal } from '#kit/refusal.ts'
import { initialsOf, listMembers } from '#features/team/index.ts'
import {
  findCustomerDetail,
  isStorable,
  keepPictures,
  listPictures,
  namesOf,
} from '#features/timeline/index.ts'
import type { Picture } from '#features/timeline/contract.ts'
import { audit } from '#platform/audit/index.ts'
import { publish } from '#platform/live.ts'
import { read, transact, type Scope, type TxScope } from '#platform/scope.ts'
import type { ListTasks, Task } from '../contract.ts'
import { KINDS_OF_ACTS } from '../rules/kinds.ts'
import { findTask, listTasks, listTasksByIds, lockTask, setTask, type StoredTask } from '../store/tasks.ts'
import { memberOf } from './people.ts'
import { taskNotFound } from './refusals.ts'

/** Rows of a hand-off list, at most. */
const EXPORTED = 1_000

export async function showTasks(scope: Scope, { of, kind, limit }: ListTasks): Promise<Task[]> {
  const names = await memberNames(scope)
  const { actor } = scope
  return read(scope, async (scope) =>
    presentTasks(
      scope,
      await listTasks(scope, { of, kind, ...(actor.kind === 'member' ? { ownerId: actor.id } : {}) }, limit),
      names,
    ),
  )
}

/** The tasks that came of one moment. */
export async function tasksOfMoment(
  scope: TxScope,
  momentId: MomentId,
  names: ReadonlyMap<string, string>,
): Promise<Task[]> {
  return presentTasks(scope, await listTasks(scope, { of: 'all', momentId }, 50), names)
}

/** The open tasks as a file: the hand-off list for a shop without an interface. */
export async function exportTasks(scope: Scope): Promise<string> {
  const names = await memberNames(scope)
  return transact(scope, async (scope) => {
    const tasks = await presentTasks(scope, await listTasks(scope, { of: 'open' }, EXPORTED), names)
    const ids = [...new Set(tasks.map(({ customer }) => customer.id))] as CustomerId[]
    const addresses = new Map<string, string>()
    for (const id of ids)
      addresses.set(
        id,
        (await findCustomerDetail(scope, id))?.identities.map(({ value }) => value).join(' ') ?? '',
      )
    await audit(scope, 'data.exported', { details: { list: 'tasks', rows: tasks.length } })
    const head = [
      'id',
      'made at',
      'what',
      'title',
      'words',
      'amount',
      'currency',
      'customer',
      'known as',
      'owner',
      'by',
    ]
    return [head, ...tasks.map((task) => lineOf(task, addresses.get(task.customer.id) ?? ''))]
      .map(csvLine)
      .join('')
  })
}

function lineOf(task: Task, knownAs: string): string[] {
  const { money } = task
  const digits = money === null ? 0 : fractionDigits(money.currency)
  return [
    task.id,
    task.madeAt,
    task.label,
    task.title,
    task.words ?? '',
    money === null ? '' : (money.amountMinor / 10 ** digits).toFixed(digits),
    money?.currency ?? '',
    task.customer.name,
    knownAs,
    task.owner?.name ?? '',
    task.by,
  ]
}

/** Ticks a task off. Refuses `task_not_found`, `task_waits` while the step before it is open. */
export function completeTask(scope: Scope, id: TaskId, words: string | undefined): Promise<Task> {
  if (words !== undefined && !isStorable(words))
    throw new Refusal('text_not_storable', 'The text holds a character that no database keeps.')
  return changing(scope, id, async (scope, task) => {
    const before = task.waitsFor === null ? undefined : await findTask(scope, task.waitsFor)
    if (before && before.doneAt === null)
      throw new Refusal('task_waits', `“${before.title}” comes first and is not done yet.`)
    return { ...task, doneAt: scope.now, doneBy: memberOf(scope).name, doneWords: words ?? null }
  })
}

/** Opens a ticked task again. Refuses `task_not_found`. */
export function reopenTask(scope: Scope, id: TaskId): Promise<Task> {
  return changing(scope, id, async (_scope, task) => ({
    ...task,
    doneAt: null,
    doneBy: null,
    doneWords: null,
  }))
}

/** Hands a task to a member. Refuses `task_not_found`, `member_not_found`. */
export async function ownTask(scope: Scope, id: TaskId, memberId: string): Promise<Task> {
  const names = await memberNames(scope)
  if (!names.has(memberId)) throw new Refusal('member_not_found', 'There is nobody with this id on the team.')
  return changing(scope, id, async (_scope, task) => ({ ...task, ownerId: memberId }))
}

/**
 * Puts a photo to a task: the card as it was written, the train on its holiday. Answers all of the task's photos.
 * Refuses `task_not_found`, `picture_not_readable`, `picture_too_large`, `too_many_pictures`.
 */
export async function photographTask(
  scope: Scope,
  id: TaskId,
  photo: { readonly name: string; readonly bytes: Uint8Array },
): Promise<Picture[]> {
  const task = await read(scope, (scope) => findTask(scope, id))
  if (!task) throw taskNotFound()
  const place = { of: id, customerId: task.customerId, by: memberOf(scope).name }
  await keepPictures(scope, place, [{ ...photo, contentId: null }], { isStrict: true })
  await transact(scope, (scope) => publish(scope, 'task.changed', { id }))
  return listPictures(scope, [id])
}

/** The id of a task as it came over the wire. Refuses `task_not_found` where it is none. */
export function taskIdFrom(text: string): TaskId {
  if (!isId(text)) throw taskNotFound()
  return text as TaskId
}

export async function memberNames(scope: Scope): Promise<ReadonlyMap<string, string>> {
  return new Map((await listMembers(scope.db, scope.workspace.id)).map(({ id, name }) => [id, name]))
}

async function changing(
  scope: Scope,
  id: TaskId,
  change: (scope: TxScope, task: StoredTask) => Promise<StoredTask>,
): Promise<Task> {
  const names = await memberNames(scope)
  return transact(scope, async (scope) => {
    const task = await lockTask(scope, id)
    if (!task) throw taskNotFound()
    const next = await change(scope, task)
    await setTask(scope, next)
    await publish(scope, 'task.changed', { id })
    const [shown] = await presentTasks(scope, [next], names)
    if (!shown) throw new Error('one task gives one')
    return shown
  })
}

async function presentTasks(
  scope: TxScope,
  tasks: readonly StoredTask[],
  members: ReadonlyMap<string, string>,
): Promise<Task[]> {
  const customers = await namesOf(scope, [...new Set(tasks.map(({ customerId }) => customerId))])
  const before = await listTasksByIds(
    scope,
    tasks.flatMap(({ waitsFor }) => waitsFor ?? []),
  )
  const open = new Map(before.filter(({ doneAt }) => doneAt === null).map((one) => [one.id, one]))
  return tasks.map((task) => {
    const first = task.waitsFor === null ? undefined : open.get(task.waitsFor)
    const owner = task.ownerId === null ? undefined : members.get(task.ownerId)
    return {
      id: task.id,
      kind: task.kind,
      label: KINDS_OF_ACTS[task.kind].label,
      title: task.title,
      words: task.words,
      money:
        task.amountMinor === null || task.currency === null
          ? null
          : { amountMinor: task.amountMinor, currency: task.currency },
      customer: { id: task.customerId, name: customers.get(task.customerId) ?? 'Customer' },
      momentId: task.momentId,
      owner:
        owner === undefined || task.ownerId === null
          ? null
          : { id: task.ownerId, name: owner, initials: initialsOf(owner) },
      by: task.byName,
      madeAt: task.madeAt.toISOString(),
      waitsFor: first ? { id: first.id, title: first.title } : null,
      done:
        task.doneAt === null
          ? null
          : { at: task.doneAt.toISOString(), by: task.doneBy ?? '', words: task.doneWords },
    }
  })
}
