/** What a source sent and we could not store: kept for its owner to look at, so that nothing is dropped in silence. */
import { readCursor, writeCursor } from '#kit/cursor.ts'
import { homesOf, isId, makeId } from '#kit/id.ts'
import { Refusal } from '#kit/refusal.ts'
import { isStorable } from '#kit/storable.ts'
import { newId, read, transact, type Scope } from '#platform/scope.ts'
import type { ListRefusals, RefusalCount, RefusedItem } from './contract.ts'
import { customerIdOf } from './ids.ts'
import { namedIn } from './rules/named.ts'
import { presentRefusal } from './rules/refusal-words.ts'
import { listErased } from './store/erased.ts'
import { deleteRefusalsBefore, listRefusalCounts, listRefusals } from './store/refusals.ts'
import { insertRefusals } from './store/writes.ts'

/** Longest piece of a refused item that is kept, in UTF-16 units. */
const KEPT = 4_000

/** Writes refused items to the event debugger, at most 1,000 a call. `item` is what came, as text; it is cut and cleaned. */
export async function recordRefusals(scope: Scope, refused: readonly Refused[]): Promise<void> {
  const [home] = homesOf(scope.workspace)
  if (refused.length === 0 || home === undefined) return
  const rows = (await withoutErased(scope, refused.slice(0, 1_000))).map((one) => ({
    ...one,
    id: newId(scope),
    messageId: one.messageId === null ? null : clean(one.messageId).slice(0, 300),
    item: clean(one.item.slice(0, KEPT)),
  }))
  await transact(scope, (scope) => insertRefusals(scope, home, rows))
}

type Refused = { source: string; messageId: string | null; reason: string; item: string }

/** Of what names somebody who was erased only that it came is kept: it cannot be told whether it is late news of her. */
async function withoutErased(scope: Scope, refused: readonly Refused[]): Promise<readonly Refused[]> {
  const erased = new Set((await read(scope, listErased)).map(({ customerId }) => customerId))
  if (erased.size === 0) return refused
  const names = ({ item, messageId }: Refused) =>
    namedIn(`${item} ${messageId ?? ''}`).some((one) => erased.has(customerIdOf(scope.workspace.id, one)))
  return refused.map((one) => (names(one) ? { ...one, messageId: null, item: NAMES_ERASED } : one))
}

const NAMES_ERASED = JSON.stringify({
  message: 'What came is not kept, for it names somebody who was erased.',
  item: null,
})

/** What was refused, the newest first. Refuses `cursor_not_known`. */
export async function showRefusals(
  scope: Scope,
  { source, reason, limit, cursor }: ListRefusals,
): Promise<{ items: RefusedItem[]; next: string | null }> {
  const before = cursor === undefined ? undefined : readCursor(cursor, 1)?.[0]
  if (cursor !== undefined && (before === undefined || !isId(before)))
    throw new Refusal('cursor_not_known', 'This page has no such place; start from the first page.')
  const found = await read(scope, (scope) =>
    listRefusals(scope, { source, reason }, { limit: limit + 1, before }),
  )
  const page = found.slice(0, limit)
  const last = page.at(-1)
  return {
    items: page.map(presentRefusal),
    next: found.length > limit && last ? writeCursor(last.id) : null,
  }
}

/** How much was refused, by sender and reason, the most frequent first. */
export async function countRefusals(scope: Scope): Promise<RefusalCount[]> {
  const counts = await read(scope, listRefusalCounts)
  return counts.map(({ lastAt, ...rest }) => ({ ...rest, lastAt: lastAt.toISOString() }))
}

/** Days for which what was refused is kept: long enough to mend a sender, short for words of customers. */
export const REFUSALS_KEPT_DAYS = 30
const FORGOTTEN_AT_ONCE = 1_000

/** Forgets what was refused more than thirty days ago. */
export async function sweepRefusals(scope: Scope): Promise<void> {
  const since = new Date(scope.now.getTime() - REFUSALS_KEPT_DAYS * 86_400_000)
  const before = makeId(since, 0, new Uint8Array(8))
  for (const home of homesOf(scope.workspace)) {
    let gone = FORGOTTEN_AT_ONCE
    while (gone === FORGOTTEN_AT_ONCE)
      gone = await transact(scope, (scope) => deleteRefusalsBefore(scope, home, before, FORGOTTEN_AT_ONCE))
  }
}

const clean = (text: string) =>
  isStorable(text) ? text : text.replaceAll('\u0000', '\\u0000').toWellFormed()
