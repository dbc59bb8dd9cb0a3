/** Forgets what was asked of, answered and complained about by customers that were taken out of the timeline. */
import { z } from 'zod'
import { homeOf, type CustomerId } from '#kit/id.ts'
import { transact, type Scope } from '#platform/scope.ts'
import { deleteComplaintsOf } from '../store/complaints.ts'
import { deleteOfCustomers } from '../store/invitations.ts'
import { recountDays } from '../store/themes.ts'
import { deleteVoicesOf } from '../store/voices.ts'

/** Body of the announcement `timeline.removed`. */
const Removed = z.object({ customers: z.array(z.string()) })

/** The subscriber of `timeline.removed`. */
export async function forgetAnswers(scope: Scope, body: unknown): Promise<void> {
  const ids = Removed.parse(body).customers as CustomerId[]
  for (const [home, part] of Map.groupBy(ids, (id) => homeOf(scope.workspace, id)))
    await transact(scope, async (scope) => {
      await deleteOfCustomers(scope, home, part)
      await deleteComplaintsOf(scope, home, part)
      await deleteVoicesOf(scope, home, part)
      await recountDays(scope, home)
    })
}
