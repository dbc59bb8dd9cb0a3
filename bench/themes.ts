/** How long a hundred thousand comments take to be themed on one core, and in how much memory, as the command is called. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { fileURLToPath } from 'node:url'
import { parse } from 'csv-parse/sync'
import type { Measure } from './ground.ts'

const COMMENTS = 100_000
const SECONDS_LIMIT = 20
const MEMORY_LIMIT_MB = 700

const DATA = fileURLToPath(new URL('../../shared/data/clothing-reviews/reviews.csv', import.meta.url))

/** Seconds of processor time (the figure is for one core, whatever else the machine does), and the largest memory. */
export async function benchThemes(): Promise<Measure[]> {
  const { seconds, megabytes } = await runCommand(comments())
  return [
    measure('themes_100k', seconds, 's', SECONDS_LIMIT),
    ...(megabytes > 0 ? [measure('themes_memory', megabytes, 'MB', MEMORY_LIMIT_MB)] : []),
  ]
}

const measure = (name: string, value: number, unit: string, limit: number): Measure => ({
  name,
  value,
  unit,
  limit,
  ratio: Math.round((value / limit) * 100) / 100,
})

/** The sentences of real reviews where the data is at hand, filled up with pairs of them; written ones otherwise. */
function comments(): string[] {
  const base = existsSync(DATA) ? sentences(readFileSync(DATA, 'utf8')) : written()
  return Array.from({ length: COMMENTS }, (_, at) =>
    at < base.length ? (base[at] ?? '') : `${base[at % base.length]} ${base[(at * 7 + 13) % base.length]}`,
  )
}

function sentences(file: string): string[] {
  const rows: Record<string, string>[] = parse(file, { columns: true, bom: true, relax_quotes: true })
  return rows
    .flatMap((row) => (row['Review Text'] ?? '').split(/(?<=[.!?])\s+/))
    .filter(({ length }) => length > 15)
    .slice(0, COMMENTS)
}

const THINGS =
  'dress,sweater,scarf,coat,parcel,refund,return label,gift note,newsletter,exchange,hem,zip'.split(',')
const FAULTS =
  'came late,runs small,runs large,is too long for me,pilled after a week,never arrived,is lovely and soft,was missing,is hard to print,fits perfectly,looks better than the picture,feels scratchy'.split(
    ',',
  )
const ENDS =
  'again,and I love it,so I sent it back,and nobody wrote,as a gift for my sister,since Monday,after two washes,and I would buy it again,in the blue,for the price'.split(
    ',',
  )

const written = (): string[] =>
  THINGS.flatMap((thing) => FAULTS.flatMap((fault) => ENDS.map((end) => `The ${thing} ${fault} ${end}.`)))

async function runCommand(texts: readonly string[]): Promise<{ seconds: number; megabytes: number }> {
  const command = fileURLToPath(new URL('../src/cli/main.ts', import.meta.url))
  const child = spawn(process.execPath, [command, 'themes'], { stdio: ['pipe', 'pipe', 'ignore'] })
  let seconds = 0
  let megabytes = 0
  const watch = setInterval(() => {
    seconds = Math.max(seconds, processorSecondsOf(child.pid))
    megabytes = Math.max(megabytes, peakMegabytesOf(child.pid))
  }, 100)
  const ended = once(child, 'exit')
  child.stdout.resume()
  await pipeline(
    texts.map((text, id) => `${JSON.stringify({ id, text })}\n`),
    child.stdin,
  )
  await ended
  clearInterval(watch)
  return { seconds: Math.round(seconds * 10) / 10, megabytes }
}

/** User and system time of a running process by /proc, in hundredths of a second; 0 where the system has no such file. */
function processorSecondsOf(pid: number | undefined): number {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
    return (Number(fields[11]) + Number(fields[12])) / 100
  } catch {
    return 0
  }
}

function peakMegabytesOf(pid: number | undefined): number {
  try {
    return Math.round(
      Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1_024,
    )
  } catch {
    return 0
  }
}
