/** What a UTF-16 unit of a text in lower case is, as far as words are concerned. Pure. */

const LETTER = /\p{L}/u

/** A letter or digit of English words. */
export const isWordCode = (c: number): boolean => (c >= 97 && c <= 122) || (c >= 48 && c <= 57)

/** What handles and tags are made of. */
export const isHandle = (c: number): boolean => isWordCode(c) || c === 95

/** Whether a letter beyond ASCII stands at a place: accents, Greek, Cyrillic and so on; scripts without spaces are none. */
export function isWideLetter(low: string, at: number): boolean {
  const code = low.charCodeAt(at)
  return code >= 0xc0 && code < 0x2000 && LETTER.test(low.charAt(at))
}
