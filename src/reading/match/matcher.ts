/** Finds patterns in a scanned text: from the rarest word of each pattern outwards, so that text without it costs nothing. */
import { SHAPE } from '../text/shapes.ts'
import type { Scan } from '../text/tokens.ts'
import type { Vocabulary } from '../text/vocabulary.ts'
import type { Element } from './pattern.ts'
import { openSetBook } from './word-sets.ts'
import type { SetBook, WordSets } from './word-sets.ts'

/** Where a pattern was found. Shape: tokens `from` up to and without `to`; `anchor` is the token it hangs on. */
export type Hit = { readonly from: number; readonly to: number; readonly anchor: number }

/** One word of a pattern: its set of words, and the bits of SHAPE that do as well. */
type Place = { readonly set: number; readonly shape: number }

/** A word without which a pattern cannot match. Shape: it stands at most `reach` tokens from the anchor. */
export type Need = Place & { readonly reach: number }

/**
 * A pattern ready to run. Shape: `before` and `after` are places in the code of its patterns, where its steps begin, nearest to the anchor first;
 * `next` and `last` are the nearest words it needs after and before the anchor, where it needs any: most tries fail there.
 */
export type Compiled = {
  readonly anchor: Place
  readonly before: number
  readonly after: number
  readonly next: Need | undefined
  readonly last: Need | undefined
}

/** All patterns of a language: what they do, three numbers a step (what it is, its set or reach, its shape). */
export type Patterns = {
  readonly code: Int32Array
  readonly sets: WordSets
  /** 1 for each id that may stand before what begins a sentence: greetings, "and", "well". */
  readonly openers: Uint8Array
}

/** Patterns laid over one scanned text. */
export type Ground = Pick<Patterns, 'code' | 'openers'> &
  WordSets &
  Pick<Scan, 'ids' | 'shapes' | 'breaks' | 'negates' | 'sentence' | 'sentenceStarts'>

/** What a step is; an optional word and one that the sentence's end may stand for carry a bit more. */
const STEP = { done: 0, word: 1, not: 2, gap: 3, start: 4, end: 5 } as const
const OPTIONAL = 8
const OR_END = 16
const STEP_SIZE = 3

/** Words so common that a pattern should hang on another one. */
const COMMON = new Set(
  `the a an and or i you it is was to of in for on my me we our your this that with at be are have has had not no so but as
  do does did from they she he them her his its will would can could just get got all out up if am been by about when what
  there their were very too only one how why ? ! !! ?? ?! @ now even then more any some than who said please still after off
  back never time again really going go want need like day good great love need been being him us`.split(
    /\s+/,
  ),
)

/** Compiles patterns against a vocabulary, one after the other; `close` when all are. */
export type PatternCompiler = {
  /** Errors: throws where no step could be an anchor. */
  compile(source: string, elements: readonly Element[]): Compiled
  readonly sets: SetBook
  close(openers: Iterable<number>): Patterns
}

export function openCompiler(vocabulary: Vocabulary): PatternCompiler {
  const sets = openSetBook(vocabulary)
  const code: number[] = []
  const costs = new Map<Element, number>()
  const write = (elements: readonly Element[]): number => {
    const at = code.length
    for (const each of elements) {
      if (each.is === 'gap') code.push(STEP.gap, each.most, 0)
      else if (each.is === 'start' || each.is === 'end') code.push(STEP[each.is], 0, 0)
      else code.push(stepOf(each), sets.numberOf(each.words), each.shape)
    }
    code.push(STEP.done, 0, 0)
    return at
  }
  return {
    compile(source, elements) {
      const best = anchorAmong(elements, costs)
      const word = elements[best]
      if (word?.is !== 'word') throw new Error(`No word to hang on in "${source}"`)
      const anchor = { set: sets.numberOf(word.words), shape: word.shape }
      const before = elements.slice(0, best).reverse()
      const after = elements.slice(best + 1)
      return {
        anchor,
        before: write(before),
        after: write(after),
        next: needAmong(after, sets),
        last: needAmong(before, sets),
      }
    },
    sets,
    close(openers) {
      const isOpener = new Uint8Array(vocabulary.size)
      for (const id of openers) isOpener[id] = 1
      return { code: Int32Array.from(code), sets: sets.close(), openers: isOpener }
    },
  }
}

/** Where the rarest word of a pattern stands, or -1. */
function anchorAmong(elements: readonly Element[], costs: Map<Element, number>): number {
  let best = -1
  let bestCost = Infinity
  elements.forEach((each, at) => {
    if (each.is !== 'word' || each.optional) return
    let cost = costs.get(each)
    if (cost === undefined) costs.set(each, (cost = costOf(each)))
    if (cost < bestCost) {
      bestCost = cost
      best = at
    }
  })
  return best
}

function costOf({ words, shape }: Extract<Element, { is: 'word' }>): number {
  const common = words.reduce((sum, word) => sum + (COMMON.has(word) ? 60 : 1), 0)
  return common + (shape === 0 ? 0 : shape & (SHAPE.number | SHAPE.capital | SHAPE.handle) ? 300 : 20)
}

/** The first word among steps, nearest to the anchor first, that none of them can do without. */
function needAmong(steps: readonly Element[], sets: SetBook): Need | undefined {
  let reach = 1
  for (const step of steps) {
    if (step.is === 'gap') reach += step.most
    else if (step.is === 'word' && step.optional) reach += 1
    else if (step.is === 'end' || (step.is === 'word' && step.orEnd)) return undefined
    else if (step.is === 'word') return { set: sets.numberOf(step.words), shape: step.shape, reach }
  }
  return undefined
}

function stepOf(element: Extract<Element, { words: readonly string[] }>): number {
  if (element.is === 'not') return STEP.not
  return STEP.word | (element.optional ? OPTIONAL : 0) | (element.orEnd ? OR_END : 0)
}

/** Lays patterns over a text. */
export const groundOf = ({ code, openers, sets }: Patterns, scan: Scan): Ground => ({
  code,
  openers,
  rows: sets.rows,
  width: sets.width,
  ids: scan.ids,
  shapes: scan.shapes,
  breaks: scan.breaks,
  negates: scan.negates,
  sentence: scan.sentence,
  sentenceStarts: scan.sentenceStarts,
})

/** Whether a token is one of a set's words, or has one of the shapes. */
export const fits = (ground: Ground, set: number, shape: number, t: number): boolean =>
  (((ground.rows[(ground.ids[t] ?? 0) * ground.width + (set >> 5)] ?? 0) >>> (set & 31)) & 1) === 1 ||
  (shape !== 0 && ((ground.shapes[t] ?? 0) & shape) !== 0)

/** Whether a token fits a place of a pattern. */
export const isPlaced = (ground: Ground, { set, shape }: Place, t: number): boolean =>
  fits(ground, set, shape, t)

/**
 * Matches a pattern around a token that fits its anchor, never beyond the token's sentence.
 * Shape: the hit, or undefined. Work is bounded by the pattern's gaps, whatever the text.
 */
export function matchAt(ground: Ground, pattern: Compiled, t: number): Hit | undefined {
  const sentence = ground.sentence[t] ?? 0
  const low = ground.sentenceStarts[sentence] ?? 0
  const high = ground.sentenceStarts[sentence + 1] ?? 0
  const from = leftOf(ground, pattern.before, t, low)
  if (from < 0) return undefined
  const to = rightOf(ground, pattern.after, t + 1, high)
  return to < 0 ? undefined : { from, to, anchor: t }
}

/** First token of the match, reading leftwards from before token `t`, or -1. */
function leftOf(ground: Ground, at: number, t: number, low: number): number {
  const { code } = ground
  const step = code[at] ?? 0
  const rest = at + STEP_SIZE
  const set = code[at + 1] ?? 0
  const shape = code[at + 2] ?? 0
  switch (step & 7) {
    case STEP.done:
      return t
    case STEP.start:
      return opensSentence(ground, t, low) ? leftOf(ground, rest, t, low) : -1
    case STEP.end:
      return -1
    case STEP.gap:
      for (let skip = 0; skip <= set && t - skip >= low; skip++) {
        const found = leftOf(ground, rest, t - skip, low)
        if (found >= 0) return found
        if (ground.breaks[t - skip] === 1 || (t > skip && ground.negates[t - skip - 1] === 1)) return -1
      }
      return -1
    case STEP.not:
      return t > low && fits(ground, set, shape, t - 1) ? -1 : leftOf(ground, rest, t, low)
    default:
      if (t > low && fits(ground, set, shape, t - 1)) {
        const found = leftOf(ground, rest, t - 1, low)
        if (found >= 0) return found
      }
      return step & OPTIONAL ? leftOf(ground, rest, t, low) : -1
  }
}

/** Token after the match, reading rightwards from token `t`, or -1. */
function rightOf(ground: Ground, at: number, t: number, high: number): number {
  const { code } = ground
  const step = code[at] ?? 0
  const rest = at + STEP_SIZE
  const set = code[at + 1] ?? 0
  const shape = code[at + 2] ?? 0
  switch (step & 7) {
    case STEP.done:
      return t
    case STEP.start:
      return -1
    case STEP.end:
      return t >= high || (ground.shapes[t] ?? 0) & SHAPE.mark ? rightOf(ground, rest, t, high) : -1
    case STEP.gap:
      for (let skip = 0; skip <= set && t + skip <= high; skip++) {
        if (skip > 0 && (ground.breaks[t + skip - 1] === 1 || ground.negates[t + skip - 1] === 1)) return -1
        const found = rightOf(ground, rest, t + skip, high)
        if (found >= 0) return found
      }
      return -1
    case STEP.not:
      return t < high && fits(ground, set, shape, t) ? -1 : rightOf(ground, rest, t, high)
    default:
      if (t < high && fits(ground, set, shape, t)) {
        const found = rightOf(ground, rest, t + 1, high)
        if (found >= 0) return found
      }
      if (step & OR_END && endsSentence(ground, t, high)) return rightOf(ground, rest, t, high)
      return step & OPTIONAL ? rightOf(ground, rest, t, high) : -1
  }
}

/** Nothing but marks, tags and emoji up to the sentence's end. */
function endsSentence({ shapes }: Ground, t: number, high: number): boolean {
  for (let at = t; at < high; at++)
    if (((shapes[at] ?? 0) & (SHAPE.mark | SHAPE.emoji | SHAPE.url)) === 0) return false
  return true
}

/** A sentence or clause begins at `t`: nothing but handles, tags and openers ("hi", "and", "well") before it. */
function opensSentence({ breaks, shapes, ids, openers }: Ground, t: number, low: number): boolean {
  for (let before = t - 1; before >= low; before--) {
    if (breaks[before + 1] === 1) return true
    if ((shapes[before] ?? 0) & (SHAPE.handle | SHAPE.tag | SHAPE.emoji | SHAPE.url)) continue
    if (openers[ids[before] ?? 0] !== 1) return false
  }
  return true
}
