/** SQL about what works once: invitations, new passwords, the second step; and its clearing away. */
import type { MemberId, WorkspaceId } from '#kit/id.ts'
import { sql, type Database, type Queries } from '#platform/database.ts'
import type { Role } from '../contract.ts'

export type Invitation = {
  readonly id: string
  readonly workspaceId: WorkspaceId
  readonly email: string
  readonly role: Role
  readonly invitedBy: MemberId | null
  readonly createdAt: Date
  readonly expiresAt: Date
}

const invitationColumns = sql.raw('id, workspace_id, email, role, invited_by, created_at, expires_at')

/** Those that can still be accepted, or ran out within the last days; the latest first. */
export function listInvitations(
  database: Database,
  workspaceId: WorkspaceId,
  expiredSince: Date,
): Promise<Invitation[]> {
  return database.people(workspaceId, (db) =>
    db.many<Invitation>(sql`
      select ${invitationColumns} from invitation
      where workspace_id = ${workspaceId} and used_at is null and withdrawn_at is null and expires_at > ${expiredSince}
      order by created_at desc, id limit 200`),
  )
}

export function insertInvitation(db: Queries, one: Invitation, hash: Buffer): Promise<number> {
  return db.run(sql`
    insert into invitation (id, workspace_id, hash, email, role, invited_by, created_at, expires_at)
    values (${one.id}, ${one.workspaceId}, ${hash}, ${one.email}, ${one.role}, ${one.invitedBy}, ${one.createdAt}, ${one.expiresAt})`)
}

/** A new invitation to the same address takes the place of an earlier one. */
export function withdrawInvitationsTo(
  db: Queries,
  workspaceId: WorkspaceId,
  email: string,
  at: Date,
): Promise<number> {
  return db.run(
    sql`update invitation set withdrawn_at = ${at} where workspace_id = ${workspaceId} and email = ${email} and used_at is null and withdrawn_at is null`,
  )
}

/** Whoever is taken out, or may less than before, has invited nobody. */
export function withdrawInvitationsBy(
  db: Queries,
  workspaceId: WorkspaceId,
  memberId: MemberId,
  at: Date,
): Promise<number> {
  return db.run(
    sql`update invitation set withdrawn_at = ${at} where workspace_id = ${workspaceId} and invited_by = ${memberId} and used_at is null and withdrawn_at is null`,
  )
}

export function findInvitationOf(
  db: Queries,
  workspaceId: WorkspaceId,
  id: string,
): Promise<Invitation | undefined> {
  return db.maybe<Invitation>(
    sql`select ${invitationColumns} from invitation where workspace_id = ${workspaceId} and id = ${id} and used_at is null and withdrawn_at is null`,
  )
}

export function withdrawInvitation(
  db: Queries,
  workspaceId: WorkspaceId,
  id: string,
  at: Date,
): Promise<number> {
  return db.run(
    sql`update invitation set withdrawn_at = ${at} where workspace_id = ${workspaceId} and id = ${id} and used_at is null and withdrawn_at is null`,
  )
}

export function findInvitation(
  database: Database,
  hash: Buffer,
  now: Date,
): Promise<(Invitation & { workspaceName: string }) | undefined> {
  return database.owner((db) =>
    db.maybe<Invitation & { workspaceName: string }>(sql`
      select i.id, i.workspace_id, i.email, i.role, i.invited_by, i.created_at, i.expires_at, w.name as workspace_name
      from invitation i join workspace w on w.id = i.workspace_id
      where i.hash = ${hash} and i.used_at is null and i.withdrawn_at is null and i.expires_at > ${now}`),
  )
}

/** Uses an invitation up; answers it, once. */
export function useInvitation(db: Queries, hash: Buffer, now: Date): Promise<Invitation | undefined> {
  return db.maybe<Invitation>(sql`
    update invitation set used_at = ${now}
    where hash = ${hash} and used_at is null and withdrawn_at is null and expires_at > ${now} returning ${invitationColumns}`)
}

export type Purpose = 'reset' | 'second_step'

export function insertToken(
  db: Queries,
  token: { hash: Buffer; memberId: MemberId; purpose: Purpose; now: Date; expiresAt: Date },
): Promise<number> {
  return db.run(sql`
    insert into member_token (hash, member_id, purpose, created_at, expires_at)
    values (${token.hash}, ${token.memberId}, ${token.purpose}, ${token.now}, ${token.expiresAt})`)
}

export async function countTokens(
  db: Queries,
  memberId: MemberId,
  purpose: Purpose,
  since: Date,
): Promise<number> {
  const { count } = await db.one<{ count: number }>(
    sql`select count(*) as count from member_token where member_id = ${memberId} and purpose = ${purpose} and created_at > ${since}`,
  )
  return count
}

/** Whose token it is, as long as it can be used. */
export function findTokenOwner(
  db: Queries,
  hash: Buffer,
  purpose: Purpose,
  now: Date,
): Promise<{ memberId: MemberId; name: string; email: string | null; workspaceName: string } | undefined> {
  return db.maybe<{ memberId: MemberId; name: string; email: string | null; workspaceName: string }>(sql`
    select t.member_id, m.name, m.email, w.name as workspace_name
    from member_token t join member m on m.id = t.member_id join workspace w on w.id = m.workspace_id
    where t.hash = ${hash} and t.purpose = ${purpose} and t.used_at is null and t.expires_at > ${now} and m.removed_at is null`)
}

/** Uses a token up; answers whose it was, once. */
export function useToken(
  db: Queries,
  hash: Buffer,
  purpose: Purpose,
  now: Date,
): Promise<{ memberId: MemberId; workspaceId: WorkspaceId } | undefined> {
  return db.maybe<{ memberId: MemberId; workspaceId: WorkspaceId }>(sql`
    update member_token t set used_at = ${now} from member m
    where t.hash = ${hash} and t.purpose = ${purpose} and t.used_at is null and t.expires_at > ${now}
      and m.id = t.member_id and m.removed_at is null
    returning t.member_id, m.workspace_id`)
}

/** Counts one try of a token that may fail and be tried again; nothing where it has been tried too often. */
export function tryToken(
  db: Queries,
  hash: Buffer,
  purpose: Purpose,
  now: Date,
  mostTries: number,
): Promise<{ memberId: MemberId; workspaceId: WorkspaceId } | undefined> {
  return db.maybe<{ memberId: MemberId; workspaceId: WorkspaceId }>(sql`
    update member_token t set tries = t.tries + 1 from member m
    where t.hash = ${hash} and t.purpose = ${purpose} and t.used_at is null and t.expires_at > ${now} and t.tries < ${mostTries}
      and m.id = t.member_id and m.removed_at is null
    returning t.member_id, m.workspace_id`)
}

/** Ends whatever tokens of that purpose a member still has. */
export function deleteTokensOf(db: Queries, memberId: MemberId, purpose: Purpose): Promise<number> {
  return db.run(sql`delete from member_token where member_id = ${memberId} and purpose = ${purpose}`)
}

/** Clears away what is over: sessions, links, tokens, invitations a month old, pauses a day old, networks not seen for a quarter. */
export async function deleteOver(
  database: Database,
  { now, dayAgo, monthAgo, quarterAgo }: { now: Date; dayAgo: Date; monthAgo: Date; quarterAgo: Date },
): Promise<void> {
  await database.owner(async (db) => {
    // Kept for a while after their end, so that she is told why she has to sign in again.
    await db.run(sql`delete from login_session where expires_at < ${monthAgo}`)
    await db.run(sql`delete from enter_key where expires_at < ${now}`)
    await db.run(sql`delete from member_token where expires_at < ${dayAgo}`)
    await db.run(sql`delete from invitation where expires_at < ${monthAgo}`)
    await db.run(sql`delete from sign_in_pause where last_at < ${dayAgo}`)
    await db.run(sql`delete from known_network where at < ${quarterAgo}`)
  })
}
