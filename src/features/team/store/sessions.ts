/** SQL about sessions and the one-time links that open one. Who is behind a secret is asked as the owner: no workspace is known yet. */
import type { MemberId, WorkspaceId } from '#kit/id.ts'
import { sql, type Database, type Queries } from '#platform/database.ts'
import type { Workspace } from '#platform/scope.ts'
import type { Role } from '../contract.ts'
import type { DoorRules, SessionAge } from '../rules/door.ts'
import { findWorkspaceWithRules } from './door-rules.ts'
import type { Member } from './members.ts'

export type SessionRow = SessionAge & { readonly id: string; readonly userAgent: string | null }

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

type Asker = Pick<Member, 'id' | 'workspaceId' | 'name' | 'role'> &
  SessionAge & { readonly hasFactor: boolean }

export type FoundSession = Asker & {
  readonly sessionId: string
  readonly workspace: Workspace
  readonly rules: DoorRules
}

const age = sql.raw(
  's.created_at, s.seen_at, s.expires_at, (l.password_hash is not null) as has_password, (l.totp_at is not null) as has_factor',
)

/** Whose session it is, with what her workspace asks: whether it still holds is for the rules to say. */
export function findSession(database: Database, hash: Buffer): Promise<FoundSession | undefined> {
  return database.owner(async (db) => {
    const found = await db.maybe<Asker & { sessionId: string }>(sql`
      select s.id as session_id, ${age}, m.id, m.workspace_id, m.name, m.role
      from login_session s join member m on m.id = s.member_id left join member_login l on l.member_id = m.id
      where s.hash = ${hash} and m.removed_at is null`)
    return found && { ...found, ...(await findWorkspaceWithRules(db, found.workspaceId)) }
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
    select s.id, ${age}, s.user_agent from login_session s left join member_login l on l.member_id = s.member_id
    where s.member_id = ${memberId} and s.expires_at > ${now} order by s.seen_at desc, s.id limit 200`)
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

export type AgedSession = SessionAge &
  DoorRules & { readonly id: string; readonly role: Role; readonly hasFactor: boolean }

/** These sessions of people who are still on a team, and whichever of these keys are not revoked. */
export function listHolders(
  database: Database,
  { sessions, keys }: { sessions: readonly string[]; keys: readonly string[] },
): Promise<{ sessions: AgedSession[]; keys: { id: string }[] }> {
  return database.owner(async (db) => ({
    sessions: await db.many<AgedSession>(sql`
      select s.id, m.role, ${age}, w.idle_hours, w.session_days, w.factor_of, w.factor_from
      from login_session s join member m on m.id = s.member_id join workspace w on w.id = m.workspace_id
      left join member_login l on l.member_id = m.id
      where s.id = any(${sessions}::uuid[]) and m.removed_at is null`),
    keys:
      keys.length === 0
        ? []
        : await db.many<{ id: string }>(
            sql`select id from api_key where id = any(${keys}::uuid[]) and revoked_at is null`,
          ),
  }))
}

/** All sessions of a workspace, with their age. */
export function listSessionAges(
  db: Queries,
  workspaceId: WorkspaceId,
): Promise<(SessionAge & { readonly id: string })[]> {
  return db.many<SessionAge & { id: string }>(sql`
    select s.id, ${age} from login_session s join member m on m.id = s.member_id left join member_login l on l.member_id = m.id
    where m.workspace_id = ${workspaceId}`)
}

export function deleteSessions(db: Queries, ids: readonly string[]): Promise<number> {
  return db.run(sql`delete from login_session where id = any(${ids}::uuid[])`)
}
