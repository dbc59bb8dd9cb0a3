/** SQL of scored answers: one row for each question that was answered, and their counts. */
import type { CustomerId, EntryId, Home } from '#kit/id.ts'
import { sql } from '#platform/database.ts'
import type { TxScope } from '#platform/scope.ts'
import type { Measure } from '../contract.ts'
import type { Counted } from '../rules/scores.ts'
import { keyOf } from './invitations.ts'

export type ScoreRow = {
  readonly entryId: EntryId
  readonly question: string
  readonly customerId: CustomerId
  readonly surveyId: string | null
  readonly invitationId: string | null
  readonly conversationId: string | null
  readonly trigger: string | null
  readonly channel: string | null
  readonly agentName: string | null
  readonly measure: Measure
  readonly rating: number
  readonly side: -1 | 0 | 1
  readonly at: Date
}

/** Writes the scores of one home; what is there is written as it is read now. */
export async function upsertScores({ db }: TxScope, home: Home, rows: readonly ScoreRow[]): Promise<void> {
  if (rows.length === 0) return
  const column = <T>(of: (row: ScoreRow) => T) => rows.map(of)
  await db.run(sql`
    insert into survey_score (home, entry_id, question, customer_id, survey_id, invitation_id, conversation_id, trigger, channel, agent_name, measure, rating, side, at)
    select ${home}::bigint, r.* from unnest(${column((row) => row.entryId)}::uuid[], ${column((row) => row.question)}::text[], ${column((row) => row.customerId)}::uuid[],
      ${column((row) => row.surveyId)}::uuid[], ${column((row) => row.invitationId)}::uuid[], ${column((row) => row.conversationId)}::uuid[], ${column((row) => row.trigger)}::text[],
      ${column((row) => row.channel)}::text[], ${column((row) => row.agentName)}::text[], ${column((row) => row.measure)}::text[], ${column((row) => row.rating)}::real[],
      ${column((row) => row.side)}::smallint[], ${column((row) => row.at.toISOString())}::timestamptz[]) r
    on conflict (home, entry_id, question) do update set rating = excluded.rating, side = excluded.side, measure = excluded.measure`)
}

/** Says of answers which survey asked for them; their ratings stay. */
export async function setScoresOfSurvey(
  { db }: TxScope,
  home: Home,
  rows: readonly ScoreRow[],
): Promise<void> {
  if (rows.length === 0) return
  const column = <T>(of: (row: ScoreRow) => T) => rows.map(of)
  await db.run(sql`
    insert into survey_score (home, entry_id, question, customer_id, survey_id, invitation_id, conversation_id, trigger, channel, agent_name, measure, rating, side, at)
    select ${home}::bigint, r.* from unnest(${column((row) => row.entryId)}::uuid[], ${column((row) => row.question)}::text[], ${column((row) => row.customerId)}::uuid[],
      ${column((row) => row.surveyId)}::uuid[], ${column((row) => row.invitationId)}::uuid[], ${column((row) => row.conversationId)}::uuid[], ${column((row) => row.trigger)}::text[],
      ${column((row) => row.channel)}::text[], ${column((row) => row.agentName)}::text[], ${column((row) => row.measure)}::text[], ${column((row) => row.rating)}::real[],
      ${column((row) => row.side)}::smallint[], ${column((row) => row.at.toISOString())}::timestamptz[]) r
    on conflict (home, entry_id, question) do update set survey_id = excluded.survey_id, invitation_id = excluded.invitation_id, trigger = excluded.trigger`)
}

/** Counts by what they are cut by and by measure. */
export function countScores(
  { db, homes }: TxScope,
  by: 'survey' | 'trigger' | 'channel' | 'month',
  { since, survey, zone }: { since: Date; survey: string | undefined; zone: string },
): Promise<(Counted & { readonly key: string | null })[]> {
  return db.many(sql`
    select ${keyOf(by, 'at', zone)} as key, measure,
      (count(*) filter (where side = 1))::int as good, (count(*) filter (where side = 0))::int as middle, (count(*) filter (where side = -1))::int as bad,
      sum(rating)::float8 as sum, sum(rating * rating)::float8 as sum_of_squares
    from survey_score
    where home = any(${homes}::bigint[]) and at >= ${since} ${survey === undefined ? sql`` : sql`and survey_id = ${survey}::uuid`}
    group by 1, 2`)
}
