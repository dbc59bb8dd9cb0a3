/** Background work of promises, as data: what it listens to. What comes due by time is `raiser.ts`. */
import type { Subscriber } from '#platform/announcements.ts'
import { heedAway } from './actions/away.ts'
import { forgetPromises } from './actions/forget.ts'
import { observeJoined, observeRecorded } from './actions/observe.ts'

export const promiseSubscribers: readonly Subscriber[] = [
  {
    subscriber: 'promises.observe',
    name: 'timeline.recorded',
    handle: (scope, body) => observeRecorded(scope, [body]),
    handleAll: observeRecorded,
  },
  { subscriber: 'promises.join', name: 'timeline.customersJoined', handle: observeJoined },
  { subscriber: 'promises.away', name: 'member.away', handle: heedAway },
  { subscriber: 'promises.forget', name: 'timeline.removed', handle: forgetPromises },
]
