/** What the machine writes to people of the team: an invitation, a new password, what changed about her way in. And the links in it, made from the configured address. */
import type { Scope } from '#platform/scope.ts'

export type Letter = { readonly to: string; readonly subject: string; readonly text: string }

/** Sends a letter of the workspace; false where no mailbox is set up or it did not go. Never throws. */
export type Post = (scope: Scope, letter: Letter) => Promise<boolean>

/** The token stands behind the #: no browser sends that to a server, so it is in no log and no Referer. */
export const invitationLink = (baseUrl: string, token: string) => `${baseUrl}/join#${token}`
export const resetLink = (baseUrl: string, token: string) => `${baseUrl}/reset#${token}`

const DAY = new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeStyle: 'short', timeZone: 'UTC' })
const momentWords = (at: Date) => `${DAY.format(at)} UTC`

export function invitationLetter(
  to: string,
  {
    by,
    workspace,
    role,
    link,
    until,
  }: { by: string; workspace: string; role: string; link: string; until: Date },
): Letter {
  return {
    to,
    subject: `Join ${workspace} on Spoonful`,
    text: `${by} invites you to ${workspace} on Spoonful as ${role}.\n\nChoose your name and password here:\n${link}\n\nThe link works once, until ${momentWords(until)}. If you expected nothing of the kind, leave this mail alone: nothing happens.\n`,
  }
}

export function resetLetter(
  to: string,
  { workspace, link, until }: { workspace: string; link: string; until: Date },
): Letter {
  return {
    to,
    subject: `A new password for ${workspace} on Spoonful`,
    text: `Somebody, most likely you, asked for a new password.\n\nChoose it here:\n${link}\n\nThe link works once, until ${momentWords(until)}. If it was not you, leave this mail alone: your password stays as it is.\n`,
  }
}

/** What somebody changed about her way in, or had changed for her. */
export type Changed = 'password' | 'address' | 'second_factor_on' | 'second_factor_off' | 'recovery_codes'

const CHANGED: Readonly<Record<Changed, string>> = {
  password: 'Your password was changed. All your other sessions were ended',
  address: 'The address you sign in with was changed: this one lets you in no more',
  second_factor_on: 'A second factor was set for signing in. All your other sessions were ended',
  second_factor_off: 'Your second factor was taken off: your password alone lets you in',
  recovery_codes: 'New recovery codes were made. The old ones are worth nothing now',
}

/** Holds no link: a forged letter of this kind wants to be clicked. */
export function changedLetter(
  to: string,
  { workspace, changed, at }: { workspace: string; changed: Changed; at: Date },
): Letter {
  return {
    to,
    subject: `Your way into ${workspace} on Spoonful was changed`,
    text: `${CHANGED[changed]} (${momentWords(at)}).\n\nIf it was you, there is nothing to do. If it was not, tell whoever leads your team at once: they can end what was begun and give you a new password.\n`,
  }
}
