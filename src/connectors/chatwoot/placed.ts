/** Which moments stand in which conversation of Chatwoot. */
import { listMomentRecords, type MomentRecord } from '#features/moments/index.ts'
import { findEntries, memberIds, type EntryRef } from '#features/timeline/index.ts'
import { homeOf, type CustomerId } from '#kit/id.ts'
import type { TxScope } from '#platform/scope.ts'
import { placeOfEntry } from './translate.ts'

/** Moments of a person that are looked through, the newest first. */
const MOST_MOMENTS = 100

/** Moments of a person that were noticed in what Chatwoot told, with the place. What was over when it came in tells nothing. */
export async function placedMoments(scope: TxScope, id: CustomerId) {
  const customerIds = await memberIds(scope, id)
  if (customerIds.length === 0) return []
  const moments = (await listMomentRecords(scope, { customerIds }, { limit: MOST_MOMENTS })).filter(
    ({ state }) => state !== 'expired',
  )
  const entries = await findEntries(scope, moments.flatMap(refOf(scope)))
  const places = new Map(
    entries.flatMap((entry) => {
      const place = placeOfEntry(entry)
      return place ? [[entry.id, place] as const] : []
    }),
  )
  return moments.flatMap((moment) => {
    const place = moment.entryId && places.get(moment.entryId)
    return place ? [{ moment, place }] : []
  })
}

const refOf =
  ({ workspace }: Pick<TxScope, 'workspace'>) =>
  ({ customerId, entryId, entryAt }: MomentRecord): EntryRef[] =>
    entryId && entryAt
      ? [{ home: homeOf(workspace, entryId), customerId, id: entryId, at: entryAt.toISOString() }]
      : []
