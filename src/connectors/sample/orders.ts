/** Who buys what and when, and the way of each parcel to her door. */
import {
  happens,
  integerBetween,
  numberBetween,
  pick,
  pickWeighted,
  randomOf,
  type Random,
} from '#kit/random.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '#kit/time.ts'
import { COLOURS, SAMPLE_PRODUCTS } from './catalogue.ts'
import { factsOf } from './facts.ts'
import type { Person } from './people.ts'
import { depotMoment, type Rhythm } from './rhythm.ts'
import { SAMPLE_WORKSPACE } from './roster.ts'
import { accountOf, secondAccountOf, type Line, type PlannedOrder, type Teller } from './world.ts'

/** How a parcel fares. */
export type Fate = 'smooth' | 'stuck' | 'delayed' | 'lost' | 'notthere'

export type Parcel = {
  readonly fate: Fate
  readonly labelledMs: number
  /** The day the carrier gave at dispatch. */
  readonly promisedMs: number
  /** Undefined while it is under way or when it never came. */
  readonly deliveredMs?: number
}

const SELLING = SAMPLE_PRODUCTS.map((product) => [product, product.weight] as const)

/** Her orders in time order, numbers still to be given. */
export function planOrders(person: Person, rhythm: Rhythm, sinceMs: number, untilMs: number): PlannedOrder[] {
  const random = randomOf(`${person.key}/orders`)
  const count = countOf(random, person)
  const times = Array.from({ length: count }, () => rhythm(random, sinceMs, untilMs, person.place.zone))
  return times
    .sort((a, b) => a - b)
    .map((at, index) => ({
      at,
      lines: linesOf(random, person),
      isFirst: person.years === 0 && index === 0,
      isGift: happens(random, 0.09),
      ...(happens(random, 0.17) ? { discountCode: pick(random, ['HELLO10', 'WOOLLY15', 'BACKAGAIN', 'FERN10', 'MENDING', 'GERALD']) } : {}), // prettier-ignore
      carrier: carrierOf(random, person),
      tracking: `${pick(random, ['1Z', 'TM', 'LX'])}${integerBetween(random, 10_000_000, 99_999_999)}`,
      number: '',
    }))
}

/** Tells the order and its parcel; what happens to it after `untilMs` stays untold. */
export function tellOrder(teller: Teller, random: Random, order: PlannedOrder): Parcel {
  const { person } = teller
  const as = person.externalToo && happens(random, 0.5) ? secondAccountOf(person) : accountOf(person)
  const giftNote = order.isGift
    ? teller.world.wording.tell(random, 'gift.note', factsOf(random, person, order.at, { order }))
    : undefined
  teller.tell(order.at, {
    kind: 'order',
    as,
    channel: happens(random, 0.04) ? 'store' : 'shop',
    author: { kind: 'customer', name: `${person.first} ${person.family}` },
    data: {
      ...goodsOf(order),
      ...(order.discountCode ? { discountCode: order.discountCode } : {}),
      ...(order.isGift ? { isGift: true } : {}),
      ...(giftNote ? { giftNote } : {}),
      device: person.device,
    },
  })
  if (happens(random, 0.06))
    teller.tell(order.at + integerBetween(random, 3, 90) * MINUTE_MS, {
      kind: 'order_change',
      channel: 'shop',
      data: { order: order.number, status: pick(random, ['updated', 'paid', 'updated']), reason: pick(random, ['address corrected', 'paid in two parts', 'colour changed', 'gift note added']) }, // prettier-ignore
    })
  return tellParcel(teller, random, order)
}

function tellParcel(teller: Teller, random: Random, order: PlannedOrder): Parcel {
  const fate = pickWeighted(random, [['smooth', 84], ['stuck', 6], ['delayed', 7.5], ['lost', 0.9], ['notthere', 1.6]] as const) // prettier-ignore
  const isAbroad = teller.person.place.country !== 'US'
  const { carrier, tracking, number } = order
  const about = { order: number, carrier, tracking }
  const van = (afterMs: number, low: number, high: number) => depotMoment(random, afterMs, numberBetween(random, low, high)) // prettier-ignore
  const scan = (atMs: number, status: string, promisedFor?: string) =>
    teller.tell(atMs, { kind: 'delivery', channel: 'carrier', author: CARRIER, data: { ...about, status, ...(promisedFor ? { promisedFor } : {}) } }) // prettier-ignore

  const labelledMs = van(order.at, 2, 20)
  const promisedMs =
    labelledMs + DAY_MS * (isAbroad ? integerBetween(random, 10, 13) : integerBetween(random, 5, 7))
  const promisedFor = new Date(promisedMs).toISOString().slice(0, 10)
  teller.tell(labelledMs, { kind: 'fulfilment', channel: 'shop', author: CARRIER, data: { ...about, status: 'label_created', promisedFor } }) // prettier-ignore
  const shippedMs = fate === 'stuck' ? van(labelledMs, 100, 230) : van(labelledMs, 5, 34)
  teller.tell(shippedMs, { kind: 'fulfilment', channel: 'shop', author: CARRIER, data: { ...about, status: 'shipped', promisedFor } }) // prettier-ignore
  let atMs = van(shippedMs, 8, isAbroad ? 70 : 30)
  if (fate !== 'smooth' || happens(random, 0.6)) scan(atMs, 'in_transit')
  if (fate === 'delayed') {
    atMs = van(atMs, 10, 40)
    const later = new Date(promisedMs + DAY_MS * integerBetween(random, 2, 5)).toISOString().slice(0, 10)
    scan(atMs, happens(random, 0.3) ? 'failed' : 'delayed', later)
    atMs = van(atMs, 50, 130)
  }
  if (fate === 'lost') {
    scan(van(promisedMs, 90, 160), 'lost')
    return { fate, labelledMs, promisedMs }
  }
  const arrivesMs = Math.max(van(atMs, isAbroad ? 60 : 12, isAbroad ? 130 : 56), fate === 'delayed' ? promisedMs + DAY_MS : 0) // prettier-ignore
  if (happens(random, 0.22)) scan(arrivesMs - integerBetween(random, 2, 6) * HOUR_MS, 'out_for_delivery')
  scan(arrivesMs, 'delivered')
  teller.world.arrivals.set(number, arrivesMs)
  return { fate, labelledMs, promisedMs, ...(fate === 'notthere' ? {} : { deliveredMs: arrivesMs }) }
}

/** Order, products and total as an entry carries them. */
export function goodsOf(order: PlannedOrder) {
  const currency = SAMPLE_WORKSPACE.currency
  const sum = order.lines.reduce((total, { product, quantity }) => total + product.priceMinor * quantity, 0)
  return {
    order: order.number,
    products: order.lines.map(productOf),
    total: { amountMinor: order.discountCode ? Math.round(sum * 0.9) : sum, currency },
  }
}

export function productOf({ product, colour, size, quantity }: Line) {
  return {
    id: product.id,
    sku: `${product.id}-${colour}-${size}`.toLowerCase().replaceAll(' ', ''),
    name: product.name,
    variant: size === 'one size' ? colour : `${colour}, ${size}`,
    category: product.category,
    quantity,
    price: { amountMinor: product.priceMinor, currency: SAMPLE_WORKSPACE.currency },
  }
}

export function lineOf(random: Random, person: Person): Line {
  const product = pickWeighted(random, SELLING)
  const hasLengths = product.category === 'dress' || product.category === 'trousers'
  const size = product.category === 'socks' || product.category === 'small' ? 'one size' : person.size
  return {
    product,
    colour: happens(random, 0.45) ? person.favourite : pick(random, COLOURS),
    size: hasLengths && person.petite ? `${size} petite` : hasLengths && person.tall ? `${size} tall` : size,
    quantity: product.category === 'socks' && happens(random, 0.5) ? 3 : 1,
  }
}

function linesOf(random: Random, person: Person): [Line, ...Line[]] {
  const more = pickWeighted(random, [[0, 58], [1, 29], [2, 13]] as const) // prettier-ignore
  const first = lineOf(random, person)
  const others = Array.from({ length: more }, () => lineOf(random, person))
  return [first, ...others.filter(({ product }) => product !== first.product)]
}

function countOf(random: Random, { standing }: Person): number {
  if (standing === 'new') return pickWeighted(random, [[1, 70], [2, 24], [3, 6]] as const) // prettier-ignore
  if (standing === 'regular') return integerBetween(random, 1, 3)
  return standing === 'loyal' ? integerBetween(random, 2, 4) : 0
}

function carrierOf(random: Random, { place }: Person): string {
  return place.country === 'US'
    ? pick(random, ['UPS', 'UPS', 'USPS', 'FedEx'])
    : pick(random, ['DHL', 'DHL', 'FedEx'])
}

const CARRIER = { kind: 'machine' } as const
