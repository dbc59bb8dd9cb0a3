/** What `timeline.recorded` says, and `timeline.glimpsed` of what was only looked at: which entries were just stored. Written small, for it is written once for every subscriber. */
import { z } from 'zod'
import { homeOf, packIds, timeOf, unpackIds, type CustomerId, type EntryId, type Homestead } from '#kit/id.ts'
import type { EntryRef } from './store/reads.ts'

/**
 * Body of the announcement: `entries` are pairs of an entry's id and its customer's, packed. As a list of texts, as it was
 * written before, it took three times the room and the database read through all of it.
 */
const Recorded = z.object({
  entries: z.union([z.string(), z.array(z.tuple([z.string(), z.string()]))]),
  /** How many they are, for those who count what waits. */
  count: z.number().optional(),
  backfill: z.boolean(),
})

export function recordedBody(
  rows: readonly { readonly id: EntryId; readonly customerId: CustomerId }[],
  backfill: boolean,
): z.infer<typeof Recorded> {
  const ids = rows.flatMap(({ id, customerId }) => [id, customerId])
  return { backfill, count: rows.length, entries: packIds(ids) }
}

/** Where the entries of some bodies stand; `isHistory` where none of them was news. */
export function readRecorded(
  homestead: Homestead,
  bodies: readonly unknown[],
): { refs: EntryRef[]; isHistory: boolean } {
  const told = bodies.map((body) => Recorded.parse(body))
  return {
    refs: told
      .flatMap(({ entries }) => pairsOf(entries))
      .map(([id, customerId]) => ({
        home: homeOf(homestead, id),
        customerId,
        at: timeOf(id).toISOString(),
        id,
      })),
    isHistory: told.every(({ backfill }) => backfill),
  }
}

function pairsOf(entries: z.infer<typeof Recorded>['entries']): [EntryId, CustomerId][] {
  if (typeof entries !== 'string') return entries as [EntryId, CustomerId][]
  const ids = unpackIds(entries)
  return Array.from({ length: ids.length / 2 }, (_, i) => [
    ids[2 * i] as EntryId,
    ids[2 * i + 1] as CustomerId,
  ])
}
