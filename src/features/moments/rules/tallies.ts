/** How a kind or a rule fares with the people who judge it: accepted and dismissed shares with their intervals. Pure. */
import { wilsonInterval, type Interval } from '#kit/statistics/wilson.ts'

/** Judged findings from which a share says something about a rule. */
export const ENOUGH = 10

export type Judged = { readonly accepted: number; readonly dismissed: number }
export type Share = Interval & { readonly share: number }

/** The dismissed share, 0 to 1, with its 95 % interval; undefined where nothing was judged. */
export function dismissedShareOf({ accepted, dismissed }: Judged): Share | undefined {
  const all = accepted + dismissed
  const interval = wilsonInterval(dismissed, all)
  return interval && { share: dismissed / all, ...interval }
}

/** Dismissed more than half the time, in enough cases to say so. */
export function isMostlyDismissed({ accepted, dismissed }: Judged): boolean {
  return accepted + dismissed >= ENOUGH && dismissed > accepted
}
