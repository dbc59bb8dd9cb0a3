/** Whether a theme is said more or less than before, beyond what chance would do. Pure. */
import { wilsonInterval } from '#kit/statistics/wilson.ts'
import type { ThemeChange } from '../contract.ts'

/** Of two hundred themes that do not change, about two are called changed: 99 %. */
const Z_99 = 2.576

/**
 * Compares a theme's share of all comments now with its share before. Of the theme's comments of both times a share fell into now; if nothing
 * changed that share would be the one of all comments. It is "steady" while the 99 % interval of the share (Wilson 1927) holds that value.
 */
export function decideChange(
  now: { readonly theme: number; readonly all: number },
  before: { readonly theme: number; readonly all: number },
): ThemeChange {
  const expected = now.all + before.all === 0 ? 0 : now.all / (now.all + before.all)
  const interval = wilsonInterval(now.theme, now.theme + before.theme, Z_99)
  const isSteady =
    before.all === 0 || interval === undefined || (interval.low <= expected && expected <= interval.high)
  const percent =
    before.theme === 0 || now.all === 0 || before.all === 0
      ? null
      : Math.round((now.theme / now.all / (before.theme / before.all) - 1) * 100)
  return { percent, isSteady, before: before.theme }
}
