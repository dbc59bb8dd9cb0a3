/** What the timeline does after entries were recorded. */
import type { Subscriber } from '#platform/announcements.ts'
import type { Scope } from '#platform/scope.ts'
import { keepSpans } from './actions.ts'
import { readRecorded } from './recorded.ts'
import { sweepRefusals } from './refusals.ts'

const keep = (scope: Scope, bodies: readonly unknown[]) =>
  keepSpans(scope, readRecorded(scope.workspace, bodies).refs)

export const timelineSubscribers: readonly Subscriber[] = [
  {
    subscriber: 'timeline.spans',
    name: 'timeline.recorded',
    handle: (scope, body) => keep(scope, [body]),
    handleAll: keep,
  },
]

export const timelineSweeps: readonly {
  readonly name: string
  readonly everyMs: number
  readonly run: (scope: Scope) => Promise<void>
}[] = [{ name: 'timeline.refusals', everyMs: 3_600_000, run: sweepRefusals }]
