/** Bytes of a file as text: which encoding it is, found by its first bytes and put right on the way. */

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252'

/** What people call it. */
export const ENCODING_NAMES: Readonly<Record<Encoding, string>> = {
  'utf-8': 'UTF-8',
  'utf-16le': 'UTF-16',
  'utf-16be': 'UTF-16',
  'windows-1252': 'Latin-1',
}

/** The encoding of a file by its first bytes: a byte order mark, zeros at every other byte, or whether it is valid UTF-8. */
export function encodingOf(start: Uint8Array): Encoding {
  const [a, b] = start
  if (a === 0xff && b === 0xfe) return 'utf-16le'
  if (a === 0xfe && b === 0xff) return 'utf-16be'
  const sample = start.subarray(0, 4_096)
  const zeros = [0, 0]
  sample.forEach((byte, i) => {
    if (byte === 0) zeros[i & 1] = (zeros[i & 1] ?? 0) + 1
  })
  const [even = 0, odd = 0] = zeros
  // Western text in UTF-16 is nearly half zeros, all at the same side; one stray U+0000 is no encoding.
  if (Math.max(even, odd) > sample.length / 5) return odd > even ? 'utf-16le' : 'utf-16be'
  return isUtf8Start(start) ? 'utf-8' : 'windows-1252'
}

/** Whether bytes are UTF-8, the last character of which may be cut. */
function isUtf8Start(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true })
    return true
  } catch {
    return false
  }
}

export type Decoder = {
  /** The text of the next bytes; call without bytes at the end. */
  decode(bytes?: Uint8Array): string
  readonly encoding: Encoding
}

/** Decodes piece by piece. Takes a byte order mark away. A file that stops being UTF-8 on the way is read as Latin-1 from there. */
export function openDecoder(start: Encoding): Decoder {
  let encoding = start
  let decoder = new TextDecoder(encoding, { fatal: encoding === 'utf-8' })
  let tail: Uint8Array = new Uint8Array()
  return {
    get encoding() {
      return encoding
    },
    decode(bytes) {
      if (encoding !== 'utf-8')
        return decoder.decode(bytes ?? new Uint8Array(), { stream: bytes !== undefined })
      // The cut character at the end is kept by us, so that after a failure its bytes are still at hand.
      const all = tail.length > 0 ? concat(tail, bytes ?? new Uint8Array()) : (bytes ?? new Uint8Array())
      const end = bytes === undefined ? all.length : wholeEnd(all)
      try {
        const text = decoder.decode(all.subarray(0, end), { stream: bytes !== undefined })
        tail = all.slice(end)
        return text
      } catch {
        encoding = 'windows-1252'
        decoder = new TextDecoder(encoding)
        tail = new Uint8Array()
        return decoder.decode(all, { stream: bytes !== undefined })
      }
    },
  }
}

/** Where the last whole character ends. */
function wholeEnd(bytes: Uint8Array): number {
  for (let back = 1; back <= 3 && back <= bytes.length; back++) {
    const byte = bytes[bytes.length - back] ?? 0
    if (byte < 0x80) return bytes.length
    if (byte >= 0xc0) {
      const needed = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2
      return needed > back ? bytes.length - back : bytes.length
    }
  }
  return bytes.length
}

function concat(a: Uint8Array, b: Uint8Array): Uint8Array {
  const all = new Uint8Array(a.length + b.length)
  all.set(a)
  all.set(b, a.length)
  return all
}
