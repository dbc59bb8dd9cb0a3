/** How a file will be read, decided from its first half megabyte and whatever a person said; and the rows it shows her first. */
import { Refusal } from '#kit/refusal.ts'
import { saysNothing } from './dates.ts'
import { openCsv } from './csv.ts'
import { binaryKindOf } from './binary.ts'
import { DateOrder, type ImportShape, type ImportStatus } from './contract.ts'
import { openDecoder } from './decode.ts'
import { FIELDS, LABELS, NEEDED, type Field } from './fields.ts'
import type { ForeignRecords } from './foreign.ts'
import { dateOf, guessMapping, guessShape, plainName, valuesOf, type Mapping, type Sample } from './guess.ts'
import { openJsonDocument, openJsonLines, type JsonRow } from './json.ts'
import { sniff, type Sniffed } from './sniff.ts'
import { tableOf } from './table.ts'
import type { Reading } from './cells.ts'

export type Wishes = {
  readonly as?: ImportShape | undefined
  /** Column name to field; a column mapped to "" is taken for nothing. */
  readonly map?: Readonly<Record<string, string>> | undefined
  /** Which of day and month stands first, where the values do not tell. */
  readonly dates?: DateOrder | undefined
}

/** The surroundings a file is read in. */
export type Around = {
  readonly source: string
  readonly zone: string
  readonly currency: string
  readonly startedAt: Date
  readonly foreign: readonly ForeignRecords[]
}

export type Plan = {
  readonly sniffed: Sniffed
  readonly shape: ImportShape
  readonly reading: Reading
  /** Records of a system we know by their form; rows are then not looked at as a table. */
  readonly foreign: ForeignRecords | undefined
  readonly sample: Sample
  /** For people: "CSV, commas, UTF-8; dates as day/month/year". */
  readonly words: string
}

const SAMPLE_ROWS = 2_000

/** Decides how to read a file. Refuses `file_empty`, `file_not_text`, `column_not_known`, `field_not_known`, `field_needed`. */
export function planImport(start: Uint8Array, isWhole: boolean, wishes: Wishes, around: Around): Plan {
  const binary = binaryKindOf(start)
  if (binary !== undefined) throw new Refusal('file_not_text', binary)
  const sniffed = sniff(start, isWhole)
  const decoder = openDecoder(sniffed.encoding)
  const decoded = decoder.decode(start) + (isWhole ? decoder.decode() : '')
  const text = sniffed.carriageOnly ? decoded.replaceAll('\r', '\n') : decoded
  if (text.trim() === '') throw new Refusal('file_empty', 'The file is empty.')

  const records = sniffed.form === 'csv' ? [] : sampleRecords(sniffed, text, isWhole)
  const sample = sniffed.form === 'csv' ? sampleCsv(sniffed, text, isWhole) : tableOf(records)
  if (sample.rows.length === 0 && records.every(({ problem }) => problem === undefined) && isWhole)
    throw new Refusal('file_empty', 'The file has a header and no rows, or nothing that could be read.')
  const foreign = wishes.map
    ? undefined
    : around.foreign.find(({ recognises }) => isMost(records, recognises))
  const shape = wishes.as ?? guessShape(sample, around.zone)
  const mapping = mappingOf(sample, shape, wishes.map, around.zone)
  const date = dateOf(sample, mapping, around.zone, 'at', wishes.dates)
  const reading: Reading = {
    source: around.source,
    columns: sample.columns,
    mapping,
    date,
    opened: dateOf(sample, mapping, around.zone, 'opened', wishes.dates),
    zone: around.zone,
    currency: around.currency,
    highestRating: highestOf(sample, mapping.rating),
    startedAt: around.startedAt,
  }
  const plan = { sniffed, shape, reading, foreign, sample }
  const dates = foreign ? `as ${foreign.name}` : datesOf(plan).words
  return { ...plan, words: `${sniffed.words}; ${dates}` }
}

/** How the column of times is read, for people. */
export function datesOf({ reading }: Pick<Plan, 'reading'>): NonNullable<ImportStatus['dates']> {
  const { mapping, date } = reading
  if (mapping.at === undefined)
    return { standing: 'none', words: 'no dates, so the time of this import stands in', order: null }
  if (!date) return { standing: 'unreadable', words: 'no dates that can be read', order: null }
  const { form, words, isAssumed } = date
  const order = DateOrder.safeParse(form).data ?? null
  return { standing: isAssumed ? 'assumed' : 'read', words, order }
}

/** What is missing before the plan can run, as a sentence; undefined when nothing is. */
export function lackOf({ shape, reading, foreign }: Plan): string | undefined {
  if (foreign) return undefined
  const missing = NEEDED[shape].filter((field) => reading.mapping[field] === undefined)
  return missing.length === 0
    ? undefined
    : `Say which column holds ${missing.map((field) => `“${LABELS[field]}” (${field})`).join(' and ')}.`
}

function isMost(records: readonly JsonRow[], recognises: ForeignRecords['recognises']): boolean {
  const values = records.filter(({ value }) => value !== undefined)
  const known = values.filter(({ value, key }) => value && recognises(value, key)).length
  return known > 0 && known >= values.length / 2
}

function sampleCsv({ separator }: Sniffed, text: string, isWhole: boolean): Sample {
  const reader = openCsv(separator)
  const rows = reader.push(text)
  if (isWhole) rows.push(...reader.end())
  const [header, ...rest] = rows.filter(({ problem }) => problem === undefined)
  const columns = columnsOf(header?.cells ?? [])
  return { columns, rows: rest.slice(0, SAMPLE_ROWS).map(({ cells }) => cells) }
}

/** Column names as a header gives them; nameless and doubled ones get a number. */
export function columnsOf(header: readonly string[]): string[] {
  const seen = new Set<string>()
  return header.map((cell, i) => {
    const name = cell.trim() || `column ${i + 1}`
    const own = seen.has(name) ? `${name} (${i + 1})` : name
    seen.add(own)
    return own.slice(0, 200)
  })
}

function sampleRecords({ form }: Sniffed, text: string, isWhole: boolean): JsonRow[] {
  if (form === 'object') return [{ line: 1, raw: text, value: JSON.parse(text) as Record<string, unknown> }]
  const reader = form === 'jsonl' ? openJsonLines() : openJsonDocument()
  const rows = reader.push(text)
  if (isWhole) rows.push(...reader.end())
  return rows.slice(0, SAMPLE_ROWS)
}

function mappingOf(
  sample: Sample,
  shape: ImportShape,
  wished: Readonly<Record<string, string>> | undefined,
  zone: string,
): Mapping {
  const guessed: Partial<Record<Field, number>> = { ...guessMapping(sample, shape, zone) }
  for (const [name, field] of Object.entries(wished ?? {})) {
    const column = sample.columns.findIndex((one) => one === name || plainName(one) === plainName(name))
    if (column === -1)
      throw new Refusal(
        'column_not_known',
        `There is no column “${name}”; the file has ${sample.columns.slice(0, 40).join(', ')}.`,
      )
    if (field !== '' && !Object.hasOwn(LABELS, field))
      throw new Refusal('field_not_known', `“${field}” is no field; choose from ${FIELDS[shape].join(', ')}.`)
    for (const [known, at] of Object.entries(guessed)) if (at === column) delete guessed[known as Field]
    if (field !== '') guessed[field as Field] = column
  }
  return guessed
}

function highestOf(sample: Sample, column: number | undefined): number {
  if (column === undefined) return 0
  return valuesOf(sample, column).reduce(
    (highest, value) => Math.max(highest, Number(value.replace(',', '.')) || 0),
    0,
  )
}

/** The first rows as a person sees them, by column name. */
export function previewOf({ sample }: Plan, count = 20): Record<string, string>[] {
  return sample.rows
    .slice(0, count)
    .map((cells) =>
      Object.fromEntries(sample.columns.map((name, i) => [name, (cells[i] ?? '').slice(0, 300)])),
    )
}

/** Each column with what it was taken for and three of its values. */
export function guessesOf({
  sample,
  reading,
}: Plan): { column: string; field: string | null; samples: string[] }[] {
  const fields = Object.entries(reading.mapping)
  return sample.columns.map((column, i) => ({
    column,
    field: fields.find(([, at]) => at === i)?.[0] ?? null,
    samples: [
      ...new Set(
        sample.rows.map((cells) => (cells[i] ?? '').slice(0, 120)).filter((one) => !saysNothing(one)),
      ),
    ].slice(0, 3),
  }))
}
