/** Reads a period's entries as they are, for what no sum answers: a rule that is tried, the audit of the basics. */
import type { Home } from '#kit/id.ts'
import { DAY_MS } from '#kit/time.ts'
import { listMomentRecords } from '#features/moments/index.ts'
import { listStretch, type EntryPlace, type StoredEntry } from '#features/timeline/index.ts'
import { read, type Scope } from '#platform/scope.ts'

/** How many entries are read at the most, and how many at once. */
const MOST_ENTRIES = 30_000
const STRETCH = 1_000

/** Walks the entries of the last days, person by person, with what was noticed in each; `isWhole` false where only a part was read. */
export async function eachEntry(
  scope: Scope,
  days: number,
  look: (entry: StoredEntry, around: { noticed: ReadonlySet<string>; hasOrdered: boolean }) => void,
): Promise<{ isWhole: boolean }> {
  const homes = await read(scope, (scope) => Promise.resolve<readonly Home[]>(scope.homes))
  const since = new Date(scope.now.getTime() - days * DAY_MS)
  const each = Math.max(STRETCH, Math.floor(MOST_ENTRIES / homes.length))
  let isWhole = true
  for (const home of homes) {
    let after: EntryPlace | undefined
    const ordered = new Set<string>()
    for (let looked = 0; ; looked += STRETCH) {
      const stretch = await read(scope, (scope) =>
        listStretch(scope, home, { since, until: scope.now, after, limit: STRETCH }),
      )
      const noticed = await noticedIn(scope, stretch)
      for (const entry of stretch) {
        look(entry, {
          noticed: noticed.get(entry.id) ?? new Set(),
          hasOrdered: ordered.has(entry.customerId),
        })
        if (entry.kind === 'order') ordered.add(entry.customerId)
      }
      after = stretch.at(-1)
      if (stretch.length < STRETCH) break
      if (looked + STRETCH >= each) {
        isWhole = false
        break
      }
    }
  }
  return { isWhole }
}

async function noticedIn(
  scope: Scope,
  entries: readonly StoredEntry[],
): Promise<Map<string, ReadonlySet<string>>> {
  const customerIds = [...new Set(entries.map(({ customerId }) => customerId))]
  if (customerIds.length === 0) return new Map()
  const moments = await read(scope, (scope) => listMomentRecords(scope, { customerIds }, { limit: 20_000 }))
  return new Map(
    moments.flatMap(({ entryId, signs }) =>
      entryId === null ? [] : [[entryId as string, new Set(signs.map(({ kind }) => kind))]],
    ),
  )
}
