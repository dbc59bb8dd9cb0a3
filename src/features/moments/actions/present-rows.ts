/** Moments as rows of a list. */
import { Channel } from '#features/timeline/contract.ts'
import { namesOf } from '#features/timeline/index.ts'
import { initialsOf, listMembers, type Member } from '#features/team/index.ts'
import type { Scope, TxScope } from '#platform/scope.ts'
import type { MomentRow } from '../contract.ts'
import { leftOf } from '../rules/expiry.ts'
import { alsoOf, leading } from '../rules/present.ts'
import { listSnoozes, type Snooze } from '../store/marks.ts'
import type { MomentRecord } from '../store/moments.ts'

/** Moments as lists show them, in their order. The number of statements does not grow with the list. */
export async function presentRows(
  scope: TxScope,
  moments: readonly MomentRecord[],
  members: ReadonlyMap<string, Member>,
): Promise<MomentRow[]> {
  if (moments.length === 0) return []
  const names = await namesOf(scope, [...new Set(moments.map(({ customerId }) => customerId))])
  const snoozed = moments.filter(({ state }) => state === 'snoozed').map(({ id }) => id)
  const snoozes = new Map((await listSnoozes(scope, snoozed)).map((snooze) => [snooze.momentId, snooze]))
  return moments.map((moment) =>
    presentRow(scope, moment, names.get(moment.customerId) ?? 'Customer', snoozes.get(moment.id), members),
  )
}

/** One of them, of whose customer the name is known, and its snooze where it is put away. */
export function presentRow(
  scope: TxScope,
  moment: MomentRecord,
  name: string,
  snooze: Snooze | undefined,
  members: ReadonlyMap<string, Member>,
): MomentRow {
  const { id, kind, valence, customerId, channel, words, marks, at, expiresAt, assigneeId } = moment
  const { label, icon } = leading(kind, moment)
  const { delay: key, count } = moment.slots
  const delay = key === undefined ? undefined : { key, count: Number(count) }
  const assignee = assigneeId === null ? undefined : members.get(assigneeId)
  return {
    id,
    kind,
    label,
    valence,
    icon,
    also: alsoOf(kind, moment),
    customer: { id: customerId, name: delay ? `${delay.count} customers` : name },
    ...(delay ? { delay } : {}),
    channel: Channel.safeParse(channel).data ?? null,
    words,
    marks: [...marks],
    at: at.toISOString(),
    expiry: {
      at: expiresAt.toISOString(),
      because: moment.expiresBecause,
      left: leftOf(at, expiresAt, scope.now),
    },
    state: moment.state === 'open' && expiresAt <= scope.now ? 'expired' : moment.state,
    snoozedUntil: snooze?.until.toISOString() ?? null,
    assignee: assignee ? { id: assignee.id, name: assignee.name, initials: initialsOf(assignee.name) } : null,
  }
}

/** Everybody of the team by id. */
export async function membersOf(scope: Scope): Promise<ReadonlyMap<string, Member>> {
  return new Map((await listMembers(scope.db, scope.workspace.id)).map((member) => [member.id, member]))
}
