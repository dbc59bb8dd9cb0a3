/** A smooth line through points that never swings beyond them (monotone cubic, Fritsch and Carlson 1980). Pure. */

export type Point = readonly [x: number, y: number]

/** An SVG path "M … C …"; empty for no point. */
export function curveThrough(points: readonly Point[]): string {
  const [first] = points
  if (!first) return ''
  const slopes = slopesOf(points)
  const parts = points.slice(1).map(([x, y], index) => {
    const [x0, y0] = points[index] ?? first
    const reach = (x - x0) / 3
    return `C ${n(x0 + reach)} ${n(y0 + reach * (slopes[index] ?? 0))} ${n(x - reach)} ${n(y - reach * (slopes[index + 1] ?? 0))} ${n(x)} ${n(y)}`
  })
  return [`M ${n(first[0])} ${n(first[1])}`, ...parts].join(' ')
}

/**
 * The side of a low point on which words of so many columns stand clear of the curve: none of the points there is low
 * too. Null where neither side is free or long enough. `heights` are feelings from -1 to 1, null where none is known.
 */
export function clearSideOf(
  heights: readonly (number | null)[],
  at: number,
  columns: number,
): 'before' | 'after' | null {
  const isClear = (from: number) =>
    from >= 0 &&
    from + columns <= heights.length &&
    heights.slice(from, from + columns).every((height) => height !== null && height > LOW)
  return isClear(at - columns) ? 'before' : isClear(at + 1) ? 'after' : null
}

/** Lower than this a point is where the words would stand. */
const LOW = -0.5

function slopesOf(points: readonly Point[]): number[] {
  const rises = points.slice(1).map(([x, y], index) => {
    const [x0, y0] = points[index] ?? [0, 0]
    return x === x0 ? 0 : (y - y0) / (x - x0)
  })
  return points.map((_, index) => {
    const before = rises[index - 1]
    const after = rises[index]
    if (before === undefined || after === undefined) return before ?? after ?? 0
    return before * after <= 0 ? 0 : (2 * before * after) / (before + after)
  })
}

const n = (value: number) => Math.round(value * 100) / 100
