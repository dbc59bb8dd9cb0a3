/** SQL of the ideas for the two questions, and who voted for them. */
import { firstHomeOf, type MemberId } from '#kit/id.ts'
import { sql } from '#platform/database.ts'
import type { TxScope } from '#platform/scope.ts'
import type { IdeaStanding, Question } from '../contract.ts'

export type StoredIdea = {
  readonly id: string
  readonly touchpoint: string
  readonly question: Question
  readonly words: string
  readonly standing: IdeaStanding
  readonly standingAt: Date
  readonly ownerId: MemberId | null
  readonly byId: string
  readonly byName: string
  readonly at: Date
}

const columns = sql.raw(
  'id, touchpoint, question, words, standing, standing_at, owner_id, by_id, by_name, at',
)

export type CountedIdea = StoredIdea & { readonly votes: number; readonly isVotedByMe: boolean }

/** Ideas with their votes, the most wanted first; of one touchpoint or of all. */
export function listIdeas(
  { db, workspace }: TxScope,
  memberId: string | null,
  touchpoint?: string,
): Promise<CountedIdea[]> {
  const home = firstHomeOf(workspace)
  return db.many<CountedIdea>(sql`
    select i.id, i.touchpoint, i.question, i.words, i.standing, i.standing_at, i.owner_id, i.by_id, i.by_name, i.at,
      count(v.member_id)::int as votes, coalesce(bool_or(v.member_id = ${memberId}::uuid), false) as is_voted_by_me
    from journey_idea i left join journey_idea_vote v on v.home = i.home and v.idea_id = i.id
    where i.home = ${home} ${touchpoint === undefined ? sql`` : sql`and i.touchpoint = ${touchpoint}`}
    group by i.home, i.id order by votes desc, i.at, i.id limit 1000`)
}

export function findIdea({ db, workspace }: TxScope, id: string): Promise<StoredIdea | undefined> {
  return db.maybe<StoredIdea>(
    sql`select ${columns} from journey_idea where home = ${firstHomeOf(workspace)} and id = ${id}`,
  )
}

export function setIdea({ db, workspace }: TxScope, idea: StoredIdea): Promise<number> {
  return db.run(sql`
    insert into journey_idea (home, id, touchpoint, question, words, standing, standing_at, owner_id, by_id, by_name, at)
    values (${firstHomeOf(workspace)}, ${idea.id}, ${idea.touchpoint}, ${idea.question}, ${idea.words}, ${idea.standing}, ${idea.standingAt}, ${idea.ownerId}, ${idea.byId}, ${idea.byName}, ${idea.at})
    on conflict (home, id) do update set words = excluded.words, standing = excluded.standing, standing_at = excluded.standing_at, owner_id = excluded.owner_id`)
}

export function insertVote({ db, workspace, now }: TxScope, id: string, memberId: string): Promise<number> {
  return db.run(sql`
    insert into journey_idea_vote (home, idea_id, member_id, at) values (${firstHomeOf(workspace)}, ${id}, ${memberId}, ${now})
    on conflict (home, idea_id, member_id) do nothing`)
}

export function deleteVote({ db, workspace }: TxScope, id: string, memberId: string): Promise<number> {
  return db.run(
    sql`delete from journey_idea_vote where home = ${firstHomeOf(workspace)} and idea_id = ${id} and member_id = ${memberId}`,
  )
}
