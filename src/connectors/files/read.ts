/** The bytes of a file as units, piece by piece in constant memory. */
import { openCsv } from './csv.ts'
import { openDecoder } from './decode.ts'
import { openJsonDocument, openJsonLines, type JsonRow } from './json.ts'
import { contentId, countOccurrences } from './occurrences.ts'
import { openOrders } from './orders.ts'
import { columnsOf, type Plan } from './plan.ts'
import { openRows, type EventRule } from './rows.ts'
import { cellsOf } from './table.ts'
import { setAside, type Unit } from './unit.ts'

export type UnitReader = {
  /** The units that are complete with these bytes. */
  push(bytes: Uint8Array): Unit[]
  end(): Unit[]
}

/** Opens a reader for one file. `eventRule` says what an event's name means. */
export function openUnits(plan: Plan, eventRule: EventRule): UnitReader {
  const decoder = openDecoder(plan.sniffed.encoding)
  const records = plan.sniffed.form === 'csv' ? openCsvUnits(plan, eventRule) : openJsonUnits(plan, eventRule)
  const plain = (text: string) => (plan.sniffed.carriageOnly ? text.replaceAll('\r', '\n') : text)
  return {
    push: (bytes) => records.push(plain(decoder.decode(bytes))),
    end: () => [...records.push(plain(decoder.decode())), ...records.end()],
  }
}

type TextReader = { push(text: string): Unit[]; end(): Unit[] }

function openTranslator({ shape, reading }: Plan, eventRule: EventRule) {
  const occurrences = countOccurrences()
  return shape === 'orders'
    ? openOrders(reading, occurrences)
    : openRows(shape, reading, occurrences, eventRule)
}

function openCsvUnits(plan: Plan, eventRule: EventRule): TextReader {
  const reader = openCsv(plan.sniffed.separator)
  const translator = openTranslator(plan, eventRule)
  let width: number | undefined
  const unitsOf = (rows: ReturnType<typeof reader.push>) => {
    const units: Unit[] = []
    for (const row of rows) {
      if (row.problem) units.push(...translator.end(), setAside(row.line, row.raw, row.problem))
      else if (width === undefined) width = columnsOf(row.cells).length
      else if (!isWhole(row.cells, width))
        units.push(
          ...translator.end(),
          setAside(
            row.line,
            row.raw,
            'ragged',
            `The row has ${row.cells.length} cells where the header has ${width}`,
          ),
        )
      else for (const unit of translator.row(row)) units.push(unit)
    }
    return units
  }
  return {
    push: (text) => unitsOf(reader.push(text)),
    end: () => [...unitsOf(reader.end()), ...translator.end()],
  }
}

/** As wide as the header; empty cells at the end are what spreadsheets leave. */
function isWhole(cells: readonly string[], width: number): boolean {
  return (
    cells.length === width || (cells.length > width && cells.slice(width).every((cell) => cell.trim() === ''))
  )
}

function openJsonUnits(plan: Plan, eventRule: EventRule): TextReader {
  const { foreign, reading } = plan
  const reader = plan.sniffed.form === 'jsonl' ? openJsonLines() : openJsonDocument()
  const translator = openTranslator(plan, eventRule)
  const occurrences = countOccurrences()
  const unitsOf = (rows: readonly JsonRow[]) => rows.flatMap((row) => unitOf(row))
  function unitOf({ line, raw, key, value, problem }: JsonRow): Unit[] {
    if (problem || !value) return [...translator.end(), setAside(line, raw, problem ?? 'not_json')]
    if (!foreign) return translator.row({ line, raw, cells: cellsOf(value, reading.columns) })
    const id = contentId(raw)
    const count = occurrences(id)
    const { source, currency, startedAt } = reading
    const entries = foreign.translate(value, key, {
      source,
      currency,
      startedAt,
      contentId: count === 1 ? id : `${id}#${count}`,
    })
    return 'reason' in entries
      ? [setAside(line, raw, entries.reason, entries.message)]
      : [{ line, rows: 1, raw, entries }]
  }
  if (plan.sniffed.form === 'object')
    return wholeObject(
      (text) => unitsOf([{ line: 1, raw: text, value: JSON.parse(text) as Record<string, unknown> }]),
      () => translator.end(),
    )
  return {
    push: (text) => unitsOf(reader.push(text)),
    end: () => [...unitsOf(reader.end()), ...translator.end()],
  }
}

/** A file that is one small object. */
function wholeObject(unitsOf: (text: string) => Unit[], rest: () => Unit[]): TextReader {
  let held = ''
  return {
    push: (text) => {
      held += text
      return []
    },
    end: () => [...unitsOf(held), ...rest()],
  }
}
