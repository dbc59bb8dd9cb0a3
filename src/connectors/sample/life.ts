/** One customer's months with the brand, from the first advert to the last goodbye. */
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
import { afterDelivery, answerSurvey, postSomewhere } from './aftermath.ts'
import { walkChallenge } from './challenge.ts'
import { factsOf } from './facts.ts'
import { lineOf, tellOrder } from './orders.ts'
import { converse, type PlainTopic } from './topics.ts'
import { browserOf, mailboxOf, type Line, type PlannedOrder, type Teller } from './world.ts'

/** Tells the whole life; the orders come with their numbers. */
export function tellLife(teller: Teller, startMs: number, orders: readonly PlannedOrder[]): void {
  const { person, world } = teller
  const random = randomOf(`${person.key}/life`)
  if (person.standing === 'noise') return tellNoise(teller, random)
  if (person.standing === 'trade') return tellTrade(teller, random)

  const isNew = person.years === 0
  const metMs = isNew ? findUs(teller, random, startMs) : startMs
  const firstOrder = orders[0]
  if (isNew || happens(random, 0.5)) introduce(teller, random, firstOrder ? Math.min(firstOrder.at - MINUTE_MS, metMs + DAY_MS) : metMs + HOUR_MS) // prettier-ignore
  if (!firstOrder) return wonder(teller, random, metMs)

  for (const order of orders) {
    beforeOrder(teller, random, order)
    const parcel = tellOrder(teller, random, order)
    whileWaiting(teller, random, order, parcel)
    if (parcel.deliveredMs !== undefined) afterDelivery(teller, random, order, parcel.deliveredMs, parcel.fate === 'smooth') // prettier-ignore
  }
  if (happens(random, 0.044)) walkChallenge(teller, random, firstOrder.at + 8 * DAY_MS, firstOrder.lines[0])
  if (happens(random, 0.17)) answerSurvey(teller, random, world.rhythm(random, firstOrder.at, world.untilMs, person.place.zone), 'nps', pick(random, ['good', 'good', 'fair', 'fair', 'bad'])) // prettier-ignore
  if (happens(random, 0.07)) leaveList(teller, random, world.rhythm(random, firstOrder.at, world.untilMs, person.place.zone)) // prettier-ignore
}

/** An advert, a search, other people's reviews: anonymous until she says who she is. */
function findUs(teller: Teller, random: Random, startMs: number): number {
  const as = browserOf(teller.person)
  const { device } = teller.person
  let atMs = startMs
  const step = (low: number, high: number) => (atMs += numberBetween(random, low, high) * MINUTE_MS)
  if (happens(random, 0.34))
    teller.tell(atMs, { kind: 'promotion', as, channel: 'web', data: { campaign: pick(random, CAMPAIGNS), place: pick(random, ['Instagram', 'a knitting podcast', 'search', 'a friend’s newsletter']), device } }) // prettier-ignore
  if (happens(random, 0.12)) teller.tell(step(1, 90), { kind: 'profile_view', as, channel: 'web', data: { place: 'Google Business Profile', device } }) // prettier-ignore
  for (let visit = integerBetween(random, 1, 3); visit > 0; visit--) look(teller, random, step(1, 40), as)
  if (happens(random, 0.26)) teller.tell(step(2, 600), { kind: 'reviews_read', as, channel: 'web', data: { place: pick(random, ['Trustpilot', 'our product page', 'Reddit']), device } }) // prettier-ignore
  return step(5, 2_000)
}

/** The browser and the mailbox turn out to be one person. */
function introduce(teller: Teller, random: Random, atMs: number): void {
  const { person } = teller
  const { place, first, family } = person
  const identities = [...mailboxOf(person), ...browserOf(person), { kind: 'external', value: person.external, verified: true } as const] // prettier-ignore
  if (happens(random, 0.45))
    teller.tell(atMs - 2 * MINUTE_MS, { kind: 'subscription', as: [...mailboxOf(person), ...browserOf(person)], channel: 'web', data: { status: 'subscribed', campaign: pick(random, ['footer', 'first-order discount', 'repair guide', 'the 100 days']), device: person.device } }) // prettier-ignore
  teller.tell(atMs, {
    kind: 'traits',
    as: identities,
    channel: 'shop',
    title: 'Account created',
    traits: {
      name: `${first} ${family}`,
      city: place.city,
      ...(place.region ? { region: place.region } : {}),
      country: place.country,
      zone: place.zone,
      language: place.language,
      since: new Date(atMs - person.years * 365 * DAY_MS).toISOString().slice(0, 10),
    },
  })
}

function beforeOrder(teller: Teller, random: Random, order: PlannedOrder): void {
  for (let visit = pickWeighted(random, [[0, 60], [1, 28], [2, 15]] as const); visit > 0; visit--) // prettier-ignore
    look(teller, random, order.at - numberBetween(random, 2, 900) * MINUTE_MS, browserOf(teller.person), order.lines[0]) // prettier-ignore
  if (happens(random, 0.05))
    teller.tell(order.at - numberBetween(random, 4, 60) * HOUR_MS, { kind: 'activity', channel: 'shop', title: 'Leaves the checkout', data: { topic: 'checkout', products: [{ name: order.lines[0].product.name, quantity: 1 }], device: teller.person.device } }) // prettier-ignore
  if (!happens(random, 0.15)) return
  const atMs = order.at - numberBetween(random, 3, 50) * HOUR_MS
  const topic = pickWeighted<PlainTopic>(random, [['sizing', 62], ['stock', 9], ['wedding', 6], ['trip', 8], ['baby', 5], ['birthday', 4], ['confusion', 9]]) // prettier-ignore
  const talk = converse(teller, random, topic, { atMs, line: order.lines[0] })
  if (talk && happens(random, 0.28)) answerSurvey(teller, random, talk.atMs + 3 * HOUR_MS, 'csat', talk.mood, talk.agent) // prettier-ignore
}

type Waiting = { fate: string; labelledMs: number; promisedMs: number; deliveredMs?: number }

function whileWaiting(teller: Teller, random: Random, order: PlannedOrder, parcel: Waiting): void {
  if (order.isFirst && happens(random, 0.06)) ask(teller, random, 'firstorder', order.at + 2 * HOUR_MS, order)
  if (order.isGift && happens(random, 0.36)) ask(teller, random, 'gift', order.at + HOUR_MS * numberBetween(random, 0.2, 8), order) // prettier-ignore
  if (happens(random, 0.028)) ask(teller, random, pick(random, ['moving', 'moving', 'hardship']), order.at + HOUR_MS * numberBetween(random, 0.5, 14), order) // prettier-ignore
  if (happens(random, 0.03))
    ask(teller, random, 'deadline', order.at + HOUR_MS * numberBetween(random, 5, 50), order)
  if (parcel.fate === 'notthere')
    return ask(teller, random, 'notthere', parcel.promisedMs + 20 * HOUR_MS, order)
  const isLate = parcel.fate !== 'smooth'
  if (!happens(random, isLate ? 0.66 : 0.055)) return
  const fromMs = isLate ? Math.min(parcel.promisedMs, parcel.labelledMs + 4 * DAY_MS) : order.at + DAY_MS
  ask(teller, random, 'wismo', fromMs + HOUR_MS * numberBetween(random, 2, isLate ? 40 : 30), order)
}

function ask(
  teller: Teller,
  random: Random,
  topic: PlainTopic | 'wismo' | 'call',
  atMs: number,
  order: PlannedOrder,
): void {
  const talk = converse(teller, random, topic, { atMs, order })
  if (talk && happens(random, 0.34)) answerSurvey(teller, random, talk.atMs + numberBetween(random, 2, 30) * HOUR_MS, 'csat', talk.mood, talk.agent) // prettier-ignore
}

/** A prospect looks, asks, and stays one. */
function wonder(teller: Teller, random: Random, metMs: number): void {
  const { person, world } = teller
  const atMs = metMs + numberBetween(random, 1, 60) * HOUR_MS
  if (happens(random, 0.42))
    converse(teller, random, pickWeighted<PlainTopic>(random, [['sizing', 26], ['stock', 20], ['confusion', 22], ['store', 14], ['firstorder', 12], ['callback', 6]]), { atMs, line: lineOf(random, person) }) // prettier-ignore
  if (happens(random, 0.1))
    converse(teller, random, 'form', { atMs: atMs + HOUR_MS, channel: 'form', line: lineOf(random, person) })
  if (happens(random, 0.08)) postSomewhere(teller, random, atMs + DAY_MS, 'fair')
  if (happens(random, 0.12))
    leaveList(teller, random, world.rhythm(random, metMs, world.untilMs, person.place.zone))
}

function leaveList(teller: Teller, random: Random, atMs: number): void {
  const { person, world } = teller
  for (let mails = integerBetween(random, 1, 3); mails > 0; mails--) {
    const sentMs = atMs - mails * numberBetween(random, 20, 44) * HOUR_MS
    const text = world.wording.tell(random, 'news.mail', factsOf(random, person, sentMs, {}))
    if (text !== undefined) teller.tell(sentMs, { kind: 'message_out', as: mailboxOf(person), channel: 'email', text, author: { kind: 'machine', name: 'Tussock Merino' }, data: { automatic: true, campaign: 'newsletter' } }) // prettier-ignore
  }
  const reason = happens(random, 0.7) ? world.wording.tell(random, 'unsubscribe.reason', factsOf(random, person, atMs, {})) : undefined // prettier-ignore
  teller.tell(atMs, { kind: 'subscription', as: mailboxOf(person), channel: 'email', ...(reason ? { text: reason } : {}), author: { kind: 'customer', name: `${person.first} ${person.family}` }, data: { status: 'unsubscribed', campaign: 'newsletter', ...(reason ? { reason } : {}) } }) // prettier-ignore
}

function look(
  teller: Teller,
  random: Random,
  atMs: number,
  as: ReturnType<typeof browserOf>,
  line?: Line,
): void {
  const [title, url] = line && happens(random, 0.7) ? [line.product.name, `/products/${line.product.id}`] : pick(random, PAGES) // prettier-ignore
  teller.tell(atMs, { kind: 'page', as, channel: 'web', title, data: { url: `https://tussock.example${url}`, device: teller.person.device } }) // prettier-ignore
}

function tellTrade(teller: Teller, random: Random): void {
  const { world, person } = teller
  for (let turn = integerBetween(random, 1, 4); turn > 0; turn--)
    converse(teller, random, 'wholesale', { atMs: world.rhythm(random, world.fromMs, world.untilMs, person.place.zone) }) // prettier-ignore
}

/** What reaches every inbox; nobody answers it. */
function tellNoise(teller: Teller, random: Random): void {
  const { world, person } = teller
  for (let turn = integerBetween(random, 1, 3); turn > 0; turn--) {
    const atMs = world.rhythm(random, world.fromMs, world.untilMs, person.place.zone)
    const text = world.wording.tell(random, 'spam', factsOf(random, person, atMs, {}))
    if (text !== undefined) teller.tell(atMs, { kind: 'message_in', as: mailboxOf(person), channel: 'email', conversation: teller.thread(), text, author: { kind: 'customer', name: `${person.first} ${person.family}` } }) // prettier-ignore
  }
}

const CAMPAIGNS = ['One dress, 100 days', 'Spring layers', 'Meet Gerald', 'Mending week', 'Travel light', 'Come back to wool'] // prettier-ignore
const PAGES: readonly (readonly [string, string])[] = [
  ['Home', '/'],
  ['Dresses', '/dresses'],
  ['Size guide', '/size-guide'],
  ['Returns', '/returns'],
  ['Our farms', '/farms'],
  ['Contact', '/contact'],
  ['Repairs', '/repairs'],
  ['The 100 days', '/challenge'],
  ['Sale', '/sale'],
]
