/** What the routes of the team are given, and who is behind a request. */
import type { FastifyRequest } from 'fastify'
import { Refusal } from '#kit/refusal.ts'
import type { Database } from '#platform/database.ts'
import type { Waiting } from '#platform/outgoing.ts'
import type { Scope } from '#platform/scope.ts'
import type { Secrets } from '#platform/secrets.ts'
import { ownerOfKey } from '../actions/keys.ts'
import { memberOfSession } from '../actions/sessions.ts'
import type { Chance } from '../actions/workspace.ts'
import type { Post } from '../letters.ts'

export type TeamParts = {
  readonly db: Database
  readonly clock: () => Date
  readonly random: Chance
  readonly secrets: Secrets
  readonly isSecure: boolean
  /** Where people reach us; links are made from it alone. */
  readonly baseUrl: () => string
  readonly post: Post
  /** What can be held back while nothing goes out: other features know. */
  readonly waiting: readonly Waiting[]
  /** Whether nothing has come in yet, and whether the sample brand is in: other features know. */
  readonly contentOf: (scope: Scope) => Promise<{ isEmpty: boolean; hasSample: boolean }>
}

export const cookieNameOf = (isSecure: boolean) => (isSecure ? '__Host-spoonful' : 'spoonful')

/** Who asks: a program by its key, a person by her cookie. Refuses `key_not_known` for a key that is none. */
export function identifyWith({ db, clock, isSecure }: Pick<TeamParts, 'db' | 'clock' | 'isSecure'>) {
  const cookieName = cookieNameOf(isSecure)
  return async (request: FastifyRequest) => {
    const [, bearer] = /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '') ?? []
    if (bearer !== undefined) {
      const found = await ownerOfKey(db, bearer, clock())
      if (!found) throw new Refusal('key_not_known', 'This key is not known or was revoked.')
      return found
    }
    return memberOfSession(db, request.cookies[cookieName] ?? '', {
      now: clock(),
      // The live stream comes back by itself, and a page says when nobody touches it.
      byItself: request.routeOptions.url === '/live' || request.headers['x-by-itself'] !== undefined,
    })
  }
}
