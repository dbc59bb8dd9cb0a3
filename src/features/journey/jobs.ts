/** Background work of the journey, as data: whom it hears of, and the counting. */
import type { Subscriber } from '#platform/announcements.ts'
import type { Sweep } from '#platform/sweeps.ts'
import { countMarked, markChanged, markJoined, markRecorded } from './actions/count.ts'
import { forgetRemovedNotes } from './actions/notes.ts'

export const journeySubscribers: readonly Subscriber[] = [
  {
    subscriber: 'journey.mark',
    name: 'timeline.recorded',
    handle: (scope, body) => markRecorded(scope, [body]),
    handleAll: markRecorded,
  },
  {
    subscriber: 'journey.glimpse',
    name: 'timeline.glimpsed',
    handle: (scope, body) => markRecorded(scope, [body]),
    handleAll: markRecorded,
  },
  { subscriber: 'journey.join', name: 'timeline.customersJoined', handle: markJoined },
  { subscriber: 'journey.forget', name: 'timeline.removed', handle: markChanged },
  { subscriber: 'journey.moments', name: 'moments.changed', handle: markChanged },
]

export const journeySweeps: readonly Sweep[] = [
  { name: 'journey.count', everyMs: 15_000, run: countMarked },
  { name: 'journey.notes', everyMs: 3_600_000, run: forgetRemovedNotes },
]
