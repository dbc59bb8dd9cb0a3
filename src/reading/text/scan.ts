/** Cuts a normalised text into tokens with offsets, shapes, sentences, clauses and negation scopes; knows no kind of moment. */
import { lowerCase } from './normalise.ts'
import { ENDINGS, IS_AFTER, WRITTEN_OUT } from './spelling.ts'
import { markNegation } from './negation.ts'
import { SHAPE, shapeAt } from './shapes.ts'
import { splitTag } from './tags.ts'
import type { Vocabulary } from './vocabulary.ts'

/**
 * A text as parallel lists, one entry per token; a contraction is two tokens over the same characters.
 * Shape: `ids` of the vocabulary (0 = unknown), `starts`/`ends` offsets, `shapes` bits of SHAPE,
 * `breaks` 1 where a hard clause border lies before the token, `soft` 1 where a comma does,
 * `sentence` the token's sentence, `negator` the token that negates it or -1.
 */
export type Scan = {
  readonly text: string
  readonly ids: number[]
  readonly starts: number[]
  readonly ends: number[]
  readonly shapes: number[]
  readonly breaks: number[]
  readonly soft: number[]
  readonly sentence: number[]
  readonly negator: number[]
  /** 1 where the token is a negator itself: no gap of a pattern may pass over it. */
  readonly negates: number[]
  /** First token of each sentence, and the token count as the last entry. */
  readonly sentenceStarts: number[]
}

const WORD_LIMIT = 40
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

const LETTER = /\p{L}/u
const MARKS = /\p{M}/gu

/** Reads a normalised text (see normalise); `original` differs only in letter case and typography. Work is linear in its length. */
export function scan(text: string, vocabulary: Vocabulary): Scan {
  const low = lowerCase(text)
  const out: Scan = {
    text,
    ids: [],
    starts: [],
    ends: [],
    shapes: [],
    breaks: [],
    soft: [],
    sentence: [],
    negator: [],
    negates: [],
    sentenceStarts: [0],
  }
  let hard = 1
  let comma = 0
  let sentence = 0
  const push = (id: number, start: number, end: number, shape: number): void => {
    out.ids.push(id)
    out.starts.push(start)
    out.ends.push(end)
    out.shapes.push(shape)
    out.breaks.push(hard)
    out.soft.push(comma)
    out.sentence.push(sentence)
    hard = 0
    comma = 0
  }
  const endSentence = (): void => {
    hard = 1
    if (out.sentenceStarts[sentence] === out.ids.length) return
    sentence++
    out.sentenceStarts.push(out.ids.length)
  }
  const pushWord = (word: string, start: number, end: number, shape: number): void => {
    const written = WRITTEN_OUT.get(word)
    if (written === undefined || vocabulary.language !== 'en') {
      push(vocabulary.idOf(word), start, end, shape)
      return
    }
    for (const each of written) push(vocabulary.idOf(each), start, end, shape)
  }
  const n = low.length
  let i = 0
  while (i < n) {
    const code = low.charCodeAt(i)
    const cls = code < 128 ? CLASS[code] : wideClass(low, i)
    switch (cls) {
      case KIND.space:
        i++
        break
      case KIND.stop: {
        // A line end closes a sentence when a blank line or a list follows, or the line ended clearly; else it is a comma.
        let j = i + 1
        while (j < n && (low[j] === ' ' || low[j] === '\r' || low[j] === '\t')) j++
        if (low[j] === '\n' || low[j] === '-' || low[j] === '*') endSentence()
        else comma = hard = 1
        i++
        break
      }
      case KIND.mark:
        i = readMarks(i)
        break
      case KIND.comma:
        comma = 1
        i++
        break
      case KIND.hard:
        hard = 1
        i++
        break
      case KIND.digit: {
        const found = shapeAt(low, i)
        push(found.word === '' ? 0 : vocabulary.idOf(found.word), i, i + found.length, found.shape)
        i += found.length
        if (found.unit !== '') pushWord(found.unit, i - found.unit.length, i, 0)
        break
      }
      case KIND.hash:
        i = readTag(i)
        break
      case KIND.at: {
        let j = i + 1
        while (j < n && j - i < WORD_LIMIT && isHandle(low.charCodeAt(j))) j++
        push(j > i + 1 ? vocabulary.idOf('@') : 0, i, j, SHAPE.handle)
        i = j
        break
      }
      case KIND.letter:
        i = readWord(i)
        break
      default:
        i = readOther(i, code)
    }
  }
  if (out.sentenceStarts[sentence] !== out.ids.length) out.sentenceStarts.push(out.ids.length)
  markNegation(out, vocabulary)
  return out

  function readMarks(from: number): number {
    let j = from
    let asks = 0
    let cries = 0
    while (j < n && (low[j] === '.' || low[j] === '!' || low[j] === '?')) {
      if (low[j] === '?') asks++
      if (low[j] === '!') cries++
      j++
    }
    if (asks + cries === 0 && j === from + 1 && isInsideWord(from)) return j
    if (asks > 0 && cries > 0) push(vocabulary.idOf('?!'), from, j, SHAPE.mark)
    else if (asks > 1) push(vocabulary.idOf('??'), from, j, SHAPE.mark)
    else if (asks === 1) push(vocabulary.idOf('?'), from, j, SHAPE.mark)
    else if (cries > 1) push(vocabulary.idOf('!!'), from, j, SHAPE.mark)
    else if (cries === 1) push(vocabulary.idOf('!'), from, j, SHAPE.mark)
    endSentence()
    return j
  }

  function isInsideWord(at: number): boolean {
    // "a.m.", "i.e.", "ba.com", "5.30": a dot between letters or digits ends nothing; nor does one after a single letter or a title.
    const next = low.charCodeAt(at + 1)
    if (isWordCode(next)) return true
    const before = low.slice(Math.max(0, at - 4), at)
    return /(?:^|[^a-z])(?:mr|mrs|ms|dr|st|vs|etc|e\.g|i\.e|approx|[ap]\.m)$/.test(before)
  }

  function readWord(from: number): number {
    let j = from + 1
    let apostrophe = -1
    while (j < n) {
      const c = low.charCodeAt(j)
      if (isWordCode(c) || (c >= 0xc0 && c < 0x2000 && LETTER.test(low[j] ?? ''))) j++
      else if (c === 39 && apostrophe < 0 && isWordCode(low.charCodeAt(j + 1))) apostrophe = j++
      else break
    }
    // Typed addresses carry no words of the writer.
    if (low.startsWith('http', from) || low.startsWith('www.', from)) {
      while (j < n && low.charCodeAt(j) > 32) j++
      push(vocabulary.idOf('@url'), from, j, SHAPE.url)
      return j
    }
    if (j - from > WORD_LIMIT) {
      push(0, from, j, 0)
      return j
    }
    let shape = 0
    if (text.charCodeAt(from) !== low.charCodeAt(from)) {
      shape = SHAPE.capital
      if (j - from > 2 && text.slice(from, j) === text.slice(from, j).toUpperCase()) shape |= SHAPE.shout
    }
    const word = low.slice(from, j)
    if (apostrophe < 0) {
      // "w/", "b/c": the stroke belongs to the short spelling.
      if (low[j] === '/' && (word === 'w' || (word === 'b' && low[j + 1] === 'c'))) {
        const long = word === 'w' ? 'with' : 'because'
        j += word === 'w' ? (low[j + 1] === 'o' && !isWordCode(low.charCodeAt(j + 2)) ? 2 : 1) : 2
        push(vocabulary.idOf(long), from, j, shape)
        return j
      }
      // "e-mail", the one word with a hyphen that everybody also writes without.
      if (word === 'e' && low.startsWith('-mail', j)) {
        const end = endOfWord(j + 1)
        pushWord(`e${low.slice(j + 1, end)}`, from, end, shape)
        return end
      }
      pushWord(plainWord(word), from, j, shape)
      return j
    }
    readApostrophe(word, apostrophe - from, from, j, shape)
    return j
  }

  function endOfWord(from: number): number {
    let j = from
    while (j < n && j - from < WORD_LIMIT && isWordCode(low.charCodeAt(j))) j++
    return j
  }

  function readApostrophe(word: string, at: number, from: number, to: number, shape: number): void {
    const head = word.slice(0, at)
    const tail = word.slice(at + 1)
    if (vocabulary.language !== 'en') {
      push(vocabulary.idOf(plainWord(head)), from, from + at, shape)
      push(vocabulary.idOf(plainWord(tail)), from + at + 1, to, 0)
      return
    }
    if (tail === 't' && head.endsWith('n')) {
      const verb =
        head === 'can' ? 'can' : head === 'won' ? 'will' : head === 'ain' ? 'is' : head.slice(0, -1)
      push(vocabulary.idOf(verb), from, to, shape)
      push(vocabulary.idOf('not'), from, to, shape)
      return
    }
    const ending = tail === 's' && IS_AFTER.has(head) ? 'is' : ENDINGS.get(tail)
    pushWord(tail === 's' || ending !== undefined ? head : head + tail, from, to, shape)
    if (ending !== undefined) push(vocabulary.idOf(ending), from, to, 0)
  }

  function readTag(from: number): number {
    let j = from + 1
    while (j < n && j - from < 200 && isHandle(low.charCodeAt(j))) j++
    if (j === from + 1) return j
    const pieces = splitTag(text.slice(from + 1, Math.min(j, from + 41)), vocabulary)
    let at = from + 1
    comma = 1
    for (const piece of pieces) {
      const start = at === from + 1 ? from : at
      at += piece.length
      pushWord(lowerCase(piece), start, at === Math.min(j, from + 41) ? j : at, SHAPE.tag)
    }
    comma = 1
    return j
  }

  function readOther(from: number, code: number): number {
    if (code < 128 || code === 0x20ac || code === 0xa3) {
      // "$50", "£9.99", "€3"
      if (
        (code === 36 || code === 0x20ac || code === 0xa3) &&
        CLASS[low.charCodeAt(from + 1)] === KIND.digit
      ) {
        let j = from + 1
        while (
          j < n &&
          j - from < 16 &&
          /[\d.,]/.test(low[j] ?? '') &&
          CLASS[low.charCodeAt(j)] !== undefined
        )
          j++
        while (j > from + 1 && /[.,]/.test(low[j - 1] ?? '')) j--
        push(vocabulary.idOf('@money'), from, j, SHAPE.money | SHAPE.number)
        return j
      }
      if (code === 45 && (low[from + 1] === '-' || (low[from - 1] === ' ' && low[from + 1] === ' '))) hard = 1
      if (code === 38) push(vocabulary.idOf('and'), from, from + 1, 0)
      return from + 1
    }
    const point = low.codePointAt(from) ?? code
    const size = point > 0xffff ? 2 : 1
    if (point >= 0x2190 && !(point >= 0xfe00 && point <= 0xfe0f)) {
      push(vocabulary.idOf(String.fromCodePoint(point)), from, from + size, SHAPE.emoji)
      comma = 1
    }
    return from + size
  }

  /** Lower-case word with long runs of one letter shortened and marks taken off: "sooo" is "so", "été" is "ete". */
  function plainWord(word: string): string {
    let plain = word
    if (hasWide(word))
      plain = word.normalize('NFD').replace(MARKS, '').replaceAll('ß', 'ss').replaceAll('œ', 'oe')
    if (!hasRun(plain)) return plain
    const two = plain.replace(/(.)\1{2,}/g, '$1$1')
    if (vocabulary.idOf(two) > 0) return two
    return plain.replace(/(.)\1{2,}/g, '$1')
  }
}

function wideClass(low: string, at: number): number {
  const code = low.charCodeAt(at)
  if (code >= 0xc0 && code < 0x2000 && LETTER.test(low.charAt(at))) return KIND.letter
  return KIND.other
}

const isWordCode = (c: number): boolean => (c >= 97 && c <= 122) || (c >= 48 && c <= 57)
const isHandle = (c: number): boolean => isWordCode(c) || c === 95

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
