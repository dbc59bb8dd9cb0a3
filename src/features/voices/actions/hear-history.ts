/** Hears what was stored before this feature, or before what it cuts by: a stretch at a time, from where it stopped. Doing it twice changes nothing. */
import { homesOf, type Home } from '#kit/id.ts'
import { EARLIEST, listStretch } from '#features/timeline/index.ts'
import { DAY_MS } from '#kit/time.ts'
import { announce } from '#platform/announcements.ts'
import { read, transact, type Scope } from '#platform/scope.ts'
import { findHeard, setCuts, setHeard } from '../store/cuts.ts'
import { recountDays } from '../store/themes.ts'
import { cutsOf } from './cut.ts'
import { hear, heardIn, openEar, type Ear } from './listen.ts'

/** Raised where a release hears more of an entry than the one before. */
const HEARING = 2
const AT_ONCE = 500
/** Stretches in one go, so that other work gets its turn: about ten seconds. */
const STRETCHES = 40

/** The sweep. Answers how many entries were read. */
export async function hearHistory(scope: Scope): Promise<number> {
  let [entries, stretches] = [0, 0]
  let ear: Ear | undefined
  for (const home of homesOf(scope.workspace)) {
    let heard = await read(scope, (scope) => findHeard(scope, home))
    if (heard?.hearing === HEARING && !heard.after) continue
    ear ??= await openEar(scope)
    let after = heard?.hearing === HEARING ? heard.after : undefined
    do {
      const { count, last } = await hearStretch(scope, home, after, ear)
      entries += count
      after = last
      heard = { hearing: HEARING, after }
    } while (after && ++stretches < STRETCHES)
    if (after) break
  }
  return entries
}

async function hearStretch(
  scope: Scope,
  home: Home,
  after: Parameters<typeof listStretch>[2]['after'],
  ear: Ear,
): Promise<{ count: number; last: typeof after }> {
  return transact(scope, async (scope) => {
    const until = new Date(scope.now.getTime() + 2 * DAY_MS)
    const stretch = await listStretch(scope, home, { since: EARLIEST, until, after, limit: AT_ONCE })
    const cuts = await cutsOf(scope, stretch, ear.touchpoints)
    await hear(scope, home, stretch, ear, cuts)
    await setCuts(
      scope,
      home,
      stretch.flatMap((entry) => heardIn(entry, ear, { cut: cuts.get(entry.id) })?.voice ?? []),
    )
    const last = stretch.length < AT_ONCE ? undefined : stretch.at(-1)
    if (!last) {
      await recountDays(scope, home)
      // What was heard before this release is read anew for the themes it brought.
      await announce(scope, home, 'themes.changed', { home })
    }
    await setHeard(scope, home, { hearing: HEARING, after: last })
    return { count: stretch.length, last }
  })
}
