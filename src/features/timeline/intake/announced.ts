/** What is told of entries that were stored: which are read by anybody, how soon, and how many at once. */
import type { Home } from '#kit/id.ts'
import { announcing, PRIORITY, type Announced } from '#platform/announcements.ts'
import type { Scope, TxScope } from '#platform/scope.ts'
import type { NamedQuery } from '#platform/database.ts'
import { recordedBody } from '../recorded.ts'
import type { EntryRow } from '../store/inserts.ts'

export async function announceStored(
  scope: TxScope,
  home: Home,
  written: readonly { row: EntryRow }[],
  backfill: boolean,
): Promise<void> {
  const rows = written.map(({ row }) => row)
  for (const { query } of announcingStored(scope, home, rows, backfill)) await scope.db.run(query)
}

/** The statements that tell of entries: what is read by many, and what was only looked at, which is counted and nothing else. */
export function announcingStored(
  scope: Pick<Scope, 'now' | 'random'>,
  home: Home,
  rows: readonly EntryRow[],
  backfill: boolean,
): NamedQuery[] {
  const read = rows.filter(({ kind }) => !UNREAD.has(kind))
  const seen = rows.filter(({ kind }) => UNREAD.has(kind) && kind !== 'traits')
  return [
    ...announcing(scope, home, 'timeline.recorded', announcedOf(scope, read, backfill)),
    ...announcing(
      scope,
      home,
      'timeline.glimpsed',
      partsOf(seen).map((part) => ({ body: recordedBody(part, true), priority: PRIORITY.history })),
    ),
  ]
}

function announcedOf({ now }: Pick<Scope, 'now'>, read: readonly EntryRow[], backfill: boolean): Announced[] {
  return partsOf(read).map((part) => {
    const isFresh = part.some(({ at }) => now.getTime() - at.getTime() < FRESH_MS)
    const priority = !backfill ? PRIORITY.news : isFresh ? PRIORITY.freshHistory : PRIORITY.history
    return { body: recordedBody(part, backfill), priority }
  })
}

/** As many as one subscriber takes at once. */
const partsOf = (rows: readonly EntryRow[]): EntryRow[][] =>
  Array.from({ length: Math.ceil(rows.length / ANNOUNCED_AT_ONCE) }, (_, i) =>
    rows.slice(i * ANNOUNCED_AT_ONCE, (i + 1) * ANNOUNCED_AT_ONCE),
  )

/** Kinds nobody reads for moments. */
const UNREAD: ReadonlySet<string> = new Set([
  'page',
  'promotion',
  'activity',
  'profile_view',
  'reviews_read',
  'traits',
])
/** What is younger may still be acted on, so that of a file it is read first. */
const FRESH_MS = 14 * 86_400_000
/** Entries in one announcement, at most. */
const ANNOUNCED_AT_ONCE = 500
