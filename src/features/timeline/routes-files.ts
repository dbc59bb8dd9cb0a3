/** HTTP face of files customers sent: which there are, one of them to be saved, taking one away. */
import { z } from 'zod'
import { asAttachment, fileNameOf } from '#kit/file-name.ts'
import type { Api } from '#platform/http.ts'
import { KeptFile, ListPictures } from './contract.ts'
import { listFiles, openFile, removeFile } from './files.ts'

const One = z.object({ id: z.string().max(60) })

export function fileRoutes(api: Api): void {
  api.get(
    '/api/v1/files',
    {
      config: { permission: 'customers.read' },
      schema: {
        summary: 'Files that came with entries and are no pictures',
        querystring: ListPictures,
        response: { 200: z.object({ items: z.array(KeptFile), next: z.null() }) },
      },
    },
    async ({ scope, query }) => ({ items: await listFiles(scope, query.of.split(',')), next: null }),
  )

  api.get(
    '/api/v1/files/:id',
    {
      config: { permission: 'customers.read' },
      schema: { summary: 'One file, to be saved', params: One },
    },
    async ({ scope, params }, reply) => {
      const { bytes, name } = await openFile(scope, params.id)
      // Whatever its sender called it, no browser is to make anything of it (SAFETY.md R14).
      return reply
        .type('application/octet-stream')
        .header('content-disposition', asAttachment(fileNameOf(name, 'file')))
        .header('content-security-policy', "default-src 'none'; sandbox")
        .header('x-content-type-options', 'nosniff')
        .header('cross-origin-resource-policy', 'same-origin')
        .header('cache-control', 'private, no-store')
        .send(Buffer.from(bytes))
    },
  )

  api.delete(
    '/api/v1/files/:id',
    {
      config: { permission: 'customers.write' },
      schema: { summary: 'Take a file away for good', params: One },
    },
    async ({ scope, params }, reply) => {
      await removeFile(scope, params.id)
      return reply.code(204).send()
    },
  )
}
