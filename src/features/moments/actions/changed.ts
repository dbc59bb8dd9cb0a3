/** Tells other features whose moments were noticed, withdrawn, dismissed or taken back: `moments.changed`. */
import { homeOf, type CustomerId, type Home } from '#kit/id.ts'
import { announce } from '#platform/announcements.ts'
import type { TxScope } from '#platform/scope.ts'

/** In the transaction of the change. The body names the customers: `{ customers: [id…] }`. */
export function tellChanged(scope: TxScope, home: Home, customers: readonly CustomerId[]): Promise<void> {
  return announce(scope, home, 'moments.changed', { customers: [...new Set(customers)] })
}

/** In the transaction in which something was remembered, confirmed or forgotten: `facts.changed`, with the same body. */
export function tellFactsChanged(scope: TxScope, customerId: CustomerId): Promise<void> {
  return announce(scope, homeOf(scope.workspace, customerId), 'facts.changed', { customers: [customerId] })
}
