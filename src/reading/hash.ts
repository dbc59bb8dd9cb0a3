/** One hash for everything the learned heads know by name: FNV-1a, 32 bits, letters without case. Pure. */

/** Of the part of a text from `start` up to, not including, `end`. */
export function hashSlice(text: string, start: number, end: number): number {
  let hash = 0x811c9dc5
  for (let i = start; i < end; i++) {
    let code = text.charCodeAt(i)
    if (code >= 65 && code <= 90) code += 32
    hash = Math.imul(hash ^ code, 0x01000193)
  }
  return hash
}

export const hashName = (name: string): number => hashSlice(name, 0, name.length)
