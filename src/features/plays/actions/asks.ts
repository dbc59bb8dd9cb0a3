/** A word asked of a colleague, and the answer: the only approval there is, and never one's own. */
import { createHash } from 'node:crypto'
import { isId, makeId, slotOf, type AskId, type CustomerId, type MomentId } from '#kit/id.ts'
import { Refusal } from '#kit/refusal.ts'
import { HOUR_MS } from '#kit/time.ts'
import { isStorable, namesOf } from '#features/timeline/index.ts'
import { publish } from '#platform/live.ts'
import { read, transact, type Scope, type TxScope } from '#platform/scope.ts'
import type { AnswerAsk, Ask, AskColleague, ListAsks } from '../contract.ts'
import { KINDS_OF_ACTS } from '../rules/kinds.ts'
import { deciderOf, mayAnswer } from '../rules/policy.ts'
import { findAsk, insertAsk, listAsks, lockAsk, setAnswer, type StoredAsk } from '../store/asks.ts'
import { aroundMoment, memberOf } from './people.ts'
import { policyOf } from './policy.ts'
import { askNotFound } from './refusals.ts'

/** By when an answer is promised. */
const ANSWER_HOURS = { peer: 1, lead: 2 } as const

/** Asks for what the policy does not leave to the agent alone. Refuses `moment_not_found`, `amount_missing`, `text_not_storable`. */
export async function askColleague(scope: Scope, wanted: AskColleague): Promise<Ask> {
  const member = memberOf(scope)
  if (!isStorable(wanted.reasoning))
    throw new Refusal('text_not_storable', 'The text holds a character that no database keeps.')
  const { moment } = await aroundMoment(scope, wanted.momentId)
  const { costs, label } = KINDS_OF_ACTS[wanted.kind]
  if (costs && wanted.amountMinor === undefined)
    throw new Refusal('amount_missing', `${label}: how much is it worth?`)
  const digest = createHash('sha256').update(`ask:${moment.id}:${member.id}:${wanted.key}`).digest()
  const id = makeId<'ask'>(moment.at, slotOf(moment.id), digest)
  return transact(scope, async (scope) => {
    const needs = deciderOf(await policyOf(scope), wanted.kind, wanted.amountMinor ?? 0)
    const asked = needs === 'lead' ? 'lead' : 'peer'
    const amountMinor = costs ? (wanted.amountMinor ?? null) : null
    await insertAsk(scope, {
      id,
      customerId: moment.customerId,
      momentId: moment.id,
      kind: wanted.kind,
      amountMinor,
      currency: amountMinor === null ? null : scope.workspace.currency,
      reasoning: wanted.reasoning,
      needs: asked,
      byId: member.id,
      byName: member.name,
      at: scope.now,
      answerBy: new Date(scope.now.getTime() + ANSWER_HOURS[asked] * HOUR_MS),
      isYes: null,
      answeredById: null,
      answeredBy: null,
      answeredAt: null,
      answerWords: null,
      usedBy: null,
    })
    await publish(scope, 'ask.changed', { id, momentId: moment.id })
    const ask = await findAsk(scope, id)
    if (!ask) throw new Error('an ask just written is not there')
    return presentOne(scope, ask)
  })
}

/** Yes or no. Refuses `ask_not_found`, `ask_answered`, `not_yours_to_answer`. */
export function answerAsk(scope: Scope, id: AskId, { isYes, words }: AnswerAsk): Promise<Ask> {
  const member = memberOf(scope)
  return transact(scope, async (scope) => {
    const ask = await lockAsk(scope, id)
    if (!ask) throw askNotFound()
    if (ask.isYes !== null)
      throw new Refusal('ask_answered', `${ask.answeredBy ?? 'Somebody'} has answered already.`)
    if (!mayAnswer(ask, member))
      throw new Refusal(
        'not_yours_to_answer',
        ask.byId === member.id
          ? 'Nobody says yes to herself: a colleague has to.'
          : 'This needs a supervisor’s word.',
      )
    const answered: StoredAsk = {
      ...ask,
      isYes,
      answeredById: member.id,
      answeredBy: member.name,
      answeredAt: scope.now,
      answerWords: words ?? null,
    }
    await setAnswer(scope, answered)
    await publish(scope, 'ask.changed', { id, momentId: ask.momentId })
    return presentOne(scope, answered)
  })
}

export function showAsks(scope: Scope, { of, limit }: ListAsks): Promise<Ask[]> {
  return read(scope, async (scope) =>
    presentAsks(scope, await listAsks(scope, { of, byId: idOf(scope) }, limit)),
  )
}

/** The asks about one moment that its composer shows. */
export async function asksOfMoment(scope: TxScope, momentId: MomentId): Promise<Ask[]> {
  return presentAsks(scope, await listAsks(scope, { of: 'all', byId: idOf(scope), momentId }, 20))
}

/** The id of an ask as it came over the wire. Refuses `ask_not_found` where it is none. */
export function askIdFrom(text: string): AskId {
  if (!isId(text)) throw askNotFound()
  return text as AskId
}

const idOf = ({ actor }: Pick<Scope, 'actor'>) =>
  actor.kind === 'member' ? actor.id : '00000000-0000-7000-8000-000000000000'

async function presentOne(scope: TxScope, ask: StoredAsk): Promise<Ask> {
  const [shown] = await presentAsks(scope, [ask])
  if (!shown) throw new Error('one ask gives one')
  return shown
}

async function presentAsks(scope: TxScope, asks: readonly StoredAsk[]): Promise<Ask[]> {
  const names: ReadonlyMap<CustomerId, string> = await namesOf(scope, [
    ...new Set(asks.map(({ customerId }) => customerId)),
  ])
  return asks.map((ask) => ({
    id: ask.id,
    momentId: ask.momentId,
    customer: { id: ask.customerId, name: names.get(ask.customerId) ?? 'Customer' },
    kind: ask.kind,
    label: KINDS_OF_ACTS[ask.kind].label,
    money:
      ask.amountMinor === null || ask.currency === null
        ? null
        : { amountMinor: ask.amountMinor, currency: ask.currency },
    reasoning: ask.reasoning,
    needs: ask.needs,
    by: { id: ask.byId, name: ask.byName },
    at: ask.at.toISOString(),
    answerBy: ask.answerBy.toISOString(),
    answer:
      ask.isYes === null
        ? null
        : {
            isYes: ask.isYes,
            by: ask.answeredBy ?? '',
            at: (ask.answeredAt ?? ask.at).toISOString(),
            words: ask.answerWords,
          },
    isUsed: ask.usedBy !== null,
    mayAnswer: ask.isYes === null && mayAnswer(ask, scope.actor),
  }))
}
