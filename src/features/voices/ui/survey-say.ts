/** Surveys in words: scores with their intervals, triggers, measures. Pure. */
import type { Measure, SurveyReturn, SurveyScore, SurveyTrigger } from '#features/voices/contract.ts'

export const MEASURE_NAMES: Readonly<Record<Measure, string>> = {
  csat: 'Satisfied (CSAT)',
  ces: 'Easy (CES)',
  nps: 'NPS',
}

export const TRIGGER_NAMES: Readonly<Record<SurveyTrigger, string>> = {
  resolved: 'a conversation came to rest',
  delivered: 'a parcel was delivered',
  returned: 'a return came in',
  ordered: 'an order was placed',
  by_hand: 'nothing by itself: by a link, by hand',
}

/** "84%" of a share, "+31" of an NPS. */
export function valueWords(measure: Measure, value: number): string {
  const whole = Math.round(value * 100)
  return measure === 'nps' ? `${whole > 0 ? '+' : ''}${whole}` : `${whole}%`
}

/** "78% to 89%". */
export function intervalWords({ measure, score }: SurveyScore): string {
  return score ? `${valueWords(measure, score.low)} to ${valueWords(measure, score.high)}` : ''
}

/** "32 of 120 answered, 27% (20% to 35%)". */
export function returnWords({ sent, answered, rate }: SurveyReturn): string {
  if (!rate) return 'nobody was asked from here'
  const percent = (part: number) => `${Math.round(part * 100)}%`
  return `${answered} of ${sent} answered, ${percent(rate.share)} (${percent(rate.low)} to ${percent(rate.high)})`
}

/** Where a value stands between the ends of what its measure can be, in per cent. */
export function placeOf(measure: Measure, value: number): number {
  return measure === 'nps' ? (value + 1) * 50 : value * 100
}
