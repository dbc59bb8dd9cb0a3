/** Money given and taken back. Every path to the ledger leads through here; what a grant buys is the outbox's to do. */
import { createHash } from 'node:crypto'
import { isId, makeId, type ActId, type CustomerId, type GrantId, type MomentId } from '#kit/id.ts'
import { formatMoney } from '#kit/money.ts'
import { Refusal } from '#kit/refusal.ts'
import { audit } from '#platform/audit/index.ts'
import { read, transact, type Scope, type TxScope } from '#platform/scope.ts'
import type { ActKind, PolicyFields } from '../contract.ts'
import { customerPeriodOf, decideAct, deciderOf, monthOf, WHO, type Yes } from '../rules/policy.ts'
import {
  findGrant,
  findGrantByKey,
  findUsed,
  insertApproved,
  insertGuarded,
  insertReversal,
  type Grant,
} from '../store/ledger.ts'
import { policyOf } from './policy.ts'

export type GrantWanted = {
  /** Giving twice under one key gives once. */
  readonly key: string
  /** The person's first row, so that all her identities share one limit. */
  readonly customerId: CustomerId
  readonly momentId: MomentId | null
  readonly actId: ActId | null
  readonly kind: ActKind
  /** In minor units of the workspace's currency, above zero. */
  readonly amountMinor: number
  /** A colleague's yes, where the policy asks for one. */
  readonly yes?: (Yes & { readonly by: string }) | undefined
}

/**
 * Gives money in the name of the one who acts: within the policy by one guarded statement, beyond it by a colleague's yes.
 * Refuses `needs_colleague`, `ask_does_not_fit`, `budget_spent`, `customer_limit_reached`, `not_allowed` for a program.
 */
export async function grantCourtesy(scope: Scope, wanted: GrantWanted): Promise<Grant> {
  const { actor } = scope
  if (actor.kind !== 'member') throw new Refusal('not_allowed', 'Only a person gives.')
  try {
    return await transact(scope, async (scope) => {
      const policy = await policyOf(scope)
      const { currency, zone } = scope.workspace
      const decision = decideAct(policy, wanted, wanted.yes, currency)
      if (!decision.allowed) throw new Refusal(decision.reason, decision.message, { needs: decision.needs })
      const grant: Grant = {
        id: grantIdOf(wanted.key, scope.now),
        key: wanted.key,
        at: scope.now,
        month: monthOf(scope.now, zone),
        customerPeriod: customerPeriodOf(policy, scope.now, zone),
        agentId: actor.id,
        agentName: actor.name,
        customerId: wanted.customerId,
        momentId: wanted.momentId,
        actId: wanted.actId,
        kind: wanted.kind,
        amountMinor: wanted.amountMinor,
        currency,
        within: decision.within,
        approvedBy: decision.within === 'approval' ? (wanted.yes?.by ?? null) : null,
        reverses: null,
      }
      const written =
        decision.within === 'approval'
          ? await insertApproved(scope, grant)
          : await insertGuarded(scope, grant, policy)
      if (written !== 1) throw new NotGranted(grant, policy)
      const { amountMinor, kind, within } = grant
      await audit(scope, 'grant.given', {
        ...auditedAs(grant),
        details: { amountMinor, currency, kind, within },
      })
      return grant
    })
  } catch (error) {
    if (error instanceof NotGranted) return knownOrRefused(scope, error)
    throw error
  }
}

/** Takes a grant back by a row of its own; again it changes nothing. Refuses `grant_not_found`. */
export function reverseGrant(scope: Scope, id: GrantId): Promise<void> {
  return transact(scope, async (scope) => {
    const grant = await findGrant(scope, id)
    if (!grant || grant.reverses !== null) throw grantNotFound()
    await takeBack(scope, grant)
  })
}

/** Takes back what was given under this key, if anything was. */
export function reverseByKey(scope: Scope, key: string): Promise<void> {
  return transact(scope, async (scope) => {
    const grant = await findGrantByKey(scope, key)
    if (grant) await takeBack(scope, grant)
  })
}

/** The id of a grant as it came over the wire. Refuses `grant_not_found` where it is none. */
export function grantIdFrom(text: string): GrantId {
  if (!isId(text)) throw grantNotFound()
  return text as GrantId
}

export const grantNotFound = () => new Refusal('grant_not_found', 'There is no such row in the ledger.')

async function takeBack(scope: TxScope, grant: Grant): Promise<void> {
  const key = `back:${grant.id}`
  const written = await insertReversal(scope, {
    ...grant,
    id: grantIdOf(key, scope.now),
    key,
    at: scope.now,
    amountMinor: -grant.amountMinor,
    reverses: grant.id,
  })
  const { amountMinor, currency } = grant
  if (written === 1)
    await audit(scope, 'grant.reversed', { ...auditedAs(grant), details: { amountMinor, currency } })
}

const auditedAs = ({ id }: Grant) => ({ subject: { kind: 'grant', id } })

/** Thrown so that the transaction is rolled back: a limit may have been counted up although the grant was not written. */
class NotGranted extends Error {
  readonly grant: Grant
  readonly policy: PolicyFields
  constructor(grant: Grant, policy: PolicyFields) {
    super('not granted')
    this.grant = grant
    this.policy = policy
  }
}

/** The grant that this key gave before, or why there is none. */
function knownOrRefused(scope: Scope, { grant, policy }: NotGranted): Promise<Grant> {
  return read(scope, async (scope) => {
    const known = await findGrantByKey(scope, grant.key)
    if (known) return known
    const money = (amountMinor: number) => formatMoney({ amountMinor, currency: grant.currency })
    const needs = deciderOf(policy, grant.kind, Infinity)
    const own = policy.agentMonthMinor - (await findUsed(scope, 'agent', grant.agentId, grant.month))
    if (grant.amountMinor > own)
      throw new Refusal(
        'budget_spent',
        `You have ${money(Math.max(0, own))} left this month; ${money(grant.amountMinor)} needs a yes from ${WHO[needs]}.`,
        { leftMinor: Math.max(0, own), needs },
      )
    const hers =
      policy.customerMinor - (await findUsed(scope, 'customer', grant.customerId, grant.customerPeriod))
    throw new Refusal(
      'customer_limit_reached',
      `This customer can be given ${money(Math.max(0, hers))} more for now; ${money(grant.amountMinor)} needs a yes from ${WHO[needs]}.`,
      { leftMinor: Math.max(0, hers), needs },
    )
  })
}

/** Slot 0: the book stands in the first home. */
function grantIdOf(key: string, at: Date): GrantId {
  return makeId<'grant'>(at, 0, createHash('sha256').update(`grant:${key}`).digest())
}
