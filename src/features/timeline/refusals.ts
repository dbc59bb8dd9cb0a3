/** What a source sent and we could not store: kept for its owner to look at, so that nothing is dropped in silence. */
import { homesOf } from '#kit/id.ts'
import { newId, transact, type Scope } from '#platform/scope.ts'
import { isStorable } from './rules/accept.ts'
import { insertRefusals } from './store/writes.ts'

/** Longest piece of a refused item that is kept, in UTF-16 units. */
const KEPT = 4_000

/** Writes refused items to the event debugger, at most 1,000 a call. `item` is what came, as text; it is cut and cleaned. */
export async function recordRefusals(
  scope: Scope,
  refused: readonly { source: string; messageId: string | null; reason: string; item: string }[],
): Promise<void> {
  const [home] = homesOf(scope.workspace)
  if (refused.length === 0 || home === undefined) return
  const rows = refused.slice(0, 1_000).map((one) => ({
    ...one,
    id: newId(scope),
    messageId: one.messageId === null ? null : clean(one.messageId).slice(0, 300),
    item: clean(one.item.slice(0, KEPT)),
  }))
  await transact(scope, (scope) => insertRefusals(scope, home, rows))
}

const clean = (text: string) =>
  isStorable(text) ? text : text.replaceAll('\u0000', '\\u0000').toWellFormed()
