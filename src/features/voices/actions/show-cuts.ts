/** Where a theme is said: by product, channel, segment or touchpoint, from the daily counts. */
import { addDays, dayOf } from '#kit/time.ts'
import { read, type Scope } from '#platform/scope.ts'
import type { CutsAnswer, AskCuts } from '../contract.ts'
import { openTouchpoints } from '../places.ts'
import { cutsOfTheme, labelOfCut } from '../rules/cuts.ts'
import { listCutCounts } from '../store/cuts.ts'
import { leadOf } from './themes.ts'

const SHOWN = 12

/** Refuses `theme_not_found`. */
export async function showCuts(scope: Scope, asked: string, { by, days }: AskCuts): Promise<CutsAnswer> {
  const { id } = (await leadOf(scope, asked)).record
  const touchpoints = by === 'touchpoint' ? await openTouchpoints(scope) : undefined
  const from = addDays(dayOf(scope.now, scope.workspace.zone), 1 - days)
  const counts = await read(scope, (scope) => listCutCounts(scope, { cut: by, themeId: id, from }))
  const rows = cutsOfTheme(counts, id, (key) => touchpoints?.nameOf(key) ?? labelOfCut(by, key))
  return { by, days, items: rows.slice(0, SHOWN), more: Math.max(0, rows.length - SHOWN) }
}
