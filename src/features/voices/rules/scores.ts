/** What single answers come to: a rating on its measure's own scale, its side, and scores that never go without their interval. Pure. */
import { meanInterval } from '#kit/statistics/mean.ts'
import { netScoreInterval } from '#kit/statistics/net-score.ts'
import { wilsonInterval } from '#kit/statistics/wilson.ts'
import type { Measure, SurveyReturn, SurveyScore } from '../contract.ts'

/** The ends of each measure's scale. */
export const SCALES: Readonly<Record<Measure, readonly [number, number]>> = {
  csat: [1, 5],
  ces: [1, 7],
  nps: [0, 10],
}

/** 1 satisfied, easy or promoter; -1 the other end. */
export type Side = -1 | 0 | 1

export type Rated = { readonly rating: number; readonly side: Side }

/** Where good begins and bad ends, as parts of the scale: 4 of 5, 5 of 7, 9 of 10 and 2 of 5, 3 of 7, 6 of 10. */
const EDGES: Readonly<Record<Measure, readonly [number, number]>> = {
  csat: [1 / 4, 3 / 4],
  ces: [2 / 6, 4 / 6],
  nps: [6 / 10, 9 / 10],
}

/**
 * A rating given on some scale as one of the measure's own; undefined for what lies outside of its scale or on none. An NPS
 * is asked from 0 to 10 or it is none.
 */
export function ratedOf(
  measure: Measure,
  rating: number,
  [from, to]: readonly [number, number] = SCALES[measure],
): Rated | undefined {
  const isOnScale = Number.isFinite(rating) && to > from && rating >= from && rating <= to
  if (!isOnScale || (measure === 'nps' && (from !== 0 || to !== 10))) return undefined
  const part = (rating - from) / (to - from)
  const [low, high] = SCALES[measure]
  const [bad, good] = EDGES[measure]
  const side = part >= good - TINY ? 1 : part <= bad + TINY ? -1 : 0
  return { rating: low + part * (high - low), side }
}

const TINY = 1e-9

/** Answers of one measure, counted. */
export type Counted = {
  readonly measure: Measure
  readonly good: number
  readonly middle: number
  readonly bad: number
  readonly sum: number
  readonly sumOfSquares: number
}

/** The score of a measure with its interval; ratios, for NPS from −1 to 1. */
export function scoreOf({ measure, good, middle, bad, sum, sumOfSquares }: Counted): SurveyScore {
  const answers = good + middle + bad
  const interval = measure === 'nps' ? netScoreInterval(good, bad, answers) : wilsonInterval(good, answers)
  const value = (measure === 'nps' ? good - bad : good) / answers
  return {
    measure,
    answers,
    good,
    middle,
    bad,
    score: interval ? { value, ...interval } : null,
    mean: answers === 0 ? null : meanOf(answers, sum, sumOfSquares, SCALES[measure]),
  }
}

function meanOf(n: number, sum: number, sumOfSquares: number, [from, to]: readonly [number, number]) {
  const interval = meanInterval(n, sum, sumOfSquares)
  return {
    value: sum / n,
    low: interval ? Math.max(from, interval.low) : null,
    high: interval ? Math.min(to, interval.high) : null,
  }
}

/** How many answered of those we asked. */
export function returnOf(sent: number, answered: number): SurveyReturn {
  const interval = wilsonInterval(answered, sent)
  return { sent, answered, rate: interval ? { share: answered / sent, ...interval } : null }
}
