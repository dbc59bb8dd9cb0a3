/** The small acts an agent does herself: a line, a note. They land on the timeline once the time for undoing is over. */
import { homeOf, isId, type MomentId } from '#kit/id.ts'
import { Refusal } from '#kit/refusal.ts'
import { SECOND_MS } from '#kit/time.ts'
import {
  findCustomerDetail,
  isStorable,
  recordEntries,
  type IncomingEntry,
} from '#features/timeline/index.ts'
import { publish } from '#platform/live.ts'
import { newId, read, transact, type Scope, type TxScope } from '#platform/scope.ts'
import type { DoneAct } from '../contract.ts'
import { mayUndoAct, UNDO_SECONDS } from '../rules/standing.ts'
import { deleteAct, insertAct, listToLand, lockAct, setLanded, type Act } from '../store/marks.ts'
import { findMoment } from '../store/moments.ts'
import { doerOf, notFound } from './handle.ts'

/** Acts that land in one go, in each home. */
const LANDED_AT_ONCE = 200

/** Writes down that a personal line was copied or logged. Refuses `moment_not_found`, `text_not_storable`. */
export function writeLine(
  scope: Scope,
  id: MomentId,
  { text, via }: { text: string; via: 'copied' | 'logged' },
): Promise<DoneAct> {
  return write(scope, id, { kind: 'line', text, via })
}

/**
 * Leaves a note for whoever comes next. `actId`, of the moment's slot, makes writing it twice one note.
 * Refuses `moment_not_found`, `text_not_storable`.
 */
export function writeNote(scope: Scope, id: MomentId, text: string, actId?: string): Promise<DoneAct> {
  return write(scope, id, { kind: 'note', text, via: null }, actId)
}

/** Takes an act back. What has landed on the timeline stays there with a word that it was taken back. Refuses `act_not_found`, `act_not_yours`. */
export async function undoAct(scope: Scope, id: string): Promise<void> {
  const act = await transact(scope, async (scope) => {
    const act = isId(id) ? await lockAct(scope, id) : undefined
    if (!act)
      throw new Refusal('act_not_found', 'There is no such act here; it may have been taken back already.')
    const decision = mayUndoAct(act, doerOf(scope.actor).id)
    if (!decision.allowed) throw new Refusal(decision.reason, decision.message)
    await deleteAct(scope, id)
    await publish(scope, 'moment.changed', { id: act.momentId })
    return act
  })
  if (act.landedAt !== null)
    await land(scope, [
      { ...act, id: `${act.id}:back`, kind: 'note', text: `Taken back: ${act.text}`, at: scope.now },
    ])
}

/** Brings acts whose time for undoing is over to the timeline. Bears being run twice: the timeline stores each once. */
export async function landActs(scope: Scope): Promise<void> {
  const before = new Date(scope.now.getTime() - UNDO_SECONDS * SECOND_MS)
  const due = await read(scope, async (scope) => {
    const lists: Act[] = []
    for (const home of scope.homes) lists.push(...(await listToLand(scope, home, before, LANDED_AT_ONCE)))
    return lists
  })
  if (due.length === 0) return
  await land(scope, due)
  for (const [home, acts] of Map.groupBy(due, (act) => homeOf(scope.workspace, act.id)))
    await transact(scope, (scope) =>
      setLanded(
        scope,
        home,
        acts.map(({ id }) => id),
      ),
    )
}

export function presentAct({ id, kind, text, via, byName, at }: Act): DoneAct {
  return { id, kind, text, via, by: byName, at: at.toISOString() }
}

function write(
  scope: Scope,
  momentId: MomentId,
  { kind, text, via }: Pick<Act, 'kind' | 'text' | 'via'>,
  actId?: string,
): Promise<DoneAct> {
  if (!isStorable(text))
    throw new Refusal('text_not_storable', 'The text holds a character that no database keeps.')
  return transact(scope, async (scope) => {
    const moment = await findMoment(scope, momentId)
    if (!moment) throw notFound()
    const doer = doerOf(scope.actor)
    const act: Act = {
      id: actId ?? newId(scope, momentId),
      momentId,
      customerId: moment.customerId,
      kind,
      text,
      via,
      byId: doer.id,
      byName: doer.name,
      at: scope.now,
      landedAt: null,
    }
    await insertAct(scope, act)
    await publish(scope, 'moment.changed', { id: momentId })
    return presentAct(act)
  })
}

async function land(scope: Scope, acts: readonly Act[]): Promise<void> {
  const entries = await read(scope, async (scope) => {
    const entries: IncomingEntry[] = []
    for (const act of acts) entries.push(...(await entryOf(scope, act)))
    return entries
  })
  for (const verdict of await recordEntries(scope, entries))
    if (verdict.outcome === 'refused')
      throw new Error(`an act could not land on the timeline: ${verdict.message}`)
}

async function entryOf(scope: TxScope, act: Act): Promise<IncomingEntry[]> {
  const customer = await findCustomerDetail(scope, act.customerId)
  if (!customer) return []
  return [
    {
      source: 'spoonful',
      messageId: act.id,
      kind: act.kind === 'line' ? 'message_out' : 'note',
      at: act.at,
      identities: customer.identities,
      text: act.text,
      author: { kind: 'agent', name: act.byName },
      data: { other: { moment: act.momentId, ...(act.kind === 'line' ? { logged: act.via } : {}) } },
    },
  ]
}
