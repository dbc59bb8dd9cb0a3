/** Entries by the hundred thousand: the same as recording, in larger chunks and marked as history. */
import type { Scope } from '#platform/scope.ts'
import type { IncomingEntry } from './rules/incoming.ts'
import { recordEntries, type Verdict } from './intake.ts'

/** As `recordEntries`, for files: subscribers are told that this is the past coming in. */
export function bulkRecordEntries(scope: Scope, entries: readonly IncomingEntry[]): Promise<Verdict[]> {
  return recordEntries(scope, entries, { backfill: true })
}
