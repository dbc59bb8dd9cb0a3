/** Which words belong to which of the thousands of word sets that patterns name: one row of bits for each word, so that a text touches only the rows of its own words. Pure. */
import type { Vocabulary } from '../text/vocabulary.ts'

/** Sets by word. Shape: bit `set` of the row that begins at `id * width`; the row of the unknown word, 0, and the set 0 are empty. */
export type WordSets = { readonly rows: Uint32Array; readonly width: number }

/** Gathers sets while patterns are compiled. */
export type SetBook = {
  /** Number of the set of these words, the same for the same list; 0 for none. */
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
  const numbers = new Map<readonly string[], number>()
  const sets: (readonly number[])[] = [[]]
  const collector = openCollector(vocabulary.size)
  const add = (words: readonly string[]): number => {
    if (words.length === 0) return 0
    words.forEach((word) => collector.add(vocabulary.idOf(word)))
    return sets.push(collector.take()) - 1
  }
  return {
    numberOf(words) {
      let number = numbers.get(words)
      if (number === undefined) numbers.set(words, (number = add(words)))
      return number
    },
    union(these) {
      these.forEach((set) => sets[set]?.forEach(collector.add))
      return sets.push(collector.take()) - 1
    },
    close() {
      const width = (sets.length + 31) >> 5
      const rows = new Uint32Array(width * vocabulary.size)
      sets.forEach((ids, set) => {
        ids.forEach((id) => {
          const at = id * width + (set >> 5)
          rows[at] = (rows[at] ?? 0) | (1 << (set & 31))
        })
      })
      return { rows, width }
    },
    idsOf: (set) => sets[set] ?? [],
  }
}

/** Gathers ids, each once and none for the unknown word, without a set made for each of thousands of lists. */
function openCollector(size: number): { add(id: number): void; take(): readonly number[] } {
  const stamps = new Int32Array(size)
  let run = 1
  let ids: number[] = []
  return {
    add(id) {
      if (id === 0 || stamps[id] === run) return
      stamps[id] = run
      ids.push(id)
    },
    take() {
      const taken = ids
      ids = []
      run++
      return taken
    },
  }
}
