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
export function expectedWords({ low, high, share }: ExpectedEffect): string {
  return `Somewhere between ${some(low)} and ${some(high)}, if ${shareWords(share)} of what rubs there goes away.`
}

export const VERDICT_WORDS: Readonly<Record<FixEffect['verdict'], { word: string; tone?: 'good' | 'bad' }>> =
  {
    less: { word: 'Less rubs', tone: 'good' },
    more: { word: 'More rubs', tone: 'bad' },
    no_difference: { word: 'No difference' },
    too_early: { word: 'Too early' },
    not_measured: { word: 'Dropped' },
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
  const of = basis === 'here' ? 'happenings' : 'happenings anywhere'
  return `${some(before.per100)} in 100 ${of} in ${days} days before, ${some(after.per100)} in ${days} after`
}
