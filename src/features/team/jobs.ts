/** Housekeeping of the team: what is over is cleared away. */
import { DAY_MS, HOUR_MS } from '#kit/time.ts'
import type { Sweep } from '#platform/sweeps.ts'
import { deleteOver } from './store/tokens.ts'

export const teamSweeps: readonly Sweep[] = [
  {
    name: 'team.clear',
    everyMs: HOUR_MS,
    run: ({ db, now }) =>
      deleteOver(db, {
        now,
        dayAgo: new Date(now.getTime() - DAY_MS),
        monthAgo: new Date(now.getTime() - 30 * DAY_MS),
        quarterAgo: new Date(now.getTime() - 90 * DAY_MS),
      }),
  },
]
