/** What follows a delivered parcel: reviews, posts, surveys, doubts about fit, returns and repairs. */
import { happens, integerBetween, numberBetween, pick, pickWeighted, type Random } from '#kit/random.ts'
import { DAY_MS, HOUR_MS } from '#kit/time.ts'
import { factsOf } from './facts.ts'
import { productOf } from './orders.ts'
import { SAMPLE_AGENTS, SAMPLE_WORKSPACE, type SampleAgent } from './roster.ts'
import type { Mood } from './talk.ts'
import type { Situation } from './texts/index.ts'
import { converse, type PlainTopic } from './topics.ts'
import { mailboxOf, type PlannedOrder, type Teller } from './world.ts'

export function afterDelivery(
  teller: Teller,
  random: Random,
  order: PlannedOrder,
  deliveredMs: number,
  onTime: boolean,
): void {
  const days = (low: number, high: number) => deliveredMs + numberBetween(random, low, high) * DAY_MS
  if (happens(random, 0.26)) review(teller, random, days(2, 26), order, onTime)
  if (happens(random, 0.1)) postSomewhere(teller, random, days(0.5, 20), onTime ? 'good' : 'bad', order)
  if (happens(random, 0.1)) sendBack(teller, random, order, days(1, 12))
  else if (happens(random, 0.045)) ask(teller, random, 'fit', days(0.2, 4), order)
  if (happens(random, 0.2)) ask(teller, random, laterTopic(random, teller, onTime), days(0.5, 40), order)
  if (happens(random, 0.025)) ask(teller, random, 'call', days(0.5, 20), order)
  if (happens(random, 0.012)) converse(teller, random, 'form', { atMs: days(1, 30), order, channel: 'form' })
}

/** Sent back, received, refunded; about one in nine waits too long for the money and asks. */
function sendBack(teller: Teller, random: Random, order: PlannedOrder, atMs: number): void {
  const { person, world } = teller
  const line = pick(random, order.lines)
  const reason = world.wording.tell(random, 'return.reason', factsOf(random, person, atMs, { line }))
  const isExchange = happens(random, 0.36)
  if (happens(random, 0.42)) {
    const talk = converse(teller, random, isExchange ? 'exchange' : happens(random, 0.4) ? 'fit' : 'return', { atMs, order, line }) // prettier-ignore
    if (talk) survey(teller, random, talk.atMs, talk.mood, talk.agent)
    if (talk?.promisedMs !== undefined) atMs = talk.atMs
  }
  const products = [productOf(line)]
  const step = (status: string, afterMs: number) =>
    teller.tell(afterMs, { kind: 'return', channel: 'shop', ...(status === 'requested' && reason ? { text: reason } : {}), author: status === 'requested' ? { kind: 'customer' } : { kind: 'machine' }, data: { order: order.number, products, status, ...(reason ? { reason } : {}) } }) // prettier-ignore
  const askedMs = atMs + HOUR_MS
  step('requested', askedMs)
  if (happens(random, 0.02)) return void step('declined', askedMs + DAY_MS)
  step('approved', askedMs + numberBetween(random, 0.1, 20) * HOUR_MS)
  const receivedMs = askedMs + numberBetween(random, 4, 12) * DAY_MS
  step('received', receivedMs)
  const isSlow = happens(random, 0.12)
  const paidMs = receivedMs + numberBetween(random, isSlow ? 8 : 0.5, isSlow ? 18 : 4) * DAY_MS
  if (isExchange) {
    teller.tell(paidMs, { kind: 'order_change', channel: 'shop', data: { order: order.number, status: 'updated', reason: 'exchange sent', products } }) // prettier-ignore
    return
  }
  if (isSlow && happens(random, 0.75)) ask(teller, random, 'refund', receivedMs + numberBetween(random, 6, 8) * DAY_MS, order) // prettier-ignore
  teller.tell(paidMs, {
    kind: 'refund',
    channel: 'shop',
    author: { kind: 'machine' },
    data: { order: order.number, products, total: { amountMinor: line.product.priceMinor * line.quantity, currency: SAMPLE_WORKSPACE.currency }, ...(reason ? { reason } : {}) }, // prettier-ignore
  })
}

function laterTopic(random: Random, { person }: Teller, onTime: boolean): PlainTopic {
  return pickWeighted<PlainTopic>(random, [
    ['thanks', onTime ? 15 : 4],
    ['shoutout', onTime ? 15 : 4],
    ['care', 13],
    ['repair', person.years > 0 ? 18 : 8],
    ['complaint', onTime ? 9 : 22],
    ['furious', onTime ? 2.2 : 12],
    ['sarcasm', onTime ? 1 : 6],
    ['churn', onTime ? 1 : 5],
    ['pet', person.pet ? 13 : 0],
    ['loyal', person.years >= 2 ? 13 : 0],
    ['wedding', 3],
    ['baby', 4],
    ['trip', 4],
    ['birthday', 2],
    ['hardship', 3.5],
    ['store', 5],
    ['confusion', 6],
    ['emails', 5],
    ['stock', 5],
    ['callback', 3],
  ])
}

function review(teller: Teller, random: Random, atMs: number, order: PlannedOrder, onTime: boolean): void {
  const { person, world } = teller
  const rating = pickWeighted(random, onTime ? [[5, 62], [4, 22], [3, 9], [2, 4], [1, 3]] as const : [[5, 30], [4, 31], [3, 18], [2, 11], [1, 10]] as const) // prettier-ignore
  const line = pick(random, order.lines)
  const facts = factsOf(random, person, atMs, { order, line, agent: pick(random, SAMPLE_AGENTS) })
  const text = world.wording.tell(random, `review.${rating}`, facts)
  if (text === undefined) return
  const product = productOf(line)
  teller.tell(atMs, { kind: 'review', channel: 'review', text: person.voice.isLower ? text.toLowerCase() : text, author: { kind: 'customer', name: `${person.first} ${person.family[0]}.` }, data: { order: order.number, products: [product], rating, ratingFrom: 1, ratingTo: 5, place: 'our shop' } }) // prettier-ignore
}

/** A post in the community, a tweet or a comment; a fifth of the tweets come from handles nobody can place. */
export function postSomewhere(
  teller: Teller,
  random: Random,
  atMs: number,
  mood: Mood,
  order?: PlannedOrder,
): void {
  const { person, world } = teller
  const situation = pickWeighted<Situation>(random, [['post.community', 50], [mood === 'bad' ? 'post.tweet.bad' : 'post.tweet.good', 26], ['post.comment', 24]]) // prettier-ignore
  const facts = factsOf(random, person, atMs, {
    ...(order ? { order } : {}),
    agent: pick(random, SAMPLE_AGENTS),
  })
  const text = world.wording.tell(random, situation, facts)
  if (text === undefined) return
  const place =
    situation === 'post.community' ? 'Facebook group' : situation === 'post.comment' ? 'Facebook page' : 'X'
  const handle = `${person.first.toLowerCase()}_${person.key.split('-').at(-1)}`
  const as = place === 'X' && happens(random, 0.2) ? [{ kind: 'external', value: `x:${handle}`, verified: true } as const] : mailboxOf(person) // prettier-ignore
  teller.tell(atMs, { kind: 'post', as, channel: place === 'Facebook group' ? 'community' : 'social', text: person.voice.isLower ? text.toLowerCase() : text, author: { kind: 'customer', name: place === 'X' ? `@${handle}` : `${person.first} ${person.family[0]}.` }, data: { place, topic: place === 'Facebook group' ? 'community' : place === 'X' ? 'tweet' : 'comment' } }) // prettier-ignore
}

export function answerSurvey(
  teller: Teller,
  random: Random,
  atMs: number,
  kind: 'csat' | 'nps',
  mood: Mood,
  agent?: SampleAgent,
): void {
  const { person, world } = teller
  const survey = kind === 'csat' && happens(random, 0.2) ? 'ces' : kind
  const [from, to] = survey === 'csat' ? [1, 5] : survey === 'ces' ? [1, 7] : [0, 10]
  const rating = mood === 'good' ? to - (happens(random, 0.25) ? 1 : 0) : mood === 'fair' ? to - integerBetween(random, survey === 'nps' ? 2 : 1, survey === 'nps' ? 4 : 2) : integerBetween(random, from, survey === 'nps' ? 6 : 2) // prettier-ignore
  const situation: Situation = survey === 'ces' ? 'ces' : `${survey}.${mood}`
  const facts = factsOf(random, person, atMs, { agent: agent ?? pick(random, SAMPLE_AGENTS) })
  const text = happens(random, 0.62) ? world.wording.tell(random, situation, facts) : undefined
  teller.tell(atMs, { kind: 'survey_answer', channel: 'survey', as: mailboxOf(person), ...(text ? { text: person.voice.isLower ? text.toLowerCase() : text } : {}), author: { kind: 'customer', name: `${person.first} ${person.family}` }, data: { survey, rating, ratingFrom: from, ratingTo: to } }) // prettier-ignore
}

function ask(
  teller: Teller,
  random: Random,
  topic: PlainTopic | 'call',
  atMs: number,
  order: PlannedOrder,
): void {
  const talk = converse(teller, random, topic, { atMs, order })
  if (talk) survey(teller, random, talk.atMs, talk.mood, talk.agent)
}

function survey(teller: Teller, random: Random, atMs: number, mood: Mood, agent: SampleAgent): void {
  if (happens(random, 0.33)) answerSurvey(teller, random, atMs + numberBetween(random, 2, 30) * HOUR_MS, 'csat', mood, agent) // prettier-ignore
}
