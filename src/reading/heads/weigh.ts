/** The learned heads at work: how likely each open kind is in a text, and which sentence says so. */
import type { MomentKind } from '../kinds.ts'
import type { RuleHit } from '../rulebook.ts'
import type { Scan } from '../text/scan.ts'
import { hashName } from '../hash.ts'
import { tellFeatures } from './features.ts'
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

type Table = {
  readonly keys: Int32Array
  readonly rows: Int32Array
  readonly mask: number
  readonly bytes: Int8Array
  readonly stamps: Int32Array
  run: number
}
let table: Table | undefined

/** Weighs a scanned English text. Shape: one entry for every kind with a head; work is linear in the text. */
export function weigh(scan: Scan, hits: readonly RuleHit[]): ReadonlyMap<MomentKind, Weighed> {
  table ??= unpack()
  const { keys, rows, mask, bytes, stamps } = table
  // A number of its own for each text spares clearing the marks of the last one.
  const run = (table.run = (table.run + 1) & 0x7fffffff)
  const sums = new Float64Array(COUNT)
  const bySentence = new Float64Array(COUNT * SENTENCES)
  tellFeatures(scan, hits, (id, sentence) => {
    let at = id & mask
    while (rows[at] !== -1 && keys[at] !== id) at = (at + 1) & mask
    const row = rows[at] ?? -1
    if (row === -1 || stamps[row] === run) return
    stamps[row] = run
    const place = Math.min(sentence, SENTENCES - 1)
    for (let head = 0; head < COUNT; head++) {
      const weight = bytes[row * COUNT + head] ?? 0
      if (weight === 0) continue
      sums[head] = (sums[head] ?? 0) + weight
      if (place >= 0)
        bySentence[head * SENTENCES + place] = (bySentence[head * SENTENCES + place] ?? 0) + weight
    }
  })
  return new Map(
    HEADS.map((head, at) => {
      const sum = (sums[at] ?? 0) * head.scale
      return [
        head.kind,
        {
          confirmed: sigmoid(head.ruledSlope * sum + head.ruledOffset),
          alone: sigmoid(head.slope * sum + head.offset),
          hit: hitOf(at, loudest(bySentence, at, scan.sentenceStarts.length - 1), scan),
        },
      ]
    }),
  )
}

const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x))

function loudest(bySentence: Float64Array, head: number, sentences: number): number {
  let best = 0
  for (let at = 1; at < Math.min(sentences, SENTENCES); at++)
    if ((bySentence[head * SENTENCES + at] ?? 0) > (bySentence[head * SENTENCES + best] ?? 0)) best = at
  return best
}

function hitOf(head: number, sentence: number, scan: Scan): RuleHit {
  const from = scan.sentenceStarts[sentence] ?? 0
  const to = Math.max(from + 1, scan.sentenceStarts[sentence + 1] ?? scan.ids.length)
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
  const hashes = new DataView(bytesOf(HASHES).buffer)
  const size = hashes.byteLength / 4
  let slots = 1024
  while (slots < size * 2) slots *= 2
  const keys = new Int32Array(slots)
  const rows = new Int32Array(slots).fill(-1)
  for (let row = 0; row < size; row++) {
    const id = hashes.getInt32(row * 4, true)
    let at = id & (slots - 1)
    while (rows[at] !== -1) at = (at + 1) & (slots - 1)
    keys[at] = id
    rows[at] = row
  }
  return {
    keys,
    rows,
    mask: slots - 1,
    bytes: new Int8Array(bytesOf(WEIGHTS).buffer),
    stamps: new Int32Array(size),
    run: 0,
  }
}

const bytesOf = (base64: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
