/** The place of a scan in its text, and what is written down there: tokens, sentence ends. Knows no kind of token. */
import { hashName } from '../hash.ts'
import { emptyScan, widen } from './tokens.ts'
import type { Scan } from './tokens.ts'
import type { Vocabulary } from './vocabulary.ts'

/** A scan under way. Shape: `low` is the text in lower case, of the same length; `hard` and `comma` are 1 where such a border lies before the next token. */
export type Reader = {
  readonly text: string
  readonly low: string
  readonly vocabulary: Vocabulary
  readonly out: Scan
  hard: number
  comma: number
}

/** Begins a scan: nothing is read yet. */
export const openReader = (text: string, low: string, vocabulary: Vocabulary): Reader => ({
  text,
  low,
  vocabulary,
  out: emptyScan(text),
  hard: 1,
  comma: 0,
})

/** Writes a token down. */
export function push(reader: Reader, id: number, start: number, end: number, shape: number): void {
  const { out } = reader
  const t = out.count
  // One place stays free for the end mark of the lists.
  if (t + 2 >= out.ids.length) widen(out)
  out.ids[t] = id
  out.starts[t] = start
  out.ends[t] = end
  out.shapes[t] = shape
  out.breaks[t] = reader.hard
  out.soft[t] = reader.comma
  out.sentence[t] = out.sentences
  out.count = t + 1
  reader.hard = 0
  reader.comma = 0
}

/** Writes down what a word is read as: one token, or one for each word a short spelling stands for. See `Vocabulary.readingOf`. */
export function pushReading(
  reader: Reader,
  reading: number,
  start: number,
  end: number,
  shape: number,
): void {
  if (reading >= 0) push(reader, reading, start, end, shape)
  else for (const id of reader.vocabulary.writtenOut[-1 - reading] ?? []) push(reader, id, start, end, shape)
}

/** Writes a word down that does not stand in the text as it is read. */
export function pushWord(reader: Reader, word: string, start: number, end: number, shape: number): void {
  pushReading(reader, reader.vocabulary.readingOf(word, 0, word.length, hashName(word)), start, end, shape)
}

/** The next token begins a sentence. */
export function endSentence(reader: Reader): void {
  const { out } = reader
  reader.hard = 1
  if (out.sentenceStarts[out.sentences] !== out.count) out.sentenceStarts[++out.sentences] = out.count
}
