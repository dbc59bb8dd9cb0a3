/** What a file’s own name becomes: the source of what it brought, and whether it is called after a person. Pure. */

/** What a file brings goes by its name without the ending, so that the same file read again is known. */
export function sourceOf(name: string): string {
  return `csv:${name.replace(/\.[a-z0-9]+$/i, '').slice(0, 80)}`
}

/**
 * Whether a file is called after somebody: all words of her name stand in it, in any order, or her address, number or id does, however
 * the signs between were written. A first name alone does not tell. `needles` are in lower case.
 */
export function isCalledAfter(name: string, needles: readonly string[]): boolean {
  const words = wordsOf(name)
  const whole = words.join('')
  return needles.some((needle) => {
    const hers = wordsOf(needle)
    if (hers.length > 1 && hers.every((word) => words.includes(word))) return true
    const joined = hers.join('')
    return joined.length >= 6 ? whole.includes(joined) : joined !== '' && words.includes(joined)
  })
}

/** What it is called once she is erased: its ending stays. */
export const withoutName = (name: string): string => `name erased${/\.[a-z0-9]{1,8}$/i.exec(name)?.[0] ?? ''}`

const wordsOf = (text: string): string[] =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
