/** Import of a million lines: its speed against COPY of the very rows it made into a table with the same keys, and its memory. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { fileURLToPath } from 'node:url'
import { Client } from 'pg'
import { from as copyFrom, to as copyTo } from 'pg-copy-streams'
import flags from '../bin/flags.json' with { type: 'json' }
import { randomOf } from '../src/kit/random.ts'
import { onGround, type Ground, type Measure } from './ground.ts'

/** Largest memory of the importing process, in MB, database aside. */
const MEMORY_LIMIT = 400
const LINES = Number(process.env['SPOONFUL_BENCH_LINES'] ?? 1_000_000)
const CUSTOMERS = 50_000

/** Rows stored a second with COPY's figure as the limit, and the largest memory of the process that imported. */
export function benchImport(): Promise<readonly Measure[]> {
  return onGround(async (ground) => {
    const directory = await mkdtemp(join(tmpdir(), 'spoonful-bench-import-'))
    try {
      const file = join(directory, 'messages.csv')
      await pipeline(lines(LINES), createWriteStream(file))
      const { workspace } = await ground.newScope()
      const ours = await importIn(file, ground, workspace.no)
      const copied = await copySeconds(ground, join(directory, 'entries.copy'))
      const value = Math.round(ours.stored / ours.seconds)
      const limit = Math.round(ours.stored / copied)
      const megabytes = Math.round(ours.megabytes)
      return [
        { name: 'import', value, unit: 'rows/s', limit, ratio: round(value / limit) },
        {
          name: 'import_memory',
          value: megabytes,
          unit: 'MB',
          limit: MEMORY_LIMIT,
          ratio: round(megabytes / MEMORY_LIMIT),
        },
      ]
    } finally {
      await rm(directory, { recursive: true, force: true })
    }
  })
}

const round = (ratio: number) => Math.round(ratio * 100) / 100

type Imported = {
  readonly read: number
  readonly stored: number
  readonly seconds: number
  readonly megabytes: number
}

async function importIn(file: string, { connection }: Ground, no: number): Promise<Imported> {
  const script = fileURLToPath(new URL('import-run.ts', import.meta.url))
  const args = [...flags.import, script, file, JSON.stringify(connection), String(no)]
  const child = spawn(process.execPath, args, {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let last = ''
  for await (const line of createInterface(child.stdout)) last = line
  if (child.exitCode === null) await once(child, 'exit')
  if (child.exitCode !== 0) throw new Error('The import of the benchmark broke off')
  const imported = JSON.parse(last) as Imported
  if (imported.stored !== LINES) throw new Error(`Of ${LINES} lines ${imported.stored} were stored`)
  return imported
}

/** Seconds COPY takes for the same rows into a table like the timeline's, keys and indexes included. */
async function copySeconds({ connection }: Ground, file: string): Promise<number> {
  const client = new Client({ ...connection })
  await client.connect()
  try {
    await pipeline(client.query(copyTo('copy (select * from entry) to stdout')), createWriteStream(file))
    await client.query('create table bare_entry (like entry including indexes)')
    const began = performance.now()
    await pipeline(
      createReadStream(file, { highWaterMark: 256 * 1024 }),
      client.query(copyFrom('copy bare_entry from stdin')),
    )
    return (performance.now() - began) / 1_000
  } finally {
    await client.end()
  }
}

/** Lines of made-up messages, about 200 bytes each, the same in every run. */
function* lines(count: number): Generator<string> {
  const random = randomOf('bench/import')
  const upTo = (most: number) => Math.floor(random() * most)
  yield 'id,date,email,name,channel,conversation,subject,text\n'
  for (let made = 0; made < count;) {
    let block = ''
    for (let i = 0; i < 2_000 && made < count; i++, made++) {
      const customer = upTo(CUSTOMERS)
      const words = Array.from({ length: 8 + upTo(20) }, () => WORDS[upTo(WORDS.length)])
      const at = new Date(Date.UTC(2024, 0, 1) + made * 30_000).toISOString()
      block += `m${made},${at},customer${customer}@example.com,Customer ${customer},email,c${made >> 1},"About my order, again","${words.join(' ')}"\n`
    }
    yield block
  }
}

const WORDS =
  'my parcel still has not arrived and the tracking says nothing since tuesday could you please check where it is the dress is lovely but too long for me thank you so much for the quick help'.split(
    ' ',
  )
