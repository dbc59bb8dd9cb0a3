/** One moment whole: its conversation, acts, settlement, and its customer with facts and timeline. */
import { homeOf, type CustomerId } from '#kit/id.ts'
import {
  findCustomerDetail,
  findEntries,
  listConversation,
  listPersonPage,
  namesOf,
  presentEntry,
  type StoredEntry,
} from '#features/timeline/index.ts'
import type { Member } from '#features/team/index.ts'
import type { TxScope } from '#platform/scope.ts'
import type { MomentDetail } from '../contract.ts'
import { actsOf, draftOf, signsOf, titleOf } from '../rules/present.ts'
import { findAssignment, findSettlement, listActs, listSnoozes } from '../store/marks.ts'
import type { MomentRecord } from '../store/moments.ts'
import { factsOfPerson } from './facts.ts'
import { notFound } from './handle.ts'
import { hintsIn } from './hints.ts'
import { presentRow } from './present-rows.ts'
import { presentAct } from './write.ts'

/** Entries shown before and after the one a moment was noticed in. */
const CONVERSATION_EACH_SIDE = 20
const TIMELINE_PAGE = 20

/** One moment with all that fills its screen. Refuses `moment_not_found` where its customer is gone. */
export async function presentDetail(
  scope: TxScope,
  moment: MomentRecord,
  members: ReadonlyMap<string, Member>,
): Promise<MomentDetail> {
  const { id, customerId, conversationId, entryId, entryAt, kind } = moment
  const customer = await findCustomerDetail(scope, customerId)
  if (!customer) throw notFound()
  // Who has a name is asked about once: every look-up of a person is three statements.
  const name = customer.name ?? (await namesOf(scope, [customerId])).get(customerId) ?? 'Customer'
  const [entry] =
    entryId && entryAt
      ? await findEntries(scope, [
          { home: homeOf(scope.workspace, entryId), customerId, at: entryAt.toISOString(), id: entryId },
        ])
      : []
  const talk =
    conversationId && entryAt
      ? await listConversation(scope, conversationId, { around: entryAt, limit: CONVERSATION_EACH_SIDE })
      : []
  const isEarlier = (one: { at: Date; id: string }) =>
    entryAt !== null &&
    (one.at < entryAt || (one.at.getTime() === entryAt.getTime() && one.id < (entryId ?? '')))
  const others = talk.filter((one) => one.id !== entryId)
  const people = [customer.id, ...customer.merged.map(({ id }) => id)] as CustomerId[]
  const settlement = await findSettlement(scope, id)
  const assignment = moment.assigneeId === null ? undefined : await findAssignment(scope, id)
  const [snooze] = await listSnoozes(scope, [id])
  const showing = {
    customerName: customer.name ?? spokenName(entry) ?? name,
    slots: moment.slots,
    signs: moment.signs,
    now: scope.now,
    zone: scope.workspace.zone,
  }
  return {
    row: presentRow(scope, moment, name, moment.state === 'snoozed' ? snooze : undefined, members),
    title: titleOf(kind, showing),
    signs: signsOf(showing),
    entry: entry ? presentEntry(entry) : null,
    earlier: others.filter(isEarlier).map(presentEntry),
    later: others.filter((one) => !isEarlier(one)).map(presentEntry),
    hints: await hintsIn(scope, [...(entry ? [entry] : []), ...others], members.values()),
    acts: actsOf(kind, showing),
    done: (await listActs(scope, id)).map(presentAct),
    draft: draftOf(kind, showing),
    settlement: settlement
      ? {
          outcome: settlement.outcome,
          reason: settlement.reason,
          by: settlement.byName,
          at: settlement.at.toISOString(),
        }
      : null,
    handover:
      assignment && assignment.byId !== assignment.memberId
        ? { by: assignment.byName, note: assignment.note, at: assignment.at.toISOString() }
        : null,
    snooze: snooze ? { until: snooze.until.toISOString(), reason: snooze.reason, by: snooze.byName } : null,
    customer,
    facts: await factsOfPerson(scope, people, entryId),
    timeline: await listPersonPage(scope, people, { limit: TIMELINE_PAGE }),
  }
}

/** What she calls herself in the message, where the brand knows no name of hers. */
function spokenName(entry: StoredEntry | undefined): string | undefined {
  return entry?.authorKind === 'customer' ? (entry.authorName ?? undefined) : undefined
}
