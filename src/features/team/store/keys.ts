/** SQL about keys of programs. */
import type { WorkspaceId } from '#kit/id.ts'
import { sql, type Database, type Queries } from '#platform/database.ts'
import type { Workspace } from '#platform/scope.ts'
import { findWorkspaceById } from './members.ts'

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

const keyColumns = sql.raw('id, name, hint, scopes, trust, created_at, used_at, revoked_at')

export function insertApiKey(
  db: Queries,
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
  return db.run(sql`
      insert into api_key (id, workspace_id, name, hash, hint, scopes, trust, created_by, created_at)
      values (${key.id}, ${workspaceId}, ${key.name}, ${key.hash}, ${key.hint}, ${key.scopes as string[]}, ${key.trust}, ${key.createdBy}, ${key.at})`)
}

export function listApiKeys(database: Database, workspaceId: WorkspaceId): Promise<ApiKey[]> {
  return database.people(workspaceId, (db) =>
    db.many<ApiKey>(
      sql`select ${keyColumns} from api_key where workspace_id = ${workspaceId} order by created_at, id`,
    ),
  )
}

/** Answers how many were revoked: 0 where there is none such or it was revoked before. */
export function revokeApiKey(db: Queries, workspaceId: WorkspaceId, id: string, now: Date): Promise<number> {
  return db.run(
    sql`update api_key set revoked_at = ${now} where workspace_id = ${workspaceId} and id = ${id} and revoked_at is null`,
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
    return key && { key, workspace: await findWorkspaceById(db, key.workspaceId) }
  })
}

export function setKeyUsed(database: Database, id: string, now: Date): Promise<number> {
  return database.owner((db) => db.run(sql`update api_key set used_at = ${now} where id = ${id}`))
}
