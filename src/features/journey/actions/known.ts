/** The workspace's touchpoints as everything here reads them. */
import type { TxScope } from '#platform/scope.ts'
import type { NamedTouchpoint } from '../rules/matching.ts'
import { touchpointsOf } from '../rules/touchpoints.ts'
import { listTouchpoints } from '../store/touchpoints.ts'

/** In the order of the map, hidden ones too. */
export async function touchpointsIn(scope: TxScope): Promise<NamedTouchpoint[]> {
  return touchpointsOf(await listTouchpoints(scope))
}
