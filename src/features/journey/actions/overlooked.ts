/** Touchpoints with much traffic at which nobody looked for too long (S2.7). Reads only. */
import { addDays, dayOf, DAY_MS } from '#kit/time.ts'
import { read, type Scope } from '#platform/scope.ts'
import type { Overlooked } from '../contract.ts'
import { overlookedOf } from '../rules/fixes.ts'
import { countByTouchpoint } from '../store/map.ts'
import { listLastReviews } from '../store/touchpoints.ts'
import { touchpointsIn } from './known.ts'

const DAYS = 30
const WEEK_MS = 7 * DAY_MS

/** The busiest first, over the last 30 days. */
export function showOverlooked(scope: Scope): Promise<Overlooked[]> {
  return read(scope, async (scope) => {
    const to = dayOf(scope.now, scope.workspace.zone)
    const counts = await countByTouchpoint(scope, {
      from: addDays(to, 1 - DAYS),
      to,
      standing: null,
      category: null,
    })
    const met = new Map(counts.map(({ touchpoint, now }) => [touchpoint, now.met]))
    const looks = new Map((await listLastReviews(scope)).map(({ touchpoint, at }) => [touchpoint, at]))
    const weeksSince = (at: Date | undefined) =>
      at === undefined ? null : Math.floor((scope.now.getTime() - at.getTime()) / WEEK_MS)
    return overlookedOf(
      (await touchpointsIn(scope))
        .filter(({ isHidden }) => !isHidden)
        .map(({ id, name, reviewEveryWeeks }) => ({
          touchpoint: id,
          name,
          happened: met.get(id) ?? 0,
          weeks: weeksSince(looks.get(id)),
          everyWeeks: reviewEveryWeeks,
        })),
    )
  })
}
