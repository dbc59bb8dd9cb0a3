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
    ages: {
      at: 'at',
      key: ['id'],
      unless: "state in ('open', 'snoozed')",
      takes: (['moment_act', 'moment_word', 'moment_presence'] as const).map((table) => ({
        table,
        column: 'moment_id',
      })),
    },
  },
  {
    table: 'labelled_example',
    kind: 'noticed',
    whose: ofCustomer,
    ages: { at: 'at', key: ['source', 'subject_id', 'kind'] },
  },
  { table: 'bought_category', kind: 'noticed', whose: ofCustomer },
  { table: 'customer_rhythm', kind: 'noticed', whose: ofCustomer },
  {
    table: 'fact',
    kind: 'facts',
    whose: ofCustomer,
    // What a person wrote or confirmed stays until somebody says for how long.
    ages: {
      at: 'at',
      key: ['id'],
      unlessSet: "standing = 'confirmed' and stood_at is not null",
      expires: 'expires_at',
    },
  },
  { table: 'customer_consent', kind: 'facts', whose: ofCustomer },
]
