/** SQL that reads the sums: counts by touchpoint, by day, by week; steps; the felt pieces behind them. */
import { homeOf, type CustomerId, type EntryId, type Home, type MomentId } from '#kit/id.ts'
import { sql } from '#platform/database.ts'
import type { TxScope } from '#platform/scope.ts'
import { Counts, type PersonStanding } from '../contract.ts'

/** Whose journey, and which days: both ends are included, 'YYYY-MM-DD'. */
export type Span = {
  readonly from: string
  readonly to: string
  readonly standing: PersonStanding | null
  readonly category: string | null
}

const FIELDS = Object.keys(Counts.shape) as (keyof Counts)[]

/** A journey of no category reads the sums without one: a fraction of the rows. */
function sumsIn({ homes }: TxScope, { from, to, standing, category }: Span) {
  return sql`${category === null ? sql`journey_total` : sql`journey_day`}
    where home = any(${homes}::bigint[]) and on_day >= ${from}::date and on_day <= ${to}::date
    ${ofJourney({ standing, category })}`
}

function ofJourney({ standing, category }: Pick<Span, 'standing' | 'category'>) {
  return sql`${standing === null ? sql`` : sql`and standing = ${standing}`} ${category === null ? sql`` : sql`and category = ${category}`}`
}

const sumsOf = (filter: ReturnType<typeof sql>, prefix: string) =>
  sql.join(FIELDS.map((field) => sql`coalesce(sum(${sql.ref(field)}) ${filter}, 0)::int as ${sql.ref(`${prefix}${field}`)}`)) // prettier-ignore

/** Counts of a span and of the days before it, in one reading: from `since` to the day before it begins. */
export async function countByTouchpoint(
  scope: TxScope,
  span: Span,
  since: string = span.from,
): Promise<{ touchpoint: string; now: Counts; before: Counts }[]> {
  const rows = await scope.db.many<Record<string, number> & { touchpoint: string }>(sql`
    select touchpoint, ${sumsOf(sql`filter (where on_day >= ${span.from}::date)`, '')}, ${sumsOf(sql`filter (where on_day < ${span.from}::date)`, 'b')}
    from ${sumsIn(scope, { ...span, from: since })} group by touchpoint order by touchpoint`)
  const counts = (row: Record<string, number>, prefix: string) =>
    Object.fromEntries(FIELDS.map((field) => [field, row[`${prefix}${field}`] ?? 0])) as Counts
  return rows.map((row) => ({ touchpoint: row.touchpoint, now: counts(row, ''), before: counts(row, 'b') }))
}

/** Pieces that rub, by touchpoint and week; weeks count back from the last day: 0 is the newest. */
export function countRubsByWeek(
  scope: TxScope,
  span: Span,
): Promise<{ touchpoint: string; week: number; rubs: number }[]> {
  return scope.db.many(sql`
    select touchpoint, (${span.to}::date - on_day) / 7 as week, sum(rubs)::int as rubs
    from ${sumsIn(scope, span)} group by 1, 2 order by 1, 2`)
}

/** Entries at one touchpoint, by ISO weekday (1 Monday to 7 Sunday, counted from a Monday: extract would ask the session's zone) and by standing. */
export function countMetBy(
  scope: TxScope,
  span: Span,
  touchpoint: string,
): Promise<{ weekday: number; standing: PersonStanding; met: number }[]> {
  return scope.db.many(sql`
    select ((on_day - date '2001-01-01') % 7 + 7) % 7 + 1 as weekday, standing, sum(met)::int as met
    from ${sumsIn(scope, span)} and touchpoint = ${touchpoint} group by 1, 2 order by 1, 2`)
}

/** All entries by standing, whatever the touchpoint. */
export function countByStanding(
  scope: TxScope,
  span: Span,
): Promise<{ standing: PersonStanding; met: number }[]> {
  return scope.db.many(
    sql`select standing, sum(met)::int as met from ${sumsIn(scope, span)} group by 1 order by 1`,
  )
}

/** What those bought who were met since a day, the most met first. */
export function listCategories(
  { db, homes }: TxScope,
  since: string,
  limit: number,
): Promise<{ category: string; happened: number }[]> {
  return db.many(sql`
    select category, sum(met)::int as happened from journey_day
    where home = any(${homes}::bigint[]) and on_day >= ${since}::date and category <> ''
    group by category having sum(met) > 0 order by happened desc, category limit ${limit}`)
}

/** Steps into and out of a touchpoint, the most frequent first. */
export function listSteps(
  { db, homes }: TxScope,
  { from, to }: Pick<Span, 'from' | 'to'>,
  touchpoint: string,
): Promise<{ from: string; to: string; times: number }[]> {
  return db.many(sql`
    select from_touchpoint as "from", to_touchpoint as "to", sum(times)::int as times from journey_step
    where home = any(${homes}::bigint[]) and on_day >= ${from}::date and on_day <= ${to}::date and (from_touchpoint = ${touchpoint} or to_touchpoint = ${touchpoint})
    group by 1, 2 having sum(times) > 0 order by 3 desc, 1, 2 limit 100`)
}

export type FoundPiece = {
  readonly home: Home
  readonly customerId: CustomerId
  readonly entryAt: Date
  readonly entryId: EntryId
  readonly entryCustomerId: CustomerId
  readonly momentId: MomentId | null
  readonly touchpoint: string
  readonly feeling: number
  readonly isRub: boolean
}

const pieceColumns = sql.raw(
  'home, customer_id, entry_at, entry_id, entry_customer_id, moment_id, touchpoint, feeling, is_rub',
)

export type PieceFilter = Pick<Span, 'standing' | 'category'> & {
  readonly touchpoint: string
  readonly since: Date
  readonly feeling: 'good' | 'even' | 'bad' | 'rub' | undefined
}

/** Felt pieces of a touchpoint since an instant, the newest first, before a place. Home by home: then each is read from its index, as far as the page goes. */
export async function listPieces(
  { db, homes }: TxScope,
  { touchpoint, standing, category, since, feeling }: PieceFilter,
  { limit, before, beforeId }: { limit: number; before: Date; beforeId: string },
): Promise<FoundPiece[]> {
  const felt =
    feeling === undefined
      ? sql``
      : feeling === 'rub'
        ? sql`and is_rub`
        : sql`and feeling = ${{ good: 1, even: 0, bad: -1 }[feeling]}`
  const found: FoundPiece[] = []
  for (const home of homes)
    found.push(
      ...(await db.many<FoundPiece>(sql`
        select ${pieceColumns} from journey_piece
        where home = ${home}::bigint and touchpoint = ${touchpoint} and entry_at >= ${since} and (entry_at, entry_id) < (${before}::timestamptz, ${beforeId}::uuid)
          ${ofJourney({ standing, category })} ${felt}
        order by entry_at desc, entry_id desc limit ${limit}`)),
    )
  return found.sort(byNewest).slice(0, limit)
}

/** The touchpoint of one felt entry of a person. */
export async function findPiecePlace(
  { db, workspace }: TxScope,
  { customerId, entryAt, entryId }: Pick<FoundPiece, 'customerId' | 'entryAt' | 'entryId'>,
): Promise<string | undefined> {
  const found = await db.maybe<{ touchpoint: string }>(sql`
    select touchpoint from journey_piece
    where home = ${homeOf(workspace, customerId)} and customer_id = ${customerId} and entry_at = ${entryAt} and entry_id = ${entryId}`)
  return found?.touchpoint
}

export type TellingFilter = Pick<Span, 'standing' | 'category'> & {
  readonly since: Date
  /** Left out itself. */
  readonly until: Date
  readonly isRub: boolean
  readonly each: number
}

/** Of each touchpoint the heaviest pieces between two instants: those that rub, or those that do not. Home by home, as above. */
export async function listTelling(
  { db, homes }: TxScope,
  touchpoints: readonly string[],
  { since, until, isRub, each, standing, category }: TellingFilter,
): Promise<FoundPiece[]> {
  const found: (FoundPiece & { weight: number })[] = []
  for (const home of homes)
    found.push(
      ...(await db.many<FoundPiece & { weight: number }>(sql`
        select p.* from unnest(${touchpoints}::text[]) t (id) cross join lateral (
          select ${pieceColumns}, weight from journey_piece
          where home = ${home}::bigint and touchpoint = t.id and entry_at >= ${since} and entry_at < ${until} and is_rub = ${isRub} and moment_id is not null and feeling <> 0
            ${ofJourney({ standing, category })}
          order by weight desc, entry_at desc, entry_id desc limit ${each}
        ) p`)),
    )
  const byTouchpoint = Map.groupBy(found, ({ touchpoint }) => touchpoint)
  return [...byTouchpoint.values()].flatMap((pieces) =>
    pieces.sort((a, b) => b.weight - a.weight || byNewest(a, b)).slice(0, each),
  )
}

const byNewest = (a: FoundPiece, b: FoundPiece) =>
  b.entryAt.getTime() - a.entryAt.getTime() || (a.entryId < b.entryId ? 1 : -1)
