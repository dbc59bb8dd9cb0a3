/** Where a moment stands, and who may change what: settled, snoozed, folded, over, or open. Pure. */
import { DAY_MS } from '#kit/time.ts'
import type { MomentState } from '../contract.ts'

/** Seconds in which an act can be undone before it lands on the timeline. */
export const UNDO_SECONDS = 10
const LONGEST_SNOOZE_MS = 366 * DAY_MS
/** A moment that comes back from its snooze after its own expiry stays this long. */
const AFTER_SNOOZE_MS = DAY_MS

export type Standing = {
  readonly settlement: 'done' | 'dismissed' | null
  readonly foldedInto: string | null
  readonly snoozedUntil: Date | null
  readonly expiresAt: Date
}

/** The one state of a moment from what is recorded of it. A person's word counts more than the machine's. */
export function stateOf(
  { settlement, foldedInto, snoozedUntil, expiresAt }: Standing,
  now: Date,
): MomentState {
  if (settlement !== null) return settlement
  if (foldedInto !== null) return 'folded'
  if (snoozedUntil !== null && snoozedUntil > now) return 'snoozed'
  return expiresAt > now ? 'open' : 'expired'
}

export type Decision =
  { readonly allowed: true } | { readonly allowed: false; readonly reason: string; readonly message: string }

/** Nobody settles what a colleague has settled; she herself may change her mind. */
export function maySettle(
  settlement: { byId: string; byName: string } | undefined,
  actorId: string,
): Decision {
  if (settlement === undefined || settlement.byId === actorId) return { allowed: true }
  return {
    allowed: false,
    reason: 'moment_settled',
    message: `${settlement.byName} has settled this moment already.`,
  }
}

export function maySnooze(until: Date, now: Date): Decision {
  const ahead = until.getTime() - now.getTime()
  if (Number.isNaN(ahead) || ahead <= 0)
    return { allowed: false, reason: 'snooze_past_due', message: 'A snooze needs a time that lies ahead.' }
  if (ahead > LONGEST_SNOOZE_MS)
    return {
      allowed: false,
      reason: 'snooze_too_long',
      message: 'A moment can be snoozed for a year at most.',
    }
  return { allowed: true }
}

/** Until when a moment is kept that comes back from its snooze now. */
export function keptUntil(now: Date): Date {
  return new Date(now.getTime() + AFTER_SNOOZE_MS)
}

/** An act can be taken back by whoever did it, and by anyone for as long as it has not landed. */
export function mayUndoAct(act: { byId: string; landedAt: Date | null }, actorId: string): Decision {
  if (act.byId === actorId || act.landedAt === null) return { allowed: true }
  return {
    allowed: false,
    reason: 'act_not_yours',
    message: 'Only the one who wrote it can take it back now.',
  }
}
