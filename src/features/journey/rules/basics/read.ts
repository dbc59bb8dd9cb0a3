/** What was counted becomes a reading in words, a verdict where there is enough, and a comparison with the run before. Pure. */
import { wilsonInterval } from '#kit/statistics/wilson.ts'
import type { BasicAnswer, BasicId, BasicReading, BasicVerdict } from '../../contract/basics.ts'
import { BASICS } from './items.ts'
import type { Measured } from './measure.ts'

/** Under so many nothing is said. */
export const ENOUGH = 10

export type Known = {
  readonly measured: Measured
  /** Happenings where customers write, those of them whose last step before was a page, and pages seen. */
  readonly contacts: number
  readonly afterPages: number
  readonly pages: number
  readonly answered: number
  readonly slow: number
  /** Places of "before" that are shown, and those nobody looked at in their time. */
  readonly places: readonly { readonly name: string; readonly isDue: boolean }[]
  /** False where only a part of the period was read. */
  readonly isWhole: boolean
}

/** From sums that are exact for the whole period. */
const COUNTED: ReadonlySet<BasicId> = new Set(['content', 'in_time', 'self_service'])

/** Undefined where the data holds nothing of it. */
export function readingOf(item: BasicId, known: Known): BasicReading | undefined {
  const reading = READERS[item](known)
  if (!reading || known.isWhole || COUNTED.has(item)) return reading
  return { ...reading, more: [...reading.more, 'The period holds more than was read; this is a part of it.'] }
}

const READERS: Readonly<Record<BasicId, (known: Known) => BasicReading | undefined>> = {
  knowledgeable: ({ measured: { messages, askedAgain } }) =>
    shareOf(
      messages - askedAgain,
      messages,
      (good, of) => `In ${good} of ${of} messages nobody had to ask again.`,
    ),
  courteous: ({ measured: { warm, cold } }) =>
    shareOf(warm, warm + cold, (good, of) => `${good} of ${of} who spoke of it felt looked after.`),
  access: ({ measured: { messages, saidAgain } }) =>
    shareOf(
      messages - saidAgain,
      messages,
      (good, of) => `In ${good} of ${of} messages nothing had to be said twice.`,
    ),
  in_time: ({ answered, slow }) =>
    shareOf(answered - slow, answered, (good, of) => `${good} of ${of} messages were answered within a day.`),
  self_service: ({ contacts, afterPages, pages }) =>
    shareOf(
      afterPages,
      contacts,
      (good, of) => `${good} of ${of} messages came right after pages were seen.`,
      pages === 0 ? ['No page seen comes in, so what people tried is not known.'] : [],
    ),
  payment: ({ measured: { orders, paymentFailures, abandoned, payments } }) => {
    const choices = [...payments].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1)).map(([name]) => name)
    return shareOf(
      orders,
      orders + paymentFailures,
      (good, of) => `${good} of ${of} payments went through.`,
      [
        ...(abandoned > 0
          ? [
              `${counted(abandoned, 'checkout was', 'checkouts were')} left, and no order followed within a week.`,
            ]
          : []),
        choices.length > 0
          ? `Paid by ${choices.slice(0, 6).join(', ')}.`
          : 'How people pay does not come in with their orders.',
      ],
    )
  },
  content: ({ places }) => {
    if (places.length === 0) return undefined
    const due = places.filter(({ isDue }) => isDue)
    return {
      good: places.length - due.length,
      of: places.length,
      interval: null,
      words: `${places.length - due.length} of ${places.length} places were looked at in their time.`,
      more:
        due.length > 0
          ? [
              `Due: ${due
                .slice(0, 8)
                .map(({ name }) => name)
                .join(', ')}.`,
            ]
          : [],
    }
  },
  findability: ({ measured: { messages, lost, found } }) =>
    shareOf(
      messages - lost,
      messages,
      (good, of) => `In ${good} of ${of} messages nobody asked for the way.`,
      [
        found > 0
          ? `${counted(found, 'look', 'looks')} at adverts and profiles came in.`
          : 'Neither adverts seen nor profiles viewed come in.',
      ],
    ),
}

function shareOf(
  good: number,
  of: number,
  words: (good: string, of: string) => string,
  more: string[] = [],
): BasicReading | undefined {
  const interval = wilsonInterval(good, of)
  if (!interval) return undefined
  return {
    good,
    of,
    interval: { low: interval.low, high: interval.high },
    words: words(NUMBER.format(good), NUMBER.format(of)),
    more,
  }
}

/** In order where even the lower end of the interval reaches the floor, not where the upper end stays below; null where it is not for the data, or too little. */
export function verdictOf(item: BasicId, reading: BasicReading | undefined): BasicVerdict | null {
  const floor = BASICS.find(({ id }) => id === item)?.floor ?? null
  if (floor === null || !reading) return null
  if (reading.interval === null)
    return reading.good === reading.of ? 'yes' : reading.good === 0 ? 'no' : 'partly'
  if (reading.of < ENOUGH) return null
  return reading.interval.low >= floor ? 'yes' : reading.interval.high < floor ? 'no' : 'partly'
}

type Side = { readonly verdict: BasicVerdict | null; readonly reading: BasicReading | null }
const WEIGHT: Readonly<Record<BasicVerdict, number>> = { no: 0, partly: 1, yes: 2 }

/** A share moved where the 95 % interval of the difference leaves zero out (Newcombe 1998, method 10); a person's answer where it is another. */
export function changeOf(now: Side, before: Side, isByData: boolean): BasicAnswer['change'] {
  const { reading } = now
  if (isByData && reading && before.reading) {
    if (reading.interval === null || before.reading.interval === null)
      return moved(reading.good / reading.of - before.reading.good / before.reading.of)
    if (reading.of < ENOUGH || before.reading.of < ENOUGH) return 'too_few'
    const difference = differenceInterval(reading, before.reading)
    return difference.low > 0 ? 'better' : difference.high < 0 ? 'worse' : 'steady'
  }
  if (now.verdict === null || before.verdict === null) return null
  return moved(WEIGHT[now.verdict] - WEIGHT[before.verdict])
}

const moved = (by: number) => (by > 0 ? 'better' : by < 0 ? 'worse' : 'steady')

/** Of two independent shares, from their Wilson intervals. */
export function differenceInterval(
  a: Pick<BasicReading, 'good' | 'of'>,
  b: Pick<BasicReading, 'good' | 'of'>,
): { low: number; high: number } {
  const [x, y] = [wilsonInterval(a.good, a.of), wilsonInterval(b.good, b.of)]
  if (!x || !y) return { low: -1, high: 1 }
  const [p, q] = [a.good / a.of, b.good / b.of]
  return {
    low: p - q - Math.hypot(p - x.low, y.high - q),
    high: p - q + Math.hypot(x.high - p, q - y.low),
  }
}

const NUMBER = new Intl.NumberFormat('en-US')
const counted = (n: number, one: string, many: string) => `${NUMBER.format(n)} ${n === 1 ? one : many}`
