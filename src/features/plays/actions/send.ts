/** Pressing send, and taking it back: a reply with its acts is checked, its money set aside, and held for the outbox. */
import { createHash } from 'node:crypto'
import { homeOf, isId, makeId, slotOf, type ActId, type AskId, type ReplyId } from '#kit/id.ts'
import { Refusal } from '#kit/refusal.ts'
import { SECOND_MS } from '#kit/time.ts'
import { reopenMoment, settleMoment } from '#features/moments/index.ts'
import { readWhen } from '#features/promises/index.ts'
import { isStorable } from '#features/timeline/index.ts'
import { listMembers } from '#features/team/index.ts'
import { publish } from '#platform/live.ts'
import { newId, read, transact, type Scope, type TxScope } from '#platform/scope.ts'
import { channelFor } from '../channels.ts'
import type { AddAct, Reply, SendReply } from '../contract.ts'
import { KINDS_OF_ACTS, PERSONAL_KINDS } from '../rules/kinds.ts'
import { PREPARING_MS } from '../rules/outbox.ts'
import { decideAct } from '../rules/policy.ts'
import { decideWords, fillMacro, hasOwnWords } from '../rules/variables.ts'
import { findAsk, freeAsks, useAsk, type StoredAsk } from '../store/asks.ts'
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
import { findMacro } from '../store/words.ts'
import { grantCourtesy, reverseByKey } from './grant.ts'
import { aroundMoment, memberOf, type Around } from './people.ts'
import { policyOf } from './policy.ts'
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

async function checkWords(scope: Scope, wanted: SendReply): Promise<void> {
  const texts = [
    wanted.text,
    wanted.subject,
    ...wanted.acts.flatMap(({ words, title, reason }) => [words, title, reason]),
  ]
  if (texts.some((text) => text !== undefined && !isStorable(text)))
    throw new Refusal('text_not_storable', 'The text holds a character that no database keeps.')
  const { macroId } = wanted
  const macro =
    macroId !== undefined && isId(macroId)
      ? await read(scope, (scope) => findMacro(scope, macroId))
      : undefined
  const decision = decideWords(withCode(wanted.text, 'CODE', wanted.acts), {
    personal: wanted.personal,
    isPersonalRequired: macro !== undefined && fillMacro(macro.template, {}).personal?.isRequired === true,
    hasActs: wanted.acts.length > 0,
  })
  if (!decision.allowed) throw new Refusal(decision.reason, decision.message)
}

type Making = { readonly around: Around; readonly id: ReplyId; readonly by: { id: string; name: string } }

async function prepareReply(
  scope: Scope,
  wanted: SendReply,
  { around, id, by, acts }: Making & { readonly acts: readonly StoredAct[] },
): Promise<StoredReply> {
  const { moment, talk } = around
  const { channel, route } = await channelFor(scope, talk)
  const code = acts.find(({ code }) => code !== null)?.code ?? ''
  const isPersonal =
    wanted.text.trim() !== '' &&
    (acts.some(({ kind }) => PERSONAL_KINDS.has(kind)) ||
      hasOwnWords(wanted.text, { macroText: wanted.macroText, personal: wanted.personal }))
  const heldUntil = new Date(scope.now.getTime() + wanted.holdSeconds * SECOND_MS)
  return {
    id,
    customerId: moment.customerId,
    momentId: moment.id,
    conversationId: moment.conversationId,
    channel: channel.name,
    address: route.address,
    subject: wanted.subject ?? route.subject,
    inReplyTo: route.inReplyTo,
    text: withCode(wanted.text, code, wanted.acts),
    state: 'held',
    heldUntil,
    nextTryAt: heldUntil,
    tries: 0,
    handedAt: null,
    problem: null,
    externalId: null,
    byId: by.id,
    byName: by.name,
    at: scope.now,
    sentAt: null,
    isDone: wanted.isDone,
    isPersonal,
    fromScratch: wanted.fromScratch,
    macroId: wanted.macroId !== undefined && isId(wanted.macroId) ? wanted.macroId : null,
    secondsSpent: wanted.secondsSpent ?? null,
    keptBackAt: null,
  }
}

/** `{{code}}` stands for the discount code of this reply, whose letters are not known before it is made. */
function withCode(text: string, code: string, acts: readonly { kind: string }[]): string {
  return acts.some(({ kind }) => kind === 'discount') ? text.replaceAll(/\{\{\s*code\s*\}\}/gi, code) : text
}

async function prepareActs(scope: Scope, added: readonly AddAct[], making: Making): Promise<StoredAct[]> {
  const owners = added.flatMap(({ ownerId }) => ownerId ?? [])
  if (owners.length > 0) {
    const members = await listMembers(scope.db, scope.workspace.id)
    if (!owners.every((id) => members.some((member) => member.id === id)))
      throw new Refusal('member_not_found', 'There is nobody with this id on the team.')
  }
  for (const { kind, when } of added)
    if (kind === 'check_back') {
      const { due, words } = await readWhen(scope, when ?? '')
      if (due === null) throw new Refusal('when_not_readable', words)
    }
  return read(scope, async (scope) => {
    const policy = await policyOf(scope)
    const acts: StoredAct[] = []
    for (const [position, one] of added.entries()) {
      const ask = await askFor(scope, one, making)
      const amountMinor = KINDS_OF_ACTS[one.kind].costs ? (one.amountMinor ?? null) : null
      const decision = decideAct(policy, { kind: one.kind, amountMinor }, ask, scope.workspace.currency)
      if (!decision.allowed)
        throw new Refusal(decision.reason, decision.message, { needs: decision.needs, position })
      acts.push(actOf(scope, one, { ...making, position, ask }))
    }
    return acts
  })
}

/** A yes that may be used here: her own ask, about this customer’s moment, answered and not used. */
async function askFor(
  scope: TxScope,
  { askId }: AddAct,
  { around, by }: Making,
): Promise<StoredAsk | undefined> {
  if (askId === undefined) return undefined
  const ask = isId(askId) ? await findAsk(scope, askId as AskId) : undefined
  if (!ask || ask.momentId !== around.moment.id)
    throw new Refusal('ask_not_found', 'Nobody was asked this about this moment.')
  if (ask.isYes !== true || ask.byId !== by.id)
    throw new Refusal('ask_does_not_fit', 'There is no yes to this for you.')
  if (ask.usedBy !== null) throw new Refusal('ask_used', 'This yes was used already; ask again.')
  return ask
}

function actOf(
  scope: TxScope,
  one: AddAct,
  { around, id, by, position, ask }: Making & { position: number; ask: StoredAsk | undefined },
): StoredAct {
  const { label, costs } = KINDS_OF_ACTS[one.kind]
  const amountMinor = costs ? (one.amountMinor ?? null) : null
  return {
    id: newId<'act'>(scope, around.moment.id),
    replyId: id,
    position,
    customerId: around.moment.customerId,
    momentId: around.moment.id,
    playId: playIdIn(one.offerId),
    kind: one.kind,
    title: one.title ?? label,
    words: one.words ?? null,
    reason: one.reason ?? ask?.reasoning ?? null,
    amountMinor,
    currency: amountMinor === null ? null : scope.workspace.currency,
    typedWhen: one.when ?? null,
    ownerId: one.ownerId ?? null,
    anecdoteId: idOrNull(one.anecdoteId),
    educationId: idOrNull(one.educationId),
    askId: ask?.id ?? null,
    approvedBy: ask?.answeredBy ?? null,
    state: 'held',
    handedAt: null,
    problem: null,
    code: one.kind === 'discount' ? codeFrom(scope.random(8)) : null,
    externalId: null,
    promiseId: null,
    byId: by.id,
    byName: by.name,
    at: scope.now,
    doneAt: null,
  }
}

const idOrNull = (text: string | undefined) => (text !== undefined && isId(text) ? text : null)

/** "play:first-order:1" came from the play "first-order". */
const playIdIn = (offerId: string | undefined) => /^play:([^:]+):/.exec(offerId ?? '')?.[1] ?? null

/** Without letters and digits that are read for one another; 40 bits, so that nobody guesses one. */
const CODE_LETTERS = '23456789ABCDEFGHJKMNPQRSTVWXYZ'
function codeFrom(random: Uint8Array): string {
  return `THANKS-${[...random].map((byte) => CODE_LETTERS[byte % CODE_LETTERS.length]).join('')}`
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
