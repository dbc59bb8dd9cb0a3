/** What a person does with a reply that did not get through: try it again, or say what became of it. */
import { homeOf, type ReplyId } from '#kit/id.ts'
import { Refusal } from '#kit/refusal.ts'
import { SECOND_MS } from '#kit/time.ts'
import { isStorable } from '#features/timeline/index.ts'
import { publish } from '#platform/live.ts'
import { transact, type Scope } from '#platform/scope.ts'
import type { Reply, SettleReply, TryAgain } from '../contract.ts'
import { leftOverIn } from '../rules/variables.ts'
import { freeAsks } from '../store/asks.ts'
import { listActsOf, lockReply, setAct, setReply } from '../store/replies.ts'
import { reverseByKey } from './grant.ts'
import { memberOf } from './people.ts'
import { replyNotFound } from './refusals.ts'
import { isMoney } from './send.ts'
import { presentReply } from './show.ts'

/** A reply that is tried again is held again, as long as one that is sent. */
const HOLD_SECONDS = 10

/**
 * Tries a failed reply again, perhaps without some of its acts (their money is given back) or with other words. Acts that are
 * done stay done. Refuses `reply_not_found`, `reply_not_stuck`, `act_not_found`, `variable_blank`, `text_not_storable`.
 */
export async function tryAgain(scope: Scope, id: ReplyId, { without, text }: TryAgain): Promise<Reply> {
  memberOf(scope)
  if (text !== undefined && !isStorable(text))
    throw new Refusal('text_not_storable', 'The text holds a character that no database keeps.')
  const [left] = leftOverIn(text ?? '')
  if (left !== undefined)
    throw new Refusal('variable_blank', `${left} has no value for this customer: fill it in or take it out.`)
  const dropped = await transact(scope, async (scope) => {
    const reply = await lockReply(scope, id)
    if (!reply || reply.state === 'preparing') throw replyNotFound()
    if (reply.state !== 'failed')
      throw new Refusal(
        'reply_not_stuck',
        reply.state === 'unsure'
          ? 'It may have gone out. Look first, and say whether it did.'
          : 'It has not failed, so there is nothing to try again.',
      )
    const acts = await listActsOf(scope, [id])
    const dropped = acts.filter((act) => without.includes(act.id) && act.state !== 'done')
    if (dropped.length < without.length)
      throw new Refusal('act_not_found', 'One of these acts is done already, or is no part of this reply.')
    for (const act of acts)
      if (dropped.includes(act)) await setAct(scope, { ...act, state: 'undone' })
      else if (act.state === 'failed') await setAct(scope, { ...act, state: 'held', problem: null })
    await freeAsks(
      scope,
      homeOf(scope.workspace, id),
      dropped.map((act) => act.id),
    )
    const heldUntil = new Date(scope.now.getTime() + HOLD_SECONDS * SECOND_MS)
    await setReply(scope, {
      ...reply,
      text: text ?? reply.text,
      state: 'held',
      heldUntil,
      nextTryAt: heldUntil,
      tries: 0,
      problem: null,
    })
    await publish(scope, 'reply.changed', { id, momentId: reply.momentId })
    return dropped
  })
  for (const act of dropped.filter(isMoney)) await reverseByKey(scope, act.id)
  return presentReply(scope, id)
}

/**
 * Somebody has looked: what was unsure did go through, and the rest follows; or it did not, and it can be tried again.
 * Refuses `reply_not_found`, `reply_not_stuck`.
 */
export async function settleReply(scope: Scope, id: ReplyId, { outcome }: SettleReply): Promise<Reply> {
  memberOf(scope)
  await transact(scope, async (scope) => {
    const reply = await lockReply(scope, id)
    if (!reply || reply.state === 'preparing') throw replyNotFound()
    if (reply.state !== 'unsure')
      throw new Refusal('reply_not_stuck', 'There is no doubt about this reply to settle.')
    const act = (await listActsOf(scope, [id])).find(({ state }) => state === 'unsure')
    const didGo = outcome === 'sent'
    const base = { ...reply, tries: 0, handedAt: null, keptBackAt: null, nextTryAt: didGo ? scope.now : null }
    if (act) {
      // What was in doubt is the act; the words have not been handed over yet.
      await setAct(scope, {
        ...act,
        state: didGo ? 'done' : 'failed',
        handedAt: null,
        problem: didGo ? null : act.problem,
        externalId: didGo ? (act.externalId ?? 'settled by hand') : null,
        doneAt: didGo ? scope.now : null,
      })
      await setReply(scope, { ...base, state: didGo ? 'sending' : 'failed' })
    } else
      await setReply(scope, {
        ...base,
        state: didGo ? 'sent' : 'failed',
        sentAt: didGo ? scope.now : null,
        problem: didGo ? null : reply.problem,
      })
    await publish(scope, 'reply.changed', { id, momentId: reply.momentId })
  })
  return presentReply(scope, id)
}
