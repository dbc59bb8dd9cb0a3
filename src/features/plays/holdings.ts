/** What small acts keep about a customer: replies, acts, asks, tasks, drafts; and the book of money, which stays. */
import type { TableHolding } from '#platform/holdings/index.ts'

const ofCustomer = { customer: 'customer_id' }

export const playHoldings: readonly TableHolding[] = [
  { table: 'moment_presence', kind: 'workings', whose: { via: 'moment', column: 'moment_id' } },
  {
    table: 'reply_draft',
    kind: 'acts',
    whose: ofCustomer,
    ages: { at: 'saved_at', key: ['moment_id', 'member_id'] },
  },
  {
    table: 'act_task',
    kind: 'acts',
    whose: ofCustomer,
    ages: { at: 'made_at', key: ['id'], unless: 'done_at is null' },
  },
  { table: 'colleague_ask', kind: 'acts', whose: ofCustomer, ages: { at: 'at', key: ['id'] } },
  { table: 'small_act', kind: 'acts', whose: ofCustomer },
  {
    table: 'reply',
    kind: 'acts',
    whose: ofCustomer,
    ages: { at: 'at', key: ['id'], unless: 'next_try_at is not null' },
  },
  {
    table: 'courtesy_grant',
    kind: 'accounts',
    whose: ofCustomer,
    isSpread: true,
    kept: 'the book of money, whose sums must stay true; it holds ids and amounts',
  },
  {
    table: 'budget_use',
    kind: 'accounts',
    whose: { text: 'holder', prefix: 'customer:' },
    isSpread: true,
    kept: 'what is used up of a limit, a sum over the book of money',
  },
]
