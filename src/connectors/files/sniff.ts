/** What a file is, by its first half megabyte: encoding, CSV with which separator, or which form of JSON. */
import { openCsv } from './csv.ts'
import { encodingOf, ENCODING_NAMES, openDecoder, type Encoding } from './decode.ts'

export type Form = 'csv' | 'jsonl' | 'json' | 'object'

export type Sniffed = {
  readonly encoding: Encoding
  readonly form: Form
  /** CSV only. */
  readonly separator: string
  /** Old files of one platform end lines with \r alone. */
  readonly carriageOnly: boolean
  /** For people: "CSV, semicolons, UTF-16". */
  readonly words: string
}

/** Bytes looked at. */
export const SAMPLE_BYTES = 512 * 1024

const SEPARATORS = [',', ';', '\t', '|'] as const
const SEPARATOR_NAMES: Readonly<Record<string, string>> = {
  ',': 'commas',
  ';': 'semicolons',
  '\t': 'tabs',
  '|': 'bars',
}

/** Looks at the first bytes; `isWhole` when there are no more. */
export function sniff(bytes: Uint8Array, isWhole: boolean): Sniffed {
  const encoding = encodingOf(bytes)
  const decoder = openDecoder(encoding)
  const text = decoder.decode(bytes) + (isWhole ? decoder.decode() : '')
  const carriageOnly = !text.includes('\n') && /\r[^\r]/.test(text)
  const form = formOf(text, isWhole)
  const separator = form === 'csv' ? separatorOf(carriageOnly ? text.replaceAll('\r', '\n') : text) : ','
  const name =
    form === 'csv'
      ? `CSV, ${SEPARATOR_NAMES[separator] ?? separator}`
      : form === 'jsonl'
        ? 'JSON, one a line'
        : 'JSON'
  return { encoding, form, separator, carriageOnly, words: `${name}, ${ENCODING_NAMES[encoding]}` }
}

function formOf(text: string, isWhole: boolean): Form {
  const start = text.trimStart()
  if (start.startsWith('[')) return isDocument(start, isWhole) ? 'json' : 'csv'
  if (!start.startsWith('{')) return 'csv'
  const [firstLine = ''] = start.split('\n', 1)
  if (isJson(firstLine) && !(isWhole && isJson(start))) return 'jsonl'
  if (isWhole && isJson(start)) {
    const members = Object.values(JSON.parse(start) as object)
    const isWrapped = members.length > 0 && members.every((one) => typeof one === 'object' && one !== null)
    return isWrapped ? 'json' : 'object'
  }
  // A first line that is broken in a file of lines, or a document of many lines.
  return /\}\s*$/.test(firstLine) && firstLine.length > 2 ? 'jsonl' : 'json'
}

function isDocument(start: string, isWhole: boolean): boolean {
  return !isWhole || isJson(start) || /^\[\s*[{[\]]/.test(start)
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

/** The separator under which most rows have as many cells as the header, and more than one. */
function separatorOf(text: string): string {
  const scores = SEPARATORS.map((separator) => {
    const reader = openCsv(separator)
    const rows = [...reader.push(text), ...reader.end()].slice(0, 500)
    const width = rows[0]?.cells.length ?? 0
    const fitting = rows.filter(({ cells }) => cells.length === width).length
    return { separator, score: width > 1 ? (fitting / rows.length) * Math.log2(width + 1) : 0 }
  })
  return scores.reduce((best, one) => (one.score > best.score ? one : best)).separator
}
