/** Chance that a seed decides wholly: the same seed gives the same numbers on every machine. Never for keys or secrets. */

/** Gives the next number, 0 ≤ x < 1. */
export type Random = () => number

/** A stream of its own for each seed; streams of seeds that differ in one letter share nothing one could see. Source: sfc32 (Doty-Humphrey, PractRand). */
export function randomOf(seed: string): Random {
  let [a, b, c, counter] = [hashOf(seed, 0x9e3779b9), hashOf(seed, 0x85ebca6b), hashOf(seed, 0xc2b2ae35), 1]
  const next = () => {
    const sum = (a + b + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = ((c << 21) | (c >>> 11)) + sum
    c |= 0
    return (sum >>> 0) / 0x1_0000_0000
  }
  // The first numbers still show the seed.
  for (let round = 0; round < 12; round++) next()
  return next
}

/** True in `ratio` (0 to 1) of the cases. */
export function happens(random: Random, ratio: number): boolean {
  return random() < ratio
}

/** Any number from `low` up to, not including, `high`. */
export function numberBetween(random: Random, low: number, high: number): number {
  return low + random() * (high - low)
}

/** A whole number, both ends included. */
export function integerBetween(random: Random, low: number, high: number): number {
  return low + Math.floor(random() * (high - low + 1))
}

/** One of the list, each as likely. Throws `RangeError` on an empty list. */
export function pick<T>(random: Random, list: readonly T[]): T {
  const index = Math.floor(random() * list.length)
  if (list.length === 0) throw new RangeError('There is nothing to pick from')
  return list[index] as T
}

/** One of the list, as likely as its weight; weights are 0 or more and need no sum. Throws `RangeError` on an empty list. */
export function pickWeighted<T>(random: Random, list: readonly (readonly [T, number])[]): T {
  const last = list.at(-1)
  if (last === undefined) throw new RangeError('There is nothing to pick from')
  let left = random() * list.reduce((sum, [, weight]) => sum + weight, 0)
  for (const [one, weight] of list) {
    left -= weight
    if (left < 0) return one
  }
  return last[0]
}

/** The list in another order (Fisher and Yates 1938); the given list stays as it is. */
export function shuffled<T>(random: Random, list: readonly T[]): T[] {
  const mixed = [...list]
  for (let left = mixed.length - 1; left > 0; left--) {
    const other = Math.floor(random() * (left + 1))
    ;[mixed[left], mixed[other]] = [mixed[other] as T, mixed[left] as T]
  }
  return mixed
}

/** 32 bits of the text and the start value; FNV-1a with the finish of MurmurHash3. */
function hashOf(text: string, start: number): number {
  let hash = start
  for (let index = 0; index < text.length; index++)
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x0100_0193)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85eb_ca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2_ae35)
  return hash ^ (hash >>> 16)
}
