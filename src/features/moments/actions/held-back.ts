/** Nothing is noticed about a person whose data is held back, and what was noticed leaves the queue. */
import { homeOf, type CustomerId } from '#kit/id.ts'
import { heldAmong, type StoredEntry } from '#features/timeline/index.ts'
import { publish } from '#platform/live.ts'
import { read, type Scope, type TxScope } from '#platform/scope.ts'
import { setExpiredOf } from '../store/moments.ts'

/** Takes the open and snoozed moments of a person's rows out of the queue. */
export async function expireMomentsOf(scope: TxScope, ids: readonly CustomerId[]): Promise<void> {
  for (const [home, part] of Map.groupBy(ids, (id) => homeOf(scope.workspace, id)))
    await setExpiredOf(scope, home, part)
  await publish(scope, 'moment.changed', {})
}

/** Those of these customers whose data may be used. */
export async function usableAmong(
  scope: TxScope,
  ids: readonly CustomerId[],
): Promise<ReadonlySet<CustomerId>> {
  const held = await heldAmong(scope, ids)
  return new Set(ids.filter((id) => !held.has(id)))
}

/** The entries of people whose data may be used. */
export async function mayBeRead(scope: Scope, entries: readonly StoredEntry[]): Promise<StoredEntry[]> {
  const ids = [...new Set(entries.map(({ customerId }) => customerId))]
  const held = await read(scope, (scope) => heldAmong(scope, ids))
  return entries.filter(({ customerId }) => !held.has(customerId))
}
