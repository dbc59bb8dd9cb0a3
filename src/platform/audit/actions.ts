/** What the audit log tells of, as one closed list: the name of each happening, how it reads, and which details it may carry. */

type Declared = {
  /** "Priya Nair …": follows the actor's name; `{…}` are details. */
  readonly words: string
  readonly details: readonly string[]
}

export const AUDITED = {
  'session.opened': { words: 'signed in', details: ['by'] },
  'session.refused': {
    words: 'refused {count} guesses at a member’s way in ({because})',
    details: ['because', 'count'],
  },
  'session.closed': { words: 'signed out', details: [] },
  'session.ended': { words: 'ended a session', details: ['count'] },
  'sign_in_rules.set': {
    words:
      'set the rules of signing in: {idleHours} hours unused, {sessionDays} days at most, a second step of {factorOf}',
    details: ['idleHours', 'sessionDays', 'factorOf'],
  },
  'password.changed': { words: 'changed a password', details: [] },
  'password.reset_asked': { words: 'asked for a new password', details: [] },
  'second_factor.set': { words: 'set a second factor', details: [] },
  'second_factor.removed': { words: 'removed a second factor', details: [] },
  'member.invited': { words: 'invited somebody as {role}', details: ['role'] },
  'invitation.withdrawn': { words: 'took an invitation as {role} back', details: ['role'] },
  'member.joined': { words: 'joined as {role}', details: ['role'] },
  'member.changed': { words: 'changed a member', details: ['fields'] },
  'member.removed': { words: 'removed a member', details: ['role'] },
  'member.exported': { words: 'took a copy of what is kept about a member', details: ['rows'] },
  'role.changed': { words: 'changed a role from {from} to {to}', details: ['from', 'to'] },
  'key.made': { words: 'made a key ({scopes})', details: ['scopes', 'trust'] },
  'key.revoked': { words: 'revoked a key', details: [] },
  'secret.set': { words: 'set a secret', details: [] },
  'secret.removed': { words: 'removed a secret', details: [] },
  'setting.changed': { words: 'changed a setting', details: ['fields', 'isOn'] },
  'setting.removed': { words: 'removed a setting', details: [] },
  'outgoing.held': { words: 'held back everything that goes out', details: [] },
  'outgoing.released': {
    words: 'let things go out again (replies: {replies}; surveys: {surveys})',
    details: ['replies', 'surveys'],
  },
  'grant.given': {
    words: 'gave {amountMinor} {currency}',
    details: ['amountMinor', 'currency', 'kind', 'within'],
  },
  'grant.reversed': { words: 'took {amountMinor} {currency} back', details: ['amountMinor', 'currency'] },
  'data.imported': { words: 'started an import', details: ['shape'] },
  'data.removed': { words: 'removed what an import had brought', details: [] },
  'data.exported': { words: 'exported a list', details: ['list', 'rows'] },
  'audit.exported': { words: 'exported this log', details: ['rows'] },
  'customer.joined': { words: 'joined two customers', details: [] },
  'customer.separated': { words: 'took two customers apart', details: [] },
  'customer.exported': { words: 'exported what is kept about a customer', details: ['rows'] },
  'customer.corrected': { words: 'corrected a customer', details: ['fields'] },
  'customer.restricted': { words: 'restricted the use of a customer’s data', details: [] },
  'customer.released': { words: 'lifted a restriction or an objection', details: [] },
  'customer.objected': { words: 'wrote an objection down', details: [] },
  'customer.erased': { words: 'erased a customer', details: ['rows', 'files', 'by'] },
  'delicate.read': { words: 'read what is delicate about a customer', details: ['about', 'count'] },
  'consent.recorded': { words: 'wrote a consent down', details: ['about'] },
  'consent.revoked': { words: 'took a consent back', details: ['about'] },
  'request.opened': { words: 'opened a privacy request', details: ['kind', 'law'] },
  'request.checked': { words: 'checked who asked', details: ['by'] },
  'request.settled': { words: 'settled a privacy request', details: ['kind', 'outcome'] },
  'retention.swept': { words: 'deleted what was kept long enough', details: ['kind', 'rows'] },
  'backup.made': { words: 'made a backup', details: [] },
  'backup.restored': { words: 'brought a backup back', details: ['erasures'] },
} as const satisfies Record<string, Declared>

export type AuditedAction = keyof typeof AUDITED

/** A number, a yes or no, an id, or a short word of our own; never what a person wrote, and never a secret. */
export type AuditDetail = number | boolean | string

/** What a happening was done to: `kind` a word of ours ("macro", "customer"), `id` its id. */
export type AuditSubject = { readonly kind: string; readonly id: string }

/** The longest word a detail may hold, and how it must be written: no sentence fits. */
const WORD = /^[\w.,:+@ -]{0,80}$/

/**
 * The details as they are kept: those declared, in the order declared.
 * Throws where one is not declared or is more than a word: that is a bug of the caller, found by its test.
 */
export function detailsText(action: AuditedAction, details: Readonly<Record<string, AuditDetail>>): string {
  const declared: readonly string[] = AUDITED[action].details
  for (const [name, value] of Object.entries(details)) {
    if (!declared.includes(name)) throw new Error(`${action} declares no detail “${name}”`)
    if (typeof value === 'string' && !WORD.test(value))
      throw new Error(`the detail “${name}” of ${action} is more than a word`)
  }
  return JSON.stringify(
    Object.fromEntries(declared.flatMap((name) => (name in details ? [[name, details[name]]] : []))),
  )
}

/** How an entry reads after its actor's name; an action that a later release took out is shown by its name. */
export function auditWords(action: string, details: Readonly<Record<string, AuditDetail>>): string {
  const declared = (AUDITED as Readonly<Record<string, Declared>>)[action]
  return (declared?.words ?? action).replace(/\{(\w+)\}/g, (_, name: string) => String(details[name] ?? '?'))
}
