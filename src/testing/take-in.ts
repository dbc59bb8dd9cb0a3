/** Brings entries in as a running product does: stores them, then reads them for moments. */
import { homeOf, type EntryId } from '#kit/id.ts'
import { noticeRecorded } from '#features/moments/index.ts'
import { recordEntries, type IncomingEntry } from '#features/timeline/index.ts'
import type { Scope } from '#platform/scope.ts'

/** The body of `timeline.recorded` for entries that were just stored. Throws where one is refused. */
export async function record(scope: Scope, entries: readonly IncomingEntry[]) {
  const verdicts = await recordEntries(scope, entries)
  const refs = verdicts.flatMap((verdict, index) => {
    if (verdict.outcome === 'refused') throw new Error(`${verdict.reason}: ${verdict.message}`)
    const at = entries[index]?.at.toISOString() ?? ''
    return verdict.outcome === 'stored'
      ? [{ home: homeOf(scope.workspace, verdict.entryId), at, id: verdict.entryId as EntryId }]
      : []
  })
  return { entries: refs, backfill: false }
}

export async function takeIn(scope: Scope, entries: readonly IncomingEntry[]): Promise<void> {
  await noticeRecorded(scope, [await record(scope, entries)])
}
