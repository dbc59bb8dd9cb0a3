/** Groups of comments that hold together: a graph of shared neighbours, cut by modularity (Blondel 2008, "Louvain"). No number of groups is asked for. */
import { shuffled } from './dice.ts'
import type { Neighbours } from './neighbours.ts'

/** How finely the graph is cut: higher gives more and smaller groups. Tried 3 to 16 on BANKING77 and CLINC150 (2026-11-30): flat from 4 on. */
const RESOLUTION = 8
/** Fewer comments are cut less finely: one step for so many. */
const COMMENTS_A_STEP = 60
/** Two comments less alike than this are not joined. */
const LEAST_LIKENESS = 0.2

type Graph = readonly Map<number, number>[]

/** The number of its group for each comment. Shape: groups are numbered from 0 as they first appear. */
export function groupsOf(neighbours: Neighbours): Int32Array {
  let graph: Graph = graphOf(neighbours)
  const groups = Int32Array.from({ length: graph.length }, (_, i) => i)
  let inside = new Float64Array(graph.length)
  const resolution = Math.min(RESOLUTION, Math.max(1, graph.length / COMMENTS_A_STEP))
  for (let level = 0; level < 10; level++) {
    const { membership, isMoved } = settle(graph, inside, { level, resolution })
    const { numbers, count } = renumber(membership)
    for (let i = 0; i < groups.length; i++) groups[i] = numbers[groups[i] as number] as number
    if (!isMoved || count === graph.length) break
    ;({ graph, inside } = gathered(graph, inside, numbers, count))
  }
  return groups
}

/** An edge weighs its likeness squared, times the share of neighbours both have (Jaccard). */
function graphOf({ count, ids, likeness }: Neighbours): Graph {
  const size = ids.length / count
  const near = Array.from({ length: size }, (_, i) =>
    new Set(ids.subarray(i * count, i * count + count)).add(i),
  )
  const graph = Array.from({ length: size }, () => new Map<number, number>())
  for (let i = 0; i < size; i++)
    for (let q = i * count; q < i * count + count; q++) {
      const j = ids[q] as number
      const alike = likeness[q] as number
      if (j < 0 || alike < LEAST_LIKENESS) continue
      const both = sharedOf(near[i] as Set<number>, near[j] as Set<number>)
      const weight = alike * alike * (both / (2 * (count + 1) - both))
      if (weight <= 0 || graph[i]?.has(j)) continue
      graph[i]?.set(j, weight)
      graph[j]?.set(i, weight)
    }
  return graph
}

function sharedOf(a: ReadonlySet<number>, b: ReadonlySet<number>): number {
  let shared = 0
  for (const each of a) if (b.has(each)) shared++
  return shared
}

/** Moves each node to the neighbouring group that gains most, until few move. */
function settle(
  graph: Graph,
  inside: Float64Array,
  { level, resolution }: { level: number; resolution: number },
): { membership: Int32Array; isMoved: boolean } {
  const size = graph.length
  const degree = Float64Array.from(inside)
  graph.forEach((edges, i) => {
    for (const weight of edges.values()) degree[i] = (degree[i] as number) + weight
  })
  const total = degree.reduce((sum, x) => sum + x, 0) || 1
  const membership = Int32Array.from({ length: size }, (_, i) => i)
  const weightOf = Float64Array.from(degree)
  const order = shuffled(size, 1 + level)
  let isMoved = false
  for (let round = 0; round < 20; round++) {
    let moved = 0
    for (const i of order) {
      const own = membership[i] as number
      weightOf[own] = (weightOf[own] as number) - (degree[i] as number)
      const best = bestGroup(
        graph[i] as Map<number, number>,
        own,
        membership,
        weightOf,
        ((degree[i] as number) * resolution) / total,
      )
      weightOf[best] = (weightOf[best] as number) + (degree[i] as number)
      if (best === own) continue
      membership[i] = best
      moved++
    }
    isMoved ||= moved > 0
    if (moved < size / 1_000) break
  }
  return { membership, isMoved }
}

function bestGroup(
  edges: ReadonlyMap<number, number>,
  own: number,
  membership: Int32Array,
  weightOf: Float64Array,
  price: number,
): number {
  const towards = new Map<number, number>()
  for (const [j, weight] of edges) {
    const group = membership[j] as number
    towards.set(group, (towards.get(group) ?? 0) + weight)
  }
  let best = own
  let gain = (towards.get(own) ?? 0) - price * (weightOf[own] as number)
  for (const [group, weight] of towards) {
    const other = weight - price * (weightOf[group] as number)
    if (other <= gain + 1e-12) continue
    gain = other
    best = group
  }
  return best
}

function renumber(membership: Int32Array): { numbers: Int32Array; count: number } {
  const numberOf = new Map<number, number>()
  const numbers = membership.map((group) => {
    const known = numberOf.get(group) ?? numberOf.size
    numberOf.set(group, known)
    return known
  })
  return { numbers, count: numberOf.size }
}

/** The graph of the groups: edges between them added up, edges within them kept aside. */
function gathered(
  graph: Graph,
  inside: Float64Array,
  numbers: Int32Array,
  count: number,
): { graph: Graph; inside: Float64Array<ArrayBuffer> } {
  const outer = Array.from({ length: count }, () => new Map<number, number>())
  const within = new Float64Array(count)
  graph.forEach((edges, i) => {
    const a = numbers[i] as number
    within[a] = (within[a] as number) + (inside[i] as number)
    for (const [j, weight] of edges) {
      const b = numbers[j] as number
      if (a === b) within[a] = (within[a] as number) + weight
      else outer[a]?.set(b, (outer[a]?.get(b) ?? 0) + weight)
    }
  })
  return { graph: outer, inside: within }
}
