/** Kinds of moment that a supervisor wrote: which entries they catch, and by which words. Pure. */
import { DAY_MS } from '#kit/time.ts'
import { findPhrases, readyPhrases } from '#reading/index.ts'
import type { OwnKindDefinition } from '../contract.ts'
import { OWN_PREFIX } from '../catalogue/index.ts'
import { isBefore } from './contacts.ts'
import type { ReadEntry, ReadyOwnKind, StoredSign } from './shapes.ts'

/** Kinds of entry that hold a customer's words. */
const SAID_IN: ReadonlySet<string> = new Set(['message_in', 'form', 'review', 'survey_answer', 'post'])

export function readyOwnKind(id: string, definition: OwnKindDefinition): ReadyOwnKind {
  const { any, none, conditions } = definition
  return {
    id,
    definition,
    any: readyPhrases(any),
    none: readyPhrases(none),
    product: readyPhrases(conditions.product === null ? [] : [conditions.product]),
  }
}

/** A kind that asks for nothing would catch everything. */
export function isAsking({ any, product, definition: { conditions } }: ReadyOwnKind): boolean {
  return (
    !any.isEmpty ||
    !product.isEmpty ||
    conditions.orderAtLeast !== null ||
    conditions.isFirstOrder ||
    conditions.daysSinceOrder !== null
  )
}

/** Whether the entry alone could be caught: words, who says it and channel; conditions need the person's history. */
export function couldCatch(kind: ReadyOwnKind, entry: ReadEntry): boolean {
  const { saidBy, channel } = kind.definition
  if (entry.data.automatic === true || (channel !== null && entry.channel !== channel)) return false
  if (kind.any.isEmpty) return entry.kind === 'order'
  const isHers = SAID_IN.has(entry.kind) && entry.authorKind === 'customer'
  const isOurs = entry.kind === 'message_out' && entry.authorKind === 'agent'
  if (!((isHers && saidBy !== 'agent') || (isOurs && saidBy !== 'customer')) || !entry.body) return false
  return findPhrases(kind.any, entry.body).length > 0 && findPhrases(kind.none, entry.body).length === 0
}

/** Whether some kind listens to what agents write. */
export const listensToAgents = (kinds: readonly ReadyOwnKind[]): boolean =>
  kinds.some(({ definition, any }) => definition.saidBy !== 'customer' && !any.isEmpty)

/** A sign for each kind that catches the entry; `history` holds the person's other entries, newest first. */
export function ownSignsOf(
  entry: ReadEntry,
  kinds: readonly ReadyOwnKind[],
  history: readonly ReadEntry[],
): StoredSign[] {
  return kinds.flatMap((kind) => {
    if (!couldCatch(kind, entry) || !meetsConditions(kind, entry, history)) return []
    const { name, valence, livesHours } = kind.definition
    const [span] = entry.body === null ? [] : findPhrases(kind.any, entry.body)
    return [
      {
        kind: `${OWN_PREFIX}${kind.id}`,
        quote: span && entry.body !== null ? entry.body.slice(span.start, span.end) : null,
        start: span?.start ?? null,
        end: span?.end ?? null,
        by: `own.${kind.id}`,
        score: 1,
        own: { name, valence, livesHours },
      },
    ]
  })
}

export function meetsConditions(
  { definition: { conditions }, product }: ReadyOwnKind,
  entry: ReadEntry,
  history: readonly ReadEntry[],
): boolean {
  const { orderAtLeast, isFirstOrder, daysSinceOrder } = conditions
  const before = history.filter((one) => one.kind === 'order' && one.id !== entry.id && isBefore(one, entry))
  const order = entry.kind === 'order' ? entry : before[0]
  if (orderAtLeast !== null && (order?.data.total?.amountMinor ?? 0) < orderAtLeast) return false
  if (isFirstOrder && (order === undefined || before.length + (entry.kind === 'order' ? 1 : 0) !== 1))
    return false
  if (!product.isEmpty) {
    const names = [...(order?.data.products ?? [])].map(({ name, variant }) => `${name} ${variant ?? ''}`)
    if (!names.some((name) => findPhrases(product, name).length > 0)) return false
  }
  if (daysSinceOrder !== null) {
    const last = before[0]
    if (last === undefined) return false
    const days = (entry.at.getTime() - last.at.getTime()) / DAY_MS
    if (days < (daysSinceOrder.from ?? 0) || days > (daysSinceOrder.to ?? Infinity)) return false
  }
  return true
}
