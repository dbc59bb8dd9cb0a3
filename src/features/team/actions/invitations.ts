/** Invitations: to an address, with a role, for a week and once. */
import { isId, makeId } from '#kit/id.ts'
import { Refusal } from '#kit/refusal.ts'
import { DAY_MS } from '#kit/time.ts'
import type { Database } from '#platform/database.ts'
import { newId, type Scope } from '#platform/scope.ts'
import type { InvitationAnswer, InvitationInfo, LinkAnswer, Role } from '../contract.ts'
import { invitationLetter, invitationLink, type Post } from '../letters.ts'
import { mayLead } from '../rules/standing.ts'
import { hashSecret, makeSecret } from '../secrets.ts'
import { setPassword } from '../store/logins.ts'
import { findMemberByAddress, insertMember, listMembers, lockPeople } from '../store/members.ts'
import {
  findInvitation,
  findInvitationOf,
  insertInvitation,
  listInvitations,
  useInvitation,
  withdrawInvitation,
  withdrawInvitationsTo,
} from '../store/tokens.ts'
import { auditMember, auditTeam } from './audited.ts'
import { hashChosen } from './login.ts'
import { askingOf } from './people.ts'
import { openSession, type Arrival, type Opened } from './sessions.ts'

const DAYS = 7
/** Days for which one that ran out is still shown. */
const SHOWN_DAYS = 30

/** Those that wait for an answer, and those that ran out lately; the latest first. */
export async function showInvitations(scope: Scope): Promise<InvitationInfo[]> {
  const [rows, members] = await Promise.all([
    listInvitations(scope.db, scope.workspace.id, new Date(scope.now.getTime() - SHOWN_DAYS * DAY_MS)),
    listMembers(scope.db, scope.workspace.id),
  ])
  const names = new Map(members.map(({ id, name }) => [id, name]))
  return rows.map(({ id, email, role, invitedBy, createdAt, expiresAt }) => ({
    id,
    email,
    role,
    invitedBy: invitedBy && (names.get(invitedBy) ?? null),
    createdAt: createdAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
    isExpired: expiresAt <= scope.now,
  }))
}

/** Invites somebody; an earlier invitation to that address is over. Answers the link, this once. Refuses `above_you`, `address_taken`. */
export async function invite(
  scope: Scope,
  { baseUrl, post }: { baseUrl: string; post: Post },
  { email, role }: { email: string; role: Role },
): Promise<LinkAnswer> {
  const by = askingOf(scope)
  if (!mayLead(by, role)) throw new Refusal('above_you', `Only an owner can invite somebody as ${role}.`)
  const token = makeSecret('', scope.random)
  const id = newId(scope)
  const expiresAt = new Date(scope.now.getTime() + DAYS * DAY_MS)
  const workspaceId = scope.workspace.id
  await scope.db.people(workspaceId, async (db) => {
    await lockPeople(db, workspaceId)
    if (await findMemberByAddress(db, workspaceId, email))
      throw new Refusal('address_taken', `${email} is on the team already.`)
    await withdrawInvitationsTo(db, workspaceId, email, scope.now)
    await insertInvitation(
      db,
      {
        id,
        workspaceId,
        email,
        role,
        invitedBy: by === 'machine' ? null : scope.actor.kind === 'member' ? scope.actor.id : null,
        createdAt: scope.now,
        expiresAt,
      },
      hashSecret(token) ?? Buffer.alloc(0),
    )
    await auditTeam(scope, db, 'member.invited', { role }, { kind: 'invitation', id })
  })
  const link = invitationLink(baseUrl, token)
  const letter = invitationLetter(email, {
    by: scope.actor.kind === 'member' ? scope.actor.name : scope.workspace.name,
    workspace: scope.workspace.name,
    role,
    link,
    until: expiresAt,
  })
  const isMailed = await post(scope, letter)
  return { id, link, expiresAt: expiresAt.toISOString(), mailedTo: isMailed ? email : null }
}

/** Refuses `invitation_not_found`, and `above_you` for one to a role she does not lead. */
export async function takeInvitationBack(scope: Scope, id: string): Promise<void> {
  const workspaceId = scope.workspace.id
  await scope.db.people(workspaceId, async (db) => {
    const found = isId(id) ? await findInvitationOf(db, workspaceId, id) : undefined
    if (!found)
      throw new Refusal('invitation_not_found', 'There is no such invitation, or it was accepted already.')
    if (!mayLead(askingOf(scope), found.role))
      throw new Refusal('above_you', `Only an owner can take back an invitation as ${found.role}.`)
    await withdrawInvitation(db, workspaceId, id, scope.now)
    await auditTeam(scope, db, 'invitation.withdrawn', { role: found.role }, { kind: 'invitation', id })
  })
}

/** What an invitation is to; using nothing up. Refuses `invitation_over`. */
export async function readInvitation(
  database: Database,
  token: string,
  now: Date,
): Promise<InvitationAnswer> {
  const hash = hashSecret(token)
  const found = hash && (await findInvitation(database, hash, now))
  if (!found) throw over()
  return { workspace: found.workspaceName, email: found.email, role: found.role }
}

/** Makes the invited one a member with a password, and lets her in. Refuses `invitation_over`, `address_taken`, `password_weak`. */
export async function acceptInvitation(
  database: Database,
  { token, name, password }: { token: string; name: string; password: string },
  arrival: Arrival,
): Promise<Opened> {
  const { now, random } = arrival
  const hash = hashSecret(token)
  const found = hash && (await findInvitation(database, hash, now))
  if (!found) throw over()
  const chosen = await hashChosen(password, { name, email: found.email, workspaceName: found.workspaceName })
  return database.owner(async (db) => {
    await lockPeople(db, found.workspaceId)
    const used = await useInvitation(db, hash, now)
    if (!used) throw over()
    if (await findMemberByAddress(db, used.workspaceId, used.email))
      throw new Refusal('address_taken', 'Somebody with this address is on the team already: sign in.')
    const id = makeId<'member'>(now, 0, random(8))
    await insertMember(
      db,
      {
        id,
        workspaceId: used.workspaceId,
        name,
        nicknames: [],
        email: used.email,
        role: used.role,
        zone: null,
      },
      now,
    )
    await setPassword(db, id, chosen, now)
    await auditMember(db, id, now, 'member.joined', { role: used.role })
    return openSession(db, id, arrival, 'invitation')
  })
}

const over = () =>
  new Refusal(
    'invitation_over',
    'This invitation was used already, taken back, or is too old. Ask for a new one.',
  )
