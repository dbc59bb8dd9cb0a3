/** Who has a workbook open and which field she is in: told again every 20 seconds, forgotten after 45. */
import { initialsOf } from '#features/team/index.ts'
import { SECOND_MS } from '#kit/time.ts'
import { publish } from '#platform/live.ts'
import { transact, type Scope, type TxScope } from '#platform/scope.ts'
import type { WorkbookPresence } from '../../contract/workbook.ts'
import { deletePresent, listPresentIn, setPresent } from '../../store/workbooks.ts'
import { personOf } from '../ideas.ts'
import { workbookIn } from './known.ts'

const PRESENT_MS = 45 * SECOND_MS

/** Says that she is here; answers who is, herself too. Refuses `workbook_not_found`, `person_needed`. */
export function beInWorkbook(scope: Scope, id: string, key: string | null): Promise<WorkbookPresence[]> {
  const memberId = personOf(scope.actor)
  return transact(scope, async (scope) => {
    await workbookIn(scope, id)
    const before = await setPresent(scope, id, { memberId, memberName: scope.actor.name, key })
    const wasHere = before !== undefined && before.seenAt >= since(scope)
    if (!wasHere || before.key !== key) await publish(scope, 'presence.changed', { id })
    return presentIn(scope, id)
  })
}

/** Refuses `workbook_not_found`, `person_needed`. */
export async function leaveWorkbook(scope: Scope, id: string): Promise<void> {
  const memberId = personOf(scope.actor)
  await transact(scope, async (scope) => {
    await workbookIn(scope, id)
    if ((await deletePresent(scope, id, memberId)) > 0) await publish(scope, 'presence.changed', { id })
  })
}

export async function presentIn(scope: TxScope, id: string): Promise<WorkbookPresence[]> {
  return (await listPresentIn(scope, id, since(scope))).map(({ memberId, memberName, key }) => ({
    memberId,
    name: memberName,
    initials: initialsOf(memberName),
    key,
  }))
}

const since = ({ now }: TxScope) => new Date(now.getTime() - PRESENT_MS)
