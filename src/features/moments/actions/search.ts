/** Finding customers and moments by words, from anywhere. */
import { namesOf, searchCustomers } from '#features/timeline/index.ts'
import { read, type Scope } from '#platform/scope.ts'
import type { SearchAnswer } from '../contract.ts'
import { leading } from '../rules/present.ts'
import { longestFirst } from '../rules/search.ts'
import { listByIds, listFound } from '../store/queue.ts'
import { tellReads } from './tell-reads.ts'

/** Customers and moments that have a word of each beginning; open moments first, then the newest. */
export async function search(scope: Scope, q: string, limit = 8): Promise<SearchAnswer> {
  const { shown, ...answer } = await read(scope, async (scope) => {
    const words = longestFirst(q)
    const customers = words.length > 0 ? await searchCustomers(scope, q, limit) : []
    const found = await listByIds(scope, await listFound(scope, words, 100))
    const best = found
      .sort(
        (a, b) => Number(b.state === 'open') - Number(a.state === 'open') || b.at.getTime() - a.at.getTime(),
      )
      .slice(0, limit)
    const names = await namesOf(scope, [...new Set(best.map(({ customerId }) => customerId))])
    return {
      customers: customers.map(({ id, name, place, since }) => ({
        id,
        name: name ?? 'Customer',
        detail: [place, since === null ? null : `since ${since.slice(0, 4)}`]
          .filter((part) => part !== null)
          .join(' · '),
      })),
      moments: best.map(({ id, kind, customerId, words, state, signs }) => ({
        id,
        name: names.get(customerId) ?? 'Customer',
        label: leading(kind, { signs }).label,
        words,
        state,
      })),
      shown: best.map(({ customerId, kind, words }) => ({ customerId, moments: [{ kind, words }] })),
    }
  })
  await tellReads(scope, shown)
  return answer
}
