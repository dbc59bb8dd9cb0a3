/** Where a theme belongs on the journey: the touchpoint somebody chose, else the one most of its comments speak of; and its comments day by day for what is measured of it. */
import { addDays, dayOf } from '#kit/time.ts'
import { Refusal } from '#kit/refusal.ts'
import { audit } from '#platform/audit/index.ts'
import { read, transact, type Scope, type TxScope } from '#platform/scope.ts'
import type { ThemePlace } from '../contract.ts'
import { openTouchpoints } from '../places.ts'
import { rootsOf } from '../rules/taxonomy.ts'
import { placeOfTheme } from '../rules/theme-place.ts'
import { listCutCounts } from '../store/cuts.ts'
import { setTheme } from '../store/themes.ts'
import { findTouchpointOfTheme, listThemeDays, setTouchpointOfTheme } from '../store/theme-places.ts'
import { EVERY, themesOfWorkspace, UNTHEMED } from './listen.ts'
import { leadOf } from './themes.ts'

/** Refuses `theme_not_found`. */
export async function showThemePlace(scope: Scope, asked: string, days: number): Promise<ThemePlace> {
  const { id } = (await leadOf(scope, asked)).record
  const { nameOf } = await openTouchpoints(scope)
  const from = addDays(dayOf(scope.now, scope.workspace.zone), 1 - days)
  return read(scope, async (scope) => {
    const chosen = await findTouchpointOfTheme(scope, id)
    const chosenName = chosen === null ? null : nameOf(chosen)
    if (chosen !== null && chosenName !== null)
      return { touchpoint: { id: chosen, name: chosenName }, isChosen: true, count: null }
    const counts = await listCutCounts(scope, { cut: 'touchpoint', themeId: id, from })
    const most = placeOfTheme(
      counts.filter(({ key }) => nameOf(key) !== null),
      id,
    )
    const name = most && nameOf(most.touchpoint)
    if (!most || name === null) return { touchpoint: null, isChosen: false, count: null }
    return { touchpoint: { id: most.touchpoint, name }, isChosen: false, count: most.count }
  })
}

/** Says where it belongs; null lets the comments say it again. Refuses `theme_not_found`, `touchpoint_not_found`. */
export async function setThemePlace(scope: Scope, asked: string, touchpoint: string | null): Promise<void> {
  const { record } = await leadOf(scope, asked)
  const { id } = record
  if (id === EVERY || id === UNTHEMED) throw new Refusal('theme_not_found', 'There is no such theme here.')
  if (touchpoint !== null && (await openTouchpoints(scope)).nameOf(touchpoint) === null)
    throw new Refusal('touchpoint_not_found', 'No such touchpoint here.')
  await transact(scope, async (scope) => {
    // A starter theme has no row until somebody changes it.
    if (record.changedAt === null) await setTheme(scope, record, scope.actor.name)
    await setTouchpointOfTheme(scope, id, touchpoint)
    await audit(scope, 'setting.changed', { subject: { kind: 'theme', id } })
  })
}

export type NamedTheme = { readonly id: string; readonly name: string }

/** What each theme is shown as, by its id: one that was merged is the one it went into. */
export async function themesShown(scope: Scope): Promise<ReadonlyMap<string, NamedTheme>> {
  const records = new Map((await themesOfWorkspace(scope)).map((one) => [one.id, one]))
  const roots = rootsOf([...records.values()])
  return new Map(
    [...records.values()].map((one) => {
      const shown = records.get(roots.get(one.id) ?? '') ?? one
      return [one.id, { id: shown.id, name: shown.definition.name }]
    }),
  )
}

export type ThemeDay = {
  readonly themeId: string
  readonly onDay: string
  readonly count: number
  /** All comments of that day, of whatever theme. */
  readonly all: number
}

/** Comments of these themes day by day, with how many there were at all; both ends included. */
export async function countThemeDays(
  scope: TxScope,
  themeIds: readonly string[],
  span: { from: string; to: string },
): Promise<ThemeDay[]> {
  if (themeIds.length === 0) return []
  const days = await listThemeDays(scope, [...new Set([...themeIds, EVERY])], span)
  const own = new Map(days.map((day) => [`${day.themeId} ${day.onDay}`, day.count]))
  return days
    .filter(({ themeId }) => themeId === EVERY)
    .flatMap(({ onDay, count: all }) =>
      themeIds.map((themeId) => ({ themeId, onDay, all, count: own.get(`${themeId} ${onDay}`) ?? 0 })),
    )
}
