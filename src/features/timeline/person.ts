/** A customer as a person whose data is spoken of: all her rows and names; held back from use, erased, and not made anew by late news. */
import { homeOf, type CustomerId } from '#kit/id.ts'
import { Refusal } from '#kit/refusal.ts'
import type { Person } from '#platform/holdings/index.ts'
import { read, transact, type Scope, type TxScope } from '#platform/scope.ts'
import { forgetKnown } from './intake.ts'
import { canonicalIds, memberIds, personRows } from './persons.ts'
import {
  deleteHold,
  insertErased,
  insertHold,
  listErased,
  listHolds,
  listUnheard,
  type ErasedRow,
  type HoldKind,
  type HoldRow,
} from './store/erased.ts'

/** Words shorter than this name nobody: they would be found everywhere. */
const LEAST_NEEDLE = 5

/** All her rows and every word that names her; undefined where there is none such. */
export async function personOf(scope: TxScope, id: CustomerId): Promise<Person | undefined> {
  const [[canonical, rows] = []] = [...(await personRows(scope, [id]))]
  if (canonical === undefined || rows === undefined) return undefined
  const ids = rows.map((row) => row.id)
  const identities = rows.map(({ identityKind: kind, identityValue: value }) => ({ kind, value }))
  const emails = identities.filter(({ kind }) => kind === 'email').map(({ value }) => value)
  const names = rows.flatMap(({ profile }) => (profile.name?.includes(' ') ? [profile.name] : []))
  const needles = [...identities.map(({ value }) => value), ...ids, ...names]
    .map((word) => word.toLowerCase())
    .filter((word) => word.length >= LEAST_NEEDLE)
  return {
    id: canonical,
    ids,
    homes: [...new Set(ids.map((one) => homeOf(scope.workspace, one)))],
    identities,
    emails,
    needles: [...new Set(needles)],
  }
}

/** Writes down that she was erased, before anything of her goes: from here on late news of her is not taken in. */
export async function buryPerson(scope: Scope, ids: readonly CustomerId[], erasedAt: Date): Promise<void> {
  for (const [home, part] of Map.groupBy(ids, (id) => homeOf(scope.workspace, id)))
    await transact(scope, (scope) =>
      insertErased(
        scope,
        home,
        part.map((customerId) => ({ customerId, erasedAt })),
      ),
    )
  forgetKnown(scope)
}

/** Everybody who was ever erased here, by the hashes she is known by, the oldest first. */
export function listBuried(scope: Scope): Promise<ErasedRow[]> {
  return read(scope, listErased)
}

/** Persons of whom nothing was heard since, the longest ago first, at most `limit`. */
export function listUnheardOf(scope: TxScope, before: Date, limit: number): Promise<CustomerId[]> {
  return listUnheard(scope, before, limit)
}

/** Which of these customers' persons are held back from use. */
export async function heldAmong(
  scope: TxScope,
  ids: readonly CustomerId[],
): Promise<ReadonlySet<CustomerId>> {
  const holds = new Set((await listHolds(scope)).map(({ customerId }) => customerId))
  if (holds.size === 0) return holds
  const persons = await canonicalIds(scope, ids)
  const held = new Set([...(await canonicalIds(scope, [...holds])).values()])
  return new Set(ids.filter((id) => held.has(persons.get(id) ?? id)))
}

/** Rows of those who restricted the use of their data. */
export async function restrictedIds(scope: TxScope): Promise<CustomerId[]> {
  return (await listHolds(scope)).flatMap(({ customerId, kind }) =>
    kind === 'restriction' ? [customerId] : [],
  )
}

/** The holds on a person, with since when and by whom. */
export async function holdsOf(scope: TxScope, id: CustomerId): Promise<HoldRow[]> {
  const rows = new Set(await memberIds(scope, id))
  return (await listHolds(scope)).filter(({ customerId }) => rows.has(customerId))
}

/** Holds a person's data back from use; again changes nothing. Refuses `customer_not_found`. */
export async function holdPerson(scope: TxScope, id: CustomerId, kind: HoldKind): Promise<void> {
  await insertHold(scope, await personId(scope, id), kind)
}

/** Lets a person's data be used again. Refuses `customer_not_found`; answers whether it was held. */
export async function releasePerson(scope: TxScope, id: CustomerId, kind: HoldKind): Promise<boolean> {
  await personId(scope, id)
  return (await deleteHold(scope, await memberIds(scope, id), kind)) > 0
}

async function personId(scope: TxScope, id: CustomerId): Promise<CustomerId> {
  const [person] = await memberIds(scope, id)
  if (person === undefined) throw new Refusal('customer_not_found', 'No such customer here.')
  return person
}
