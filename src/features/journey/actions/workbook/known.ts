/** A workbook and its questions, as every action on it begins. */
import { isId } from '#kit/id.ts'
import { Refusal } from '#kit/refusal.ts'
import type { TxScope } from '#platform/scope.ts'
import type { Exercise } from '../../contract/workbook.ts'
import { exercisesOf } from '../../rules/workbook/exercises.ts'
import { findWorkbook, listChangedExercises, type StoredWorkbook } from '../../store/workbooks.ts'

/** The exercises as they are asked now. */
export async function exercisesIn(scope: TxScope): Promise<Exercise[]> {
  const changed = await listChangedExercises(scope)
  return exercisesOf(new Map(changed.map(({ id, fields }) => [id, fields])))
}

/** Refuses `workbook_not_found`. */
export async function workbookIn(scope: TxScope, id: string): Promise<StoredWorkbook> {
  const found = isId(id) ? await findWorkbook(scope, id) : undefined
  if (!found) throw new Refusal('workbook_not_found', 'No such workbook here.')
  return found
}

/** One that can be written in. Refuses `workbook_not_found`, `workbook_closed`. */
export async function openWorkbookIn(scope: TxScope, id: string): Promise<StoredWorkbook> {
  const found = await workbookIn(scope, id)
  if (found.closedAt !== null)
    throw new Refusal('workbook_closed', 'This workbook is closed. Open it again to write in it')
  return found
}
