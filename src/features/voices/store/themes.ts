/** SQL of themes: how they are defined (in the first home), how many voices a day each has, and whose words they are. */
import { homesOf, type CustomerId, type Home } from '#kit/id.ts'
import { sql } from '#platform/database.ts'
import type { TxScope } from '#platform/scope.ts'
import type { ThemeDefinition, VoiceSource } from '../contract.ts'
import { recountCutDays } from './cuts.ts'

export type ThemeRecord = {
  readonly id: string
  readonly definition: ThemeDefinition
  readonly origin: 'starter' | 'own' | 'found'
  readonly isPinned: boolean
  readonly isHidden: boolean
  readonly mergedInto: string | null
  /** Null where nobody wrote it down: a starter as it came. */
  readonly changedAt: Date | null
  readonly changedBy: string | null
}

export type DayCount = {
  readonly themeId: string
  readonly dayOn: string
  readonly source: VoiceSource
  readonly negative: number
  readonly neutral: number
  readonly positive: number
}

export type Member = {
  readonly home: Home
  readonly voiceId: string
  readonly at: Date
  readonly customerId: CustomerId
  readonly spanStart: number
  readonly spanEnd: number
  readonly words: string
}

const firstHome = (workspace: TxScope['workspace']): Home => homesOf(workspace)[0] as Home

export function listThemes({ db, workspace }: TxScope): Promise<ThemeRecord[]> {
  return db.many<ThemeRecord>(sql`
    select id, definition, origin, is_pinned, is_hidden, merged_into, changed_at, changed_by from theme where home = ${firstHome(workspace)} order by id limit 1000`)
}

/** Writes a theme, new or changed, unless it was changed since it was read: then nothing, and 0. */
export function setTheme(
  { db, workspace, now }: TxScope,
  { id, definition, origin, isPinned, isHidden, mergedInto, changedAt }: ThemeRecord,
  by: string,
): Promise<number> {
  return db.run(sql`
    insert into theme (home, id, definition, origin, is_pinned, is_hidden, merged_into, changed_at, changed_by)
    values (${firstHome(workspace)}, ${id}, ${JSON.stringify(definition)}::jsonb, ${origin}, ${isPinned}, ${isHidden}, ${mergedInto}, ${now}, ${by})
    on conflict (home, id) do update set definition = excluded.definition, origin = excluded.origin, is_pinned = excluded.is_pinned,
      is_hidden = excluded.is_hidden, merged_into = excluded.merged_into, changed_at = excluded.changed_at, changed_by = excluded.changed_by
    where theme.changed_at = ${changedAt}::timestamptz`)
}

export function deleteTheme({ db, workspace }: TxScope, id: string): Promise<number> {
  return db.run(sql`delete from theme where home = ${firstHome(workspace)} and id = ${id}`)
}

/** Counts by theme, day and source from a day on. Shape: at most one row for each of them, homes added up. */
export function listDays({ db, homes }: TxScope, from: string): Promise<DayCount[]> {
  return db.many<DayCount>(sql`
    select theme_id, day_on::text as day_on, source, sum(negative)::int as negative, sum(neutral)::int as neutral, sum(positive)::int as positive
    from voice_day where home = any(${homes}::bigint[]) and day_on >= ${from}::date group by 1, 2, 3`)
}

/** Adds to the counts of one home. */
export async function addDays({ db }: TxScope, home: Home, rows: readonly DayCount[]): Promise<void> {
  if (rows.length === 0) return
  const column = <T>(of: (row: DayCount) => T) => rows.map(of)
  await db.run(sql`
    insert into voice_day (home, theme_id, day_on, source, negative, neutral, positive)
    select ${home}::bigint, r.* from unnest(${column((row) => row.themeId)}::text[], ${column((row) => row.dayOn)}::date[], ${column((row) => row.source)}::text[],
      ${column((row) => row.negative)}::int[], ${column((row) => row.neutral)}::int[], ${column((row) => row.positive)}::int[]) r
    on conflict (home, theme_id, day_on, source) do update set negative = voice_day.negative + excluded.negative,
      neutral = voice_day.neutral + excluded.neutral, positive = voice_day.positive + excluded.positive`)
}

/** Counts a home's days anew from its voices, after voices or themes went. */
export async function recountDays(scope: TxScope, home: Home): Promise<void> {
  const { db, workspace } = scope
  await recountCutDays(scope, home)
  await db.run(sql`delete from voice_day where home = ${home}`)
  await db.run(sql`
    insert into voice_day (home, theme_id, day_on, source, negative, neutral, positive)
    select ${home}::bigint, '*', (at at time zone ${workspace.zone}::text)::date, source, count(*) filter (where feeling = -1), count(*) filter (where feeling = 0),
      count(*) filter (where feeling = 1)
    from voice where home = ${home} group by 3, 4`)
  await db.run(sql`
    insert into voice_day (home, theme_id, day_on, source, negative, neutral, positive)
    select ${home}::bigint, m.theme_id, (v.at at time zone ${workspace.zone}::text)::date, v.source, count(*) filter (where v.feeling = -1),
      count(*) filter (where v.feeling = 0), count(*) filter (where v.feeling = 1)
    from voice_theme m join voice v on v.home = m.home and v.id = m.voice_id
    where m.home = ${home} and v.home = ${home} group by 2, 3, 4`)
}

/** Which voices of a theme are asked for. */
export type MembersAsked = {
  readonly since: Date
  readonly limit: number
  readonly source?: VoiceSource | undefined
  readonly feeling?: -1 | 0 | 1 | undefined
}

/** The newest voices of a theme since a time, at most `limit` from each home. */
export async function listMembers(
  { db, homes }: TxScope,
  themeId: string,
  { since, limit, source, feeling }: MembersAsked,
): Promise<Member[]> {
  const found: Member[] = []
  const isCut = source !== undefined || feeling !== undefined
  for (const home of homes)
    found.push(
      ...(await db.many<Member>(sql`
        select m.home, m.voice_id, m.at, m.customer_id, m.span_start, m.span_end, m.words from voice_theme m
        where m.home = ${home} and m.theme_id = ${themeId} and m.at >= ${since}
          ${isCut ? sql`and exists (select 1 from voice v where v.home = ${home} and v.id = m.voice_id ${ofVoice({ source, feeling })})` : sql``}
        order by m.at desc, m.voice_id desc limit ${limit}`)),
    )
  return newest(found, limit)
}

/** The newest voices whatever they are about, at most `limit` from each home. */
export async function listEveryone(
  { db, homes }: TxScope,
  { since, limit, source, feeling }: MembersAsked,
): Promise<Member[]> {
  const found: Member[] = []
  for (const home of homes)
    found.push(
      ...(await db.many<Member>(sql`
        select v.home, v.id as voice_id, v.at, v.customer_id, 0 as span_start, 0 as span_end, '' as words from voice v
        where v.home = ${home} and v.at >= ${since} ${ofVoice({ source, feeling })} order by v.at desc, v.id desc limit ${limit}`)),
    )
  return newest(found, limit)
}

const ofVoice = ({ source, feeling }: Pick<MembersAsked, 'source' | 'feeling'>) =>
  sql`${source === undefined ? sql`` : sql`and v.source = ${source}`} ${feeling === undefined ? sql`` : sql`and v.feeling = ${feeling}`}`

const newest = (members: readonly Member[], limit: number): Member[] =>
  [...members].sort((a, b) => b.at.getTime() - a.at.getTime()).slice(0, limit)

/** The themes one voice belongs to. */
export function listThemesOfVoice(
  { db }: TxScope,
  home: Home,
  voiceId: string,
): Promise<{ themeId: string; spanStart: number; spanEnd: number }[]> {
  return db.many(sql`
    select theme_id, span_start, span_end from voice_theme where home = ${home} and voice_id = ${voiceId}::uuid order by span_start, theme_id`)
}

/** The themes of many voices of one home. */
export function listThemesOfVoices(
  { db }: TxScope,
  home: Home,
  voiceIds: readonly string[],
): Promise<{ voiceId: string; themeId: string }[]> {
  return db.many(sql`
    select voice_id, theme_id from voice_theme where home = ${home} and voice_id = any(${voiceIds}::uuid[]) order by voice_id, theme_id`)
}

/** Writes which voices of one home belong to which themes; one that is there stays. */
export async function insertMembers(
  { db }: TxScope,
  home: Home,
  rows: readonly (Omit<Member, 'home'> & { readonly themeId: string })[],
): Promise<void> {
  if (rows.length === 0) return
  type Row = (typeof rows)[number]
  const column = <T>(of: (row: Row) => T) => rows.map(of)
  await db.run(sql`
    insert into voice_theme (home, theme_id, at, voice_id, customer_id, span_start, span_end, words)
    select ${home}::bigint, r.* from unnest(${column((row) => row.themeId)}::text[], ${column((row) => row.at.toISOString())}::timestamptz[], ${column((row) => row.voiceId)}::uuid[],
      ${column((row) => row.customerId)}::uuid[], ${column((row) => row.spanStart)}::int[], ${column((row) => row.spanEnd)}::int[], ${column((row) => row.words)}::text[]) r
    on conflict (home, theme_id, at, voice_id) do nothing`)
}

export async function deleteMembershipsOf(
  { db }: TxScope,
  home: Home,
  voiceIds: readonly string[],
): Promise<void> {
  await db.run(sql`delete from voice_theme where home = ${home} and voice_id = any(${voiceIds}::uuid[])`)
}

/** Voices of one home since a time, newest first, from a place on. */
export function listVoicesSince(
  { db }: TxScope,
  home: Home,
  { since, before, limit }: { since: Date; before: { at: Date; id: string } | undefined; limit: number },
): Promise<{ id: string; at: Date; customerId: CustomerId }[]> {
  return db.many(sql`
    select id, at, customer_id from voice where home = ${home} and at >= ${since}
      ${before ? sql`and (at, id) < (${before.at}::timestamptz, ${before.id}::uuid)` : sql``} order by at desc, id desc limit ${limit}`)
}
