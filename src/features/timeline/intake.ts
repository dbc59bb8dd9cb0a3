/**
 * How entries get in: checked, given their ids, gathered with whatever else is waiting, and written by home. What this
 * answers as stored is on disk. Requests that arrive while a write is under way share the next one (group commit).
 */
import { homeOf, homeOfSlot, type CustomerId, type EntryId, type Home } from '#kit/id.ts'
import { announceAll, announcing, nudge, PRIORITY, type Announced } from '#platform/announcements.ts'
import type { Database } from '#platform/database.ts'
import { isDeadlock, isDouble } from '#platform/faults.ts'
import { together, transact, type Scope, type TxScope, type Workspace } from '#platform/scope.ts'
import type { IncomingEntry } from './rules/incoming.ts'
import { conversationIdOf, customerIdOf, entryIdOf, seenSlotOf } from './ids.ts'
import { joinCustomers, type Join } from './persons.ts'
import { recordedBody } from './recorded.ts'
import { decideAcceptance, type RefusalReason } from './rules/accept.ts'
import { joinsOf, type Identity } from './rules/identity.ts'
import { dateTraits, mergeTraits, profileOf, searchWordsOf, type DatedTraits } from './rules/traits.ts'
import {
  newCustomers,
  newEntries,
  newSeen,
  newWords,
  newlyVouched,
  type CustomerRow,
  type EntryRow,
} from './store/inserts.ts'
import {
  ensureMonth,
  insertCustomers,
  insertEntries,
  insertSeen,
  listSeen,
  lockTraits,
  setTraits,
  setVerified,
  setWords,
} from './store/writes.ts'

export type Verdict =
  | { readonly outcome: 'stored'; readonly entryId: EntryId; readonly customerId: CustomerId }
  | { readonly outcome: 'known' }
  | { readonly outcome: 'refused'; readonly reason: RefusalReason; readonly message: string }

/** Kinds nobody reads for moments; they are stored and not announced. */
const UNREAD: ReadonlySet<string> = new Set([
  'page',
  'promotion',
  'activity',
  'profile_view',
  'reviews_read',
  'traits',
])
/** What is younger may still be acted on, so that of a file it is read first. */
const FRESH_MS = 14 * 86_400_000
/** Entries in one announcement, at most. */
const ANNOUNCED_AT_ONCE = 500
/** Entries written in one transaction, at most. */
const WRITTEN_AT_ONCE = 2_000

/**
 * Stores entries for good. One verdict per entry, in order; an entry once stored under the same (source, messageId)
 * is `known`. Throws only where the database is away, and then nothing of it counts as stored.
 */
export async function recordEntries(
  scope: Scope,
  entries: readonly IncomingEntry[],
  { backfill = false }: { backfill?: boolean } = {},
): Promise<Verdict[]> {
  const prepared = entries.map((entry) => prepare(scope, entry))
  const accepted = prepared.filter((one) => 'row' in one)
  const outcomes =
    accepted.length > 0
      ? await intakeOf(scope).write(scope, accepted, backfill)
      : new Map<Prepared, Verdict>()
  return prepared.map((one) => ('row' in one ? (outcomes.get(one) ?? { outcome: 'known' }) : one))
}

type Prepared = {
  readonly row: EntryRow
  readonly owner: CustomerRow
  readonly others: readonly CustomerRow[]
  readonly joins: readonly Join[]
}

function prepare(scope: Scope, entry: IncomingEntry): Prepared | (Verdict & { outcome: 'refused' }) {
  const { workspace, now } = scope
  const acceptance = decideAcceptance(entry, now)
  if (!acceptance.accepted)
    return { outcome: 'refused', reason: acceptance.reason, message: acceptance.message }

  const { identities } = acceptance
  const [first, ...rest] = identities
  if (!first) throw new Error('an accepted entry has an identity')
  const owner = customerRow(workspace, first, entry.traits ? dateTraits(entry.traits, entry.at) : NO_TRAITS)
  const row: EntryRow = {
    home: owner.home,
    id: entryIdOf(entry.source, entry.messageId, entry.at, owner.id),
    at: entry.at,
    customerId: owner.id,
    conversationId:
      entry.conversationId ??
      (entry.conversation ? conversationIdOf(workspace.id, entry.source, entry.conversation) : null),
    kind: entry.kind,
    channel: entry.channel ?? null,
    source: entry.source,
    messageId: entry.messageId,
    title: entry.title ?? null,
    body: entry.text ?? null,
    authorKind: entry.author?.kind ?? 'customer',
    authorName: entry.author?.name ?? null,
    data: acceptance.data,
  }
  if (rest.length === 0) return { row, owner, others: NOBODY, joins: NOTHING }

  const joined = joinsOf(identities).map(([, other]) => other)
  const claimed = rest.filter((one) => !joined.includes(one))
  const others = joined.map((other) => customerRow(workspace, other, NO_TRAITS))
  const evidence = `${entry.source} ${entry.messageId}`
  return {
    row: claimed.length === 0 ? row : { ...row, data: withClaims(entry.data, claimed) },
    owner,
    others,
    joins: others.map((other) => ({
      a: owner.id,
      b: other.id,
      at: entry.at,
      evidence,
      reason: `the same ${WORD[other.identityKind]}`,
    })),
  }
}

function customerRow(workspace: Workspace, identity: Identity, traits: DatedTraits): CustomerRow {
  const id = customerIdOf(workspace.id, identity)
  return {
    home: homeOf(workspace, id),
    id,
    identityKind: identity.kind,
    identityValue: identity.value,
    verified: identity.verified,
    traits,
    profile: traits === NO_TRAITS ? NO_PROFILE : profileOf(traits),
  }
}

/** What an entry says of identities that nobody vouches for is kept with it, and joins nobody. */
function withClaims(data: IncomingEntry['data'], identities: readonly Identity[]): string {
  const claimed = Object.fromEntries(identities.map((one) => [one.kind, one.value]))
  return JSON.stringify({ ...data, claimed: { ...data?.claimed, ...claimed } })
}

const NOBODY: readonly CustomerRow[] = []
const NOTHING: readonly Join[] = []
const NO_PROFILE = profileOf({})
const NO_TRAITS: DatedTraits = Object.freeze({})
const WORD = {
  external: 'customer number',
  email: 'e-mail address',
  phone: 'phone number',
  anonymous: 'browser',
} as const

/** Forgets what this process believes to stand in the tables; call after rows were taken out. */
export function forgetKnown({ db, workspace }: Pick<Scope, 'db' | 'workspace'>): void {
  intakes.get(db)?.get(workspace.no)?.forget()
}

type Waiting = {
  readonly prepared: readonly Prepared[]
  readonly backfill: boolean
  readonly scope: Scope
  readonly resolve: (outcomes: Map<Prepared, Verdict>) => void
  readonly reject: (error: unknown) => void
}

/** One writer per database and workspace: while it writes, others wait and then go together. */
type Intake = {
  forget(): void
  write(scope: Scope, prepared: readonly Prepared[], backfill: boolean): Promise<Map<Prepared, Verdict>>
}

const intakes = new WeakMap<Database, Map<number, Intake>>()

function intakeOf({ db, workspace }: Scope): Intake {
  let ofDatabase = intakes.get(db)
  if (!ofDatabase) intakes.set(db, (ofDatabase = new Map()))
  let intake = ofDatabase.get(workspace.no)
  if (!intake) ofDatabase.set(workspace.no, (intake = openIntake()))
  return intake
}

/** Writes under way at once: while the database works on one, the next is made ready. */
const WRITERS = 3

function openIntake(): Intake {
  const memory = openMemory()
  let waiting: Waiting[] = []
  let writers = 0

  /** What waits, as much as one transaction takes; history and news are not mixed. */
  function nextTurn(): Waiting[] {
    const [first] = waiting
    let size = 0
    const count = waiting.findIndex(({ prepared, backfill }) => {
      size += prepared.length
      return backfill !== first?.backfill || (size > WRITTEN_AT_ONCE && size > prepared.length)
    })
    return waiting.splice(0, count === -1 ? waiting.length : count)
  }

  async function write(turn: readonly Waiting[]): Promise<void> {
    const [first] = turn
    if (!first) return
    try {
      const prepared = turn.flatMap((one) => one.prepared)
      const outcomes = await writeTogether(first.scope, prepared, first.backfill, memory)
      for (const one of turn) one.resolve(outcomes)
    } catch (error) {
      memory.forget()
      if (isDeadlock(error)) waiting = [...turn, ...waiting]
      else if (turn.length === 1) first.reject(error)
      // One sender's trouble is not another's: each goes again by itself.
      else for (const one of turn) await write([one])
    }
  }

  async function run(): Promise<void> {
    writers += 1
    while (waiting.length > 0) await write(nextTurn())
    writers -= 1
  }

  return {
    forget: memory.forget,
    write: (scope, prepared, backfill) =>
      new Promise((resolve, reject) => {
        waiting.push({ scope, prepared, backfill, resolve, reject })
        if (writers < WRITERS) void run()
      }),
  }
}

/** What this process knows to be in the database already, so that it does not write it again. Bounded; forgetting is safe. */
type Memory = {
  customers: Set<CustomerId>
  verified: Set<CustomerId>
  links: Set<string>
  /** Year × 12 + month from 0. */
  months: Set<number>
  /** Turns still to be written with care. */
  doubts: number
  forget(): void
}

const REMEMBERED = 200_000

function openMemory(): Memory {
  const memory: Memory = {
    customers: new Set(),
    verified: new Set(),
    links: new Set(),
    months: new Set(),
    doubts: 0,
    forget: () => {
      for (const set of [memory.customers, memory.verified, memory.links, memory.months]) set.clear()
    },
  }
  return memory
}

function remember<T>(set: Set<T>, value: T): void {
  if (set.size > REMEMBERED) set.clear()
  set.add(value)
}

function rememberCustomer(memory: Memory, { id, verified }: CustomerRow): void {
  if (!memory.customers.has(id)) remember(memory.customers, id)
  if (verified && !memory.verified.has(id)) remember(memory.verified, id)
}

/** Whether writing the customer would change nothing, as far as is known here. */
function isKnown(memory: Memory, { id, verified, traits }: CustomerRow): boolean {
  return traits === NO_TRAITS && memory.customers.has(id) && (!verified || memory.verified.has(id))
}

async function writeTogether(
  scope: Scope,
  batch: readonly Prepared[],
  backfill: boolean,
  memory: Memory,
): Promise<Map<Prepared, Verdict>> {
  const numbers = new Set(batch.map(({ row: { at } }) => at.getUTCFullYear() * 12 + at.getUTCMonth()))
  for (const number of [...numbers].filter((number) => !memory.months.has(number)).sort((a, b) => a - b)) {
    await ensureMonth(scope.db, `${Math.floor(number / 12)}-${String((number % 12) + 1).padStart(2, '0')}`)
    remember(memory.months, number)
  }

  const outcomes =
    scope.workspace.slices === 1
      ? await writeInOneHome(scope, batch, backfill, memory)
      : await writeInManyHomes(scope, batch, backfill, memory)
  // Only what is committed is known: another write under way must not build on what may still be undone.
  for (const { owner, others, joins } of batch) {
    rememberCustomer(memory, owner)
    for (const other of others) rememberCustomer(memory, other)
    for (const { a, b } of joins) remember(memory.links, `${a} ${b}`)
  }
  nudge()
  return outcomes
}

/** An ordinary brand: everything in one transaction; in one trip where nothing of it waits for an answer. */
async function writeInOneHome(
  scope: Scope,
  batch: readonly Prepared[],
  backfill: boolean,
  memory: Memory,
): Promise<Map<Prepared, Verdict>> {
  if (memory.doubts > 0) memory.doubts -= 1
  else if (batch.every((one) => isPlain(one, memory)))
    try {
      return await writeInOneTrip(scope, batch, backfill, memory)
    } catch (error) {
      if (!isDouble(error)) throw error
      memory.doubts = DOUBTED_TURNS
    }
  return writeWithCare(scope, batch, backfill, memory)
}

/** Turns that are written with care after one that brought something known: who sends again seldom does it once. */
const DOUBTED_TURNS = 20

/** Whether nothing new is said of anybody but that she exists. */
function isPlain({ owner, others, joins }: Prepared, memory: Memory): boolean {
  return (
    owner.traits === NO_TRAITS &&
    joins.every(({ a, b }) => memory.links.has(`${a} ${b}`)) &&
    [owner, ...others].every(
      ({ id, verified }) => !verified || !memory.customers.has(id) || memory.verified.has(id),
    )
  )
}

/**
 * Takes it that no message is known, as is nearly always so; the key of `intake_seen` refuses the whole where one is. All
 * that is sent holds or nothing does.
 */
async function writeInOneTrip(
  scope: Scope,
  batch: readonly Prepared[],
  backfill: boolean,
  memory: Memory,
): Promise<Map<Prepared, Verdict>> {
  const home = homeOfSlot(scope.workspace, 0)
  const parts = partsOf(batch)
  const rows = parts.flatMap(({ once }) => once.map(({ row }) => row))
  await together(scope, [
    ...newcomers(scope, home, batch, memory),
    ...parts.flatMap(({ source, once }) => {
      const own = once.map(({ row }) => row)
      return [newSeen(scope, home, source, own), newEntries(scope, home, source, own)]
    }),
    ...announcing(scope, home, 'timeline.recorded', announcedOf(scope, rows, backfill)),
  ])
  return new Map(parts.flatMap(({ once }) => once.map((one) => [one, storedAs(one.row)])))
}

/** The batch by source, each message once. */
function partsOf(batch: readonly Prepared[]): { source: string; once: readonly Prepared[] }[] {
  return [...Map.groupBy(batch, ({ row }) => row.source)].map(([source, part]) => {
    const byMessage = new Map<string, Prepared>()
    for (const one of part) if (!byMessage.has(one.row.messageId)) byMessage.set(one.row.messageId, one)
    return { source, once: byMessage.size === part.length ? part : [...byMessage.values()] }
  })
}

function writeWithCare(
  scope: Scope,
  batch: readonly Prepared[],
  backfill: boolean,
  memory: Memory,
): Promise<Map<Prepared, Verdict>> {
  return transact(scope, async (scope) => {
    const [home] = scope.homes
    if (home === undefined) throw new Error('a workspace has a home')
    const customers = await writeCustomers(scope, home, batch, memory)
    const outcomes = new Map<Prepared, Verdict>()
    for (const { source, once } of partsOf(batch)) {
      const rows = once.map(({ row }) => row)
      const unknown = await insertSeen(scope, home, source, rows)
      const fresh = unknown === 'all' ? once : once.filter(({ row }) => unknown.has(row.messageId))
      if (fresh.length === 0) continue
      const written = unknown === 'all' ? rows : fresh.map(({ row }) => row)
      await insertEntries(scope, home, source, written, { areNew: true })
      for (const one of fresh) outcomes.set(one, storedAs(one.row))
    }
    await announceStored(scope, home, [...outcomes.keys()], backfill)
    await writePersons(scope, batch, customers, memory)
    return outcomes
  })
}

/** Joins what the batch shows to be one person, as far as it is not known already, and shows what it says of her. */
async function writePersons(
  scope: TxScope,
  batch: readonly Prepared[],
  { made, described }: Customers,
  memory: Memory,
): Promise<void> {
  const joins = batch.flatMap((one) => one.joins).filter(({ a, b }) => !memory.links.has(`${a} ${b}`))
  if (joins.length === 0 && described.length === 0) return
  await joinCustomers(scope, joins, described, made)
}

/**
 * A giant brand: one transaction per home. The memory of a message is written first, with its time; its entry second, under
 * that time, by whoever comes: so a crash between the two is mended by the sender's retry.
 */
async function writeInManyHomes(
  scope: Scope,
  batch: readonly Prepared[],
  backfill: boolean,
  memory: Memory,
): Promise<Map<Prepared, Verdict>> {
  const times = new Map<string, Date>()
  for (const [home, part] of Map.groupBy(batch, ({ row }) => seenHomeOf(scope.workspace, row)))
    await transact(scope, async (scope) => {
      const rows = [...new Map(part.map((one) => [keyOf(one), one.row])).values()]
      for (const [source, ofSource] of Map.groupBy(rows, ({ source }) => source))
        await insertSeen(scope, home, source, ofSource)
      for (const [key, at] of await listSeen(scope, home, rows)) times.set(key, at)
    })

  const outcomes = new Map<Prepared, Verdict>()
  const described: CustomerId[] = []
  const everyone = batch.flatMap(({ others }) => others)
  const homes = new Set([...batch.map(({ row }) => row.home), ...everyone.map(({ home }) => home)])
  for (const home of [...homes].sort((a, b) => a - b))
    await transact(scope, async (scope) => {
      const part = batch.filter(({ row }) => row.home === home)
      described.push(...(await writeCustomers(scope, home, batch, memory)).described)
      const rows = new Map<EntryId, { one: Prepared; row: EntryRow }>()
      for (const one of part) {
        const at = times.get(keyOf(one)) ?? one.row.at
        const id = entryIdOf(one.row.source, one.row.messageId, at, one.row.customerId)
        if (!rows.has(id)) rows.set(id, { one, row: { ...one.row, at, id } })
      }
      const written: { one: Prepared; row: EntryRow }[] = []
      for (const [source, ofSource] of Map.groupBy(rows.values(), ({ row }) => row.source)) {
        const list = ofSource.map(({ row }) => row)
        const stored = await insertEntries(scope, home, source, list, { areNew: false })
        written.push(...ofSource.filter(({ row }) => stored === 'all' || stored.has(row.id)))
      }
      for (const { one, row } of written) outcomes.set(one, storedAs(row))
      await announceStored(
        scope,
        home,
        written.map(({ one, row }) => ({ ...one, row })),
        backfill,
      )
    })
  await transact(scope, (scope) => writePersons(scope, batch, { made: new Set(), described }, memory))
  return outcomes
}

const storedAs = ({ id, customerId }: EntryRow): Verdict => ({ outcome: 'stored', entryId: id, customerId })
/** The memory of a message lives where the message says, not the customer (SCALE.md S5). */
const seenHomeOf = (workspace: Workspace, { source, messageId }: EntryRow) =>
  homeOfSlot(workspace, seenSlotOf(source, messageId))
const keyOf = ({ row }: Prepared) => `${row.source}\n${row.messageId}`

/** Customers of whom nothing is said, written where they are not there yet, with the words of what identifies them. */
function newcomers(
  scope: Scope,
  home: Home,
  batch: readonly Prepared[],
  memory: Memory,
): ReturnType<typeof newWords>[] {
  const named = new Map<CustomerId, CustomerRow>()
  for (const { owner, others } of batch)
    for (const customer of [owner, ...others])
      if (!memory.customers.has(customer.id) && !named.get(customer.id)?.verified)
        named.set(customer.id, customer)
  if (named.size === 0) return []
  const rows = [...named.values()].sort((a, b) => (a.id < b.id ? -1 : 1))
  const words = rows.map((customer) => ({ id: customer.id, words: wordsOf(customer) }))
  const verified = rows.filter((row) => row.verified).map(({ id }) => id)
  return [newCustomers(scope, home, rows), newlyVouched(home, verified), newWords(home, words)]
}

/** Everybody can be found by what identifies her, but for a browser's id, which nobody types. */
const wordsOf = ({ profile, identityKind, identityValue }: CustomerRow): string[] =>
  searchWordsOf(profile, identityKind === 'anonymous' ? [] : [identityValue])

/** Which customer rows are new, and of which known ones something new was said. */
type Customers = { readonly made: ReadonlySet<CustomerId>; readonly described: readonly CustomerId[] }

/** Writes the customers of a home that the batch names, with what is said about them. */
async function writeCustomers(
  scope: TxScope,
  home: Home,
  batch: readonly Prepared[],
  memory: Memory,
): Promise<Customers> {
  const named = new Map<CustomerId, CustomerRow>()
  for (const { owner, others } of batch)
    for (const customer of [owner, ...others]) {
      if (customer.home !== home || isKnown(memory, customer)) continue
      const known = named.get(customer.id)
      if (!known) named.set(customer.id, customer)
      else if (customer.traits !== NO_TRAITS || (customer.verified && !known.verified)) {
        const traits = mergeTraits(known.traits, customer.traits)
        named.set(customer.id, {
          ...known,
          verified: known.verified || customer.verified,
          traits,
          profile: profileOf(traits),
        })
      }
    }
  const unsure = [...named.values()]
    .filter(({ id }) => !memory.customers.has(id))
    .sort((a, b) => (a.id < b.id ? -1 : 1))
  const made = await insertCustomers(scope, home, unsure)
  if (made.size > 0)
    await setWords(
      scope,
      home,
      unsure
        .filter(({ id }) => made.has(id))
        .map((customer) => ({ id: customer.id, words: wordsOf(customer) })),
      { isNew: true },
    )

  const vouched = [...named.values()]
    .filter(({ id, verified }) => verified && !made.has(id) && !memory.verified.has(id))
    .map(({ id }) => id)
  if (vouched.length > 0) await setVerified(scope, home, vouched)
  const said = [...named.values()].filter(({ id, traits }) => !made.has(id) && Object.keys(traits).length > 0)
  const described = await writeTraits(scope, home, said)
  return { made, described }
}

/** Adds what is newly said to customers that stand already; answers of whom. */
async function writeTraits(scope: TxScope, home: Home, said: readonly CustomerRow[]): Promise<CustomerId[]> {
  if (said.length === 0) return []
  const known = new Map(
    (
      await lockTraits(
        scope,
        home,
        said.map(({ id }) => id),
      )
    ).map((row) => [row.id, row.traits]),
  )
  const changed = said.flatMap(({ id, traits }) => {
    const before = known.get(id)
    const merged = before && mergeTraits(before, traits)
    return merged && JSON.stringify(merged) !== JSON.stringify(before) ? [{ id, traits: merged }] : []
  })
  if (changed.length > 0) await setTraits(scope, home, changed)
  return changed.map(({ id }) => id)
}

function announceStored(
  scope: TxScope,
  home: Home,
  written: readonly { row: EntryRow }[],
  backfill: boolean,
): Promise<void> {
  const rows = written.map(({ row }) => row)
  return announceAll(scope, home, 'timeline.recorded', announcedOf(scope, rows, backfill))
}

/** What is told of entries, in parts that one subscriber takes at once. */
function announcedOf({ now }: Pick<Scope, 'now'>, rows: readonly EntryRow[], backfill: boolean): Announced[] {
  const read = rows.filter(({ kind }) => !UNREAD.has(kind))
  const parts = Array.from({ length: Math.ceil(read.length / ANNOUNCED_AT_ONCE) }, (_, i) =>
    read.slice(i * ANNOUNCED_AT_ONCE, (i + 1) * ANNOUNCED_AT_ONCE),
  )
  return parts.map((part) => {
    const isFresh = part.some(({ at }) => now.getTime() - at.getTime() < FRESH_MS)
    const priority = !backfill ? PRIORITY.news : isFresh ? PRIORITY.freshHistory : PRIORITY.history
    return { body: recordedBody(part, backfill), priority }
  })
}
