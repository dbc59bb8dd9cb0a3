/** Background work of the privacy desk, as data. */
import type { Sweep } from '#platform/sweeps.ts'
import { sweepRetention } from './actions/retention.ts'

export const privacySweeps: readonly Sweep[] = [
  { name: 'privacy.retention', everyMs: 60 * 60_000, run: sweepRetention },
]
