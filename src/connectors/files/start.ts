/** The first half megabyte of a stream, and the whole of it afterwards. */
import { SAMPLE_BYTES } from './sniff.ts'

/** Bytes of a file that is imported, read in one go: while they are made entries nobody else is heard. */
export const READ_AT_ONCE = 64 * 1024

export type Started = {
  readonly start: Uint8Array
  /** The stream ended within the start. */
  readonly isWhole: boolean
  /** All of it from the beginning; may be read once. */
  readonly bytes: AsyncIterable<Uint8Array>
}

/** Reads the start of a stream and hands all of it on. */
export async function openStart(stream: AsyncIterable<Uint8Array>): Promise<Started> {
  const iterator = stream[Symbol.asyncIterator]()
  const held: Uint8Array[] = []
  let size = 0
  let isWhole = false
  while (size < SAMPLE_BYTES) {
    const next = await iterator.next()
    if (next.done) {
      isWhole = true
      break
    }
    held.push(next.value)
    size += next.value.length
  }
  async function* bytes() {
    while (held.length > 0) {
      const first = held.shift()
      if (first) yield first
    }
    if (isWhole) return
    for (;;) {
      const next = await iterator.next()
      if (next.done) return
      yield next.value
    }
  }
  return { start: Buffer.concat(held), isWhole, bytes: bytes() }
}
