/** Basics first: what is held back whatever a play says, and what a person has to write from scratch. Pure. */
import { formatMoney } from '#kit/money.ts'
import type { ActKind, PolicyFields } from '../contract.ts'
import { GIVING_KINDS } from './kinds.ts'
import type { Situation } from './situation.ts'

/** Beside a hard time only these: a kind line (the moment's own), a note, a promise, and what sets things right. */
const BESIDE_A_HARD_TIME: ReadonlySet<ActKind> = new Set([
  'line',
  'note',
  'check_back',
  'refund_request',
  'exchange_request',
  'tell_first',
])

/** Why an act is held back now; null where nothing holds it back. */
export function heldBackBecause(
  {
    kind,
    isUpsell = false,
    isOwnKindness = false,
  }: { kind: ActKind; isUpsell?: boolean; isOwnKindness?: boolean },
  { isHardTime, openQuestion, resolvedWell }: Situation,
): string | null {
  if (isHardTime && !BESIDE_A_HARD_TIME.has(kind)) return 'Nothing cheerful beside a hard time'
  if (isHardTime && kind === 'line' && !isOwnKindness) return 'Nothing cheerful beside a hard time'
  if (openQuestion !== null && GIVING_KINDS.has(kind))
    return `Her question comes first: “${openQuestion}” It is offered once that is answered`
  if (isUpsell && !resolvedWell) return 'Only right after something was solved well'
  return null
}

/** Conversations a person writes from the first word (S0.27). */
const SENSITIVE: ReadonlyMap<string, string> = new Map([
  ['hardship', 'She is going through a hard time'],
  ['distress', 'She is in distress'],
  ['wants_human', 'She asked for a person'],
])

/** Why this is to be written by a person from scratch; null for most. */
export function fromScratchBecause(
  { kinds, orderTotalMinor, orderNo }: Situation,
  { bigOrderMinor }: Pick<PolicyFields, 'bigOrderMinor'>,
  currency: string,
): string | null {
  for (const kind of kinds) {
    const because = SENSITIVE.get(kind)
    if (because !== undefined) return because
  }
  if (bigOrderMinor !== null && orderTotalMinor !== null && orderTotalMinor >= bigOrderMinor)
    return `${orderNo === null ? 'The order' : `Order #${orderNo.replace(/^#/, '')}`} is ${formatMoney({ amountMinor: orderTotalMinor, currency })}`
  return null
}
