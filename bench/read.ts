/** How many customers' messages a second one core reads, and the longest that a hostile one can hold it up. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createReadStream, existsSync, readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { pipeline } from 'node:stream/promises'
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
  return { name: 'read', value, unit: 'messages/s', limit: LIMIT, ratio: round(value / LIMIT) }
}

/** The command as it is called: seconds to the first answer, and the largest memory over all texts where the system tells it. */
export async function benchReadCommand(): Promise<Measured[]> {
  const command = fileURLToPath(new URL('../bin/spoonful.mjs', import.meta.url))
  const texts = (await reviews()) ?? written()
  const began = performance.now()
  const child = spawn(process.execPath, [command, 'read'], { stdio: ['pipe', 'pipe', 'ignore'] })
  const ended = once(child, 'exit')
  let answers = 0
  let startMs = 0
  let megabytes = 0
  createInterface(child.stdout).on('line', () => {
    startMs ||= performance.now() - began
    answers += 1
    if (answers % 500 === 0) megabytes = Math.max(megabytes, peakMegabytesOf(child.pid))
  })
  await pipeline(
    texts.map((text, id) => `${JSON.stringify({ id, text })}\n`),
    child.stdin,
  )
  await ended
  const measures = [
    { name: 'read_start', value: Math.round(startMs), unit: 'ms', limit: 500, ratio: round(startMs / 500) },
  ]
  if (megabytes > 0)
    measures.push({
      name: 'read_memory',
      value: megabytes,
      unit: 'MB',
      limit: 120,
      ratio: round(megabytes / 120),
    })
  return measures
}

const round = (ratio: number) => Math.round(ratio * 100) / 100

/** 0 where the system has no such file. */
function peakMegabytesOf(pid: number | undefined): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8')
    return Math.round(Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1_024)
  } catch {
    return 0
  }
}

/** Two well-known language libraries over the same texts, each doing what it does by itself; `limit` is our own speed of this run. */
export async function benchReadPeers(ours: number): Promise<Measured[]> {
  const texts = ((await reviews()) ?? written()).slice(0, PEER_TEXTS)
  const [{ default: winkNlp }, { default: model }, { default: compromise }] = await Promise.all([
    import('wink-nlp'),
    import('wink-eng-lite-web-model'),
    import('compromise'),
  ])
  const wink = winkNlp(model)
  const peers: readonly (readonly [string, (text: string) => unknown])[] = [
    ['wink-nlp', (text) => wink.readDoc(text).sentences().out()],
    ['compromise', (text) => compromise(text).sentences().out('array')],
  ]
  return peers.map(([name, read]) => {
    for (const text of texts.slice(0, 50)) read(text)
    const from = process.cpuUsage()
    for (const text of texts) read(text)
    const { user, system } = process.cpuUsage(from)
    const value = Math.round(texts.length / ((user + system) / 1e6))
    return { name: `read_beside_${name}`, value, unit: 'messages/s', limit: ours, ratio: round(value / ours) }
  })
}

/** Enough to be fair; the slower of the two reads some hundred a second. */
const PEER_TEXTS = 1_000

/** Slowest of many hostile messages of 10 KB, the best of three runs each. */
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
    ratio: round(value / HOSTILE_LIMIT_MS),
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
