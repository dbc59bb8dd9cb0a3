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
 * Chosen for a precision of 0.9 and counted on our own labels, 2026-11-30 (`node evaluate/thresholds.ts` prints these lines): the lowest score
 * from which nine in ten findings were right. A kind without such a score stays sure where its 95 % interval (Wilson) still holds 0.9,
 * and is `NEVER` sure where it does not. Held back, 963 of 1,059 findings at these thresholds are right.
 */
export const THRESHOLDS: Readonly<Record<MomentKind, Threshold>> = {
  pet: at(0.5, 22, 22),
  baby: at(0.5, 31, 34),
  wedding: at(0.5, 49, 52),
  birthday: at(0.5, 32, 34),
  gift: at(0.5, 45, 49),
  moving: at(0.5, 19, 20),
  hardship: at(0.5, 56, 63),
  trip: at(NEVER, 49, 61),
  body: at(0.74, 110, 122),
  first_time: at(0.5, 27, 30),
  loyal: at(0.5, 41, 47),
  thanks: at(0.91, 20, 22),
  // Counted without a roster; with one, only its names are heard.
  shoutout: at(0.5, 9, 15),
  upset: at(0.81, 22, 23),
  repeat_contact: at(0.5, 18, 20),
  chasing: at(0.76, 37, 40),
  deadline: at(0.5, 6, 8),
  churn: at(0.87, 9, 10),
  complaint: at(0.75, 189, 210),
  confusion: at(0.64, 42, 46),
  sizing: at(0.73, 90, 100),
  praise: at(0.5, 317, 340),
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
  ['baby.pregnant', at(0.5, 14, 14)],
  ['birthday.day', at(0.5, 27, 29)],
  ['body.measures', at(0.5, 69, 71)],
  ['chasing.where', at(0.5, 14, 14)],
  ['complaint.plain_service', at(0.5, 29, 32)],
  ['complaint.plain_thing', at(0.5, 36, 37)],
  ['confusion.plain', at(0.5, 30, 31)],
  ['gift.for', at(0.5, 38, 40)],
  ['hardship.loss', at(0.5, 21, 21)],
  ['loyal.tenure', at(0.5, 13, 13)],
  ['moving.home', at(0.5, 11, 12)],
  ['pet.mine', at(0.5, 15, 15)],
  ['praise.love', at(0.5, 81, 84)],
  ['praise.plain', at(0.5, 63, 64)],
  ['praise.thing_is_good', at(0.5, 163, 180)],
  ['repeat_contact.plain', at(0.5, 13, 14)],
  ['sizing.runs', at(0.5, 52, 56)],
  ['trip.holiday', at(0.5, 32, 35)],
  ['wedding.attends', at(0.5, 28, 28)],
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
 * The findings of one message that may open a moment: each whose kind or rule is sure, and two worries together, for of 86 messages held
 * back in which two were found at least one was right in 82 (2026-11-30).
 */
export function sureAmong<Finding extends Pick<Noticed, 'kind' | 'score' | 'by'>>(
  noticed: readonly Finding[],
): ReadonlySet<Finding> {
  const worries = noticed.filter(({ kind }) => WORRIES.has(kind))
  const sure = noticed.filter(({ kind, score, by }) => score >= (SURE_RULES.get(by) ?? THRESHOLDS[kind]).from)
  return new Set(worries.length > 1 ? [...sure, ...worries] : sure)
}
