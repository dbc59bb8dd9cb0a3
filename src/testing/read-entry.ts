/** Builders for the tests of the rules of moments. */
import type { CustomerId, EntryId } from '#kit/id.ts'
import type { NoticingContext, ReadEntry } from '#features/moments/rules/shapes.ts'

export const AT = new Date('2025-11-21T14:20:00Z')
export const ago = (days: number, hours = 0) => new Date(AT.getTime() - (days * 24 + hours) * 3_600_000)

let made = 0

/** An entry of one customer, on the day of the tests unless told otherwise. */
export function aReadEntry(over: Partial<ReadEntry> = {}): ReadEntry {
  made += 1
  return {
    id: `entry-${String(made).padStart(6, '0')}` as EntryId,
    at: AT,
    customerId: 'customer-1' as CustomerId,
    conversationId: null,
    kind: 'message_in',
    channel: 'email',
    title: null,
    body: null,
    authorKind: 'customer',
    authorName: null,
    data: {},
    ...over,
  }
}

export function aContext(over: Partial<NoticingContext> = {}): NoticingContext {
  const history = [...(over.history ?? [])].sort((a, b) => b.at.getTime() - a.at.getTime())
  return {
    firstOrderAt: undefined,
    noticed: [],
    zone: 'America/New_York',
    buyers: { usualSince: null, firstOf: new Map() },
    ...over,
    history,
  }
}
