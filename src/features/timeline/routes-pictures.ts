/** HTTP face of pictures: which there are, one of them, taking one away. */
import { z } from 'zod'
import type { Api } from '#platform/http.ts'
import { ListPictures, Picture } from './contract.ts'
import { listPictures, removePicture, showPicture } from './pictures.ts'

const One = z.object({ id: z.string().max(60) })

export function pictureRoutes(api: Api): void {
  api.get(
    '/api/v1/pictures',
    {
      config: { permission: 'customers.read' },
      schema: {
        summary: 'Pictures that came with entries, or show tasks done',
        querystring: ListPictures,
        response: { 200: z.object({ items: z.array(Picture), next: z.null() }) },
      },
    },
    async ({ scope, query }) => ({ items: await listPictures(scope, query.of.split(',')), next: null }),
  )

  api.get(
    '/api/v1/pictures/:id',
    {
      config: { permission: 'customers.read' },
      schema: { summary: 'One picture, WebP', params: One },
    },
    async ({ scope, params }, reply) => {
      const bytes = await showPicture(scope, params.id)
      return reply
        .type('image/webp')
        .header('content-security-policy', "default-src 'none'; sandbox")
        .header('content-disposition', 'inline; filename="picture.webp"')
        .header('cache-control', 'private, max-age=600')
        .send(Buffer.from(bytes))
    },
  )

  api.delete(
    '/api/v1/pictures/:id',
    {
      config: { permission: 'customers.write' },
      schema: { summary: 'Take a picture away for good', params: One },
    },
    async ({ scope, params }, reply) => {
      await removePicture(scope, params.id)
      return reply.code(204).send()
    },
  )
}
