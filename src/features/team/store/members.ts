/** SQL about workspaces and the people in them. Reference tables: no home; those of one workspace are asked as `spoonful_people`. */
import type { MemberId, WorkspaceId } from '#kit/id.ts'
import { sql, type Database, type Queries } from '#platform/database.ts'
import type { Workspace } from '#platform/scope.ts'
import type { Hours, Role } from '../contract.ts'

export type Member = {
  readonly id: MemberId
  readonly workspaceId: WorkspaceId
  readonly name: string
  readonly nicknames: readonly string[]
  /** Where she is written to and signs in with, in lower case; null for who has no way in but a link. */
  readonly email: string | null
  readonly role: Role
  readonly zone: string | null
  readonly hours: Hours
  readonly preferences: Record<string, unknown>
  /** Until when somebody else should answer for her; null while she is here. */
  readonly awayUntil: Date | null
}

/** What is known of a member when she is made. */
export type NewMember = Pick<Member, 'id' | 'workspaceId' | 'name' | 'nicknames' | 'role' | 'zone'> & {
  readonly email?: string | null
}

export const workspaceColumns = sql.raw('id, no, slices, name, zone, currency')
const memberColumns = sql.raw(
  'id, workspace_id, name, nicknames, email, role, zone, hours, preferences, away_until',
)

export function findWorkspaceByNo(database: Database, no: number): Promise<Workspace | undefined> {
  return database.owner((db) =>
    db.maybe<Workspace>(sql`select ${workspaceColumns} from workspace where no = ${no}`),
  )
}

export function findWorkspaceById(db: Queries, id: WorkspaceId): Promise<Workspace> {
  return db.one<Workspace>(sql`select ${workspaceColumns} from workspace where id = ${id}`)
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
  return database.people(id, (db) =>
    db.run(sql`update workspace set name = ${name}, zone = ${zone}, currency = ${currency} where id = ${id}`),
  )
}

export async function nextWorkspaceNo(db: Queries): Promise<number> {
  await db.run(sql`lock table workspace in share row exclusive mode`)
  return (await db.one<{ no: number }>(sql`select coalesce(max(no), 0) + 1 as no from workspace`)).no
}

/** Holds the people of a workspace still until the end of the transaction: who counts owners must see no other change. */
export async function lockPeople(db: Queries, workspaceId: WorkspaceId): Promise<void> {
  await db.run(sql`select 1 from workspace where id = ${workspaceId} for update`)
}

export function insertMember(db: Queries, member: NewMember, at: Date): Promise<number> {
  return db.run(sql`
    insert into member (id, workspace_id, name, nicknames, email, role, zone, created_at)
    values (${member.id}, ${member.workspaceId}, ${member.name}, ${member.nicknames as string[]}, ${member.email ?? null}, ${member.role}, ${member.zone}, ${at})
    on conflict (id) do nothing`)
}

export function listMembers(database: Database, workspaceId: WorkspaceId): Promise<Member[]> {
  return database.people(workspaceId, (db) =>
    db.many<Member>(
      sql`select ${memberColumns} from member where workspace_id = ${workspaceId} and removed_at is null order by name, id`,
    ),
  )
}

export function findMember(db: Queries, workspaceId: WorkspaceId, id: string): Promise<Member | undefined> {
  return db.maybe<Member>(
    sql`select ${memberColumns} from member where workspace_id = ${workspaceId} and id = ${id} and removed_at is null`,
  )
}

export function findMemberByAddress(
  db: Queries,
  workspaceId: WorkspaceId,
  email: string,
): Promise<Member | undefined> {
  return db.maybe<Member>(
    sql`select ${memberColumns} from member where workspace_id = ${workspaceId} and email = ${email} and removed_at is null`,
  )
}

export async function countOwners(db: Queries, workspaceId: WorkspaceId): Promise<number> {
  const { count } = await db.one<{ count: number }>(
    sql`select count(*) as count from member where workspace_id = ${workspaceId} and role = 'owner' and removed_at is null`,
  )
  return count
}

export function setPreferences(
  database: Database,
  workspaceId: WorkspaceId,
  id: MemberId,
  preferences: object,
): Promise<number> {
  return database.people(workspaceId, (db) =>
    db.run(
      sql`update member set preferences = ${JSON.stringify(preferences)}::jsonb where workspace_id = ${workspaceId} and id = ${id}`,
    ),
  )
}

/** Says until when a member is away; null brings her back. */
export function setAway(
  database: Database,
  workspaceId: WorkspaceId,
  id: MemberId,
  until: Date | null,
): Promise<number> {
  return database.people(workspaceId, (db) =>
    db.run(
      sql`update member set away_until = ${until} where workspace_id = ${workspaceId} and id = ${id} and removed_at is null`,
    ),
  )
}

export function setProfile(db: Queries, { workspaceId, id, ...to }: Member): Promise<number> {
  return db.run(sql`
    update member set name = ${to.name}, nicknames = ${to.nicknames as string[]}, zone = ${to.zone}, hours = ${JSON.stringify(to.hours)}::jsonb
    where workspace_id = ${workspaceId} and id = ${id}`)
}

export function setAddress(db: Queries, { workspaceId, id }: Member, email: string | null): Promise<number> {
  return db.run(
    sql`update member set email = ${email} where workspace_id = ${workspaceId} and id = ${id} and removed_at is null`,
  )
}

export function setRole(db: Queries, { workspaceId, id }: Member, role: Role): Promise<number> {
  return db.run(sql`update member set role = ${role} where workspace_id = ${workspaceId} and id = ${id}`)
}

/** Takes members out; what they did stays with their name. */
export function removeMembers(database: Database, ids: readonly MemberId[], at: Date): Promise<number> {
  return database.owner((db) =>
    db.run(sql`update member set removed_at = ${at} where id = any(${ids}::uuid[])`),
  )
}

export function setRemoved(db: Queries, { workspaceId, id }: Member, at: Date): Promise<number> {
  return db.run(
    sql`update member set removed_at = ${at} where workspace_id = ${workspaceId} and id = ${id} and removed_at is null`,
  )
}

export function restoreMembers(database: Database, ids: readonly MemberId[]): Promise<number> {
  return database.owner((db) =>
    db.run(sql`update member set removed_at = null where id = any(${ids}::uuid[])`),
  )
}
