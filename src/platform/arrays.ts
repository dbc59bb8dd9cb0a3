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
    for (let i = 0; i < value.length; i++) {
      if (value.charCodeAt(i) === DASH) continue
      buffer[end++] = (digit(value, i) << 4) | digit(value, ++i)
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
const DASH = 45
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

/** The value of a hexadecimal digit of lower case. */
function digit(text: string, at: number): number {
  const code = text.charCodeAt(at)
  return code < 58 ? code - 48 : code - 87
}
