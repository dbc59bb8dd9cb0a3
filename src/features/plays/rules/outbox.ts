/** What becomes of a reply at each look of the outbox: when it is tried again, when a person has to say. Pure. */
import { MINUTE_MS, SECOND_MS } from '#kit/time.ts'

/** How long one attempt may be under way before another process may take the reply over. */
export const LEASE_MS = 60 * SECOND_MS
/** The same for what follows once a reply is out: each part of that bears being done twice, so a process that died is not waited for. */
export const FOLLOW_MS = 5 * SECOND_MS
/** How long a channel or a shop is given for one attempt. */
export const ATTEMPT_MS = 30 * SECOND_MS
/** A reply whose money was not settled in this time was left behind by a process that died: it is taken back. */
export const PREPARING_MS = 30 * SECOND_MS

/** Waits before the next attempt; after the last a person has to say. */
const WAITS_MS = [5 * SECOND_MS, 20 * SECOND_MS, MINUTE_MS, 5 * MINUTE_MS, 15 * MINUTE_MS, 60 * MINUTE_MS]

/** What a channel or shop answered, the three outcomes as the outbox sees them. */
export type Outcome =
  | { readonly outcome: 'delivered' | 'done'; readonly externalId?: string }
  | { readonly outcome: 'refused'; readonly because: string; readonly isLasting: boolean }
  | { readonly outcome: 'unsure'; readonly because: string }

export type After = {
  readonly state: 'done' | 'failed' | 'waiting' | 'unsure'
  readonly nextTryAt: Date | null
  readonly problem: string | null
  /** Whether an attempt may have had its effect without our knowing. */
  readonly isMaybeOut: boolean
}

/** What an outcome means after `tries` attempts, this one counted. */
export function decideAfter(outcome: Outcome, { tries, now }: { tries: number; now: Date }): After {
  const wait = WAITS_MS[tries - 1]
  const nextTryAt = wait === undefined ? null : new Date(now.getTime() + wait)
  switch (outcome.outcome) {
    case 'delivered':
    case 'done':
      return { state: 'done', nextTryAt: null, problem: null, isMaybeOut: false }
    case 'refused':
      return outcome.isLasting || nextTryAt === null
        ? { state: 'failed', nextTryAt: null, problem: outcome.because, isMaybeOut: false }
        : { state: 'waiting', nextTryAt, problem: outcome.because, isMaybeOut: false }
    case 'unsure':
      return { state: 'unsure', nextTryAt, problem: outcome.because, isMaybeOut: true }
  }
}

/** What is known of earlier attempts, as it is handed to a channel. */
export function earlierOf({
  tries,
  handedAt,
}: {
  readonly tries: number
  readonly handedAt: Date | null
}): 'none' | 'not_sent' | 'unsure' {
  if (handedAt !== null) return 'unsure'
  return tries > 0 ? 'not_sent' : 'none'
}
