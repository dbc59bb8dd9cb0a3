/** Fixes as they are shown: with their owner, what they are about, and what they did, measured from one reading of the days. Reads only. */
import { dayOf } from '#kit/time.ts'
import { listMembers } from '#features/team/index.ts'
import { countThemeDays, themesShown, type NamedTheme, type ThemeDay } from '#features/voices/index.ts'
import type { Scope, TxScope } from '#platform/scope.ts'
import type { Fix } from '../contract.ts'
import { effectOf, expectedEffectOf, rubCountOf, spansOf } from '../rules/fixes.ts'
import { countDays, type DayCount, type StoredFix } from '../store/fixes.ts'
import { touchpointsIn } from './known.ts'

/** Who works here and what is said, by their ids. */
export type Known = {
  readonly names: ReadonlyMap<string, string>
  readonly themes: ReadonlyMap<string, NamedTheme>
}

/** Read before the transaction that shows them. */
export async function knownOf(scope: Scope): Promise<Known> {
  const names = new Map(
    (await listMembers(scope.db, scope.workspace.id)).map(({ id, name }) => [id as string, name]),
  )
  return { names, themes: await themesShown(scope) }
}

export const personOf = (id: string | null, names: ReadonlyMap<string, string>) =>
  id === null ? null : { id, name: names.get(id) ?? 'somebody who left' }

/** Fixes with what they did, measured from one reading of the days. */
export async function fixesShown(
  scope: TxScope,
  fixes: readonly StoredFix[],
  { names, themes }: Known,
): Promise<Fix[]> {
  if (fixes.length === 0) return []
  const today = dayOf(scope.now, scope.workspace.zone)
  const spans = new Map(fixes.map((fix) => [fix.id, spansOf(fix, today)]))
  const known = [...spans.values()].flatMap((span) => span ?? [])
  const days = known.length === 0 ? [] : await countDays(scope, touchpointsOf(fixes), wholeOf(known))
  const themeIds = [
    ...new Set(fixes.flatMap(({ theme }) => (theme === null ? [] : (themes.get(theme)?.id ?? theme)))),
  ]
  const said = known.length === 0 ? [] : await countThemeDays(scope, themeIds, wholeOf(known))
  const places = new Map((await touchpointsIn(scope)).map(({ id, name }) => [id, name]))
  return fixes
    .map((fix) => ({ ...fix, about: themeOf(fix, themes) }))
    .map((fix) => ({
      id: fix.id,
      touchpoint: fix.touchpoint,
      name:
        fix.touchpoint === null
          ? (fix.about?.name ?? '')
          : (places.get(fix.touchpoint) ?? 'a former touchpoint'),
      theme: fix.about,
      words: fix.words,
      ideaId: fix.ideaId,
      owner: personOf(fix.ownerId, names),
      by: fix.byName,
      at: fix.at.toISOString(),
      standing: fix.standing,
      startsOn: fix.startsOn,
      endedOn: fix.endedOn,
      expected: expectedEffectOf(fix.rubs, fix.days, fix.hopedShare),
      effect: measured(
        fix,
        spans.get(fix.id) ?? null,
        fix.about
          ? saidOf(said, fix.about.id)
          : days.filter(({ touchpoint }) => touchpoint === fix.touchpoint),
      ),
    }))
}

function measured(
  fix: StoredFix,
  spans: ReturnType<typeof spansOf>,
  mine: readonly Omit<DayCount, 'touchpoint'>[],
): Fix['effect'] {
  const none = { rubs: 0, here: 0, everywhere: 0 }
  const counts = {
    before: spans ? rubCountOf(mine, spans.before) : none,
    after: spans ? rubCountOf(mine, spans.after) : none,
  }
  return effectOf(fix, spans, counts, fix.theme === null ? 'touchpoint' : 'theme')
}

/** A theme's days as those of a touchpoint are counted: what is said of it, in all that is said. */
const saidOf = (days: readonly ThemeDay[], id: string) =>
  days
    .filter(({ themeId }) => themeId === id)
    .map(({ onDay, count, all }) => ({ onDay, met: all, felt: 0, rubs: count, everywhere: all }))

/** Comments in all. */
export const sum = (days: readonly ThemeDay[]): number => days.reduce((all, { count }) => all + count, 0)

const themeOf = ({ theme }: StoredFix, themes: ReadonlyMap<string, NamedTheme>): NamedTheme | null =>
  theme === null ? null : (themes.get(theme) ?? { id: theme, name: 'a former theme' })

const touchpointsOf = (fixes: readonly StoredFix[]) =>
  [...new Set(fixes.flatMap(({ touchpoint, theme }) => (theme === null ? (touchpoint ?? []) : [])))].sort()

function wholeOf(spans: readonly NonNullable<ReturnType<typeof spansOf>>[]): { from: string; to: string } {
  const froms = spans.map(({ before }) => before.from).sort()
  const tos = spans.map(({ after }) => after.to).sort()
  return { from: froms[0] ?? '', to: tos.at(-1) ?? '' }
}
