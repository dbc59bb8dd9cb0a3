/** What is taken along of Voices, as cells and lines. Pure. */
import { addDays } from '#kit/time.ts'
import type { ThemeRow, ThemesAnswer, VoiceSource } from '../contract.ts'

export type ThemesShown = Pick<ThemesAnswer, 'days' | 'total' | 'totalBefore' | 'unthemed'> & {
  readonly themes: readonly ThemeRow[]
  /** The last day of the period, 'YYYY-MM-DD'. */
  readonly today: string
  readonly source: VoiceSource | undefined
}

/** The head, one line for each theme, and one each for what has none and for everything. */
export function themeLines({
  days,
  today,
  source,
  total,
  totalBefore,
  themes,
  unthemed,
}: ThemesShown): string[][] {
  const weeks = (themes[0]?.trend ?? []).map((_, at, all) => `week from ${addDays(today, 1 - 7 * (all.length - at))}`) // prettier-ignore
  const period = [addDays(today, 1 - days), today, String(days), source ?? 'all']
  const none = ['', '', '', '', '', '', ...weeks.map(() => '')]
  return [
    ['from', 'to', 'days', 'heard in', 'theme', 'theme id', 'kind', 'place', 'comments', 'of all', 'share', 'comments before', 'of all before', 'change', 'negative', 'neutral', 'positive', ...weeks], // prettier-ignore
    ...themes.map((row) => [
      ...period,
      ...[row.name, row.id, row.kind, row.place],
      ...[String(row.count), String(total), String(row.share)],
      ...[String(row.change.before), String(totalBefore), changeCell(row)],
      ...[row.feeling.negative, row.feeling.neutral, row.feeling.positive, ...row.trend].map(String),
    ]),
    [
      ...period,
      'No theme yet',
      '',
      '',
      '',
      String(unthemed.count),
      String(total),
      String(unthemed.share),
      ...none,
    ],
    [...period, 'Every comment', '', '', '', String(total), String(total), '1', '', String(totalBefore), ...none.slice(2)], // prettier-ignore
  ]
}

/** "46% more", "new", or "steady" where chance alone would do it, as the screen says it. */
function changeCell({ count, change: { percent, isSteady, before } }: ThemeRow): string {
  if (isSteady) return 'steady'
  if (percent === null) return before === 0 && count > 0 ? 'new' : 'steady'
  return `${Math.abs(percent)}% ${percent > 0 ? 'more' : 'less'}`
}

/** One comment as it is taken along; without a name, and without words that are delicate. */
export type CommentTaken = {
  readonly at: string
  readonly id: string
  readonly source: VoiceSource
  readonly channel: string | null
  readonly rating: string | null
  readonly feeling: 'negative' | 'neutral' | 'positive'
  readonly themes: readonly string[]
  readonly product: string | null
  readonly orders: string | null
  readonly touchpoint: string | null
  readonly customerId: string
  readonly closed: 'replied' | 'nothing_needed' | null
  readonly words: string | null
  /** What the words touch where they were left out. */
  readonly leftOut: string | null
}

export const COMMENT_HEAD = ['at', 'id', 'heard in', 'channel', 'rating', 'feeling', 'themes', 'product', 'orders', 'touchpoint', 'customer', 'closed', 'words', 'words left out'] // prettier-ignore

export function commentCells(one: CommentTaken): string[] {
  const { at, id, source, channel, rating, feeling, themes, product, orders, touchpoint, customerId, closed, words, leftOut } = one // prettier-ignore
  return [at, id, source, channel, rating, feeling, themes.join('; '), product, orders, touchpoint, customerId, closed, words, leftOut].map((cell) => cell ?? '') // prettier-ignore
}
