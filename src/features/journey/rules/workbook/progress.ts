/** How far an exercise is, from its answers alone. Pure. */
import type { Exercise, Workbook } from '../../contract/workbook.ts'
import { keyOf } from './fields.ts'

export type Progress = { readonly answered: number; readonly of: number }

/** Of an exercise that is asked once: its questions; of one asked everywhere: touchpoints with any answer. */
export function progressOf(
  exercise: Exercise,
  { fields }: Pick<Workbook, 'fields'>,
  touchpoints: readonly string[],
): Progress {
  const written = new Set(fields.filter(({ text }) => text.trim() !== '').map(({ key }) => key))
  const asked = exercise.questions.filter(({ isRemoved }) => !isRemoved)
  if (exercise.of === 'workbook')
    return {
      answered: asked.filter(({ id }) => written.has(keyOf(exercise.id, id))).length,
      of: asked.length,
    }
  return {
    answered: touchpoints.filter((touchpoint) =>
      asked.some(({ id }) => written.has(keyOf(exercise.id, id, touchpoint))),
    ).length,
    of: touchpoints.length,
  }
}
