/** The answers of a workbook: where each belongs, and what of it is kept when somebody writes over it. Pure. */
import type { Exercise, WorkbookQuestion } from '../../contract/workbook.ts'

export type FieldPlace = {
  readonly exercise: Exercise
  readonly question: WorkbookQuestion
  /** Null where the exercise is asked once. */
  readonly touchpoint: string | null
}

export const keyOf = (exercise: string, question: string, touchpoint: string | null = null): string =>
  `${exercise}.${question}${touchpoint === null ? '' : `@${touchpoint}`}`

/** Where a key belongs; undefined where no such question is asked (any more). */
export function placeOf(
  key: string,
  exercises: readonly Exercise[],
  touchpoints: readonly { readonly id: string }[],
): FieldPlace | undefined {
  const [asked = '', at] = key.split('@')
  const [exerciseId, questionId] = asked.split('.')
  const exercise = exercises.find(({ id }) => id === exerciseId)
  const question = exercise?.questions.find(({ id, isRemoved }) => id === questionId && !isRemoved)
  if (!exercise || !question || (exercise.of === 'touchpoint') !== (at !== undefined)) return undefined
  if (at !== undefined && !touchpoints.some(({ id }) => id === at)) return undefined
  return { exercise, question, touchpoint: at ?? null }
}

/** Why a text is no answer to its question; undefined where it is one. */
export function problemOfAnswer({ kind }: WorkbookQuestion, text: string): string | undefined {
  if (text === '') return undefined
  if (kind === 'feeling' && !/^(-[12]|0|[12])$/.test(text)) return 'A feeling is a number from −2 to 2.'
  if (kind === 'date' && !isDay(text)) return 'A day is written as 2026-03-31.'
  return undefined
}

function isDay(text: string): boolean {
  const at = /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : NaN
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text)
}

export type Written = {
  readonly text: string
  readonly byId: string
  readonly at: Date
  readonly version: number
}

/** One person's typing counts as one sitting while no longer than this lies between two of her texts. */
const SITTING_MS = 120_000

/**
 * Whether the text that stands must be kept before `next` takes its place. It need not be where every letter of it lives on
 * in the next one, or in the last text kept of the same person's sitting: so typing keeps nothing, taking words away keeps
 * them once, and no letter of anybody is lost.
 */
export function mustBeKept(
  standing: Written,
  next: Omit<Written, 'version'>,
  lastKept: Written | undefined,
): boolean {
  if (standing.text === '' || isWithin(standing.text, next.text)) return false
  const isOneSitting =
    lastKept !== undefined &&
    lastKept.byId === standing.byId &&
    standing.byId === next.byId &&
    standing.at.getTime() - lastKept.at.getTime() < SITTING_MS
  return !(isOneSitting && isWithin(standing.text, lastKept.text))
}

/** Whether all letters of `part` stand in `whole`, in their order. */
export function isWithin(part: string, whole: string): boolean {
  let at = 0
  for (let i = 0; i < whole.length && at < part.length; i += 1) if (whole[i] === part[at]) at += 1
  return at === part.length
}
