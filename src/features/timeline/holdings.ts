/** What the timeline keeps about a customer: who she is, and what she said and did. */
import { homeOfSlot } from '#kit/id.ts'
import type { Holding, Person } from '#platform/holdings/index.ts'
import { read, transact, type Scope } from '#platform/scope.ts'
import { seenSlotOf } from './ids.ts'
import { deleteClaims, deleteSeen, listClaims, listMessagesOf } from './store/removal.ts'

/** Messages whose memory is taken out in one go. */
const AT_ONCE = 5_000

export const timelineHoldings: readonly Holding[] = [
  {
    name: 'intake_seen',
    kind: 'workings',
    covers: ['intake_seen'],
    isIndexed: true,
    // A message's id and time and nobody's: it is told with its entry.
    list: async () => [],
    erase: forgetMessages,
  },
  {
    name: 'claims of others',
    kind: 'said',
    covers: [],
    list: (scope, person) => read(scope, (scope) => listClaims(scope, person)),
    erase: (scope, person) => transact(scope, (scope) => deleteClaims(scope, person)),
  },
  {
    table: 'intake_refusal',
    kind: 'workings',
    whose: { words: ['item', 'message_id'] },
    isSpread: true,
    ages: { at: 'at', key: ['id'] },
  },
  {
    table: 'picture',
    kind: 'said',
    whose: { customer: 'customer_id' },
    // Photos of a place are nobody's.
    ages: { at: 'at', key: ['id'], unless: 'customer_id is null' },
  },
  {
    table: 'entry_file',
    kind: 'said',
    whose: { customer: 'customer_id' },
    ages: { at: 'at', key: ['id'] },
  },
  {
    table: 'conversation',
    kind: 'said',
    whose: { customer: 'customer_id' },
    isSpread: true,
    ages: { at: 'last_at', key: ['id'] },
  },
  {
    table: 'entry',
    kind: 'said',
    whose: { customer: 'customer_id' },
    ages: { at: 'at', key: ['customer_id', 'at', 'id'] },
  },
  { table: 'customer_word', kind: 'identity', whose: { customer: 'customer_id' } },
  {
    table: 'customer_link',
    kind: 'identity',
    whose: { customer: 'other_id' },
    isSpread: true,
    isUnlisted: true,
  },
  { table: 'customer_link', kind: 'identity', whose: { customer: 'customer_id' } },
  { table: 'customer_hold', kind: 'identity', whose: { customer: 'customer_id' } },
  {
    table: 'erased_identity',
    kind: 'identity',
    whose: { customer: 'customer_id' },
    kept: 'a hash and a time, so that late news of her is not taken in',
  },
  { table: 'customer', kind: 'identity', whose: { customer: 'id' }, isLast: true },
]

/** The memory of messages stands where the message says; it is found through her entries, which go afterwards. */
async function forgetMessages(scope: Scope, person: Person): Promise<number> {
  let sum = 0
  let after: { at: Date; id: string } | undefined
  for (;;) {
    const page = await read(scope, (scope) => listMessagesOf(scope, person, after, AT_ONCE))
    const byHome = Map.groupBy(page, ({ source, messageId }) =>
      homeOfSlot(scope.workspace, seenSlotOf(source, messageId)),
    )
    for (const [home, part] of byHome) sum += await transact(scope, (scope) => deleteSeen(scope, home, part))
    const last = page.at(-1)
    if (page.length < AT_ONCE || !last) return sum
    after = last
  }
}
