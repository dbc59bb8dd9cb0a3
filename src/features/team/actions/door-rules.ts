/** What a workspace asks at the door, shown to everybody and set by owners. */
import { Refusal } from '#kit/refusal.ts'
import type { Scope } from '#platform/scope.ts'
import type { SetSignInRules, SignInRules } from '../contract.ts'
import { factorDemandOf, factorFromOf, isFactorAsked } from '../rules/door.ts'
import { findDoorRules, setDoorRules } from '../store/door-rules.ts'
import { findLogin, listLogins } from '../store/logins.ts'
import { listMembers, lockPeople } from '../store/members.ts'
import { auditTeam } from './audited.ts'
import { meOf } from './me.ts'
import { endStaleSessions } from './sessions.ts'

/** The rules, and how many of those who are asked for a second step have none. */
export async function showSignInRules(scope: Scope): Promise<SignInRules> {
  const { workspace } = scope
  const [rules, members, logins] = await Promise.all([
    scope.db.people(workspace.id, (db) => findDoorRules(db, workspace.id)),
    listMembers(scope.db, workspace.id),
    listLogins(scope.db, workspace.id),
  ])
  const ready = new Set(
    logins.flatMap(({ memberId, hasSecondFactor }) => (hasSecondFactor ? [memberId] : [])),
  )
  return {
    idleHours: rules.idleHours,
    sessionDays: rules.sessionDays,
    factorOf: rules.factorOf,
    factorFrom: rules.factorFrom?.toISOString() ?? null,
    lacking: members.filter(({ id, role }) => isFactorAsked(rules.factorOf, role) && !ready.has(id)).length,
  }
}

/** Sets them; sessions that had ended under the old rules stay ended. Refuses `factor_missing` to who demands what she has not. */
export async function setSignInRules(
  scope: Scope,
  { idleHours, sessionDays, factorOf, graceDays }: SetSignInRules,
): Promise<void> {
  const { workspace, now } = scope
  await scope.db.people(workspace.id, async (db) => {
    await lockPeople(db, workspace.id)
    const before = await findDoorRules(db, workspace.id)
    const widens = factorOf !== 'nobody' && factorOf !== before.factorOf
    if (widens && scope.actor.kind === 'member' && !(await findLogin(db, scope.actor.id))?.totpAt)
      throw new Refusal('factor_missing', 'Switch your own second step on first, under My profile.')
    await endStaleSessions(db, workspace.id, before, now)
    const factorFrom = factorFromOf(before, { factorOf, graceDays }, now)
    await setDoorRules(db, workspace.id, { idleHours, sessionDays, factorOf, factorFrom })
    await auditTeam(scope, db, 'sign_in_rules.set', { idleHours, sessionDays, factorOf })
  })
}

/** What the one who asks has to know of a second step; null where she has one or none is asked. */
export async function secondStepOf(scope: Scope): Promise<{ from: string; isDue: boolean } | null> {
  const { id, role } = meOf(scope)
  const demand = await scope.db.people(scope.workspace.id, async (db) => {
    const [rules, login] = [await findDoorRules(db, scope.workspace.id), await findLogin(db, id)]
    return factorDemandOf({ role, hasFactor: login?.totpAt != null }, rules, scope.now)
  })
  return demand ? { from: demand.from.toISOString(), isDue: demand.isDue } : null
}
