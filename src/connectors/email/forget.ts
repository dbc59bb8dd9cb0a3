/** Forgets how the mails of customers looked who were taken out of the timeline. */
import { z } from 'zod'
import { homeOf } from '#kit/id.ts'
import type { Subscriber } from '#platform/announcements.ts'
import { transact, type Scope } from '#platform/scope.ts'
import { deletePagesOf } from './store.ts'

/** Body of the announcement `timeline.removed`. */
const Removed = z.object({ customers: z.array(z.string()) })

export const emailSubscribers: readonly Subscriber[] = [
  { subscriber: 'email.forget', name: 'timeline.removed', handle: forgetPages },
]

async function forgetPages(scope: Scope, body: unknown): Promise<void> {
  for (const [home, part] of Map.groupBy(Removed.parse(body).customers, (id) => homeOf(scope.workspace, id)))
    await transact(scope, (scope) => deletePagesOf(scope, home, part))
}
