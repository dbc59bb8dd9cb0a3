/** Logistic regression by follow-the-regularised-leader (McMahan 2013): sparse, in a fixed order, the same result in every run. */

/** A text as features with what is known of it. */
export type Example = {
  readonly ids: readonly number[]
  readonly weight: number
  readonly known: Readonly<Record<string, number>>
}

/** One kind's weights by feature, and the line that turns a sum into a probability. */
export type Head = {
  readonly kind: string
  readonly weights: ReadonlyMap<number, number>
  readonly slope: number
  readonly offset: number
  /** The same line among texts where the rules found the kind too. */
  readonly ruledSlope: number
  readonly ruledOffset: number
  /** What the folds' models said of the rows by reading that they had not seen: the row and its sum. */
  readonly unseen: readonly (readonly [row: number, sum: number])[]
}

/** What a head makes of a sum, 0 to 1. `isRuled`: rules found the kind too. */
export function probabilityOf(head: Head, sum: number, isRuled: boolean): number {
  return sigmoid(isRuled ? head.ruledSlope * sum + head.ruledOffset : head.slope * sum + head.offset)
}

/** What the features of a text weigh together. */
export function sumOf({ weights }: Head, ids: readonly number[]): number {
  return ids.reduce((sum, id) => sum + (weights.get(id) ?? 0), 0)
}

export const TUNING = { alpha: 0.15, beta: 1, l1: 0.25, l2: 1, epochs: 6, folds: 4, seed: 7, least: 3 }

/** Learns one kind; the calibration comes from folds of the first `hand` rows that the fold's model has not seen. */
export function learn(
  rows: readonly Example[],
  hand: number,
  kind: string,
  ruled: ReadonlySet<number>,
): Head {
  const table = tableOf(rows)
  const usable = rows.map((_, at) => at).filter((at) => rows[at]?.known[kind] !== undefined)
  const sums: [number, number][] = []
  const rowOf: number[] = []
  for (let fold = 0; fold < TUNING.folds; fold++) {
    const inFold = (at: number): boolean => at < hand && at % TUNING.folds === fold
    const weights = fit(
      table,
      usable.filter((at) => !inFold(at)),
      rows,
      kind,
    )
    for (const at of usable) {
      // A text in no language that is read is never weighed: it tells nothing of what a sum is worth.
      if (!inFold(at) || rows[at]?.ids.length === 0) continue
      let total = 0
      for (const id of table.dense[at] ?? []) total += weights[id] ?? 0
      sums.push([total, rows[at]?.known[kind] ?? 0])
      rowOf.push(at)
    }
  }
  const [slope, offset] = calibrate(sums)
  const [ruledSlope, ruledOffset] = calibrate(sums.filter((_, i) => ruled.has(rowOf[i] ?? -1)))
  const weights = new Map<number, number>()
  fit(table, usable, rows, kind).forEach((weight, id) => {
    if (weight !== 0) weights.set(table.hashes[id] ?? 0, weight)
  })
  const unseen = sums.map(([sum], i) => [rowOf[i] ?? 0, sum] as const)
  return { kind, weights, slope, offset, ruledSlope, ruledOffset, unseen }
}

type Table = { readonly dense: readonly Int32Array[]; readonly hashes: readonly number[] }
const tables = new WeakMap<readonly Example[], Table>()

/** Numbers from 0 for the features that occur often enough to learn from. */
function tableOf(rows: readonly Example[]): Table {
  const ready = tables.get(rows)
  if (ready !== undefined) return ready
  const counts = new Map<number, number>()
  for (const { ids } of rows) for (const id of ids) counts.set(id, (counts.get(id) ?? 0) + 1)
  const hashes = [...counts].filter(([, count]) => count >= TUNING.least).map(([hash]) => hash)
  const place = new Map(hashes.map((hash, at) => [hash, at]))
  const dense = rows.map(({ ids }) => Int32Array.from(ids.flatMap((id) => place.get(id) ?? [])))
  const table = { dense, hashes }
  tables.set(rows, table)
  return table
}

const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x))

function fit(table: Table, members: readonly number[], rows: readonly Example[], kind: string): Float64Array {
  const { alpha, beta, l1, l2, epochs } = TUNING
  const size = table.hashes.length
  const z = new Float64Array(size)
  const n = new Float64Array(size)
  const w = new Float64Array(size)
  const order = Int32Array.from(members)
  let state = TUNING.seed
  const next = (): number => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32
  for (let epoch = 0; epoch < epochs; epoch++) {
    for (let i = order.length - 1; i > 0; i--) {
      const j = Math.floor(next() * (i + 1))
      const swapped = order[i] ?? 0
      order[i] = order[j] ?? 0
      order[j] = swapped
    }
    for (const at of order) {
      const row = rows[at]
      const ids = table.dense[at]
      if (row === undefined || ids === undefined) continue
      let total = 0
      for (const id of ids) total += w[id] ?? 0
      const slope = (sigmoid(total) - (row.known[kind] ?? 0)) * row.weight
      for (const id of ids) {
        const before = n[id] ?? 0
        const after = before + slope * slope
        const root = Math.sqrt(after)
        const own = (z[id] ?? 0) + slope - ((root - Math.sqrt(before)) / alpha) * (w[id] ?? 0)
        z[id] = own
        n[id] = after
        w[id] = Math.abs(own) <= l1 ? 0 : -(own - Math.sign(own) * l1) / ((beta + root) / alpha + l2)
      }
    }
  }
  return w
}

/** Slope and offset by Platt's method (1999) with his smoothed targets, 200 steps of Newton's. */
function calibrate(sums: readonly (readonly [number, number])[]): [number, number] {
  const yes = sums.filter(([, label]) => label === 1).length
  const high = (yes + 1) / (yes + 2)
  const low = 1 / (sums.length - yes + 2)
  let slope = 1
  let offset = 0
  for (let step = 0; step < 200; step++) {
    let [ga, gb, haa, hab, hbb] = [0, 0, 1e-3, 0, 1e-3]
    for (const [x, label] of sums) {
      const p = sigmoid(slope * x + offset)
      const gap = p - (label === 1 ? high : low)
      const bend = Math.max(p * (1 - p), 1e-6)
      ga += gap * x
      gb += gap
      haa += bend * x * x
      hab += bend * x
      hbb += bend
    }
    const det = haa * hbb - hab * hab
    slope -= (0.5 * (hbb * ga - hab * gb)) / det
    offset -= (0.5 * (haa * gb - hab * ga)) / det
  }
  return [slope, offset]
}

/**
 * What scores promise and what they keep, as a line with bends that never falls: groups of findings of equal size, merged where a surer
 * group was right less often (pool adjacent violators, Ayer 1955). Shape: `said` and `kept` are 0 to 1, ascending.
 */
export function bends(
  findings: readonly { said: number; isRight: boolean }[],
  size: number,
): [said: number, kept: number][] {
  const sorted = [...findings].sort((a, b) => a.said - b.said)
  const groups: { said: number; right: number; count: number }[] = []
  for (let at = 0; at + size <= sorted.length; at += size) {
    const members = sorted.slice(at, at + size * 2 > sorted.length ? undefined : at + size)
    let group = {
      said: members.reduce((sum, { said }) => sum + said, 0),
      right: members.filter(({ isRight }) => isRight).length,
      count: members.length,
    }
    for (
      let last = groups.at(-1);
      last && last.right / last.count >= group.right / group.count;
      last = groups.at(-1)
    ) {
      groups.pop()
      group = {
        said: group.said + last.said,
        right: group.right + last.right,
        count: group.count + last.count,
      }
    }
    groups.push(group)
  }
  return groups.map(({ said, right, count }) => [said / count, right / count])
}

/** A feature whose every weight is smaller, in bytes, is not kept. */
const LEAST = 10

/** Weights as bytes of base64, a row of heads for each feature. Shape: `scales` hold each head's unit, `hashes` ascend, 32 bits little endian. */
export function packWeights(
  heads: readonly Head[],
  least: number,
): { scales: readonly number[]; hashes: string; weights: string; features: number } {
  const scales = heads.map(
    ({ weights }) => [...weights.values()].reduce((most, one) => Math.max(most, Math.abs(one)), 0) / 127,
  )
  const byte = (head: Head, at: number, id: number): number =>
    Math.round((head.weights.get(id) ?? 0) / (scales[at] ?? 1))
  const all = new Set(heads.flatMap(({ weights }) => [...weights.keys()]))
  const ids = [...all]
    .filter((id) => heads.some((head, at) => Math.abs(byte(head, at, id)) >= least))
    .sort((a, b) => a - b)
  const hashes = Buffer.alloc(ids.length * 4)
  const bytes = Buffer.alloc(ids.length * heads.length)
  ids.forEach((id, row) => {
    hashes.writeInt32LE(id, row * 4)
    heads.forEach((head, at) => bytes.writeInt8(byte(head, at, id), row * heads.length + at))
  })
  return {
    scales,
    hashes: hashes.toString('base64'),
    weights: bytes.toString('base64'),
    features: ids.length,
  }
}

/** The file the product reads: hashes and weights as base64, one byte a weight. Shape: `features` counts what is kept. */
export function pack(
  heads: readonly Head[],
  reliability: readonly (readonly [string, number, number])[],
  kept: readonly (readonly [said: number, kept: number])[],
): { file: string; features: number } {
  const { scales, hashes, weights, features } = packWeights(heads, LEAST)
  const lines = heads.map(
    ({ kind, slope, offset, ruledSlope, ruledOffset }, at) =>
      `  { kind: '${kind}', scale: ${(scales[at] ?? 1).toPrecision(6)}, slope: ${slope.toPrecision(5)}, offset: ${offset.toPrecision(5)}, ruledSlope: ${ruledSlope.toPrecision(5)}, ruledOffset: ${ruledOffset.toPrecision(5)} },`,
  )
  const file = `/** Weights of the learned heads: written by evaluate/train.ts, described in evaluate/MODEL-CARD.md; not edited by hand. */

/** Per head: unit of its weights, and the line from a sum to a probability's logarithm of odds. */
export const HEADS = [
${lines.join('\n')}
] as const

/** Of kinds without a head: how many findings of the rules were right, of how many, among the labelled messages not held back. */
export const RELIABILITY: readonly (readonly [kind: string, right: number, found: number])[] = [
${reliability.map(([kind, right, found]) => `  ['${kind}', ${right}, ${found}],`).join('\n')}
]

/** What the heads' scores promise and what findings kept, on rows that the model had not seen; between two lines, in proportion. */
export const KEPT: readonly (readonly [said: number, kept: number])[] = [
${kept.map((pair) => `  [${pair.map((share) => share.toFixed(3)).join(', ')}],`).join('\n')}
]

/** Feature hashes, 32 bits each, little endian, ascending; base64. */
export const HASHES =
  '${hashes}'

/** One signed byte for each head of each feature; base64. */
export const WEIGHTS =
  '${weights}'
`
  return { file, features }
}
