/** What the mailroom keeps about a customer: how her mails looked, and by her address her threads and the envelopes of her mail. */
import type { TableHolding } from '#platform/holdings/index.ts'

export const mailHoldings: readonly TableHolding[] = [
  {
    table: 'mail_page',
    kind: 'said',
    whose: { customer: 'customer_id' },
    ages: { at: 'at', key: ['entry_id'] },
  },
  {
    table: 'mail_message',
    kind: 'mail',
    whose: { email: 'address' },
    isSpread: true,
    ages: { at: 'at', key: ['id', 'fingerprint'] },
  },
  { table: 'mail_thread', kind: 'mail', whose: { email: 'address' }, isSpread: true },
]
