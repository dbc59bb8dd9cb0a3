/** The matrix in people's words, for the page that shows who may do what; the rights themselves stand in permissions.ts. */
import type { Permission } from './permissions.ts'

export type PermissionWords = { readonly group: string; readonly words: string }

const MOMENTS = 'Customers and moments'
const ACTS = 'Promises and small acts'
const RULES = 'How the brand works'
const TEAM = 'Team and keys'
const PLUMBING = 'What comes in and goes out'

export const PERMISSION_WORDS: Readonly<Record<Exclude<Permission, 'public'>, PermissionWords>> = {
  'customers.read': { group: MOMENTS, words: 'See customers and what they said' },
  'customers.write': { group: MOMENTS, words: 'Join and part customers, write notes' },
  'moments.read': { group: MOMENTS, words: 'See moments' },
  'moments.write': { group: MOMENTS, words: 'Settle, snooze and hand over moments' },
  'facts.write': { group: MOMENTS, words: 'Confirm, write and forget facts' },
  'noticing.read': { group: MOMENTS, words: 'See what is noticed, and by which rule' },
  'noticing.write': { group: MOMENTS, words: 'Switch kinds and rules off, write kinds' },
  'promises.read': { group: ACTS, words: 'See promises' },
  'promises.write': { group: ACTS, words: 'Make and settle promises' },
  'plays.read': { group: ACTS, words: 'See small acts, replies and the ledger' },
  'plays.write': { group: ACTS, words: 'Reply and give, inside the limits' },
  'autonomy.write': { group: RULES, words: 'Set what agents may give' },
  'book.write': { group: RULES, words: 'Write plays and shared words' },
  'calendar.write': { group: RULES, words: 'Set opening hours and standing promises' },
  'voices.read': { group: RULES, words: 'See what customers answer to surveys' },
  'voices.write': { group: ACTS, words: 'Close what was said in public, take ideas apart, share own thanks' },
  'voices.export': { group: RULES, words: 'Take themes and comments along as files' },
  'themes.write': { group: RULES, words: 'Write, rename, merge and hide themes' },
  'surveys.write': { group: RULES, words: 'Set up surveys' },
  'complaints.write': { group: ACTS, words: 'Keep the register of complaints' },
  'causes.write': { group: RULES, words: 'Name causes, and what is done about them' },
  'surveys.send': { group: ACTS, words: 'Hand a survey to one customer' },
  'journey.read': { group: RULES, words: 'See the journey and its workbook' },
  'journey.write': { group: RULES, words: 'Change the journey map and lead workbooks' },
  'home.read': { group: TEAM, words: 'See her own home: what she keeps, what she said got in her way' },
  'home.write': { group: TEAM, words: 'Keep moments for herself, say what got in her way' },
  'friction_notes.read': { group: TEAM, words: 'See what gets in the team’s way, without names' },
  'friction_notes.write': { group: TEAM, words: 'Tell the team what was done about it' },
  'fixes.write': { group: RULES, words: 'Choose the one thing to fix' },
  'ideas.write': { group: RULES, words: 'Write ideas for touchpoints' },
  'shop.write': { group: PLUMBING, words: 'Connect a shop' },
  'channels.read': { group: PLUMBING, words: 'See mailboxes and other channels' },
  'channels.write': { group: PLUMBING, words: 'Set up mailboxes and other channels' },
  'outgoing.write': { group: PLUMBING, words: 'Hold back all that goes out, and let it go again' },
  'imports.read': { group: PLUMBING, words: 'See imports' },
  'imports.write': { group: PLUMBING, words: 'Bring files in' },
  'intake.write': { group: PLUMBING, words: 'Send what happens (programs)' },
  'refusals.read': { group: PLUMBING, words: 'See what was refused' },
  'live.read': { group: PLUMBING, words: 'Hear of changes at once' },
  'operations.read': { group: PLUMBING, words: 'See how the installation is doing' },
  'privacy.read': { group: RULES, words: 'See what is held of a person, and what is stored' },
  'privacy.write': { group: RULES, words: 'Answer privacy requests, erase a person' },
  'retention.write': { group: RULES, words: 'Set how long data is kept' },
  'audit.read': { group: TEAM, words: 'Read and check the audit log' },
  'people.read': { group: TEAM, words: 'See who is on the team' },
  'people.write': { group: TEAM, words: 'Invite, give roles, take out (supervisors: agents and viewers)' },
  'sign_in_rules.write': { group: TEAM, words: 'Say how long a session lasts and who needs a second step' },
  'keys.read': { group: TEAM, words: 'See keys of programs' },
  'keys.write': { group: TEAM, words: 'Make and revoke keys of programs' },
  'session.read': { group: TEAM, words: 'Sign in and out' },
  'preferences.write': { group: TEAM, words: 'Change her own profile, password and ways' },
}
