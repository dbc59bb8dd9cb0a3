/** The closed list of conditions a play can have, as they begin when one is added. */
import type { Clause } from '#features/plays/contract.ts'

export const NEW_CLAUSES: readonly { clause: Clause; label: string }[] = [
  { clause: { field: 'kind', anyOf: ['thanks'] }, label: 'the kind of moment' },
  { clause: { field: 'valence', is: 'opportunity' }, label: 'something nice, or something wrong' },
  { clause: { field: 'channel', anyOf: ['email'] }, label: 'where it came in' },
  { clause: { field: 'orders', atLeast: 1 }, label: 'how often they ordered' },
  { clause: { field: 'returns', atMost: 0 }, label: 'how often they sent back' },
  { clause: { field: 'spent', atLeastMinor: 10_000 }, label: 'what they have spent' },
  { clause: { field: 'order_total', atLeastMinor: 10_000 }, label: 'the total of the order' },
  { clause: { field: 'customer_days', atLeast: 365 }, label: 'how long they are customers' },
  { clause: { field: 'is_gift', is: true }, label: 'for somebody else' },
  { clause: { field: 'product', contains: 'dress' }, label: 'the product' },
  { clause: { field: 'days_since_given', atLeast: 30 }, label: 'when something was given last' },
  { clause: { field: 'contacts', inDays: 7, atLeast: 2 }, label: 'how often they wrote' },
  { clause: { field: 'resolved_well', is: true }, label: 'just solved well' },
  { clause: { field: 'season', from: '11-20', to: '12-24' }, label: 'the season' },
]

/** What a condition is called beside its fields. */
export function clauseLabel(field: Clause['field']): string {
  return NEW_CLAUSES.find(({ clause }) => clause.field === field)?.label ?? field
}
