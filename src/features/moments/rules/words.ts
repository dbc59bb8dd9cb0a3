/** The clause around a quote, cut to fit a row of the queue, with the places of the marks in it. Pure. */

/** Longest row, in UTF-16 units. */
export const ROW_LIMIT = 120
/** A little of what stands before the quote is kept, so that the row reads as a sentence. */
const LEAD_IN = 32

type Span = { readonly start: number; readonly end: number }
type Row = { readonly words: string; readonly marks: { start: number; end: number }[] }

/**
 * The words of a row: from the beginning of the leading quote's clause as far as 120 characters go, on one line. `quotes` are spans of
 * the text, the leading one first; those that fall inside are marked, cut where the row ends.
 */
export function rowOf(text: string, quotes: readonly Span[]): Row {
  const lead = quotes[0]
  if (lead === undefined) return { words: shorten(oneLine(text), ROW_LIMIT), marks: [] }
  const from = startOfClause(text, lead.start)
  const to = endOfSentence(text, lead.end)
  const { line, placeOf } = fold(text, from, to)
  const cutAtStart = from > 0 && !/[.!?\n]\s*$/.test(text.slice(Math.max(0, from - 3), from))
  const head = cutAtStart ? '…' : ''
  const room = ROW_LIMIT - head.length
  const body = shorten(line, room)
  const bodyEnd = body === line ? line.length : body.length - 1
  const marks = quotes
    .filter((quote) => quote.start >= from && quote.start < to)
    .map((quote) => ({
      start: placeOf(quote.start),
      end: Math.min(placeOf(Math.min(quote.end, to)), bodyEnd),
    }))
    .filter(({ start, end }) => start < end)
    .map(({ start, end }) => ({ start: start + head.length, end: end + head.length }))
  return { words: head + body, marks: joined(marks) }
}

/** Machine's words with one phrase marked: "Reason given: too many e-mails". */
export function rowSaying(before: string, marked: string): Row {
  const words = shorten(oneLine(`${before}${marked}`), ROW_LIMIT)
  const start = Math.min(before.length, words.length)
  const end = words.endsWith('…') ? words.length - 1 : words.length
  return { words, marks: start < end && marked !== '' ? [{ start, end }] : [] }
}

function startOfClause(text: string, start: number): number {
  const before = text.slice(0, start)
  const sentence = Math.max(
    ...['. ', '! ', '? ', '\n', '.\n']
      .map((stop) => before.lastIndexOf(stop) + stop.length)
      .filter((at) => at > 1),
    0,
  )
  if (start - sentence <= LEAD_IN) return skipBlank(text, sentence)
  const clause = Math.max(
    ...[', ', '; ', ': ', ' - ', ' – ', ' and ', ' but ']
      .map((stop) => before.lastIndexOf(stop) + stop.length)
      .filter((at) => at > 1),
    sentence,
  )
  if (start - clause <= LEAD_IN) return skipBlank(text, clause)
  const word = before.lastIndexOf(' ', start - 1 - LEAD_IN / 2)
  return skipBlank(text, Math.max(word + 1, sentence))
}

function endOfSentence(text: string, end: number): number {
  const found = /[.!?](?=\s|$)|\n/.exec(text.slice(end))
  if (!found) return text.length
  return end + found.index + (found[0] === '\n' ? 0 : 1)
}

function skipBlank(text: string, at: number): number {
  const blank = /\S/.exec(text.slice(at))
  return blank ? at + blank.index : at
}

/** One line of text[from, to) and the place of each of its offsets in that line. */
function fold(text: string, from: number, to: number): { line: string; placeOf: (offset: number) => number } {
  const places: number[] = []
  let line = ''
  for (let at = from; at < to; at++) {
    places.push(line.length)
    const unit = text.charAt(at)
    if (!/\s/.test(unit)) line += unit
    else if (line !== '' && !line.endsWith(' ')) line += ' '
  }
  const trimmed = line.trimEnd()
  return {
    line: trimmed,
    placeOf: (offset) => Math.min(places[offset - from] ?? trimmed.length, trimmed.length),
  }
}

const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ').trim()

/** At most `limit` units, an ellipsis included; never half a character pair. */
export function shorten(line: string, limit: number): string {
  if (line.length <= limit) return line
  const cut = line.slice(0, limit - 1)
  const whole = /[\ud800-\udbff]$/.test(cut) ? cut.slice(0, -1) : cut
  const word = whole.lastIndexOf(' ')
  return `${(word > limit * 0.7 ? whole.slice(0, word) : whole).trimEnd()}…`
}

/** Marks in order, overlapping ones made one. */
function joined(marks: { start: number; end: number }[]): { start: number; end: number }[] {
  const result: { start: number; end: number }[] = []
  for (const mark of marks.sort((a, b) => a.start - b.start)) {
    const last = result.at(-1)
    if (last && mark.start <= last.end) last.end = Math.max(last.end, mark.end)
    else result.push({ ...mark })
  }
  return result
}
