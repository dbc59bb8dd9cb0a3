/** What the platform itself keeps that may name a customer: work that waits, answers kept for a retry, the audit log. */
import type { TableHolding } from './index.ts'

export const platformHoldings: readonly TableHolding[] = [
  { table: 'announcement', kind: 'workings', whose: { words: ['body'] }, isSpread: true },
  {
    table: 'idempotency',
    kind: 'workings',
    whose: { words: ['answer'] },
    isSpread: true,
    ages: { at: 'at', key: ['key'] },
  },
  {
    table: 'audit_entry',
    kind: 'accounts',
    whose: { text: 'subject_id', prefix: '' },
    isSpread: true,
    kept: 'the account of what was done with her data; it holds ids and figures',
  },
  {
    table: 'audit_unsealed',
    kind: 'accounts',
    whose: { text: 'subject_id', prefix: '' },
    isSpread: true,
    kept: 'the same, for the seconds before it is sealed',
  },
]
