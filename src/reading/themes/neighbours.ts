/** Which comments lie closest to each: every pair is measured once, in blocks that fit the processor's cache. */
import { SPACE_DIMENSIONS as SIZE } from './space.ts'

/** Shape: for each comment `count` neighbours, closest first; −1 where there are fewer. `likeness` is a cosine. */
export type Neighbours = {
  readonly count: number
  readonly ids: Int32Array
  readonly likeness: Float32Array
}

const BLOCK = 48

/** Neighbours among places laid one after the other. */
export function findNeighbours(places: Float32Array, count: number): Neighbours {
  const size = places.length / SIZE
  const ids = new Int32Array(size * count).fill(-1)
  const likeness = new Float32Array(size * count).fill(-2)
  for (let rows = 0; rows < size; rows += BLOCK)
    for (let columns = rows; columns < size; columns += BLOCK) {
      const rowsEnd = Math.min(size, rows + BLOCK)
      const columnsEnd = Math.min(size, columns + BLOCK)
      for (let i = rows; i < rowsEnd; i++)
        for (let j = columns === rows ? i + 1 : columns; j < columnsEnd; j++) {
          const alike = dot(places, i * SIZE, places, j * SIZE)
          if (alike > (likeness[i * count + count - 1] as number))
            insert(ids, likeness, i * count, count, j, alike)
          if (alike > (likeness[j * count + count - 1] as number))
            insert(ids, likeness, j * count, count, i, alike)
        }
    }
  return { count, ids, likeness }
}

/** Cosine of two places of length 1. */
export function dot(a: Float32Array, fromA: number, b: Float32Array, fromB: number): number {
  let s0 = 0
  let s1 = 0
  let s2 = 0
  let s3 = 0
  for (let k = 0; k < SIZE; k += 4) {
    s0 += (a[fromA + k] as number) * (b[fromB + k] as number)
    s1 += (a[fromA + k + 1] as number) * (b[fromB + k + 1] as number)
    s2 += (a[fromA + k + 2] as number) * (b[fromB + k + 2] as number)
    s3 += (a[fromA + k + 3] as number) * (b[fromB + k + 3] as number)
  }
  return s0 + s1 + s2 + s3
}

function insert(
  ids: Int32Array,
  likeness: Float32Array,
  from: number,
  count: number,
  id: number,
  alike: number,
): void {
  let at = from + count - 1
  while (at > from && (likeness[at - 1] as number) < alike) {
    likeness[at] = likeness[at - 1] as number
    ids[at] = ids[at - 1] as number
    at--
  }
  likeness[at] = alike
  ids[at] = id
}
