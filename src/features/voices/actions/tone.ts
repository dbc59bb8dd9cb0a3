/** How a customer sounds over time: her newest comments with what they felt like, and whether that has turned. */
import type { CustomerId } from '#kit/id.ts'
import { customerIdFrom } from '#features/timeline/index.ts'
import { read, type Scope } from '#platform/scope.ts'
import type { CustomerTone } from '../contract.ts'
import { toneOf } from '../rules/tone.ts'
import { listOfCustomer } from '../store/voices.ts'

/** As many as the pane has room for. */
const SHOWN = 12
const FELT = { '-1': 'negative', '0': 'neutral', '1': 'positive' } as const

/** From the oldest shown to the newest; empty for somebody who said nothing. Refuses what `customerIdFrom` refuses. */
export async function showTone(scope: Scope, id: string): Promise<CustomerTone> {
  const customerId: CustomerId = customerIdFrom(id)
  const newest = await read(scope, (scope) => listOfCustomer(scope, customerId, SHOWN))
  const voices = newest.toReversed()
  return {
    items: voices.map(({ id, at, source, feeling }) => ({
      id,
      at: at.toISOString(),
      source,
      feeling: FELT[feeling],
    })),
    ...toneOf(voices.map(({ feeling }) => feeling)),
  }
}
