/** What is kept about a customer for Chatwoot: that something of her conversation was told, and when. No word of hers. */
import type { TableHolding } from '#platform/holdings/index.ts'

export const chatwootHoldings: readonly TableHolding[] = [
  { table: 'chatwoot_talk', kind: 'workings', whose: { customer: 'customer_id' } },
]
