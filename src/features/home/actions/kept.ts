/** Moments an agent keeps for herself (S0.21): nobody else is told which, or that she does. */
import type { MemberId } from '#kit/id.ts'
import { Refusal } from '#kit/refusal.ts'
import { declarationOf, findMoment, momentIdFrom, momentsByIds } from '#features/moments/index.ts'
import { namesOf } from '#features/timeline/index.ts'
import { read, transact, type Scope } from '#platform/scope.ts'
import type { KeptMoment } from '../contract.ts'
import { deleteKept, listKept, setKept } from '../store/kept.ts'

const SHOWN = 200

/** Her own, the newest first. Refuses `person_needed`. */
export function showKept(scope: Scope): Promise<KeptMoment[]> {
  const memberId = memberOf(scope)
  return read(scope, async (scope) => {
    const kept = await listKept(scope, memberId, SHOWN)
    const moments = new Map(
      (
        await momentsByIds(
          scope,
          kept.map(({ momentId }) => momentId),
        )
      ).map((moment) => [moment.id, moment]),
    )
    const names = await namesOf(scope, [...new Set(kept.map(({ customerId }) => customerId))])
    return kept.flatMap(({ momentId, customerId, line, at }) => {
      const moment = moments.get(momentId)
      if (!moment) return []
      const { label, icon } = declarationOf(
        moment.kind,
        moment.signs.find(({ kind }) => kind === moment.kind)?.own,
      )
      return [
        {
          momentId,
          customerId,
          customer: names.get(customerId) ?? '',
          kind: moment.kind,
          label,
          icon,
          valence: moment.valence,
          at: moment.at.toISOString(),
          keptAt: at.toISOString(),
          words: moment.words,
          marks: [...moment.marks],
          line,
        },
      ]
    })
  })
}

/** Keeps it, or changes her line. Refuses `person_needed`, `moment_not_found`. */
export async function keepMoment(scope: Scope, id: string, line: string | null): Promise<void> {
  const memberId = memberOf(scope)
  const momentId = momentIdFrom(id)
  await transact(scope, async (scope) => {
    const moment = await findMoment(scope, momentId)
    if (!moment) throw new Refusal('moment_not_found', 'No such moment here.')
    await setKept(scope, memberId, {
      momentId,
      customerId: moment.customerId,
      line: line === '' ? null : line,
    })
  })
}

/** Lets it go; one that she does not keep is no error. Refuses `person_needed`. */
export async function letMomentGo(scope: Scope, id: string): Promise<void> {
  const memberId = memberOf(scope)
  const momentId = momentIdFrom(id)
  await transact(scope, (scope) => deleteKept(scope, memberId, momentId))
}

export function memberOf({ actor }: Pick<Scope, 'actor'>): MemberId {
  if (actor.kind !== 'member') throw new Refusal('person_needed', 'Only a person of the team can do this.')
  return actor.id
}
