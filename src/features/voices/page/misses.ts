/** Counts links that were none by the address they were tried from, so that nobody can try many. Pure. */

const MOST = 20
const WINDOW_MS = 60_000
/** Addresses remembered at most; beyond that the minute begins anew. */
const REMEMBERED = 50_000

export type Misses = {
  /** Whether this place has missed too often in this minute. */
  isOver(place: string, now: Date): boolean
  miss(place: string, now: Date): void
}

export function openMisses(): Misses {
  let since = 0
  let counts = new Map<string, number>()
  const roll = (now: Date) => {
    const at = now.getTime()
    if (at - since < WINDOW_MS && at >= since && counts.size < REMEMBERED) return
    since = at
    counts = new Map()
  }
  return {
    isOver: (place, now) => {
      roll(now)
      return (counts.get(place) ?? 0) >= MOST
    },
    miss: (place, now) => {
      roll(now)
      counts.set(place, (counts.get(place) ?? 0) + 1)
    },
  }
}
