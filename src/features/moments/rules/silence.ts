/** When a customer who used to order has gone silent. Pure. */
import { DAY_MS } from '#kit/time.ts'
import { counted } from './contacts.ts'
import { CATALOGUE } from '../catalogue/index.ts'
import type { NoticedMoment } from './shapes.ts'
import { rowSaying } from './words.ts'

/** Days without a word or an order after which somebody with two orders or more is silent. */
export const SILENT_AFTER_DAYS = 120
/** How long being silent is worth a question; who is silent longer than both is left in peace. */
export const SILENT_WORTH_MS = CATALOGUE.gone_silent.livesHours * 3_600_000

/** When she became silent, counted from her last word. */
export function silentSince(lastAt: Date): Date {
  return new Date(lastAt.getTime() + SILENT_AFTER_DAYS * DAY_MS)
}

/** The moment of somebody with this many orders, last heard of at `lastAt`. */
export function silenceOf({
  orders,
  lastAt,
  lastWords,
}: {
  orders: number
  lastAt: Date
  lastWords: string
}): NoticedMoment {
  const since = silentSince(lastAt)
  const slots = {
    days: `${SILENT_AFTER_DAYS} days`,
    count: counted(orders, 'order').replace(/ orders?$/, ''),
  }
  return {
    kind: 'gone_silent',
    valence: 'threat',
    signs: [
      {
        kind: 'gone_silent',
        quote: null,
        start: null,
        end: null,
        by: 'sweep.gone_silent',
        score: 0.9,
        slots,
      },
    ],
    slots,
    ...rowSaying('Last heard: ', lastWords),
    expiresAt: new Date(since.getTime() + SILENT_WORTH_MS),
    because: CATALOGUE.gone_silent.because,
  }
}
