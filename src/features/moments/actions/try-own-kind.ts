/** What a kind would have caught in the last 90 days, looked at a stretch at a time, so that no request and nobody else waits. */
import { homesOf, type CustomerId, type EntryId } from '#kit/id.ts'
import { readCursor, writeCursor } from '#kit/cursor.ts'
import { Refusal } from '#kit/refusal.ts'
import { DAY_MS } from '#kit/time.ts'
import {
  historiesOf,
  listStretch,
  namesOf,
  type EntryPlace,
  type StoredEntry,
} from '#features/timeline/index.ts'
import { read, type Scope, type TxScope } from '#platform/scope.ts'
import type { OwnKindDefinition, TriedOwnKind } from '../contract.ts'
import { couldCatch, ownSignsOf, readyOwnKind } from '../rules/own-kinds.ts'
import { rowFor } from '../rules/notice.ts'
import type { ReadyOwnKind, StoredSign } from '../rules/shapes.ts'
import { historyOptions } from './gather.ts'
import { checkOwnKind } from './noticing.ts'

const LOOKED_BACK_MS = 90 * DAY_MS
/** Entries of one stretch: some tens of milliseconds. */
const AT_ONCE = 1_000
/** Texts read before others get their turn. */
const BEFORE_OTHERS = 100
const QUOTES = 20

/** Looks at one stretch and says where the next begins. Refuses what `saveOwnKind` refuses, and `cursor_not_known`. */
export async function tryOwnKind(
  scope: Scope,
  { definition, cursor }: { definition: OwnKindDefinition; cursor: string | null },
): Promise<TriedOwnKind> {
  checkOwnKind('tried', definition)
  const kind = readyOwnKind('tried', definition)
  const homes = homesOf(scope.workspace)
  const place = placeIn(cursor)
  const home = homes[place.at]
  if (home === undefined) throw cursorNotKnown()
  const stretch = await read(scope, (scope) =>
    listStretch(scope, home, {
      since: new Date(scope.now.getTime() - LOOKED_BACK_MS),
      until: scope.now,
      after: place.after,
      limit: AT_ONCE,
    }),
  )
  const candidates: StoredEntry[] = []
  for (const [index, entry] of stretch.entries()) {
    if (index % BEFORE_OTHERS === BEFORE_OTHERS - 1) await new Promise((resolve) => setImmediate(resolve))
    if (couldCatch(kind, entry)) candidates.push(entry)
  }
  const caught = await read(scope, (scope) => catchAmong(scope, kind, candidates))
  const last = stretch.length === AT_ONCE ? stretch.at(-1) : undefined
  const next = last
    ? writeCursor(String(place.at), last.customerId, last.at.toISOString(), last.id)
    : place.at + 1 < homes.length
      ? writeCursor(String(place.at + 1), '', '', '')
      : null
  return { read: stretch.length, count: caught.count, quotes: caught.quotes, next }
}

async function catchAmong(
  scope: TxScope,
  kind: ReadyOwnKind,
  candidates: readonly StoredEntry[],
): Promise<Pick<TriedOwnKind, 'count' | 'quotes'>> {
  const customers = [...new Set(candidates.map(({ customerId }) => customerId))]
  const oldest = candidates.reduce((min, { at }) => (at < min ? at : min), scope.now)
  const histories = needsHistory(kind)
    ? await historiesOf(scope, customers, historyOptions(scope.now, oldest))
    : new Map<CustomerId, StoredEntry[]>()
  const caught = candidates
    .map((entry) => ({ entry, signs: ownSignsOf(entry, [kind], histories.get(entry.customerId) ?? []) }))
    .filter(({ signs }) => signs.length > 0)
  const shown = caught.sort((a, b) => b.entry.at.getTime() - a.entry.at.getTime()).slice(0, QUOTES)
  const names = await namesOf(scope, [...new Set(shown.map(({ entry }) => entry.customerId))])
  return { count: caught.length, quotes: shown.map((one) => quoteOf(one, names)) }
}

const needsHistory = ({ definition: { conditions }, product }: ReadyOwnKind): boolean =>
  conditions.orderAtLeast !== null ||
  conditions.isFirstOrder ||
  conditions.daysSinceOrder !== null ||
  !product.isEmpty

function quoteOf(
  { entry, signs }: { entry: StoredEntry; signs: readonly StoredSign[] },
  names: ReadonlyMap<CustomerId, string>,
): TriedOwnKind['quotes'][number] {
  const { words, marks } = rowFor(entry, signs)
  return {
    entryId: entry.id,
    customer: names.get(entry.customerId) ?? 'Customer',
    at: entry.at.toISOString(),
    words,
    marks: [...marks],
  }
}

function placeIn(cursor: string | null): { at: number; after: EntryPlace | undefined } {
  if (cursor === null) return { at: 0, after: undefined }
  const [index, customerId, at, id] = readCursor(cursor, 4) ?? []
  if (index === undefined || !/^\d{1,4}$/.test(index)) throw cursorNotKnown()
  if (!customerId || !at || !id) return { at: Number(index), after: undefined }
  const isSound =
    [customerId, id].every((part) => /^[0-9a-f-]{36}$/.test(part)) && !Number.isNaN(Date.parse(at))
  if (!isSound) throw cursorNotKnown()
  return {
    at: Number(index),
    after: { customerId: customerId as CustomerId, at: new Date(at), id: id as EntryId },
  }
}

const cursorNotKnown = () => new Refusal('cursor_not_known', 'This look has no such place; start it again.')
