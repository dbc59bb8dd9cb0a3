/** Finds which of many known words stands in a text, without cutting it out: one look-up by the hash its reader has made on the way. Pure. */
import { hashName } from '../hash.ts'

/** Known words. Shape: `find` is the word's place in the list the table was made of, or -1; `hash` must be `hashSlice` of that part. */
export type WordTable = { find(text: string, start: number, end: number, hash: number): number }

/** A table of words in lower case, each named once; open addressing, at most half full. */
export function wordTableOf(words: readonly string[]): WordTable {
  let size = 16
  while (size < words.length * 2) size *= 2
  const mask = size - 1
  const places = new Int32Array(size).fill(-1)
  const hashes = new Int32Array(size)
  words.forEach((word, place) => {
    const hash = hashName(word)
    let at = hash & mask
    while (places[at] !== -1) at = (at + 1) & mask
    places[at] = place
    hashes[at] = hash
  })
  return {
    find(text, start, end, hash) {
      let at = hash & mask
      for (let place = places[at] ?? -1; place !== -1; place = places[at] ?? -1) {
        if (hashes[at] === hash && isAt(words[place] ?? '', text, start, end)) return place
        at = (at + 1) & mask
      }
      return -1
    },
  }
}

function isAt(word: string, text: string, start: number, end: number): boolean {
  if (word.length !== end - start) return false
  for (let i = 0; i < word.length; i++) if (word.charCodeAt(i) !== text.charCodeAt(start + i)) return false
  return true
}
