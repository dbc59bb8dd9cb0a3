/** Pressing send, and taking it back: a reply with its acts is checked, its money set aside, and held for the outbox. */
import { createHash } from 'node:crypto'
import { homeOf, isId, makeId, slotOf, type ActId, type ReplyId } from '#kit/id.ts'
import { Refusal } from '#kit/refusal.ts'
import { reopenMoment, settleMoment } from '#features/moments/index.ts'
import { publish } from '#platform/live.ts'
import { read, transact, type Scope, type TxScope } from '#platform/scope.ts'
import type { Reply, SendReply } from '../contract.ts'
import { KINDS_OF_ACTS } from '../rules/kinds.ts'
import { PREPARING_MS } from '../rules/outbox.ts'
import { freeAsks, useAsk } from '../store/asks.ts'
import { deleteDraft } from '../store/composer.ts'
import {
  deleteUndone,
  findReply,
  insertReply,
  listActsOf,
  lockReply,
  setAct,
  setReply,
  type StoredAct,
  type StoredReply,
} from '../store/replies.ts'
import { grantCourtesy, reverseByKey } from './grant.ts'
import { aroundMoment, memberOf, type Around } from './people.ts'
import { checkWords, prepareActs, prepareReply } from './prepare.ts'
import { replyNotFound } from './refusals.ts'
import { presentReply } from './show.ts'

/**
 * Holds a reply with its acts for some seconds; after that the outbox sends it. The same key again answers the same reply.
 * Refuses `moment_not_found`, `nothing_to_send`, `variable_blank`, `personal_slot_empty`, `text_not_storable`,
 * `when_not_readable`, `member_not_found`, `amount_missing`, `needs_colleague`, `ask_does_not_fit`, `ask_used`,
 * `budget_spent`, `customer_limit_reached`, `not_allowed`.
 */
export async function sendReply(scope: Scope, wanted: SendReply): Promise<Reply> {
  const member = memberOf(scope)
  const around = await aroundMoment(scope, wanted.momentId)
  const id = replyIdOf(around, member.id, wanted.key)
  const known = await read(scope, (scope) => findReply(scope, id))
  if (known && known.state !== 'preparing') return presentReply(scope, id)
  await checkWords(scope, wanted)
  if (!known) {
    const acts = await prepareActs(scope, wanted.acts, { around, id, by: member })
    await hold(scope, await prepareReply(scope, wanted, { around, id, by: member, acts }), acts)
  }
  // As they stand: where two presses met, the acts are those of the first.
  const acts = await read(scope, (scope) => listActsOf(scope, [id]))
  if (acts.some(isMoney)) await setMoneyAside(scope, id, acts, around)
  if (wanted.isDone) await settleMoment(scope, around.moment.id, { outcome: 'done' }).catch(isSettled)
  return presentReply(scope, id)
}

/** Takes a reply back while it is held; nothing goes out and nothing is spent. Refuses `reply_not_found`, `reply_gone_out`. */
export async function undoReply(scope: Scope, id: ReplyId): Promise<Reply> {
  memberOf(scope)
  const reply = await transact(scope, async (scope) => {
    const reply = await lockReply(scope, id)
    if (!reply || reply.state === 'preparing') throw replyNotFound()
    if (reply.state === 'undone') return reply
    if (reply.state !== 'held')
      throw new Refusal('reply_gone_out', 'It is on its way already; it can’t be taken back any more.')
    // Still due: the outbox frees the money if this process dies before it has.
    await setReply(scope, { ...reply, state: 'undone', nextTryAt: scope.now, keptBackAt: null })
    await publish(scope, 'reply.changed', { id, momentId: reply.momentId })
    return reply
  })
  await releaseReply(scope, id)
  await reopenAfter(scope, reply)
  return presentReply(scope, id)
}

/** Opens the moment again that a reply had settled which is not to go out. */
export async function reopenAfter(scope: Scope, reply: StoredReply): Promise<void> {
  if (reply.isDone) await reopenMoment(scope, reply.momentId).catch(isSettled)
}

/** Frees what an undone reply had set aside, and gives its yeses back. Bears being run twice. */
export async function releaseReply(scope: Scope, id: ReplyId): Promise<void> {
  const { reply, acts } = await read(scope, async (scope) => ({
    reply: await findReply(scope, id),
    acts: await listActsOf(scope, [id]),
  }))
  if (reply?.state !== 'undone') return
  const open = acts.filter(({ state }) => state !== 'done')
  for (const act of open.filter(isMoney)) await reverseByKey(scope, act.id)
  await transact(scope, async (scope) => {
    await freeAsks(
      scope,
      homeOf(scope.workspace, id),
      open.map(({ id }) => id),
    )
    for (const act of open) await setAct(scope, { ...act, state: 'undone' })
    await setReply(scope, { ...reply, nextTryAt: null })
  })
}

/** The id of a reply as it came over the wire. Refuses `reply_not_found` where it is none. */
export function replyIdFrom(text: string): ReplyId {
  if (!isId(text)) throw replyNotFound()
  return text as ReplyId
}

export const isMoney = ({ amountMinor, kind }: Pick<StoredAct, 'amountMinor' | 'kind'>): boolean =>
  amountMinor !== null && KINDS_OF_ACTS[kind].costs

/** Pressing twice is one reply: its id is a function of who pressed which key at which moment. */
function replyIdOf({ moment }: Around, memberId: string, key: string): ReplyId {
  const digest = createHash('sha256').update(`reply:${moment.id}:${memberId}:${key}`).digest()
  return makeId<'reply'>(moment.at, slotOf(moment.id), digest)
}

/** A moment a colleague has settled meanwhile stays as she left it; the reply stands. */
function isSettled(error: unknown): void {
  if (!(error instanceof Refusal)) throw error
}

/** Writes it down, whole; the draft it was written in has served. */
async function hold(scope: Scope, reply: StoredReply, acts: readonly StoredAct[]): Promise<void> {
  const isHeld = !acts.some(isMoney)
  const preparing: StoredReply = {
    ...reply,
    state: 'preparing',
    nextTryAt: new Date(scope.now.getTime() + PREPARING_MS),
  }
  await transact(scope, async (scope) => {
    if (!(await insertReply(scope, isHeld ? reply : preparing, acts))) return
    for (const { askId, id } of acts)
      if (askId !== null && (await useAsk(scope, askId, id)) === 0)
        throw new Refusal('ask_used', 'This yes was used already; ask again.')
    if (isHeld) await tellHeld(scope, reply)
  })
}

/** Sets the money of each act aside, then lets the hold begin. One that is refused gives all of it back and leaves no reply. */
async function setMoneyAside(
  scope: Scope,
  id: ReplyId,
  acts: readonly StoredAct[],
  { personId }: Around,
): Promise<void> {
  try {
    for (const act of acts.filter(isMoney))
      await grantCourtesy(scope, {
        key: act.id,
        customerId: personId,
        momentId: act.momentId,
        actId: act.id,
        kind: act.kind,
        amountMinor: act.amountMinor ?? 0,
        yes:
          act.approvedBy === null
            ? undefined
            : { kind: act.kind, amountMinor: act.amountMinor, by: act.approvedBy },
      })
    await transact(scope, async (scope) => {
      const reply = await lockReply(scope, id)
      if (!reply || reply.state === 'undone')
        throw new Refusal('request_in_progress', 'It took too long and was taken back; send it again.')
      if (reply.state !== 'preparing') return
      await setReply(scope, { ...reply, state: 'held', nextTryAt: reply.heldUntil })
      await tellHeld(scope, reply)
    })
  } catch (error) {
    if (error instanceof Refusal) await dropReply(scope, id, acts)
    throw error
  }
}

/**
 * Gives back what a reply that never was had set aside, and forgets it. `acts` where they are known, since another press may
 * have forgotten it before. Bears being run twice.
 */
export async function dropReply(scope: Scope, id: ReplyId, acts: readonly StoredAct[] = []): Promise<void> {
  const dropped = await transact(scope, async (scope) => {
    const reply = await lockReply(scope, id)
    if (!reply) return acts
    if (reply.state !== 'preparing') return []
    // From here on no press can hold it; a process that dies now leaves it to the outbox.
    await setReply(scope, { ...reply, state: 'undone', nextTryAt: scope.now })
    return listActsOf(scope, [id])
  })
  if (dropped.length === 0) return
  for (const act of dropped.filter(isMoney)) await reverseByKey(scope, act.id)
  await transact(scope, async (scope) => {
    const ids: ActId[] = dropped.map(({ id }) => id)
    await freeAsks(scope, homeOf(scope.workspace, id), ids)
    await deleteUndone(scope, id)
  })
}

async function tellHeld(scope: TxScope, reply: StoredReply): Promise<void> {
  await deleteDraft(scope, reply.momentId, reply.byId)
  await publish(scope, 'reply.changed', { id: reply.id, momentId: reply.momentId })
}
