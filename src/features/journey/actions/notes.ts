/** What people write down and photograph at a touchpoint: packaging, adverts and other places where nothing comes in by itself. */
import { firstHomeOf, isId } from '#kit/id.ts'
import { Refusal } from '#kit/refusal.ts'
import { DAY_MS } from '#kit/time.ts'
import { deletePicturesOf, keepPictures, listPictures } from '#features/timeline/index.ts'
import { audit } from '#platform/audit/index.ts'
import { newId, read, transact, type Scope, type TxScope } from '#platform/scope.ts'
import type { TouchpointNote } from '../contract/notes.ts'
import {
  deleteRemoved,
  findNote,
  insertNote,
  listNotes,
  setRemoved,
  setReturned,
  type StoredNote,
} from '../store/notes.ts'
import { personOf } from './ideas.ts'
import { showTouchpoint } from './touchpoints.ts'

const SHOWN = 40
/** So long a note that was taken away can be brought back. */
const KEPT_MS = DAY_MS

/** The notes of a touchpoint with their photos, the newest first. */
export async function showNotes(scope: Scope, touchpoint: string): Promise<TouchpointNote[]> {
  return withPictures(scope, await read(scope, (scope) => listNotes(scope, touchpoint, SHOWN)))
}

/** Refuses `touchpoint_not_found`, `person_needed`. */
export async function addNote(scope: Scope, touchpoint: string, words: string): Promise<TouchpointNote> {
  await showTouchpoint(scope, touchpoint)
  const note = { id: newId<'note'>(scope), touchpoint, words, byId: personOf(scope.actor), removedAt: null }
  await transact(scope, async (scope) => {
    await insertNote(scope, note)
    await tellAudit(scope, 'setting.changed', note.id)
  })
  return showNote(scope, note.id)
}

/**
 * A note with a photo; its words may be empty. Refuses `touchpoint_not_found`, `person_needed`, `picture_not_readable`,
 * `picture_too_large`.
 */
export async function addPhoto(
  scope: Scope,
  touchpoint: string,
  { words, name, bytes }: { words: string; name: string; bytes: Uint8Array },
): Promise<TouchpointNote> {
  await showTouchpoint(scope, touchpoint)
  const id = newId<'note'>(scope)
  // It does not stand before its photo does: what is torn off in between goes like what was taken away.
  const note = { id, touchpoint, words, byId: personOf(scope.actor), removedAt: scope.now }
  await transact(scope, (scope) => insertNote(scope, note))
  const of = { of: id, customerId: null, by: scope.actor.name }
  await keepPictures(scope, of, [{ name, contentId: null, bytes }], { isStrict: true })
  await transact(scope, async (scope) => {
    await setReturned(scope, id)
    await tellAudit(scope, 'setting.changed', id)
  })
  return showNote(scope, id)
}

/** Takes a note and its photos away, for a day as can be undone. Refuses `touchpoint_note_not_found`. */
export async function removeNote(scope: Scope, id: string): Promise<void> {
  await transact(scope, async (scope) => {
    if (!isId(id) || (await setRemoved(scope, id)) === 0) throw notFound()
    await tellAudit(scope, 'setting.removed', id)
  })
}

/** Refuses `touchpoint_note_not_found`. */
export async function returnNote(scope: Scope, id: string): Promise<TouchpointNote> {
  await transact(scope, async (scope) => {
    if (!isId(id) || (await setReturned(scope, id)) === 0) throw notFound()
    await tellAudit(scope, 'setting.changed', id)
  })
  return showNote(scope, id)
}

/** The sweep: what was taken away a day ago goes for good, with its photos. */
export async function forgetRemovedNotes(scope: Scope): Promise<void> {
  await transact(scope, async (scope) => {
    const gone = await deleteRemoved(scope, new Date(scope.now.getTime() - KEPT_MS))
    if (gone.length > 0) await deletePicturesOf(scope, firstHomeOf(scope.workspace), gone)
  })
}

async function showNote(scope: Scope, id: string): Promise<TouchpointNote> {
  const stored = await read(scope, (scope) => findNote(scope, id))
  const [note] = stored ? await withPictures(scope, [stored]) : []
  if (!note) throw notFound()
  return note
}

async function withPictures(scope: Scope, notes: readonly StoredNote[]): Promise<TouchpointNote[]> {
  const pictures = Map.groupBy(
    await listPictures(
      scope,
      notes.map(({ id }) => id),
    ),
    ({ of }) => of,
  )
  return notes.map(({ id, touchpoint, words, byName, at }) => ({
    id,
    touchpoint,
    words,
    by: byName,
    at: at.toISOString(),
    pictures: pictures.get(id) ?? [],
  }))
}

const tellAudit = (scope: TxScope, action: 'setting.changed' | 'setting.removed', id: string) =>
  audit(scope, action, { subject: { kind: 'touchpoint_note', id } })

const notFound = () => new Refusal('touchpoint_note_not_found', 'No such note here.')
