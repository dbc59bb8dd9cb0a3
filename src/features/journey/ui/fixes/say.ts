/** The fix's numbers in words. Pure. */
import type { ExpectedEffect, Fix, FixEffect } from '#features/journey/contract.ts'

/** "9.3", "41": what is under ten with one place, so that a half does not become nothing. */
export const some = (n: number) => (n < 10 ? n.toFixed(1).replace(/\.0$/, '') : String(Math.round(n)))

export const SHARE_WORDS: Readonly<Record<string, string>> = {
  '0.25': 'one in four',
  '0.5': 'half',
  '0.75': 'three in four',
  '1': 'all',
}
const shareWords = (share: number) => SHARE_WORDS[String(share)] ?? `${Math.round(share * 100)}%`

/** "Somewhere between 28 and 52, if three in four of those go away." */
export function expectedWords({ low, high, share }: ExpectedEffect, theme?: object | null): string {
  const gone = theme ? 'those comments no longer come' : 'what rubs there goes away'
  return `Somewhere between ${some(low)} and ${some(high)}, if ${shareWords(share)} of ${gone}.`
}

const VERDICTS: Readonly<Record<FixEffect['verdict'], { word: string; tone?: 'good' | 'bad' }>> = {
  less: { word: 'Less rubs', tone: 'good' },
  more: { word: 'More rubs', tone: 'bad' },
  no_difference: { word: 'No difference' },
  too_early: { word: 'Too early' },
  not_measured: { word: 'Dropped' },
}

/** Of a theme it is what is said that became less. */
export function verdictWords({ theme, effect: { verdict } }: Fix): { word: string; tone?: 'good' | 'bad' } {
  const found = VERDICTS[verdict]
  return theme ? { ...found, word: found.word.replace('rubs', 'said') } : found
}

/** "−18%", "+4%" */
export const signed = (ratio: number) =>
  `${ratio < 0 ? '−' : ratio > 0 ? '+' : ''}${Math.abs(Math.round(ratio * 100))}%`

/** "−28 to −6", "−38 and up": the interval of the change, without its sign of per cent. */
export function rangeWords({ low, high }: NonNullable<FixEffect['change']>): string {
  const bare = (ratio: number) => signed(ratio).replace('%', '')
  return high === null ? `${bare(low)} and up` : `${bare(low)} to ${bare(high)}`
}

/** "9.1 in 100 before, 3.2 in 100 after": the two sides as they were counted. */
export function sidesWords({ effect: { before, after, basis, days } }: Fix): string | null {
  if (before?.per100 == null || after?.per100 == null) return null
  const of = { here: 'happenings', everywhere: 'happenings anywhere', comments: 'comments' }[basis]
  return `${some(before.per100)} in 100 ${of} in ${days} days before, ${some(after.per100)} in ${days} after`
}
