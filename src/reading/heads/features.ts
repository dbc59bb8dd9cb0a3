/** Turns a scanned text and its rule hits into numbered features for the learned heads; knows no weight. */
import type { RuleHit } from '../rulebook.ts'
import { hashName, hashSlice } from '../hash.ts'
import { SHAPE } from '../text/shapes.ts'
import type { Scan } from '../text/tokens.ts'

const QUESTION = '?'.charCodeAt(0)

/** Tokens looked at; what comes later in a long message adds nothing to the heads. */
const TOKEN_LIMIT = 400

const SEED = {
  word: 0x9dc5,
  beginning: 0x6b2f,
  pair: 0x51ed,
  opens: 0x2f0b,
  asks: 0x7a35,
  rule: 0x1b87,
  pattern: 0x66c1,
  shape: 0x3d11,
  triple: 0x4c93,
  belief: 0x5e27,
} as const

/** Features of a text. Shape: `ids` 32-bit hashes, the same one as often as it occurs; `sentences` theirs, or -1 for the whole text. Valid until the next text's. */
export type Features = { count: number; ids: Int32Array; sentences: Int32Array }

/** Features there is room for at first. */
const FIRST_ROOM = 4_096
/** At most so many for each token looked at. */
const PER_TOKEN = 7
/** At most so many beside those of tokens and hits. */
const BESIDE = 64

const kept: Features = { count: 0, ids: new Int32Array(FIRST_ROOM), sentences: new Int32Array(FIRST_ROOM) }

/** Every feature of a text: words and their beginnings, pairs, triples, how sentences open and end, and the rules that hit. */
export function featuresOf(scan: Scan, hits: readonly RuleHit[]): Features {
  const n = Math.min(scan.count, TOKEN_LIMIT)
  const out = emptied(n * PER_TOKEN + hits.length * 2 + BESIDE)
  tell(out, mix(SEED.shape, 1), -1)
  let before = 0
  let beforeThat = 0
  let place = 0
  let sentence = -1
  let opener = 0
  let lastStart = -1
  let shouts = 0
  for (let t = 0; t < n; t++) {
    const start = scan.starts[t] ?? 0
    if (start === lastStart) continue
    lastStart = start
    const shape = scan.shapes[t] ?? 0
    if (shape & SHAPE.shout) shouts++
    const own = scan.sentence[t] ?? 0
    if (own !== sentence) {
      sentence = own
      place = 0
      before = beforeThat = opener = 0
    }
    const word = wordAt(scan, t, shape)
    tell(out, mix(SEED.word, word), sentence)
    if (isLong(scan, t, shape)) tell(out, mix(SEED.beginning, beginningAt(scan, t)), sentence)
    if (before !== 0) tell(out, mix(mix(SEED.pair, before), word), sentence)
    if (beforeThat !== 0) tell(out, mix(mix(mix(SEED.triple, beforeThat), before), word), sentence)
    if (!(shape & SHAPE.handle)) {
      if (place === 0) {
        opener = word
        tell(out, mix(SEED.opens, word), sentence)
      } else if (place === 1) tell(out, mix(mix(SEED.opens, opener), word), sentence)
      place++
    }
    if (shape & SHAPE.mark && scan.text.charCodeAt(start) === QUESTION)
      tell(out, mix(SEED.asks, opener), sentence)
    beforeThat = before
    before = word
  }
  tell(out, mix(SEED.shape, 16 + Math.min(7, Math.ceil(Math.log2(n + 1)))), -1)
  if (shouts > 1) tell(out, mix(SEED.shape, 32 + Math.min(3, shouts)), -1)
  for (const hit of hits) {
    tell(out, mix(SEED.rule, hit.name), hit.sentence)
    tell(out, mix(SEED.pattern, hit.pattern), hit.sentence)
  }
  for (const [kind, doubt] of doubts(hits))
    tell(
      out,
      mix(mix(SEED.belief, hashName(kind)), doubt > 0.5 ? 1 : doubt > 0.25 ? 2 : doubt > 0.08 ? 3 : 4),
      -1,
    )
  return out
}

function tell(out: Features, id: number, sentence: number): void {
  out.ids[out.count] = id
  out.sentences[out.count] = sentence
  out.count++
}

function emptied(room: number): Features {
  kept.count = 0
  if (kept.ids.length < room) {
    kept.ids = new Int32Array(room)
    kept.sentences = new Int32Array(room)
  }
  return kept
}

/** How much doubt the rules together leave for each kind, 0 to 1. */
function doubts(hits: readonly RuleHit[]): Map<string, number> {
  const left = new Map<string, number>()
  for (const { kind, score } of hits) left.set(kind, (left.get(kind) ?? 1) * (1 - score))
  return left
}

const MEASURE = SHAPE.money | SHAPE.clock | SHAPE.ordinal | SHAPE.height | SHAPE.weight | SHAPE.bra
const NO_WORD = MEASURE | SHAPE.handle | SHAPE.url | SHAPE.number

/** A number for a token: its letters in lower case; one for all plain numbers, one for all handles, one for all addresses. */
function wordAt(scan: Scan, t: number, shape: number): number {
  if (shape & SHAPE.handle) return 3
  if (shape & SHAPE.url) return 5
  if (shape & MEASURE) return 64 + (shape & 0x4f8)
  if (shape & SHAPE.number) return 7
  return hashSlice(scan.text, scan.starts[t] ?? 0, scan.ends[t] ?? 0)
}

/** Letters that words of one family begin with, "dela" of delay, delayed, delaying: a word nobody taught may still be known by them. */
const BEGINNING = 4

const isLong = (scan: Scan, t: number, shape: number): boolean =>
  (scan.ends[t] ?? 0) - (scan.starts[t] ?? 0) > BEGINNING && !(shape & NO_WORD)

function beginningAt(scan: Scan, t: number): number {
  const start = scan.starts[t] ?? 0
  return hashSlice(scan.text, start, start + BEGINNING)
}

function mix(seed: number, value: number): number {
  let hash = Math.imul(seed ^ value, 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) | 0
}
