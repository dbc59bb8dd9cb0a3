/** The bytes of the table of word vectors, read from the product's own files once. */
import { readFile } from 'node:fs/promises'

let bytes: Promise<Uint8Array> | undefined

export const readWordTable = (): Promise<Uint8Array> =>
  (bytes ??= readFile(new URL('../reading/themes/words.bin', import.meta.url)))
