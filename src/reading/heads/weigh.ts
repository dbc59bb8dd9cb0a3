/** The learned heads at work: how likely each open kind is in a text, and which sentence says so. */
import type { MomentKind } from '../kinds.ts'
import type { RuleHit } from '../rulebook.ts'
import type { Scan } from '../text/tokens.ts'
import { bytesOf } from '../base64.ts'
import { hashName } from '../hash.ts'
import { featuresOf } from './features.ts'
import type { Features } from './features.ts'
import { HASHES, HEADS, WEIGHTS } from './weights.ts'

/**
 * A head's word on a text. Shape: `confirmed` is the probability of the kind given that the rules found it too, `alone` whatever
 * the rules found, both 0 to 1; `hit` spans the sentence that speaks loudest for the kind.
 */
export type Weighed = { readonly confirmed: number; readonly alone: number; readonly hit: RuleHit }

/** Sentences told apart; later ones count as the last. */
const SENTENCES = 64

const COUNT = HEADS.length
const KINDS: readonly MomentKind[] = HEADS.map(({ kind }) => kind)
const NAMES = KINDS.map((kind) => ({ rule: `${kind}.head`, name: hashName(`${kind}.head`) }))

/** Bits of the sieve, as a power of two. */
const SIEVE = 17

/** Learned features by their hash. Shape: `slots` an open-addressed table, hash and row beside each other, row -1 where it is empty; one weight for each head in a row of `weights`. */
type Table = {
  readonly slots: Int32Array
  readonly mask: number
  /** One bit for the first bits of each known hash: most features of a text are not known, and end here. */
  readonly sieve: Uint8Array
  readonly weights: Int8Array
  /** The last text in which a feature occurred: each counts once. */
  readonly stamps: Int32Array
  /** What speaks for each head, COUNT numbers a sentence; before the first sentence what speaks in the whole text. */
  readonly bySentence: Int32Array
  run: number
}
let table: Table | undefined

/** Weighs a scanned English text. Shape: one entry for every kind with a head; work is linear in the text. */
export function weigh(scan: Scan, hits: readonly RuleHit[]): ReadonlyMap<MomentKind, Weighed> {
  table ??= unpack()
  sumUp(table, featuresOf(scan, hits), scan.sentences)
  const { bySentence } = table
  const places = 1 + Math.min(scan.sentences, SENTENCES)
  return new Map(
    HEADS.map((head, at) => {
      let sum = 0
      for (let place = 0; place < places; place++) sum += bySentence[place * COUNT + at] ?? 0
      sum *= head.scale
      return [
        head.kind,
        {
          confirmed: sigmoid(head.ruledSlope * sum + head.ruledOffset),
          alone: sigmoid(head.slope * sum + head.offset),
          hit: hitOf(at, loudest(bySentence, at, places), scan),
        },
      ]
    }),
  )
}

/** Adds up the weights of a text's features, each of them once, in the sentence that has it first. Leaves the sums in `bySentence`. */
function sumUp(table: Table, { ids, sentences, count }: Features, sentenceCount: number): void {
  const { slots, mask, sieve, weights, stamps, bySentence } = table
  // A number of its own for each text spares clearing the marks of the last one.
  const run = (table.run = (table.run + 1) & 0x7fffffff)
  bySentence.fill(0, 0, (1 + Math.min(sentenceCount, SENTENCES)) * COUNT)
  for (let i = 0; i < count; i++) {
    const id = ids[i] ?? 0
    if ((((sieve[id >>> (35 - SIEVE)] ?? 0) >>> ((id >>> (32 - SIEVE)) & 7)) & 1) === 0) continue
    let at = (id & mask) * 2
    while (slots[at + 1] !== -1 && slots[at] !== id) at = (at + 2) & (mask * 2 + 1)
    const row = slots[at + 1] ?? -1
    if (row === -1 || stamps[row] === run) continue
    stamps[row] = run
    const from = row * COUNT
    const to = (1 + Math.min(sentences[i] ?? 0, SENTENCES - 1)) * COUNT
    for (let head = 0; head < COUNT; head++)
      bySentence[to + head] = (bySentence[to + head] ?? 0) + (weights[from + head] ?? 0)
  }
}

const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x))

/** The sentence that speaks loudest for a head. */
function loudest(bySentence: Int32Array, head: number, places: number): number {
  let best = 1
  for (let place = 2; place < places; place++)
    if ((bySentence[place * COUNT + head] ?? 0) > (bySentence[best * COUNT + head] ?? 0)) best = place
  return best - 1
}

function hitOf(head: number, sentence: number, scan: Scan): RuleHit {
  const from = scan.sentenceStarts[sentence] ?? 0
  const to = Math.max(from + 1, scan.sentenceStarts[sentence + 1] ?? scan.count)
  const { rule, name } = NAMES[head] ?? { rule: '', name: 0 }
  return {
    kind: KINDS[head] ?? 'complaint',
    rule,
    name,
    pattern: name,
    score: 0,
    clause: true,
    sentence,
    from,
    to,
  }
}

/** An open-addressed table of the hashes, half full at most. */
function unpack(): Table {
  const hashes = new DataView(bytesOf(HASHES))
  const size = hashes.byteLength / 4
  let room = 1024
  while (room < size * 2) room *= 2
  const slots = new Int32Array(room * 2).fill(-1)
  const sieve = new Uint8Array(1 << (SIEVE - 3))
  for (let row = 0; row < size; row++) {
    const id = hashes.getInt32(row * 4, true)
    let at = (id & (room - 1)) * 2
    while (slots[at + 1] !== -1) at = (at + 2) & (room * 2 - 1)
    slots[at] = id
    slots[at + 1] = row
    const byte = id >>> (35 - SIEVE)
    sieve[byte] = (sieve[byte] ?? 0) | (1 << ((id >>> (32 - SIEVE)) & 7))
  }
  return {
    slots,
    mask: room - 1,
    sieve,
    weights: new Int8Array(bytesOf(WEIGHTS)),
    stamps: new Int32Array(size),
    bySentence: new Int32Array(COUNT * (1 + SENTENCES)),
    run: 0,
  }
}
