/** SQL of ideas: which voices are one idea, and how many people had it. */
import { homeOf, type CustomerId, type Home } from '#kit/id.ts'
import { sql } from '#platform/database.ts'
import type { TxScope } from '#platform/scope.ts'

export type IdeaPlace = {
  readonly home: Home
  readonly voiceId: string
  readonly at: Date
  readonly customerId: CustomerId
}
/** `first` is the one whose id the idea bears; where she is not among them, who of them had it first. */
export type IdeaGroup = {
  readonly ideaOf: string
  readonly count: number
  readonly people: number
  readonly lastAt: Date
  readonly isCompared: boolean
  readonly first: IdeaPlace
}

/** Ideas since a time that were not compared yet, oldest first. */
export async function listToCompare(
  { db, homes }: TxScope,
  since: Date,
  limit: number,
): Promise<IdeaPlace[]> {
  const found: IdeaPlace[] = []
  for (const home of homes)
    found.push(
      ...(await db.many<IdeaPlace>(sql`
        select home, id as voice_id, at, customer_id from voice where home = ${home} and is_idea and idea_of is null and at >= ${since} order by at, id limit ${limit}`)),
    )
  return found.sort((a, b) => a.at.getTime() - b.at.getTime()).slice(0, limit)
}

/** Ideas since a time, those that are one together; one that was not compared stands alone. Shape: homes added up, in no order. */
export async function listGroups({ db, homes }: TxScope, since: Date): Promise<IdeaGroup[]> {
  const groups = new Map<string, IdeaGroup>()
  for (const home of homes)
    for (const { firstId, firstAt, firstCustomer, ...row } of await db.many<Row>(sql`
      select coalesce(idea_of, id) as idea_of, count(*)::int as count, count(distinct customer_id)::int as people, max(at) as last_at, (array_agg(at order by id <> coalesce(idea_of, id), at, id))[1] as first_at, bool_or(idea_of is not null) as is_compared,
        (array_agg(id order by id <> coalesce(idea_of, id), at, id))[1] as first_id, (array_agg(customer_id order by id <> coalesce(idea_of, id), at, id))[1] as first_customer
      from voice where home = ${home} and is_idea and at >= ${since} group by 1`)) {
      const group = { ...row, first: { home, voiceId: firstId, at: firstAt, customerId: firstCustomer } }
      groups.set(row.ideaOf, together(groups.get(row.ideaOf), group))
    }
  return [...groups.values()]
}
type Row = Omit<IdeaGroup, 'first'> & {
  readonly firstId: string
  readonly firstAt: Date
  readonly firstCustomer: CustomerId
}

/** A customer lives in one home, so that people of two homes are never the same. */
const together = (one: IdeaGroup | undefined, other: IdeaGroup): IdeaGroup =>
  one
    ? {
        ideaOf: one.ideaOf,
        count: one.count + other.count,
        people: one.people + other.people,
        lastAt: one.lastAt > other.lastAt ? one.lastAt : other.lastAt,
        isCompared: one.isCompared || other.isCompared,
        first: bearsIt(other) || (!bearsIt(one) && other.first.at < one.first.at) ? other.first : one.first,
      }
    : other
const bearsIt = ({ ideaOf, first }: IdeaGroup) => first.voiceId === ideaOf

/** The voices that are one idea, newest first, at most `limit` from each home. */
export async function listOfIdea(
  { db, homes }: TxScope,
  ideaOf: string,
  { since, limit }: { since: Date; limit: number },
): Promise<IdeaPlace[]> {
  const found: IdeaPlace[] = []
  for (const home of homes)
    found.push(
      ...(await db.many<IdeaPlace>(sql`
        select home, id as voice_id, at, customer_id from voice
        where home = ${home} and is_idea and at >= ${since} and (idea_of = ${ideaOf}::uuid or (idea_of is null and id = ${ideaOf}::uuid))
        order by at desc, id desc limit ${limit}`)),
    )
  return found.sort((a, b) => b.at.getTime() - a.at.getTime()).slice(0, limit)
}

/** The words by which voices of one home are ideas, the first of each. */
export function listIdeaSpans(
  { db }: TxScope,
  home: Home,
  voiceIds: readonly string[],
  themeIds: readonly string[],
): Promise<{ voiceId: string; spanStart: number; spanEnd: number }[]> {
  return db.many(sql`
    select distinct on (voice_id) voice_id, span_start, span_end from voice_theme
    where home = ${home} and voice_id = any(${voiceIds}::uuid[]) and theme_id = any(${themeIds}::text[]) and span_end > span_start
    order by voice_id, span_start, theme_id`)
}

/** Says which idea voices of one home are; whose place was not known yet where nobody moves them. Answers how many were told. */
export function setIdeaOf(
  { db }: TxScope,
  home: Home,
  rows: readonly { readonly id: string; readonly ideaOf: string }[],
  by: string | null,
): Promise<number> {
  return db.run(sql`
    update voice v set idea_of = r.idea_of, idea_by = ${by}::text from unnest(${rows.map(({ id }) => id)}::uuid[], ${rows.map(({ ideaOf }) => ideaOf)}::uuid[]) r(id, idea_of)
    where v.home = ${home} and v.id = r.id and (${by}::text is not null or v.idea_of is null)`)
}

/** Whether anything is known as this idea. */
export async function isIdea({ db, homes, workspace }: TxScope, ideaOf: string): Promise<boolean> {
  const found = await db.one<{ isThere: boolean }>(sql`
    select exists (select 1 from voice where home = ${homeOf(workspace, ideaOf)} and id = ${ideaOf}::uuid and is_idea)
      or exists (select 1 from voice where home = any(${homes}::bigint[]) and is_idea and idea_of = ${ideaOf}::uuid) as is_there`)
  return found?.isThere ?? false
}
