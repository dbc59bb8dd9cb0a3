/** Who acts, and for whom: the member behind a request, and the person behind a moment. */
import { homeOf, type CustomerId } from '#kit/id.ts'
import { Refusal } from '#kit/refusal.ts'
import { findMoment, momentIdFrom, type MomentRecord } from '#features/moments/index.ts'
import { findCustomerDetail, findEntries, listConversation } from '#features/timeline/index.ts'
import type { CustomerDetail } from '#features/timeline/contract.ts'
import { read, type Actor, type Scope, type TxScope } from '#platform/scope.ts'
import type { Talk } from '../channels.ts'

export type MemberActor = Extract<Actor, { kind: 'member' }>

/** The person who acts; programs and the machine never send or give. Refuses `not_allowed`. */
export function memberOf({ actor }: Pick<Scope, 'actor'>): MemberActor {
  if (actor.kind !== 'member') throw new Refusal('not_allowed', 'Only a person sends and gives.')
  return actor
}

/** The scope in which what somebody pressed is carried out later, in her name. */
export function inNameOf(scope: Scope, { byId, byName }: { byId: string; byName: string }): Scope {
  return { ...scope, actor: { kind: 'member', id: byId as MemberActor['id'], name: byName, role: 'agent' } }
}

export type Around = {
  readonly moment: MomentRecord
  readonly customer: CustomerDetail
  /** The person's first row, by which money is counted. */
  readonly personId: CustomerId
  /** All rows of the person. */
  readonly personIds: readonly CustomerId[]
  readonly talk: Talk
}

/** Entries of the conversation a channel is shown. */
const TALK_ENTRIES = 40

/** A moment with its customer and conversation. Refuses `moment_not_found`. */
export function aroundMoment(scope: Scope, momentId: string): Promise<Around> {
  const id = momentIdFrom(momentId)
  return read(scope, async (scope) => {
    const moment = await findMoment(scope, id)
    const customer = moment && (await findCustomerDetail(scope, moment.customerId))
    if (!moment || !customer)
      throw new Refusal('moment_not_found', 'There is no such moment here; it may have been withdrawn.')
    return {
      moment,
      customer,
      personId: customer.id as CustomerId,
      personIds: [customer.id, ...customer.merged.map(({ id }) => id)] as CustomerId[],
      talk: await talkOf(scope, moment, customer),
    }
  })
}

async function talkOf(scope: TxScope, moment: MomentRecord, customer: CustomerDetail): Promise<Talk> {
  const { conversationId, entryId, entryAt, customerId } = moment
  const entries =
    conversationId !== null
      ? (await listConversation(scope, conversationId, { around: scope.now, limit: TALK_ENTRIES })).slice(
          -TALK_ENTRIES,
        )
      : entryId !== null && entryAt !== null
        ? await findEntries(scope, [
            { home: homeOf(scope.workspace, entryId), customerId, at: entryAt.toISOString(), id: entryId },
          ])
        : []
  return { customerId, conversationId, entries, identities: customer.identities }
}
