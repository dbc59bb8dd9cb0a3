/** SQL of what people said about findings: one row for each settled moment and each judged hint. */
import { homeOf, type CustomerId, type EntryId, type Home } from '#kit/id.ts'
import { sql } from '#platform/database.ts'
import type { TxScope } from '#platform/scope.ts'
import type { DismissalReason } from '../contract.ts'

export type Example = {
  readonly source: 'moment' | 'hint'
  /** The moment's id, or for a hint the entry's. */
  readonly subjectId: string
  readonly kind: string
  readonly rule: string
  readonly verdict: 'right' | 'wrong'
  readonly reason: DismissalReason | null
  readonly customerId: CustomerId
  readonly entryId: EntryId | null
  readonly entryAt: Date | null
  readonly quoteStart: number | null
  readonly quoteEnd: number | null
  readonly score: number
  readonly byId: string
  readonly byName: string
  readonly at: Date
}

const columns = sql.raw(
  'source, subject_id, kind, rule, verdict, reason, customer_id, entry_id, entry_at, quote_start, quote_end, score, by_id, by_name, at',
)

/** Writes a word on a finding in place of the one that stands. */
export function setExample({ db, workspace }: TxScope, one: Example): Promise<number> {
  return db.run(sql`
    insert into labelled_example (home, ${columns})
    values (${homeOf(workspace, one.subjectId)}, ${one.source}, ${one.subjectId}, ${one.kind}, ${one.rule}, ${one.verdict}, ${one.reason}, ${one.customerId},
      ${one.entryId}, ${one.entryAt}, ${one.quoteStart}, ${one.quoteEnd}, ${one.score}, ${one.byId}, ${one.byName}, ${one.at})
    on conflict (home, source, subject_id, kind) do update set rule = excluded.rule, verdict = excluded.verdict, reason = excluded.reason,
      quote_start = excluded.quote_start, quote_end = excluded.quote_end, score = excluded.score, by_id = excluded.by_id, by_name = excluded.by_name, at = excluded.at`)
}

/** Takes a word back; without a kind all of the subject. */
export function deleteExample(
  { db, workspace }: TxScope,
  source: Example['source'],
  subjectId: string,
  kind?: string,
): Promise<number> {
  return db.run(sql`
    delete from labelled_example where home = ${homeOf(workspace, subjectId)} and source = ${source} and subject_id = ${subjectId}
      ${kind === undefined ? sql`` : sql`and kind = ${kind}`}`)
}

/** What people said about hints in these entries. */
export async function listHintWords(
  { db, workspace }: TxScope,
  entryIds: readonly EntryId[],
): Promise<{ entryId: EntryId; kind: string; verdict: 'right' | 'wrong' }[]> {
  if (entryIds.length === 0) return []
  const homes = [...new Set(entryIds.map((id) => homeOf(workspace, id)))]
  return db.many(sql`
    select entry_id, kind, verdict from labelled_example
    where home = any(${homes}::bigint[]) and source = 'hint' and entry_id = any(${entryIds}::uuid[])`)
}

export type RuleTally = {
  readonly kind: string
  readonly rule: string
  readonly verdict: 'right' | 'wrong'
  readonly reason: DismissalReason | null
  readonly count: number
}

/** How often findings of each kind and rule were accepted and dismissed, since a time. */
export function countExamples({ db, homes }: TxScope, since: Date): Promise<RuleTally[]> {
  return db.many(sql`
    select kind, rule, verdict, reason, count(*)::int as count from labelled_example
    where home = any(${homes}::bigint[]) and at >= ${since} group by kind, rule, verdict, reason order by kind, rule`)
}

/** Examples of one home in the order of their key, after a place. */
export function listExamples(
  { db }: TxScope,
  home: Home,
  { after, limit }: { after: Example | undefined; limit: number },
): Promise<Example[]> {
  return db.many<Example>(sql`
    select ${columns} from labelled_example
    where home = ${home} ${after === undefined ? sql`` : sql`and (source, subject_id, kind) > (${after.source}, ${after.subjectId}::uuid, ${after.kind})`}
    order by source, subject_id, kind limit ${limit}`)
}
