/** The items of a request: who sends them, which there are, and storing what can be stored while naming the rest. */
import { recordEntries, type IncomingEntry } from '#features/timeline/index.ts'
import { newId, type Scope } from '#platform/scope.ts'
import {
  instantOf,
  isProblem,
  NO_CONTEXT,
  openItem,
  type Around,
  type Call,
  type Problem,
  type Sender,
} from './envelope.ts'
import { isJson, objectAt, textAt, type Json } from './json.ts'
import { BATCH_ITEMS, limitProblemOf } from './limits.ts'
import { keepRefused } from './refused.ts'
import { translate } from './translate.ts'

/** Which address a request came to, by its long name. */
export type Path = Call | 'batch'

export function senderOf({ actor, workspace }: Scope): Sender {
  const slug =
    actor.kind === 'key'
      ? actor.name
          .toLowerCase()
          .replace(/[^a-z0-9]+/g, '-')
          .slice(0, 40)
      : 'web'
  return {
    source: `segment:${slug || 'key'}`,
    trust: actor.kind === 'key' ? actor.trust : 'browser',
    currency: workspace.currency,
  }
}

/** The items of a request, or why there are none to look at. */
export function itemsOf(path: Path, value: unknown): readonly unknown[] | Problem {
  if (!isJson(value)) return { code: 'not_an_object', message: 'The body must be a JSON object.' }
  if (path !== 'batch') return [value]
  const { batch } = value
  if (!Array.isArray(batch))
    return { code: 'no_batch', message: 'A batch needs its items in a list named "batch".' }
  if (batch.length > BATCH_ITEMS)
    return { code: 'too_many_items', message: `A batch holds at most ${BATCH_ITEMS} items.` }
  return batch
}

export function aroundOf(path: Path, value: Json, receivedAt: Date): Around {
  if (path !== 'batch') return { context: NO_CONTEXT, sentAt: undefined, receivedAt }
  const context = objectAt(value, 'context')
  return {
    context: Object.keys(context).length === 0 ? NO_CONTEXT : context,
    sentAt: instantOf(value['sentAt']),
    receivedAt,
  }
}

export type RefusedItem = Problem & { readonly index: number; readonly messageId?: string }

/** Stores what can be stored and names the rest, by index. */
export async function takeItems(
  scope: Scope,
  sender: Sender,
  path: Path,
  items: readonly unknown[],
  around: Around,
): Promise<{ stored: number; refused: RefusedItem[] }> {
  const refused: RefusedItem[] = []
  const entries: IncomingEntry[] = []
  const indexes: number[] = []
  const refuseItem = (index: number, { code, message }: Problem) => {
    const item = items[index]
    const messageId = isJson(item) ? textAt(item, 'messageId')?.slice(0, 300) : undefined
    refused.push({ index, code, message, ...(messageId === undefined ? {} : { messageId }) })
  }
  items.forEach((item, index) => {
    const entry = entryOf(scope, sender, path, item, around)
    if (isProblem(entry)) refuseItem(index, entry)
    else {
      entries.push(entry)
      indexes.push(index)
    }
  })
  const verdicts = entries.length > 0 ? await recordEntries(scope, entries) : []
  let stored = 0
  verdicts.forEach((verdict, i) => {
    if (verdict.outcome === 'refused')
      refuseItem(indexes[i] ?? 0, { code: verdict.reason, message: verdict.message })
    else stored += 1
  })
  refused.sort((a, b) => a.index - b.index)
  if (refused.length > 0)
    await keepRefused(
      scope,
      sender,
      refused.map((one) => ({ ...one, item: items[one.index] })),
    )
  return { stored, refused }
}

function entryOf(
  scope: Scope,
  sender: Sender,
  path: Path,
  item: unknown,
  around: Around,
): IncomingEntry | Problem {
  if (!isJson(item)) return { code: 'not_an_object', message: 'An item must be a JSON object.' }
  const limit = limitProblemOf(item)
  if (limit) return limit
  // Some of Segment's own examples say "action" for "type".
  const call = path === 'batch' ? (item['type'] ?? item['action']) : path
  const envelope = openItem(item, around, call, () => newId<'message'>(scope))
  return isProblem(envelope) ? envelope : translate(envelope, sender)
}
