/** HTTP face of imports (screen 09): a file goes up, is shown, runs; lines set aside come down again. */
import type { Readable } from 'node:stream'
import { z } from 'zod'
import { Refusal } from '#kit/refusal.ts'
import type { Api } from '#platform/http.ts'
import { DateOrder, ImportShape, ImportStatus, StartImport } from './contract.ts'
import type { Imports } from './imports/index.ts'

const One = z.object({ id: z.string().max(60) })
const SetAsideLine = z.object({ line: z.number(), reason: z.string(), text: z.string() })

export function importRoutes(api: Api, imports: Imports): void {
  void api.register(async (upload: Api) => {
    upload.removeAllContentTypeParsers()
    upload.addContentTypeParser('application/octet-stream', (_request: unknown, payload: Readable) =>
      Promise.resolve(payload),
    )
    upload.post(
      '/api/v1/imports',
      {
        config: { permission: 'imports.write', bodyMayBeLong: true },
        schema: {
          summary: 'Send a file (application/octet-stream) and see how it would be read',
          querystring: z.object({ name: z.string().min(1).max(300) }),
          response: { 201: ImportStatus },
        },
      },
      async (request, reply) => {
        const length = Number(request.headers['content-length'])
        const body = request.body as Readable | undefined
        if (!body) throw new Refusal('file_empty', 'The file is empty.')
        const status = await imports.upload(
          request.scope,
          request.query.name,
          body,
          Number.isFinite(length) ? length : undefined,
        )
        return reply.code(201).send(status)
      },
    )
  })

  api.get(
    '/api/v1/imports',
    {
      config: { permission: 'imports.read' },
      schema: {
        summary: 'Imports, the newest first',
        response: { 200: z.object({ items: z.array(ImportStatus), next: z.string().nullable() }) },
      },
    },
    async ({ scope }) => ({ items: await imports.list(scope), next: null }),
  )

  api.get(
    '/api/v1/imports/:id',
    {
      config: { permission: 'imports.read' },
      schema: {
        summary:
          'One import; before it runs with its columns, read as another shape or with another column of times if asked',
        params: One,
        querystring: z.object({
          as: ImportShape.optional(),
          /** The column of times by its name, "" for none. */
          at: z.string().max(200).optional(),
          dates: DateOrder.optional(),
        }),
        response: { 200: ImportStatus },
      },
    },
    ({ scope, params, query }) => imports.show(scope, params.id, query),
  )

  api.put(
    '/api/v1/imports/:id/run',
    {
      config: { permission: 'imports.write' },
      schema: { summary: 'Begin', params: One, body: StartImport, response: { 200: ImportStatus } },
    },
    ({ scope, params, body }) => imports.start(scope, params.id, body),
  )

  api.delete(
    '/api/v1/imports/:id',
    {
      config: { permission: 'imports.write' },
      schema: {
        summary: 'Stop it, or take one that ended off the list; what it stored stays',
        params: One,
        response: { 204: z.null() },
      },
    },
    async ({ scope, params }, reply) => {
      await imports.remove(scope, params.id)
      return reply.code(204).send(null)
    },
  )

  api.get(
    '/api/v1/imports/:id/set-aside',
    {
      config: { permission: 'imports.read' },
      schema: {
        summary: 'The lines set aside, in the file’s order',
        params: One,
        querystring: z.object({
          limit: z.coerce.number().int().min(1).max(500).default(100),
          cursor: z.coerce.number().int().min(0).default(0),
        }),
        response: { 200: z.object({ items: z.array(SetAsideLine), next: z.string().nullable() }) },
      },
    },
    async ({ scope, params, query }) => {
      const items = await imports.listSetAside(scope, params.id, { after: query.cursor, limit: query.limit })
      const last = items.at(-1)
      return { items, next: items.length === query.limit && last ? String(last.line) : null }
    },
  )

  api.get(
    '/api/v1/imports/:id/set-aside.jsonl',
    {
      config: { permission: 'imports.read' },
      schema: { summary: 'All lines set aside, as a file', params: One },
    },
    async ({ scope, params }, reply) => {
      const lines = await imports.downloadSetAside(scope, params.id)
      return reply
        .type('application/x-ndjson')
        .header('content-disposition', 'attachment; filename="set-aside.jsonl"')
        .header('content-security-policy', 'sandbox')
        .send(lines ?? '')
    },
  )

  api.post(
    '/api/v1/sample',
    {
      config: { permission: 'imports.write' },
      schema: {
        summary: 'Fill the sample brand; once it is in, nothing is read again',
        response: { 200: ImportStatus },
      },
    },
    ({ scope }) => imports.startSample(scope),
  )

  api.delete(
    '/api/v1/sample',
    {
      config: { permission: 'imports.write' },
      schema: { summary: 'Take the sample brand out again', response: { 204: z.null() } },
    },
    async ({ scope }, reply) => {
      await imports.removeSample(scope)
      return reply.code(204).send(null)
    },
  )
}
