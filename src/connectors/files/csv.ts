/**
 * Text into the rows of a CSV file, piece by piece, with the line each row begins at. One bad row costs that row only: a
 * quote that is never closed gives up its own line, where the usual parsers swallow the rest of the file. RFC 4180.
 */

/** A row, or a line that is none and why. `raw` is the row's text without its line end. */
export type CsvRow = {
  readonly line: number
  readonly raw: string
  readonly cells: readonly string[]
  readonly problem?: 'quote_not_closed' | 'row_too_long'
}

/** Longest row, in UTF-16 units. */
export const ROW_LIMIT = 2 * 1024 * 1024
/** Kept of a row that is longer, to recognise it by. */
const RAW_KEPT = 2_000

export type CsvReader = {
  /** The rows that end in `text` or before; the rest waits for more. */
  push(text: string): CsvRow[]
  /** The last rows, once there is no more text. */
  end(): CsvRow[]
}

/** Reads text with one separator. Line ends are \n or \r\n; empty lines are left out. */
export function openCsv(separator: string): CsvReader {
  let held = ''
  let line = 1
  let skipping = false

  function read(text: string, isEnd: boolean): CsvRow[] {
    const rows: CsvRow[] = []
    let at = 0
    if (skipping) {
      const next = lineEnd(text, 0, isEnd)
      if (!next) {
        held = ''
        return rows
      }
      skipping = false
      at = next.after
      line += 1
    }
    let quote = text.indexOf('"', at)
    while (at < text.length) {
      const end = lineEnd(text, at, isEnd)
      if (quote !== -1 && quote < at) quote = text.indexOf('"', at)
      if (end && (quote === -1 || quote >= end.at)) {
        // Most lines hold no quote at all.
        if (end.at > at) {
          const raw = text.slice(at, end.at)
          rows.push(end.at - at > ROW_LIMIT ? tooLong(line, raw) : { line, raw, cells: raw.split(separator) })
        }
        at = end.after
        line += 1
        continue
      }
      const found = quote === -1 ? 'more' : readQuoted(text, at, separator, isEnd)
      if (typeof found === 'object') {
        rows.push({ line, raw: text.slice(at, found.at), cells: found.cells })
        line += found.lines
        at = found.after
      } else if (found === 'more' && text.length - at <= ROW_LIMIT) {
        break
      } else if (end) {
        // This line is given up, and the next is read as if nothing had been.
        rows.push({ line, raw: text.slice(at, end.at), cells: [], problem: 'quote_not_closed' })
        at = end.after
        line += 1
      } else {
        rows.push(tooLong(line, text.slice(at, at + RAW_KEPT)))
        skipping = true
        at = text.length
      }
    }
    held = text.slice(at)
    return rows
  }

  return {
    push: (text) => read(held === '' ? text : held + text, false),
    end: () => read(held, true),
  }
}

const tooLong = (line: number, raw: string): CsvRow => ({
  line,
  raw: raw.slice(0, RAW_KEPT),
  cells: [],
  problem: 'row_too_long',
})

type LineEnd = { readonly at: number; readonly after: number }

/** The end of the line that begins at `at`; undefined while it may go on. */
function lineEnd(text: string, at: number, isEnd: boolean): LineEnd | undefined {
  const feed = text.indexOf('\n', at)
  if (feed !== -1)
    return { at: text.charCodeAt(feed - 1) === 13 && feed > at ? feed - 1 : feed, after: feed + 1 }
  return isEnd ? { at: text.length, after: text.length } : undefined
}

type Quoted = {
  readonly cells: string[]
  readonly at: number
  readonly after: number
  readonly lines: number
}

/** A row that holds quotes; 'more' when the text ends within, 'bad' when a quote stands where none may. */
function readQuoted(text: string, start: number, separator: string, isEnd: boolean): Quoted | 'more' | 'bad' {
  const cells: string[] = []
  let at = start
  let lines = 1
  let feed = text.indexOf('\n', at)
  for (;;) {
    if (text.charCodeAt(at) === 34) {
      let close = at
      do {
        close = text.indexOf('"', close + 1)
        if (close === -1) return isEnd ? 'bad' : 'more'
        if (text.charCodeAt(close + 1) !== 34) break
        close += 1
      } while (close < text.length)
      if (close + 1 >= text.length && !isEnd) return 'more'
      const cell = text.slice(at + 1, close)
      for (let feed = cell.indexOf('\n'); feed !== -1; feed = cell.indexOf('\n', feed + 1)) lines += 1
      cells.push(cell.includes('"') ? cell.replaceAll('""', '"') : cell)
      at = close + 1
      while (text.charCodeAt(at) === 32 && separator !== ' ') at += 1
    } else {
      if (feed !== -1 && feed < at) feed = text.indexOf('\n', at)
      // Looked for in this line alone: where the rest of a file holds no separator, each line would walk all of it.
      const line = text.slice(at, feed === -1 ? text.length : feed)
      const next = line.indexOf(separator)
      const end = at + (next === -1 ? line.length : next)
      if (end >= text.length && !isEnd) return 'more'
      const isCarriage = text.charCodeAt(end) === 10 && text.charCodeAt(end - 1) === 13 && end > at
      cells.push(text.slice(at, isCarriage ? end - 1 : end))
      at = isCarriage ? end - 1 : end
    }
    if (text[at] === separator) {
      at += 1
      continue
    }
    if (at >= text.length) return isEnd ? { cells, at, after: at, lines } : 'more'
    if (text.charCodeAt(at) === 10) return { cells, at, after: at + 1, lines }
    if (text.charCodeAt(at) === 13 && (text.charCodeAt(at + 1) === 10 || at + 1 >= text.length)) {
      if (at + 1 >= text.length && !isEnd) return 'more'
      return { cells, at, after: at + 2, lines }
    }
    return 'bad'
  }
}
