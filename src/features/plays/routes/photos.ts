/** HTTP face of a task's photos: the card as it was written, the parcel as it was packed. */
import type { Readable } from 'node:stream'
import { z } from 'zod'
import { Picture } from '#features/timeline/contract.ts'
import { Refusal } from '#kit/refusal.ts'
import type { Api } from '#platform/http.ts'
import { PICTURE_BYTES } from '#platform/pictures/index.ts'
import { photographTask, taskIdFrom } from '../actions/tasks.ts'

export function photoRoutes(api: Api): void {
  void api.register(async (upload: Api) => {
    upload.removeAllContentTypeParsers()
    upload.addContentTypeParser('application/octet-stream', (_request: unknown, payload: Readable) =>
      Promise.resolve(payload),
    )
    upload.post(
      '/api/v1/tasks/:id/pictures',
      {
        config: { permission: 'plays.write', bodyMayBeLong: true },
        bodyLimit: PICTURE_BYTES,
        schema: {
          summary: 'Put a photo to a task (application/octet-stream): JPEG, PNG or WebP, drawn anew',
          params: z.object({ id: z.string().max(60) }),
          querystring: z.object({ name: z.string().min(1).max(200).default('photo') }),
          response: { 201: z.object({ items: z.array(Picture), next: z.null() }) },
        },
      },
      async (request, reply) => {
        const bytes = await bytesOf(request.body as Readable | undefined)
        const photo = { name: request.query.name, bytes }
        const items = await photographTask(request.scope, taskIdFrom(request.params.id), photo)
        return reply.code(201).send({ items, next: null })
      },
    )
  })
}

/** The whole of a body, as far as a picture may reach. Refuses `file_empty`, `picture_too_large`. */
async function bytesOf(body: Readable | undefined): Promise<Uint8Array> {
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
