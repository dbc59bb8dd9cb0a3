/** What a workspace asks at the door: how long a session lasts, used and unused, and of whom a second step is demanded. Pure. */
import { leads } from '#kit/roles.ts'
import { DAY_MS, HOUR_MS } from '#kit/time.ts'
import type { FactorOf, Role } from '../contract.ts'

export type DoorRules = {
  /** 1 to 336. */
  readonly idleHours: number
  /** 1 to 90. */
  readonly sessionDays: number
  readonly factorOf: FactorOf
  /** From when on it is demanded; null while of nobody. */
  readonly factorFrom: Date | null
}

/** Who has no password yet came by the machine's link and would have to go there again: she may be away for two weeks. */
export const IDLE_HOURS_BY_LINK = 14 * 24

export type SessionAge = {
  readonly createdAt: Date
  readonly seenAt: Date
  readonly expiresAt: Date
  readonly hasPassword: boolean
}

/** `idle`: nobody used it for too long; `over`: it is too old, whoever used it. */
export function standingOfSession(
  session: SessionAge,
  rules: Pick<DoorRules, 'idleHours' | 'sessionDays'>,
  now: Date,
): 'holds' | 'idle' | 'over' {
  const age = now.getTime() - session.createdAt.getTime()
  if (session.expiresAt <= now || age >= rules.sessionDays * DAY_MS) return 'over'
  return now.getTime() - session.seenAt.getTime() >= idleHoursOf(session, rules) * HOUR_MS ? 'idle' : 'holds'
}

export function idleHoursOf(
  { hasPassword }: Pick<SessionAge, 'hasPassword'>,
  { idleHours }: Pick<DoorRules, 'idleHours'>,
): number {
  return hasPassword ? idleHours : Math.max(idleHours, IDLE_HOURS_BY_LINK)
}

/** Whether a second step is demanded of that role, now or soon. */
export const isFactorAsked = (factorOf: FactorOf, role: Role): boolean =>
  factorOf === 'everybody' || (factorOf === 'leaders' && leads(role))

/** What somebody without a second step has to know: nothing, from when on, or that she sets it up before anything else. */
export function factorDemandOf(
  { role, hasFactor }: { role: Role; hasFactor: boolean },
  { factorOf, factorFrom }: Pick<DoorRules, 'factorOf' | 'factorFrom'>,
  now: Date,
): { from: Date; isDue: boolean } | undefined {
  if (hasFactor || factorFrom === null || !isFactorAsked(factorOf, role)) return undefined
  return { from: factorFrom, isDue: factorFrom <= now }
}

const REACH: Readonly<Record<FactorOf, number>> = { nobody: 0, leaders: 1, everybody: 2 }

/** From when on the new rule holds: who is asked already has had her time; whoever is asked anew gets the days of grace. */
export function factorFromOf(
  before: Pick<DoorRules, 'factorOf' | 'factorFrom'>,
  { factorOf, graceDays }: { factorOf: FactorOf; graceDays: number },
  now: Date,
): Date | null {
  if (factorOf === 'nobody') return null
  if (before.factorFrom !== null && REACH[factorOf] <= REACH[before.factorOf]) return before.factorFrom
  return new Date(now.getTime() + graceDays * DAY_MS)
}
