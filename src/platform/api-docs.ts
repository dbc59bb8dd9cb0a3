/** The API described by itself: `/api/openapi.json` for programs, `/api/docs` for people, both made from the routes. */
import swagger from '@fastify/swagger'
import { jsonSchemaTransform } from 'fastify-type-provider-zod'
import type { Api } from './http.ts'

const BECAUSE = 'describes the addresses and holds no data'

/** Register before the routes that it shall describe. */
export function openApiRoutes(api: Api): void {
  void api.register(swagger, {
    openapi: {
      info: {
        title: 'Spoonful',
        version: '1',
        description: 'Lists answer {items, next}; pass next as cursor. Errors are application/problem+json.',
      },
      components: { securitySchemes: { key: { type: 'http', scheme: 'bearer' } } },
      security: [{ key: [] }],
    },
    transform: jsonSchemaTransform,
  })
  api.get(
    '/api/openapi.json',
    { config: { permission: 'public', because: BECAUSE }, schema: { hide: true } },
    async (_request, reply) => reply.type('application/json').send(JSON.stringify(api.swagger())),
  )
  api.get(
    '/api/docs',
    { config: { permission: 'public', because: BECAUSE }, schema: { hide: true } },
    async (_request, reply) =>
      reply.type('text/html; charset=utf-8').send(pageOf(api.swagger() as Described)),
  )
}

type Described = { readonly paths?: Readonly<Record<string, Readonly<Record<string, Operation>>>> }
type Operation = {
  readonly summary?: string
  readonly parameters?: readonly { name: string; in: string; required?: boolean }[]
  readonly requestBody?: unknown
}

/** A plain page, one row an address; without scripts, so that the strictest policy holds. */
function pageOf({ paths = {} }: Described): string {
  const rows = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { summary = '', parameters = [], requestBody }]) => {
      const takes = [
        ...parameters.map(({ name, required }) => (required ? name : `${name}?`)),
        ...(requestBody ? ['a JSON body'] : []),
      ].join(', ')
      return `<tr><td><code>${method.toUpperCase()}</code></td><td><code>${escape(path)}</code></td><td>${escape(summary)}</td><td>${escape(takes)}</td></tr>`
    }),
  )
  return `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Spoonful API</title>
<h1>Spoonful API</h1><p>Send a key as <code>Authorization: Bearer spk_…</code>; make one with <code>npm run -s spoonful -- key create --name mine --scopes read</code>. The whole description: <a href="/api/openapi.json">/api/openapi.json</a>.</p>
<table><thead><tr><th>Method</th><th>Address</th><th>What it does</th><th>Takes</th></tr></thead><tbody>${rows.join('')}</tbody></table></html>`
}

const escape = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
