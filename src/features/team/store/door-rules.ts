/** SQL about what a workspace asks at the door; a row of `workspace`, read with every session. */
import type { MemberId, WorkspaceId } from '#kit/id.ts'
import { sql, type Queries } from '#platform/database.ts'
import type { Workspace } from '#platform/scope.ts'
import type { DoorRules } from '../rules/door.ts'
import { workspaceColumns } from './members.ts'

const ruleColumns = sql.raw('idle_hours, session_days, factor_of, factor_from')

export function findDoorRules(db: Queries, workspaceId: WorkspaceId): Promise<DoorRules> {
  return db.one<DoorRules>(sql`select ${ruleColumns} from workspace where id = ${workspaceId}`)
}

export async function findWorkspaceWithRules(
  db: Queries,
  id: WorkspaceId,
): Promise<{ workspace: Workspace; rules: DoorRules }> {
  const { idleHours, sessionDays, factorOf, factorFrom, ...workspace } = await db.one<Workspace & DoorRules>(
    sql`select ${workspaceColumns}, ${ruleColumns} from workspace where id = ${id}`,
  )
  return { workspace, rules: { idleHours, sessionDays, factorOf, factorFrom } }
}

/** How many days a session of that member may last. */
export async function findSessionDays(db: Queries, memberId: MemberId): Promise<number> {
  const { sessionDays } = await db.one<{ sessionDays: number }>(
    sql`select w.session_days from workspace w join member m on m.workspace_id = w.id where m.id = ${memberId}`,
  )
  return sessionDays
}

export function setDoorRules(
  db: Queries,
  id: WorkspaceId,
  { idleHours, sessionDays, factorOf, factorFrom }: DoorRules,
): Promise<number> {
  return db.run(sql`
    update workspace set idle_hours = ${idleHours}, session_days = ${sessionDays}, factor_of = ${factorOf}, factor_from = ${factorFrom}
    where id = ${id}`)
}
