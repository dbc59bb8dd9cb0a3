/** Careful reading of somebody else's JSON: a value under one of several names, or undefined. */

export type Json = Readonly<Record<string, unknown>>

export function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The object under `name`, or an empty one. */
export function objectAt(json: Json, name: string): Json {
  const value = json[name]
  return isJson(value) ? value : NOTHING
}

export function isEmpty(json: Json): boolean {
  for (const _name in json) return false
  return true
}

/** The first of the names that holds a text or a number, as text; blank counts as absent. */
export function textAt(json: Json, ...names: readonly string[]): string | undefined {
  for (const name of names) {
    const value = json[name]
    if (typeof value === 'string' && value.trim() !== '') return value
    if (typeof value === 'number' && Number.isFinite(value)) return String(value)
  }
  return undefined
}

/** The first of the names that holds a number, or text that is one. */
export function numberAt(json: Json, ...names: readonly string[]): number | undefined {
  const text = textAt(json, ...names)
  const number = text === undefined ? Number.NaN : Number(text)
  return Number.isFinite(number) ? number : undefined
}

/** The object without some names, or undefined when nothing is left; also leaves out what says nothing. */
export function without(json: Json, names: ReadonlySet<string>, alsoName?: string): Json | undefined {
  let rest: Record<string, unknown> | undefined
  for (const name in json) {
    const value = json[name]
    if (value === null || value === undefined || value === '' || name === alsoName || names.has(name))
      continue
    rest ??= {}
    rest[name] = value
  }
  return rest
}

/** The object without the names whose value is undefined. */
export function compact<T extends object>(json: { [K in keyof T]: T[K] | undefined }): T {
  const kept: Record<string, unknown> = {}
  for (const name in json) if (json[name] !== undefined) kept[name] = json[name]
  return kept as T
}

const NOTHING: Json = {}

/** Titles are short; the whole name stays in the text or the data of whoever sends more. */
export const cut = (title: string) => (title.length > 500 ? title.slice(0, 500).toWellFormed() : title)
