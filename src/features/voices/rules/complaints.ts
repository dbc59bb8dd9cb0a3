/** How a complaint stands, what opens it again, and what counts as solved at first contact. Pure. */
import { DAY_MS } from '#kit/time.ts'
import type { ComplaintStanding } from '../contract.ts'

/** Kinds of moment that are complaints, and what each counts as. */
export const COMPLAINT_KINDS: Readonly<Record<string, 'moment' | 'score' | 'review'>> = {
  complaint: 'moment',
  survey_low: 'score',
  bad_review: 'review',
}

/** Complained again so soon after the end, it is the same complaint come back. */
const COMES_BACK_DAYS = 30
/** A resolution has held when this much time has gone by. */
export const HELD_DAYS = 7

export const FIRST_CONTACT = `Solved with one answer of ours at most, and not complained about again within ${HELD_DAYS} days of the solution.`

export type Standing = {
  readonly conversationId: string | null
  readonly openedAt: Date
  readonly firstActAt: Date | null
  readonly resolvedAt: Date | null
  readonly closedAt: Date | null
  readonly standing: ComplaintStanding
}

export const isWaiting = ({ standing }: Pick<Standing, 'standing'>): boolean =>
  standing === 'open' || standing === 'acting'

/**
 * What another sign of displeasure does to a complaint of hers: it belongs to one that waits, opens one again that was thought
 * solved, or is a new one. Without a conversation in common only what came within a day is the same.
 */
export function decideFurther(
  known: Standing,
  sign: { readonly conversationId: string | null; readonly at: Date },
): 'same' | 'reopens' | 'new' {
  if (known.standing === 'withdrawn') return 'new'
  const isSameTalk = known.conversationId !== null && known.conversationId === sign.conversationId
  const isSameDay = Math.abs(sign.at.getTime() - known.openedAt.getTime()) < DAY_MS
  if (!isSameTalk && !isSameDay) return 'new'
  const endedAt = known.resolvedAt ?? known.closedAt
  if (isWaiting(known) || endedAt === null || sign.at <= endedAt) return 'same'
  return sign.at.getTime() - endedAt.getTime() <= COMES_BACK_DAYS * DAY_MS ? 'reopens' : 'new'
}

/** How it stands by what is known of it. */
export function standingAfter({
  firstActAt,
  resolvedAt,
  closedAt,
}: Pick<Standing, 'firstActAt' | 'resolvedAt' | 'closedAt'>): ComplaintStanding {
  if (closedAt !== null) return 'closed'
  if (resolvedAt !== null) return 'resolved'
  return firstActAt === null ? 'open' : 'acting'
}
