/** Writes down what was given before this workspace was kept here: through the same guarded statement, with its act and its task done. */
import { createHash } from 'node:crypto'
import { homeOf, makeId, slotOf, type ActId, type CustomerId, type MomentId } from '#kit/id.ts'
import { Refusal } from '#kit/refusal.ts'
import { read, transact, type Scope } from '#platform/scope.ts'
import type { MomentRecord } from '#features/moments/index.ts'
import { findCustomerDetail } from '#features/timeline/index.ts'
import type { ActKind } from '../contract.ts'
import { KINDS_OF_ACTS } from '../rules/kinds.ts'
import { listGrantsOfActs } from '../store/ledger.ts'
import { insertReply, type StoredAct, type StoredReply } from '../store/replies.ts'
import { insertTasks } from '../store/tasks.ts'
import { tasksOf } from './follow.ts'
import { grantCourtesy } from './grant.ts'
import { inNameOf } from './people.ts'

export type GivenBefore = {
  readonly moment: Pick<MomentRecord, 'id' | 'customerId' | 'conversationId' | 'noticedAt'>
  readonly by: { readonly id: string; readonly name: string }
  /** When it was given; the budget of that month bears it. */
  readonly at: Date
  readonly kind: ActKind
  /** In minor units of the workspace's currency, above zero. */
  readonly amountMinor: number
  readonly title: string
  readonly reason: string
}

/** Gives each, oldest first; what a limit of its time does not bear is left out. Nothing leaves, and doing it twice changes nothing. */
export async function bringGiven(scope: Scope, given: readonly GivenBefore[]): Promise<void> {
  const known = await read(scope, (scope) => listGrantsOfActs(scope, given.map(actIdOf)))
  const done = new Set(known.map(({ actId }) => actId))
  const fresh = given.filter((one) => !done.has(actIdOf(one)))
  for (const one of fresh.toSorted((a, b) => a.at.getTime() - b.at.getTime()))
    await bringOne({ ...inNameOf(scope, { byId: one.by.id, byName: one.by.name }), now: one.at }, one)
}

async function bringOne(scope: Scope, one: GivenBefore): Promise<void> {
  const { id: momentId, customerId } = one.moment
  const customer = await read(scope, (scope) => findCustomerDetail(scope, customerId))
  if (!customer) return
  const act = actOf(scope, one)
  try {
    await grantCourtesy(scope, {
      key: act.id,
      customerId: customer.id as CustomerId,
      momentId,
      actId: act.id,
      kind: one.kind,
      amountMinor: one.amountMinor,
    })
  } catch (error) {
    if (error instanceof Refusal) return
    throw error
  }
  await transact(scope, async (scope) => {
    await insertReply(scope, replyOf(act, one), [act])
    const tasks = tasksOf([act], one.at).map((task) => ({ ...task, doneAt: one.at, doneBy: one.by.name }))
    await insertTasks(scope, homeOf(scope.workspace, act.id), tasks)
  })
}

/** Noticed anew after the customer was taken out and came again, it is another. */
const digestOf = ({ moment }: GivenBefore): Buffer =>
  createHash('sha256').update(`brought ${moment.id} ${moment.noticedAt.toISOString()}`).digest()

const actIdOf = (one: GivenBefore): ActId => makeId<'act'>(one.at, slotOf(one.moment.id), digestOf(one))

function actOf({ workspace }: Scope, one: GivenBefore): StoredAct {
  const { moment, by, at, kind, amountMinor, title, reason } = one
  return {
    id: actIdOf(one),
    replyId: makeId<'reply'>(at, slotOf(moment.id), digestOf(one)),
    position: 0,
    customerId: moment.customerId,
    momentId: moment.id satisfies MomentId,
    playId: null,
    kind,
    title,
    words: null,
    reason,
    amountMinor,
    currency: workspace.currency,
    typedWhen: null,
    ownerId: null,
    anecdoteId: null,
    educationId: null,
    askId: null,
    approvedBy: null,
    state: 'done',
    handedAt: null,
    problem: null,
    code: null,
    // The shop of that time gave it: it is nobody's task.
    externalId: KINDS_OF_ACTS[kind].by === 'shop' ? `brought-${actIdOf(one)}` : null,
    promiseId: null,
    byId: by.id,
    byName: by.name,
    at,
    doneAt: at,
  }
}

/** Acts stand in a reply; this one says nothing, so that none of its words are counted as anybody's. */
function replyOf(act: StoredAct, { moment, by, at }: GivenBefore): StoredReply {
  return {
    id: act.replyId,
    customerId: moment.customerId,
    momentId: moment.id,
    conversationId: moment.conversationId,
    channel: 'log',
    address: '',
    subject: null,
    inReplyTo: null,
    text: '',
    state: 'sent',
    heldUntil: at,
    nextTryAt: null,
    tries: 0,
    handedAt: null,
    problem: null,
    externalId: null,
    byId: by.id,
    byName: by.name,
    at,
    sentAt: at,
    isDone: false,
    isPersonal: false,
    fromScratch: false,
    macroId: null,
    secondsSpent: null,
    keptBackAt: null,
  }
}
