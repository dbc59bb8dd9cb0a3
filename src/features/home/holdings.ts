/** What the home keeps about a customer: that somebody keeps one of her moments. */
import type { TableHolding } from '#platform/holdings/index.ts'

export const homeHoldings: readonly TableHolding[] = [
  {
    table: 'kept_moment',
    kind: 'noticed',
    whose: { customer: 'customer_id' },
    ages: { at: 'at', key: ['moment_id', 'member_id'] },
  },
]
