/** Ideas for the two questions of a touchpoint: written, voted for, taken on, carried out, dropped. */
import { isId, type MemberId } from '#kit/id.ts'
import { Refusal } from '#kit/refusal.ts'
import { listMembers } from '#features/team/index.ts'
import { newId, read, transact, type Actor, type Scope } from '#platform/scope.ts'
import type { ChangeIdea, Idea, NewIdea } from '../contract.ts'
import {
  deleteVote,
  findIdea,
  insertVote,
  listIdeas,
  setIdea,
  type CountedIdea,
  type StoredIdea,
} from '../store/ideas.ts'
import { showTouchpoint } from './touchpoints.ts'

export function memberIdOf(actor: Actor): string | null {
  return actor.kind === 'member' ? actor.id : null
}

/** Refuses `touchpoint_not_found`, `person_needed`. */
export async function addIdea(scope: Scope, touchpoint: string, { question, words }: NewIdea): Promise<Idea> {
  await showTouchpoint(scope, touchpoint)
  const byId = personOf(scope.actor)
  const id = newId<'idea'>(scope)
  await transact(scope, (scope) =>
    setIdea(scope, {
      id,
      touchpoint,
      question,
      words,
      standing: 'idea',
      standingAt: scope.now,
      ownerId: null,
      byId,
      byName: scope.actor.name,
      at: scope.now,
    }),
  )
  return showIdea(scope, id)
}

/** Changes its words, where it stands, or who owns it. Refuses `idea_not_found`, `member_not_found`. */
export async function changeIdea(scope: Scope, id: string, wanted: ChangeIdea): Promise<Idea> {
  const { ownerId } = wanted
  if (typeof ownerId === 'string') {
    const members = await listMembers(scope.db, scope.workspace.id)
    if (!members.some((member) => member.id === ownerId))
      throw new Refusal('member_not_found', 'Nobody of that name works here.')
  }
  await transact(scope, async (scope) => {
    const idea = await found(findIdea(scope, idFrom(id)))
    const standing = wanted.standing ?? idea.standing
    await setIdea(scope, {
      ...idea,
      words: wanted.words ?? idea.words,
      standing,
      standingAt: standing === idea.standing ? idea.standingAt : scope.now,
      ownerId: ownerId === undefined ? idea.ownerId : (ownerId as MemberId | null),
    })
  })
  return showIdea(scope, id)
}

/** One vote each; it can be taken back. Refuses `idea_not_found`, `person_needed`. */
export async function voteForIdea(scope: Scope, id: string, isFor: boolean): Promise<Idea> {
  const memberId = personOf(scope.actor)
  await transact(scope, async (scope) => {
    await found(findIdea(scope, idFrom(id)))
    await (isFor ? insertVote(scope, id, memberId) : deleteVote(scope, id, memberId))
  })
  return showIdea(scope, id)
}

export function ideaShown(idea: CountedIdea, names: ReadonlyMap<string, string>): Idea {
  return {
    id: idea.id,
    touchpoint: idea.touchpoint,
    question: idea.question,
    words: idea.words,
    standing: idea.standing,
    standingAt: idea.standingAt.toISOString(),
    owner:
      idea.ownerId === null
        ? null
        : { id: idea.ownerId, name: names.get(idea.ownerId) ?? 'somebody who left' },
    by: idea.byName,
    at: idea.at.toISOString(),
    votes: idea.votes,
    isVotedByMe: idea.isVotedByMe,
  }
}

async function showIdea(scope: Scope, id: string): Promise<Idea> {
  const names = new Map(
    (await listMembers(scope.db, scope.workspace.id)).map(({ id, name }) => [id as string, name]),
  )
  const ideas = await read(scope, (scope) => listIdeas(scope, memberIdOf(scope.actor)))
  const idea = ideas.find((one) => one.id === id)
  if (!idea) throw notFound()
  return ideaShown(idea, names)
}

async function found(looked: Promise<StoredIdea | undefined>): Promise<StoredIdea> {
  const idea = await looked
  if (!idea) throw notFound()
  return idea
}

function idFrom(id: string): string {
  if (!isId(id)) throw notFound()
  return id
}

/** Refuses `person_needed`: a program has no votes and no words of its own. */
export function personOf(actor: Actor): string {
  const id = memberIdOf(actor)
  if (id === null) throw new Refusal('person_needed', 'Only a person of the team can do this.')
  return id
}

const notFound = () => new Refusal('idea_not_found', 'No such idea here.')
