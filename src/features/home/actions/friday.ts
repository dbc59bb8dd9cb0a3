/** Friday's one question (S0.45): asked once, answered without a name, shown from five answers on. */
import { isId, makeId } from '#kit/id.ts'
import { Refusal } from '#kit/refusal.ts'
import { addDays, dayOf, instantAt } from '#kit/time.ts'
import { listMembers } from '#features/team/index.ts'
import { read, transact, type Scope } from '#platform/scope.ts'
import type { FridayCause, FridayQuestion, FridaySummary } from '../contract.ts'
import { fridayOf, saidOf } from '../rules/hindrances.ts'
import { deleteSaid, hadTurn, insertSaid, listSaid, returnTurn, setLine, takeTurn } from '../store/friday.ts'
import { memberOf } from './kept.ts'

/** Of how many Fridays the newest with enough answers is shown. */
const FRIDAYS = 5

/** Whether she is asked today. Refuses `person_needed`. */
export function showQuestion(scope: Scope): Promise<FridayQuestion> {
  const memberId = memberOf(scope)
  const { fridayOn, isToday } = fridayIn(scope)
  return read(scope, async (scope) => ({
    fridayOn,
    isAsked: isToday && !(await hadTurn(scope, fridayOn, memberId)),
  }))
}

/** Her answer, kept without her name or its time. Refuses `person_needed`, `not_friday`, `friday_said`. */
export async function sayFriday(
  scope: Scope,
  { cause, line }: { cause: FridayCause; line: string | null },
): Promise<{ id: string }> {
  const memberId = memberOf(scope)
  const fridayOn = mustBeFriday(scope)
  // The id bears the Friday in place of the instant: an instant would tell who.
  const id = makeId<'answer'>(instantAt(fridayOn, '00:00', scope.workspace.zone), 0, scope.random(8))
  await transact(scope, async (scope) => {
    if ((await takeTurn(scope, fridayOn, memberId, false)) === 0) throw alreadySaid()
    await insertSaid(scope, { fridayOn, id, cause, line: line || null })
  })
  return { id }
}

/** Adds a line to an answer whose id she knows. Refuses `answer_not_found`. */
export async function addFridayLine(
  scope: Scope,
  wanted: { id: string; line: string | null },
): Promise<void> {
  const { fridayOn } = fridayIn(scope)
  await transact(scope, async (scope) => {
    if (!isId(wanted.id) || (await setLine(scope, fridayOn, wanted)) === 0) throw answerNotFound()
  })
}

/** Takes it back, and she may answer again. Refuses `person_needed`, `answer_not_found`. */
export async function takeFridayBack(scope: Scope, id: string): Promise<void> {
  const memberId = memberOf(scope)
  const { fridayOn } = fridayIn(scope)
  await transact(scope, async (scope) => {
    if (!isId(id) || (await deleteSaid(scope, fridayOn, id)) === 0) throw answerNotFound()
    await returnTurn(scope, fridayOn, memberId)
  })
}

/** Not this week. Refuses `person_needed`, `not_friday`, `friday_said`. */
export async function skipFriday(scope: Scope): Promise<void> {
  const memberId = memberOf(scope)
  const fridayOn = mustBeFriday(scope)
  await transact(scope, async (scope) => {
    if ((await takeTurn(scope, fridayOn, memberId, true)) === 0) throw alreadySaid()
  })
}

/** The newest Friday of which enough was said; of the last one that too little was. */
export async function showSummary(scope: Scope): Promise<FridaySummary> {
  const members = await listMembers(scope.db, scope.workspace.id)
  const team = members.filter(({ role }) => role !== 'viewer').length
  const { fridayOn } = fridayIn(scope)
  return read(scope, async (scope) => {
    const all = await listSaid(scope, addDays(fridayOn, -7 * (FRIDAYS - 1)))
    for (const [day, answers] of Map.groupBy(all, (said) => said.fridayOn)) {
      const said = saidOf(answers)
      if (said) return { fridayOn: day, team, said }
    }
    return { fridayOn, team, said: null }
  })
}

function fridayIn({ now, workspace }: Scope): { fridayOn: string; isToday: boolean } {
  const today = dayOf(now, workspace.zone)
  const fridayOn = fridayOf(today)
  return { fridayOn, isToday: fridayOn === today }
}

function mustBeFriday(scope: Scope): string {
  const { fridayOn, isToday } = fridayIn(scope)
  if (!isToday) throw new Refusal('not_friday', 'The question is asked on Fridays only.')
  return fridayOn
}

const alreadySaid = () => new Refusal('friday_said', 'You had your say this Friday already.')
const answerNotFound = () => new Refusal('answer_not_found', 'No such answer of this Friday.')
