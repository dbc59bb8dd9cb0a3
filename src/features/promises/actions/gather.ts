/** Rows of the ledger of which many wait for the same reason: as one. Reads only. */
import type { TxScope } from '#platform/scope.ts'
import type { PromiseRow } from '../contract.ts'
import { delayTitle, GATHERED_FROM } from '../rules/delay.ts'
import type { CustomerPromise } from '../rules/promise.ts'
import { countDelays } from '../store/delays.ts'

/** Customers who wait for the same reason stand as one row, at the place of the first of them. */
export async function gathered(
  scope: TxScope,
  promises: readonly CustomerPromise[],
  rows: readonly PromiseRow[],
): Promise<PromiseRow[]> {
  const keyOf = ({ delayKey, toldFirstAt, brokenRaisedAt }: CustomerPromise) =>
    toldFirstAt === null && brokenRaisedAt === null ? delayKey : null
  const counts = await gatheredOf(
    scope,
    promises.flatMap((one) => keyOf(one) ?? []),
  )
  const seen = new Set<string>()
  return rows.flatMap((row, i) => {
    const promise = promises[i]
    const key = promise ? keyOf(promise) : null
    const count = key === null ? undefined : counts.get(key)
    if (!promise || key === null || count === undefined || row.standing === 'broken') return [row]
    if (seen.has(key)) return []
    seen.add(key)
    const customer = { ...row.customer, name: `${count} customers` }
    return [{ ...row, customer, about: delayTitle(promise), delay: { key, count } }]
  })
}

/** Of these keys those that enough wait for, with how many. */
async function gatheredOf(scope: TxScope, keys: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const counts = await countDelays(scope, [...new Set(keys)])
  return new Map(counts.filter(({ count }) => count >= GATHERED_FROM).map(({ key, count }) => [key, count]))
}
