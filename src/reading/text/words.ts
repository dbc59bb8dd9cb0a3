/** Reads words for a scan: plain ones in one pass, contractions, addresses and odd spellings with more care. */
import { HASH_OF_NOTHING, hashOn } from '../hash.ts'
import { isHandle, isWideLetter, isWordCode } from './letters.ts'
import { lowerCase } from './normalise.ts'
import { push, pushReading, pushWord } from './reader.ts'
import type { Reader } from './reader.ts'
import { SHAPE } from './shapes.ts'
import { ENDINGS, IS_AFTER } from './spelling.ts'
import { splitTag } from './tags.ts'
import type { Vocabulary } from './vocabulary.ts'

/** Longest word that is looked up. */
export const WORD_LIMIT = 40

const MARKS = /\p{M}/gu
const APOSTROPHE = 39
const STROKE = 47
const HYPHEN = 45
const H = 104
const W = 119

/** Reads the word that begins here; returns where it ends. Most are plain: their hash is made while looking for their end, and nothing is cut out. */
export function readWord(reader: Reader, from: number): number {
  const { low, text, vocabulary } = reader
  const n = low.length
  let hash: number = HASH_OF_NOTHING
  let j = from
  let code = low.charCodeAt(j)
  let last = 0
  let repeats = 0
  while (isWordCode(code)) {
    repeats = code === last ? repeats + 1 : 0
    if (repeats > 1) return readUnusualWord(reader, from)
    hash = hashOn(hash, code)
    last = code
    code = ++j < n ? low.charCodeAt(j) : 0
  }
  if (j - from > WORD_LIMIT || isUnusual(low, from, j, code)) return readUnusualWord(reader, from)
  pushReading(reader, vocabulary.readingOf(low, from, j, hash), from, j, capitalsOf(text, low, from, j))
  return j
}

/** Whether a word may go on after its letters, is an address or has a spelling of its own ("w/", "e-mail"). */
function isUnusual(low: string, from: number, end: number, next: number): boolean {
  if (next === APOSTROPHE || next >= 0xc0 || end === from) return true
  const first = low.charCodeAt(from)
  return (
    (end - from === 1 && (next === STROKE || next === HYPHEN)) ||
    (first === H && low.startsWith('http', from)) ||
    (first === W && low.startsWith('www.', from))
  )
}

/** Whether a word begins with a capital letter, and whether it is written in capitals. */
function capitalsOf(text: string, low: string, from: number, end: number): number {
  if (text.charCodeAt(from) === low.charCodeAt(from)) return 0
  if (end - from <= 2) return SHAPE.capital
  // A small second letter settles it for nearly every word.
  const second = text.charCodeAt(from + 1)
  if (second >= 97 && second <= 122) return SHAPE.capital
  const word = text.slice(from, end)
  return word === word.toUpperCase() ? SHAPE.capital | SHAPE.shout : SHAPE.capital
}

function readUnusualWord(reader: Reader, from: number): number {
  const { low, text, vocabulary } = reader
  const n = low.length
  let j = from + 1
  let apostrophe = -1
  while (j < n) {
    const c = low.charCodeAt(j)
    if (isWordCode(c) || isWideLetter(low, j)) j++
    else if (c === APOSTROPHE && apostrophe < 0 && j + 1 < n && isWordCode(low.charCodeAt(j + 1)))
      apostrophe = j++
    else break
  }
  // Typed addresses carry no words of the writer.
  if (low.startsWith('http', from) || low.startsWith('www.', from)) {
    while (j < n && low.charCodeAt(j) > 32) j++
    push(reader, vocabulary.idOf('@url'), from, j, SHAPE.url)
    return j
  }
  if (j - from > WORD_LIMIT) {
    push(reader, 0, from, j, 0)
    return j
  }
  const shape = capitalsOf(text, low, from, j)
  const word = low.slice(from, j)
  if (apostrophe >= 0) {
    readApostrophe(reader, word, apostrophe - from, from, j, shape)
    return j
  }
  // "w/", "b/c": the stroke belongs to the short spelling.
  if (low[j] === '/' && (word === 'w' || (word === 'b' && low[j + 1] === 'c'))) {
    const long = word === 'w' ? 'with' : 'because'
    j += word === 'w' ? (low[j + 1] === 'o' && !isWordCode(low.charCodeAt(j + 2)) ? 2 : 1) : 2
    push(reader, vocabulary.idOf(long), from, j, shape)
    return j
  }
  // "e-mail", the one word with a hyphen that everybody also writes without.
  if (word === 'e' && low.startsWith('-mail', j)) {
    const end = endOfWord(low, j + 1)
    pushWord(reader, `e${low.slice(j + 1, end)}`, from, end, shape)
    return end
  }
  pushWord(reader, plainWord(word, vocabulary), from, j, shape)
  return j
}

function endOfWord(low: string, from: number): number {
  let j = from
  while (j < low.length && j - from < WORD_LIMIT && isWordCode(low.charCodeAt(j))) j++
  return j
}

function readApostrophe(
  reader: Reader,
  word: string,
  at: number,
  from: number,
  to: number,
  shape: number,
): void {
  const { vocabulary } = reader
  const head = word.slice(0, at)
  const tail = word.slice(at + 1)
  if (vocabulary.language !== 'en') {
    push(reader, vocabulary.idOf(plainWord(head, vocabulary)), from, from + at, shape)
    push(reader, vocabulary.idOf(plainWord(tail, vocabulary)), from + at + 1, to, 0)
    return
  }
  if (tail === 't' && head.endsWith('n')) {
    const verb = head === 'can' ? 'can' : head === 'won' ? 'will' : head === 'ain' ? 'is' : head.slice(0, -1)
    push(reader, vocabulary.idOf(verb), from, to, shape)
    push(reader, vocabulary.idOf('not'), from, to, shape)
    return
  }
  const ending = tail === 's' && IS_AFTER.has(head) ? 'is' : ENDINGS.get(tail)
  pushWord(reader, tail === 's' || ending !== undefined ? head : head + tail, from, to, shape)
  if (ending !== undefined) push(reader, vocabulary.idOf(ending), from, to, 0)
}

/** Reads a hashtag as the words it was written from; returns where it ends. */
export function readTag(reader: Reader, from: number): number {
  const { low, text, vocabulary } = reader
  let j = from + 1
  while (j < low.length && j - from < 200 && isHandle(low.charCodeAt(j))) j++
  if (j === from + 1) return j
  const pieces = splitTag(text.slice(from + 1, Math.min(j, from + 41)), vocabulary)
  let at = from + 1
  reader.comma = 1
  for (const piece of pieces) {
    const start = at === from + 1 ? from : at
    at += piece.length
    pushWord(reader, lowerCase(piece), start, at === Math.min(j, from + 41) ? j : at, SHAPE.tag)
  }
  reader.comma = 1
  return j
}

/** Lower-case word with long runs of one letter shortened and marks taken off: "sooo" is "so", "été" is "ete". */
function plainWord(word: string, vocabulary: Vocabulary): string {
  let plain = word
  if (hasWide(word))
    plain = word.normalize('NFD').replace(MARKS, '').replaceAll('ß', 'ss').replaceAll('œ', 'oe')
  if (!hasRun(plain)) return plain
  const two = plain.replace(/(.)\1{2,}/g, '$1$1')
  if (vocabulary.idOf(two) > 0) return two
  return plain.replace(/(.)\1{2,}/g, '$1')
}

function hasWide(word: string): boolean {
  for (let i = 0; i < word.length; i++) if (word.charCodeAt(i) > 127) return true
  return false
}

function hasRun(word: string): boolean {
  for (let i = 2; i < word.length; i++)
    if (word.charCodeAt(i) === word.charCodeAt(i - 1) && word.charCodeAt(i) === word.charCodeAt(i - 2))
      return true
  return false
}
