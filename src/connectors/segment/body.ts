/** A request's bytes as JSON: at most so many, packed or not, and whatever the content type says. */
import { isUtf8 } from 'node:buffer'
import { promisify } from 'node:util'
import { gunzip, inflate } from 'node:zlib'
import { BATCH_BYTES } from './limits.ts'

export type Body =
  | { readonly readable: true; readonly value: unknown }
  | { readonly readable: false; readonly status: 400 | 415; readonly code: string; readonly message: string }

const unpackers = { gzip: promisify(gunzip), 'x-gzip': promisify(gunzip), deflate: promisify(inflate) }

/** What is read on and thrown away of a body that is too large, so that its sender can hear the answer. */
const DRAIN_BYTES = 8 * 1024 * 1024

/**
 * Reads a request to its end. A body over the limit is read on to 8 MB and then cut, and answered 400 as Segment does.
 * A packed body (the RudderStack client packs) is unpacked to the same limit.
 */
export async function readBody(stream: AsyncIterable<Buffer>, encoding: string | undefined): Promise<Body> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of stream) {
    size += chunk.length
    if (size <= BATCH_BYTES) chunks.push(chunk)
    else chunks.length = 0
    if (size > DRAIN_BYTES) break
  }
  if (size > BATCH_BYTES) return tooLarge
  const packed = chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks)
  const bytes = await unpack(packed, encoding)
  return Buffer.isBuffer(bytes) ? parseBody(bytes) : bytes
}

async function unpack(packed: Buffer, encoding = 'identity'): Promise<Buffer | Body> {
  const name = encoding.trim().toLowerCase()
  if (name === 'identity' || name === '') return packed
  const unpacker = unpackers[name as keyof typeof unpackers]
  if (!Object.hasOwn(unpackers, name))
    return {
      readable: false,
      status: 415,
      code: 'packing_not_known',
      message: 'Send the body as it is, or packed with gzip or deflate.',
    }
  try {
    return await unpacker(packed, { maxOutputLength: BATCH_BYTES })
  } catch (error) {
    if ((error as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE') return tooLarge
    return unreadable('not_unpackable', 'The body could not be unpacked.')
  }
}

/** The value of JSON in UTF-8, with or without a byte order mark. Depth costs nothing here: the parser keeps its own stack. */
export function parseBody(bytes: Buffer): Body {
  if (bytes.length === 0) return unreadable('body_empty', 'The body is empty.')
  if (!isUtf8(bytes)) return unreadable('not_utf8', 'The body is not UTF-8.')
  const text = bytes.toString('utf8')
  try {
    return { readable: true, value: JSON.parse(text.charCodeAt(0) === 0xfeff ? text.slice(1) : text) }
  } catch {
    return unreadable('not_json', 'The body is not JSON.')
  }
}

function unreadable(code: string, message: string): Body {
  return { readable: false, status: 400, code, message }
}

const tooLarge = unreadable('body_too_large', `The body is larger than ${BATCH_BYTES} bytes.`)
