/** Leaves a line in the audit log where somebody is shown facts of delicate kinds (R16): who, about whom, which kinds, never the words. */
import type { CustomerId } from '#kit/id.ts'
import { HOUR_MS } from '#kit/time.ts'
import { audit, listAudit } from '#platform/audit/index.ts'
import { transact, type Scope } from '#platform/scope.ts'
import type { Fact } from '../contract.ts'

/** Pages ask again by themselves: what the same person sees again within the hour is one reading. */
const ONE_READING_MS = HOUR_MS
/** Newest lines looked at for the same reading. */
const LOOKED_AT = 5

/** Say it before the answer leaves: where the line can't be written, nothing is shown. */
export async function tellReads(
  scope: Scope,
  customerId: CustomerId,
  facts: readonly Pick<Fact, 'sensitivity'>[],
): Promise<void> {
  const { actor } = scope
  const delicate = facts.flatMap(({ sensitivity }) => sensitivity ?? [])
  // What the product itself reads is shown to nobody.
  if (delicate.length === 0 || actor.kind === 'machine') return
  const about = [...new Set(delicate)].sort().join(',').slice(0, 80)
  await transact(scope, async (scope) => {
    const filter = { action: 'delicate.read', actorId: actor.id, subjectId: customerId }
    const since = new Date(scope.now.getTime() - ONE_READING_MS)
    const lately = await listAudit(scope, filter, { limit: LOOKED_AT })
    if (lately.some(({ at, details }) => at > since && details['about'] === about)) return
    await audit(scope, 'delicate.read', {
      subject: { kind: 'customer', id: customerId },
      near: customerId,
      details: { about, count: delicate.length },
    })
  })
}
