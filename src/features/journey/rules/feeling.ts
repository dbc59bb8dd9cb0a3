/** What a piece of evidence says of how it felt, and whether it rubs. Pure; the kinds of moment are the catalogue's. */
import type { EntryData } from '#features/timeline/contract.ts'
import { CHASES } from './starter.ts'

export type Felt = {
  /** 1 delighted, 0 in between, −1 let down. */
  readonly feeling: -1 | 0 | 1
  readonly isChase: boolean
  readonly isComplaint: boolean
  /** Bad, a chase or a complaint: what friction counts. */
  readonly isRub: boolean
}

const GOOD: ReadonlySet<string> = new Set([
  'thanks',
  'praise',
  'shoutout',
  'loyal',
  'reflection_ease_good',
  'reflection_warmth_good',
  'reflection_speed_good',
  'reflection_expectation_good',
  'reflection_return_good',
])

const BAD: ReadonlySet<string> = new Set([
  ...CHASES,
  'upset',
  'churn',
  'complaint',
  'confusion',
  'distress',
  'wants_human',
  'effort',
  'reflection_ease_bad',
  'reflection_warmth_bad',
  'reflection_speed_bad',
  'reflection_expectation_bad',
  'reflection_return_bad',
])

const COMPLAINTS: ReadonlySet<string> = new Set(['complaint', 'upset', 'churn'])

/** Of the scale: what lies at or above the first is good, at or below the second is bad. NPS has its own (Reichheld 2003). */
const SHARE = { good: 0.75, bad: 0.4 }

/**
 * What an entry says of how it felt, or null where it says nothing. A given score decides over words; words of both sides
 * are in between, unless something went wrong: thanks before a complaint is manners.
 */
export function feltIn(noticed: ReadonlySet<string>, data: EntryData): Felt | null {
  const scored = scoreOf(data)
  const isGood = [...noticed].some((kind) => GOOD.has(kind))
  const isBad = [...noticed].some((kind) => BAD.has(kind))
  if (scored === null && !isGood && !isBad) return null
  const isChase = CHASES.some((kind) => noticed.has(kind))
  const isComplaint = [...noticed].some((kind) => COMPLAINTS.has(kind))
  const feeling = scored ?? (isChase || isComplaint ? -1 : isGood && isBad ? 0 : isGood ? 1 : -1)
  return { feeling, isChase, isComplaint, isRub: feeling === -1 || isChase || isComplaint }
}

/** Where a given score lies: good, in between or bad; null without one, or with one outside of its scale. */
function scoreOf({ rating, ratingFrom, ratingTo, survey }: EntryData): -1 | 0 | 1 | null {
  if (rating === undefined) return null
  const [from, to] = [ratingFrom ?? 1, ratingTo ?? (survey === 'nps' ? 10 : 5)]
  if (to <= from || rating < from || rating > to) return null
  if (survey === 'nps' && from === 0 && to === 10) return rating >= 9 ? 1 : rating >= 7 ? 0 : -1
  const share = (rating - from) / (to - from)
  return share >= SHARE.good ? 1 : share <= SHARE.bad ? -1 : 0
}
