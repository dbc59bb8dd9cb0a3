/** All that noticing looks up for a batch of entries: histories, names, what is usual for the brand; a fixed number of questions, whatever its size. */
import { homeOf, type CustomerId, type EntryId, type Home } from '#kit/id.ts'
import { DAY_MS, HOUR_MS } from '#kit/time.ts'
import { historiesOf, personRows, presentEntry, type StoredEntry } from '#features/timeline/index.ts'
import { read, transact, type Scope, type TxScope } from '#platform/scope.ts'
import { isTouchedBy, mayHoldMoment } from '../rules/notice.ts'
import { categoryKeysOf, ORDINARY_FROM_BUYERS, USUAL_FROM_BUYERS } from '../rules/purchases.ts'
import type { Buyers } from '../rules/shapes.ts'
import type { Trust } from '../rules/trust.ts'
import {
  ANY_CATEGORY,
  findUsualSince,
  listFirstBuyers,
  listFirstOrders,
  upsertBought,
  type Rhythm,
} from '../store/habits.ts'
import type { DelicateClass } from '../contract.ts'
import { consentedOf } from './agreed.ts'
import { wishesOf, wordsOnHints, type Wishes } from './trust.ts'

/** Entries of one person that a decision looks back on; who has more is judged by the newest of them. */
const HISTORY_LIMIT = 500
/**
 * How far before an entry a decision looks: a year of returns and a bit. Every month further back is another partition to
 * look into, for each customer of the batch (3.3 ms a customer over 56 months, 2026-11).
 */
const LOOK_BACK_MS = 400 * DAY_MS
/** Entries may lie this far ahead of our clock. */
const AHEAD_MS = 25 * HOUR_MS

/** Who bought what, before anything is read, so that reading twice sees the same. */
export async function rememberBought(scope: Scope, arrivals: readonly StoredEntry[]): Promise<void> {
  const orders = arrivals.filter(({ kind }) => kind === 'order')
  for (const [home, entries] of Map.groupBy(orders, (entry) => entry.home)) {
    const bought = entries.flatMap((entry) =>
      [ANY_CATEGORY, ...categoryKeysOf(entry)].map((category) => ({
        category,
        customerId: entry.customerId,
        at: entry.at,
      })),
    )
    await transact(scope, (scope) => upsertBought(scope, home, bought))
  }
}

export type Gathered = {
  readonly toRead: readonly StoredEntry[]
  readonly histories: ReadonlyMap<CustomerId, readonly StoredEntry[]>
  readonly buyers: Buyers
  /** By row: when the person it belongs to ordered first. */
  readonly firstOrders: ReadonlyMap<CustomerId, Date>
  readonly rhythms: ReadonlyMap<Home, Rhythm[]>
  /** Persons of whom a word came in. */
  readonly heard: ReadonlyMap<Home, CustomerId[]>
  readonly wishes: Wishes
  /** By row: what its person agreed may be remembered of what is delicate. */
  readonly consented: ReadonlyMap<CustomerId, ReadonlySet<DelicateClass>>
  /** What people said about hints, by entry. */
  readonly said: ReadonlyMap<EntryId, Trust['said']>
}

/** All that is looked up for a batch: one history query, whatever its size. */
export async function gather(
  scope: Scope,
  arrivals: readonly StoredEntry[],
  isWhole: boolean,
): Promise<Gathered> {
  const customers = [...new Set(arrivals.map((entry) => entry.customerId))]
  const oldest = arrivals.reduce((min, { at }) => (at < min ? at : min), scope.now)
  return read(scope, async (scope) => {
    const wishes = await wishesOf(scope)
    const histories = withArrivals(
      await historiesOf(scope, customers, historyOptions(scope.now, oldest)),
      arrivals,
    )
    const rows = await personRows(scope, customers)
    const persons = new Map([...rows].flatMap(([person, members]) => members.map(({ id }) => [id, person])))
    const heard = arrivals.flatMap((entry) =>
      entry.authorKind === 'customer' ? (persons.get(entry.customerId) ?? []) : [],
    )
    const arrived = Map.groupBy(arrivals, (entry) => entry.customerId)
    const toRead = new Map<EntryId, StoredEntry>()
    for (const [customerId, fresh] of arrived)
      for (const entry of histories.get(customerId) ?? [])
        if (
          mayHoldMoment(entry, wishes.ownKinds) &&
          fresh.some((one) => (isWhole ? one.id === entry.id : isTouchedBy(entry, one)))
        )
          toRead.set(entry.id, entry)
    const entries = [...toRead.values()].sort(
      (a, b) => a.at.getTime() - b.at.getTime() || (a.id < b.id ? -1 : 1),
    )
    const categories = entries.flatMap(categoryKeysOf)
    return {
      toRead: entries,
      histories: withOwners(histories, entries),
      buyers: {
        usualSince: categories.length > 0 ? await findUsualSince(scope, USUAL_FROM_BUYERS) : null,
        firstOf: await listFirstBuyers(scope, categories, ORDINARY_FROM_BUYERS + 1),
      },
      firstOrders: await firstOrdersOf(scope, rows),
      rhythms: Map.groupBy(rhythmsOf(histories, persons, new Set(heard)), ({ customerId }) =>
        homeOf(scope.workspace, customerId),
      ),
      heard: Map.groupBy(new Set(heard), (id) => homeOf(scope.workspace, id)),
      wishes,
      consented: await consentedOf(scope, rows),
      said: await wordsOnHints(
        scope,
        entries.map(({ id }) => id),
      ),
    }
  })
}

/** How far histories reach: from some time before the oldest entry of a batch, or from the beginning. */
export const historyOptions = (now: Date, oldest?: Date) => ({
  limitEach: HISTORY_LIMIT,
  until: new Date(now.getTime() + AHEAD_MS),
  ...(oldest ? { since: new Date(oldest.getTime() - LOOK_BACK_MS) } : {}),
})

/** When each person ordered first, by each of her rows. */
async function firstOrdersOf(
  scope: TxScope,
  persons: ReadonlyMap<CustomerId, readonly { id: CustomerId }[]>,
): Promise<Map<CustomerId, Date>> {
  const byRow = await listFirstOrders(
    scope,
    [...persons.values()].flat().map(({ id }) => id),
  )
  const byPerson = new Map<CustomerId, Date>()
  for (const members of persons.values()) {
    const [first] = members.flatMap(({ id }) => byRow.get(id) ?? []).sort((a, b) => a.getTime() - b.getTime())
    if (first) for (const { id } of members) byPerson.set(id, first)
  }
  return byPerson
}

/** Entries older than the newest five hundred are not in the history that was asked for; the arrivals always are. */
function withArrivals(
  histories: Map<CustomerId, StoredEntry[]>,
  arrivals: readonly StoredEntry[],
): Map<CustomerId, StoredEntry[]> {
  for (const entry of arrivals) {
    const history = histories.get(entry.customerId) ?? []
    if (!history.some(({ id }) => id === entry.id)) {
      history.push(entry)
      history.sort((a, b) => b.at.getTime() - a.at.getTime() || (a.id < b.id ? 1 : -1))
    }
    histories.set(entry.customerId, history)
  }
  return histories
}

/** A person's history is found under each of her rows that an entry to read belongs to. */
function withOwners(
  histories: Map<CustomerId, StoredEntry[]>,
  entries: readonly StoredEntry[],
): Map<CustomerId, StoredEntry[]> {
  const all = new Map(histories)
  for (const history of histories.values())
    for (const entry of history) if (!all.has(entry.customerId)) all.set(entry.customerId, history)
  for (const entry of entries) if (!all.has(entry.customerId)) all.set(entry.customerId, [entry])
  return all
}

/** How often each person of whom a word came in ordered in the year before her last word, and when that was. */
function rhythmsOf(
  histories: ReadonlyMap<CustomerId, readonly StoredEntry[]>,
  persons: ReadonlyMap<CustomerId, CustomerId>,
  fresh: ReadonlySet<CustomerId>,
): Rhythm[] {
  const rhythms = new Map<CustomerId, Rhythm>()
  for (const [row, history] of histories) {
    const customerId = persons.get(row)
    const heard = history.find((entry) => entry.authorKind === 'customer' && entry.kind !== 'subscription')
    if (customerId === undefined || !heard || !fresh.has(customerId)) continue
    const from = heard.at.getTime() - LOOK_BACK_MS
    const orders = history.filter(({ kind, at }) => kind === 'order' && at.getTime() >= from).length
    if (orders < 2) continue
    const { summary, detail } = presentEntry(heard)
    const lastWords = [summary, detail].filter((part) => part).join(' ')
    rhythms.set(customerId, { customerId, orders, lastAt: heard.at, lastWords: lastWords.slice(0, 200) })
  }
  return [...rhythms.values()]
}
