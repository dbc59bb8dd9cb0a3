/** Ids for rows that bring none: the same file gives the same ids again, and equal rows differ by their count. */
import { hash } from 'node:crypto'

/** Keys of one generation; two are held. 250,000 take about 25 MB. */
const GENERATION = 250_000

export type Occurrences = (key: string) => number

/**
 * Counts how often a key came, from 1. Holds the last 250,000 to 500,000 keys: an equal row further back in a file of any
 * size counts as the same row.
 */
export function countOccurrences(): Occurrences {
  let young = new Map<string, number>()
  let old = new Map<string, number>()
  return (key) => {
    const count = (young.get(key) ?? old.get(key) ?? 0) + 1
    young.set(key, count)
    if (young.size >= GENERATION) {
      old = young
      young = new Map()
    }
    return count
  }
}

/** A short name for a row's content: 132 bits of SHA-256. */
export function contentId(raw: string): string {
  return hash('sha256', raw, 'base64url').slice(0, 22)
}
