/** Files that are no text at all: told by their first bytes, with what to do instead. Pure. */

const AS_TEXT = 'Export what it holds as CSV or JSONL, and send that file.'
const WORKBOOK =
  'This is a spreadsheet, not a CSV file. Open it, choose “Save as” or “Download as”, then CSV (UTF-8), and send that file.'

/** First bytes in hex, and what to tell. The longest known beginnings are enough to tell them apart. */
const BEGINNINGS: readonly (readonly [hex: string, sentence: string])[] = [
  ['d0cf11e0', WORKBOOK],
  ['89504e47', `This is a picture (PNG). ${AS_TEXT}`],
  ['ffd8ff', `This is a picture (JPEG). ${AS_TEXT}`],
  ['47494638', `This is a picture (GIF). ${AS_TEXT}`],
  ['52494646', `This is a picture or a sound. ${AS_TEXT}`],
  ['25504446', `This is a PDF. ${AS_TEXT}`],
  ['1f8b', 'This file is compressed (gzip). Unpack it, and send the CSV or JSONL file inside.'],
  ['425a68', 'This file is compressed (bzip2). Unpack it, and send the CSV or JSONL file inside.'],
  ['fd377a58', 'This file is compressed (xz). Unpack it, and send the CSV or JSONL file inside.'],
  ['28b52ffd', 'This file is compressed (zstd). Unpack it, and send the CSV or JSONL file inside.'],
  ['377abcaf', 'This is a 7-Zip archive. Unpack it, and send the CSV or JSONL file inside.'],
  ['52617221', 'This is a RAR archive. Unpack it, and send the CSV or JSONL file inside.'],
  ['53514c697465', `This is a database (SQLite). ${AS_TEXT}`],
  ['50415231', `This is a Parquet file. ${AS_TEXT}`],
]
const ZIP = '504b0304'
const EMPTY_ZIP = '504b0506'

/** What to tell a person whose file is no text; undefined where it may be text. */
export function binaryKindOf(start: Uint8Array): string | undefined {
  const head = Buffer.from(start.subarray(0, 8)).toString('hex')
  if (head.startsWith(ZIP) || head.startsWith(EMPTY_ZIP)) return zipOf(start)
  const known = BEGINNINGS.find(([hex]) => head.startsWith(hex))
  if (known) return known[1]
  return isNoText(start) ? `This file is not text. ${AS_TEXT}` : undefined
}

/** A workbook is a ZIP with a certain content. */
function zipOf(start: Uint8Array): string {
  const names = Buffer.from(start.subarray(0, 4_096)).toString('latin1')
  if (/xl\/|\[Content_Types\]\.xml|opendocument\.spreadsheet|Index\/Document\.iwa/.test(names))
    return WORKBOOK
  return 'This is a ZIP archive. Unpack it, and send the CSV or JSONL file inside.'
}

/** Looked at, in bytes. */
const LOOKED_AT = 4_096

/** Control characters that no text has, more than one in ten. U+0000 is left out: every other byte of UTF-16 is one. */
function isNoText(start: Uint8Array): boolean {
  const bytes = start.subarray(0, LOOKED_AT)
  const odd = bytes.filter((byte) => byte !== 0 && byte < 32 && !SPACES.has(byte)).length
  const isWide = bytes.filter((byte) => byte === 0).length > bytes.length / 5
  return odd > 8 && odd > bytes.length / (isWide ? 20 : 10)
}

const SPACES: ReadonlySet<number> = new Set([9, 10, 11, 12, 13, 27])
