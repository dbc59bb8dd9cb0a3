/** Writing the customers that a batch names, what is said of them, and who of them is one person. */
import type { CustomerId, Home } from '#kit/id.ts'
import type { Scope, TxScope } from '#platform/scope.ts'
import { joinCustomers } from '../persons.ts'
import { mergeTraits, profileOf } from '../rules/traits.ts'
import { newCustomers, newlyVouched, newWords, type CustomerRow } from '../store/inserts.ts'
import { insertCustomers, lockTraits, setTraits, setVerified, setWords } from '../store/writes.ts'
import { isJoined, isKnown, type Memory } from './memory.ts'
import { NO_TRAITS, wordsOf, type Prepared } from './prepare.ts'

/** Customers of whom nothing is said, written where they are not there yet, with the words of what identifies them. */
export function newcomers(
  scope: Scope,
  home: Home,
  batch: readonly Prepared[],
  memory: Memory,
): ReturnType<typeof newWords>[] {
  const named = new Map<CustomerId, CustomerRow>()
  const name = (customer: CustomerRow) => {
    if (!memory.customers.has(customer.id) && !named.get(customer.id)?.verified)
      named.set(customer.id, customer)
  }
  for (const { owner, others } of batch) {
    name(owner)
    others.forEach(name)
  }
  if (named.size === 0) return []
  const rows = [...named.values()].sort((a, b) => (a.id < b.id ? -1 : 1))
  const words = rows.map((customer) => ({ id: customer.id, words: wordsOf(customer) }))
  const verified = rows.filter((row) => row.verified).map(({ id }) => id)
  return [newCustomers(scope, home, rows), newlyVouched(home, verified), newWords(home, words)]
}

/** Which customer rows are new, and of which known ones something new was said. */
export type Customers = { readonly made: ReadonlySet<CustomerId>; readonly described: readonly CustomerId[] }

/** Writes the customers of a home that the batch names, with what is said about them. */
export async function writeCustomers(
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
    .filter(({ id, verified }) => verified && !made.has(id) && memory.customers.get(id) !== true)
    .map(({ id }) => id)
  const said = [...named.values()].filter(({ id, traits }) => !made.has(id) && Object.keys(traits).length > 0)
  // Both kinds are held at once, in the order of ids: one after the other, another writer may hold what the second kind needs.
  if (vouched.length > 0 && said.length > 0)
    await lockTraits(scope, home, [...vouched, ...said.map(({ id }) => id)])
  if (vouched.length > 0) await setVerified(scope, home, vouched)
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

/** Joins what the batch shows to be one person, as far as it is not known already, and shows what it says of her. */
export async function writePersons(
  scope: TxScope,
  batch: readonly Prepared[],
  { made, described }: Customers,
  memory: Memory,
): Promise<void> {
  const joins = batch.flatMap((one) => one.joins).filter((join) => !isJoined(join, memory))
  if (joins.length === 0 && described.length === 0) return
  await joinCustomers(scope, joins, described, made)
}
