/** SQL of the counts of themes by what they are cut by, and of how far a home's history was heard. */
import type { CustomerId, EntryId, Home } from '#kit/id.ts'
import { sql } from '#platform/database.ts'
import type { TxScope } from '#platform/scope.ts'
import type { CutBy } from '../contract.ts'
import type { CutCount } from '../rules/cuts.ts'
import type { NewVoice } from './voices.ts'

export type CutDay = {
  readonly cut: CutBy
  readonly themeId: string
  readonly dayOn: string
  readonly key: string
  readonly negative: number
  readonly neutral: number
  readonly positive: number
}

/** Adds to the counts of one home. */
export async function addCutDays({ db }: TxScope, home: Home, rows: readonly CutDay[]): Promise<void> {
  if (rows.length === 0) return
  const column = <T>(of: (row: CutDay) => T) => rows.map(of)
  await db.run(sql`
    insert into voice_cut_day (home, cut, theme_id, day_on, key, negative, neutral, positive)
    select ${home}::bigint, r.* from unnest(${column((row) => row.cut)}::text[], ${column((row) => row.themeId)}::text[], ${column((row) => row.dayOn)}::date[], ${column((row) => row.key)}::text[],
      ${column((row) => row.negative)}::int[], ${column((row) => row.neutral)}::int[], ${column((row) => row.positive)}::int[]) r
    on conflict (home, cut, theme_id, day_on, key) do update set negative = voice_cut_day.negative + excluded.negative,
      neutral = voice_cut_day.neutral + excluded.neutral, positive = voice_cut_day.positive + excluded.positive`)
}

/** Counts one home anew from its voices. */
export async function recountCutDays({ db, workspace }: TxScope, home: Home): Promise<void> {
  await db.run(sql`delete from voice_cut_day where home = ${home}`)
  for (const cut of ['product', 'channel', 'segment', 'touchpoint'] as const) {
    const key = sql.ref(`v.${cut}`)
    const [day, counted] = [sql`(v.at at time zone ${workspace.zone}::text)::date`, sql`count(*) filter (where v.feeling = -1), count(*) filter (where v.feeling = 0), count(*) filter (where v.feeling = 1)`] // prettier-ignore
    await db.run(sql`
      insert into voice_cut_day (home, cut, theme_id, day_on, key, negative, neutral, positive)
      select ${home}::bigint, ${cut}::text, '*', ${day}, ${key}, ${counted} from voice v where v.home = ${home} and ${key} is not null group by 4, 5`)
    await db.run(sql`
      insert into voice_cut_day (home, cut, theme_id, day_on, key, negative, neutral, positive)
      select ${home}::bigint, ${cut}::text, m.theme_id, ${day}, ${key}, ${counted} from voice_theme m join voice v on v.home = m.home and v.id = m.voice_id
      where m.home = ${home} and v.home = ${home} and ${key} is not null group by 3, 4, 5`)
  }
}

/** How often a theme, and everything, was said at each value since a day. */
export function listCutCounts(
  { db, homes }: TxScope,
  { cut, themeId, from }: { cut: CutBy; themeId: string; from: string },
): Promise<CutCount[]> {
  return db.many<CutCount>(sql`
    select theme_id, key, sum(negative + neutral + positive)::int as count from voice_cut_day
    where home = any(${homes}::bigint[]) and cut = ${cut} and theme_id = any(${[themeId, '*']}::text[]) and day_on >= ${from}::date group by 1, 2`)
}

/** Writes what voices heard by an earlier release are cut by. */
export async function setCuts({ db }: TxScope, home: Home, rows: readonly NewVoice[]): Promise<void> {
  if (rows.length === 0) return
  const column = <T>(of: (row: NewVoice) => T) => rows.map(of)
  await db.run(sql`
    update voice v set channel = r.channel, segment = r.segment, touchpoint = r.touchpoint
    from unnest(${column((row) => row.id)}::uuid[], ${column((row) => row.channel)}::text[], ${column((row) => row.segment)}::text[], ${column((row) => row.touchpoint)}::text[])
      r (id, channel, segment, touchpoint)
    where v.home = ${home} and v.id = r.id`)
}

/** How far a home's history was heard, and by which way of hearing. `after` undefined when it is through. */
export type Heard = {
  readonly hearing: number
  readonly after: { readonly customerId: CustomerId; readonly at: Date; readonly id: EntryId } | undefined
}

export async function findHeard({ db }: TxScope, home: Home): Promise<Heard | undefined> {
  type Row = {
    hearing: number
    afterCustomer: CustomerId | null
    afterAt: Date | null
    afterId: EntryId | null
  }
  const row = await db.maybe<Row>(
    sql`select hearing, after_customer, after_at, after_id from voice_heard where home = ${home}`,
  )
  if (!row) return undefined
  const { hearing, afterCustomer, afterAt, afterId } = row
  const isThrough = afterCustomer === null || afterAt === null || afterId === null
  return { hearing, after: isThrough ? undefined : { customerId: afterCustomer, at: afterAt, id: afterId } }
}

export async function setHeard({ db }: TxScope, home: Home, { hearing, after }: Heard): Promise<void> {
  await db.run(sql`
    insert into voice_heard (home, hearing, after_customer, after_at, after_id) values (${home}, ${hearing}, ${after?.customerId ?? null}, ${after?.at ?? null}, ${after?.id ?? null})
    on conflict (home) do update set hearing = excluded.hearing, after_customer = excluded.after_customer, after_at = excluded.after_at, after_id = excluded.after_id`)
}
