/** What noticing keeps about a customer: moments with what was done about them, facts with their consents, habits. */
import type { TableHolding } from '#platform/holdings/index.ts'

const ofMoment = (table: TableHolding['table']): TableHolding => ({
  table,
  kind: 'noticed',
  whose: { via: 'moment', column: 'moment_id' },
})
const ofCustomer = { customer: 'customer_id' }

export const momentHoldings: readonly TableHolding[] = [
  ofMoment('moment_settlement'),
  ofMoment('moment_snooze'),
  ofMoment('moment_assignment'),
  ofMoment('moment_word'),
  { table: 'moment_act', kind: 'noticed', whose: ofCustomer, ages: { at: 'at', key: ['id'] } },
  {
    table: 'moment',
    kind: 'noticed',
    whose: ofCustomer,
    ages: { at: 'at', key: ['id'], unless: "state in ('open', 'snoozed')" },
  },
  {
    table: 'labelled_example',
    kind: 'noticed',
    whose: ofCustomer,
    ages: { at: 'at', key: ['source', 'subject_id', 'kind'] },
  },
  { table: 'bought_category', kind: 'noticed', whose: ofCustomer },
  { table: 'customer_rhythm', kind: 'noticed', whose: ofCustomer },
  { table: 'fact', kind: 'facts', whose: ofCustomer, ages: { at: 'at', key: ['id'] } },
  { table: 'customer_consent', kind: 'facts', whose: ofCustomer },
]
