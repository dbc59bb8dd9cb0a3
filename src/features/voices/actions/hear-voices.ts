/** Shows voices with their words, their customer's name and where the words stand that matter. */
import { homeOf, type EntryId } from '#kit/id.ts'
import { findEntries, namesOf, type StoredEntry } from '#features/timeline/index.ts'
import type { TxScope } from '#platform/scope.ts'
import type { VoiceRow } from '../contract.ts'
import { ratingOf, sourceOf } from '../rules/voices.ts'
import { findVoices, type VoiceRecord } from '../store/voices.ts'

/** A voice by its place. */
export type VoiceRef = {
  readonly voiceId: string
  readonly at: Date
  readonly customerId: StoredEntry['customerId']
  readonly mark?: { readonly start: number; readonly end: number } | undefined
}

const SIDES = { '-1': 'negative', '0': 'neutral', '1': 'positive' } as const

/** Shape: in the order asked; what was erased meanwhile is left out. */
export async function presentVoices(scope: TxScope, refs: readonly VoiceRef[]): Promise<VoiceRow[]> {
  const places = refs.map(({ voiceId, at, customerId }) => ({
    home: homeOf(scope.workspace, voiceId),
    id: voiceId as EntryId,
    at: at.toISOString(),
    customerId,
  }))
  const entries = new Map((await findEntries(scope, places)).map((entry) => [entry.id as string, entry]))
  const voices = new Map<string, VoiceRecord>()
  for (const [home, part] of Map.groupBy(places, (place) => place.home))
    for (const voice of await findVoices(
      scope,
      home,
      part.map(({ id }) => id),
    ))
      voices.set(voice.id, voice)
  const names = await namesOf(scope, [...new Set(refs.map(({ customerId }) => customerId))])
  return refs.flatMap(({ voiceId, customerId, mark }) => {
    const [entry, voice] = [entries.get(voiceId), voices.get(voiceId)]
    return entry && voice ? [rowOf(entry, voice, { mark, name: names.get(customerId) ?? null })] : []
  })
}

function rowOf(
  entry: StoredEntry,
  voice: VoiceRecord,
  { mark, name }: { mark: VoiceRef['mark']; name: string | null },
): VoiceRow {
  return {
    id: entry.id,
    at: entry.at.toISOString(),
    customerId: entry.customerId,
    conversationId: entry.conversationId,
    source: sourceOf(entry) ?? voice.source,
    channel: entry.channel,
    rating: ratingOf(entry.data),
    customer: name,
    text: entry.body ?? '',
    mark: mark && mark.end > mark.start ? mark : null,
    feeling: SIDES[`${voice.feeling}`],
    closed:
      voice.closedAt === null || voice.closedHow === null
        ? null
        : { how: voice.closedHow, at: voice.closedAt.toISOString() },
  }
}
