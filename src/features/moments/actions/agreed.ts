/** What persons agreed may be remembered of what is delicate, for a batch of noticing. */
import type { CustomerId } from '#kit/id.ts'
import type { TxScope } from '#platform/scope.ts'
import type { DelicateClass } from '../contract.ts'
import { listConsents } from '../store/consents.ts'

/** By row of a customer: what may be remembered of the person. */
export async function consentedOf(
  scope: TxScope,
  persons: ReadonlyMap<CustomerId, readonly { id: CustomerId }[]>,
): Promise<ReadonlyMap<CustomerId, ReadonlySet<DelicateClass>>> {
  const rows = [...persons.values()].flat().map(({ id }) => id)
  const standing = (await listConsents(scope, rows)).filter(({ revokedAt }) => revokedAt === null)
  const byRow = new Map<CustomerId, ReadonlySet<DelicateClass>>()
  for (const members of persons.values()) {
    const ids = new Set(members.map(({ id }) => id))
    const about = new Set(standing.filter(({ customerId }) => ids.has(customerId)).map((one) => one.about))
    if (about.size > 0) for (const id of ids) byRow.set(id, about)
  }
  return byRow
}
