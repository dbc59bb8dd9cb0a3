/** All SQL about the people of a workspace and how they get in. Reference and local tables: no home, written as the owner. */
import type { MemberId, WorkspaceId } from '#kit/id.ts'
import { sql, type Database, type Queries } from '#platform/database.ts'
import type { Workspace } from '#platform/scope.ts'
import type { Role } from './contract.ts'

export type Member = {
  readonly id: MemberId
  readonly workspaceId: WorkspaceId
  readonly name: string
  readonly nicknames: readonly string[]
  readonly role: Role
  readonly zone: string | null
  readonly preferences: Record<string, unknown>
  /** Until when somebody else should answer for her; null while she is here. */
  readonly awayUntil: Date | null
}

export type ApiKey = {
  readonly id: string
  readonly name: string
  readonly hint: string
  readonly scopes: readonly string[]
  readonly trust: 'server' | 'browser'
  readonly createdAt: Date
  readonly usedAt: Date | null
  readonly revokedAt: Date | null
}

const workspaceColumns = sql.raw('id, no, slices, name, zone, currency')
const memberColumns = sql.raw('id, workspace_id, name, nicknames, role, zone, preferences, away_until')
const keyColumns = sql.raw('id, name, hint, scopes, trust, created_at, used_at, revoked_at')

export function findWorkspaceByNo(database: Database, no: number): Promise<Workspace | undefined> {
  return database.owner((db) =>
    db.maybe<Workspace>(sql`select ${workspaceColumns} from workspace where no = ${no}`),
  )
}

export function listWorkspaces(database: Database): Promise<Workspace[]> {
  return database.owner((db) =>
    db.many<Workspace>(sql`select ${workspaceColumns} from workspace order by no`),
  )
}

export function insertWorkspace(db: Queries, workspace: Workspace, at: Date): Promise<number> {
  return db.run(sql`
    insert into workspace (id, no, slices, name, zone, currency, created_at)
    values (${workspace.id}, ${workspace.no}, ${workspace.slices}, ${workspace.name}, ${workspace.zone}, ${workspace.currency}, ${at})`)
}

export function setWorkspace(
  database: Database,
  id: WorkspaceId,
  { name, zone, currency }: { name: string; zone: string; currency: string },
): Promise<number> {
  return database.owner((db) =>
    db.run(sql`update workspace set name = ${name}, zone = ${zone}, currency = ${currency} where id = ${id}`),
  )
}

export async function nextWorkspaceNo(db: Queries): Promise<number> {
  await db.run(sql`lock table workspace in share row exclusive mode`)
  return (await db.one<{ no: number }>(sql`select coalesce(max(no), 0) + 1 as no from workspace`)).no
}

export function insertMember(db: Queries, member: Omit<Member, 'awayUntil'>, at: Date): Promise<number> {
  return db.run(sql`
    insert into member (id, workspace_id, name, nicknames, role, zone, created_at)
    values (${member.id}, ${member.workspaceId}, ${member.name}, ${member.nicknames as string[]}, ${member.role}, ${member.zone}, ${at})
    on conflict (id) do nothing`)
}

export function listMembers(database: Database, workspaceId: WorkspaceId): Promise<Member[]> {
  return database.owner((db) =>
    db.many<Member>(
      sql`select ${memberColumns} from member where workspace_id = ${workspaceId} and removed_at is null order by name, id`,
    ),
  )
}

export function setPreferences(database: Database, id: MemberId, preferences: object): Promise<number> {
  return database.owner((db) =>
    db.run(sql`update member set preferences = ${JSON.stringify(preferences)}::jsonb where id = ${id}`),
  )
}

/** Says until when a member is away; null brings her back. */
export function setAway(database: Database, id: MemberId, until: Date | null): Promise<number> {
  return database.owner((db) => db.run(sql`update member set away_until = ${until} where id = ${id}`))
}

/** Takes the members who came with a sample out again; what they did stays with their name. */
export function removeMembers(database: Database, ids: readonly MemberId[], at: Date): Promise<number> {
  return database.owner((db) =>
    db.run(sql`update member set removed_at = ${at} where id = any(${ids}::uuid[])`),
  )
}

export function restoreMembers(database: Database, ids: readonly MemberId[]): Promise<number> {
  return database.owner((db) =>
    db.run(sql`update member set removed_at = null where id = any(${ids}::uuid[])`),
  )
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

/** Who a session belongs to, where it still holds. */
export function findSession(
  database: Database,
  hash: Buffer,
  now: Date,
): Promise<{ member: Member; workspace: Workspace } | undefined> {
  return database.owner(async (db) => {
    const member = await db.maybe<Member>(sql`
      select m.id, m.workspace_id, m.name, m.nicknames, m.role, m.zone, m.preferences, m.away_until
      from login_session s join member m on m.id = s.member_id
      where s.hash = ${hash} and s.expires_at > ${now} and m.removed_at is null`)
    if (!member) return undefined
    return {
      member,
      workspace: await db.one<Workspace>(
        sql`select ${workspaceColumns} from workspace where id = ${member.workspaceId}`,
      ),
    }
  })
}

export function deleteSession(database: Database, hash: Buffer): Promise<number> {
  return database.owner((db) => db.run(sql`delete from login_session where hash = ${hash}`))
}

export function insertApiKey(
  database: Database,
  workspaceId: WorkspaceId,
  key: {
    id: string
    name: string
    hash: Buffer
    hint: string
    scopes: readonly string[]
    trust: string
    createdBy: string | null
    at: Date
  },
): Promise<number> {
  return database.owner((db) =>
    db.run(sql`
      insert into api_key (id, workspace_id, name, hash, hint, scopes, trust, created_by, created_at)
      values (${key.id}, ${workspaceId}, ${key.name}, ${key.hash}, ${key.hint}, ${key.scopes as string[]}, ${key.trust}, ${key.createdBy}, ${key.at})`),
  )
}

export function listApiKeys(database: Database, workspaceId: WorkspaceId): Promise<ApiKey[]> {
  return database.owner((db) =>
    db.many<ApiKey>(
      sql`select ${keyColumns} from api_key where workspace_id = ${workspaceId} order by created_at, id`,
    ),
  )
}

/** Answers how many were revoked: 0 where there is none such or it was revoked before. */
export function revokeApiKey(
  database: Database,
  workspaceId: WorkspaceId,
  id: string,
  now: Date,
): Promise<number> {
  return database.owner((db) =>
    db.run(
      sql`update api_key set revoked_at = ${now} where workspace_id = ${workspaceId} and id = ${id} and revoked_at is null`,
    ),
  )
}

export function findApiKey(
  database: Database,
  hash: Buffer,
): Promise<{ key: ApiKey; workspace: Workspace } | undefined> {
  return database.owner(async (db) => {
    const key = await db.maybe<ApiKey & { workspaceId: WorkspaceId }>(
      sql`select ${keyColumns}, workspace_id from api_key where hash = ${hash} and revoked_at is null`,
    )
    if (!key) return undefined
    return {
      key,
      workspace: await db.one<Workspace>(
        sql`select ${workspaceColumns} from workspace where id = ${key.workspaceId}`,
      ),
    }
  })
}

export function setKeyUsed(database: Database, id: string, now: Date): Promise<number> {
  return database.owner((db) => db.run(sql`update api_key set used_at = ${now} where id = ${id}`))
}
