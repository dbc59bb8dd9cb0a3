/** What the audit log is told of the team, in the transaction that does it. */
import type { MemberId } from '#kit/id.ts'
import { auditAsOwner, type AuditDetail, type AuditedAction } from '#platform/audit/index.ts'
import type { Queries } from '#platform/database.ts'
import type { Scope } from '#platform/scope.ts'
import { findMember, findWorkspaceById } from '../store/members.ts'
import { findWorkspaceOf } from '../store/sessions.ts'

type Details = Readonly<Record<string, AuditDetail>>

/** Of somebody who asks with a scope. Say it last: the transaction is the owner's afterwards. */
export function auditTeam(
  scope: Scope,
  db: Queries,
  action: AuditedAction,
  details: Details = {},
  subject?: { kind: string; id: string },
): Promise<void> {
  return auditAsOwner(db, scope, action, { details, ...(subject ? { subject } : {}) })
}

/** Of a member who came in, or did something from outside: she is the actor. Nothing of who is gone. */
export async function auditMember(
  db: Queries,
  memberId: MemberId,
  now: Date,
  action: AuditedAction,
  details: Details = {},
): Promise<void> {
  const workspaceId = await findWorkspaceOf(db, memberId)
  const member = workspaceId && (await findMember(db, workspaceId, memberId))
  if (!member) return
  const actor = { kind: 'member', id: member.id, name: member.name, role: member.role } as const
  const workspace = await findWorkspaceById(db, member.workspaceId)
  await auditAsOwner(db, { workspace, actor, now }, action, {
    details,
    subject: { kind: 'member', id: member.id },
  })
}

/** Of guesses at a member’s way in, which the door itself has refused. Nothing of who is gone. */
export async function auditRefused(
  db: Queries,
  memberId: MemberId,
  now: Date,
  details: { because: string; count: number },
): Promise<void> {
  const workspaceId = await findWorkspaceOf(db, memberId)
  if (!workspaceId) return
  const workspace = await findWorkspaceById(db, workspaceId)
  await auditAsOwner(
    db,
    { workspace, actor: { kind: 'machine', name: 'The door' }, now },
    'session.refused',
    {
      details,
      subject: { kind: 'member', id: memberId },
    },
  )
}
