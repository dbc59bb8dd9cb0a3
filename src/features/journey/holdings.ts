/** What the journey counts of a customer; the days and steps it shows are sums over many. */
import type { TableHolding } from '#platform/holdings/index.ts'

const ofCustomer = { customer: 'customer_id' }

export const journeyHoldings: readonly TableHolding[] = [
  { table: 'journey_mark', kind: 'workings', whose: ofCustomer },
  {
    table: 'journey_piece',
    kind: 'noticed',
    whose: ofCustomer,
    ages: { at: 'entry_at', key: ['customer_id', 'entry_at', 'entry_id'] },
  },
  { table: 'journey_person', kind: 'noticed', whose: ofCustomer },
]
