/** Background work of moments, as data: what it listens to and what it does at intervals. */
import type { Subscriber } from '#platform/announcements.ts'
import type { Scope } from '#platform/scope.ts'
import { forgetCustomers } from './actions/forget.ts'
import { renameMoments } from './actions/found-by.ts'
import { withdrawUnwanted } from './actions/noticing.ts'
import { noticeJoined, noticeRecorded } from './actions/notice.ts'
import { noticePromises, settlePromised, sweepUnmended } from './actions/promised.ts'
import { sweepExpired, sweepSilent, sweepSnoozed } from './actions/sweep.ts'
import { landActs } from './actions/write.ts'

export const momentSubscribers: readonly Subscriber[] = [
  {
    subscriber: 'moments.notice',
    name: 'timeline.recorded',
    handle: (scope, body) => noticeRecorded(scope, [body]),
    handleAll: noticeRecorded,
  },
  { subscriber: 'moments.join', name: 'timeline.customersJoined', handle: noticeJoined },
  { subscriber: 'moments.rename', name: 'timeline.customersRenamed', handle: renameMoments },
  { subscriber: 'moments.unwanted', name: 'noticing.changed', handle: withdrawUnwanted },
  { subscriber: 'moments.forget', name: 'timeline.removed', handle: forgetCustomers },
  { subscriber: 'moments.promiseAtRisk', name: 'promise.at_risk', handle: noticePromises },
  { subscriber: 'moments.promiseBroken', name: 'promise.broken', handle: noticePromises },
  { subscriber: 'moments.promiseKept', name: 'promise.kept', handle: settlePromised },
  { subscriber: 'moments.promiseRested', name: 'promise.rested', handle: settlePromised },
]

export const momentSweeps: readonly {
  readonly name: string
  readonly everyMs: number
  readonly run: (scope: Scope) => Promise<void>
}[] = [
  { name: 'moments.landActs', everyMs: 3_000, run: landActs },
  { name: 'moments.snoozed', everyMs: 10_000, run: sweepSnoozed },
  { name: 'moments.expired', everyMs: 60_000, run: sweepExpired },
  { name: 'moments.unmended', everyMs: 5 * 60_000, run: sweepUnmended },
  { name: 'moments.silent', everyMs: 15 * 60_000, run: sweepSilent },
]
