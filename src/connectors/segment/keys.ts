/** Who holds a write key: asked of the team, and remembered for a moment, since a busy sender asks a thousand times a second. */
import { ownerOfKey } from '#features/team/index.ts'
import type { Database } from '#platform/database.ts'
import { keyMay } from '#platform/permissions.ts'
import { chance, type Scope } from '#platform/scope.ts'

/** How long an answer holds: a revoked key can send for that much longer. Milliseconds. */
export const REMEMBERED_MS = 1_000
/** Keys remembered at once; wrong ones are not. */
const KEYS = 1_000

type Owner = NonNullable<Awaited<ReturnType<typeof ownerOfKey>>>

/** Returns a function that answers the scope of a write key that may send, or undefined. Throws where the database is away. */
export function keyOpener(db: Database, clock: () => Date): (writeKey: string) => Promise<Scope | undefined> {
  const remembered = new Map<string, { readonly owner: Owner; readonly until: number }>()
  const asking = new Map<string, Promise<Owner | undefined>>()

  /** One question for all requests that ask at the same moment. */
  function ask(writeKey: string): Promise<Owner | undefined> {
    const underWay = asking.get(writeKey)
    if (underWay) return underWay
    const question = ownerOfKey(db, writeKey, clock())
      .then((owner) => {
        if (remembered.size >= KEYS) remembered.clear()
        if (owner) remembered.set(writeKey, { owner, until: clock().getTime() + REMEMBERED_MS })
        else remembered.delete(writeKey)
        return owner
      })
      .finally(() => asking.delete(writeKey))
    asking.set(writeKey, question)
    return question
  }

  return async (writeKey) => {
    const now = clock()
    const known = remembered.get(writeKey)
    const owner = known && known.until > now.getTime() ? known.owner : await ask(writeKey)
    if (owner?.actor.kind !== 'key' || !keyMay(owner.actor.scopes, 'intake.write')) return undefined
    return { db, ...owner, now, random: chance }
  }
}
