/** What the desk itself keeps about a customer: her requests, which hold no words. */
import type { TableHolding } from '#platform/holdings/index.ts'

export const privacyHoldings: readonly TableHolding[] = [
  {
    table: 'privacy_request',
    kind: 'accounts',
    whose: { customer: 'customer_id' },
    isSpread: true,
    kept: 'the record that she asked and was answered',
  },
]
