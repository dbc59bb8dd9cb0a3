/**
 * Columns of many rows as PostgreSQL's binary arrays: 20 bytes that say how many of what, then each value after its length.
 * Nothing is quoted here nor parsed there; as text the writing alone cost as much as the insert (measured 2026-11).
 */

/** Cast as `::text[]`. */
export function textArray(values: readonly (string | null)[]): Buffer {
  return texts(TEXT, values, 0)
}

/** JSON as text; cast as `::jsonb[]`. */
export function jsonArray(values: readonly string[]): Buffer {
  return texts(JSONB, values, 1)
}

/** Ids of ours; cast as `::uuid[]`. */
export function idArray(values: readonly (string | null)[]): Buffer {
  const buffer = begin(UUID, values, values.length * (LENGTH + 16))
  let end = HEAD
  for (const value of values) {
    if (value === null) {
      end = buffer.writeInt32BE(NOTHING, end)
      continue
    }
    end = buffer.writeInt32BE(16, end)
    for (let i = 0; i < ID_BYTES.length; i++) {
      const at = ID_BYTES[i] ?? 0
      buffer[end++] = (digit(value, at) << 4) | digit(value, at + 1)
    }
  }
  return buffer.subarray(0, end)
}

/** Cast as `::timestamptz[]`. */
export function timeArray(values: readonly Date[]): Buffer {
  const buffer = begin(TIMESTAMPTZ, values, values.length * (LENGTH + 8))
  let end = HEAD
  for (const value of values) {
    const microseconds = (value.getTime() - YEAR_2000_MS) * 1_000
    const high = Math.floor(microseconds / 2 ** 32)
    end = buffer.writeInt32BE(8, end)
    end = buffer.writeInt32BE(high, end)
    end = buffer.writeUInt32BE(microseconds - high * 2 ** 32, end)
  }
  return buffer
}

/** Cast as `::boolean[]`. */
export function booleanArray(values: readonly boolean[]): Buffer {
  const buffer = begin(BOOL, values, values.length * (LENGTH + 1))
  let end = HEAD
  for (const value of values) {
    end = buffer.writeInt32BE(1, end)
    end = buffer.writeUInt8(value ? 1 : 0, end)
  }
  return buffer
}

/** Type numbers of pg_type; they are the same in every PostgreSQL. */
const [BOOL, TEXT, TIMESTAMPTZ, UUID, JSONB] = [16, 25, 1184, 2950, 3802]
const HEAD = 20
/** Without dimensions nothing is said of them. */
const EMPTY_HEAD = 12
const LENGTH = 4
const NOTHING = -1
/** Where each byte of an id stands in its text. */
const ID_BYTES = new Uint8Array([0, 2, 4, 6, 9, 11, 14, 16, 19, 21, 24, 26, 28, 30, 32, 34])
const YEAR_2000_MS = 946_684_800_000
/** A UTF-16 unit is at most three bytes; long texts are measured instead of guessed. */
const GUESSED_UP_TO = 512

/** `version` stands before each value of jsonb. */
function texts(type: number, values: readonly (string | null)[], version: number): Buffer {
  let size = 0
  for (const value of values) {
    size += LENGTH + version
    if (value === null) continue
    size += value.length > GUESSED_UP_TO ? Buffer.byteLength(value) : value.length * 3
  }
  const buffer = begin(type, values, size)
  let end = HEAD
  for (const value of values) {
    if (value === null) {
      end = buffer.writeInt32BE(NOTHING, end)
      continue
    }
    const start = end + LENGTH
    if (version > 0) buffer[start] = version
    const length = version + buffer.write(value, start + version)
    buffer.writeInt32BE(length, end)
    end = start + length
  }
  return buffer.subarray(0, end)
}

function begin(type: number, values: readonly unknown[], size: number): Buffer {
  const isEmpty = values.length === 0
  const buffer = Buffer.allocUnsafe(isEmpty ? EMPTY_HEAD : HEAD + size)
  buffer.writeInt32BE(isEmpty ? 0 : 1, 0)
  buffer.writeInt32BE(values.includes(null) ? 1 : 0, 4)
  buffer.writeInt32BE(type, 8)
  if (isEmpty) return buffer
  buffer.writeInt32BE(values.length, 12)
  buffer.writeInt32BE(1, 16)
  return buffer
}

/** The value of a hexadecimal digit of lower case: looked up, as which of the two kinds it is cannot be foretold. */
const digit = (text: string, at: number) => DIGITS[text.charCodeAt(at)] ?? 0
const DIGITS = new Uint8Array(128)
for (let i = 0; i < 16; i++) DIGITS[i.toString(16).charCodeAt(0)] = i
