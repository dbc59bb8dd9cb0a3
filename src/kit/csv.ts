/** The one writer of CSV (RFC 4180). A cell that a spreadsheet could take for a formula is told to be text by a leading apostrophe. */

/** One line, ended by CR LF. Every cell is quoted; numbers stay numbers. */
export function csvLine(cells: readonly string[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`
}

/** How a spreadsheet begins what it works out; full-width forms and leading blanks are read the same by some. */
const FORMULA = /^[\s\u0000|]*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]|^[\t\r\n\u0000 |]/
const NUMBER = /^[+-]?\d+(\.\d+)?$/

function csvCell(cell: string): string {
  const safe = FORMULA.test(cell) && !NUMBER.test(cell) ? `'${cell}` : cell
  return `"${safe.replaceAll('\u0000', '').replaceAll('"', '""')}"`
}
