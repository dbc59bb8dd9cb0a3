/** What happens by itself as time goes: moments end, snoozed ones come back, customers fall silent. Each bears being run twice. */
import type { Home, MomentId } from '#kit/id.ts'
import { DAY_MS } from '#kit/time.ts'
import { canonicalIds } from '#features/timeline/index.ts'
import { publish } from '#platform/live.ts'
import { read, transact, type Scope } from '#platform/scope.ts'
import { SILENT_AFTER_DAYS, SILENT_WORTH_MS, silenceOf } from '../rules/silence.ts'
import { keptUntil } from '../rules/standing.ts'
import { listSilent } from '../store/habits.ts'
import { deleteSnooze, listOverSnoozes } from '../store/marks.ts'
import { lockNoticing, setExpired, setKept, upsertMoments } from '../store/moments.ts'
import { silenceRow } from './derive.ts'
import { setFoundBy } from './found-by.ts'
import { refreshState } from './handle.ts'
import { usableAmong } from './held-back.ts'
import { wishesOf } from './trust.ts'

/** Rows of one home that are touched in one transaction. */
const AT_ONCE = 500
const homesOf = (scope: Scope): Promise<readonly Home[]> =>
  read(scope, (scope) => Promise.resolve(scope.homes))

/** Settles the state of open moments whose time is over. The queue leaves them out before. */
export async function sweepExpired(scope: Scope): Promise<void> {
  for (const home of await homesOf(scope))
    while ((await transact(scope, (scope) => setExpired(scope, home, AT_ONCE))) === AT_ONCE);
}

/** Brings snoozed moments back when their time has come, and tells the open pages. */
export async function sweepSnoozed(scope: Scope): Promise<void> {
  for (const home of await homesOf(scope)) {
    const back = await transact(scope, async (scope) => {
      const ids = await listOverSnoozes(scope, home, AT_ONCE)
      for (const id of ids) {
        await deleteSnooze(scope, id)
        await setKept(scope, id, keptUntil(scope.now))
        await refreshState(scope, id)
      }
      return ids
    })
    if (back.length > 0) await tell(scope, back)
  }
}

/** Notices customers who used to order and have not been heard of since. */
export async function sweepSilent(scope: Scope): Promise<void> {
  const { off } = await read(scope, wishesOf)
  if (off.has('gone_silent')) return
  const to = new Date(scope.now.getTime() - SILENT_AFTER_DAYS * DAY_MS)
  const from = new Date(to.getTime() - SILENT_WORTH_MS)
  for (const home of await homesOf(scope)) {
    let after = { at: from, id: '00000000-0000-0000-0000-000000000000' }
    for (;;) {
      const { silent, persons, usable } = await read(scope, async (scope) => {
        const silent = await listSilent(scope, home, { from, to, after, limit: AT_ONCE })
        const ids = silent.map(({ customerId }) => customerId)
        return {
          silent,
          persons: await canonicalIds(scope, ids),
          usable: await usableAmong(scope, ids),
        }
      })
      const rows = silent
        .filter((one) => persons.get(one.customerId) === one.customerId && usable.has(one.customerId))
        .map((one) => silenceRow(one.customerId, one.lastAt, silenceOf(one)))
      const opened = await transact(scope, async (scope) => {
        await lockNoticing(scope, home)
        const opened = await upsertMoments(scope, home, rows)
        await setFoundBy(scope, home, rows)
        return opened
      })
      if (opened.length > 0) await tell(scope, opened)
      const last = silent.at(-1)
      if (!last || silent.length < AT_ONCE) break
      after = { at: last.lastAt, id: last.customerId }
    }
  }
}

function tell(scope: Scope, ids: readonly MomentId[]): Promise<void> {
  return transact(scope, (scope) =>
    publish(scope, 'moment.noticed', { ids: ids.slice(0, 50), count: ids.length }),
  )
}
