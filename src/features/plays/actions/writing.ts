/** What stands around a reply being written: its draft, kept on the server, and who else has the moment open. */
import { Refusal } from '#kit/refusal.ts'
import { DAY_MS, SECOND_MS } from '#kit/time.ts'
import { findMoment, momentIdFrom } from '#features/moments/index.ts'
import { initialsOf } from '#features/team/index.ts'
import { isStorable } from '#features/timeline/index.ts'
import { publish } from '#platform/live.ts'
import { read, transact, type Scope, type TxScope } from '#platform/scope.ts'
import type { DraftFields, Presence, SavedDraft } from '../contract.ts'
import {
  deleteDraft,
  deleteDraftsBefore,
  deletePresence,
  deletePresenceBefore,
  findDraft,
  listPresent,
  setDraft,
  setPresence,
} from '../store/composer.ts'
import type { MomentId } from '#kit/id.ts'
import { memberOf } from './people.ts'

/** A page says every 20 s that it is open; two missed and she is gone. */
const PRESENT_MS = 45 * SECOND_MS
const DRAFT_DAYS = 30

/** Keeps a half-written reply. Refuses `moment_not_found`, `text_not_storable`. */
export async function saveDraft(scope: Scope, momentId: string, fields: DraftFields): Promise<SavedDraft> {
  const member = memberOf(scope)
  if (!isStorable(JSON.stringify(fields).replaceAll('\\u0000', '\u0000')))
    throw new Refusal('text_not_storable', 'The text holds a character that no database keeps.')
  const id = momentIdFrom(momentId)
  return transact(scope, async (scope) => {
    const moment = await findMoment(scope, id)
    if (!moment)
      throw new Refusal('moment_not_found', 'There is no such moment here; it may have been withdrawn.')
    const { customerId } = moment
    await setDraft(scope, { momentId: id, customerId, memberId: member.id }, fields)
    return { ...fields, savedAt: scope.now.toISOString() }
  })
}

export async function dropDraft(scope: Scope, momentId: string): Promise<void> {
  const member = memberOf(scope)
  const id = momentIdFrom(momentId)
  await transact(scope, (scope) => deleteDraft(scope, id, member.id))
}

export async function draftOf(scope: TxScope, id: MomentId): Promise<SavedDraft | null> {
  const { actor } = scope
  if (actor.kind !== 'member') return null
  const draft = await findDraft(scope, id, actor.id)
  return draft ? { ...draft.fields, savedAt: draft.savedAt.toISOString() } : null
}

/** Says that she has the moment open; answers who else has. Pages hear of it when somebody comes, goes, or begins to write. */
export async function bePresent(scope: Scope, momentId: string, isWriting: boolean): Promise<Presence[]> {
  const member = memberOf(scope)
  const id = momentIdFrom(momentId)
  return transact(scope, async (scope) => {
    if (!(await findMoment(scope, id)))
      throw new Refusal('moment_not_found', 'There is no such moment here; it may have been withdrawn.')
    const before = await setPresence(scope, id, { memberId: member.id, memberName: member.name, isWriting })
    const wasHere = before !== undefined && before.seenAt.getTime() > scope.now.getTime() - PRESENT_MS
    if (!wasHere || before.isWriting !== isWriting) await publish(scope, 'presence.changed', { id })
    return othersAt(scope, id)
  })
}

export async function leaveMoment(scope: Scope, momentId: string): Promise<void> {
  const member = memberOf(scope)
  const id = momentIdFrom(momentId)
  await transact(scope, async (scope) => {
    if ((await deletePresence(scope, id, member.id)) > 0) await publish(scope, 'presence.changed', { id })
  })
}

/** Who else has the moment open. */
export async function othersAt(scope: TxScope, id: MomentId): Promise<Presence[]> {
  const { actor } = scope
  const present = await listPresent(scope, id, new Date(scope.now.getTime() - PRESENT_MS))
  return present
    .filter(({ memberId }) => actor.kind !== 'member' || memberId !== actor.id)
    .map(({ memberId, memberName, isWriting, seenAt }) => ({
      memberId,
      name: memberName,
      initials: initialsOf(memberName),
      isWriting,
      seenAt: seenAt.toISOString(),
    }))
}

/** Clears drafts nobody came back to, and pages that went without a word. */
export async function sweepWriting(scope: Scope): Promise<void> {
  const homes = await read(scope, (scope) => Promise.resolve(scope.homes))
  for (const home of homes)
    await transact(scope, async (scope) => {
      await deleteDraftsBefore(scope, home, new Date(scope.now.getTime() - DRAFT_DAYS * DAY_MS))
      await deletePresenceBefore(scope, home, new Date(scope.now.getTime() - 20 * PRESENT_MS))
    })
}
