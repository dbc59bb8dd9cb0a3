/** How a kind or a rule fares, in words. Pure. */
import type { NoticedKind } from '#features/moments/contract.ts'

type Fares = Pick<NoticedKind, 'accepted' | 'dismissed' | 'dismissedShare' | 'reasons'>

const percent = (share: number): string => `${Math.round(share * 100)} %`

/** "12 accepted, 3 dismissed: 20 % (7 to 45 %). Wrong meaning 2, not worth it 1." */
export function faresWords({ accepted, dismissed, dismissedShare, reasons }: Fares): string {
  if (dismissedShare === null) return 'Nobody has judged it yet.'
  const { share, low, high } = dismissedShare
  const why = [
    ['wrong person', reasons.wrong_person] as const,
    ['wrong meaning', reasons.wrong_meaning] as const,
    ['not worth it', reasons.not_worth_it] as const,
  ]
    .filter(([, count]) => count > 0)
    .map(([word, count]) => `${word} ${count}`)
    .join(', ')
  const span = `${Math.round(low * 100)} to ${percent(high)}`
  return `${accepted} accepted, ${dismissed} dismissed: ${percent(share)} (${span}).${why === '' ? '' : ` ${why.charAt(0).toUpperCase()}${why.slice(1)}.`}`
}

/** What the threshold of a kind means for the queue. */
export function thresholdWords({ from, right, found }: NonNullable<NoticedKind['threshold']>): string {
  const counted =
    right === null || found === null ? 'not counted on labels yet' : `${right} of ${found} right`
  return from >= 1
    ? `Only hinted at in the conversation: ${counted} on our labels is not enough.`
    : `In the queue from a score of ${from} (${counted}${right === null ? '' : ' on our labels'}); below it a hint.`
}
