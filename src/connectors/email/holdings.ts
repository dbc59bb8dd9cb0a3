/** What the mailroom keeps about a customer: her threads and the envelopes of her mail, known by her address. */
import type { TableHolding } from '#platform/holdings/index.ts'

export const mailHoldings: readonly TableHolding[] = [
  {
    table: 'mail_message',
    kind: 'mail',
    whose: { email: 'address' },
    isSpread: true,
    ages: { at: 'at', key: ['id', 'fingerprint'] },
  },
  { table: 'mail_thread', kind: 'mail', whose: { email: 'address' }, isSpread: true },
]
