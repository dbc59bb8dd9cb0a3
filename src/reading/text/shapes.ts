/** Recognises what begins with a digit: heights, weights, bra sizes, ordinals, times, plain numbers. */

/** Bits that a token may carry beside its word. */
export const SHAPE = {
  number: 1,
  capital: 2,
  shout: 4,
  height: 8,
  weight: 16,
  bra: 32,
  money: 64,
  ordinal: 128,
  handle: 256,
  tag: 512,
  clock: 1024,
  mark: 2048,
  emoji: 4096,
  url: 8192,
} as const

const HEIGHT =
  /[3-7] ?(?:'|ft\b|feet|foot|`)[ .-]?(?:1[01]|\d)?(?:\.5|1\/2| 1\/2)?(?:"|''|'| ?in(?:ch(?:es)?)?\b)?/y
const METRES = /1[.,][4-9]\d ?m\b|1[4-9]\d ?cm\b/y
const WEIGHT = /[1-3]?\d\d ?(?:lbs?\b|pounds?\b|#|kgs?\b)/y
const BRA = /(?:2[68]|3[02468]|4[0246])[ -]?(?:aaa?|a|b|c|d{1,4}|e|ee|ff?|gg?|h)(?:\/[a-h]{1,3})?\b/y
const ORDINAL = /\d{1,3}(?:st|nd|rd|th)\b/y
const CLOCK = /\d{1,2}(?::\d\d)? ?(?:am|pm|a\.m|p\.m)\b|\d{1,2}:\d\d\b/y
const PLAIN = /\d{1,12}(?:[.,]\d{1,3}){0,3}/y

/** What was found at a digit. Shape: `length` in UTF-16 units, `word` to look up, `unit` the letters that clung to the number. */
export type Found = {
  readonly length: number
  readonly shape: number
  readonly word: string
  readonly unit: string
}

/** Reads the token that begins with the digit at `at`. */
export function shapeAt(low: string, at: number): Found {
  const height = lengthOf(HEIGHT, low, at)
  // "4'" alone could be minutes; a height needs its inches, or the word feet.
  if (height > 2) return { length: height, shape: SHAPE.height, word: '@height', unit: '' }
  const metres = lengthOf(METRES, low, at)
  if (metres > 0) return { length: metres, shape: SHAPE.height, word: '@height', unit: '' }
  const weight = lengthOf(WEIGHT, low, at)
  if (weight > 0) return { length: weight, shape: SHAPE.weight | SHAPE.number, word: '@weight', unit: '' }
  const bra = lengthOf(BRA, low, at)
  if (bra > 0) return { length: bra, shape: SHAPE.bra, word: '@bra', unit: '' }
  const ordinal = lengthOf(ORDINAL, low, at)
  if (ordinal > 0) {
    const word = low.slice(at, at + ordinal)
    return { length: ordinal, shape: SHAPE.ordinal, word, unit: '' }
  }
  const clock = lengthOf(CLOCK, low, at)
  if (clock > 0) return { length: clock, shape: SHAPE.clock, word: '@clock', unit: '' }
  const plain = Math.max(1, lengthOf(PLAIN, low, at))
  const number = low.slice(at, at + plain)
  let end = at + plain
  while (end < low.length && end - at < 41 && isLetter(low.charCodeAt(end))) end++
  if (end === at + plain) return { length: plain, shape: SHAPE.number, word: number, unit: '' }
  const unit = low.slice(at + plain, end)
  // "22hrs", "2yrs", "3x": number and word; anything longer is a code.
  if (
    /^(?:h|hr|hrs|hours?|m|min|mins|minutes?|d|days?|w|wks?|weeks?|mo|mos|mths?|months?|yr|yrs|years?|x|k|miles?|mi|km|yo)$/.test(
      unit,
    )
  )
    return { length: end - at, shape: SHAPE.number, word: number, unit }
  while (end < low.length && end - at < 4000 && isWordCode(low.charCodeAt(end))) end++
  return { length: end - at, shape: 0, word: '', unit: '' }
}

function lengthOf(pattern: RegExp, low: string, at: number): number {
  pattern.lastIndex = at
  const found = pattern.exec(low)
  return found === null ? 0 : found[0].length
}

const isLetter = (c: number): boolean => c >= 97 && c <= 122
const isWordCode = (c: number): boolean => isLetter(c) || (c >= 48 && c <= 57)
