/** What the journey counts of a customer; the days and steps it shows are sums over many. */
import type { Holding } from '#platform/holdings/index.ts'
import { uncount } from './actions/count.ts'

const SUMS = 'journey sums'
const ofCustomer = { customer: 'customer_id' }

export const journeyHoldings: readonly Holding[] = [
  {
    name: SUMS,
    kind: 'noticed',
    covers: [],
    isIndexed: true,
    // Her part in them is what stands in `journey_person`, which is told by itself.
    list: async () => [],
    erase: uncount,
  },
  { table: 'journey_mark', kind: 'workings', whose: ofCustomer },
  {
    table: 'journey_piece',
    kind: 'noticed',
    whose: ofCustomer,
    ages: { at: 'entry_at', key: ['customer_id', 'entry_at', 'entry_id'] },
  },
  { table: 'journey_person', kind: 'noticed', whose: ofCustomer, takenOutBy: SUMS },
]
