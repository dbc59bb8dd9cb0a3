/** What promises keep about a customer. */
import type { TableHolding } from '#platform/holdings/index.ts'

export const promiseHoldings: readonly TableHolding[] = [
  { table: 'promise_story', kind: 'promises', whose: { via: 'promise', column: 'promise_id' } },
  {
    table: 'promise',
    kind: 'promises',
    whose: { customer: 'customer_id' },
    ages: { at: 'settled_at', key: ['id'] },
  },
]
