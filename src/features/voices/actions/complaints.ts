/** What people do with a complaint: take it down, own it, name its cause, act, resolve, open again, close. Every step is a line of its story. */
import { homeOf, isId, type ConversationId, type CustomerId } from '#kit/id.ts'
import { Refusal } from '#kit/refusal.ts'
import { listMembers } from '#features/team/index.ts'
import { personRows } from '#features/timeline/index.ts'
import { audit } from '#platform/audit/index.ts'
import { publish } from '#platform/live.ts'
import { newId, transact, type Scope, type TxScope } from '#platform/scope.ts'
import type { ResolveComplaint, SaveCause } from '../contract.ts'
import { causesWith } from '../rules/causes.ts'
import { isWaiting, standingAfter } from '../rules/complaints.ts'
import { listCauses, upsertCause } from '../store/complaint-figures.ts'
import {
  insertLine,
  lockComplaint,
  upsertComplaint,
  type ComplaintId,
  type ComplaintRow,
  type StoryLine,
} from '../store/complaints.ts'
import { answersSince, BLANK } from './gather-complaints.ts'

/** Takes down a complaint that came by another way. Refuses `customer_not_found`. */
export async function takeDownComplaint(
  scope: Scope,
  { customerId, words, conversationId }: { customerId: string; words: string; conversationId: string | null },
): Promise<ComplaintId> {
  return transact(scope, async (scope) => {
    const rows = isId(customerId) ? await personRows(scope, [customerId as CustomerId]) : undefined
    const self = [...(rows?.values() ?? [])].flat().find(({ mergedInto }) => mergedInto === null)
    if (!self) throw new Refusal('customer_not_found', 'No such customer here.')
    const thread = conversationId !== null && isId(conversationId) ? (conversationId as ConversationId) : null
    const id = newId<'complaint'>(scope, self.id)
    const complaint: ComplaintRow = {
      ...BLANK,
      ...ownerOf(scope),
      home: homeOf(scope.workspace, self.id),
      id,
      customerId: self.id,
      conversationId: thread,
      origin: 'hand',
      words,
      openedAt: scope.now,
      standing: 'open',
    }
    await upsertComplaint(scope, complaint)
    await tell(scope, complaint, 'taken_down', null)
    return id
  })
}

const ownerOf = ({ actor }: TxScope) =>
  actor.kind === 'member' ? { ownerId: actor.id, ownerName: actor.name } : { ownerId: null, ownerName: null }

/** Gives it to somebody, or to nobody. Refuses `member_not_found`. */
export async function ownComplaint(scope: Scope, id: string, memberId: string | null): Promise<void> {
  const members = await listMembers(scope.db, scope.workspace.id)
  const member = members.find((one) => one.id === memberId)
  if (memberId !== null && !member) throw new Refusal('member_not_found', 'Nobody on the team has this id.')
  await change(scope, id, 'owner', member?.name ?? null, (held) => ({ ...held, ownerId: member?.id ?? null, ownerName: member?.name ?? null })) // prettier-ignore
}

/** Refuses `cause_not_found`. */
export async function setCause(scope: Scope, id: string, causeId: string | null): Promise<void> {
  await transact(scope, async (scope) => {
    const causes = causesWith(await listCauses(scope))
    const cause = causes.find((one) => one.id === causeId)
    if (causeId !== null && !cause)
      throw new Refusal('cause_not_found', 'There is no such cause in the tree.')
    await changeHeld(scope, id, 'cause', cause?.name ?? null, (held) => ({ ...held, causeId }))
  })
}

/** Writes down something that was done about it; the first is the first act. Refuses `complaint_settled`. */
export async function actOnComplaint(scope: Scope, id: string, words: string): Promise<void> {
  await change(scope, id, 'act', words, (held) => {
    mustWait(held)
    const acted = held.firstActAt === null ? { ...held, firstActAt: scope.now, firstAct: words } : held
    return { ...acted, standing: standingAfter(acted) }
  })
}

/** How it ended. What was not acted on before is by this. Refuses `complaint_settled`. */
export async function resolveComplaint(
  scope: Scope,
  id: string,
  { words, churnReason }: ResolveComplaint,
): Promise<void> {
  await transact(scope, async (scope) => {
    const held = mustWait(await heldOf(scope, id))
    const since = held.reopenedAt ?? held.openedAt
    const answers = (await answersSince(scope, held.customerId, since, scope.now)).length
    const first = held.firstActAt === null ? { firstActAt: scope.now, firstAct: words } : {}
    const resolved = { ...held, ...first, resolvedAt: scope.now, resolution: words, answers, churnReason }
    await upsertComplaint(scope, { ...resolved, standing: standingAfter(resolved) })
    await tell(scope, held, 'resolved', words)
  })
}

/** It was not solved after all. Refuses `complaint_not_settled`. */
export async function reopenComplaint(scope: Scope, id: string): Promise<void> {
  await change(scope, id, 'reopened', null, (held) => {
    if (isWaiting(held)) throw new Refusal('complaint_not_settled', 'It is open already.')
    const open = { ...held, resolvedAt: null, closedAt: null, reopenedCount: held.reopenedCount + 1, reopenedAt: scope.now } // prettier-ignore
    return { ...open, standing: standingAfter(open) }
  })
}

/** The end of it: she was told and nothing is left to do, or it was none. Refuses `complaint_not_settled`. */
export async function closeComplaint(
  scope: Scope,
  id: string,
  outcome: 'closed' | 'not_a_complaint',
): Promise<void> {
  await change(scope, id, outcome, null, (held) => {
    if (outcome === 'not_a_complaint') return { ...held, closedAt: scope.now, standing: 'withdrawn' as const }
    if (held.standing !== 'resolved')
      throw new Refusal('complaint_not_settled', 'Write down how it was solved first.')
    return { ...held, closedAt: scope.now, standing: 'closed' as const }
  })
}

/** A cause, new or renamed, moved or put away. Refuses `cause_not_found`, `cause_too_deep`. */
export async function saveCause(
  scope: Scope,
  id: string,
  { name, parentId, isArchived }: SaveCause,
): Promise<void> {
  await transact(scope, async (scope) => {
    const causes = causesWith(await listCauses(scope))
    const parent = causes.find((one) => one.id === parentId)
    if (parentId !== null && !parent)
      throw new Refusal('cause_not_found', 'There is no such branch in the tree.')
    const hasLeaves = causes.some((one) => one.parentId === id)
    if ((parent && parent.parentId !== null) || (parent && hasLeaves) || parentId === id)
      throw new Refusal('cause_too_deep', 'Causes have two levels: a branch and its leaves.')
    await upsertCause(scope, { id, parentId, name, isArchived })
    await audit(scope, 'setting.changed', { subject: { kind: 'cause', id } })
  })
}

function mustWait(held: ComplaintRow): ComplaintRow {
  if (!isWaiting(held)) throw new Refusal('complaint_settled', 'It has ended already; open it again first.')
  return held
}

/** Refuses `complaint_not_found`. */
export const notFound = () => new Refusal('complaint_not_found', 'There is no such complaint here.')

async function heldOf(scope: TxScope, id: string): Promise<ComplaintRow> {
  const held = isId(id) ? await lockComplaint(scope, id) : undefined
  if (!held) throw notFound()
  return held
}

type Change = (held: ComplaintRow) => ComplaintRow

const change = (scope: Scope, id: string, what: string, words: string | null, next: Change): Promise<void> =>
  transact(scope, (scope) => changeHeld(scope, id, what, words, next))

async function changeHeld(
  scope: TxScope,
  id: string,
  what: string,
  words: string | null,
  next: Change,
): Promise<void> {
  const held = await heldOf(scope, id)
  await upsertComplaint(scope, next(held))
  await tell(scope, held, what, words)
}

async function tell(
  scope: TxScope,
  complaint: ComplaintRow,
  what: string,
  words: string | null,
): Promise<void> {
  const line: StoryLine = { at: scope.now, what, words, byName: scope.actor.name }
  await insertLine(scope, complaint, newId<'line'>(scope, complaint.id), line)
  await publish(scope, 'complaint.changed', { id: complaint.id })
}
