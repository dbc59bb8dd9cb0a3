/** What the timeline does after entries were recorded. */
import { z } from 'zod'
import type { EntryId, Home } from '#kit/id.ts'
import type { Subscriber } from '#platform/announcements.ts'
import type { Scope } from '#platform/scope.ts'
import { keepSpans } from './actions.ts'

const Recorded = z.object({
  entries: z.array(z.object({ home: z.number(), at: z.string(), id: z.string() })),
})

const keep = (scope: Scope, bodies: readonly unknown[]) =>
  keepSpans(
    scope,
    bodies
      .flatMap((body) => Recorded.parse(body).entries)
      .map(({ home, at, id }) => ({ home: home as Home, at, id: id as EntryId })),
  )

export const timelineSubscribers: readonly Subscriber[] = [
  {
    subscriber: 'timeline.spans',
    name: 'timeline.recorded',
    handle: (scope, body) => keep(scope, [body]),
    handleAll: keep,
  },
]
