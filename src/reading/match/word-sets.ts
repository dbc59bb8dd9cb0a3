/** Which words belong to which of the thousands of word sets that patterns name: one row of bits for each word, so that a text touches only the rows of its own words. Pure. */
import type { Vocabulary } from '../text/vocabulary.ts'

/** Sets by word. Shape: bit `set` of the row that begins at `id * width`; the row of the unknown word, 0, and the set 0 are empty. */
export type WordSets = { readonly rows: Uint32Array; readonly width: number }

/** Gathers sets while patterns are compiled. */
export type SetBook = {
  /** Number of the set of these words, the same for the same words; 0 for none. */
  numberOf(words: readonly string[]): number
  /** Number of the set of all words of some sets. */
  union(sets: readonly number[]): number
  /** All sets named so far. */
  close(): WordSets
  /** Ids of a set's words, each once. */
  idsOf(set: number): readonly number[]
}

/** Opens a book of sets over a vocabulary that knows all their words. */
export function openSetBook(vocabulary: Vocabulary): SetBook {
  const numbers = new Map<string, number>([['', 0]])
  const sets: (readonly number[])[] = [[]]
  return {
    numberOf(words) {
      const key = words.join('|')
      const known = numbers.get(key)
      if (known !== undefined) return known
      numbers.set(key, sets.length)
      const ids = new Set(words.map((word) => vocabulary.idOf(word)))
      ids.delete(0)
      return sets.push([...ids]) - 1
    },
    union: (these) => sets.push([...new Set(these.flatMap((set) => sets[set] ?? []))]) - 1,
    close() {
      const width = (sets.length + 31) >> 5
      const rows = new Uint32Array(width * vocabulary.size)
      sets.forEach((ids, set) => {
        for (const id of ids) {
          const at = id * width + (set >> 5)
          rows[at] = (rows[at] ?? 0) | (1 << (set & 31))
        }
      })
      return { rows, width }
    },
    idsOf: (set) => sets[set] ?? [],
  }
}
