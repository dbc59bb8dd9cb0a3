/** A new password for who forgot hers: by a link that works once, mailed to her or handed over by somebody who leads her. */
import { isId, type MemberId, type WorkspaceId } from '#kit/id.ts'
import { Refusal } from '#kit/refusal.ts'
import { HOUR_MS } from '#kit/time.ts'
import type { Database } from '#platform/database.ts'
import type { Scope } from '#platform/scope.ts'
import type { LinkAnswer } from '../contract.ts'
import { resetLetter, resetLink, type Post } from '../letters.ts'
import { hashSecret, makeSecret } from '../secrets.ts'
import { deleteFactor, listAddressed } from '../store/logins.ts'
import { findMember, findWorkspaceById, type Member } from '../store/members.ts'
import { countTokens, findTokenOwner, insertToken, useToken } from '../store/tokens.ts'
import { auditMember, auditTeam } from './audited.ts'
import { hashChosen, keepPassword, tellChanged } from './login.ts'
import { checkMayLead } from './people.ts'
import type { Chance } from './workspace.ts'

const LINK_HOURS = 1
/** What a leader hands over may take a day to arrive. */
const HANDED_HOURS = 24
/** Mails an hour to one person, whoever asks for them. */
const MOST_MAILS = 3

export type ResetParts = {
  readonly db: Database
  readonly random: Chance
  readonly baseUrl: () => string
  readonly post: Post
}

/** Mails a link to whoever has that address; says nothing to the one who asked. */
export async function mailReset(
  { db: database, random, baseUrl, post }: ResetParts,
  email: string,
  now: Date,
): Promise<void> {
  const address = email.trim().toLowerCase()
  for (const { id, workspaceId } of await listAddressed(database, address)) {
    const workspace = await database.owner((db) => findWorkspaceById(db, workspaceId))
    const scope: Scope = { db: database, workspace, actor: { kind: 'machine', name: 'team' }, now, random }
    const made = await makeResetLink(scope, id, baseUrl(), LINK_HOURS, MOST_MAILS)
    if (made)
      await post(
        scope,
        resetLetter(address, { workspace: workspace.name, link: made.link, until: made.expiresAt }),
      )
  }
}

/** A link for somebody on the team, to be handed over. Refuses `member_not_found`, `above_you`, `address_missing`. */
export async function resetFor(scope: Scope, baseUrl: string, id: string): Promise<LinkAnswer> {
  const member = await ledMember(scope, id)
  if (member.email === null)
    throw new Refusal('address_missing', `${member.name} has no address to sign in with: invite her instead.`)
  const made = await makeResetLink(scope, member.id, baseUrl, HANDED_HOURS, Infinity)
  if (!made) throw new Refusal('member_not_found', 'There is nobody of that id on the team.')
  return { id: member.id, link: made.link, expiresAt: made.expiresAt.toISOString(), mailedTo: null }
}

/** Takes somebody's second factor off who lost her phone and her codes, and mails her that. Refuses as `resetFor`. */
export async function removeFactorOf(scope: Scope, id: string, post: Post): Promise<void> {
  const member = await ledMember(scope, id)
  await scope.db.people(scope.workspace.id, async (db) => {
    await deleteFactor(db, member.id)
    await auditTeam(scope, db, 'second_factor.removed', {}, { kind: 'member', id: member.id })
  })
  await tellChanged(scope, post, member.email, 'second_factor_off')
}

/** Sets the password and uses the link up. Refuses `link_over`, `password_weak`. */
export async function completeReset(
  { db: database, random, post }: Omit<ResetParts, 'baseUrl'>,
  { token, password }: { token: string; password: string },
  now: Date,
): Promise<void> {
  const hash = hashSecret(token)
  const found = hash && (await database.owner((db) => findTokenOwner(db, hash, 'reset', now)))
  if (!found) throw linkOver()
  // Looked at before the link is used up: a weak password must not cost her the link.
  const chosen = await hashChosen(password, found)
  const workspace = await database.owner(async (db) => {
    const used = await useToken(db, hash, 'reset', now)
    if (!used) throw linkOver()
    await keepPassword(db, found.memberId, chosen, { now, but: null })
    const workspace = await findWorkspaceById(db, used.workspaceId)
    await auditMember(db, found.memberId, now, 'password.changed')
    return workspace
  })
  const scope: Scope = { db: database, workspace, actor: { kind: 'machine', name: 'team' }, now, random }
  await tellChanged(scope, post, found.email, 'password')
}

const linkOver = () =>
  new Refusal('link_over', 'This link was used already, or is too old. Ask for a new one.')

async function ledMember(scope: Scope, id: string): Promise<Member> {
  const member = isId(id)
    ? await scope.db.people(scope.workspace.id, (db) => findMember(db, scope.workspace.id, id))
    : undefined
  if (!member) throw new Refusal('member_not_found', 'There is nobody of that id on the team.')
  checkMayLead(scope, member)
  return member
}

async function makeResetLink(
  scope: Scope,
  memberId: MemberId,
  baseUrl: string,
  hours: number,
  most: number,
): Promise<{ link: string; expiresAt: Date } | undefined> {
  const token = makeSecret('', scope.random)
  const expiresAt = new Date(scope.now.getTime() + hours * HOUR_MS)
  const workspaceId: WorkspaceId = scope.workspace.id
  const isMade = await scope.db.people(workspaceId, async (db) => {
    const since = new Date(scope.now.getTime() - HOUR_MS)
    if ((await countTokens(db, memberId, 'reset', since)) >= most) return false
    const hash = hashSecret(token) ?? Buffer.alloc(0)
    await insertToken(db, { hash, memberId, purpose: 'reset', now: scope.now, expiresAt })
    await auditTeam(scope, db, 'password.reset_asked', {}, { kind: 'member', id: memberId })
    return true
  })
  return isMade ? { link: resetLink(baseUrl, token), expiresAt } : undefined
}
