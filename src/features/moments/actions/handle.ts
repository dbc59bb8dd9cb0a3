/** What people do with a moment: settle it, put it off, take it, and undo each of these. */
import { isId, type MomentId } from '#kit/id.ts'
import { Refusal } from '#kit/refusal.ts'
import { leads } from '#kit/roles.ts'
import { listMembers } from '#features/team/index.ts'
import { publish } from '#platform/live.ts'
import { transact, type Actor, type Scope, type TxScope } from '#platform/scope.ts'
import type { AssignMoment, SettleMoment } from '../contract.ts'
import { maySettle, maySnooze, stateOf } from '../rules/standing.ts'
import { deleteExample, setExample, type Example } from '../store/examples.ts'
import {
  deleteAssignment,
  deleteSettlement,
  deleteSnooze,
  findSettlement,
  listSnoozes,
  setAssignment,
  setSettlement,
  setSnooze,
} from '../store/marks.ts'
import { lockMoment, setAssignee, setState, type MomentRecord } from '../store/moments.ts'
import { tellChanged } from './changed.ts'

/** Stands for a doer who is no person: the machine. */
const MACHINE_ID = '00000000-0000-7000-8000-000000000000'

/** Who does it, as it is written down. */
export function doerOf(actor: Actor): { id: string; name: string } {
  return { id: actor.kind === 'machine' ? MACHINE_ID : actor.id, name: actor.name }
}

/** Done, or not a moment. Again by the same person it replaces her word; refuses `moment_not_found`, `moment_settled`. */
export function settleMoment(scope: Scope, id: MomentId, wanted: SettleMoment): Promise<void> {
  return changing(scope, id, 'moment.settled', async (scope, moment) => {
    const doer = doerOf(scope.actor)
    const standing = await findSettlement(scope, id)
    const decision = maySettle(standing, doer.id)
    if (!decision.allowed)
      throw new Refusal(decision.reason, decision.message, { by: standing?.byName, at: standing?.at })
    const reason = wanted.outcome === 'dismissed' ? wanted.reason : null
    await learnFrom(scope, moment, { verdict: wanted.outcome === 'done' ? 'right' : 'wrong', reason })
    await setSettlement(scope, {
      momentId: id,
      outcome: wanted.outcome,
      reason,
      byId: doer.id,
      byName: doer.name,
      at: scope.now,
    })
  })
}

/** Undoes a settlement; does nothing where there is none. Refuses `moment_not_found`, `moment_settled` when it is another's. */
export function reopenMoment(scope: Scope, id: MomentId): Promise<void> {
  return changing(scope, id, 'moment.changed', async (scope) => {
    const standing = await findSettlement(scope, id)
    const decision = maySettle(standing, doerOf(scope.actor).id)
    if (!decision.allowed && !isLeader(scope.actor))
      throw new Refusal(decision.reason, decision.message, { by: standing?.byName, at: standing?.at })
    await deleteSettlement(scope, id)
    await deleteExample(scope, 'moment', id)
  })
}

/** Puts a moment off until an instant. Refuses `snooze_past_due`, `snooze_too_long`, `moment_not_found`, `moment_settled`. */
export function snoozeMoment(
  scope: Scope,
  id: MomentId,
  { until, reason }: { until: Date; reason?: string | undefined },
): Promise<void> {
  return changing(scope, id, 'moment.changed', async (scope) => {
    const decision = maySnooze(until, scope.now)
    if (!decision.allowed) throw new Refusal(decision.reason, decision.message)
    const settled = await findSettlement(scope, id)
    if (settled)
      throw new Refusal('moment_settled', `${settled.byName} has settled this moment already.`, {
        by: settled.byName,
        at: settled.at,
      })
    const doer = doerOf(scope.actor)
    await setSnooze(scope, {
      momentId: id,
      until,
      reason: reason ?? null,
      byId: doer.id,
      byName: doer.name,
      at: scope.now,
    })
  })
}

/** Brings a snoozed moment back at once. Refuses `moment_not_found`. */
export function unsnoozeMoment(scope: Scope, id: MomentId): Promise<void> {
  return changing(scope, id, 'moment.changed', async (scope) => {
    await deleteSnooze(scope, id)
  })
}

/** Hands a moment to a member, with a note if there is one. Refuses `member_not_found`, `moment_not_found`. */
export async function assignMoment(
  scope: Scope,
  id: MomentId,
  { memberId, note }: AssignMoment,
): Promise<void> {
  const members = await listMembers(scope.db, scope.workspace.id)
  if (!members.some((member) => member.id === memberId))
    throw new Refusal('member_not_found', 'There is nobody with this id on the team.')
  await changing(scope, id, 'moment.changed', async (scope) => {
    const doer = doerOf(scope.actor)
    await setAssignment(scope, {
      momentId: id,
      memberId,
      note: note?.trim() || null,
      byId: doer.id,
      byName: doer.name,
      at: scope.now,
    })
    await setAssignee(scope, id, memberId)
  })
}

/** Lets go of a moment. Refuses `moment_not_found`. */
export function unassignMoment(scope: Scope, id: MomentId): Promise<void> {
  return changing(scope, id, 'moment.changed', async (scope) => {
    await deleteAssignment(scope, id)
    await setAssignee(scope, id, null)
  })
}

/** What somebody did with a moment says whether the sign that led it was right. */
async function learnFrom(
  scope: TxScope,
  { id, kind, signs, customerId, entryId, entryAt }: MomentRecord,
  word: Pick<Example, 'verdict' | 'reason'>,
): Promise<void> {
  const lead = signs.find((sign) => sign.kind === kind) ?? signs[0]
  const doer = doerOf(scope.actor)
  if (!lead || doer.id === MACHINE_ID) return
  await setExample(scope, {
    ...word,
    source: 'moment',
    subjectId: id,
    kind,
    rule: lead.by,
    customerId,
    entryId,
    entryAt,
    quoteStart: lead.start,
    quoteEnd: lead.end,
    score: lead.score,
    byId: doer.id,
    byName: doer.name,
    at: scope.now,
  })
}

/** The id of a moment as it came over the wire. Refuses `moment_not_found` where it is none. */
export function momentIdFrom(text: string): MomentId {
  if (!isId(text)) throw notFound()
  return text as MomentId
}

export const notFound = () =>
  new Refusal('moment_not_found', 'There is no such moment here; it may have been withdrawn.')

/** Holds the moment, does the work, brings its state in step, and tells the open pages. */
function changing(
  scope: Scope,
  id: MomentId,
  event: 'moment.settled' | 'moment.changed',
  work: (scope: TxScope, moment: MomentRecord) => Promise<void>,
): Promise<void> {
  return transact(scope, async (scope) => {
    const moment = await lockMoment(scope, id)
    if (!moment) throw notFound()
    await work(scope, moment)
    await refreshState(scope, id)
    await tellChanged(scope, moment.home, [moment.customerId])
    await publish(scope, event, { id })
  })
}

/** Brings the state of a held moment in step with what is recorded of it. */
export async function refreshState(scope: TxScope, id: MomentId): Promise<void> {
  const moment = await lockMoment(scope, id)
  if (!moment) return
  const [snooze] = await listSnoozes(scope, [id])
  const settlement = (await findSettlement(scope, id))?.outcome ?? null
  const state = stateOf(
    {
      settlement,
      foldedInto: moment.foldedInto,
      snoozedUntil: snooze?.until ?? null,
      expiresAt: moment.expiresAt,
    },
    scope.now,
  )
  if (state !== moment.state) await setState(scope, id, state)
}

const isLeader = (actor: Actor): boolean => actor.kind === 'member' && leads(actor.role)
