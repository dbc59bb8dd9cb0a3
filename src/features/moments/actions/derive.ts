/** Ids of what is derived, computed from its cause: the same entry gives the same moment and the same facts, however often it is read. */
import { createHash } from 'node:crypto'
import { makeId, slotOf, type CustomerId, type FactId, type MomentId } from '#kit/id.ts'
import type { StoredEntry } from '#features/timeline/index.ts'
import { sameness } from '../rules/facts.ts'
import type { NoticedFact, NoticedMoment, ReadEntry } from '../rules/shapes.ts'
import { silentSince } from '../rules/silence.ts'
import type { NewFact } from '../store/facts.ts'
import type { NewMoment } from '../store/moments.ts'

/** One moment for one entry. */
export function momentIdOf(entry: Pick<ReadEntry, 'id' | 'at'>): MomentId {
  return makeId<'moment'>(entry.at, slotOf(entry.id), digest(`moment:${entry.id}`))
}

/** One moment for one silence: it begins anew when she is heard of and silent again. */
export function silenceIdOf(customerId: CustomerId, lastAt: Date): MomentId {
  return makeId<'moment'>(
    silentSince(lastAt),
    slotOf(customerId),
    digest(`moment:silent:${customerId}:${lastAt.toISOString()}`),
  )
}

/** One fact for one thing said of a customer, however often she says it. */
export function factIdOf(customerId: CustomerId, fact: Pick<NoticedFact, 'kind' | 'value'>): FactId {
  return makeId<'fact'>(new Date(0), slotOf(customerId), digest(`fact:${customerId}:${sameness(fact)}`))
}

/** The row of a moment noticed in an entry. */
export function momentRow(entry: StoredEntry, moment: NoticedMoment): NewMoment {
  return {
    ...rowBase(moment),
    id: momentIdOf(entry),
    customerId: entry.customerId,
    conversationId: entry.conversationId,
    thread: threadOf(entry),
    entryId: entry.id,
    entryAt: entry.at,
    channel: entry.channel,
    at: entry.at,
  }
}

/** The row of a moment noticed in what did not happen. */
export function silenceRow(customerId: CustomerId, lastAt: Date, moment: NoticedMoment): NewMoment {
  return {
    ...rowBase(moment),
    id: silenceIdOf(customerId, lastAt),
    customerId,
    conversationId: null,
    thread: null,
    entryId: null,
    entryAt: null,
    channel: null,
    at: silentSince(lastAt),
  }
}

/** What the moments of an entry are about: her conversation, or her parcel. Null stands alone. */
export function threadOf({
  customerId,
  conversationId,
  kind,
  data,
}: Pick<ReadEntry, 'customerId' | 'conversationId' | 'kind' | 'data'>): string | null {
  if (conversationId !== null) return `${customerId}/${conversationId}`
  return kind === 'delivery' && data.order !== undefined
    ? `${customerId}/parcel/${data.order.slice(0, 100)}`
    : null
}

export function factRow(entry: StoredEntry, fact: NoticedFact): NewFact {
  return {
    id: factIdOf(entry.customerId, fact),
    customerId: entry.customerId,
    kind: fact.kind,
    value: fact.value,
    quote: fact.quote,
    saidIn: entry.kind,
    channel: entry.channel,
    entryId: entry.id,
    at: entry.at,
    expiresAt: fact.expiresAt,
    standing: fact.standing,
    sensitivity: fact.sensitivity ?? null,
  }
}

function rowBase({ kind, valence, signs, slots, words, marks, expiresAt, because }: NoticedMoment) {
  return { kind, valence, signs, slots, words, marks, expiresAt, expiresBecause: because }
}

function digest(text: string): Uint8Array {
  return createHash('sha256').update(text).digest()
}
