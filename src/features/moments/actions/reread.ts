/** Reads history again with the catalogue and rules of this release; what nobody touched and is not seen any more is withdrawn. */
import type { Home } from '#kit/id.ts'
import { DAY_MS } from '#kit/time.ts'
import { EARLIEST, listStretch, type EntryPlace } from '#features/timeline/index.ts'
import { read, type Scope } from '#platform/scope.ts'
import { noticeArrivals, type NoticeReport } from './notice.ts'

/** Entries read in one go. */
const AT_ONCE = 500

/**
 * Reads every entry of a span of time again (all of history unless told), person by person, and yields the sums so far after each stretch.
 * Nothing is doubled: every id comes from its entry. What people settled, snoozed or wrote stays.
 */
export async function* rereadHistory(
  scope: Scope,
  {
    since = EARLIEST,
    until = new Date(scope.now.getTime() + 2 * DAY_MS),
  }: { since?: Date; until?: Date } = {},
): AsyncGenerator<NoticeReport> {
  let sum: NoticeReport = { read: 0, noticed: 0, opened: 0, withdrawn: 0 }
  const homes = await read(scope, (scope) => Promise.resolve<readonly Home[]>(scope.homes))
  for (const home of homes) {
    let after: EntryPlace | undefined
    for (;;) {
      const stretch = await read(scope, (scope) =>
        listStretch(scope, home, { since, until, after, limit: AT_ONCE }),
      )
      const last = stretch.at(-1)
      if (!last) break
      sum = plus(sum, await noticeArrivals(scope, stretch, { isWhole: true }))
      yield sum
      after = last
    }
  }
}

function plus(a: NoticeReport, b: NoticeReport): NoticeReport {
  return {
    read: a.read + b.read,
    noticed: a.noticed + b.noticed,
    opened: a.opened + b.opened,
    withdrawn: a.withdrawn + b.withdrawn,
  }
}
