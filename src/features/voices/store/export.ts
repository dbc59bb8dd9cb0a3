/** SQL of what is taken along: voices page by page, and the themes of a page. */
import type { Home } from '#kit/id.ts'
import { sql } from '#platform/database.ts'
import type { TxScope } from '#platform/scope.ts'
import type { Feeling, VoiceSource } from '../contract.ts'
import type { VoiceRecord } from './voices.ts'

const columns = sql.raw(
  'v.home, v.id, v.at, v.customer_id, v.conversation_id, v.source, v.feeling, v.product, v.channel, v.segment, v.touchpoint, v.is_idea, v.closed_at, v.closed_how, v.closed_by',
)

/** Voices of one home, newest first, from a place on; of one theme where it is named. */
export function listVoicePage(
  { db }: TxScope,
  home: Home,
  asked: {
    readonly themeId: string | undefined
    readonly since: Date
    readonly source: VoiceSource | undefined
    readonly feeling: -1 | 0 | 1 | undefined
    readonly after: { readonly at: Date; readonly id: string } | undefined
    readonly limit: number
  },
): Promise<VoiceRecord[]> {
  const { themeId, since, source, feeling, after, limit } = asked
  const such = sql`${source === undefined ? sql`` : sql`and v.source = ${source}`} ${feeling === undefined ? sql`` : sql`and v.feeling = ${feeling}`}`
  if (themeId === undefined)
    return db.many<VoiceRecord>(sql`
      select ${columns} from voice v where v.home = ${home} and v.at >= ${since}
        ${after ? sql`and (v.at, v.id) < (${after.at}::timestamptz, ${after.id}::uuid)` : sql``} ${such} order by v.at desc, v.id desc limit ${limit}`)
  return db.many<VoiceRecord>(sql`
    select ${columns} from voice_theme m join voice v on v.home = m.home and v.id = m.voice_id
    where m.home = ${home} and v.home = ${home} and m.theme_id = ${themeId} and m.at >= ${since}
      ${after ? sql`and (m.at, m.voice_id) < (${after.at}::timestamptz, ${after.id}::uuid)` : sql``} ${such} order by m.at desc, m.voice_id desc limit ${limit}`)
}

/** The themes of these voices of one home. */
export function listThemesOfVoices(
  { db }: TxScope,
  home: Home,
  ids: readonly string[],
): Promise<{ voiceId: string; themeId: string }[]> {
  return db.many(sql`
    select voice_id, theme_id from voice_theme where home = ${home} and voice_id = any(${ids}::uuid[]) order by theme_id`)
}

/** How many comments the daily counts have of a theme since a day. */
export async function countSaid(
  { db, homes }: TxScope,
  asked: {
    themeId: string
    from: string
    source: VoiceSource | undefined
    feeling: keyof Feeling | undefined
  },
): Promise<number> {
  const { themeId, from, source, feeling } = asked
  const counted = feeling === undefined ? sql`negative + neutral + positive` : sql.ref(feeling)
  const { count } = await db.one<{ count: number }>(sql`
    select coalesce(sum(${counted}), 0)::int as count from voice_day
    where home = any(${homes}::bigint[]) and theme_id = ${themeId} and day_on >= ${from}::date ${source === undefined ? sql`` : sql`and source = ${source}`}`)
  return count
}
