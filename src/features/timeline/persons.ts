/** Persons: which customer rows are one human being. Joining writes links and works out who stands for whom; all of it can be undone. */
import { homeOf, type CustomerId } from '#kit/id.ts'
import { Refusal } from '#kit/refusal.ts'
import { audit } from '#platform/audit/index.ts'
import { announce } from '#platform/announcements.ts'
import { transact, type Scope, type TxScope } from '#platform/scope.ts'
import {
  holdCustomerRows,
  listCustomerRows,
  listFolded,
  listLinks,
  type PersonRow,
  type StoredLink,
} from './store/reads.ts'
import { personsOf } from './rules/identity.ts'
import type { IncomingTraits } from './rules/incoming.ts'
import {
  correctTraits,
  mergeTraits,
  profileOf,
  searchWordsOf,
  type DatedTraits,
  type Profile,
} from './rules/traits.ts'
import { insertLinks, lockTraits, setLinksCut, setPersons, setTraits, setWords } from './store/writes.ts'

/** Evidence that two customer rows are one person. */
export type Join = {
  readonly a: CustomerId
  readonly b: CustomerId
  readonly at: Date
  readonly reason: string
  readonly evidence: string
}

/**
 * Joins rows on evidence, and works out anew the persons so joined and those that something was said of (`described`).
 * A link a person has cut stays cut. `made` as `refreshPersons` takes it.
 */
export async function joinCustomers(
  scope: TxScope,
  joins: readonly Join[],
  described: readonly CustomerId[],
  made: ReadonlySet<CustomerId>,
): Promise<void> {
  const changed = joins.length > 0 ? await writeLinks(scope, joins, null) : 0
  const touched = [...described, ...(changed > 0 ? joins.flatMap(({ a, b }) => [a, b]) : [])]
  if (touched.length > 0) await refreshPersons(scope, touched, made)
}

/** Joins two customers because a member says so. Refuses `customer_not_found`, `merge_with_itself`. */
export async function mergeCustomers(scope: Scope, a: CustomerId, b: CustomerId): Promise<void> {
  if (a === b) throw new Refusal('merge_with_itself', 'A customer can’t be joined with herself.')
  await transact(scope, async (scope) => {
    if ((await listCustomerRows(scope, [a, b])).length < 2)
      throw new Refusal('customer_not_found', 'One of the two is not here.')
    const by = scope.actor.kind === 'member' ? scope.actor.id : null
    const changed = await writeLinks(
      scope,
      [{ a, b, at: scope.now, reason: 'joined by hand', evidence: scope.actor.name }],
      by ?? NOBODY,
    )
    // Said twice it is done once, and logged once.
    if (changed === 0) return
    await refreshPersons(scope, [a, b], NONE)
    await audit(scope, 'customer.joined', { subject: { kind: 'customer', id: a }, near: a })
  })
}

/**
 * Takes a row out of a person again: where a member had joined it by hand, exactly that joining is undone, and what came
 * with it goes with it; else all evidence between it and the others is cut. Refuses `customer_not_found`.
 */
export async function separateCustomers(scope: Scope, person: CustomerId, other: CustomerId): Promise<void> {
  await transact(scope, async (scope) => {
    const members = await memberIds(scope, person)
    if (!members.includes(other) || person === other)
      throw new Refusal('customer_not_found', 'She is not joined with this customer.')
    const links = await listLinks(scope, [other])
    const byHand = links.filter(({ madeBy }) => madeBy !== null)
    const rest = (byHand.length > 0 ? byHand : links).map(({ otherId }) => otherId)
    const by = scope.actor.kind === 'member' ? scope.actor.id : null
    await setLinksCut(scope, homeOf(scope.workspace, other), [other], rest, by)
    for (const id of rest) await setLinksCut(scope, homeOf(scope.workspace, id), [id], [other], by)
    await refreshPersons(scope, members, NONE)
    await audit(scope, 'customer.separated', { subject: { kind: 'customer', id: person }, near: person })
  })
}

/** Writes a customer's own word over what was said of her and will be, field by field. Refuses `customer_not_found`. */
export async function correctCustomer(
  scope: TxScope,
  id: CustomerId,
  fields: IncomingTraits,
): Promise<CustomerId> {
  const [person] = await memberIds(scope, id)
  const home = homeOf(scope.workspace, person ?? id)
  const [row] = person === undefined ? [] : await lockTraits(scope, home, [person])
  if (!row) throw new Refusal('customer_not_found', 'No such customer here.')
  await setTraits(scope, home, [
    { id: row.id, traits: mergeTraits(row.traits, correctTraits(fields, scope.now)) },
  ])
  await refreshPersons(scope, [row.id], NONE)
  return row.id
}

/** The person each row belongs to; a row that is not here is left out. */
export async function canonicalIds(
  scope: TxScope,
  ids: readonly CustomerId[],
): Promise<Map<CustomerId, CustomerId>> {
  const rows = await listCustomerRows(scope, [...new Set(ids)])
  return new Map(rows.map(({ id, mergedInto }) => [id, mergedInto ?? id]))
}

/** All rows of the person a row belongs to, the one that stands for her first; empty where the row is not here. */
export async function memberIds(scope: TxScope, id: CustomerId): Promise<CustomerId[]> {
  const person = (await canonicalIds(scope, [id])).get(id)
  if (person === undefined) return []
  return [person, ...(await listFolded(scope, [person])).map((row) => row.id)]
}

/** The rows of the persons that these rows belong to, by the person's id. Two questions where nobody asked for is folded. */
export async function personRows(
  scope: TxScope,
  ids: readonly CustomerId[],
): Promise<Map<CustomerId, PersonRow[]>> {
  const asked = await listCustomerRows(scope, [...new Set(ids)])
  const known = new Map(asked.map((row) => [row.id, row]))
  const persons = [...new Set(asked.map(({ id, mergedInto }) => mergedInto ?? id))]
  const missing = persons.filter((id) => !known.has(id))
  for (const row of missing.length > 0 ? await listCustomerRows(scope, missing) : []) known.set(row.id, row)
  const own = persons.flatMap((id) => known.get(id) ?? [])
  const folded = await listFolded(scope, persons)
  return Map.groupBy([...own, ...folded], (row) => row.mergedInto ?? row.id)
}

/**
 * Works out who is one person around these rows, from all links in reach, and writes what changed. Subscribers hear of
 * persons whose rows stood before, and of rows that may be called otherwise now; `made` are rows of this very transaction, whose entries nobody has read yet.
 */
async function refreshPersons(
  scope: TxScope,
  start: readonly CustomerId[],
  made: ReadonlySet<CustomerId>,
): Promise<void> {
  const { rows, links } = await reach(scope, start)
  if (workOut(rows, links, made).changed.length === 0) return
  // Another process may be writing what was said of one of them: it is read again once nobody else can.
  const held: PersonRow[] = []
  for (const [home, part] of [...Map.groupBy(rows, (row) => row.home)].sort(([a], [b]) => a - b))
    held.push(
      ...(await holdCustomerRows(
        scope,
        home,
        part.map(({ id }) => id),
      )),
    )
  const { changed, joined } = workOut(held, links, made)
  const called: CustomerId[] = []
  for (const [home, part] of Map.groupBy(changed, ({ row }) => row.home)) {
    await setPersons(
      scope,
      home,
      part.map(({ row, mergedInto, profile }) => ({ id: row.id, mergedInto, profile })),
    )
    const renamed = part.filter(({ row, profile }) => row.profile.name !== profile.name)
    await setWords(
      scope,
      home,
      renamed.map(({ row, profile }) => ({ id: row.id, words: wordsOf(row, profile) })),
      { isNew: false },
    )
    const otherwise = part.filter(
      ({ row, mergedInto, profile }) => row.mergedInto !== mergedInto || row.profile.name !== profile.name,
    )
    called.push(...otherwise.map(({ row }) => row.id).filter((id) => !made.has(id)))
  }
  const [home] = scope.homes
  if (home === undefined) return
  if (joined.length > 0) await announce(scope, home, 'timeline.customersJoined', { persons: joined })
  if (called.length > 0) await announce(scope, home, 'timeline.customersRenamed', { customers: called })
}

type Changed = {
  readonly row: PersonRow
  readonly mergedInto: CustomerId | null
  readonly profile: Profile
}

/** Who is one person, and what is shown of her: which rows say otherwise, and who was not one before. */
function workOut(rows: readonly PersonRow[], links: readonly StoredLink[], made: ReadonlySet<CustomerId>) {
  const persons = personsOf(
    rows.map((row) => ({ id: row.id, kind: row.identityKind })),
    links.map((link) => ({ a: link.customerId, b: link.otherId, at: link.at, byHand: link.madeBy !== null })),
  )
  const changed: Changed[] = []
  const joined: { canonical: string; members: CustomerId[] }[] = []
  for (const [person, members] of Map.groupBy(rows, (row) => persons.get(row.id) ?? row.id)) {
    const traits = members.map((row) => row.traits).reduce<DatedTraits>(mergeTraits, {})
    for (const row of members) {
      const stands = row.id === person
      const profile = profileOf(stands ? traits : row.traits)
      const mergedInto = stands ? null : (person as CustomerId)
      if (row.mergedInto !== mergedInto || JSON.stringify(row.profile) !== JSON.stringify(profile))
        changed.push({ row, mergedInto, profile })
    }
    const isNews = members.some((row) => (row.mergedInto ?? row.id) !== person && !made.has(row.id))
    if (isNews) joined.push({ canonical: person, members: members.map((row) => row.id) })
  }
  return { changed, joined }
}

/** Everybody can be found by what identifies her, but for a browser's id, which nobody types. */
const wordsOf = ({ identityKind, identityValue }: PersonRow, profile: Profile) =>
  searchWordsOf(profile, identityKind === 'anonymous' ? [] : [identityValue])

/** Everything linked with the start, over any number of links. */
async function reach(
  scope: TxScope,
  start: readonly CustomerId[],
): Promise<{ rows: PersonRow[]; links: StoredLink[] }> {
  const seen = new Set<CustomerId>()
  const links: StoredLink[] = []
  let frontier = [...new Set(start)]
  while (frontier.length > 0) {
    for (const id of frontier) seen.add(id)
    const found = await listLinks(scope, frontier)
    links.push(...found)
    frontier = [...new Set(found.map(({ otherId }) => otherId))].filter((id) => !seen.has(id))
  }
  return { rows: await listCustomerRows(scope, [...seen]), links }
}

async function writeLinks(scope: TxScope, joins: readonly Join[], madeBy: string | null): Promise<number> {
  const ends = joins.flatMap(({ a, b, at, reason, evidence }) => [
    { customerId: a, otherId: b, at, reason, evidence, madeBy },
    { customerId: b, otherId: a, at, reason, evidence, madeBy },
  ])
  // Of several pieces of evidence for one link the earliest counts; one statement may not touch a row twice.
  const earliest = new Map<string, (typeof ends)[number]>()
  for (const end of ends) {
    const key = `${end.customerId} ${end.otherId}`
    const known = earliest.get(key)
    if (!known || end.at < known.at) earliest.set(key, end)
  }
  const sorted = [...earliest.values()].sort((x, y) =>
    `${x.customerId}${x.otherId}` < `${y.customerId}${y.otherId}` ? -1 : 1,
  )
  let changed = 0
  for (const [home, rows] of Map.groupBy(sorted, ({ customerId }) => homeOf(scope.workspace, customerId)))
    changed += await insertLinks(scope, home, rows)
  return changed
}

const NONE: ReadonlySet<CustomerId> = new Set()

/** Stands for a maker who is no member: a key or the machine. */
const NOBODY = '00000000-0000-7000-8000-000000000000'
