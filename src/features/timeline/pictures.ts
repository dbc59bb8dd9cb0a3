/** Pictures that belong to an entry, a task or a note: drawn anew before they are kept, shown, taken away. */
import { hash } from 'node:crypto'
import { homeOf, isId, type CustomerId } from '#kit/id.ts'
import { Refusal } from '#kit/refusal.ts'
import { makeSafe } from '#platform/pictures/index.ts'
import { publish } from '#platform/live.ts'
import { read, transact, type Scope } from '#platform/scope.ts'
import type { Picture } from './contract.ts'
import { pictureIdOf } from './ids.ts'
import {
  deletePicture,
  findPicture,
  insertPicture,
  listPicturesOf,
  listStoredOf,
  type PictureRow,
  type StoredPicture,
} from './store/pictures.ts'

/** Pictures of one entry or task, at most. */
const MOST = 12

export type NewPicture = {
  readonly name: string
  /** How an HTML mail calls it; null for what was attached. */
  readonly contentId: string | null
  readonly bytes: Uint8Array
}

/**
 * Keeps pictures of an entry or a task of a customer, or of a note of nobody's; the same ones again change nothing. Answers how many could not be read.
 * `isStrict` refuses the first of those instead: `picture_not_readable`, `picture_too_large`, `too_many_pictures`.
 */
export async function keepPictures(
  scope: Scope,
  { of, customerId, by }: { of: string; customerId: CustomerId | null; by: string | null },
  pictures: readonly NewPicture[],
  { isStrict = false } = {},
): Promise<number> {
  const there = await read(scope, (scope) => listPicturesOf(scope, [of]))
  const known = new Set(there.map(({ id }) => id))
  let place = there.length
  let unread = 0
  for (const picture of pictures) {
    const id = pictureIdOf(of, hash('sha256', picture.bytes))
    if (known.has(id)) continue
    if (place >= MOST) {
      if (isStrict) throw new Refusal('too_many_pictures', `It has ${MOST} pictures already.`)
      return unread
    }
    const safe = await makeSafe(picture.bytes).catch((error: unknown) => {
      if (isStrict || !(error instanceof Refusal)) throw error
      return undefined
    })
    if (!safe) unread += 1
    else {
      const { width, height, bytes } = safe
      const row: StoredPicture = {
        id,
        customerId,
        ofId: of,
        place,
        name: picture.name.slice(0, 200),
        contentId: picture.contentId,
        width,
        height,
        bytes,
        at: scope.now,
        byName: by, // prettier-ignore
      }
      await transact(scope, (scope) => insertPicture(scope, homeOf(scope.workspace, of), row))
      known.add(id)
      place += 1
    }
  }
  return unread
}

/** The pictures of entries, tasks and notes, by their ids. */
export function listPictures(scope: Scope, ofIds: readonly string[]): Promise<Picture[]> {
  const ids = ofIds.filter(isId).slice(0, 50)
  if (ids.length === 0) return Promise.resolve([])
  return read(scope, async (scope) => (await listPicturesOf(scope, ids)).map(present))
}

/** The pictures an HTML mail shows inside, by the name it calls them. */
export function picturesIn(scope: Scope, entryId: string): Promise<ReadonlyMap<string, Uint8Array>> {
  return read(
    scope,
    async (scope) =>
      new Map(
        (await listStoredOf(scope, entryId)).flatMap(({ contentId, bytes }) =>
          contentId === null ? [] : [[contentId, bytes] as const],
        ),
      ),
  )
}

/** A picture's bytes, WebP. Refuses `picture_not_found`. */
export async function showPicture(scope: Scope, id: string): Promise<Uint8Array> {
  const found = isId(id) ? await read(scope, (scope) => findPicture(scope, id)) : undefined
  if (!found) throw notFound()
  return found.bytes
}

/** Takes a customer's picture away for good. Refuses `picture_not_found`. */
export async function removePicture(scope: Scope, id: string): Promise<void> {
  await transact(scope, async (scope) => {
    const gone = isId(id) ? await deletePicture(scope, id) : 0
    if (gone === 0) throw notFound()
    await publish(scope, 'picture.changed', { id })
  })
}

const notFound = () => new Refusal('picture_not_found', 'There is no such picture here.')

function present({ id, ofId, name, width, height, at, byName }: PictureRow): Picture {
  return { id, of: ofId, name, width, height, at: at.toISOString(), by: byName }
}
