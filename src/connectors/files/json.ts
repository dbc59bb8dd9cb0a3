/**
 * Text into the objects of a JSON file, piece by piece: one a line (JSONL), or those inside one document, be it a list, a
 * map by id, or a body that wraps a list by name. One bad object costs that object only.
 */
import { ROW_LIMIT } from './csv.ts'

export type Json = Readonly<Record<string, unknown>>

/** An object, or text that is none and why. `key` is the name it stood under: an id, or what the list is called. */
export type JsonRow = {
  readonly line: number
  readonly raw: string
  readonly key?: string
  readonly value?: Json
  readonly problem?: 'not_json' | 'not_an_object' | 'row_too_long' | 'too_deep' | 'name_not_allowed'
}

export type JsonReader = {
  push(text: string): JsonRow[]
  end(): JsonRow[]
}

/** Objects and lists inside each other. */
const DEPTH = 40

/** Reads one object a line; empty lines are left out. */
export function openJsonLines(): JsonReader {
  let held = ''
  let line = 0
  let skipping = false
  function read(text: string, isEnd: boolean): JsonRow[] {
    const rows: JsonRow[] = []
    let at = 0
    for (;;) {
      const feed = text.indexOf('\n', at)
      if (feed === -1 && !isEnd) break
      const raw = text.slice(at, feed === -1 ? text.length : feed)
      line += 1
      if (skipping) skipping = false
      else if (raw.trim() !== '') rows.push(rowOf(line, raw.trimEnd()))
      if (feed === -1) return rows
      at = feed + 1
    }
    held = text.slice(at)
    if (held.length > ROW_LIMIT || skipping) {
      if (!skipping) rows.push({ line: line + 1, raw: held.slice(0, 2_000), problem: 'row_too_long' })
      skipping = true
      held = ''
    }
    return rows
  }
  return { push: (text) => read(held === '' ? text : held + text, false), end: () => read(held, true) }
}

/** Reads the objects of one document. Scalars where an object should be are told as rows with a problem. */
export function openJsonDocument(): JsonReader {
  let held = ''
  let line = 1
  let depth = 0
  let rowDepth = 1
  let isMap = false
  let started = -1
  let startLine = 1
  let isString = false
  let stringAt = -1
  let key: string | undefined
  let stray = -1
  let at = 0

  function read(text: string, isEnd: boolean): JsonRow[] {
    const rows: JsonRow[] = []
    const told = () => (key === undefined ? {} : { key })
    const endStray = (end: number) => {
      if (stray !== -1 && !(isMap && rowDepth === 1 && text[end] === ':'))
        rows.push({ line, raw: text.slice(stray, end).slice(0, 2_000), ...told(), problem: 'not_an_object' })
      stray = -1
    }
    for (; at < text.length; at++) {
      const code = text.charCodeAt(at)
      if (code === 10) line += 1
      if (isString) {
        if (code === 92) {
          if (at + 1 >= text.length && !isEnd) break
          at += 1
        } else if (code === 34) {
          isString = false
          if (started === -1 && isMap && rowDepth === 1) key = text.slice(stringAt + 1, at)
        }
        continue
      }
      if (code === 34) {
        isString = true
        stringAt = at
        if (started === -1 && depth === rowDepth && stray === -1) stray = at
      } else if (code === 123 || code === 91) {
        if (depth === 0) {
          isMap = code === 123
          depth = 1
          continue
        }
        if (started === -1 && depth === 1 && isMap && code === 91) {
          stray = -1
          rowDepth = 2
        } else if (started === -1 && depth === rowDepth) {
          stray = -1
          started = at
          startLine = line
        }
        depth += 1
      } else if (code === 125 || code === 93) {
        if (started === -1 && depth === rowDepth) endStray(at)
        depth -= 1
        if (depth === rowDepth && started !== -1) {
          rows.push({ ...rowOf(startLine, text.slice(started, at + 1)), ...told() })
          started = -1
        }
        if (depth === 1) rowDepth = 1
      } else if (started === -1 && depth === rowDepth) {
        if (code === 44) endStray(at)
        else if (code === 58) stray = -1
        else if (stray === -1 && code > 32 && code !== 0xfeff) stray = at
      } else if (depth === 0 && code > 32 && stray === -1) stray = at
    }
    const from = Math.min(...[started, stray, isString ? stringAt : -1].map((one) => (one === -1 ? at : one)))
    if (isEnd && (from < text.length || depth > 0))
      rows.push({
        line: started === -1 ? line : startLine,
        raw: text.slice(from, from + 2_000),
        problem: 'not_json',
      })
    else if (at - from > ROW_LIMIT) {
      rows.push({ line: startLine, raw: text.slice(from, from + 2_000), ...told(), problem: 'row_too_long' })
      started = at = 0
      return rows
    }
    held = text.slice(from)
    at -= from
    started = started === -1 ? -1 : started - from
    stray = stray === -1 ? -1 : stray - from
    stringAt = isString ? stringAt - from : -1
    return rows
  }
  return { push: (text) => read(held + text, false), end: () => read(held, true) }
}

function rowOf(line: number, raw: string): JsonRow {
  if (raw.length > ROW_LIMIT) return { line, raw: raw.slice(0, 2_000), problem: 'row_too_long' }
  let value: unknown
  try {
    value = JSON.parse(raw)
  } catch {
    return { line, raw, problem: 'not_json' }
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return { line, raw, problem: 'not_an_object' }
  const problem = shapeProblemOf(value, 1)
  return problem ? { line, raw: raw.slice(0, 2_000), problem } : { line, raw, value: value as Json }
}

/** Never goes deeper than the limit, whatever it is given. */
function shapeProblemOf(value: object, depth: number): 'too_deep' | 'name_not_allowed' | undefined {
  if (depth > DEPTH) return 'too_deep'
  for (const name in value) {
    if (name === '__proto__') return 'name_not_allowed'
    const one = (value as Record<string, unknown>)[name]
    const problem = typeof one === 'object' && one !== null ? shapeProblemOf(one, depth + 1) : undefined
    if (problem) return problem
  }
  return undefined
}
