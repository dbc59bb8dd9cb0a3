/** The last two days: questions that nobody has answered yet, so that whoever opens the sample finds a queue. */
import { numberBetween, pickWeighted, randomOf, shuffled } from '#kit/random.ts'
import { DAY_MS, HOUR_MS } from '#kit/time.ts'
import { converse, type PlainTopic } from './topics.ts'
import { Teller, type Life, type World } from './world.ts'

/** How many open questions; some of them are more than one moment. */
const OPEN = 64

const TOPICS: readonly (readonly [PlainTopic, number])[] = [
  ['sizing', 13],
  ['gift', 9],
  ['wedding', 5],
  ['pet', 8],
  ['baby', 6],
  ['trip', 5],
  ['birthday', 3],
  ['hardship', 4],
  ['firstorder', 5],
  ['loyal', 7],
  ['shoutout', 8],
  ['thanks', 4],
  ['repair', 8],
  ['complaint', 8],
  ['furious', 4],
  ['sarcasm', 2],
  ['churn', 3],
  ['confusion', 7],
  ['callback', 3],
  ['care', 3],
  ['store', 3],
  ['emails', 2],
]

/** Adds open questions of customers who have bought, dated within 44 hours of the end. */
export function fillQueue(world: World, lives: readonly Life[]): void {
  const random = randomOf(`${world.seed}/queue`)
  const buyers = lives.filter(({ orders }) => orders.some(({ at }) => at < world.untilMs - 12 * DAY_MS))
  let left = Math.min(OPEN, buyers.length)
  for (const { person, orders } of shuffled(random, buyers)) {
    if (left === 0) return
    const atMs = world.untilMs - numberBetween(random, 0.1, 1) ** 2 * 44 * HOUR_MS
    const order = orders.findLast(({ at }) => at < world.untilMs - 12 * DAY_MS)
    if (!order) continue
    const talk = converse(new Teller(world, { ...person, key: `${person.key}-q` }), random, topicOf(random), { atMs, order, isOpen: true }) // prettier-ignore
    if (talk) left--
  }
}

const topicOf = (random: () => number) => pickWeighted(random, TOPICS)
