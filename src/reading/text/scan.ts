/** Cuts a normalised text into tokens with offsets, shapes, sentences, clauses and negation scopes; knows no kind of moment. */
import { lowerCase } from './normalise.ts'
import { isHandle, isWideLetter, isWordCode } from './letters.ts'
import { markNegation } from './negation.ts'
import { endSentence, openReader, push, pushWord } from './reader.ts'
import type { Reader } from './reader.ts'
import { SHAPE, shapeAt } from './shapes.ts'
import { closeScan } from './tokens.ts'
import type { Scan } from './tokens.ts'
import type { Vocabulary } from './vocabulary.ts'
import { readTag, readWord, WORD_LIMIT } from './words.ts'

const KIND = {
  other: 0,
  letter: 1,
  digit: 2,
  space: 3,
  stop: 4,
  comma: 5,
  hard: 6,
  hash: 7,
  at: 8,
  mark: 9,
} as const
const CLASS = new Uint8Array(128)
for (let c = 97; c <= 122; c++) CLASS[c] = KIND.letter
for (let c = 48; c <= 57; c++) CLASS[c] = KIND.digit
for (const c of ' \t\r') CLASS[c.charCodeAt(0)] = KIND.space
for (const c of '\n') CLASS[c.charCodeAt(0)] = KIND.stop
CLASS['.'.charCodeAt(0)] = KIND.mark
CLASS['!'.charCodeAt(0)] = KIND.mark
CLASS['?'.charCodeAt(0)] = KIND.mark
for (const c of ',/"') CLASS[c.charCodeAt(0)] = KIND.comma
for (const c of ';:()[]{}<>|*') CLASS[c.charCodeAt(0)] = KIND.hard
CLASS['#'.charCodeAt(0)] = KIND.hash
CLASS['@'.charCodeAt(0)] = KIND.at

/** Reads a normalised text (see normalise). Work is linear in its length. */
export function scan(text: string, vocabulary: Vocabulary): Scan {
  const reader = openReader(text, lowerCase(text), vocabulary)
  const n = reader.low.length
  let i = 0
  while (i < n) i = readAt(reader, i)
  closeScan(reader.out)
  markNegation(reader.out, vocabulary)
  return reader.out
}

/** Reads what stands at a place; returns where it ends. */
function readAt(reader: Reader, i: number): number {
  const { low, vocabulary } = reader
  const code = low.charCodeAt(i)
  const kind = code < 128 ? CLASS[code] : isWideLetter(low, i) ? KIND.letter : KIND.other
  switch (kind) {
    case KIND.space:
      return i + 1
    case KIND.letter:
      return readWord(reader, i)
    case KIND.stop:
      return readLineEnd(reader, i)
    case KIND.mark:
      return readMarks(reader, i)
    case KIND.comma:
      reader.comma = 1
      return i + 1
    case KIND.hard:
      reader.hard = 1
      return i + 1
    case KIND.digit: {
      const { word, length, shape, unit } = shapeAt(low, i)
      push(reader, word === '' ? 0 : vocabulary.idOf(word), i, i + length, shape)
      if (unit !== '') pushWord(reader, unit, i + length - unit.length, i + length, 0)
      return i + length
    }
    case KIND.hash:
      return readTag(reader, i)
    case KIND.at: {
      let j = i + 1
      while (j < low.length && j - i < WORD_LIMIT && isHandle(low.charCodeAt(j))) j++
      push(reader, j > i + 1 ? vocabulary.idOf('@') : 0, i, j, SHAPE.handle)
      return j
    }
    default:
      return readOther(reader, i, code)
  }
}

/** A line end closes a sentence when a blank line or a list follows; else it is a comma. */
function readLineEnd(reader: Reader, i: number): number {
  const { low } = reader
  let j = i + 1
  while (j < low.length && (low[j] === ' ' || low[j] === '\r' || low[j] === '\t')) j++
  if (j < low.length && (low[j] === '\n' || low[j] === '-' || low[j] === '*')) endSentence(reader)
  else reader.comma = reader.hard = 1
  return i + 1
}

function readMarks(reader: Reader, from: number): number {
  const { low, vocabulary } = reader
  const n = low.length
  let j = from
  let asks = 0
  let cries = 0
  while (j < n && (low[j] === '.' || low[j] === '!' || low[j] === '?')) {
    if (low[j] === '?') asks++
    if (low[j] === '!') cries++
    j++
  }
  if (asks + cries === 0 && j === from + 1 && isInsideWord(low, from)) return j
  if (asks > 0 && cries > 0) push(reader, vocabulary.idOf('?!'), from, j, SHAPE.mark)
  else if (asks > 1) push(reader, vocabulary.idOf('??'), from, j, SHAPE.mark)
  else if (asks === 1) push(reader, vocabulary.idOf('?'), from, j, SHAPE.mark)
  else if (cries > 1) push(reader, vocabulary.idOf('!!'), from, j, SHAPE.mark)
  else if (cries === 1) push(reader, vocabulary.idOf('!'), from, j, SHAPE.mark)
  endSentence(reader)
  return j
}

/** "a.m.", "i.e.", "ba.com", "5.30": a dot between letters or digits ends nothing; nor does one after a single letter or a title. */
function isInsideWord(low: string, at: number): boolean {
  if (at + 1 < low.length && isWordCode(low.charCodeAt(at + 1))) return true
  const before = low.slice(Math.max(0, at - 4), at)
  return /(?:^|[^a-z])(?:mr|mrs|ms|dr|st|vs|etc|e\.g|i\.e|approx|[ap]\.m)$/.test(before)
}

const DOLLAR = 36
const EURO = 0x20ac
const POUND = 0xa3
const HYPHEN = 45
const AND = 38
const SPACE = 32

function readOther(reader: Reader, from: number, code: number): number {
  const { low, vocabulary } = reader
  if (code === DOLLAR || code === EURO || code === POUND) return readMoney(reader, from)
  if (code < 128) {
    if (code === HYPHEN && isDash(low.charCodeAt(from - 1), low.charCodeAt(from + 1))) reader.hard = 1
    if (code === AND) push(reader, vocabulary.idOf('and'), from, from + 1, 0)
    return from + 1
  }
  const point = low.codePointAt(from) ?? code
  const size = point > 0xffff ? 2 : 1
  if (point >= 0x2190 && !(point >= 0xfe00 && point <= 0xfe0f)) {
    push(reader, vocabulary.idOf(String.fromCodePoint(point)), from, from + size, SHAPE.emoji)
    reader.comma = 1
  }
  return from + size
}

/** "--" or " - ". */
const isDash = (before: number, after: number): boolean =>
  after === HYPHEN || (before === SPACE && after === SPACE)

/** "$50", "£9.99", "€3"; a sign alone says nothing. */
function readMoney(reader: Reader, from: number): number {
  const { low, vocabulary } = reader
  let j = from + 1
  if (j >= low.length || CLASS[low.charCodeAt(j)] !== KIND.digit) return j
  while (j < low.length && j - from < 16 && /[\d.,]/.test(low[j] ?? '')) j++
  while (j > from + 1 && /[.,]/.test(low[j - 1] ?? '')) j--
  push(reader, vocabulary.idOf('@money'), from, j, SHAPE.money | SHAPE.number)
  return j
}
