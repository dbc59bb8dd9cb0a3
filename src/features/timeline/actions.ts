/** What is asked of the timeline: a person's page, her figures, her history; and the upkeep that follows recorded entries. */
import { homeOf, isId, type ConversationId, type CustomerId } from '#kit/id.ts'
import { readCursor, writeCursor } from '#kit/cursor.ts'
import { Refusal } from '#kit/refusal.ts'
import { read, transact, type Scope, type TxScope } from '#platform/scope.ts'
import type {
  CustomerDetail,
  CustomerFigures,
  CustomerSummary,
  EntryKind,
  IdentityKind,
  ListCustomers,
  TimelineEntry,
} from './contract.ts'
import { customerIdOf } from './ids.ts'
import { canonicalIds, memberIds, personRows } from './persons.ts'
import {
  findAnyCustomer,
  findEntries,
  listByWord,
  listConversationEntries,
  listFigureEntries,
  listFolded,
  listHistories,
  listLinks,
  listPage,
  listPersons,
  type EntryRef,
  type PersonRow,
} from './store/reads.ts'
import { EARLIEST } from './rules/accept.ts'
import { normaliseIdentity } from './rules/identity.ts'
import { presentEntry, type StoredEntry } from './rules/present.ts'
import { foldWord } from './rules/traits.ts'
import { insertConversations, lockTraits, setSpans } from './store/writes.ts'

type PageAsked = {
  readonly limit: number
  readonly cursor?: string | undefined
  readonly kinds?: readonly string[] | undefined
}

/** A page of a whole person's timeline, newest first. Refuses `customer_not_found`, `cursor_not_known`. */
export async function listTimelinePage(
  scope: TxScope,
  customerId: CustomerId,
  asked: PageAsked,
): Promise<{ items: TimelineEntry[]; next: string | null }> {
  const person = await memberIds(scope, customerId)
  if (person.length === 0) throw new Refusal('customer_not_found', 'No such customer here.')
  return listPersonPage(scope, person, asked)
}

/** As `listTimelinePage`, for all the rows of one person. */
export async function listPersonPage(
  scope: TxScope,
  person: readonly CustomerId[],
  asked: PageAsked,
): Promise<{ items: TimelineEntry[]; next: string | null }> {
  const { items, next } = await listPage(scope, person, { ...asked, first: EARLIEST })
  return { items: items.map(presentEntry), next }
}

/** A conversation around a time, oldest first, at most `limit` entries to each side. */
export function listConversation(
  scope: TxScope,
  conversationId: ConversationId,
  { around, limit }: { around: Date; limit: number },
): Promise<StoredEntry[]> {
  return listConversationEntries(scope, conversationId, around, limit)
}

/** The person a row belongs to, with her figures, identities and what was joined; undefined where it is not here. */
export async function findCustomerDetail(
  scope: TxScope,
  id: CustomerId,
): Promise<CustomerDetail | undefined> {
  const rows = [...(await personRows(scope, [id])).values()].flat()
  const self = rows.find((row) => row.mergedInto === null) ?? rows[0]
  if (!self) return undefined
  const folded = rows.filter((row) => row !== self)
  const links =
    folded.length > 0
      ? await listLinks(
          scope,
          folded.map((row) => row.id),
        )
      : []
  return {
    ...summaryOf(self, rows),
    zone: self.profile.zone ?? null,
    language: self.profile.language ?? null,
    identities: rows.map(({ identityKind, identityValue, verified }) => ({
      kind: identityKind,
      value: identityValue,
      verified,
    })),
    figures: await figuresOf(scope, rows),
    merged: folded.map((row) => {
      const link = links.find(({ customerId }) => customerId === row.id)
      return {
        id: row.id,
        label: row.identityValue,
        reason: link?.reason ?? 'joined',
        at: (link?.madeAt ?? scope.now).toISOString(),
      }
    }),
  }
}

/** What each is called: her name, else her e-mail, else "Customer 1a2b". By the id asked. */
export async function namesOf(scope: TxScope, ids: readonly CustomerId[]): Promise<Map<CustomerId, string>> {
  const persons = await personRows(scope, ids)
  const rowsOf = new Map([...persons.values()].flatMap((rows) => rows.map((row) => [row.id, rows])))
  return new Map(ids.map((id) => [id, nameOf(rowsOf.get(id) ?? [], id)]))
}

/** Kinds of entry that tell something about a person's history; pages and adverts do not. */
const TELLING: readonly EntryKind[] = [
  'message_in',
  'message_out',
  'order',
  'order_change',
  'fulfilment',
  'delivery',
  'return',
  'refund',
  'review',
  'survey_answer',
  'post',
  'form',
  'subscription',
]

/** For each id the entries of the whole person, newest first: at most `limitEach` for each of her rows. */
export async function historiesOf(
  scope: TxScope,
  ids: readonly CustomerId[],
  {
    since = EARLIEST,
    until = scope.now,
    kinds = TELLING,
    limitEach = 200,
  }: { since?: Date; until?: Date; kinds?: readonly EntryKind[]; limitEach?: number } = {},
): Promise<Map<CustomerId, StoredEntry[]>> {
  const asked = [...new Set(ids)]
  const canonical = await canonicalIds(scope, asked)
  const persons = [...new Set(canonical.values())]
  const owner = new Map<CustomerId, CustomerId>(persons.map((id) => [id, id]))
  for (const row of await listFolded(scope, persons)) if (row.mergedInto) owner.set(row.id, row.mergedInto)

  const entries: StoredEntry[] = []
  for (const [home, members] of Map.groupBy([...owner.keys()], (id) => homeOf(scope.workspace, id)))
    entries.push(...(await listHistories(scope, home, members, { since, until, kinds, limitEach })))
  const byPerson = Map.groupBy(entries, (entry) => owner.get(entry.customerId) ?? entry.customerId)
  for (const list of byPerson.values())
    list.sort((a, b) => b.at.getTime() - a.at.getTime() || (a.id < b.id ? 1 : -1))
  return new Map(asked.map((id) => [id, byPerson.get(canonical.get(id) ?? id) ?? []]))
}

/** Customers by identity, by the beginning of a word, or all by their last happening. Refuses `identity_not_readable`, `cursor_not_known`. */
export function listCustomers(
  scope: Scope,
  { identity, q, limit, cursor }: ListCustomers,
): Promise<{ items: CustomerSummary[]; next: string | null }> {
  return read(scope, async (scope) => {
    if (identity !== undefined)
      return {
        items: await summaries(scope, [customerIdOf(scope.workspace.id, readIdentity(identity))]),
        next: null,
      }
    if (q !== undefined && q.trim() !== '')
      return { items: await searchCustomers(scope, q, limit), next: null }

    const [at, id] =
      cursor === undefined
        ? [
            new Date(scope.now.getTime() + 2 * 86_400_000).toISOString(),
            'ffffffff-ffff-ffff-ffff-ffffffffffff',
          ]
        : (readCursor(cursor, 2) ?? [])
    if (at === undefined || id === undefined || Number.isNaN(Date.parse(at)))
      throw new Refusal('cursor_not_known', 'This page has no such place; start from the first page.')
    const rows = await listPersons(scope, { before: new Date(at), beforeId: id, limit: limit + 1 })
    const page = rows.slice(0, limit)
    const last = page.at(-1)
    return {
      items: page.map((row) => summaryOf(row, [row])),
      next: rows.length > limit && last?.lastAt ? writeCursor(last.lastAt.toISOString(), last.id) : null,
    }
  })
}

/** Customers of whom every word is the beginning of one of hers, best known first. */
export async function searchCustomers(scope: TxScope, q: string, limit: number): Promise<CustomerSummary[]> {
  const words = foldWord(q)
    .split(/\s+/)
    .filter((word) => word !== '')
    .slice(0, 5)
  const lists: CustomerId[][] = []
  for (const word of words) lists.push(await listByWord(scope, word, 500))
  const [first = [], ...rest] = lists
  return summaries(scope, first.filter((id) => rest.every((list) => list.includes(id))).slice(0, limit))
}

/** Whether anything has come in at all. */
export function hasEntries(scope: Scope): Promise<boolean> {
  return read(scope, findAnyCustomer)
}

/** Upkeep after entries were recorded: conversations and the span of what happened with each customer. Bears being done twice. */
export async function keepSpans(scope: Scope, refs: readonly EntryRef[]): Promise<void> {
  const entries = await read(scope, (scope) => findEntries(scope, refs))
  for (const [home, group] of Map.groupBy(entries, (entry) => entry.home)) {
    const spans = [...Map.groupBy(group, (entry) => entry.customerId)].map(([id, list]) => ({
      id,
      first: bound(list, earlierOf),
      last: bound(list, laterOf),
    }))
    await transact(scope, async (scope) => {
      // Held in the order of ids: an update that joins takes them in whatever order its plan finds.
      await lockTraits(
        scope,
        home,
        spans.map(({ id }) => id),
      )
      await setSpans(scope, home, spans)
    })
  }
  const talk = entries.filter((entry) => entry.conversationId !== null)
  for (const [home, group] of Map.groupBy(talk, (entry) =>
    homeOf(scope.workspace, entry.conversationId ?? ''),
  )) {
    const rows = [...Map.groupBy(group, (entry) => entry.conversationId as ConversationId)].map(
      ([id, list]) => {
        const [first] = list.sort((a, b) => a.at.getTime() - b.at.getTime())
        if (!first) throw new Error('a group has an entry')
        const of = (kind: string) => list.filter((entry) => entry.kind === kind)
        return {
          id,
          customerId: first.customerId,
          source: first.source,
          externalId: first.messageId,
          channel: first.channel,
          title: first.title,
          firstAt: first.at,
          lastAt: bound(list, laterOf),
          lastInAt: of('message_in').length > 0 ? bound(of('message_in'), laterOf) : null,
          lastOutAt: of('message_out').length > 0 ? bound(of('message_out'), laterOf) : null,
        }
      },
    )
    await transact(scope, (scope) =>
      insertConversations(
        scope,
        home,
        rows.sort((a, b) => (a.id < b.id ? -1 : 1)),
      ),
    )
  }
}

const earlierOf = (a: Date, b: Date) => (a < b ? a : b)
const laterOf = (a: Date, b: Date) => (a > b ? a : b)
const bound = (list: readonly StoredEntry[], choose: (a: Date, b: Date) => Date) =>
  list.map(({ at }) => at).reduce(choose)
/** Spans are kept a moment after entries are stored, so figures look a little further back than the spans say. */
function beginningOf(person: readonly PersonRow[]): Date {
  const times = person.map(({ firstAt }) => firstAt?.getTime() ?? EARLIEST.getTime())
  return new Date(Math.max(EARLIEST.getTime(), Math.min(...times) - 62 * 86_400_000))
}

async function summaries(scope: TxScope, ids: readonly CustomerId[]): Promise<CustomerSummary[]> {
  const persons = await personRows(scope, ids)
  return [...persons.values()].flatMap((rows) => {
    const self = rows.find((row) => row.mergedInto === null)
    return self ? [summaryOf(self, rows)] : []
  })
}

function summaryOf(self: PersonRow, rows: readonly PersonRow[]): CustomerSummary {
  const times = (of: (row: PersonRow) => Date | null) => rows.map(of).filter((at) => at !== null)
  const first = times((row) => row.firstAt).reduce<Date | undefined>(
    (a, b) => (a && a < b ? a : b),
    undefined,
  )
  const last = times((row) => row.lastAt).reduce<Date | undefined>((a, b) => (a && a > b ? a : b), undefined)
  const { city, region, country, since } = self.profile
  return {
    id: self.id,
    name: nameOf(rows, self.id),
    place: [city, region ?? (city ? undefined : country)].filter(Boolean).join(', ') || null,
    since: since ?? first?.toISOString() ?? null,
    lastAt: last?.toISOString() ?? null,
  }
}

const SHOWN: readonly IdentityKind[] = ['email', 'phone']

function nameOf(rows: readonly PersonRow[], id: string): string {
  const self = rows.find((row) => row.mergedInto === null)
  const address = SHOWN.map((kind) => rows.find((row) => row.identityKind === kind)?.identityValue).find(
    (value) => value !== undefined,
  )
  return self?.profile.name ?? address ?? `Customer ${id.slice(-4)}`
}

async function figuresOf(scope: TxScope, person: readonly PersonRow[]): Promise<CustomerFigures> {
  const from = beginningOf(person)
  const rows: { kind: EntryKind; data: StoredEntry['data'] }[] = []
  for (const [home, group] of Map.groupBy(person, (row) => row.home))
    rows.push(
      ...(await listFigureEntries(
        scope,
        home,
        group.map(({ id }) => id),
        from,
      )),
    )
  const orders = rows.filter((row) => row.kind === 'order')
  const currency = orders.find((row) => row.data.total)?.data.total?.currency
  const spent = orders
    .filter((row) => row.data.total?.currency === currency)
    .reduce((sum, row) => sum + (row.data.total?.amountMinor ?? 0), 0)
  const scores = rows
    .filter(
      (row) =>
        row.kind === 'survey_answer' &&
        (row.data.survey ?? 'csat') === 'csat' &&
        row.data.rating !== undefined &&
        row.data.rating !== null,
    )
    .map(({ data }) => onFive(data.rating ?? 0, data.ratingFrom ?? 1, data.ratingTo ?? 5))
  return {
    orders: orders.length,
    spent: currency === undefined ? null : { amountMinor: spent, currency },
    returns: new Set(rows.filter((row) => row.kind === 'return').map((row, i) => row.data.order ?? String(i)))
      .size,
    csat:
      scores.length === 0
        ? null
        : { mean: scores.reduce((a, b) => a + b, 0) / scores.length, answers: scores.length },
  }
}

/** A score on its own scale as one from 1 to 5. */
const onFive = (score: number, from: number, to: number) => 1 + (4 * (score - from)) / (to - from || 1)

/** An identity as a person writes it: “email:…”, or a bare address or number. Refuses `identity_not_readable`. */
export function readIdentity(text: string): { kind: IdentityKind; value: string } {
  const [, kind, value] = /^(external|email|phone|anonymous):([\s\S]+)$/.exec(text) ?? []
  const guess: IdentityKind = text.includes('@')
    ? 'email'
    : /^[+\d][\d\s()./-]{5,}$/.test(text)
      ? 'phone'
      : 'external'
  const identity = normaliseIdentity({
    kind: (kind as IdentityKind | undefined) ?? guess,
    value: value ?? text,
    verified: true,
  })
  if (!identity)
    throw new Refusal('identity_not_readable', 'Write it as email:…, phone:…, external:… or anonymous:…')
  return identity
}

/** The id of a path as a customer's. Refuses `customer_not_found` where it is none of ours. */
export function customerIdFrom(text: string): CustomerId {
  if (!isId(text)) throw new Refusal('customer_not_found', 'No such customer here.')
  return text as CustomerId
}
