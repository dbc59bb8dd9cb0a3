/** The workspace's touchpoints and journeys: those the product brings as they were changed, and its own. Pure. */
import type { JourneyRoute } from '../contract.ts'
import type { NamedTouchpoint } from './matching.ts'
import { STARTER, STARTER_ROUTES } from './starter.ts'

type Changed = {
  readonly id: string
  readonly fields: Omit<NamedTouchpoint, 'id'>
  readonly isRemoved: boolean
}

/** In the order of the map; removed ones are left out, hidden ones are not. */
export function touchpointsOf(changed: readonly Changed[]): NamedTouchpoint[] {
  const known = new Map(changed.map((one) => [one.id, one]))
  const starter = [...STARTER].map(([id, fields]) => known.get(id) ?? { id, fields, isRemoved: false })
  const own = changed.filter(({ id }) => !STARTER.has(id))
  return [...starter, ...own]
    .filter(({ isRemoved }) => !isRemoved)
    .map(({ id, fields }) => ({ ...fields, id }))
    .sort((a, b) => a.place - b.place || (a.id < b.id ? -1 : 1))
}

/** Those the product brings first, then the workspace's own by name. */
export function routesOf(own: readonly Omit<JourneyRoute, 'isStarter'>[]): JourneyRoute[] {
  return [...STARTER_ROUTES, ...own.map((route) => ({ ...route, isStarter: false }))]
}
