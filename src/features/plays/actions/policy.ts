/** The policy as it stands: what every workspace begins with, until somebody changes a field. */
import { Refusal } from '#kit/refusal.ts'
import { audit } from '#platform/audit/index.ts'
import { publish } from '#platform/live.ts'
import { newId, read, transact, type Scope, type TxScope } from '#platform/scope.ts'
import type { AutonomyAnswer, ChangeAutonomy, PolicyFields } from '../contract.ts'
import { changePolicy, FIRST_POLICY, matrixOf, policySentence } from '../rules/policy.ts'
import { findPolicy, insertPolicy, type StoredPolicy } from '../store/policy.ts'

export function showPolicy(scope: Scope): Promise<AutonomyAnswer> {
  return read(scope, async (scope) => present(scope, await findPolicy(scope)))
}

/** Changes what is given and leaves the rest. Refuses `policy_too_mixed` where the parts contradict each other. */
export function savePolicy(scope: Scope, change: ChangeAutonomy): Promise<AutonomyAnswer> {
  return transact(scope, async (scope) => {
    const { next, decision } = changePolicy(await policyOf(scope), change)
    if (!decision.allowed) throw new Refusal(decision.reason, decision.message)
    await insertPolicy(scope, { id: newId(scope), fields: next, changedBy: scope.actor.name })
    await publish(scope, 'autonomy.changed', {})
    await audit(scope, 'setting.changed', {
      subject: { kind: 'autonomy', id: 'policy' },
      details: { fields: Object.keys(change).join(' ').slice(0, 80) },
    })
    return present(scope, { fields: next, changedAt: scope.now, changedBy: scope.actor.name })
  })
}

/** The fields as they count, for an act in this transaction. */
export async function policyOf(scope: TxScope): Promise<PolicyFields> {
  return whole(await findPolicy(scope))
}

/** A field that a former release did not know takes what every workspace begins with. */
function whole(stored: StoredPolicy | undefined): PolicyFields {
  return {
    ...FIRST_POLICY,
    ...stored?.fields,
    deciders: { ...FIRST_POLICY.deciders, ...stored?.fields.deciders },
  }
}

function present(
  { workspace }: Pick<TxScope, 'workspace'>,
  stored: StoredPolicy | undefined,
): AutonomyAnswer {
  const policy = whole(stored)
  return {
    ...policy,
    currency: workspace.currency,
    sentence: policySentence(policy, workspace.currency),
    matrix: matrixOf(policy),
    changedAt: stored?.changedAt.toISOString() ?? null,
    changedBy: stored?.changedBy ?? null,
  }
}
