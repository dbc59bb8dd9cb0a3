/** Words of a comment for finding themes, and the table of word vectors they are looked up in. Pure: the table's bytes are handed in. */
import { hashSlice } from '../hash.ts'
import { normalise } from '../text/normalise.ts'

/** Numbers a word is known by. */
export const WORD_DIMENSIONS = 100
/** A comment is known by its first words; what a long letter says after them seldom changes its theme. */
const WORDS_READ = 80

/** Word vectors cut from GloVe (public domain) by evaluate/cut-words.ts. Shape: words in order of how common they are in English. */
export type WordTable = {
  readonly rankOf: ReadonlyMap<string, number>
  readonly scales: Float32Array
  readonly cells: Int8Array
}

/** Reads the bytes of words.bin: count, length of the words, the words by line, a scale for each, a hundred small numbers for each. */
export function openWordTable(bytes: Uint8Array): WordTable {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const count = view.getUint32(0, true)
  const wordBytes = view.getUint32(4, true)
  const words = new TextDecoder().decode(bytes.subarray(8, 8 + wordBytes)).split('\n')
  const scales = new Float32Array(count)
  for (let i = 0; i < count; i++) scales[i] = view.getFloat32(8 + wordBytes + i * 4, true)
  const from = bytes.byteOffset + 8 + wordBytes + count * 4
  const cells = new Int8Array(bytes.buffer, from, count * WORD_DIMENSIONS)
  return { rankOf: new Map(words.map((word, rank) => [word, rank])), scales, cells }
}

/** Words in lower case, contractions apart: "don't" is "do", "n't". */
export function wordsOf(text: string): string[] {
  const found = normalise(text.length > 2_000 ? text.slice(0, 2_000) : text)
    .toLowerCase()
    .match(/[\p{L}]+(?:'[\p{L}]+)?|\p{N}+/gu)
  if (found === null) return []
  const words: string[] = []
  for (const word of found) {
    const cut = word.includes("'") ? /^(.+?)(n't|'s|'m|'re|'ve|'ll|'d)$/.exec(word) : null
    if (cut) words.push(cut[1] ?? '', cut[2] ?? '')
    else words.push(word)
    if (words.length >= WORDS_READ) break
  }
  return words
}

/** A word without the common endings of English, so that "returned" meets "returns". */
export function stemOf(word: string): string {
  if (word.length < 4) return word
  if (word.endsWith('ies')) return `${word.slice(0, -3)}y`
  const single = word.endsWith('s') && !word.endsWith('ss') ? word.slice(0, -1) : word
  if (single.endsWith('ing') && single.length >= 6) return single.slice(0, -3)
  if (single.endsWith('ed') && single.length >= 5) return single.slice(0, -2)
  return single
}

/** Numbers that stand for the stems and the pairs of stems of a comment. Shape: as they come, repeats kept. */
export function termsOf(words: readonly string[]): number[] {
  const terms: number[] = []
  let before = 0
  for (const word of words) {
    const stem = stemOf(word)
    const own = hashSlice(stem, 0, stem.length) >>> 0
    terms.push(own)
    if (before !== 0) terms.push((Math.imul(before, 0x9e3779b1) ^ own) >>> 0)
    before = own
  }
  return terms
}
