/** The people of a team as others see and change them: the list, roles, leaving. */
import { isId } from '#kit/id.ts'
import { Refusal } from '#kit/refusal.ts'
import type { Queries } from '#platform/database.ts'
import { roleMay } from '#platform/permissions.ts'
import type { Scope } from '#platform/scope.ts'
import type { MemberInfo, Role } from '../contract.ts'
import { initialsOf } from '../rules/initials.ts'
import { decideRemoval, decideRole, mayLead, type Asking, type Verdict } from '../rules/standing.ts'
import { listLogins } from '../store/logins.ts'
import {
  countOwners,
  findMember,
  listMembers,
  lockPeople,
  setRemoved,
  setRole,
  type Member,
} from '../store/members.ts'
import { deleteSessionsOf } from '../store/sessions.ts'
import { deleteTokensOf, withdrawInvitationsBy } from '../store/tokens.ts'
import { auditTeam } from './audited.ts'
import { setAbsenceOf, worksNow } from './me.ts'

/** Who asks, for the rules on standing. Programs ask for nothing here. */
export function askingOf({ actor }: Pick<Scope, 'actor'>): Asking {
  if (actor.kind === 'machine') return 'machine'
  if (actor.kind === 'member') return actor
  throw new Refusal('not_allowed', 'Programs do not change who is on the team.')
}

/** The people, sorted by name; how they get in only for those who may change it. */
export async function showPeople(scope: Scope): Promise<MemberInfo[]> {
  const { actor } = scope
  const mayWrite =
    actor.kind === 'machine' || (actor.kind === 'member' && roleMay(actor.role, 'people.write'))
  const [members, logins] = await Promise.all([
    listMembers(scope.db, scope.workspace.id),
    mayWrite ? listLogins(scope.db, scope.workspace.id) : [],
  ])
  const ways = new Map(logins.map(({ memberId, ...way }) => [memberId, way]))
  return members.map((member) => ({
    id: member.id,
    name: member.name,
    initials: initialsOf(member.name),
    role: member.role,
    nicknames: [...member.nicknames],
    zone: member.zone,
    hours: member.hours,
    worksNow: worksNow(member, scope),
    awayUntil: member.awayUntil && member.awayUntil > scope.now ? member.awayUntil.toISOString() : null,
    login: mayWrite
      ? { email: member.email, ...(ways.get(member.id) ?? { hasPassword: false, hasSecondFactor: false }) }
      : null,
    mayChange:
      mayWrite &&
      !(actor.kind === 'member' && actor.id === member.id) &&
      mayLead(askingOf(scope), member.role),
  }))
}

/** Gives somebody another role; it counts from her next request on. Refuses `member_not_found` and as `refuse` says. */
export function changeRole(scope: Scope, id: string, role: Role): Promise<void> {
  return withMember(scope, id, async (db, member) => {
    refuse(decideRole(askingOf(scope), member, role, await countOwners(db, scope.workspace.id)), member)
    if (role === member.role) return
    await setRole(db, member, role)
    await withdrawInvitationsBy(db, scope.workspace.id, member.id, scope.now)
    const subject = { kind: 'member', id: member.id }
    await auditTeam(scope, db, 'role.changed', { from: member.role, to: role }, subject)
  })
}

/** Takes somebody out of the team: her sessions and links are over at once; what she did stays with her name. */
export function removeFromTeam(scope: Scope, id: string): Promise<void> {
  return withMember(scope, id, async (db, member) => {
    refuse(decideRemoval(askingOf(scope), member, await countOwners(db, scope.workspace.id)), member)
    await setRemoved(db, member, scope.now)
    await deleteSessionsOf(db, member.id, null)
    await deleteTokensOf(db, member.id, 'reset')
    await deleteTokensOf(db, member.id, 'second_step')
    await withdrawInvitationsBy(db, scope.workspace.id, member.id, scope.now)
    await auditTeam(scope, db, 'member.removed', { role: member.role }, { kind: 'member', id: member.id })
  })
}

/** Ends all sessions of somebody: she signs in again everywhere. Refuses `member_not_found`, `above_you`. */
export function endSessionsOf(scope: Scope, id: string): Promise<void> {
  return withMember(scope, id, async (db, member) => {
    checkMayLead(scope, member)
    const count = await deleteSessionsOf(db, member.id, null)
    await auditTeam(scope, db, 'session.ended', { count }, { kind: 'member', id: member.id })
  })
}

/** Says for somebody that she is away, null for back. Refuses as `setAbsenceOf`, and `above_you`. */
export async function setAwayFor(scope: Scope, id: string, until: Date | null): Promise<void> {
  const member = await withMember(scope, id, async (_, member) => member)
  checkMayLead(scope, member)
  await setAbsenceOf(scope, member.id, until)
}

/** Refuses `above_you` where she who asks does not lead that member. */
export function checkMayLead(scope: Scope, member: Member): void {
  if (!mayLead(askingOf(scope), member.role)) refuse({ allowed: false, reason: 'above_you' }, member)
}

function refuse(verdict: Verdict, { name, role }: Member): void {
  if (verdict.allowed) return
  const words = {
    above_you: `${name} is ${role}: only an owner can change that.`,
    own_role: 'Nobody can raise her own role: ask an owner.',
    last_owner: `${name} is the only owner: make somebody else owner first.`,
    own_removal: 'Nobody can take herself out: ask somebody else who leads the team.',
  }[verdict.reason]
  throw new Refusal(verdict.reason, words)
}

/** Works on a member while nobody else changes the team. */
function withMember<T>(
  scope: Scope,
  id: string,
  work: (db: Queries, member: Member) => Promise<T>,
): Promise<T> {
  return scope.db.people(scope.workspace.id, async (db) => {
    await lockPeople(db, scope.workspace.id)
    const member = isId(id) ? await findMember(db, scope.workspace.id, id) : undefined
    if (!member) throw new Refusal('member_not_found', 'There is nobody of that id on the team.')
    return work(db, member)
  })
}
