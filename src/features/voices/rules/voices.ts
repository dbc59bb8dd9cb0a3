/** Which entries are voices of customers, and where they come from. Pure. */
import type { EntryData } from '#features/timeline/contract.ts'
import type { VoiceSource } from '../contract.ts'

/** What of an entry this looks at. */
export type SaidEntry = {
  readonly kind: string
  readonly channel: string | null
  readonly body: string | null
  readonly authorKind: string
  readonly data: EntryData
}

const SOURCES: Readonly<Record<string, VoiceSource>> = {
  message_in: 'message',
  form: 'message',
  review: 'review',
  survey_answer: 'survey',
  post: 'community',
}

/** Undefined for what is no voice: empty, automatic, or not a customer's. */
export function sourceOf({ kind, channel, body, authorKind, data }: SaidEntry): VoiceSource | undefined {
  const source = SOURCES[kind]
  if (!source || authorKind !== 'customer' || !body?.trim() || data.automatic === true) return undefined
  return source === 'message' && channel === 'phone' ? 'call' : source
}

/** How somebody feels, -1, 0 or 1: her stars outweigh what her words sound like, as wit and understatement read wrong. */
export function feelingBy(said: -1 | 0 | 1, { rating, ratingFrom = 0, ratingTo = 5 }: EntryData): -1 | 0 | 1 {
  if (rating === undefined || rating < ratingFrom || rating > ratingTo || ratingTo <= ratingFrom) return said
  // Stars begin at one.
  const from = ratingFrom === 0 && ratingTo === 5 ? 1 : ratingFrom
  const share = (rating - from) / (ratingTo - from)
  if (share <= 0.25) return -1
  return share >= 0.75 && said === -1 ? 0 : said
}

/** Four of five stars, as one reads it: "4 of 5"; null where nothing was rated or the rating lies outside its scale. */
export function ratingOf({ rating, ratingFrom, ratingTo }: EntryData): string | null {
  const to = ratingTo ?? 5
  if (rating === undefined || rating < (ratingFrom ?? 0) || rating > to) return null
  return `${rating} of ${to}`
}
