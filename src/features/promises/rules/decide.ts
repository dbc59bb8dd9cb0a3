/** Who may do what with a promise: settle, snooze, move; each refusal with its rule in words. Pure. */
import { HOUR_MS } from '#kit/time.ts'
import { standingOf, type CustomerPromise } from './promise.ts'

export type Decision =
  | { readonly allowed: true }
  | {
      readonly allowed: false
      readonly reason:
        | 'promise_settled'
        | 'promise_broken'
        | 'promise_not_broken'
        | 'snooze_past_due'
        | 'snooze_past_promise'
      readonly message: string
    }

const YES: Decision = { allowed: true }

/** A snooze keeps its promise: it ends before the promised time, or it would be a way of breaking it quietly. */
export function decideSnooze(promise: CustomerPromise, until: Date, now: Date, dueWords: string): Decision {
  const settled = refuseSettled(promise, now)
  if (settled) return settled
  if (Number.isNaN(until.getTime()) || until <= now)
    return {
      allowed: false,
      reason: 'snooze_past_due',
      message: 'A snooze needs a time that lies ahead.',
    }
  if (promise.dueAt !== null && until > promise.dueAt)
    return {
      allowed: false,
      reason: 'snooze_past_promise',
      message: `We promised it by ${dueWords}: snooze it until then at the latest, or tell the customer first and change the time.`,
    }
  if (until.getTime() > now.getTime() + 366 * 24 * HOUR_MS)
    return { allowed: false, reason: 'snooze_past_due', message: 'A snooze lasts a year at most.' }
  return YES
}

/** A word on the outcome. What broke can't be taken back, only made good; what was misread in a text was never a promise. */
export function decideSettlement(
  promise: CustomerPromise,
  outcome: 'kept' | 'withdrawn' | 'made_good',
  now: Date,
): Decision {
  const standing = standingOf(promise, now)
  if (outcome === 'made_good')
    return standing === 'broken'
      ? YES
      : {
          allowed: false,
          reason: 'promise_not_broken',
          message: 'Only a broken promise can be made good.',
        }
  if (standing === 'broken') {
    const wasMisread = outcome === 'withdrawn' && promise.origin === 'found'
    const isStillToDo = outcome === 'kept' && promise.keptAt === null
    return wasMisread || isStillToDo
      ? YES
      : {
          allowed: false,
          reason: 'promise_broken',
          message:
            outcome === 'withdrawn'
              ? 'Its time is over, so it can’t be taken back any more. Make it good instead.'
              : 'It was kept already, and late.',
        }
  }
  return refuseSettled(promise, now) ?? YES
}

/** Another time, another owner: only while it is open. */
export function decideChange(promise: CustomerPromise, now: Date): Decision {
  if (standingOf(promise, now) === 'broken')
    return {
      allowed: false,
      reason: 'promise_broken',
      message: 'It broke already, so its time stays. Make it good instead.',
    }
  return refuseSettled(promise, now) ?? YES
}

function refuseSettled(promise: CustomerPromise, now: Date): Decision | undefined {
  const standing = standingOf(promise, now)
  if (standing === 'kept' || standing === 'withdrawn' || standing === 'broken')
    return {
      allowed: false,
      reason: standing === 'broken' ? 'promise_broken' : 'promise_settled',
      message: `It is ${standing} already.`,
    }
  return undefined
}
