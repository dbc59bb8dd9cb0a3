/** The classes of tables (SCALE.md): which are cut by `home`, which are copied everywhere, which stay on one node. */

/** Rows of a workspace's customers; every statement on them names its homes. */
export const distributed = [
  'customer',
  'customer_link',
  'customer_word',
  'entry',
  'conversation',
  'picture',
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
  'mail_page',
  'chatwoot_account',
  'anecdote',
  'agent_voice',
  'macro',
  'library_item',
  'play',
  'sealed_setting',
  'audit_entry',
  'audit_head',
  'survey',
  'survey_invitation',
  'survey_token',
  'survey_choice',
  'survey_score',
  'journey_touchpoint',
  'journey_review',
  'journey_route',
  'journey_idea',
  'journey_idea_vote',
  'journey_fix',
  'journey_mark',
  'journey_person',
  'journey_day',
  'journey_step',
  'journey_piece',
  'complaint',
  'complaint_moment',
  'complaint_story',
  'complaint_cause',
  'erased_identity',
  'customer_hold',
  'privacy_request',
  'privacy_setting',
  'voice',
  'voice_theme',
  'voice_day',
  'theme',
  'shout_out',
  'kept_moment',
  'friction_note',
  'friday_turn',
  'friday_answer',
] as const

/** Small, read everywhere, rarely written. @public */
export const reference = ['workspace', 'member'] as const

/** Never leaves the coordinator. @public */
export const local = [
  'migration',
  'enter_key',
  'login_session',
  'api_key',
  'member_login',
  'recovery_code',
  'invitation',
  'member_token',
  'sign_in_pause',
  'known_network',
] as const

/** Reference and local tables with rows of a workspace's people: read and written as `spoonful_people`, which sees one workspace. @public */
export const ofPeople = [
  'workspace',
  'member',
  'api_key',
  'invitation',
  'login_session',
  'member_login',
  'recovery_code',
  'member_token',
  'enter_key',
] as const

/** What opens doors only for a while: never kept in a backup, so that a restore brings no old session back. */
export const fleeting: readonly string[] = ['enter_key', 'login_session', 'member_token', 'sign_in_pause']

/**
 * What was on its way when a backup was taken has gone its way since: a restore sends none of it again. Replies wait for somebody who
 * looks whether they arrived; surveys that were due are left out.
 */
export const heldBack: readonly string[] = [
  `update reply set state = 'unsure', next_try_at = null, problem = 'A backup was brought back: it may have gone out since it was taken.' where state in ('held', 'sending')`,
  `update reply set state = 'failed', next_try_at = null, problem = 'A backup was brought back before it was on its way.' where state = 'preparing'`,
  `update survey_invitation set state = 'left_out', because = 'A backup was brought back.', next_look_at = null where state = 'waiting' and next_look_at is not null`,
  `update survey_invitation set next_look_at = null where state = 'sent' and next_look_at is not null`,
]
