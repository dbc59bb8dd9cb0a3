/** Finds patterns in a scanned text: from the rarest word of each pattern outwards, so that text without it costs nothing. */
import { SHAPE } from '../text/shapes.ts'
import type { Scan } from '../text/scan.ts'
import type { Vocabulary } from '../text/vocabulary.ts'
import type { Element } from './pattern.ts'

/** Where a pattern was found. Shape: tokens `from` up to and without `to`; `anchor` is the token it hangs on. */
export type Hit = { readonly from: number; readonly to: number; readonly anchor: number }

type WordStep = { is: 'word'; bits: Uint32Array; shape: number; optional: boolean; orEnd: boolean }
type Step =
  | WordStep
  | { is: 'not'; bits: Uint32Array; shape: number }
  | { is: 'gap'; most: number }
  | { is: 'start' }
  | { is: 'end' }

/** A pattern ready to run: steps before the anchor (nearest first), the anchor, steps after it. */
export type Compiled = {
  readonly before: readonly Step[]
  readonly anchor: WordStep
  readonly after: readonly Step[]
}

/** Words so common that a pattern should hang on another one. */
const COMMON = new Set(
  `the a an and or i you it is was to of in for on my me we our your this that with at be are have has had not no so but as
  do does did from they she he them her his its will would can could just get got all out up if am been by about when what
  there their were very too only one how why ? ! !! ?? ?! @ now even then more any some than who said please still after off
  back never time again really going go want need like day good great love need been being him us`.split(
    /\s+/,
  ),
)

/** Compiles elements against a vocabulary. Errors: throws where no step could be an anchor. */
export function compilePattern(
  source: string,
  elements: readonly Element[],
  vocabulary: Vocabulary,
): Compiled {
  let best = -1
  let bestCost = Infinity
  elements.forEach((each, at) => {
    if (each.is !== 'word' || each.optional) return
    const common = each.words.reduce((sum, word) => sum + (COMMON.has(word) ? 60 : 1), 0)
    const cost =
      common + (each.shape === 0 ? 0 : each.shape & (SHAPE.number | SHAPE.capital | SHAPE.handle) ? 300 : 20)
    if (cost < bestCost) {
      bestCost = cost
      best = at
    }
  })
  const steps = elements.map((each) => stepOf(each, vocabulary))
  const anchor = steps[best]
  if (anchor === undefined || anchor.is !== 'word') throw new Error(`No word to hang on in "${source}"`)
  return {
    before: steps.slice(0, best).reverse(),
    anchor,
    after: steps.slice(best + 1),
  }
}

function stepOf(element: Element, vocabulary: Vocabulary): Step {
  if (element.is === 'gap' || element.is === 'start' || element.is === 'end') return element
  const bits = bitsOf(element.words, vocabulary)
  if (element.is === 'not') return { is: 'not', bits, shape: element.shape }
  return { is: 'word', bits, shape: element.shape, optional: element.optional, orEnd: element.orEnd === true }
}

const sets = new WeakMap<Vocabulary, Map<string, Uint32Array>>()

/** The same words are one set in memory, however many patterns name them: thousands of patterns share a few hundred. */
function bitsOf(words: readonly string[], vocabulary: Vocabulary): Uint32Array {
  let known = sets.get(vocabulary)
  if (known === undefined) sets.set(vocabulary, (known = new Map()))
  const key = words.join('|')
  let bits = known.get(key)
  if (bits !== undefined) return bits
  bits = new Uint32Array((vocabulary.size >> 5) + 1)
  for (const word of words) {
    const id = vocabulary.idOf(word)
    bits[id >> 5] = (bits[id >> 5] ?? 0) | (1 << (id & 31))
  }
  known.set(key, bits)
  return bits
}

const fits = (step: { bits: Uint32Array; shape: number }, scan: Scan, t: number): boolean => {
  const id = scan.ids[t] ?? 0
  if (id !== 0 && (((step.bits[id >> 5] ?? 0) >>> (id & 31)) & 1) === 1) return true
  return step.shape !== 0 && ((scan.shapes[t] ?? 0) & step.shape) !== 0
}

/** Whether a token can be the anchor of a pattern. */
export const isAnchor = (pattern: Compiled, scan: Scan, t: number): boolean => fits(pattern.anchor, scan, t)

/**
 * Matches a pattern around a token that fits its anchor, never beyond the token's sentence.
 * Shape: the hit, or undefined. Work is bounded by the pattern's gaps, whatever the text.
 */
export function matchAt(
  pattern: Compiled,
  scan: Scan,
  t: number,
  openers: ReadonlySet<number>,
): Hit | undefined {
  const sentence = scan.sentence[t] ?? 0
  const low = scan.sentenceStarts[sentence] ?? 0
  const high = scan.sentenceStarts[sentence + 1] ?? scan.ids.length
  // Most tries fail on the very next word: ask for it before walking.
  const next = pattern.after[0]
  if (next?.is === 'word' && !next.optional && !next.orEnd && (t + 1 >= high || !fits(next, scan, t + 1)))
    return undefined
  const last = pattern.before[0]
  if (last?.is === 'word' && !last.optional && (t <= low || !fits(last, scan, t - 1))) return undefined
  const from = leftOf(pattern.before, 0, t, scan, low, openers)
  if (from < 0) return undefined
  const to = rightOf(pattern.after, 0, t + 1, scan, high)
  return to < 0 ? undefined : { from, to, anchor: t }
}

/** First token of the match, reading leftwards from before token `t`, or -1. */
function leftOf(
  steps: readonly Step[],
  at: number,
  t: number,
  scan: Scan,
  low: number,
  openers: ReadonlySet<number>,
): number {
  const step = steps[at]
  if (step === undefined) return t
  if (step.is === 'start')
    return opensSentence(scan, t, low, openers) ? leftOf(steps, at + 1, t, scan, low, openers) : -1
  if (step.is === 'end') return -1
  if (step.is === 'gap') {
    for (let skip = 0; skip <= step.most && t - skip >= low; skip++) {
      const found = leftOf(steps, at + 1, t - skip, scan, low, openers)
      if (found >= 0) return found
      if (scan.breaks[t - skip] === 1 || scan.negates[t - skip - 1] === 1) return -1
    }
    return -1
  }
  if (step.is === 'not') {
    if (t - 1 >= low && fits(step, scan, t - 1)) return -1
    return leftOf(steps, at + 1, t, scan, low, openers)
  }
  if (t - 1 >= low && fits(step, scan, t - 1)) {
    const found = leftOf(steps, at + 1, t - 1, scan, low, openers)
    if (found >= 0) return found
  }
  return step.optional ? leftOf(steps, at + 1, t, scan, low, openers) : -1
}

/** Token after the match, reading rightwards from token `t`, or -1. */
function rightOf(steps: readonly Step[], at: number, t: number, scan: Scan, high: number): number {
  const step = steps[at]
  if (step === undefined) return t
  if (step.is === 'start') return -1
  if (step.is === 'end') {
    if (t >= high || (scan.shapes[t] ?? 0) & SHAPE.mark) return rightOf(steps, at + 1, t, scan, high)
    return -1
  }
  if (step.is === 'gap') {
    for (let skip = 0; skip <= step.most && t + skip <= high; skip++) {
      if (skip > 0 && (scan.breaks[t + skip - 1] === 1 || scan.negates[t + skip - 1] === 1)) return -1
      const found = rightOf(steps, at + 1, t + skip, scan, high)
      if (found >= 0) return found
    }
    return -1
  }
  if (step.is === 'not') {
    if (t < high && fits(step, scan, t)) return -1
    return rightOf(steps, at + 1, t, scan, high)
  }
  if (t < high && fits(step, scan, t)) {
    const found = rightOf(steps, at + 1, t + 1, scan, high)
    if (found >= 0) return found
  }
  if (step.orEnd && endsSentence(scan, t, high)) return rightOf(steps, at + 1, t, scan, high)
  return step.optional ? rightOf(steps, at + 1, t, scan, high) : -1
}

/** Nothing but marks, tags and emoji up to the sentence's end. */
function endsSentence(scan: Scan, t: number, high: number): boolean {
  for (let at = t; at < high; at++)
    if (((scan.shapes[at] ?? 0) & (SHAPE.mark | SHAPE.emoji | SHAPE.url)) === 0) return false
  return true
}

/** A sentence or clause begins at `t`: nothing but handles, tags and openers ("hi", "and", "well") before it. */
function opensSentence(scan: Scan, t: number, low: number, openers: ReadonlySet<number>): boolean {
  for (let before = t - 1; before >= low; before--) {
    if (scan.breaks[before + 1] === 1) return true
    const shape = scan.shapes[before] ?? 0
    if (shape & (SHAPE.handle | SHAPE.tag | SHAPE.emoji | SHAPE.url)) continue
    if (!openers.has(scan.ids[before] ?? 0)) return false
  }
  return true
}
