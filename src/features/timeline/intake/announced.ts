/** What is told of entries that were stored: which are read by anybody, how soon, and how many at once. */
import type { Home } from '#kit/id.ts'
import { announceAll, PRIORITY, type Announced } from '#platform/announcements.ts'
import type { Scope, TxScope } from '#platform/scope.ts'
import { recordedBody } from '../recorded.ts'
import type { EntryRow } from '../store/inserts.ts'

export function announceStored(
  scope: TxScope,
  home: Home,
  written: readonly { row: EntryRow }[],
  backfill: boolean,
): Promise<void> {
  const rows = written.map(({ row }) => row)
  return announceAll(scope, home, 'timeline.recorded', announcedOf(scope, rows, backfill))
}

/** What is told of entries, in parts that one subscriber takes at once. */
export function announcedOf(
  { now }: Pick<Scope, 'now'>,
  rows: readonly EntryRow[],
  backfill: boolean,
): Announced[] {
  const read = rows.filter(({ kind }) => !UNREAD.has(kind))
  const parts = Array.from({ length: Math.ceil(read.length / ANNOUNCED_AT_ONCE) }, (_, i) =>
    read.slice(i * ANNOUNCED_AT_ONCE, (i + 1) * ANNOUNCED_AT_ONCE),
  )
  return parts.map((part) => {
    const isFresh = part.some(({ at }) => now.getTime() - at.getTime() < FRESH_MS)
    const priority = !backfill ? PRIORITY.news : isFresh ? PRIORITY.freshHistory : PRIORITY.history
    return { body: recordedBody(part, backfill), priority }
  })
}

/** Kinds nobody reads for moments; they are stored and not announced. */
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
