/** Many customers with the same delay are one matter: shown together, each with a draft of her own; and telling them first. */
import { homeOf, type PromiseId } from '#kit/id.ts'
import { Refusal } from '#kit/refusal.ts'
import { findCustomerDetail, isStorable, namesOf, recordEntries } from '#features/timeline/index.ts'
import { read, transact, type Scope, type TxScope } from '#platform/scope.ts'
import type { Delay, DelayDetail, TellFirst } from '../contract.ts'
import { delayTitle, GATHERED_FROM } from '../rules/delay.ts'
import { decideChange } from '../rules/decide.ts'
import { TOLD_FIRST } from '../rules/keeping.ts'
import { standingOf, type CustomerPromise } from '../rules/promise.ts'
import { draftOf, firstNameOf } from '../rules/words.ts'
import { countTold, listDelayed, listDelays } from '../store/delays.ts'
import { findPromise, lockPromise } from '../store/promises.ts'
import { insertStory } from '../store/story.ts'
import { notFound } from './handle.ts'
import { storyRow } from './ids.ts'
import { savePromises } from './save.ts'
import { settingsOf } from './settings.ts'
import { presentRows } from './show.ts'
import { tellNews, tellPages } from './tell.ts'

/** Delays listed, and customers of one of them shown. */
const LISTED = 50
const SHOWN = 200
const NAMED = 3

/** What several customers wait for together, the soonest due first. */
export function showDelays(scope: Scope): Promise<Delay[]> {
  return read(scope, async (scope) => {
    const found = await listDelays(scope, GATHERED_FROM, LISTED)
    const delays: Delay[] = []
    for (const { key } of found) {
      const delay = await delayOf(scope, key)
      if (delay) delays.push(delay)
    }
    return delays
  })
}

/** One delay with a draft for each customer who was not told yet. Refuses `delay_not_found` where nobody waits for it any more. */
export async function showDelay(scope: Scope, key: string): Promise<DelayDetail> {
  const settings = await settingsOf(scope)
  return read(scope, async (scope) => {
    const promises = await listDelayed(scope, key, SHOWN)
    const told = await countTold(scope, key)
    if (promises.length === 0 && told === 0)
      throw new Refusal('delay_not_found', 'Nobody waits for this any more.')
    const rows = await presentRows(scope, promises, settings)
    const items = promises.flatMap((promise, i) => {
      const row = rows[i]
      const first = firstNameOf(row?.customer.name ?? '')
      return row ? [{ row, draft: draftOf(promise, first, scope.now, settings.calendar) }] : []
    })
    const names = items.slice(0, NAMED).map(({ row }) => row.customer.name)
    return { delay: inWords(key, promises, promises.length, names), items, told }
  })
}

/** What the queue needs of a delay; undefined where fewer wait for it than are gathered. */
export type DelayCue = {
  readonly key: string
  readonly title: string
  readonly count: number
  readonly names: readonly string[]
  /** Who were not told yet, the soonest due first. */
  readonly promises: readonly Pick<CustomerPromise, 'id' | 'customerId' | 'orderNo' | 'delayAt' | 'dueAt'>[]
}

/** A delay as the queue shows it; undefined where too few wait for it to be one matter. */
export function delayCueOf(scope: Scope, key: string): Promise<DelayCue | undefined> {
  return read(scope, async (scope) => {
    const promises = await listDelayed(scope, key, SHOWN)
    const [first] = promises
    if (!first || promises.length < GATHERED_FROM) return undefined
    const few = promises.slice(0, NAMED)
    const names = await namesOf(
      scope,
      few.map(({ customerId }) => customerId),
    )
    return {
      key,
      title: delayTitle(first),
      count: promises.length,
      names: few.map(({ customerId }) => names.get(customerId) ?? 'Customer'),
      promises,
    }
  })
}

async function delayOf(scope: TxScope, key: string): Promise<Delay | undefined> {
  const promises = await listDelayed(scope, key, SHOWN)
  if (promises.length < GATHERED_FROM) return undefined
  const few = promises.slice(0, NAMED).map(({ customerId }) => customerId)
  const names = await namesOf(scope, few)
  return inWords(
    key,
    promises,
    promises.length,
    few.map((id) => names.get(id) ?? 'Customer'),
  )
}

function inWords(
  key: string,
  [first]: readonly CustomerPromise[],
  count: number,
  names: readonly string[],
): Delay {
  return {
    key,
    title: first ? delayTitle(first) : key,
    words: first?.delayWords ?? '',
    count,
    dueAt: first?.dueAt?.toISOString() ?? null,
    names: [...names],
  }
}

/**
 * Writes down that a customer was told first, before she asked: on her timeline and in the promise's story. The promise itself
 * stays as it is. Refuses `promise_not_found`, `promise_settled`, `promise_broken`, `text_not_storable`.
 */
export async function tellFirst(scope: Scope, id: PromiseId, { words, via }: TellFirst): Promise<void> {
  if (!isStorable(words))
    throw new Refusal('text_not_storable', 'The text holds a character that no database keeps.')
  const customer = await read(scope, async (scope) => {
    const promise = await findPromise(scope, id)
    if (!promise) throw notFound()
    refuseTelling(promise, scope.now)
    return findCustomerDetail(scope, promise.customerId)
  })
  if (!customer) throw notFound()
  // The timeline first: said twice of one promise at one instant it is one message.
  const [verdict] = await recordEntries(scope, [
    {
      source: 'spoonful',
      messageId: `told-first:${id}:${scope.now.getTime()}`,
      kind: 'message_out',
      at: scope.now,
      identities: customer.identities,
      text: words,
      author: { kind: 'agent', name: scope.actor.name },
      data: { topic: TOLD_FIRST, other: { promise: id, logged: via } },
    },
  ])
  if (verdict?.outcome === 'refused') throw new Refusal(verdict.reason, verdict.message)
  await transact(scope, async (scope) => {
    const promise = await lockPromise(scope, id)
    if (!promise) throw notFound()
    const home = homeOf(scope.workspace, id)
    const line = { at: scope.now, what: 'told', title: 'Told first, before it was late', words: '' }
    await savePromises(scope, home, [{ ...promise, toldFirstAt: scope.now }])
    await insertStory(scope, home, [
      storyRow(id, { ...line, quote: words.slice(0, 300), byName: scope.actor.name }),
    ])
    // Nothing is left to be done about it before its time.
    await tellNews(scope, home, 'promise.rested', [promise])
    await tellPages(scope, [id])
  })
}

function refuseTelling(promise: CustomerPromise, now: Date): void {
  if (standingOf(promise, now) === 'pending')
    throw new Refusal('promise_settled', 'It waits for the customer, so there is nothing to tell her yet.')
  const decision = decideChange(promise, now)
  if (!decision.allowed) throw new Refusal(decision.reason, decision.message)
}
