/** To whom an entry will belong, before it is stored. Never writes. */
import type { CustomerId, EntryId } from '#kit/id.ts'
import type { Scope } from '#platform/scope.ts'
import { customerIdOf, entryIdOf } from './ids.ts'
import { decideAcceptance } from './rules/accept.ts'
import type { IncomingEntry } from './rules/incoming.ts'

/** The customer row of an entry's strongest identity; undefined where the entry would be refused. */
export function ownerIdOf({ workspace, now }: Scope, entry: IncomingEntry): CustomerId | undefined {
  const acceptance = decideAcceptance(entry, now)
  const owner = acceptance.accepted ? acceptance.identities[0] : undefined
  return owner && customerIdOf(workspace.id, owner)
}

/** The id an entry has or will have, with its customer's; undefined where it would be refused. */
export function entryPlaceOf(
  scope: Scope,
  entry: IncomingEntry,
): { readonly id: EntryId; readonly customerId: CustomerId } | undefined {
  const customerId = ownerIdOf(scope, entry)
  return customerId && { id: entryIdOf(entry.source, entry.messageId, entry.at, customerId), customerId }
}
