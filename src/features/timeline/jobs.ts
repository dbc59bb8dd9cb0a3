/** What the timeline does after entries were recorded. */
import { z } from 'zod'
import type { EntryId, Home } from '#kit/id.ts'
import type { Subscriber } from '#platform/announcements.ts'
import { keepSpans } from './actions.ts'

const Recorded = z.object({
  entries: z.array(z.object({ home: z.number(), at: z.string(), id: z.string() })),
})

export const timelineSubscribers: readonly Subscriber[] = [
  {
    subscriber: 'timeline.spans',
    name: 'timeline.recorded',
    handle: (scope, body) =>
      keepSpans(
        scope,
        Recorded.parse(body).entries.map(({ home, at, id }) => ({
          home: home as Home,
          at,
          id: id as EntryId,
        })),
      ),
  },
]
