/** Leading a workbook: begun, shown, closed, its exercises done, its questions changed. */
import { listMembers } from '#features/team/index.ts'
import { Refusal } from '#kit/refusal.ts'
import { audit } from '#platform/audit/index.ts'
import { publish } from '#platform/live.ts'
import { newId, read, transact, type Scope, type TxScope } from '#platform/scope.ts'
import {
  EXERCISE_IDS,
  type ChangeExercise,
  type Exercise,
  type ExerciseId,
  type Workbook,
  type WorkbookSummary,
} from '../../contract/workbook.ts'
import { changedExercise, restoredExercise } from '../../rules/workbook/exercises.ts'
import { listIdeas } from '../../store/ideas.ts'
import {
  deleteDone,
  deleteExercise,
  insertDone,
  insertWorkbook,
  listDone,
  listFields,
  listWorkbooks,
  setClosing,
  setExercise,
  type StoredWorkbook,
} from '../../store/workbooks.ts'
import { ideaShown, memberIdOf } from '../ideas.ts'
import { showRoutes } from '../touchpoints.ts'
import { exercisesIn, openWorkbookIn, workbookIn } from './known.ts'
import { presentIn } from './presence.ts'
import { fieldShown } from './write.ts'

/** The newest first; of one journey or of all. */
export function showWorkbooks(scope: Scope, route: string | undefined): Promise<WorkbookSummary[]> {
  return read(scope, async (scope) =>
    (await listWorkbooks(scope)).filter((one) => route === undefined || one.route === route).map(summary),
  )
}

/** Begins a workbook over a journey. Refuses `route_not_found`. */
export async function startWorkbook(scope: Scope, route: string): Promise<Workbook> {
  await routeNamed(scope, route)
  const id = newId<'workbook'>(scope)
  await transact(scope, async (scope) => {
    await insertWorkbook(scope, { id, route })
    await audit(scope, 'setting.changed', { subject: { kind: 'workbook', id } })
    await publish(scope, 'workbook.changed', { id })
  })
  return showWorkbook(scope, id)
}

/** Refuses `workbook_not_found`. */
export async function showWorkbook(scope: Scope, id: string): Promise<Workbook> {
  const routes = await showRoutes(scope)
  const names = new Map(
    (await listMembers(scope.db, scope.workspace.id)).map(({ id, name }) => [id as string, name]),
  )
  return read(scope, async (scope) => {
    const book = await workbookIn(scope, id)
    const ideas = await listIdeas(scope, memberIdOf(scope.actor))
    return {
      ...summary(book),
      routeName: routes.find((route) => route.id === book.route)?.name ?? 'a former journey',
      exercises: book.exercises ?? (await exercisesIn(scope)),
      done: await doneIn(scope, id),
      fields: (await listFields(scope, id)).filter(({ version }) => version > 0).map(fieldShown),
      present: await presentIn(scope, id),
      ideas: ideas.filter(({ standing }) => standing !== 'dropped').map((idea) => ideaShown(idea, names)),
    }
  })
}

/** Closes it: it can be read and taken along, not written in. Refuses `workbook_not_found`. */
export async function closeWorkbook(scope: Scope, id: string): Promise<Workbook> {
  await transact(scope, async (scope) => {
    const { closedAt } = await workbookIn(scope, id)
    if (closedAt === null)
      await setClosing(scope, id, {
        at: scope.now,
        by: scope.actor.name,
        exercises: await exercisesIn(scope),
      })
    await audit(scope, 'setting.changed', { subject: { kind: 'workbook', id } })
    await publish(scope, 'workbook.changed', { id })
  })
  return showWorkbook(scope, id)
}

/** Refuses `workbook_not_found`. */
export async function reopenWorkbook(scope: Scope, id: string): Promise<Workbook> {
  await transact(scope, async (scope) => {
    await workbookIn(scope, id)
    await setClosing(scope, id, null)
    await audit(scope, 'setting.changed', { subject: { kind: 'workbook', id } })
    await publish(scope, 'workbook.changed', { id })
  })
  return showWorkbook(scope, id)
}

/** Says that an exercise is done, or not yet after all. Refuses `workbook_not_found`, `workbook_closed`. */
export async function markDone(
  scope: Scope,
  id: string,
  exercise: ExerciseId,
  isDone: boolean,
): Promise<Workbook> {
  await transact(scope, async (scope) => {
    await openWorkbookIn(scope, id)
    await (isDone ? insertDone(scope, id, exercise) : deleteDone(scope, id, exercise))
    await publish(scope, 'workbook.changed', { id })
  })
  return showWorkbook(scope, id)
}

/** The six as every open and every coming workbook asks them. */
export function showExercises(scope: Scope): Promise<Exercise[]> {
  return read(scope, exercisesIn)
}

/** Changes what an exercise asks, for open workbooks and those to come; answers to what is taken out are kept. */
export function changeExercise(scope: Scope, id: ExerciseId, wanted: ChangeExercise): Promise<Exercise> {
  return transact(scope, async (scope) => {
    const before = await exerciseIn(scope, id)
    await setExercise(
      scope,
      id,
      changedExercise(before, wanted, () => newId<'question'>(scope)),
    )
    await audit(scope, 'setting.changed', { subject: { kind: 'exercise', id } })
    await publish(scope, 'workbook.changed', {})
    return exerciseIn(scope, id)
  })
}

/** Brings the product's own questions back. */
export function restoreExercise(scope: Scope, id: ExerciseId): Promise<Exercise> {
  return transact(scope, async (scope) => {
    const restored = restoredExercise(await exerciseIn(scope, id))
    await (restored ? setExercise(scope, id, restored) : deleteExercise(scope, id))
    await audit(scope, 'setting.removed', { subject: { kind: 'exercise', id } })
    await publish(scope, 'workbook.changed', {})
    return exerciseIn(scope, id)
  })
}

async function exerciseIn(scope: TxScope, id: ExerciseId): Promise<Exercise> {
  const found = (await exercisesIn(scope)).find((exercise) => exercise.id === id)
  if (!found) throw new Error('there are six exercises')
  return found
}

async function doneIn(scope: TxScope, id: string): Promise<Workbook['done']> {
  return (await listDone(scope, id)).flatMap(({ exercise, at, byName }) => {
    const known = EXERCISE_IDS.find((one) => one === exercise)
    return known ? [{ exercise: known, at: at.toISOString(), by: byName }] : []
  })
}

async function routeNamed(scope: Scope, id: string): Promise<void> {
  if (!(await showRoutes(scope)).some((route) => route.id === id))
    throw new Refusal('route_not_found', 'No such journey here.')
}

function summary({ id, route, startedAt, startedBy, closedAt, closedBy }: StoredWorkbook): WorkbookSummary {
  return {
    id,
    route,
    startedAt: startedAt.toISOString(),
    startedBy,
    closedAt: closedAt?.toISOString() ?? null,
    closedBy,
  }
}
