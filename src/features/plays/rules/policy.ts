/** What agents may give without asking: the policy as one sentence, who decides beyond it, and the periods it counts in. Pure. */
import { formatMoney } from '#kit/money.ts'
import { leads } from '#kit/roles.ts'
import { dayOf } from '#kit/time.ts'
import { ACT_KINDS, type ActKind, type ChangeAutonomy, type Decider, type PolicyFields } from '../contract.ts'
import { KINDS_OF_ACTS } from './kinds.ts'

/** What every workspace begins with: $250 a month, $40 for one customer, $25 for one act, in minor units of any currency. */
export const FIRST_POLICY: PolicyFields = {
  agentMonthMinor: 25_000,
  customerMinor: 4_000,
  customerPeriod: 'month',
  actMinor: 2_500,
  deciders: Object.fromEntries(ACT_KINDS.map((kind) => [kind, KINDS_OF_ACTS[kind].decider])) as Record<
    ActKind,
    Decider
  >,
  aboveLimits: 'lead',
  warnAgainDays: 30,
  bigOrderMinor: 50_000,
  showsEveryone: false,
}

export type PolicyDecision =
  | { readonly allowed: true }
  | { readonly allowed: false; readonly reason: 'policy_too_mixed'; readonly message: string }

/** The policy with what was changed. Refuses one whose parts contradict each other. */
export function changePolicy(
  policy: PolicyFields,
  change: ChangeAutonomy,
): { readonly next: PolicyFields; readonly decision: PolicyDecision } {
  const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined))
  const next: PolicyFields = {
    ...policy,
    ...(given as Partial<PolicyFields>),
    deciders: { ...policy.deciders, ...(change.deciders as Partial<Record<ActKind, Decider>> | undefined) },
  }
  return { next, decision: decidePolicy(next) }
}

function decidePolicy({ agentMonthMinor, customerMinor, actMinor, deciders }: PolicyFields): PolicyDecision {
  const refuse = (message: string): PolicyDecision => ({
    allowed: false,
    reason: 'policy_too_mixed',
    message,
  })
  if (actMinor > customerMinor)
    return refuse('What one act may cost is more than one customer may get; make it the same or less.')
  if (customerMinor > agentMonthMinor)
    return refuse('What one customer may get is more than an agent has in a month; make it the same or less.')
  const words = ACT_KINDS.filter((kind) => !KINDS_OF_ACTS[kind].isDecided && deciders[kind] !== 'own')
  if (words.length > 0 || deciders.line !== 'own')
    return refuse('Words of one’s own need nobody’s leave; that row can’t be changed.')
  return { allowed: true }
}

const PERIOD_WORDS = { month: 'a month', quarter: 'a quarter', year: 'a year' } as const

/** "Each agent may spend up to $250 a month, at most $40 for one customer and $25 for one act, without asking anybody." */
export function policySentence(policy: PolicyFields, currency: string): string {
  const money = (amountMinor: number) => formatMoney({ amountMinor, currency })
  const period = policy.customerPeriod === 'month' ? '' : ` in ${PERIOD_WORDS[policy.customerPeriod]}`
  return `Each agent may spend up to ${money(policy.agentMonthMinor)} a month, at most ${money(policy.customerMinor)} for one customer${period} and ${money(policy.actMinor)} for one act, without asking anybody.`
}

/** The rows of who decides, in the order of the kinds. */
export function matrixOf(policy: PolicyFields) {
  return ACT_KINDS.filter((kind) => KINDS_OF_ACTS[kind].isDecided).map((kind) => ({
    kind,
    label: KINDS_OF_ACTS[kind].label,
    detail: KINDS_OF_ACTS[kind].detail,
    decider: policy.deciders[kind],
    isFixed: KINDS_OF_ACTS[kind].by === 'words',
  }))
}

/** A colleague's yes, as far as an act rests on it. `amountMinor` null where it was not about money. */
export type Yes = { readonly kind: ActKind; readonly amountMinor: number | null }

export type ActDecision =
  | { readonly allowed: true; readonly within: 'policy' | 'approval' }
  | {
      readonly allowed: false
      readonly reason: 'needs_colleague' | 'amount_missing' | 'ask_does_not_fit'
      readonly needs: Decider
      readonly message: string
    }

/** Whether an act may be done as it stands. What is already used up this month is the ledger's to say, not this rule's. */
export function decideAct(
  policy: PolicyFields,
  { kind, amountMinor }: { readonly kind: ActKind; readonly amountMinor: number | null },
  yes: Yes | undefined,
  currency: string,
): ActDecision {
  const { costs, label } = KINDS_OF_ACTS[kind]
  const needs = deciderOf(policy, kind, amountMinor ?? 0)
  if (costs && amountMinor === null)
    return { allowed: false, reason: 'amount_missing', needs, message: `${label}: how much is it worth?` }
  if (yes !== undefined)
    return yes.kind === kind && (amountMinor ?? 0) <= (yes.amountMinor ?? (costs ? 0 : Infinity))
      ? { allowed: true, within: 'approval' }
      : {
          allowed: false,
          reason: 'ask_does_not_fit',
          needs,
          message: 'The yes you were given was for something else, or for less.',
        }
  if (needs === 'own') return { allowed: true, within: 'policy' }
  const isAbove = costs && (amountMinor ?? 0) > policy.actMinor
  return {
    allowed: false,
    reason: 'needs_colleague',
    needs,
    message: isAbove
      ? `${label}: more than ${formatMoney({ amountMinor: policy.actMinor, currency })} needs a yes from ${WHO[needs]}.`
      : `${label} needs a yes from ${WHO[needs]}.`,
  }
}

/** Who decides about an act of that size. */
export function deciderOf(policy: PolicyFields, kind: ActKind, amountMinor: number): Decider {
  const decider = policy.deciders[kind]
  const isAbove = KINDS_OF_ACTS[kind].costs && amountMinor > policy.actMinor
  if (!isAbove) return decider
  return decider === 'lead' ? 'lead' : policy.aboveLimits
}

export const WHO = { own: 'nobody', peer: 'a colleague', lead: 'a supervisor' } as const

/** Whether somebody may answer an ask. Never one's own, whatever one's role. */
export function mayAnswer(
  ask: { readonly byId: string; readonly needs: 'peer' | 'lead' },
  actor: { readonly kind: string; readonly id?: string; readonly role?: string },
): boolean {
  if (actor.kind !== 'member' || actor.id === ask.byId || actor.role === 'viewer') return false
  return ask.needs === 'peer' || leads(actor.role)
}

/** The calendar month of an instant in a zone: '2025-11'. */
export function monthOf(at: Date, zone: string): string {
  return dayOf(at, zone).slice(0, 7)
}

/** The customer's calendar period of an instant: '2025-11', '2025-Q4' or '2025'. */
export function customerPeriodOf(
  policy: Pick<PolicyFields, 'customerPeriod'>,
  at: Date,
  zone: string,
): string {
  const [year = '', month = ''] = dayOf(at, zone).split('-')
  if (policy.customerPeriod === 'month') return `${year}-${month}`
  return policy.customerPeriod === 'year' ? year : `${year}-Q${Math.ceil(Number(month) / 3)}`
}
