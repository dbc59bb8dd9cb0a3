/** What is kept about the member who asks: her own page, hers alone. Customers' words are left out: they are not hers to take. */
import { Refusal } from '#kit/refusal.ts'
import { audit } from '#platform/audit/index.ts'
import { mineOf } from '#platform/holdings/mine.ts'
import { transact, type Scope } from '#platform/scope.ts'
import type { MineAnswer } from '../contract.ts'

/** Refuses `not_allowed` for a program. */
export async function showMine(scope: Scope): Promise<MineAnswer> {
  const { actor } = scope
  if (actor.kind !== 'member') throw new Refusal('not_allowed', 'Only a person has a page of her own.')
  const mine = await mineOf(scope, actor.id)
  await transact(scope, (scope) =>
    audit(scope, 'member.exported', {
      subject: { kind: 'member', id: actor.id },
      details: { rows: mine.kinds.reduce((sum, { count }) => sum + count, 0) },
    }),
  )
  return mine
}
