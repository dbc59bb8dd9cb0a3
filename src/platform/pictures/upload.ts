/** Pictures as they are sent to us: the bytes themselves as the body of a request, however they are called. */
import type { Readable } from 'node:stream'
import { Refusal } from '#kit/refusal.ts'
import type { Api } from '../http.ts'
import { PICTURE_BYTES } from './index.ts'

/** Declares routes whose body is a picture (application/octet-stream) and nothing else; read it with `pictureBytesOf`. */
export function pictureUploads(api: Api, declare: (upload: Api) => void): void {
  void api.register(async (upload: Api) => {
    upload.removeAllContentTypeParsers()
    upload.addContentTypeParser('application/octet-stream', (_request: unknown, payload: Readable) =>
      Promise.resolve(payload),
    )
    declare(upload)
  })
}

/** The whole of a body, as far as a picture may reach. Refuses `file_empty`, `picture_too_large`. */
export async function pictureBytesOf(body: unknown): Promise<Uint8Array> {
  if (!body) throw new Refusal('file_empty', 'The file is empty.')
  const parts: Buffer[] = []
  let size = 0
  for await (const part of body as AsyncIterable<Buffer>) {
    size += part.length
    if (size > PICTURE_BYTES) throw new Refusal('picture_too_large', 'A picture may have 15 MB at most.')
    parts.push(part)
  }
  return Buffer.concat(parts)
}
