/** What a browser sends with the form: its fields and at most one photo, read as they come and held within their limits. */
import { Busboy } from '@fastify/busboy'
import { once } from 'node:events'
import type { IncomingHttpHeaders } from 'node:http'
import type { Readable } from 'node:stream'
import { PICTURE_BYTES } from '#platform/pictures/index.ts'
import { Refusal } from '#kit/refusal.ts'

/** `bytes` is null for one that was not held: larger than a picture may be, or there was no room for it just now. */
export type Photo = {
  readonly name: string
  readonly bytes: Uint8Array | null
  readonly isTooLarge: boolean
}
export type Sending = { readonly fields: URLSearchParams; readonly photo: Photo | null }

/** Bytes read of one sending at most: a photo that is too large is told so, a stream that never ends is not waited for. */
const MOST_BYTES = 3 * PICTURE_BYTES
/** Photos held at once, as each is held whole before it is drawn anew. */
const MOST_PHOTOS = 6
const LIMITS = {
  parts: 20,
  fields: 19,
  files: 1,
  fieldNameSize: 40,
  /** The longest message in letters of four bytes. */
  fieldSize: 64 * 1024,
  fileSize: PICTURE_BYTES,
  headerPairs: 20,
  headerSize: 4 * 1024,
}

let held = 0

/**
 * Reads a multipart body. Without `mayHold` the photo is read over and not kept. Refuses `form_not_readable` and
 * `form_too_large`.
 */
export async function readSending(
  body: Readable,
  headers: IncomingHttpHeaders,
  mayHold: boolean,
): Promise<Sending> {
  const holds = mayHold && held < MOST_PHOTOS
  if (holds) held += 1
  try {
    return await readParts(body, headers, holds)
  } finally {
    if (holds) held -= 1
  }
}

async function readParts(body: Readable, headers: IncomingHttpHeaders, holds: boolean): Promise<Sending> {
  const fields = new URLSearchParams()
  let photo: Photo | null = null
  const parser = open(headers)
  parser.on('field', (name, value) => fields.append(name, value))
  parser.on('file', (_field, stream, name) => {
    const chunks: Buffer[] = []
    let size = 0
    // A photo that breaks off is said to the parser as well, which is waited for; unheard here it would end the process.
    stream.on('error', () => chunks.splice(0))
    stream.on('data', (chunk: Buffer) => {
      size += chunk.length
      if (holds) chunks.push(chunk)
    })
    stream.on('limit', () => chunks.splice(0))
    stream.on('end', () => {
      // A field for a file that was left empty is sent all the same.
      if (size === 0) return
      const isTooLarge = stream.truncated
      const bytes = holds && !isTooLarge ? Buffer.concat(chunks) : null
      photo = { name: name === '' ? 'photo' : name, bytes, isTooLarge }
    })
  })
  const finished = once(parser, 'finish')
  // The first error is what `finished` tells; another may follow it.
  parser.on('error', () => undefined)
  // It is waited for below; a sender who is cut off before must not end the process.
  finished.catch(() => undefined)
  let read = 0
  try {
    for await (const chunk of body as AsyncIterable<Buffer>) {
      read += chunk.length
      if (read > MOST_BYTES) throw new Refusal('form_too_large', 'That is more than the form can take.')
      if (!parser.write(chunk)) await Promise.race([once(parser, 'drain'), finished])
    }
    parser.end()
    await finished
  } catch (error) {
    parser.destroy()
    throw error instanceof Refusal ? error : notReadable()
  }
  return { fields, photo }
}

function open(headers: IncomingHttpHeaders) {
  try {
    return new Busboy({
      headers: { ...headers, 'content-type': headers['content-type'] ?? '' },
      limits: LIMITS,
    })
  } catch {
    throw notReadable()
  }
}

const notReadable = () =>
  new Refusal('form_not_readable', 'What was sent breaks off, or is no form. Please send it again.')
