/** How a customer feels in a text, in three parts. Pure: the table of words is handed in. */
import { bytesOf } from '../base64.ts'
import type { WordTable } from '../themes/words.ts'
import { signsOf } from './signs.ts'
import { MEANING_WEIGHTS, OFFSET, SCALE, WEIGHTS } from './weights.ts'

export type FeelingSide = 'negative' | 'neutral' | 'positive'

/** Unpacked when first needed. */
let weights: Int8Array | undefined
/** Between these a text is neutral; about a fifth of single remarks are (vader-truth, within ±0.1 by its raters). */
const NEUTRAL = 0.1

/** From −1, as negative as raters call anything, to 1. */
export function feelingOf(text: string, table: WordTable): number {
  const { buckets, weight, meaning } = signsOf(text, table)
  if (buckets.length === 0) return 0
  weights ??= new Int8Array(bytesOf(WEIGHTS))
  let sum = OFFSET
  for (const bucket of buckets) sum += weight * SCALE * (weights[bucket] as number)
  meaning.forEach((x, k) => {
    sum += x * (MEANING_WEIGHTS[k] ?? 0)
  })
  return Math.max(-1, Math.min(1, sum))
}

export const sideOf = (feeling: number): FeelingSide =>
  feeling > NEUTRAL ? 'positive' : feeling < -NEUTRAL ? 'negative' : 'neutral'
