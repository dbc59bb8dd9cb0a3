/** SQL over declared holdings: the rows of one person listed, counted and taken out, and old rows deleted. Names come from the declarations alone. */
import { homesOf, type Home } from '#kit/id.ts'
import { sql } from '../database.ts'
import { read, transact, type Scope, type TxScope } from '../scope.ts'
import type { Ages, HeldRow, Person, TableHolding, Whose } from './index.ts'

/** Her rows, without `home`. */
export function listRows(scope: Scope, holding: TableHolding, person: Person): Promise<HeldRow[]> {
  return read(scope, async (scope) => {
    const rows: HeldRow[] = []
    for (const home of homesFor(scope, holding, person))
      rows.push(
        ...(await scope.db.many<HeldRow>(sql`
          select t.* from ${sql.table(holding.table)} t where t.home = ${home} and ${isHers(holding.whose, home, person)}`)),
      )
    return rows.map(({ home: _, ...row }) => row)
  })
}

export function countRows(scope: Scope, holding: TableHolding, person: Person): Promise<number> {
  return read(scope, async (scope) => {
    let sum = 0
    for (const home of homesFor(scope, holding, person)) {
      const { count } = await scope.db.one<{ count: number }>(sql`
        select count(*) as count from ${sql.table(holding.table)} t where t.home = ${home} and ${isHers(holding.whose, home, person)}`)
      sum += count
    }
    return sum
  })
}

/** Takes her rows out, a transaction for each home; answers how many. */
export async function deleteRows(scope: Scope, holding: TableHolding, person: Person): Promise<number> {
  let sum = 0
  for (const home of homesFor(scope, holding, person))
    sum += await transact(scope, ({ db }) =>
      db.run(sql`
        delete from ${sql.table(holding.table)} t where t.home = ${home} and ${isHers(holding.whose, home, person)}`),
    )
  return sum
}

const AGED_AT_ONCE = 2_000

export type Aging = {
  /** Null where the kind is kept always; what has an end of its own goes all the same. */
  readonly before: Date | null
  /** Whether the workspace set the time itself. */
  readonly isSet: boolean
  /** Whose rows stay: their ids and addresses. */
  readonly spared: Pick<Person, 'ids' | 'emails'>
}

/** Deletes rows whose time is over, in parts; answers how many. */
export async function deleteAged(scope: Scope, holding: TableHolding, aging: Aging): Promise<number> {
  let sum = 0
  if (holding.ages)
    for (const home of homesOf(scope.workspace))
      for (;;) {
        const gone = await transact(scope, (scope) => deletePart(scope, home, holding, holding.ages, aging))
        sum += gone
        if (gone < AGED_AT_ONCE) break
      }
  return sum
}

async function deletePart(
  { db, now }: TxScope,
  home: Home,
  { table, whose }: TableHolding,
  ages: Ages | undefined,
  aging: Aging,
): Promise<number> {
  if (!ages) return 0
  const over = sql`t.home = ${home} and ${isOver(ages, aging, now)} and not ${isSpared(whose, aging.spared)}`
  for (const part of ages.takes ?? [])
    await db.run(sql`
      delete from ${sql.table(part.table)} c where c.home = ${home} and ${sql.ref(`c.${part.column}`)} in (select t.id from ${sql.table(table)} t where ${over})`)
  const key = ages.key.map((column) => sql.ref(`t.${column}`))
  const old = ages.key.map((column) => sql.ref(`o.${column}`))
  return db.run(sql`
    delete from ${sql.table(table)} t using (select ${sql.join(key)} from ${sql.table(table)} t where ${over} limit ${AGED_AT_ONCE}) o
    where t.home = ${home} and (${sql.join(key)}) = (${sql.join(old)})`)
}

/** Whether a row's time is over: the kind's, or an end of its own. */
function isOver({ at, unless, unlessSet, expires }: Ages, { before, isSet }: Aging, now: Date) {
  const stays = sql.raw([unless, isSet ? undefined : unlessSet].flatMap((one) => (one ? [`(${one})`] : [])).join(' or ') || 'false') // prettier-ignore
  const isOld = sql`(${sql.ref(`t.${at}`)} < ${before}::timestamptz and not coalesce((${stays}), false))`
  return expires === undefined ? isOld : sql`(${isOld} or ${sql.ref(`t.${expires}`)} <= ${now})`
}

/** Whether a row is one of somebody who is left alone; rows known only by words never are. */
function isSpared(whose: Whose, { ids, emails }: Aging['spared']) {
  if ('customer' in whose)
    return sql`coalesce(${sql.ref(`t.${whose.customer}`)} = any(${ids}::uuid[]), false)`
  if ('email' in whose) return sql`coalesce(${sql.ref(`t.${whose.email}`)} = any(${emails}::text[]), false)`
  return sql`false`
}

/** How many rows a table holds in this workspace, the oldest of them, and those past a time. */
export function measure(
  scope: Scope,
  holding: TableHolding,
): Promise<{ count: number; oldest: Date | null }> {
  return read(scope, ({ db, homes }) => {
    const at = holding.ages ? sql`min(${sql.ref(holding.ages.at)})` : sql`null::timestamptz`
    return db.one(sql`
      select count(*) as count, ${at} as oldest from ${sql.table(holding.table)} where home = any(${homes}::bigint[])`)
  })
}

function homesFor(scope: TxScope | Scope, { isSpread }: TableHolding, person: Person): readonly Home[] {
  return isSpread ? homesOf(scope.workspace) : person.homes
}

function isHers(whose: Whose, home: Home, person: Person) {
  const ids = sql`${person.ids}::uuid[]`
  if ('customer' in whose) return sql`${sql.ref(`t.${whose.customer}`)} = any(${ids})`
  if ('via' in whose)
    return sql`${sql.ref(`t.${whose.column}`)} in (select p.id from ${sql.table(whose.via)} p where p.home = ${home} and p.customer_id = any(${ids}))`
  if ('email' in whose) return sql`${sql.ref(`t.${whose.email}`)} = any(${person.emails}::text[])`
  if ('text' in whose)
    return sql`${sql.ref(`t.${whose.text}`)} = any(${person.ids.map((id) => whose.prefix + id)}::text[])`
  const texts = whose.words.map((column) => sql`coalesce(${sql.ref(`t.${column}`)}::text, '')`)
  return sql`exists (select from unnest(${person.needles}::text[]) n where strpos(lower(${sql.join(texts, sql` || ' ' || `)}), n) > 0)`
}
