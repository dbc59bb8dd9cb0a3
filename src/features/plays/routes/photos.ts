/** HTTP face of a task's photos: the card as it was written, the parcel as it was packed. */
import { z } from 'zod'
import { Picture } from '#features/timeline/contract.ts'
import type { Api } from '#platform/http.ts'
import { PICTURE_BYTES } from '#platform/pictures/index.ts'
import { pictureBytesOf, pictureUploads } from '#platform/pictures/upload.ts'
import { photographTask, taskIdFrom } from '../actions/tasks.ts'

export function photoRoutes(api: Api): void {
  pictureUploads(api, (upload) => {
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
        const bytes = await pictureBytesOf(request.body)
        const photo = { name: request.query.name, bytes }
        const items = await photographTask(request.scope, taskIdFrom(request.params.id), photo)
        return reply.code(201).send({ items, next: null })
      },
    )
  })
}
