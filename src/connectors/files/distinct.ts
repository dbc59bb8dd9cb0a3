/** How many different values there were, in 128 KB whatever their number: linear counting (Whang, Vander-Zanden, Taylor 1990). */

const BITS = 1 << 20

export type Distinct = {
  add(value: string): void
  /** Right to about one in a hundred up to some millions. */
  count(): number
}

export function countDistinct(): Distinct {
  const seen = new Uint8Array(BITS >> 3)
  let ones = 0
  return {
    add(value) {
      const bit = mix(value) & (BITS - 1)
      const mask = 1 << (bit & 7)
      if ((seen[bit >> 3] ?? 0) & mask) return
      seen[bit >> 3] = (seen[bit >> 3] ?? 0) | mask
      ones += 1
    },
    count: () => Math.round(-BITS * Math.log(1 - Math.min(ones, BITS - 1) / BITS)),
  }
}

/** 53 bits of a text, for telling texts apart without keeping them: of 200,000 two are taken for one in a millionth of all files. */
export function fingerprintOf(value: string): number {
  return (mix(value, 0x9e3779b9) & 0x1fffff) * 2 ** 32 + mix(value)
}

/** FNV-1a with a final mixing, so that values that differ in their last letter land far apart. */
function mix(value: string, start = 0x811c9dc5): number {
  let hash = start
  for (let i = 0; i < value.length; i++) hash = Math.imul(hash ^ value.charCodeAt(i), 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}
