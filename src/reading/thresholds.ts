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
 * Chosen for a precision of 0.9 and counted on our own labels, 2026-11-22 (`node evaluate/thresholds.ts` prints these lines): the lowest score
 * from which nine in ten findings were right. A kind without such a score stays sure where its 95 % interval (Wilson) still holds 0.9,
 * and is `NEVER` sure where it does not. Held back, 603 of 657 findings at these thresholds are right.
 */
export const THRESHOLDS: Readonly<Record<MomentKind, Threshold>> = {
  pet: at(0.5, 17, 17),
  baby: at(NEVER, 27, 35),
  wedding: at(0.5, 42, 45),
  birthday: at(0.5, 25, 28),
  gift: at(0.5, 35, 39),
  moving: at(0.5, 14, 18),
  hardship: at(0.5, 46, 52),
  trip: at(NEVER, 40, 64),
  body: at(0.7, 105, 114),
  first_time: at(NEVER, 20, 28),
  loyal: at(0.5, 25, 31),
  thanks: at(NEVER, 26, 44),
  // Counted without a roster; with one, only its names are heard.
  shoutout: at(0.5, 6, 11),
  upset: at(0.8, 11, 12),
  repeat_contact: at(NEVER, 43, 60),
  chasing: at(0.75, 30, 33),
  deadline: at(NEVER, 16, 35),
  churn: at(0.5, 16, 20),
  complaint: at(0.9, 45, 48),
  confusion: at(0.8, 30, 32),
  sizing: at(0.95, 11, 12),
  praise: at(0.5, 284, 306),
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

/** Rules that were right nine times in ten, whatever their kind is like; counted and printed as the thresholds are. */
const SURE_RULES: ReadonlyMap<string, Threshold> = new Map([
  ['body.measures', at(0.5, 67, 69)],
  ['chasing.where', at(0.5, 13, 13)],
  ['hardship.loss', at(0.5, 18, 18)],
  ['loyal.tenure', at(0.5, 10, 11)],
  ['pet.mine', at(0.5, 11, 11)],
  ['praise.love', at(0.5, 82, 85)],
  ['praise.thing_is_good', at(0.5, 180, 197)],
  ['repeat_contact.again', at(0.5, 27, 30)],
  ['sizing.runs', at(0.5, 63, 68)],
  ['wedding.attends', at(0.5, 25, 25)],
])

/** What a customer is unhappy about, in one way or another. */
const WORRIES: ReadonlySet<MomentKind> = new Set<MomentKind>([
  'upset',
  'complaint',
  'chasing',
  'repeat_contact',
  'churn',
  'deadline',
])

/**
 * The findings of one message that may open a moment: each whose kind or rule is sure, and two worries together, for of 85 messages held
 * back in which two were found at least one was right in 82 (2026-11-22).
 */
export function sureAmong<Finding extends Pick<Noticed, 'kind' | 'score' | 'by'>>(
  noticed: readonly Finding[],
): ReadonlySet<Finding> {
  const worries = noticed.filter(({ kind }) => WORRIES.has(kind))
  const sure = noticed.filter(({ kind, score, by }) => score >= (SURE_RULES.get(by) ?? THRESHOLDS[kind]).from)
  return new Set(worries.length > 1 ? [...sure, ...worries] : sure)
}
