/** Forgets what was done about customers that were taken out of the timeline. */
import { z } from 'zod'
import { homeOf, type CustomerId } from '#kit/id.ts'
import { read, transact, type Scope } from '#platform/scope.ts'
import { deleteAsksOf } from '../store/asks.ts'
import { deleteDraftsOf } from '../store/composer.ts'
import { listGrantsOf } from '../store/ledger.ts'
import { deleteRepliesOf } from '../store/replies.ts'
import { deleteTasksOf } from '../store/tasks.ts'
import { reverseGrant } from './grant.ts'

/** Body of the announcement `timeline.removed`: a source (the sample, an import) was taken out with its customers. */
const Removed = z.object({ customers: z.array(z.string()) })

/** Rows of the ledger taken back for customers who never were. */
const AT_ONCE = 500

/**
 * The subscriber of `timeline.removed`. Words go; the ledger is only added to, so what was given to customers who are taken out
 * again is taken back by rows of its own and counts against nobody.
 */
export async function forgetActs(scope: Scope, body: unknown): Promise<void> {
  const ids = Removed.parse(body).customers as CustomerId[]
  for (;;) {
    const standing = await read(scope, (scope) => listGrantsOf(scope, ids, AT_ONCE))
    for (const grant of standing) await reverseGrant(scope, grant.id)
    if (standing.length < AT_ONCE) break
  }
  for (const [home, part] of Map.groupBy(ids, (id) => homeOf(scope.workspace, id)))
    await transact(scope, async (scope) => {
      await deleteRepliesOf(scope, home, part)
      await deleteAsksOf(scope, home, part)
      await deleteTasksOf(scope, home, part)
      await deleteDraftsOf(scope, home, part)
    })
}
