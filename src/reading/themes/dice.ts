/** A fixed row of numbers that look like chance, so that the same comments always give the same themes. */

/** Returns a function giving numbers from 0 to below 1 (mulberry32). */
export function openDice(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** The numbers from 0 to below `count` in a fixed disorder. */
export function shuffled(count: number, seed: number): Int32Array {
  const dice = openDice(seed)
  const order = Int32Array.from({ length: count }, (_, i) => i)
  for (let i = count - 1; i > 0; i--) {
    const j = Math.floor(dice() * (i + 1))
    const kept = order[i] as number
    order[i] = order[j] as number
    order[j] = kept
  }
  return order
}
