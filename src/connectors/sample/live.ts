/** New entries without end, at the pace of a shop in the week before the holidays, so that a visitor sees the queue move. */
import type { IncomingEntry } from '#features/timeline/index.ts'
import {
  happens,
  integerBetween,
  numberBetween,
  pick,
  pickWeighted,
  randomOf,
  type Random,
} from '#kit/random.ts'
import { DAY_MS, HOUR_MS } from '#kit/time.ts'
import { answerSurvey, postSomewhere } from './aftermath.ts'
import { lineOf, planOrders, goodsOf } from './orders.ts'
import { personOf, type Person } from './people.ts'
import { rhythmOf } from './rhythm.ts'
import { SAMPLE_AGENTS } from './roster.ts'
import { converse, type Topic } from './topics.ts'
import { browserOf, Teller, type PlannedOrder, type World } from './world.ts'
import { Wording } from './wording.ts'

export type LiveOptions = {
  readonly seed: string
  /** When the stream starts; entries are dated from here on. */
  readonly from: Date
  /** Out of how many customers it draws; the same as the sample has. */
  readonly customers?: number
}

export type LiveEntry = {
  /** How long after the one before it comes: seconds, 4 to 10. */
  readonly afterSeconds: number
  readonly entry: IncomingEntry
}

/** Order numbers of the stream start here, above those of the filled brand. */
const FIRST_ORDER = 30_000

/** Never ends. About one entry in four is people's words. The same seed and start give the same stream. */
export function* liveEntries({ seed, from, customers = 3_200 }: LiveOptions): Generator<LiveEntry> {
  const fromMs = from.getTime()
  const random = randomOf(`${seed}/live/${fromMs}`)
  const wording = new Wording()
  let atMs = fromMs
  for (let turn = 1; ; turn++) {
    const afterSeconds = Math.round(numberBetween(random, 4, 10) * 10) / 10
    atMs += afterSeconds * 1_000
    const told: IncomingEntry[] = []
    const world: World = { seed, fromMs: atMs - 60 * DAY_MS, untilMs: atMs, rhythm: rhythmOf(atMs - 60 * DAY_MS, atMs), wording, arrivals: new Map(), entries: told } // prettier-ignore
    const known = personOf(seed, integerBetween(random, 0, customers - 1))
    const person = { ...known, key: `${known.key}-live-${fromMs}-${turn}` }
    happen(new Teller(world, person), random, atMs, String(FIRST_ORDER + turn), person)
    // What a scene tells of the past belongs to the past: only what happens now is news.
    const entry = told.find(({ at }) => at.getTime() === Math.floor(atMs))
    if (entry) yield { afterSeconds, entry }
    else atMs -= afterSeconds * 1_000
  }
}

type Happening = 'words' | 'page' | 'parcel' | 'order' | 'survey' | 'post' | 'look' | 'list'

function happen(teller: Teller, random: Random, atMs: number, number: string, person: Person): void {
  const what = pickWeighted<Happening>(random, [['words', 30], ['page', 22], ['parcel', 19], ['order', 13], ['survey', 6], ['post', 4], ['look', 4], ['list', 2]]) // prettier-ignore
  const order = orderOf(person, random, atMs, number)
  if (what === 'words') words(teller, random, atMs)
  else if (what === 'order') teller.tell(atMs, { kind: 'order', channel: 'shop', author: { kind: 'customer', name: `${person.first} ${person.family}` }, data: { ...goodsOf(order), device: person.device } }) // prettier-ignore
  else if (what === 'parcel') teller.tell(atMs, { kind: 'delivery', channel: 'carrier', author: { kind: 'machine' }, data: { carrier: order.carrier, tracking: order.tracking, status: pickWeighted(random, [['in_transit', 40], ['out_for_delivery', 25], ['delivered', 30], ['delayed', 5]] as const) } }) // prettier-ignore
  else if (what === 'survey') answerSurvey(teller, random, atMs, 'csat', pick(random, ['good', 'good', 'fair', 'bad']), pick(random, SAMPLE_AGENTS)) // prettier-ignore
  else if (what === 'post') postSomewhere(teller, random, atMs, happens(random, 0.7) ? 'good' : 'bad')
  else if (what === 'look') teller.tell(atMs, { kind: 'reviews_read', as: browserOf(person), channel: 'web', data: { place: 'Trustpilot', device: person.device } }) // prettier-ignore
  else if (what === 'list') teller.tell(atMs, { kind: 'subscription', channel: 'email', data: { status: 'subscribed', campaign: 'footer' } }) // prettier-ignore
  else teller.tell(atMs, { kind: 'page', as: browserOf(person), channel: 'web', title: order.lines[0].product.name, data: { url: `https://tussock.example/products/${order.lines[0].product.id}`, device: person.device } }) // prettier-ignore
}

const TOPICS: readonly (readonly [Topic, number])[] = [['sizing', 16], ['gift', 9], ['pet', 7], ['wedding', 5], ['baby', 5], ['trip', 4], ['shoutout', 10], ['thanks', 7], ['confusion', 7], ['repair', 6], ['complaint', 7], ['furious', 4], ['churn', 2], ['loyal', 5], ['firstorder', 5], ['hardship', 3], ['callback', 2], ['birthday', 3], ['store', 3], ['care', 4]] // prettier-ignore

/** Somebody writes; a topic that isn't true of her gives way to another. */
function words(teller: Teller, random: Random, atMs: number): void {
  for (let attempt = 0; attempt < 4; attempt++)
    if (converse(teller, random, pickWeighted(random, TOPICS), { atMs, line: lineOf(random, teller.person), isOpen: true })) return // prettier-ignore
}

function orderOf(person: Person, random: Random, atMs: number, number: string): PlannedOrder {
  const steady = () => atMs - numberBetween(random, 1, 20) * HOUR_MS
  const [planned] = planOrders({ ...person, standing: 'regular' }, steady, atMs - DAY_MS, atMs)
  const line = lineOf(random, person)
  return { ...(planned ?? { at: atMs, lines: [line], isFirst: false, isGift: false, carrier: 'UPS', tracking: 'TM0' }), number } // prettier-ignore
}
