/** SQL that reads the sums: counts by touchpoint, by day, by week; steps; the felt pieces behind them. */
import { homeOf, type CustomerId, type EntryId, type Home, type MomentId } from '#kit/id.ts'
import { sql } from '#platform/database.ts'
import type { TxScope } from '#platform/scope.ts'
import type { Counts, PersonStanding } from '../contract.ts'

/** Whose journey, and which days: both ends are included, 'YYYY-MM-DD'. */
export type Span = {
  readonly from: string
  readonly to: string
  readonly standing: PersonStanding | null
  readonly category: string | null
}

const sums = sql`sum(met)::int as met, sum(good)::int as good, sum(even)::int as even, sum(bad)::int as bad, sum(chases)::int as chases,
  sum(complaints)::int as complaints, sum(rubs)::int as rubs, sum(answered)::int as answered, sum(slow)::int as slow`

function where({ homes }: TxScope, { from, to, standing, category }: Span) {
  return sql`home = any(${homes}::bigint[]) and on_day >= ${from}::date and on_day <= ${to}::date
    ${standing === null ? sql`` : sql`and standing = ${standing}`} ${category === null ? sql`` : sql`and category = ${category}`}`
}

export function countByTouchpoint(scope: TxScope, span: Span): Promise<(Counts & { touchpoint: string })[]> {
  return scope.db.many(
    sql`select touchpoint, ${sums} from journey_day where ${where(scope, span)} group by touchpoint order by touchpoint`,
  )
}

/** Pieces that rub, by touchpoint and week; weeks count back from the last day: 0 is the newest. */
export function countRubsByWeek(
  scope: TxScope,
  span: Span,
): Promise<{ touchpoint: string; week: number; rubs: number }[]> {
  return scope.db.many(sql`
    select touchpoint, (${span.to}::date - on_day) / 7 as week, sum(rubs)::int as rubs
    from journey_day where ${where(scope, span)} group by 1, 2 order by 1, 2`)
}

/** Entries at one touchpoint, by ISO weekday (1 Monday to 7 Sunday, counted from a Monday: extract would ask the session's zone) and by standing. */
export function countMetBy(
  scope: TxScope,
  span: Span,
  touchpoint: string,
): Promise<{ weekday: number; standing: PersonStanding; met: number }[]> {
  return scope.db.many(sql`
    select ((on_day - date '2001-01-01') % 7 + 7) % 7 + 1 as weekday, standing, sum(met)::int as met from journey_day
    where ${where(scope, span)} and touchpoint = ${touchpoint} group by 1, 2 order by 1, 2`)
}

/** All entries by standing, whatever the touchpoint. */
export function countByStanding(
  scope: TxScope,
  span: Span,
): Promise<{ standing: PersonStanding; met: number }[]> {
  return scope.db.many(
    sql`select standing, sum(met)::int as met from journey_day where ${where(scope, span)} group by 1 order by 1`,
  )
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
  readonly feeling: 'good' | 'even' | 'bad' | 'rub' | undefined
}

/** Felt pieces of a touchpoint, the newest first, before a place. */
export function listPieces(
  { db, homes }: TxScope,
  { touchpoint, standing, category, feeling }: PieceFilter,
  { limit, before, beforeId }: { limit: number; before: Date; beforeId: string },
): Promise<FoundPiece[]> {
  const felt =
    feeling === undefined
      ? sql``
      : feeling === 'rub'
        ? sql`and is_rub`
        : sql`and feeling = ${{ good: 1, even: 0, bad: -1 }[feeling]}`
  return db.many<FoundPiece>(sql`
    select ${pieceColumns} from journey_piece
    where home = any(${homes}::bigint[]) and touchpoint = ${touchpoint} and (entry_at, entry_id) < (${before}::timestamptz, ${beforeId}::uuid)
      ${standing === null ? sql`` : sql`and standing = ${standing}`} ${category === null ? sql`` : sql`and category = ${category}`} ${felt}
    order by entry_at desc, entry_id desc limit ${limit}`)
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

/** Of each touchpoint the heaviest pieces since an instant: those that rub, or those that do not. */
export function listTelling(
  { db, homes }: TxScope,
  touchpoints: readonly string[],
  { since, isRub, each }: { since: Date; isRub: boolean; each: number },
): Promise<FoundPiece[]> {
  return db.many<FoundPiece>(sql`
    select ${pieceColumns} from (
      select ${pieceColumns}, weight, row_number() over (partition by touchpoint order by weight desc, entry_at desc, entry_id desc) as n
      from journey_piece
      where home = any(${homes}::bigint[]) and touchpoint = any(${touchpoints}::text[]) and entry_at >= ${since} and is_rub = ${isRub} and moment_id is not null and feeling <> 0
    ) ranked
    where n <= ${each} order by touchpoint, n`)
}
