/** A theme cut by product, channel, segment or touchpoint: how many of how many said it there, and whether that is more than elsewhere. Pure. */
import { wilsonInterval } from '#kit/statistics/wilson.ts'
import type { CutBy, ThemeCut } from '../contract.ts'

/** Of fewer comments no share is told. */
export const TOO_FEW = 30
/** Of a hundred values that do not differ, about one is called different: 99 %. */
const Z_99 = 2.576

export type CutCount = { readonly themeId: string; readonly key: string; readonly count: number }

const SEGMENTS: Readonly<Record<string, string>> = {
  none: 'No order yet',
  first: 'One order',
  more: 'Two orders and more',
}

/** What a customer had ordered when she said it. */
export const segmentOf = (orders: number): string => (orders === 0 ? 'none' : orders === 1 ? 'first' : 'more')

/** The values at which the theme is said, the most first; each with all comments there as its denominator. */
export function cutsOfTheme(
  counts: readonly CutCount[],
  themeId: string,
  labelOf: (key: string) => string,
): ThemeCut[] {
  const [own, all] = [themeId, EVERY].map(
    (id) => new Map(counts.filter((one) => one.themeId === id).map(({ key, count }) => [key, count])),
  )
  const total = { own: sum(own), all: sum(all) }
  return [...(all ?? [])]
    .map(([key, of]) => rowOf({ key, label: labelOf(key), count: own?.get(key) ?? 0, of }, total))
    .filter(({ count, share }) => count > 0 || share !== null)
    .sort((a, b) => b.count - a.count || b.of - a.of || (a.label < b.label ? -1 : 1))
}

export const labelOfCut = (by: CutBy, key: string): string =>
  by === 'segment' ? (SEGMENTS[key] ?? key) : key

const EVERY = '*'
const sum = (counts: ReadonlyMap<string, number> | undefined): number =>
  [...(counts?.values() ?? [])].reduce((total, count) => total + count, 0)

function rowOf(
  row: Pick<ThemeCut, 'key' | 'label' | 'count' | 'of'>,
  total: { own: number; all: number },
): ThemeCut {
  const { count, of } = row
  const interval = of < TOO_FEW ? undefined : wilsonInterval(count, of)
  if (!interval) return { ...row, share: null, apart: null }
  return { ...row, share: { share: count / of, ...interval }, apart: apartOf(row, total) }
}

/** Against the share everywhere else. */
function apartOf(
  { count, of }: Pick<ThemeCut, 'count' | 'of'>,
  total: { own: number; all: number },
): ThemeCut['apart'] {
  const elsewhere = total.all - of
  const interval = wilsonInterval(count, of, Z_99)
  if (!interval || elsewhere < TOO_FEW) return null
  const share = (total.own - count) / elsewhere
  if (interval.low > share) return 'more'
  return interval.high < share ? 'less' : null
}
