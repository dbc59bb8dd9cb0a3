/** To which touchpoint a theme belongs by what is counted: the one most of its comments speak of. Pure. */
import type { CutCount } from './cuts.ts'

/** Of fewer comments at one touchpoint nothing is told. */
const ENOUGH = 5

export function placeOfTheme(
  counts: readonly CutCount[],
  themeId: string,
): { touchpoint: string; count: number } | null {
  const [most] = counts
    .filter((one) => one.themeId === themeId && one.count >= ENOUGH)
    .sort((a, b) => b.count - a.count || (a.key < b.key ? -1 : 1))
  return most ? { touchpoint: most.key, count: most.count } : null
}
