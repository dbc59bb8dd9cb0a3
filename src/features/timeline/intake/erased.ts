/** Late news of people who were erased, left out before a batch is written. */
import { read, type Scope } from '#platform/scope.ts'
import { listErased } from '../store/erased.ts'
import type { Memory } from './memory.ts'
import type { Prepared } from './prepare.ts'

/** How long a process may not know of an erasure that another did; the erasure takes out twice, so that nothing stays. */
const ASKED_EVERY_MS = 1_000

/**
 * The batch without late news of people who were erased: what happened before that is answered as known, so that no sender
 * keeps it to be mended. What an erased person does afterwards is a new beginning.
 */
export async function withoutErased(
  scope: Scope,
  batch: readonly Prepared[],
  memory: Memory,
): Promise<readonly Prepared[]> {
  if (Math.abs(scope.now.getTime() - memory.erasedAskedAt) >= ASKED_EVERY_MS) {
    const rows = await read(scope, listErased)
    memory.erased = new Map(rows.map(({ customerId, erasedAt }) => [customerId, erasedAt]))
    memory.erasedAskedAt = scope.now.getTime()
  }
  const { erased } = memory
  if (erased.size === 0) return batch
  // Another process may have erased her: what this one remembers of her rows is gone.
  for (const { owner, others } of batch)
    for (const { id } of [owner, ...others])
      if (erased.has(id)) {
        memory.customers.delete(id)
        memory.links.clear()
      }
  return batch.filter(({ row, owner, others }) =>
    [owner, ...others].every(({ id }) => row.at > (erased.get(id) ?? NEVER)),
  )
}

const NEVER = new Date(0)
