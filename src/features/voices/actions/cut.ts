/** What each comment is cut by: the channel it came on, what its customer had ordered by then, the touchpoint it speaks of. */
import { historiesOf, type StoredEntry } from '#features/timeline/index.ts'
import type { TxScope } from '#platform/scope.ts'
import { segmentOf } from '../rules/cuts.ts'
import type { TouchpointReader } from '../places.ts'
import type { NewVoice } from '../store/voices.ts'

export type Cut = Pick<NewVoice, 'channel' | 'segment' | 'touchpoint'>
export const NO_CUT: Cut = { channel: null, segment: null, touchpoint: null }

/** More orders than this tell nothing more: the newest are looked at. */
const ORDERS = 50

/** By entry. */
export async function cutsOf(
  scope: TxScope,
  entries: readonly StoredEntry[],
  touchpoints: TouchpointReader,
): Promise<Map<string, Cut>> {
  const ids = entries.map(({ customerId }) => customerId)
  const orders = await historiesOf(scope, ids, { kinds: ['order'], limitEach: ORDERS })
  return new Map(
    entries.map((entry) => {
      const before = (orders.get(entry.customerId) ?? []).filter(({ at }) => at <= entry.at).length
      return [
        entry.id,
        {
          channel: entry.channel,
          segment: segmentOf(before),
          touchpoint: touchpoints.placeOf(entry, before > 0),
        },
      ]
    }),
  )
}
