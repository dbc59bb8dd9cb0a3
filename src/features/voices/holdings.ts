/** What voices, surveys and complaints keep about a customer: what she said, was asked and answered, and what became of a complaint. */
import type { TableHolding } from '#platform/holdings/index.ts'

const ofCustomer = { customer: 'customer_id' }

export const voiceHoldings: readonly TableHolding[] = [
  { table: 'survey_token', kind: 'workings', whose: ofCustomer, ages: { at: 'expires_at', key: ['hash'] } },
  {
    table: 'survey_score',
    kind: 'said',
    whose: ofCustomer,
    ages: { at: 'at', key: ['entry_id', 'question'] },
  },
  {
    table: 'survey_invitation',
    kind: 'acts',
    whose: ofCustomer,
    ages: { at: 'made_at', key: ['id'], unless: 'next_look_at is not null' },
  },
  {
    table: 'complaint_story',
    kind: 'acts',
    whose: { via: 'complaint', column: 'complaint_id' },
  },
  {
    table: 'complaint_moment',
    kind: 'acts',
    whose: { via: 'complaint', column: 'complaint_id' },
  },
  {
    table: 'complaint',
    kind: 'acts',
    whose: ofCustomer,
    ages: { at: 'closed_at', key: ['id'] },
  },
  { table: 'survey_choice', kind: 'identity', whose: ofCustomer },
  {
    table: 'voice_theme',
    kind: 'said',
    whose: ofCustomer,
    ages: { at: 'at', key: ['theme_id', 'at', 'voice_id'] },
  },
  { table: 'voice_put', kind: 'said', whose: ofCustomer, ages: { at: 'at', key: ['voice_id', 'theme_id'] } },
  { table: 'shout_out', kind: 'said', whose: ofCustomer, ages: { at: 'at', key: ['voice_id', 'member_id'] } },
  { table: 'voice', kind: 'said', whose: ofCustomer, ages: { at: 'at', key: ['id'] } },
]
