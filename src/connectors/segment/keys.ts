/** Who holds a write key: asked of the team each time, once for all requests that ask at the same moment. */
import { ownerOfKey } from '#features/team/index.ts'
import type { Database } from '#platform/database.ts'
import { keyMay } from '#platform/permissions.ts'
import { chance, type Scope } from '#platform/scope.ts'

/**
 * Returns a function that answers the scope of a write key that may send, or undefined. A revoked key is refused from
 * the next request on, since nothing is remembered beyond the look-up under way.
 */
export function keyOpener(db: Database, clock: () => Date): (writeKey: string) => Promise<Scope | undefined> {
  const asking = new Map<string, ReturnType<typeof ownerOfKey>>()
  return async (writeKey) => {
    let owner = asking.get(writeKey)
    if (!owner) {
      owner = ownerOfKey(db, writeKey, clock()).finally(() => asking.delete(writeKey))
      asking.set(writeKey, owner)
    }
    const found = await owner
    if (found?.actor.kind !== 'key' || !keyMay(found.actor.scopes, 'intake.write')) return undefined
    return { db, ...found, now: clock(), random: chance }
  }
}
