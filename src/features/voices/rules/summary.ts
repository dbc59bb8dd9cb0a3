/** One paragraph of what customers say the most, put together from counts and quotes: every figure says what it counts, every quote stands in its comment. Pure. */
import { counted } from '#kit/counted.ts'
import type { SaidPart, ThemeRow } from '../contract.ts'

export type Quote = { readonly voiceId: string; readonly text: string }
type Theme = Pick<ThemeRow, 'id' | 'name' | 'kind' | 'count' | 'change' | 'feeling' | 'isHidden'>
export type Said = {
  readonly days: number
  readonly total: number
  readonly themes: readonly Theme[]
  readonly unthemed: number
}
export type ThemeChoice = {
  /** Most said first. */
  readonly most: readonly Theme[]
  /** Said more or less than chance gives. */
  readonly changed: readonly Theme[]
  /** Felt worst of those said often enough. */
  readonly worst: Theme | undefined
}

const MOST = 3
const CHANGED = 2
/** Of fewer comments no share of feeling is told. */
const ENOUGH = 20
/** A quote is a sentence: shorter says nothing, longer is no quote. */
const QUOTE = { least: 12, most: 170 }

/** What the paragraph speaks of. */
export function chooseThemes(themes: readonly Theme[]): ThemeChoice {
  const shown = themes.filter(({ isHidden, count }) => !isHidden && count > 0).sort(byCount)
  const most = shown.slice(0, MOST)
  const told = new Set(most.map(({ id }) => id))
  const changed = shown
    .filter(({ change, id }) => !change.isSteady && change.percent !== null && !told.has(id))
    .slice(0, CHANGED)
  const worst = shown
    .filter(({ count }) => count >= ENOUGH)
    .sort((a, b) => badShare(b) - badShare(a) || byCount(a, b))[0]
  return { most, changed, worst: worst && badShare(worst) >= 0.5 ? worst : undefined }
}

/** Parts in reading order; put together they are the paragraph. `quotes` by theme. */
export function paragraphOf(
  { days, total, themes, unthemed }: Said,
  quotes: ReadonlyMap<string, Quote>,
): SaidPart[] {
  const { most, changed, worst } = chooseThemes(themes)
  const [first, ...rest] = most
  if (!first) return total === 0 ? [] : [...words('Of '), figure(total, '*'), ...words(` comments of the last ${days} days none is of a theme yet.`)] // prettier-ignore
  return [
    ...words('Of '),
    figure(total, '*'),
    ...words(` ${total === 1 ? 'comment' : 'comments'} of the last ${days} days, `),
    ...told(first),
    ...words(first.count === 1 ? ' is about ' : ' are about '),
    name(first),
    ...quoted(first, quotes, ': ', ''),
    ...words('.'),
    ...rest.flatMap((theme, at) => [
      ...words(at === 0 ? ' Then comes ' : ' and '),
      name(theme),
      ...words(' with '),
      ...told(theme),
      ...quoted(theme, quotes, ' (', ')'),
      ...words(at === rest.length - 1 ? '.' : ''),
    ]),
    ...changed.flatMap((theme) => [
      ...words(` Said ${(theme.change.percent ?? 0) > 0 ? 'more' : 'less'} than before: `),
      name(theme),
      ...words(', '),
      figure(theme.count, theme.id),
      ...words(` against ${counted(theme.change.before)} in the ${days} days before`),
      ...quoted(theme, quotes, ', ', ''),
      ...words('.'),
    ]),
    ...(worst
      ? [...words(' Felt worst: '), name(worst), ...words(', '), figure(worst.feeling.negative, worst.id, 'negative'), ...words(' of '), figure(worst.count, worst.id), ...words(' comments are negative.')] // prettier-ignore
      : []),
    ...(unthemed > 0 ? [...words(' '), figure(unthemed, '-'), ...words(unthemed === 1 ? ' matches no theme yet.' : ' match no theme yet.')] : []), // prettier-ignore
  ]
}

/** The paragraph as plain text. */
export const plainOf = (parts: readonly SaidPart[]): string =>
  parts.map((part) => (part.kind === 'quote' ? `“${part.text}”` : part.text)).join('')

/** The sentence around the marked words, as it stands in the text; undefined where it is none to quote. */
export function sentenceAround(text: string, mark: { start: number; end: number }): string | undefined {
  const sentence = sentenceWith(text, mark)
  return sentence.length >= QUOTE.least && sentence.length <= QUOTE.most ? sentence : undefined
}

/** The sentence around the marked words, however long or short. */
export function sentenceWith(text: string, mark: { start: number; end: number }): string {
  const before = text.slice(0, mark.start)
  const after = text.slice(mark.end)
  const start = Math.max(...['. ', '! ', '? ', '\n'].map((end) => before.lastIndexOf(end) + end.length), 0)
  const from = before.search(/[.!?\n]/) < 0 ? 0 : Math.min(start, mark.start)
  const end = mark.end + (/[.!?](?=\s|$)|\n/.exec(after)?.index ?? after.length)
  return text.slice(from, end).trim()
}

const byCount = (a: Theme, b: Theme): number => b.count - a.count || (a.name < b.name ? -1 : 1)
const badShare = ({ count, feeling }: Theme): number => feeling.negative / Math.max(1, count)

const words = (text: string): SaidPart[] => (text === '' ? [] : [{ kind: 'words', text }])
const figure = (count: number, themeId: string, feeling: 'negative' | null = null): SaidPart => ({
  kind: 'figure',
  text: counted(count),
  themeId,
  feeling,
})
const name = ({ id, name }: Theme): SaidPart => ({ kind: 'theme', text: `“${name}”`, themeId: id })

/** "214, 46 % more than before". */
function told({ id, count, change: { percent, isSteady } }: Theme): SaidPart[] {
  const change = isSteady || percent === null ? '' : ` (${Math.abs(percent)}% ${percent > 0 ? 'more' : 'less'} than before)` // prettier-ignore
  return [figure(count, id), ...words(change)]
}

function quoted(
  { id }: Theme,
  quotes: ReadonlyMap<string, Quote>,
  before: string,
  after: string,
): SaidPart[] {
  const quote = quotes.get(id)
  return quote
    ? [
        ...words(before),
        { kind: 'quote', text: quote.text, voiceId: quote.voiceId, themeId: id },
        ...words(after),
      ]
    : []
}
