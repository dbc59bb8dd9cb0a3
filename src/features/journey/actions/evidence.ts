/** The evidence behind a touchpoint's numbers: felt pieces with the words they stand for. Reads only. */
import { homeOf } from '#kit/id.ts'
import { readCursor, writeCursor } from '#kit/cursor.ts'
import { Refusal } from '#kit/refusal.ts'
import { momentsByIds } from '#features/moments/index.ts'
import { findEntries, namesOf } from '#features/timeline/index.ts'
import { read, type Scope, type TxScope } from '#platform/scope.ts'
import { delicateIn } from '#reading/index.ts'
import type { ListEvidence, Piece } from '../contract.ts'
import { listPieces, type FoundPiece } from '../store/map.ts'
import { spanOf } from './span.ts'
import { showTouchpoint } from './touchpoints.ts'

/** Below every id: a page that begins at the end of its time leaves that instant out. */
const FIRST_ID = '00000000-0000-0000-0000-000000000000'

/** The pieces behind a touchpoint's numbers on the map of that time and journey, the newest first. Refuses `touchpoint_not_found`, `route_not_found`, `cursor_not_known`. */
export async function listEvidence(
  scope: Scope,
  id: string,
  { feeling, limit, cursor, ...asked }: ListEvidence,
): Promise<{ items: Piece[]; next: string | null }> {
  await showTouchpoint(scope, id)
  return read(scope, async (scope) => {
    const { span, since, until } = await spanOf(scope, asked)
    const [at, entry] = cursor === undefined ? [until.toISOString(), FIRST_ID] : (readCursor(cursor, 2) ?? [])
    if (at === undefined || entry === undefined || Number.isNaN(Date.parse(at)))
      throw new Refusal('cursor_not_known', 'This page has no such place; start from the first page.')
    const found = await listPieces(
      scope,
      { touchpoint: id, standing: span.standing, category: span.category, since, feeling },
      { limit: limit + 1, before: new Date(at), beforeId: entry },
    )
    const last = found[limit - 1]
    return {
      items: await piecesShown(scope, found.slice(0, limit)),
      next: found.length > limit && last ? writeCursor(last.entryAt.toISOString(), last.entryId) : null,
    }
  })
}

/** Pieces with their words, as far as those still stand. */
export async function piecesShown(
  scope: TxScope,
  found: readonly FoundPiece[],
): Promise<(Piece & { touchpoint: string })[]> {
  const moments = new Map(
    (
      await momentsByIds(
        scope,
        found.flatMap(({ momentId }) => momentId ?? []),
      )
    ).map((moment) => [moment.id, moment]),
  )
  const entries = new Map(
    (
      await findEntries(
        scope,
        found.map(({ entryCustomerId, entryAt, entryId }) => ({
          home: homeOf(scope.workspace, entryCustomerId),
          customerId: entryCustomerId,
          at: entryAt.toISOString(),
          id: entryId,
        })),
      )
    ).map((entry) => [entry.id, entry]),
  )
  const names = await namesOf(scope, [...new Set(found.map(({ customerId }) => customerId))])
  return found.flatMap((piece) => {
    const entry = entries.get(piece.entryId)
    if (!entry) return []
    const moment = piece.momentId === null ? undefined : moments.get(piece.momentId)
    const words = (moment?.words ?? entry.body ?? '').slice(0, 600)
    const isDelicate = delicateIn(words) !== undefined
    return [
      {
        touchpoint: piece.touchpoint,
        entryId: piece.entryId,
        customerId: piece.customerId,
        customer: names.get(piece.customerId) ?? '',
        momentId: piece.momentId,
        at: piece.entryAt.toISOString(),
        channel: entry.channel,
        kind: entry.kind,
        feeling: piece.feeling,
        isRub: piece.isRub,
        words: isDelicate ? '' : words,
        isDelicate,
        marks: moment && !isDelicate ? [...moment.marks] : [],
      },
    ]
  })
}
