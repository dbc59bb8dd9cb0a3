/** `spoonful import FILE`: a file of any size into the timeline, in constant memory; twice stores nothing twice. */
import { createReadStream, createWriteStream, type WriteStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { once } from 'node:events'
import { basename, resolve } from 'node:path'
import { IMPORT_SHAPES, type ImportShape } from '#connectors/files/contract.ts'
import {
  lackOf,
  openStart,
  planImport,
  READ_AT_ONCE,
  REASONS,
  runFile,
  type Plan,
  type SetAside,
  type Tally,
} from '#connectors/files/index.ts'
import { Refusal } from '#kit/refusal.ts'
import { eventRule, foreignRecords } from '../imports.ts'
import { withProduct } from './product.ts'

/** What the command was told. */
export type ImportOptions = { readonly as?: string; readonly map?: string; readonly source?: string }

/** Answers the exit code: 0, or 2 for a word it does not know. Throws a Refusal, for exit 1, where the file can't be read. */
export async function runImport(file: string, options: ImportOptions): Promise<number> {
  const shape = options.as
  if (shape !== undefined && !isShape(shape)) {
    console.error(`--as takes ${IMPORT_SHAPES.join(', ')}, not “${shape}”.`)
    return 2
  }
  const map = options.map === undefined ? undefined : mapOf(options.map)
  if (map === null) {
    console.error('--map takes column=field pairs separated by commas: --map "Review Text=text,Sent=at"')
    return 2
  }
  const name = options.source ?? (file === '-' ? 'stdin' : basename(file).replace(/\.[a-z0-9]+$/i, ''))
  const size = file === '-' ? undefined : await sizeOf(file)
  const { start, isWhole, bytes } = await openStart(
    file === '-' ? process.stdin : createReadStream(file, { highWaterMark: READ_AT_ONCE }),
  )

  return withProduct(async ({ machineScope, clock }) => {
    const scope = machineScope('import')
    const { zone, currency } = scope.workspace
    const plan = planImport(
      start,
      isWhole,
      { as: shape, map },
      { source: sourceOf(name), zone, currency, startedAt: clock(), foreign: foreignRecords },
    )
    const lack = lackOf(plan)
    if (lack !== undefined) throw new Refusal('field_needed', `${lack} Use --map "column=field".`)
    console.error(describe(plan))

    const aside = openAside(`${name.replace(/[^\w.-]+/g, '-')}.set-aside.jsonl`)
    const bar = openBar(size)
    const tally = await runFile({
      scope,
      plan,
      bytes,
      eventRule,
      clock,
      keep: aside.keep,
      progress: bar.show,
    })
    bar.clear()
    await aside.close()
    for (const [reason, count] of [...tally.reasons].sort((a, b) => b[1] - a[1]).slice(0, 5))
      console.error(`set aside ${count.toLocaleString('en-US')}: ${REASONS[reason] ?? reason}`)
    console.log(
      `${tally.read} read, ${tally.stored} stored, ${tally.known} already known, ${tally.setAside} set aside`,
    )
    if (aside.path !== undefined) console.log(`Lines set aside, with their reasons: ${aside.path}`)
    return 0
  })
}

function isShape(word: string): word is ImportShape {
  return (IMPORT_SHAPES as readonly string[]).includes(word)
}

/** `a=b,c=d` as an object; null where it is not written so. */
function mapOf(text: string): Record<string, string> | null {
  const pairs = text.split(',').map((pair) => pair.split('='))
  if (pairs.some((pair) => pair.length !== 2 || pair[0]?.trim() === '')) return null
  return Object.fromEntries(pairs.map(([column = '', field = '']) => [column.trim(), field.trim()]))
}

async function sizeOf(file: string): Promise<number> {
  const found = await stat(file).catch(() => undefined)
  if (!found?.isFile()) throw new Refusal('file_not_found', `There is no file ${file}.`)
  return found.size
}

/** The source under which a file's rows are known: the same name again finds them again. */
function sourceOf(name: string): string {
  return `csv:${name.normalize('NFC').slice(0, 80)}`
}

function describe({ words, shape, reading, foreign }: Plan): string {
  if (foreign) return words
  const columns = Object.entries(reading.mapping).map(
    ([field, at]) => `${reading.columns[at] ?? ''}=${field}`,
  )
  return `${words}; read as ${shape}: ${columns.join(', ')}`
}

/** The file of set-aside lines; made with its first. */
function openAside(path: string): {
  keep(rows: readonly SetAside[]): Promise<void>
  close(): Promise<void>
  readonly path: string | undefined
} {
  let stream: WriteStream | undefined
  return {
    async keep(rows) {
      if (rows.length === 0) return
      stream ??= createWriteStream(path)
      if (!stream.write(rows.map((row) => `${JSON.stringify(row)}\n`).join(''))) await once(stream, 'drain')
    },
    async close() {
      if (!stream) return
      stream.end()
      await once(stream, 'finish')
    },
    get path() {
      return stream && resolve(path)
    },
  }
}

/** A line that is drawn over on a terminal, and nothing elsewhere. */
function openBar(size: number | undefined): { show(tally: Tally): void; clear(): void } {
  const { stderr } = process
  const began = performance.now()
  if (!stderr.isTTY) return { show: () => {}, clear: () => {} }
  return {
    show({ bytes, read, setAside }) {
      const share = size === undefined || size === 0 ? undefined : Math.min(1, bytes / size)
      const left =
        share === undefined || share === 0
          ? ''
          : `, ${Math.ceil((((1 - share) / share) * (performance.now() - began)) / 1_000)} s left`
      const drawn =
        share === undefined
          ? ''
          : `${'█'.repeat(Math.round(share * 24)).padEnd(24, '░')} ${Math.floor(share * 100)} % `
      stderr.write(`\r\u001b[2K${drawn}${read.toLocaleString('en-US')} rows, ${setAside} set aside${left}`)
    },
    clear: () => void stderr.write('\r\u001b[2K'),
  }
}
