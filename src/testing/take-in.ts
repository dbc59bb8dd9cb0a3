/** Brings entries in as a running product does: stores them, then reads them for moments. */
import { noticeRecorded } from '#features/moments/index.ts'
import { recordedBody, recordEntries, type IncomingEntry } from '#features/timeline/index.ts'
import type { Scope } from '#platform/scope.ts'

/** The body of `timeline.recorded` for entries that were just stored. Throws where one is refused. */
export async function record(scope: Scope, entries: readonly IncomingEntry[]) {
  const verdicts = await recordEntries(scope, entries)
  return recordedBody(
    verdicts.flatMap((verdict) => {
      if (verdict.outcome === 'refused') throw new Error(`${verdict.reason}: ${verdict.message}`)
      return verdict.outcome === 'stored' ? [{ id: verdict.entryId, customerId: verdict.customerId }] : []
    }),
    false,
  )
}

export async function takeIn(scope: Scope, entries: readonly IncomingEntry[]): Promise<void> {
  await noticeRecorded(scope, [await record(scope, entries)])
}
