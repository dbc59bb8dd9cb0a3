/** SQL of who was asked: invitations, the links their mails carry, and what customers chose at their foot. */
import { homeOf, type ConversationId, type CustomerId, type Home, type Id } from '#kit/id.ts'
import { sql } from '#platform/database.ts'
import type { TxScope } from '#platform/scope.ts'
import type { SurveyLanguage, SurveyTrigger } from '../contract.ts'
import type { SurveyAnswer } from '../rules/answer.ts'

export type InvitationId = Id<'invitation'>

export type Invitation = {
  readonly home: Home
  readonly id: InvitationId
  readonly surveyId: string
  readonly customerId: CustomerId
  readonly cause: string
  readonly trigger: SurveyTrigger
  readonly channel: string | null
  readonly conversationId: ConversationId | null
  readonly aboutAt: Date
  readonly agentName: string | null
  readonly language: SurveyLanguage
  readonly madeAt: Date
  readonly state: 'waiting' | 'sent' | 'left_out' | 'failed'
  readonly because: string | null
  readonly nextLookAt: Date | null
  readonly tries: number
  readonly handedAt: Date | null
  readonly sentAt: Date | null
  readonly remindedAt: Date | null
  readonly answeredAt: Date | null
  readonly answer: SurveyAnswer | null
}

const columns = sql.raw(
  'home, id, survey_id, customer_id, cause, trigger, channel, conversation_id, about_at, agent_name, language, made_at, state, because, next_look_at, tries, handed_at, sent_at, reminded_at, answered_at, answer',
)

export type NewInvitation = Pick<
  Invitation,
  'id' | 'surveyId' | 'customerId' | 'cause' | 'trigger' | 'channel' | 'conversationId' | 'aboutAt' | 'agentName' | 'language' | 'state' | 'nextLookAt' | 'sentAt' | 'answeredAt'
> // prettier-ignore

/** Writes invitations of one home; of one that waits already, a later cause moves the time. Answers how many were written. */
export function insertInvitations(
  { db, now }: TxScope,
  home: Home,
  rows: readonly NewInvitation[],
): Promise<number> {
  const column = <T>(of: (row: NewInvitation) => T) => rows.map(of)
  const times = (of: (row: NewInvitation) => Date | null) => column((row) => of(row)?.toISOString() ?? null)
  if (rows.length === 0) return Promise.resolve(0)
  return db.run(sql`
    insert into survey_invitation as i (home, id, survey_id, customer_id, cause, trigger, channel, conversation_id, about_at, agent_name, language, made_at, state, next_look_at, sent_at, answered_at)
    select ${home}::bigint, r.id, r.survey_id, r.customer_id, r.cause, r.trigger, r.channel, r.conversation_id, r.about_at, r.agent_name, r.language, ${now}::timestamptz, r.state, r.next_look_at, r.sent_at, r.answered_at
    from unnest(${column((row) => row.id)}::uuid[], ${column((row) => row.surveyId)}::uuid[], ${column((row) => row.customerId)}::uuid[], ${column((row) => row.cause)}::text[],
      ${column((row) => row.trigger)}::text[], ${column((row) => row.channel)}::text[], ${column((row) => row.conversationId)}::uuid[], ${times((row) => row.aboutAt)}::timestamptz[],
      ${column((row) => row.agentName)}::text[], ${column((row) => row.language)}::text[], ${column((row) => row.state)}::text[], ${times((row) => row.nextLookAt)}::timestamptz[],
      ${times((row) => row.sentAt)}::timestamptz[], ${times((row) => row.answeredAt)}::timestamptz[])
      r (id, survey_id, customer_id, cause, trigger, channel, conversation_id, about_at, agent_name, language, state, next_look_at, sent_at, answered_at)
    on conflict (home, id) do update set about_at = excluded.about_at, agent_name = excluded.agent_name, channel = excluded.channel, next_look_at = excluded.next_look_at
    where i.state = 'waiting' and i.handed_at is null and i.about_at < excluded.about_at`)
}

/** Takes what is due of one home, so that no other process looks at it for a minute. */
export function claimDue({ db, now }: TxScope, home: Home, limit: number): Promise<Invitation[]> {
  return db.many<Invitation>(sql`
    update survey_invitation set next_look_at = ${now}::timestamptz + interval '1 minute'
    where home = ${home} and next_look_at <= ${now} and id = any(array(
      select d.id from survey_invitation d where d.home = ${home} and d.next_look_at <= ${now} order by d.next_look_at, d.id limit ${limit}))
    returning ${columns}`)
}

/** How many letters are due and were not sent, and since when the first: while nothing goes out, those the switch keeps in. */
export function countDue({ db, homes, now }: TxScope): Promise<{ count: number; oldestAt: Date | null }> {
  return db.one(sql`
    select count(*)::int as count, min(next_look_at) as oldest_at from survey_invitation where home = any(${homes}::bigint[]) and next_look_at <= ${now}`)
}

/** None of those of one home that are due is asked, or reminded. What may have gone out counts as sent, so that nobody is asked twice. */
export async function dropDue({ db, now }: TxScope, home: Home, because: string): Promise<void> {
  await db.run(sql`
    update survey_invitation set next_look_at = null,
      state = case when state <> 'waiting' then state when handed_at is not null then 'sent' else 'left_out' end,
      because = case when state = 'waiting' and handed_at is null then ${because} else because end,
      sent_at = case when state = 'waiting' then handed_at else sent_at end
    where home = ${home} and next_look_at <= ${now}`)
}

export function findInvitation({ db, workspace }: TxScope, id: string): Promise<Invitation | undefined> {
  return db.maybe<Invitation>(
    sql`select ${columns} from survey_invitation where home = ${homeOf(workspace, id)} and id = ${id}::uuid`,
  )
}

export async function setInvitation(
  { db }: TxScope,
  { home, id }: Pick<Invitation, 'home' | 'id'>,
  next: Pick<Invitation, 'state' | 'because' | 'nextLookAt' | 'tries' | 'handedAt' | 'sentAt' | 'remindedAt'>,
): Promise<void> {
  await db.run(sql`
    update survey_invitation set state = ${next.state}, because = ${next.because}, next_look_at = ${next.nextLookAt}, tries = ${next.tries},
      handed_at = ${next.handedAt}, sent_at = ${next.sentAt}, reminded_at = ${next.remindedAt}
    where home = ${home} and id = ${id}`)
}

/** Keeps an answer where there is none; answers whether it was the first. */
export async function setAnswer(
  { db, now }: TxScope,
  { home, id }: Pick<Invitation, 'home' | 'id'>,
  answer: SurveyAnswer,
): Promise<boolean> {
  return (
    (await db.run(sql`
      update survey_invitation set answered_at = ${now}, answer = ${JSON.stringify(answer)}::jsonb
      where home = ${home} and id = ${id} and answered_at is null`)) === 1
  )
}

/** The words stand on the timeline now and nowhere else. */
export async function deleteAnswer(
  { db }: TxScope,
  { home, id }: Pick<Invitation, 'home' | 'id'>,
): Promise<void> {
  await db.run(sql`update survey_invitation set answer = null where home = ${home} and id = ${id}`)
}

export async function insertToken(
  { db }: TxScope,
  { home, id, customerId }: Pick<Invitation, 'home' | 'id' | 'customerId'>,
  hash: Uint8Array,
  expiresAt: Date,
): Promise<void> {
  await db.run(sql`
    insert into survey_token (home, hash, invitation_id, customer_id, expires_at)
    values (${home}, ${Buffer.from(hash)}, ${id}, ${customerId}, ${expiresAt}) on conflict (home, hash) do nothing`)
}

/** The invitation a link belongs to; one that has run out is none. */
export function findByToken({ db, homes, now }: TxScope, hash: Uint8Array): Promise<Invitation | undefined> {
  return db.maybe<Invitation>(sql`
    select i.* from survey_token t join survey_invitation i on i.home = t.home and i.id = t.invitation_id
    where t.home = any(${homes}::bigint[]) and i.home = any(${homes}::bigint[]) and t.hash = ${Buffer.from(hash)} and t.expires_at > ${now}`)
}

/** When each of a person's rows was last asked, the newest. */
export async function findLastAsked(
  { db, homes }: TxScope,
  customerIds: readonly CustomerId[],
): Promise<Date | null> {
  const { at } = await db.one<{ at: Date | null }>(sql`
    select max(sent_at) as at from survey_invitation
    where home = any(${homes}::bigint[]) and customer_id = any(${customerIds}::uuid[]) and sent_at is not null`)
  return at
}

/** What a person chose, the strictest of her rows. */
export async function findChoice(
  { db, homes }: TxScope,
  customerIds: readonly CustomerId[],
): Promise<'fewer' | 'none' | null> {
  const rows = await db.many<{ choice: 'fewer' | 'none' }>(sql`
    select choice from survey_choice where home = any(${homes}::bigint[]) and customer_id = any(${customerIds}::uuid[])`)
  return rows.some(({ choice }) => choice === 'none') ? 'none' : (rows[0]?.choice ?? null)
}

/** Writes a choice; "none" is never softened by a later "fewer". */
export async function upsertChoice(
  { db, now, workspace }: TxScope,
  customerId: CustomerId,
  choice: 'fewer' | 'none',
): Promise<void> {
  await db.run(sql`
    insert into survey_choice as c (home, customer_id, choice, at) values (${homeOf(workspace, customerId)}, ${customerId}, ${choice}, ${now})
    on conflict (home, customer_id) do update set choice = excluded.choice, at = excluded.at where c.choice <> 'none'`)
}

/** Everything about these customers goes. */
export async function deleteOfCustomers(
  { db }: TxScope,
  home: Home,
  ids: readonly CustomerId[],
): Promise<void> {
  await db.run(sql`delete from survey_token where home = ${home} and customer_id = any(${ids}::uuid[])`)
  await db.run(sql`delete from survey_invitation where home = ${home} and customer_id = any(${ids}::uuid[])`)
  await db.run(sql`delete from survey_choice where home = ${home} and customer_id = any(${ids}::uuid[])`)
  await db.run(sql`delete from survey_score where home = ${home} and customer_id = any(${ids}::uuid[])`)
}

export type ReturnCount = {
  readonly key: string | null
  readonly sent: number
  readonly answered: number
}

/** How many of those asked since a time have answered, by survey, trigger, channel or month. */
export function countReturns(
  { db, homes }: TxScope,
  by: 'survey' | 'trigger' | 'channel' | 'month',
  { since, survey, zone }: { since: Date; survey: string | undefined; zone: string },
): Promise<ReturnCount[]> {
  return db.many<ReturnCount>(sql`
    select ${keyOf(by, 'sent_at', zone)} as key, count(*)::int as sent, count(answered_at)::int as answered
    from survey_invitation
    where home = any(${homes}::bigint[]) and sent_at >= ${since} ${survey === undefined ? sql`` : sql`and survey_id = ${survey}::uuid`}
    group by 1`)
}

/** The column that results are cut by, as text. */
export function keyOf(by: 'survey' | 'trigger' | 'channel' | 'month', at: 'sent_at' | 'at', zone: string) {
  switch (by) {
    case 'survey':
      return sql`survey_id::text`
    case 'trigger':
      return sql`trigger`
    case 'channel':
      return sql`channel`
    case 'month':
      return sql`to_char(${sql.raw(at)} at time zone ${zone}::text, 'YYYY-MM')`
  }
}

/** Those that wait, and why others were left out since a time. */
export function countStanding(
  { db, homes }: TxScope,
  since: Date,
): Promise<{ surveyId: string; state: Invitation['state']; because: string | null; count: number }[]> {
  return db.many(sql`
    select survey_id, state, because, count(*)::int as count from survey_invitation
    where home = any(${homes}::bigint[]) and made_at >= ${since} and state <> 'sent'
    group by 1, 2, 3 order by 4 desc`)
}
