/** Replies, acts and tasks as they cross the wire. Reads only. */
import type { ActId, CustomerId, ReplyId } from '#kit/id.ts'
import { momentIdFrom } from '#features/moments/index.ts'
import { customerIdFrom, memberIds, namesOf } from '#features/timeline/index.ts'
import { read, type Scope, type TxScope } from '#platform/scope.ts'
import { channelNamed } from '../channels.ts'
import type { ListReplies, Reply, SmallAct } from '../contract.ts'
import { KINDS_OF_ACTS } from '../rules/kinds.ts'
import { listGrantsOfActs } from '../store/ledger.ts'
import { findReply, listActsOf, listReplies, type StoredAct, type StoredReply } from '../store/replies.ts'
import { taskIdOf } from './ids.ts'
import { replyNotFound } from './refusals.ts'

/** Refuses `reply_not_found`. */
export function presentReply(scope: Scope, id: ReplyId): Promise<Reply> {
  return read(scope, async (scope) => {
    const reply = await findReply(scope, id)
    const [shown] = reply ? await presentReplies(scope, [reply]) : []
    if (!shown || reply?.state === 'preparing') throw replyNotFound()
    return shown
  })
}

/** Replies, newest first. Refuses `moment_not_found`, `customer_not_found`. */
export function showReplies(scope: Scope, { moment, customer, of, limit }: ListReplies): Promise<Reply[]> {
  return read(scope, async (scope) => {
    const momentId = moment === undefined ? undefined : momentIdFrom(moment)
    const customerIds = customer === undefined ? undefined : await memberIds(scope, customerIdFrom(customer))
    return presentReplies(scope, await listReplies(scope, { momentId, customerIds, of }, limit))
  })
}

export async function presentReplies(scope: TxScope, replies: readonly StoredReply[]): Promise<Reply[]> {
  const acts = await listActsOf(
    scope,
    replies.map(({ id }) => id),
  )
  const grants = new Map(
    (
      await listGrantsOfActs(
        scope,
        acts.filter(({ amountMinor }) => amountMinor !== null).map(({ id }) => id),
      )
    ).map(({ actId, id }) => [actId, id]),
  )
  const names = await namesOf(scope, [...new Set(replies.map(({ customerId }) => customerId))])
  const byReply = Map.groupBy(acts, ({ replyId }) => replyId)
  return replies.map((reply) => present(reply, byReply.get(reply.id) ?? [], names, grants))
}

function present(
  reply: StoredReply,
  acts: readonly StoredAct[],
  names: ReadonlyMap<CustomerId, string>,
  grants: ReadonlyMap<ActId | null, string>,
): Reply {
  const { id, momentId, customerId, text, subject, channel, address, byId, byName, tries } = reply
  const { label } = channelNamed(channel)
  return {
    id,
    momentId,
    customer: { id: customerId, name: names.get(customerId) ?? 'Customer' },
    text,
    subject,
    channel: { name: channel, label },
    address,
    by: { id: byId, name: byName },
    at: reply.at.toISOString(),
    state: reply.state === 'preparing' ? 'held' : reply.state,
    heldUntil: reply.heldUntil.toISOString(),
    sentAt: reply.sentAt?.toISOString() ?? null,
    problem: reply.problem,
    tries,
    nextTryAt:
      reply.state === 'sending' || reply.state === 'unsure' ? (reply.nextTryAt?.toISOString() ?? null) : null,
    isKeptBack: reply.keptBackAt !== null,
    isDone: reply.isDone,
    isPersonal: reply.isPersonal,
    acts: acts.map((act) => presentAct(act, grants)),
  }
}

function presentAct(act: StoredAct, grants: ReadonlyMap<ActId | null, string>): SmallAct {
  const { id, kind, title, words, amountMinor, currency, state, problem, code, promiseId } = act
  const { label, by } = KINDS_OF_ACTS[kind]
  const isTask = by === 'task' || (by === 'shop' && act.externalId === null)
  return {
    id,
    kind,
    label,
    title,
    words,
    money: amountMinor === null || currency === null ? null : { amountMinor, currency },
    state,
    problem,
    code,
    promiseId,
    taskId: isTask && state === 'done' ? taskIdOf(act) : null,
    grantId: grants.get(id) ?? null,
  }
}
