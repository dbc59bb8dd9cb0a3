/** What got in an agent's way (S0.44): logged in two keystrokes, put together for who leads, and told back to who raised it. */
import { isId } from '#kit/id.ts'
import { Refusal } from '#kit/refusal.ts'
import { touchpointNames, touchpointOfPiece } from '#features/journey/index.ts'
import { findMoment, momentIdFrom } from '#features/moments/index.ts'
import { publish } from '#platform/live.ts'
import { newId, read, transact, type Scope, type TxScope } from '#platform/scope.ts'
import type { AnswerHindrance, Cause, FrictionNote, Hindrance, NewFrictionNote } from '../contract.ts'
import { hindrancesOf } from '../rules/hindrances.ts'
import {
  answerNotes,
  deleteNote,
  insertNote,
  listNotesOf,
  listOpenNotes,
  returnNotes,
  type StoredNote,
} from '../store/notes.ts'
import { memberOf } from './kept.ts'

const SHOWN = 50
const GATHERED = 2_000

/** Writes it down. Refuses `person_needed`, `moment_not_found`, `touchpoint_not_found`. */
export async function logFriction(scope: Scope, wanted: NewFrictionNote): Promise<FrictionNote> {
  const byId = memberOf(scope)
  const id = newId<'note'>(scope)
  return transact(scope, async (scope) => {
    const names = await touchpointNames(scope)
    const touchpoint = await placeOf(scope, wanted)
    if (touchpoint !== null && !names.has(touchpoint))
      throw new Refusal('touchpoint_not_found', 'No such touchpoint here.')
    const note = { id, touchpoint, cause: wanted.cause, line: wanted.line || null, byId }
    await insertNote(scope, note)
    await publish(scope, 'friction.changed', {})
    return shown({ ...note, at: scope.now, answer: null, answeredBy: null, answeredAt: null }, names)
  })
}

/** Takes a note of hers back. Refuses `person_needed`, `note_not_found`. */
export async function withdrawNote(scope: Scope, id: string): Promise<void> {
  const byId = memberOf(scope)
  await transact(scope, async (scope) => {
    if (!isId(id) || (await deleteNote(scope, id, byId)) === 0)
      throw new Refusal('note_not_found', 'No such note of yours.')
    await publish(scope, 'friction.changed', {})
  })
}

/** Her own notes with their answers, the newest first. Refuses `person_needed`. */
export function showOwnNotes(scope: Scope): Promise<FrictionNote[]> {
  const byId = memberOf(scope)
  return read(scope, async (scope) => {
    const names = await touchpointNames(scope)
    return (await listNotesOf(scope, byId, SHOWN)).map((note) => shown(note, names))
  })
}

/** What waits for an answer, by touchpoint and cause. */
export function showHindrances(scope: Scope): Promise<Hindrance[]> {
  return read(scope, async (scope) =>
    hindrancesOf(await listOpenNotes(scope, GATHERED), await touchpointNames(scope)),
  )
}

/** Tells everybody who raised it what was done; answers when, by which it can be taken back. Refuses `note_not_found`. */
export function answerHindrance(scope: Scope, wanted: AnswerHindrance): Promise<{ at: string }> {
  return transact(scope, async (scope) => {
    if ((await answerNotes(scope, wanted)) === 0)
      throw new Refusal('note_not_found', 'Nothing of this waits for an answer.')
    await publish(scope, 'friction.changed', {})
    return { at: scope.now.toISOString() }
  })
}

/** Takes such an answer back. Refuses `note_not_found`. */
export async function returnAnswer(
  scope: Scope,
  wanted: { touchpoint: string | null; cause: Cause; at: string },
): Promise<void> {
  await transact(scope, async (scope) => {
    if ((await returnNotes(scope, wanted)) === 0)
      throw new Refusal('note_not_found', 'No such answer was given.')
    await publish(scope, 'friction.changed', {})
  })
}

/** Where it happened: as it was said, else where the moment's words belong on the journey. */
async function placeOf(scope: TxScope, { touchpoint, momentId }: NewFrictionNote): Promise<string | null> {
  if (touchpoint !== null || momentId === null) return touchpoint
  const moment = await findMoment(scope, momentIdFrom(momentId))
  if (!moment) throw new Refusal('moment_not_found', 'No such moment here.')
  const { customerId, entryId, entryAt } = moment
  return entryId === null || entryAt === null
    ? null
    : touchpointOfPiece(scope, { customerId, entryId, entryAt })
}

const shown = (note: StoredNote, names: ReadonlyMap<string, string>): FrictionNote => ({
  id: note.id,
  touchpoint: note.touchpoint,
  name: note.touchpoint === null ? null : (names.get(note.touchpoint) ?? 'a former touchpoint'),
  cause: note.cause,
  line: note.line,
  at: note.at.toISOString(),
  answer:
    note.answer === null || note.answeredAt === null
      ? null
      : { words: note.answer, by: note.answeredBy ?? '', at: note.answeredAt.toISOString() },
})
