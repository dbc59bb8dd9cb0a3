/** Background work of the privacy desk, as data. */
import type { Sweep } from '#platform/sweeps.ts'
import { keepErasureList } from './actions/erasure-list.ts'
import { sweepRetention } from './actions/retention.ts'

/** `erasureList` is the file beside the backups; none where no backups are kept. */
export const privacySweeps = ({ erasureList }: { readonly erasureList?: string }): readonly Sweep[] => [
  { name: 'privacy.retention', everyMs: 60 * 60_000, run: sweepRetention },
  ...(erasureList === undefined
    ? []
    : [
        {
          name: 'privacy.erasures',
          everyMs: 60_000,
          run: async (scope: Parameters<Sweep['run']>[0]) => {
            await keepErasureList(scope, erasureList)
          },
        },
      ]),
]
