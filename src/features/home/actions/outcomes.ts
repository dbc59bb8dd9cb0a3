/** What became of Friday's answers: a sentence for each Friday and cause, told to everybody who may read those; none under five answers. */
import { Refusal } from '#kit/refusal.ts'
import { addDays, dayOf } from '#kit/time.ts'
import { audit } from '#platform/audit/index.ts'
import { publish } from '#platform/live.ts'
import { read, transact, type Scope, type TxScope } from '#platform/scope.ts'
import type { Cause, FridayOutcome } from '../contract.ts'
import { fridayOf, saidOf } from '../rules/hindrances.ts'
import { listSaid } from '../store/friday.ts'
import { deleteOutcome, listOutcomes, setOutcome } from '../store/outcomes.ts'

/** So many Fridays are told of. */
const FRIDAYS = 5

type OfFriday = { readonly fridayOn: string; readonly cause: Cause }

/** Tells what became of it, or tells it anew. Refuses `friday_cause_not_found`, also where under five answered that Friday. */
export async function tellOutcome(scope: Scope, wanted: OfFriday & { words: string }): Promise<void> {
  await transact(scope, async (scope) => {
    if (!(await causesSaid(scope, wanted.fridayOn)).has(`${wanted.fridayOn} ${wanted.cause}`))
      throw new Refusal('friday_cause_not_found', 'Nothing of this is shown of that Friday.')
    await setOutcome(scope, wanted)
    await tellAudit(scope, 'setting.changed', wanted)
    await publish(scope, 'friction.changed', {})
  })
}

/** Takes it back. Refuses `friday_outcome_not_found`. */
export async function withdrawOutcome(scope: Scope, wanted: OfFriday): Promise<void> {
  await transact(scope, async (scope) => {
    if ((await deleteOutcome(scope, wanted)) === 0)
      throw new Refusal('friday_outcome_not_found', 'Nothing was told of this.')
    await tellAudit(scope, 'setting.removed', wanted)
    await publish(scope, 'friction.changed', {})
  })
}

/** What was told of the last Fridays, the newest first; nothing of one whose answers are not shown. */
export function showOutcomes(scope: Scope): Promise<FridayOutcome[]> {
  const since = addDays(fridayOf(dayOf(scope.now, scope.workspace.zone)), -7 * (FRIDAYS - 1))
  return read(scope, async (scope) => {
    const said = await causesSaid(scope, since)
    return (await listOutcomes(scope, since))
      .filter(({ fridayOn, cause }) => said.has(`${fridayOn} ${cause}`))
      .map(({ at, ...outcome }) => ({ ...outcome, at: at.toISOString() }))
  })
}

/** "2025-11-21 load": what is shown of each Friday since a day. */
async function causesSaid(scope: TxScope, since: string): Promise<ReadonlySet<string>> {
  const fridays = Map.groupBy(await listSaid(scope, since), ({ fridayOn }) => fridayOn)
  return new Set(
    [...fridays].flatMap(
      ([day, answers]) => saidOf(answers)?.causes.map(({ cause }) => `${day} ${cause}`) ?? [],
    ),
  )
}

const tellAudit = (
  scope: TxScope,
  action: 'setting.changed' | 'setting.removed',
  { fridayOn, cause }: OfFriday,
) => audit(scope, action, { subject: { kind: 'friday_outcome', id: `${fridayOn} ${cause}` } })
