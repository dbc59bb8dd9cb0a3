/** What `timeline.recorded` says: which entries were just stored. Written small, for it is written once for every subscriber. */
import { z } from 'zod'
import { homeOf, timeOf, type CustomerId, type EntryId, type Homestead } from '#kit/id.ts'
import type { EntryRef } from './store/reads.ts'

/** Body of the announcement: `entries` are pairs of an entry's id and its customer's. */
const Recorded = z.object({
  entries: z.array(z.tuple([z.string(), z.string()])),
  backfill: z.boolean(),
})

export function recordedBody(
  rows: readonly { readonly id: EntryId; readonly customerId: CustomerId }[],
  backfill: boolean,
): z.infer<typeof Recorded> {
  return { backfill, entries: rows.map(({ id, customerId }) => [id, customerId]) }
}

/** Where the entries of some bodies stand; `isHistory` where none of them was news. */
export function readRecorded(
  homestead: Homestead,
  bodies: readonly unknown[],
): { refs: EntryRef[]; isHistory: boolean } {
  const told = bodies.map((body) => Recorded.parse(body))
  return {
    refs: told
      .flatMap(({ entries }) => entries as [EntryId, CustomerId][])
      .map(([id, customerId]) => ({
        home: homeOf(homestead, id),
        customerId,
        at: timeOf(id).toISOString(),
        id,
      })),
    isHistory: told.every(({ backfill }) => backfill),
  }
}
