/** What a promise is, and how it stands: derived from what is recorded of it and the time, never decided anywhere else. Pure. */
import type { ConversationId, CustomerId, EntryId, PromiseId } from '#kit/id.ts'
import type { Span } from '#kit/calendar.ts'
import type { KeptBy, Origin, Standing } from '../contract.ts'

/** How a due time is counted, so that another calendar can count it again. `given` is an instant that stays. */
export type Counted =
  | { readonly by: 'span'; readonly span: Span }
  | { readonly by: 'typed'; readonly text: string }
  | { readonly by: 'read' }
  | { readonly by: 'given' }

/** A promise as it stands in the table. */
export type CustomerPromise = {
  readonly id: PromiseId
  readonly customerId: CustomerId
  readonly conversationId: ConversationId | null
  /** The entry that made it; null where a member made it by key or it was inherited. */
  readonly entryId: EntryId | null
  readonly entryAt: Date | null
  readonly momentId: string | null
  readonly origin: Origin
  readonly touchpoint: string
  readonly wording: string
  readonly isQuoted: boolean
  /** UTF-16 offset of a quoted wording in its entry's text. */
  readonly quoteStart: number | null
  readonly about: string
  readonly orderNo: string | null
  readonly keptBy: KeptBy
  readonly madeAt: Date
  readonly madeBy: string | null
  readonly counted: Counted
  readonly isConditional: boolean
  /** When it began to bind; null while it waits for the customer. */
  readonly armedAt: Date | null
  readonly dueAt: Date | null
  readonly dueWords: string
  readonly isAssumed: boolean
  readonly toldDueAt: Date | null
  /** When somebody said of what was found in our words that it was meant; null where nobody did. */
  readonly acceptedAt: Date | null
  /** When so much of its time is used that it is at risk; null where time alone is no sign. */
  readonly riskAt: Date | null
  /** Time of the carrier's last word, and what it says is wrong; null words where nothing is. */
  readonly delayAt: Date | null
  readonly delayWords: string | null
  /** What those have in common who wait for the same reason; null where nothing is wrong or nobody could say why. */
  readonly delayKey: string | null
  /** When the customer was told, before its time, that it will be late. */
  readonly toldFirstAt: Date | null
  readonly ownerId: string | null
  readonly snoozedUntil: Date | null
  readonly snoozedAt: Date | null
  readonly snoozedBy: string | null
  readonly snoozeReason: string | null
  readonly keptAt: Date | null
  readonly keptWords: string | null
  /** Who said it was kept; null where evidence did. */
  readonly keptByHand: string | null
  readonly withdrawnAt: Date | null
  readonly madeGoodAt: Date | null
  /** Each is announced once. */
  readonly riskRaisedAt: Date | null
  readonly brokenRaisedAt: Date | null
}

/** What was promised in the past and came in late raises nobody any more. */
export const ALARM_FOR_MS = 7 * 86_400_000

/**
 * How a promise stands at a time. Kept late is broken, and nothing that happens afterwards mends it; an answer from before the
 * due time counts as kept even where it came to our ears later. Due to the millisecond is in time.
 */
export function standingOf(promise: CustomerPromise, now: Date): Standing {
  const { withdrawnAt, armedAt, dueAt, keptAt } = promise
  if (withdrawnAt !== null) return 'withdrawn'
  if (keptAt !== null) return isInTime(keptAt, dueAt) ? 'kept' : 'broken'
  if (armedAt === null) return 'pending'
  if (dueAt !== null && now > dueAt) return 'broken'
  const followUp = followUpOf(promise)
  return followUp !== null && now >= followUp ? 'at_risk' : 'open'
}

/** When it comes back to the queue: at the end of its snooze, else when it gets at risk; null when nothing tells. */
export function followUpOf({
  snoozedUntil,
  riskAt,
  delayAt,
  delayWords,
}: Pick<CustomerPromise, 'snoozedUntil' | 'riskAt' | 'delayAt' | 'delayWords'>): Date | null {
  if (snoozedUntil !== null) return snoozedUntil
  return earliest(riskAt, delayWords === null ? null : delayAt)
}

/** When it was kept in time, or when it broke; null while it is neither, or withdrawn. */
export function settledAtOf(promise: CustomerPromise, now: Date): Date | null {
  const standing = standingOf(promise, now)
  if (standing === 'kept') return promise.keptAt
  return standing === 'broken' ? (promise.dueAt ?? promise.keptAt) : null
}

/** When time itself will next change how it stands; null when it can't any more. What lies in the past is overdue to be raised. */
export function nextLookOf(promise: CustomerPromise): Date | null {
  const { withdrawnAt, armedAt, dueAt, keptAt, riskRaisedAt, brokenRaisedAt } = promise
  if (withdrawnAt !== null || armedAt === null || brokenRaisedAt !== null) return null
  if (keptAt !== null) return isInTime(keptAt, dueAt) ? null : dueAt
  return riskRaisedAt === null ? earliest(followUpOf(promise), dueAt) : dueAt
}

/** A promise with what its row repeats for the sake of indexes: how it stands, since when it is settled, when to look again. */
export type PromiseRecord = CustomerPromise & {
  readonly standing: Standing
  readonly settledAt: Date | null
  readonly nextLookAt: Date | null
}

export function recordOf(promise: CustomerPromise, now: Date): PromiseRecord {
  return {
    ...promise,
    standing: standingOf(promise, now),
    settledAt: settledAtOf(promise, now),
    nextLookAt: nextLookOf(promise),
  }
}

/** A promise whose time was over long before we heard of it: it stands as it stands, and raises nobody. */
export function withoutOldAlarms(promise: CustomerPromise, now: Date): CustomerPromise {
  const lapsed = withLapse(promise, now)
  if (lapsed !== promise) return lapsed
  return isOld(promise, now) && promise.brokenRaisedAt === null
    ? { ...promise, riskRaisedAt: now, brokenRaisedAt: now }
    : promise
}

/**
 * What we found in our own words can lapse: neither kept nor broken. An assumed time stands for an answer, so it breaks nothing
 * else ("once it is back you'll have your money" has its own time). And of words that only a person can judge ("I'll tell the
 * mending table") nobody could be asked where their time was over before we heard of them.
 */
export function withLapse(promise: CustomerPromise, now: Date): CustomerPromise {
  const { origin, keptBy, keptAt, keptByHand, withdrawnAt, madeGoodAt, brokenRaisedAt, dueAt, isAssumed } =
    promise
  if (
    origin !== 'found' ||
    keptBy === 'reply' ||
    dueAt === null ||
    now <= dueAt ||
    isInTime(keptAt ?? now, dueAt)
  )
    return promise
  if (keptByHand !== null || withdrawnAt !== null || madeGoodAt !== null || brokenRaisedAt !== null)
    return promise
  return isAssumed || (keptBy === 'word' && isOld(promise, now))
    ? { ...promise, withdrawnAt: dueAt }
    : promise
}

/** As it was before it lapsed: what is told of its time afterwards may still have kept it. */
export function withoutLapse(promise: CustomerPromise): CustomerPromise {
  const { origin, keptBy, withdrawnAt, dueAt } = promise
  const isLapsed =
    origin === 'found' &&
    keptBy !== 'reply' &&
    withdrawnAt !== null &&
    withdrawnAt.getTime() === dueAt?.getTime()
  return isLapsed ? { ...promise, withdrawnAt: null } : promise
}

function isOld({ dueAt }: Pick<CustomerPromise, 'dueAt'>, now: Date): boolean {
  return dueAt !== null && dueAt.getTime() < now.getTime() - ALARM_FOR_MS
}

function isInTime(keptAt: Date, dueAt: Date | null): boolean {
  return dueAt === null || keptAt <= dueAt
}

function earliest(a: Date | null, b: Date | null): Date | null {
  if (a === null || b === null) return a ?? b
  return a < b ? a : b
}
