/** Ids of promises, computed from their cause: the same words give the same promise, however often they are read. */
import { createHash } from 'node:crypto'
import { makeId, slotOf, type CustomerId, type PromiseId } from '#kit/id.ts'
import type { CustomerPromise } from '../rules/promise.ts'
import type { NewPromise } from '../rules/opening.ts'
import type { StoryRow } from '../store/story.ts'

const NO_TIME = new Date(0)

/** The promise of an entry; an order has one day of its carrier, whichever entry told it first. */
export function withId({ cause, ...promise }: NewPromise): CustomerPromise {
  const { customerId, entryId, madeAt } = promise
  const isCarrier = promise.origin === 'carrier'
  return {
    ...promise,
    id: isCarrier
      ? idFrom(NO_TIME, customerId, customerId, cause)
      : idFrom(madeAt, customerId, entryId ?? customerId, cause),
  }
}

/** The promise that a foreign ledger brought with an id of its own. */
export function inheritedId(
  customerId: CustomerId,
  source: string,
  externalId: string,
  madeAt: Date,
): PromiseId {
  return idFrom(madeAt, customerId, source, externalId)
}

/** The promise that something else made once, named by it: an act that went with a reply. */
export function promiseIdOf(customerId: CustomerId, cause: string): PromiseId {
  return idFrom(NO_TIME, customerId, cause)
}

/** One line of a history for one thing that happened. */
export function storyRow(
  promiseId: PromiseId,
  line: Omit<StoryRow, 'promiseId' | 'id' | 'quote' | 'byName'> & Partial<Pick<StoryRow, 'quote' | 'byName'>>,
): StoryRow {
  const { at, what, title } = line
  return {
    quote: null,
    byName: null,
    ...line,
    promiseId,
    id: makeId(at, slotOf(promiseId), digest(`story:${promiseId}:${what}:${title}:${at.toISOString()}`)),
  }
}

/** Told of a promise that lapsed (`withLapse`). */
export function lapseRow(promiseId: PromiseId, at: Date): StoryRow {
  return storyRow(promiseId, {
    at,
    what: 'withdrawn',
    title: 'Lapsed',
    words: 'Nobody could say how it ended, and no time was told; it counts neither as kept nor as broken',
  })
}

function idFrom(at: Date, customerId: CustomerId, ...cause: readonly string[]): PromiseId {
  return makeId<'promise'>(at, slotOf(customerId), digest(`promise:${cause.join(':')}`))
}

function digest(text: string): Uint8Array {
  return createHash('sha256').update(text).digest()
}
