/** The 30 and the 100 days: who wears one thing each day, sends a photo, and at times stops. */
import { happens, integerBetween, numberBetween, type Random } from '#kit/random.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '#kit/time.ts'
import { factsOf } from './facts.ts'
import { converse } from './topics.ts'
import type { Line, Teller } from './world.ts'

/** From the first day until the last photo, or until she leaves off. */
export function walkChallenge(teller: Teller, random: Random, startMs: number, line: Line): void {
  const length = happens(random, 0.55) ? 30 : 100
  const lasts = happens(random, length === 30 ? 0.62 : 0.42) ? length : integerBetween(random, 4, length - 3)
  const topic = challengeName(length)
  teller.tell(startMs, { kind: 'activity', channel: 'app', title: `Starts the ${length} days`, data: { topic, products: [{ name: line.product.name, quantity: 1 }], other: { challenge: length, day: 0 } } }) // prettier-ignore
  const hourMs = numberBetween(random, 6, 22) * HOUR_MS
  for (let day = 1; day <= lasts; day++) {
    const atMs =
      Math.floor(startMs / DAY_MS + day) * DAY_MS + hourMs + integerBetween(random, -50, 50) * MINUTE_MS
    if (!happens(random, 0.78) && day !== length) continue
    sendPhoto(teller, random, atMs, day, length, line)
  }
  if (happens(random, 0.25)) converse(teller, random, 'diary', { atMs: startMs + lasts * 0.7 * DAY_MS, line, channel: 'email', also: { day: String(Math.ceil(lasts * 0.7)) } }) // prettier-ignore
}

export const challengeName = (length: number) => (length === 100 ? '100 days, one dress' : '30 days')

function sendPhoto(
  teller: Teller,
  random: Random,
  atMs: number,
  day: number,
  length: number,
  line: Line,
): void {
  const { person, world } = teller
  const isDone = day === length
  const facts = {
    ...factsOf(random, person, atMs, { line }),
    day: String(day),
    [length === 100 ? 'hundred' : 'thirty']: String(length),
  }
  const says = isDone || (day > 1 && happens(random, 0.3))
  const text = says ? world.wording.tell(random, isDone ? 'diary.done' : 'diary.day', facts) : undefined
  teller.tell(atMs, {
    kind: 'activity',
    channel: 'app',
    title: `Day ${day} of ${length}`,
    ...(text ? { text: person.voice.isLower ? text.toLowerCase() : text } : {}),
    author: { kind: 'customer', name: `${person.first} ${person.family}` },
    data: {
      topic: challengeName(length),
      attachments: [{ name: `day-${day}.jpg`, type: 'image/jpeg' }],
      other: { challenge: length, day },
    },
  })
}
