/** What is checked and made up before a reply is held: its words, the reply itself, its acts. Writes nothing. */
import { isId, type AskId, type ReplyId } from '#kit/id.ts'
import { Refusal } from '#kit/refusal.ts'
import { SECOND_MS } from '#kit/time.ts'
import { readWhen } from '#features/promises/index.ts'
import { isStorable } from '#features/timeline/index.ts'
import { listMembers } from '#features/team/index.ts'
import { newId, read, type Scope, type TxScope } from '#platform/scope.ts'
import { channelFor } from '../channels.ts'
import type { AddAct, SendReply } from '../contract.ts'
import { KINDS_OF_ACTS, PERSONAL_KINDS } from '../rules/kinds.ts'
import { decideAct } from '../rules/policy.ts'
import { decideWords, fillMacro, hasOwnWords } from '../rules/variables.ts'
import { findAsk, type StoredAsk } from '../store/asks.ts'
import type { StoredAct, StoredReply } from '../store/replies.ts'
import { findMacro } from '../store/words.ts'
import type { Around } from './people.ts'
import { policyOf } from './policy.ts'

type Making = { readonly around: Around; readonly id: ReplyId; readonly by: { id: string; name: string } }

/** Whether these words may go out. Refuses `text_not_storable`, and what `decideWords` refuses. */
export async function checkWords(scope: Scope, wanted: SendReply): Promise<void> {
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

/** The reply as it is held, by the channel its conversation came in by. */
export async function prepareReply(
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

/** Its acts in their order, each allowed by the policy or by a colleague’s yes. Refuses what `sendReply` says of them. */
export async function prepareActs(
  scope: Scope,
  added: readonly AddAct[],
  making: Making,
): Promise<StoredAct[]> {
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
