/** Which days and whose journey are asked for. */
import { Refusal } from '#kit/refusal.ts'
import { addDays, dayOf, instantAt } from '#kit/time.ts'
import type { TxScope } from '#platform/scope.ts'
import type { AskJourney, JourneyRoute } from '../contract.ts'
import { routesOf } from '../rules/touchpoints.ts'
import type { Span } from '../store/map.ts'
import { listRoutes } from '../store/touchpoints.ts'

/** Days, whose journey, the first instant of the span and that after it. Refuses `route_not_found`. */
export async function spanOf(
  scope: TxScope,
  { route, days, to }: AskJourney,
): Promise<{ span: Span; route: JourneyRoute; since: Date; until: Date }> {
  const found = await routeIn(scope, route)
  const last = to ?? dayOf(scope.now, scope.workspace.zone)
  const from = addDays(last, 1 - days)
  return {
    route: found,
    span: { from, to: last, standing: found.standing, category: found.category },
    since: instantAt(from, '00:00', scope.workspace.zone),
    until: instantAt(addDays(last, 1), '00:00', scope.workspace.zone),
  }
}

/** A journey by its id; everybody’s without one. Refuses `route_not_found`. */
export async function routeIn(scope: TxScope, id: string | undefined): Promise<JourneyRoute> {
  const routes = routesOf(await listRoutes(scope))
  const found = id === undefined ? routes[0] : routes.find((route) => route.id === id)
  if (!found) throw new Refusal('route_not_found', 'No such journey here.')
  return found
}
