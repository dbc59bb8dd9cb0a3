/** The classes of tables (SCALE.md): which are cut by `home`, which are copied everywhere, which stay on one node. */

/** Rows of a workspace's customers; every statement on them names its homes. */
export const distributed = [
  'customer',
  'customer_link',
  'customer_word',
  'entry',
  'conversation',
  'intake_seen',
  'intake_refusal',
  'announcement',
  'idempotency',
  'import_run',
  'moment',
  'moment_settlement',
  'moment_snooze',
  'moment_assignment',
  'moment_act',
  'fact',
  'moment_word',
  'bought_category',
  'customer_rhythm',
  'labelled_example',
  'noticing_switch',
  'own_kind',
  'customer_consent',
  'promise',
  'promise_story',
  'standing_promise',
  'business_calendar',
  'contact_form',
  'autonomy_policy',
  'courtesy_grant',
  'budget_use',
  'reply',
  'small_act',
  'colleague_ask',
  'act_task',
  'reply_draft',
  'moment_presence',
  'mailbox',
  'mail_cursor',
  'mail_thread',
  'mail_message',
  'chatwoot_account',
  'anecdote',
  'agent_voice',
  'macro',
  'library_item',
  'play',
  'sealed_setting',
] as const

/** Small, read everywhere, rarely written. @public */
export const reference = ['workspace', 'member'] as const

/** Never leaves the coordinator. @public */
export const local = ['migration', 'enter_key', 'login_session', 'api_key'] as const
