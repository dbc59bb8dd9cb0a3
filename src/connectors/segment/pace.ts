/** How many requests a key may send: a bucket for each, in memory. */

export type Pace = { readonly perSecond: number; readonly burst: number }

/**
 * Returns a function that takes one from the bucket of `name` and says how many whole seconds to wait (0: go on).
 * Starts anew when it holds more than 10,000. `clock` in milliseconds.
 */
export function makePacer({ perSecond, burst }: Pace, clock: () => number): (name: string) => number {
  const buckets = new Map<string, { left: number; at: number }>()
  return (name) => {
    const now = clock()
    const bucket = buckets.get(name) ?? { left: burst, at: now }
    bucket.left = Math.min(burst, bucket.left + ((now - bucket.at) / 1_000) * perSecond)
    bucket.at = now
    if (buckets.size > 10_000 && !buckets.has(name)) buckets.clear()
    buckets.set(name, bucket)
    if (bucket.left < 1) return Math.max(1, Math.ceil((1 - bucket.left) / perSecond))
    bucket.left -= 1
    return 0
  }
}
