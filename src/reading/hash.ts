/** One hash for everything the learned heads know by name: FNV-1a, 32 bits, letters without case. Pure. */

/** The hash of nothing, to which `hashOn` adds one letter after the other. */
export const HASH_OF_NOTHING = 0x811c9dc5

/** The hash of a text and one more UTF-16 unit of it, which must not be a capital. */
export const hashOn = (hash: number, code: number): number => Math.imul(hash ^ code, 0x01000193)

/** Of the part of a text from `start` up to, not including, `end`. */
export function hashSlice(text: string, start: number, end: number): number {
  let hash = HASH_OF_NOTHING
  for (let i = start; i < end; i++) {
    const code = text.charCodeAt(i)
    hash = hashOn(hash, code >= 65 && code <= 90 ? code + 32 : code)
  }
  return hash
}

export const hashName = (name: string): number => hashSlice(name, 0, name.length)
