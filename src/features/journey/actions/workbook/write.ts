/** Writing an answer: the last writer's words stand, what they took away is kept, and ideas go on to their touchpoint. */
import { Refusal } from '#kit/refusal.ts'
import { publish } from '#platform/live.ts'
import { newId, read, transact, type Scope, type TxScope } from '#platform/scope.ts'
import type { PastText, WorkbookField, WriteField, WrittenField } from '../../contract/workbook.ts'
import {
  isWithin,
  mustBeKept,
  placeOf,
  problemOfAnswer,
  type FieldPlace,
} from '../../rules/workbook/fields.ts'
import { findIdea, setIdea } from '../../store/ideas.ts'
import {
  insertPast,
  listPast,
  lockField,
  setField,
  type StoredField,
  type StoredPast,
} from '../../store/workbooks.ts'
import { personOf } from '../ideas.ts'
import { touchpointsIn } from '../known.ts'
import { exercisesIn, openWorkbookIn, workbookIn } from './known.ts'

/** Fewer letters than this are no idea yet. */
const SHORTEST_IDEA = 3
const PAST_SHOWN = 50

/** Refuses `workbook_not_found`, `workbook_closed`, `question_not_found`, `answer_not_fitting`, `person_needed`. */
export function writeField(
  scope: Scope,
  id: string,
  key: string,
  { text, base }: WriteField,
): Promise<WrittenField> {
  const byId = personOf(scope.actor)
  return transact(scope, async (scope) => {
    await openWorkbookIn(scope, id)
    const place = await placeIn(scope, key)
    const problem = problemOfAnswer(place.question, text)
    if (problem !== undefined) throw new Refusal('answer_not_fitting', problem)
    const before = await lockField(scope, id, key, byId)
    const next = { text, byId, at: scope.now }
    if (text === before.text && before.version > 0) return writtenField(scope, id, before, null)

    const [lastKept] = await listPast(scope, id, key, 1)
    if (mustBeKept(before, next, lastKept)) await insertPast(scope, id, before)
    const ideaId = await carryIdea(scope, place, before, text)
    const field = { ...before, ...next, byName: scope.actor.name, version: before.version + 1, ideaId }
    await setField(scope, id, field)
    await publish(scope, 'workbook.changed', { id })
    const isOver = base < before.version && before.byId !== byId && !isWithin(before.text, text)
    return writtenField(scope, id, field, isOver ? before : null)
  })
}

/** Earlier texts of an answer, the newest first. Refuses `workbook_not_found`. */
export function showPast(scope: Scope, id: string, key: string): Promise<PastText[]> {
  return read(scope, async (scope) => {
    await workbookIn(scope, id)
    return (await listPast(scope, id, key, PAST_SHOWN)).map(pastShown)
  })
}

export function fieldShown({
  key,
  text,
  version,
  at,
  byId,
  byName,
  past,
  ideaId,
}: StoredField & { past: number }): WorkbookField {
  return { key, text, version, at: at.toISOString(), byId, by: byName, past, ideaId }
}

async function writtenField(
  scope: TxScope,
  id: string,
  field: StoredField,
  over: StoredField | null,
): Promise<WrittenField> {
  const past = await listPast(scope, id, field.key, PAST_SHOWN)
  return { field: fieldShown({ ...field, past: past.length }), over: over ? pastShown(over) : null }
}

async function placeIn(scope: TxScope, key: string): Promise<FieldPlace> {
  const place = placeOf(key, await exercisesIn(scope), await touchpointsIn(scope))
  if (!place) throw new Refusal('question_not_found', 'This question is not asked any more.')
  return place
}

/**
 * An idea written here is one of its touchpoint, with the same words; it keeps its votes and its owner. Cleared, it is
 * dropped, and written anew it stands again.
 */
async function carryIdea(
  scope: TxScope,
  { question, touchpoint }: FieldPlace,
  before: StoredField,
  text: string,
): Promise<string | null> {
  const asked = question.kind === 'idea' ? QUESTIONS.find((one) => one === question.id) : undefined
  if (asked === undefined || touchpoint === null) return before.ideaId
  const known = before.ideaId === null ? undefined : await findIdea(scope, before.ideaId)
  const words = text.trim().slice(0, LONGEST_IDEA)
  const isIdea = words.length >= SHORTEST_IDEA
  if (!known) {
    if (!isIdea) return before.ideaId
    const id = newId<'idea'>(scope)
    await setIdea(scope, {
      id,
      touchpoint,
      question: asked,
      words,
      standing: 'idea',
      standingAt: scope.now,
      ownerId: null,
      byId: personOf(scope.actor),
      byName: scope.actor.name,
      at: scope.now,
    })
    return id
  }
  const wasEmpty = before.text.trim().length < SHORTEST_IDEA
  const standing =
    !isIdea && known.standing === 'idea'
      ? 'dropped'
      : isIdea && wasEmpty && known.standing === 'dropped'
        ? 'idea'
        : known.standing
  await setIdea(scope, {
    ...known,
    words: isIdea ? words : known.words,
    standing,
    standingAt: standing === known.standing ? known.standingAt : scope.now,
  })
  return known.id
}

const QUESTIONS = ['easier', 'memorable'] as const
const LONGEST_IDEA = 500

const pastShown = ({ version, text, at, byName }: StoredPast): PastText => ({
  version,
  text,
  at: at.toISOString(),
  by: byName,
})
