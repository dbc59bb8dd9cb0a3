/** JSON objects as rows of a table: names of two levels become columns. */
import type { Sample } from './guess.ts'
import type { Json, JsonRow } from './json.ts'

/** Columns of a file of objects, at most. */
const COLUMNS = 300

/** The columns all sample objects have together, and the objects as rows. */
export function tableOf(records: readonly JsonRow[]): Sample {
  const columns = new Set<string>()
  const objects = records.flatMap(({ value }) => (value ? [value] : []))
  for (const value of objects)
    for (const name of namesOf(value)) if (columns.size < COLUMNS) columns.add(name)
  const names = [...columns]
  return { columns: names, rows: objects.map((value) => cellsOf(value, names)) }
}

/** One object's cells, by column. */
export function cellsOf(value: Json, columns: readonly string[]): string[] {
  return columns.map((name) => textOf(valueAt(value, name)))
}

function namesOf(value: Json): string[] {
  return Object.entries(value).flatMap(([name, one]) =>
    isObject(one) ? Object.keys(one).map((inner) => `${name}.${inner}`) : [name],
  )
}

function valueAt(value: Json, name: string): unknown {
  if (Object.hasOwn(value, name)) return value[name]
  const dot = name.indexOf('.')
  const outer = dot === -1 ? undefined : value[name.slice(0, dot)]
  return isObject(outer) ? outer[name.slice(dot + 1)] : undefined
}

function textOf(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (typeof value === 'object') return JSON.stringify(value)
  return String(value as string | number | boolean)
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
