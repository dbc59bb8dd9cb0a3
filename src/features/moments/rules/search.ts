/** The words under which a moment is found. Pure. */

/** Words kept of one moment. */
const KEPT = 40

/** A text as search words: lower case, without accents, letters and digits only; the first 40 where there are more. */
export function searchWordsIn(...texts: readonly (string | null | undefined)[]): string[] {
  const words = texts
    .filter((text) => text != null)
    .join(' ')
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word.length > 1 && word.length <= 60)
  return [...new Set(words)].slice(0, KEPT)
}

/** At most five words of a search, the longest first: it has the fewest finds. */
export function longestFirst(q: string | undefined): string[] {
  return q === undefined
    ? []
    : searchWordsIn(q)
        .sort((a, b) => b.length - a.length)
        .slice(0, 5)
}
