/** All addresses of the team, in one list for the server. */
import type { Api } from '#platform/http.ts'
import { doorRoutes } from './door.ts'
import { keyRoutes } from './keys.ts'
import { meRoutes } from './me.ts'
import { outgoingRoutes } from './outgoing.ts'
import { type TeamParts } from './parts.ts'
import { peopleRoutes } from './people.ts'

export { identifyWith } from './parts.ts'

export function teamRoutes(api: Api, parts: TeamParts): void {
  doorRoutes(api, parts)
  meRoutes(api, parts)
  peopleRoutes(api, parts)
  keyRoutes(api)
  outgoingRoutes(api, parts)
}
