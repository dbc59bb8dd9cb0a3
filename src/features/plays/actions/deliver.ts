/**
 * One look of the outbox at one reply: money first, then the words, then what follows from them (`follow.ts`). Before anything leaves this
 * process it is written down that it may have left, so that a killed process leaves "unsure" behind and never a second effect.
 */
import type { ReplyId } from '#kit/id.ts'
import { findCustomerDetail } from '#features/timeline/index.ts'
import { publish } from '#platform/live.ts'
import { isHeldBack } from '#platform/outgoing.ts'
import { read, transact, type Scope, type TxScope } from '#platform/scope.ts'
import { channelNamed } from '../channels.ts'
import { KINDS_OF_ACTS } from '../rules/kinds.ts'
import {
  ATTEMPT_MS,
  decideAfter,
  earlierOf,
  FOLLOW_MS,
  LEASE_MS,
  type After,
  type Outcome,
} from '../rules/outbox.ts'
import { shopFor } from '../shops.ts'
import {
  listActsOf,
  lockReply,
  setAct,
  setReply,
  type StoredAct,
  type StoredReply,
} from '../store/replies.ts'
import { finish } from './follow.ts'
import { dropReply, releaseReply, reopenAfter } from './send.ts'

/** A scope of the machine with the time as it is now: attempts may take long. */
export type Clocked = () => Scope

/** Sees to a reply that is due; answers whether there was something to do. */
export async function seeToReply(scopeNow: Clocked, id: ReplyId): Promise<boolean> {
  const claimed = await claim(scopeNow(), id)
  if (!claimed) return false
  switch (claimed.state) {
    case 'preparing':
      await dropReply(scopeNow(), id)
      return true
    case 'undone':
      await releaseReply(scopeNow(), id)
      await reopenAfter(scopeNow(), claimed)
      return true
    case 'sent':
      await finish(scopeNow(), id)
      return true
    case 'held':
    case 'sending':
    case 'unsure':
    case 'failed':
      if (await handOver(scopeNow, claimed)) await finish(scopeNow(), id)
      return true
  }
}

/** Takes a due reply for this process, for as long as one attempt may take; while nothing goes out it is kept in instead. */
function claim(scope: Scope, id: ReplyId): Promise<StoredReply | undefined> {
  return transact(scope, async (scope) => {
    const isHeld = await isHeldBack(scope)
    const reply = await lockReply(scope, id)
    if (!reply || reply.nextTryAt === null || reply.nextTryAt > scope.now) return undefined
    if (isHeld && (await wouldLeave(scope, reply))) return keepBack(scope, reply)
    const state = reply.state === 'held' ? 'sending' : reply.state
    const nextTryAt = state === 'sent' ? followFrom(scope.now) : leaseFrom(scope.now)
    const claimed = { ...reply, state, nextTryAt }
    await setReply(scope, claimed)
    if (state !== reply.state) await publish(scope, 'reply.changed', { id, momentId: reply.momentId })
    return claimed
  })
}

const STILL_IN: readonly string[] = ['held', 'sending', 'unsure', 'failed']

/** Whether the next look at it would let something out: words by a channel, or money by a shop. */
async function wouldLeave(scope: TxScope, { id, state, channel }: StoredReply): Promise<boolean> {
  if (!STILL_IN.includes(state)) return false
  if (channelNamed(channel).name !== 'log') return true
  return (await listActsOf(scope, [id])).some(({ kind }) => KINDS_OF_ACTS[kind].by === 'shop')
}

/** Nothing goes out: it is looked at again when somebody has said what becomes of it. */
async function keepBack(scope: TxScope, reply: StoredReply): Promise<undefined> {
  await setReply(scope, { ...reply, nextTryAt: null, keptBackAt: scope.now })
  await publish(scope, 'reply.changed', { id: reply.id, momentId: reply.momentId })
}

const leaseFrom = (now: Date) => new Date(now.getTime() + LEASE_MS)
const followFrom = (now: Date) => new Date(now.getTime() + FOLLOW_MS)

/** Money, then words. True once all of it is out and written down as such. */
async function handOver(scopeNow: Clocked, reply: StoredReply): Promise<boolean> {
  const acts = await read(scopeNow(), (scope) => listActsOf(scope, [reply.id]))
  for (const act of acts) {
    if (KINDS_OF_ACTS[act.kind].by !== 'shop' || act.state === 'done' || act.state === 'undone') continue
    if (!(await carryOut(scopeNow, reply, act))) return false
  }
  return reply.text.trim() === '' ? markSent(scopeNow(), reply.id, null) : sendWords(scopeNow, reply)
}

/** Has the shop carry out one act; without a shop it is left for the hand-off list, which `finish` writes. */
async function carryOut(scopeNow: Clocked, reply: StoredReply, act: StoredAct): Promise<boolean> {
  const scope = scopeNow()
  if (act.kind !== 'credit' && act.kind !== 'discount') return true
  const shop = await shopFor(scope, act.kind)
  if (!shop) return true
  const customer = await read(scope, (scope) => findCustomerDetail(scope, act.customerId))
  const earlier = earlierOf({ tries: reply.tries, handedAt: act.handedAt })
  await writeDown(scope, reply.id, { ...act, state: 'doing', handedAt: act.handedAt ?? scope.now })
  const outcome = await withinTime(() =>
    shop.carryOut(scope, {
      kind: act.kind as 'credit' | 'discount',
      customerId: act.customerId,
      identities: customer?.identities ?? [],
      money: { amountMinor: act.amountMinor ?? 0, currency: act.currency ?? '' },
      code: act.code,
      reason: act.reason ?? act.title,
      reference: act.id,
      earlier,
      unsureSince: act.handedAt,
    }),
  )
  const after = decideAfter(outcome, { tries: reply.tries + 1, now: scopeNow().now })
  await keepAfter(scopeNow(), reply.id, after, {
    ...act,
    state: ACT_STATES[after.state],
    handedAt: after.isMaybeOut ? (act.handedAt ?? scope.now) : null,
    problem: after.problem,
    externalId: outcome.outcome === 'done' ? (outcome.externalId ?? shop.name) : act.externalId,
    doneAt: after.state === 'done' ? scopeNow().now : null,
  })
  return after.state === 'done'
}

async function sendWords(scopeNow: Clocked, reply: StoredReply): Promise<boolean> {
  const scope = scopeNow()
  const channel = channelNamed(reply.channel)
  const current = await transact(scope, async (scope) => {
    const isHeld = await isHeldBack(scope)
    const current = await lockReply(scope, reply.id)
    if (!current) return undefined
    // Turned on while the money was seen to.
    if (isHeld && (await wouldLeave(scope, current))) return keepBack(scope, current)
    await setReply(scope, {
      ...current,
      handedAt: current.handedAt ?? scope.now,
      nextTryAt: leaseFrom(scope.now),
    })
    return current
  })
  if (!current) return false
  const outcome = await withinTime(() =>
    channel.deliver(scope, {
      customerId: reply.customerId,
      conversationId: reply.conversationId,
      address: reply.address,
      subject: reply.subject,
      inReplyTo: reply.inReplyTo,
      text: current.text,
      reference: reply.id,
      authorName: reply.byName,
      at: reply.at,
      earlier: earlierOf(current),
    }),
  )
  const after = decideAfter(outcome, { tries: current.tries + 1, now: scopeNow().now })
  if (outcome.outcome === 'delivered') return markSent(scopeNow(), reply.id, outcome.externalId ?? null)
  await keepAfter(scopeNow(), reply.id, after)
  return false
}

const ACT_STATES = { done: 'done', failed: 'failed', waiting: 'doing', unsure: 'unsure' } as const
const REPLY_STATES = { done: 'sending', failed: 'failed', waiting: 'sending', unsure: 'unsure' } as const

/** What came of an attempt: the act where it was one, and the reply that waits for it. Progress begins the count of tries anew. */
function keepAfter(scope: Scope, id: ReplyId, after: After, act?: StoredAct): Promise<void> {
  return transact(scope, async (scope) => {
    const reply = await lockReply(scope, id)
    if (!reply) return
    if (act) await setAct(scope, act)
    const isDone = after.state === 'done'
    await setReply(scope, {
      ...reply,
      state: REPLY_STATES[after.state],
      tries: isDone ? 0 : reply.tries + 1,
      nextTryAt: isDone ? leaseFrom(scope.now) : after.nextTryAt,
      // Of the words themselves: an act that is unsure says so itself.
      handedAt: act ? reply.handedAt : after.isMaybeOut ? reply.handedAt : null,
      problem: after.problem,
    })
    if (!isDone) await publish(scope, 'reply.changed', { id, momentId: reply.momentId })
  })
}

function writeDown(scope: Scope, id: ReplyId, act: StoredAct): Promise<void> {
  return transact(scope, async (scope) => {
    const reply = await lockReply(scope, id)
    if (!reply) return
    await setAct(scope, act)
    await setReply(scope, { ...reply, nextTryAt: leaseFrom(scope.now) })
  })
}

/** It is out. What follows (timeline, promises, tasks) is still due, so that a process that dies here leaves it to the next. */
export async function markSent(scope: Scope, id: ReplyId, externalId: string | null): Promise<true> {
  await transact(scope, async (scope) => {
    const reply = await lockReply(scope, id)
    if (!reply || reply.state === 'sent') return
    await setReply(scope, {
      ...reply,
      state: 'sent',
      sentAt: scope.now,
      handedAt: null,
      problem: null,
      externalId,
      nextTryAt: followFrom(scope.now),
    })
    await publish(scope, 'reply.changed', { id, momentId: reply.momentId })
  })
  return true
}

/** A provider that does not answer in time, or breaks off, may have done it. */
async function withinTime(attempt: () => Promise<Outcome>): Promise<Outcome> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<Outcome>((resolve) => {
    timer = setTimeout(
      () => resolve({ outcome: 'unsure', because: 'No answer came within 30 seconds.' }),
      ATTEMPT_MS,
    )
  })
  try {
    return await Promise.race([attempt(), late])
  } catch (error) {
    return {
      outcome: 'unsure',
      because: `The connection broke off: ${(error as Error).message.slice(0, 200)}`,
    }
  } finally {
    clearTimeout(timer)
  }
}
