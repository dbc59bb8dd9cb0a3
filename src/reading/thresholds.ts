/** From which score a finding of a kind is sure enough to open a moment; below it is a hint in the conversation. Data, keyed by kind. */
import type { MomentKind, Noticed } from './kinds.ts'

/** `from`: a score, 0 to 1; `right` of `found` labelled findings at or above it were right, null where nothing was labelled. */
export type Threshold = {
  readonly from: number
  readonly right: number | null
  readonly found: number | null
}

/** No finding scores as high: the kind is only ever hinted at. */
const NEVER = 1

const at = (from: number, right: number, found: number): Threshold => ({ from, right, found })
/** Nobody has labelled the kind yet: what its rules believe themselves must do. */
const UNCOUNTED: Threshold = { from: 0.7, right: null, found: null }

/**
 * Chosen for a precision of 0.9 and counted on our own labels (`evaluate/labels/`, 1,381 messages) with the 298 development messages of
 * `shared/data/labelled`, 2026-11-22: the lowest score from which nine in ten findings were right. A kind without such a score stays
 * sure where its 95 % interval (Wilson) still holds 0.9, and is `NEVER` sure where it does not. Most of these messages were seen by
 * the rules' author: on strangers' text expect less.
 */
export const THRESHOLDS: Readonly<Record<MomentKind, Threshold>> = {
  pet: at(0.5, 18, 19),
  baby: at(0.5, 21, 24),
  wedding: at(0.5, 17, 17),
  birthday: at(0.5, 17, 19),
  gift: at(0.5, 17, 21),
  moving: at(0.5, 13, 17),
  hardship: at(0.5, 28, 30),
  trip: at(NEVER, 41, 52),
  body: at(0.5, 75, 85),
  first_time: at(0.5, 16, 20),
  loyal: at(0.5, 26, 27),
  thanks: at(NEVER, 87, 114),
  shoutout: at(0.5, 16, 17),
  upset: at(0.8, 125, 138),
  repeat_contact: at(NEVER, 37, 49),
  chasing: at(0.75, 89, 97),
  deadline: at(NEVER, 16, 25),
  churn: at(0.6, 50, 54),
  complaint: at(0.6, 453, 492),
  confusion: at(NEVER, 100, 124),
  sizing: at(NEVER, 64, 81),
  praise: at(0.6, 214, 234),
  reflection_ease_good: UNCOUNTED,
  reflection_ease_bad: UNCOUNTED,
  reflection_warmth_good: UNCOUNTED,
  reflection_warmth_bad: UNCOUNTED,
  reflection_speed_good: UNCOUNTED,
  reflection_speed_bad: UNCOUNTED,
  reflection_expectation_good: UNCOUNTED,
  reflection_expectation_bad: UNCOUNTED,
  reflection_return_good: UNCOUNTED,
  reflection_return_bad: UNCOUNTED,
  distress: UNCOUNTED,
  lost_item: UNCOUNTED,
  unsubscribe: UNCOUNTED,
  wants_human: UNCOUNTED,
  effort: UNCOUNTED,
}

/** Whether a finding may open a moment by itself. */
export function isSure({ kind, score }: Pick<Noticed, 'kind' | 'score'>): boolean {
  return score >= THRESHOLDS[kind].from
}
