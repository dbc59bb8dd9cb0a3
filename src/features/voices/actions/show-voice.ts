/** One voice in its place: the conversation it was said in, or what happened with her before and after; its themes, and whether it was answered. */
import { writeCursor } from '#kit/cursor.ts'
import { homeOf, isUuid } from '#kit/id.ts'
import { Refusal } from '#kit/refusal.ts'
import { DAY_MS } from '#kit/time.ts'
import { listMomentRecords } from '#features/moments/index.ts'
import { findEntries, listConversation, listTimelinePage, presentEntry } from '#features/timeline/index.ts'
import { read, type Scope, type TxScope } from '#platform/scope.ts'
import type { VoiceDetail } from '../contract.ts'
import { listThemesOfVoice } from '../store/themes.ts'
import { findVoices, type VoiceRecord } from '../store/voices.ts'
import { presentVoices } from './hear-voices.ts'
import { themesOfWorkspace, UNTHEMED } from './listen.ts'

/** Entries of a conversation to each side. */
const BESIDE = 20
/** Where there is no conversation: events before and after it, the latter within so many days. */
const [BEFORE, AFTER, AFTER_DAYS] = [8, 6, 30]
const MOMENTS = 50

/** Refuses `voice_not_found`. */
export async function showVoice(scope: Scope, id: string): Promise<VoiceDetail> {
  const refusal = new Refusal('voice_not_found', 'There is no such voice here.')
  if (!isUuid(id)) throw refusal
  const names = new Map((await themesOfWorkspace(scope)).map((one) => [one.id, one.definition.name]))
  return read(scope, async (scope) => {
    const home = homeOf(scope.workspace, id)
    const [record] = await findVoices(scope, home, [id])
    if (!record) throw refusal
    const themes = (await listThemesOfVoice(scope, home, id)).filter(({ themeId }) => themeId !== UNTHEMED)
    const [voice] = await presentVoices(scope, [
      { voiceId: id, at: record.at, customerId: record.customerId },
    ])
    if (!voice) throw refusal
    return {
      voice,
      closedBy: record.closedBy,
      themes: themes.map(({ themeId, spanStart, spanEnd }) => ({
        id: themeId,
        name: names.get(themeId) ?? 'A former theme',
        mark: { start: spanStart, end: spanEnd },
      })),
      ...(await aroundOf(scope, record)),
      momentId: await momentIn(scope, record),
    }
  })
}

async function aroundOf(
  scope: TxScope,
  { home, id, at, customerId, conversationId }: VoiceRecord,
): Promise<Pick<VoiceDetail, 'isConversation' | 'around'>> {
  if (conversationId !== null) {
    const talk = await listConversation(scope, conversationId, { around: at, limit: BESIDE })
    if (talk.length > 1) return { isConversation: true, around: talk.map(presentEntry) }
  }
  const page = (limit: number, until: Date, last: string) =>
    listTimelinePage(scope, customerId, { limit, cursor: writeCursor(until.toISOString(), last) })
  const end = new Date(at.getTime() + AFTER_DAYS * DAY_MS)
  const { items: before } = await page(BEFORE, at, id)
  const { items: then } = await page(100, end, LAST_ID)
  const after = then.filter((entry) => Date.parse(entry.at) > at.getTime()).slice(-AFTER)
  const itself = await findEntries(scope, [{ home, id, at: at.toISOString(), customerId }])
  return { isConversation: false, around: [...after, ...itself.map(presentEntry), ...before].reverse() }
}

const LAST_ID = 'ffffffff-ffff-ffff-ffff-ffffffffffff'

async function momentIn(scope: TxScope, { id, customerId }: VoiceRecord): Promise<string | null> {
  const moments = await listMomentRecords(scope, { customerIds: [customerId] }, { limit: MOMENTS })
  return moments.find(({ entryId }) => entryId === id)?.id ?? null
}
