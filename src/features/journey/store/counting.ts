/** SQL of the counting: whose count is stale, what was counted of each person, and the sums moved by differences. */
import type { CustomerId, Home } from '#kit/id.ts'
import { sql } from '#platform/database.ts'
import type { TxScope } from '#platform/scope.ts'
import type { Cell, FeltPiece } from '../rules/counting.ts'

/** Says that these customers of one home are to be counted anew. */
export function markCustomers({ db, now }: TxScope, home: Home, ids: readonly CustomerId[]): Promise<number> {
  return db.run(sql`
    insert into journey_mark (home, customer_id, marked_at)
    select ${home}::bigint, c.id, ${now}::timestamptz from unnest(${[...new Set(ids)].sort()}::uuid[]) c (id)
    on conflict (home, customer_id) do update set marked_at = excluded.marked_at`)
}

/** The same for everybody who was ever counted in this home. */
export function markEverybody({ db, now }: TxScope, home: Home): Promise<number> {
  return db.run(sql`
    insert into journey_mark (home, customer_id, marked_at)
    select ${home}::bigint, customer_id, ${now}::timestamptz from journey_person where home = ${home}
    on conflict (home, customer_id) do update set marked_at = excluded.marked_at`)
}

export type Mark = { readonly customerId: CustomerId; readonly markedAt: Date }

/** Marks of one home, the oldest first. */
export function listMarks({ db }: TxScope, home: Home, limit: number): Promise<Mark[]> {
  return db.many<Mark>(
    sql`select customer_id, marked_at from journey_mark where home = ${home} order by marked_at, customer_id limit ${limit}`,
  )
}

/** How many wait, at most `most`. */
export async function countMarks({ db, homes }: TxScope, most: number): Promise<number> {
  const { n } = await db.one<{ n: number }>(
    sql`select count(*)::int as n from (select 1 from journey_mark where home = any(${homes}::bigint[]) limit ${most}) few`,
  )
  return n
}

/** Takes marks away, but for those that were set again meanwhile. */
export function deleteMarks({ db }: TxScope, home: Home, marks: readonly Mark[]): Promise<number> {
  return db.run(sql`
    delete from journey_mark m using unnest(${marks.map(({ customerId }) => customerId)}::uuid[], ${marks.map(({ markedAt }) => markedAt.toISOString())}::timestamptz[]) k (id, at)
    where m.home = ${home} and m.customer_id = k.id and m.marked_at <= k.at`)
}

/** Holds the counting of a home until the transaction ends, so that no difference is added twice. */
export async function lockCounting({ db }: TxScope, home: Home): Promise<void> {
  await db.run(sql`select pg_advisory_xact_lock(4680003, hashint8(${home}::bigint))`)
}

export type StoredCount = {
  readonly customerId: CustomerId
  readonly cells: Readonly<Record<string, Cell>>
  readonly steps: Readonly<Record<string, number>>
}

export function listCounts({ db }: TxScope, home: Home, ids: readonly CustomerId[]): Promise<StoredCount[]> {
  return db.many<StoredCount>(
    sql`select customer_id, cells, steps from journey_person where home = ${home} and customer_id = any(${ids}::uuid[])`,
  )
}

export function setCounts({ db, now }: TxScope, home: Home, counts: readonly StoredCount[]): Promise<number> {
  return db.run(sql`
    insert into journey_person (home, customer_id, cells, steps, counted_at)
    select ${home}::bigint, c.id, c.cells::jsonb, c.steps::jsonb, ${now}::timestamptz
    from unnest(${counts.map(({ customerId }) => customerId)}::uuid[], ${counts.map(({ cells }) => JSON.stringify(cells))}::text[], ${counts.map(({ steps }) => JSON.stringify(steps))}::text[]) c (id, cells, steps)
    on conflict (home, customer_id) do update set cells = excluded.cells, steps = excluded.steps, counted_at = excluded.counted_at`)
}

export function deleteCounts({ db }: TxScope, home: Home, ids: readonly CustomerId[]): Promise<number> {
  return db.run(sql`delete from journey_person where home = ${home} and customer_id = any(${ids}::uuid[])`)
}

export function deletePieces({ db }: TxScope, home: Home, ids: readonly CustomerId[]): Promise<number> {
  return db.run(sql`delete from journey_piece where home = ${home} and customer_id = any(${ids}::uuid[])`)
}

export type StoredPiece = FeltPiece & { readonly customerId: CustomerId }

export function insertPieces({ db }: TxScope, home: Home, pieces: readonly StoredPiece[]): Promise<number> {
  const column = <T>(of: (piece: StoredPiece) => T) => pieces.map(of)
  return db.run(sql`
    insert into journey_piece (home, customer_id, entry_at, entry_id, entry_customer_id, moment_id, touchpoint, standing, category, feeling, is_rub, weight)
    select ${home}::bigint, p.* from unnest(
      ${column(({ customerId }) => customerId)}::uuid[], ${column(({ entryAt }) => entryAt.toISOString())}::timestamptz[], ${column(({ entryId }) => entryId)}::uuid[],
      ${column(({ entryCustomerId }) => entryCustomerId)}::uuid[], ${column(({ momentId }) => momentId)}::uuid[], ${column(({ touchpoint }) => touchpoint)}::text[],
      ${column(({ standing }) => standing)}::text[], ${column(({ category }) => category)}::text[], ${column(({ feeling }) => feeling)}::smallint[],
      ${column(({ isRub }) => isRub)}::boolean[], ${column(({ weight }) => weight)}::smallint[]
    ) p (customer_id, entry_at, entry_id, entry_customer_id, moment_id, touchpoint, standing, category, feeling, is_rub, weight)`)
}

/** Adds differences to the sums of days; a cell that comes to nothing stays, as zeros. */
export function addToDays({ db }: TxScope, home: Home, cells: ReadonlyMap<string, Cell>): Promise<number> {
  const { key, number } = columnsOf(cells)
  return db.run(sql`
    insert into journey_day as d (home, on_day, touchpoint, standing, category, met, good, even, bad, chases, complaints, rubs, answered, slow)
    select ${home}::bigint, r.* from unnest(
      ${key(0)}::date[], ${key(1)}::text[], ${key(2)}::text[], ${key(3)}::text[],
      ${number(0)}::int[], ${number(1)}::int[], ${number(2)}::int[], ${number(3)}::int[], ${number(4)}::int[], ${number(5)}::int[], ${number(6)}::int[], ${number(7)}::int[], ${number(8)}::int[]
    ) r (on_day, touchpoint, standing, category, met, good, even, bad, chases, complaints, rubs, answered, slow)
    on conflict (home, on_day, touchpoint, standing, category) do update set
      met = d.met + excluded.met, good = d.good + excluded.good, even = d.even + excluded.even, bad = d.bad + excluded.bad, chases = d.chases + excluded.chases,
      complaints = d.complaints + excluded.complaints, rubs = d.rubs + excluded.rubs, answered = d.answered + excluded.answered, slow = d.slow + excluded.slow`)
}

/** The same to the sums without a category; keys are "day|touchpoint|standing". */
export function addToTotals({ db }: TxScope, home: Home, cells: ReadonlyMap<string, Cell>): Promise<number> {
  const { key, number } = columnsOf(cells)
  return db.run(sql`
    insert into journey_total as d (home, on_day, touchpoint, standing, met, good, even, bad, chases, complaints, rubs, answered, slow)
    select ${home}::bigint, r.* from unnest(
      ${key(0)}::date[], ${key(1)}::text[], ${key(2)}::text[],
      ${number(0)}::int[], ${number(1)}::int[], ${number(2)}::int[], ${number(3)}::int[], ${number(4)}::int[], ${number(5)}::int[], ${number(6)}::int[], ${number(7)}::int[], ${number(8)}::int[]
    ) r (on_day, touchpoint, standing, met, good, even, bad, chases, complaints, rubs, answered, slow)
    on conflict (home, on_day, touchpoint, standing) do update set
      met = d.met + excluded.met, good = d.good + excluded.good, even = d.even + excluded.even, bad = d.bad + excluded.bad, chases = d.chases + excluded.chases,
      complaints = d.complaints + excluded.complaints, rubs = d.rubs + excluded.rubs, answered = d.answered + excluded.answered, slow = d.slow + excluded.slow`)
}

export function addToSteps({ db }: TxScope, home: Home, steps: ReadonlyMap<string, number>): Promise<number> {
  const rows = [...steps]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, times]) => ({ key: key.split('|'), times }))
  const key = (index: number) => rows.map((row) => row.key[index] ?? '')
  return db.run(sql`
    insert into journey_step as s (home, on_day, from_touchpoint, to_touchpoint, times)
    select ${home}::bigint, r.* from unnest(${key(0)}::date[], ${key(1)}::text[], ${key(2)}::text[], ${rows.map(({ times }) => times)}::int[]) r (on_day, a, b, times)
    on conflict (home, on_day, from_touchpoint, to_touchpoint) do update set times = s.times + excluded.times`)
}

/** Parts of the keys and numbers of the cells as columns, in the order of the keys, so that two writers never wait for each other. */
function columnsOf(cells: ReadonlyMap<string, Cell>) {
  const rows = [...cells]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, cell]) => ({ key: key.split('|'), cell }))
  return {
    key: (index: number) => rows.map((row) => row.key[index] ?? ''),
    number: (index: number) => rows.map((row) => row.cell[index] ?? 0),
  }
}
