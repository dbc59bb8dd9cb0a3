/** The whole made-up brand as entries in time order; the same seed and end give the same entries to the byte. */
import type { IncomingEntry } from '#features/timeline/index.ts'
import { happens, randomOf } from '#kit/random.ts'
import { DAY_MS } from '#kit/time.ts'
import { tellLife } from './life.ts'
import { planOrders } from './orders.ts'
import { personOf, type Person } from './people.ts'
import { fillQueue } from './queue.ts'
import { rhythmOf, type Rhythm } from './rhythm.ts'
import { STORY_NUMBERS, STORY_ORDERS, tellStories } from './story/index.ts'
import { keepWord } from './word.ts'
import { Teller, type Life, type PlannedOrder, type World } from './world.ts'
import { Wording } from './wording.ts'

export type SampleOptions = {
  readonly seed: string
  /** The story's present: nothing is dated later. */
  readonly until: Date
  readonly customers?: number
  readonly months?: number
}

/** Maren's number in the drawings; all others count from it. */
const MAREN_ORDER = Number(STORY_ORDERS.maren)

/** Every entry of the brand, oldest first. Shape: about 50,000 for 3,200 customers over six months. */
export function* sampleEntries(options: SampleOptions): Generator<IncomingEntry> {
  yield* tellBrand(options).entries
}

/** The entries and how often each hand-written body was told, by "situation/number". */
export function tellBrand({ seed, until, customers = 3_200, months = 6 }: SampleOptions) {
  const untilMs = until.getTime()
  const fromMs = untilMs - Math.round(months * 30.44 * DAY_MS)
  const rhythm = rhythmOf(fromMs, untilMs)
  const wording = new Wording()
  const world: World = { seed, fromMs, untilMs, rhythm, wording, arrivals: new Map(), entries: [] }

  const lives = Array.from({ length: customers }, (_, number) => planLife(personOf(seed, number), rhythm, fromMs, untilMs)) // prettier-ignore
  numberOrders(lives.flatMap(({ orders }) => orders), untilMs) // prettier-ignore
  for (const { person, startMs, orders } of lives) tellLife(new Teller(world, person), startMs, orders)
  keepWord(world, lives)
  fillQueue(world, lives)
  tellStories(world)
  world.entries.sort((a, b) => a.at.getTime() - b.at.getTime() || (a.messageId < b.messageId ? -1 : 1))
  return { entries: world.entries, told: wording.told() }
}

function planLife(person: Person, rhythm: Rhythm, fromMs: number, untilMs: number): Life {
  const random = randomOf(`${person.key}/start`)
  const startMs = rhythm(random, fromMs, untilMs - DAY_MS, person.place.zone)
  const isKnown = person.years > 0 || happens(random, 0.2)
  return {
    person,
    startMs: isKnown ? fromMs : startMs,
    orders: planOrders(person, rhythm, isKnown ? fromMs : startMs + DAY_MS / 2, untilMs),
  }
}

/** Numbers grow with time; those of the people in the drawings are left free. */
function numberOrders(orders: readonly PlannedOrder[], untilMs: number): void {
  const taken = new Set(STORY_NUMBERS)
  const marenMs = untilMs - 9 * DAY_MS
  const before = orders.filter(({ at }) => at < marenMs).length
  let next = MAREN_ORDER - before - taken.size
  for (const order of [...orders].sort((a, b) => a.at - b.at)) {
    while (taken.has(String(next))) next++
    order.number = String(next++)
  }
}
