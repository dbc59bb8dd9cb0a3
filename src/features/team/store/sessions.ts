/** SQL about sessions and the one-time links that open one. Who is behind a secret is asked as the owner: no workspace is known yet. */
import type { MemberId, WorkspaceId } from '#kit/id.ts'
import { sql, type Database, type Queries } from '#platform/database.ts'
import type { Workspace } from '#platform/scope.ts'
import { findWorkspaceById, type Member } from './members.ts'

export type SessionRow = {
  readonly id: string
  readonly createdAt: Date
  readonly seenAt: Date
  readonly expiresAt: Date
  readonly userAgent: string | null
}

export function insertEnterKey(
  database: Database,
  hash: Buffer,
  memberId: MemberId,
  expiresAt: Date,
): Promise<number> {
  return database.owner((db) =>
    db.run(
      sql`insert into enter_key (hash, member_id, expires_at) values (${hash}, ${memberId}, ${expiresAt})`,
    ),
  )
}

/** Uses a key up; answers whose it was, once. */
export async function useEnterKey(db: Queries, hash: Buffer, now: Date): Promise<MemberId | undefined> {
  const row = await db.maybe<{ memberId: MemberId }>(sql`
    update enter_key set used_at = ${now} where hash = ${hash} and used_at is null and expires_at > ${now} returning member_id`)
  return row?.memberId
}

export function insertSession(
  db: Queries,
  hash: Buffer,
  memberId: MemberId,
  now: Date,
  expiresAt: Date,
  userAgent: string | null,
): Promise<number> {
  return db.run(sql`
    insert into login_session (hash, member_id, created_at, seen_at, expires_at, user_agent)
    values (${hash}, ${memberId}, ${now}, ${now}, ${expiresAt}, ${userAgent})`)
}

/** Who a session belongs to, where it still holds: neither over, nor unused since `unusedSince`. */
export function findSession(
  database: Database,
  hash: Buffer,
  now: Date,
  unusedSince: Date,
): Promise<{ id: string; seenAt: Date; member: Member; workspace: Workspace } | undefined> {
  return database.owner(async (db) => {
    const found = await db.maybe<Member & { sessionId: string; seenAt: Date }>(sql`
      select s.id as session_id, s.seen_at, m.id, m.workspace_id, m.name, m.nicknames, m.email, m.role, m.zone, m.hours, m.preferences, m.away_until
      from login_session s join member m on m.id = s.member_id
      where s.hash = ${hash} and s.expires_at > ${now} and s.seen_at > ${unusedSince} and m.removed_at is null`)
    if (!found) return undefined
    const { sessionId, seenAt, ...member } = found
    return { id: sessionId, seenAt, member, workspace: await findWorkspaceById(db, member.workspaceId) }
  })
}

export function setSessionSeen(database: Database, hash: Buffer, now: Date): Promise<number> {
  return database.owner((db) => db.run(sql`update login_session set seen_at = ${now} where hash = ${hash}`))
}

/** Ends a session; answers whose it was. */
export async function deleteSession(db: Queries, hash: Buffer): Promise<MemberId | undefined> {
  const row = await db.maybe<{ memberId: MemberId }>(
    sql`delete from login_session where hash = ${hash} returning member_id`,
  )
  return row?.memberId
}

export function listSessions(db: Queries, memberId: MemberId, now: Date): Promise<SessionRow[]> {
  return db.many<SessionRow>(sql`
    select id, created_at, seen_at, expires_at, user_agent from login_session
    where member_id = ${memberId} and expires_at > ${now} order by seen_at desc, id limit 200`)
}

export function deleteSessionOf(db: Queries, memberId: MemberId, id: string): Promise<number> {
  return db.run(sql`delete from login_session where member_id = ${memberId} and id = ${id}`)
}

export async function findWorkspaceOf(db: Queries, memberId: MemberId): Promise<WorkspaceId | undefined> {
  const row = await db.maybe<{ workspaceId: WorkspaceId }>(
    sql`select workspace_id from member where id = ${memberId}`,
  )
  return row?.workspaceId
}

/** Ends the sessions of a member, all but one where it is named. */
export function deleteSessionsOf(db: Queries, memberId: MemberId, but: string | null): Promise<number> {
  return db.run(
    sql`delete from login_session where member_id = ${memberId} and (${but}::uuid is null or id <> ${but}::uuid)`,
  )
}

/** Which of these sessions still hold, with the role of whom they belong to; and which keys are not revoked. */
export function listHolding(
  database: Database,
  { sessions, keys, now }: { sessions: readonly string[]; keys: readonly string[]; now: Date },
): Promise<{ id: string; role: string | null }[]> {
  return database.owner((db) =>
    db.many<{ id: string; role: string | null }>(sql`
      select s.id, m.role from login_session s join member m on m.id = s.member_id
      where s.id = any(${sessions}::uuid[]) and s.expires_at > ${now} and m.removed_at is null
      union all
      select id, null from api_key where id = any(${keys}::uuid[]) and revoked_at is null`),
  )
}
