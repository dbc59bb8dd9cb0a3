/** Background work of plays, as data: what it listens to and what it tidies. What comes due by time is `outbox.ts`. */
import type { Subscriber } from '#platform/announcements.ts'
import type { Sweep } from '#platform/sweeps.ts'
import { forgetActs } from './actions/forget.ts'
import { sweepWriting } from './actions/writing.ts'

export const playSubscribers: readonly Subscriber[] = [
  { subscriber: 'plays.forget', name: 'timeline.removed', handle: forgetActs },
]

export const playSweeps: readonly Sweep[] = [
  { name: 'plays.writing', everyMs: 10 * 60_000, run: sweepWriting },
]
