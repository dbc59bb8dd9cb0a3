/** The workspace's touchpoints as everything here reads them. */
import type { CustomerId, EntryId } from '#kit/id.ts'
import { canonicalIds } from '#features/timeline/index.ts'
import { read, type Scope, type TxScope } from '#platform/scope.ts'
import { matcherOf, type NamedTouchpoint, type PlacedEntry } from '../rules/matching.ts'
import { touchpointsOf } from '../rules/touchpoints.ts'
import { findPiecePlace } from '../store/map.ts'
import { listTouchpoints } from '../store/touchpoints.ts'

/** In the order of the map, hidden ones too. */
export async function touchpointsIn(scope: TxScope): Promise<NamedTouchpoint[]> {
  return touchpointsOf(await listTouchpoints(scope))
}

/** What each touchpoint is called, by its id. */
export async function touchpointNames(scope: TxScope): Promise<Map<string, string>> {
  return new Map((await touchpointsIn(scope)).map(({ id, name }) => [id, name]))
}

/** Where an entry's words belong on the journey; null where they said nothing of how it felt, or are not counted yet. */
export async function touchpointOfPiece(
  scope: TxScope,
  { customerId, ...entry }: { customerId: CustomerId; entryId: EntryId; entryAt: Date },
): Promise<string | null> {
  const person = (await canonicalIds(scope, [customerId])).get(customerId) ?? customerId
  return (await findPiecePlace(scope, { ...entry, customerId: person })) ?? null
}

/** Tells of entries which touchpoint their words speak of, else where they were said. */
export async function openTouchpointReader(scope: Scope): Promise<{
  readonly placeOf: (entry: PlacedEntry, hasOrdered: boolean) => string | null
  readonly nameOf: (id: string) => string | null
}> {
  const touchpoints = await read(scope, touchpointsIn)
  const matcher = matcherOf(touchpoints)
  const names = new Map(touchpoints.map(({ id, name }) => [id, name]))
  return {
    placeOf: (entry, hasOrdered) =>
      matcher.spokenOf(entry) ?? matcher.placeOf(entry, { noticed: NOTHING, hasOrdered }),
    nameOf: (id) => names.get(id) ?? null,
  }
}

const NOTHING: ReadonlySet<string> = new Set()
