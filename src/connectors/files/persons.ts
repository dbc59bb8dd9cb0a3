/** How many people a file tells of: persons, not the addresses and numbers they go by. */
import { canonicalIds, ownerIdOf, type IncomingEntry } from '#features/timeline/index.ts'
import type { CustomerId } from '#kit/id.ts'
import { read, type Scope } from '#platform/scope.ts'
import { countDistinct, fingerprintOf } from './distinct.ts'

/** Identities kept one by one, some 20 MB of them; beyond it the number is estimated. */
const KEPT = 200_000
/** Looked up in one statement. */
const AT_ONCE = 5_000

export type Persons = {
  add(entry: IncomingEntry): void
  /** While it runs: those seen so far by the identity their entry belongs to, to about one in a hundred. */
  count(): number
  /** At the end: the persons they turned out to be. Asks the database, so that what was joined counts once. */
  settle(): Promise<number>
}

export function countPersons(scope: Scope): Persons {
  const estimate = countDistinct()
  const seen = new Set<number>()
  const owners = new Set<CustomerId>()
  return {
    add(entry) {
      const { identities } = entry
      const [first] = identities
      if (!first) return
      const print =
        identities.length === 1
          ? fingerprintOf(first.kind, first.value)
          : fingerprintOf(...identities.flatMap(({ kind, value }) => [kind, value]))
      if (seen.has(print)) return
      estimate.add(print)
      if (owners.size >= KEPT) return
      seen.add(print)
      const owner = ownerIdOf(scope, entry)
      if (owner !== undefined) owners.add(owner)
    },
    count: () => (owners.size < KEPT ? owners.size : Math.max(KEPT, estimate.count())),
    async settle() {
      if (owners.size >= KEPT) return Math.max(KEPT, estimate.count())
      const ids = [...owners]
      const persons = new Set<CustomerId>()
      for (let at = 0; at < ids.length; at += AT_ONCE) {
        const part = ids.slice(at, at + AT_ONCE)
        const found = await read(scope, (scope) => canonicalIds(scope, part))
        for (const person of found.values()) persons.add(person)
      }
      return persons.size
    },
  }
}
