/** Bends bytes as a bad line, a bad disk or a bad person would: bits and bytes, lines doubled, dropped, lengthened, two files in one. Chance is handed in. */
import { integerBetween, pick, type Random } from '#kit/random.ts'

const ODD_BYTES = [0, 1, 9, 10, 11, 12, 13, 27, 32, 34, 39, 40, 41, 44, 45, 58, 59, 60, 61, 62, 64, 92, 127, 128, 0xbf, 0xc0, 0xed, 0xef, 0xfe, 0xff] // prettier-ignore
const NEWLINE = 10
/** Bytes that a lengthened line has at most, and the whole. */
const LONGEST = 60_000
const MOST = 400_000

type Bytes = Buffer<ArrayBufferLike>
type Bend = (bytes: Bytes, random: Random, other: Bytes) => Bytes

const BENDS: readonly Bend[] = [flipBits, setBytes, insertBytes, cutBytes, doubleLine, dropLine, lengthenLine, swapLines, endEarly, joinOther, repeatPiece] // prettier-ignore

/** The bytes after one to four bends; `other` is what may be spliced in. */
export function mutate(bytes: Buffer, other: Buffer, random: Random): Buffer {
  let bent: Bytes = Buffer.from(bytes)
  for (let times = integerBetween(random, 1, 4); times > 0; times--) bent = pick(random, BENDS)(bent, random, other) // prettier-ignore
  return bent.subarray(0, MOST)
}

/** As zzuf does: a share of all bits, here from one in 10,000 to one in 100. */
function flipBits(bytes: Buffer, random: Random): Buffer {
  const flips = Math.max(1, Math.round(bytes.length * 8 * 10 ** -(2 + random() * 2)))
  for (let i = 0; i < flips; i++) {
    const at = placeIn(bytes, random)
    bytes.writeUInt8((bytes[at] ?? 0) ^ (1 << integerBetween(random, 0, 7)), at)
  }
  return bytes
}

function setBytes(bytes: Buffer, random: Random): Buffer {
  for (let i = integerBetween(random, 1, 8); i > 0; i--)
    bytes.writeUInt8(pick(random, ODD_BYTES), placeIn(bytes, random))
  return bytes
}

function insertBytes(bytes: Buffer, random: Random): Buffer {
  const at = placeIn(bytes, random)
  const more = Buffer.from(Array.from({ length: integerBetween(random, 1, 40) }, () => pick(random, ODD_BYTES))) // prettier-ignore
  return Buffer.concat([bytes.subarray(0, at), more, bytes.subarray(at)])
}

function cutBytes(bytes: Buffer, random: Random): Buffer {
  const at = placeIn(bytes, random)
  return whole(Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + integerBetween(random, 1, 200))]))
}

function doubleLine(bytes: Buffer, random: Random): Buffer {
  const [from, to] = lineIn(bytes, random)
  const line = bytes.subarray(from, to)
  const times = random() < 0.1 ? 500 : 1
  return Buffer.concat([bytes.subarray(0, to), ...Array<Buffer>(times).fill(line), bytes.subarray(to)])
}

function dropLine(bytes: Buffer, random: Random): Buffer {
  const [from, to] = lineIn(bytes, random)
  return whole(Buffer.concat([bytes.subarray(0, from), bytes.subarray(to)]))
}

function lengthenLine(bytes: Buffer, random: Random): Buffer {
  const [from, to] = lineIn(bytes, random)
  const line = bytes.subarray(from, Math.max(from, to - 1))
  const times = Math.ceil(integerBetween(random, 100, LONGEST) / Math.max(1, line.length))
  return Buffer.concat([bytes.subarray(0, from), ...Array<Buffer>(times).fill(line), bytes.subarray(from)])
}

function swapLines(bytes: Buffer, random: Random): Buffer {
  const lines = bytes.toString('latin1').split('\n')
  const [a, b] = [placeIn(lines, random), placeIn(lines, random)]
  ;[lines[a], lines[b]] = [lines[b] ?? '', lines[a] ?? '']
  return Buffer.from(lines.join('\n'), 'latin1')
}

function endEarly(bytes: Buffer, random: Random): Buffer {
  return whole(bytes.subarray(0, placeIn(bytes, random)))
}

function joinOther(bytes: Buffer, random: Random, other: Buffer): Buffer {
  return Buffer.concat([bytes.subarray(0, placeIn(bytes, random)), other.subarray(placeIn(other, random))])
}

/** A piece of a few bytes, many times: what a parser may walk again and again. */
function repeatPiece(bytes: Buffer, random: Random): Buffer {
  const at = placeIn(bytes, random)
  const piece = bytes.subarray(at, at + integerBetween(random, 1, 12))
  const times = Math.ceil(integerBetween(random, 10, LONGEST) / Math.max(1, piece.length))
  return Buffer.concat([bytes.subarray(0, at), ...Array<Buffer>(times).fill(piece), bytes.subarray(at)])
}

const placeIn = ({ length }: { length: number }, random: Random): number =>
  integerBetween(random, 0, Math.max(0, length - 1))

/** From where to where a line goes, its end included. */
function lineIn(bytes: Buffer, random: Random): [from: number, to: number] {
  const at = placeIn(bytes, random)
  const end = bytes.indexOf(NEWLINE, at)
  return [bytes.lastIndexOf(NEWLINE, at - 1) + 1, end < 0 ? bytes.length : end + 1]
}

/** Nothing at all says nothing of a reader. */
const whole = (bytes: Buffer): Buffer => (bytes.length === 0 ? Buffer.from('\n') : bytes)
