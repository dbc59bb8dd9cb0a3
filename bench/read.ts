/** How many customers' messages a second one core reads, and the longest that a hostile one can hold it up. */
import { createReadStream, existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parse } from 'csv-parse'
import { noticeMoments } from '../src/reading/index.ts'

/** Messages a second below which reading would hold up the timeline: the product's own promise, not a peer's figure. */
const LIMIT = 5_000
/** Time one hostile message of 10 KB may take, ms. */
const HOSTILE_LIMIT_MS = 5

type Measured = { name: string; value: number; unit: string; limit: number; ratio: number }

/** Messages read a second over real reviews where the data lies beside the project, else over written ones; ratio above 1 is within the limit. */
export async function benchRead(): Promise<Measured> {
  const texts = (await reviews()) ?? written()
  for (const text of texts.slice(0, 500)) noticeMoments(text)
  // Processor time, not the clock on the wall: the figure is for one core, whatever else the machine does.
  const from = process.cpuUsage()
  for (const text of texts) noticeMoments(text)
  const { user, system } = process.cpuUsage(from)
  const seconds = (user + system) / 1e6
  const value = Math.round(texts.length / seconds)
  return { name: 'read', value, unit: 'messages/s', limit: LIMIT, ratio: value / LIMIT }
}

/** Slowest of many hostile messages of 10 KB, the best of three runs each; ratio above 1 is within the limit. */
export async function benchHostileRead(): Promise<Measured> {
  for (const text of written().slice(0, 2_000)) noticeMoments(text)
  let slowest = 0
  for (const text of hostileTexts()) {
    let best = Infinity
    for (let run = 0; run < 4; run++) {
      const from = process.hrtime.bigint()
      noticeMoments(text)
      best = Math.min(best, Number(process.hrtime.bigint() - from) / 1e6)
    }
    slowest = Math.max(slowest, best)
  }
  const value = Math.round(slowest * 100) / 100
  return {
    name: 'read_hostile',
    value,
    unit: 'ms per 10 KB',
    limit: HOSTILE_LIMIT_MS,
    ratio: HOSTILE_LIMIT_MS / value,
  }
}

async function reviews(): Promise<string[] | undefined> {
  const file = fileURLToPath(new URL('../../shared/data/clothing-reviews/reviews.csv', import.meta.url))
  if (!existsSync(file)) return undefined
  const texts: string[] = []
  const rows: AsyncIterable<Record<string, string>> = createReadStream(file).pipe(parse({ columns: true }))
  for await (const row of rows) texts.push(`${row['Title'] ?? ''}. ${row['Review Text'] ?? ''}`)
  return texts
}

const SENTENCES = [
  'Love this dress, it fits like a glove.',
  "I'm 5'4\" and usually wear a medium, but I had to size up.",
  'Where is my order? It was supposed to arrive on Monday and I have heard nothing.',
  'The zipper broke after one wash and the fabric feels cheap.',
  'Thank you so much to the team for sorting this out before the wedding.',
  'My flight was delayed again and nobody could tell us why.',
  'How do I change the address? We are moving to Denver next week.',
]

function written(): string[] {
  return Array.from({ length: 10_000 }, (_, index) =>
    [0, 3, 5].map((step) => SENTENCES[(index + step * 2) % SENTENCES.length]).join(' '),
  )
}

function hostileTexts(): string[] {
  const pieces = [
    'a',
    '!',
    '?',
    ' ',
    '\n',
    '>',
    '"',
    "'",
    '#',
    '@',
    '9',
    '🐶',
    'not ',
    'no, ',
    'too ',
    'my ',
    'so very ',
    'still not ',
    'still no reply ',
    'I am ',
    'is it ',
    'the best ',
    'thank you ',
    "5'4 ",
    '3 hours ',
    'never again ',
    'why ',
    'On ',
    'From: x\n',
    '> quoted\n',
    'aGVsbG8',
    'delayed ',
    'dress ',
    'great not ',
    '((((',
    '#neveragain',
    'Priya ',
    'WTF ',
    'i love it but ',
  ]
  return pieces.map((piece) => piece.repeat(Math.ceil(10_240 / piece.length)).slice(0, 10_240))
}
