/** HTTP face of keys for programs. */
import { z } from 'zod'
import type { Api } from '#platform/http.ts'
import { createKey, listKeys, revokeKey } from '../actions/keys.ts'

const NewKey = z.strictObject({
  name: z.string().min(1).max(100),
  scopes: z.array(z.string().max(40)).min(1).max(20),
  trust: z.enum(['server', 'browser']).default('server'),
})

export function keyRoutes(api: Api): void {
  api.get(
    '/api/v1/keys',
    { config: { permission: 'keys.read' }, schema: { summary: 'Keys of programs, without their secrets' } },
    async ({ scope }) => ({ items: await listKeys(scope), next: null }),
  )
  api.post(
    '/api/v1/keys',
    {
      config: { permission: 'keys.write', holdsSecret: true },
      schema: { summary: 'Make a key; its secret is shown once', body: NewKey },
    },
    async ({ scope, body }, reply) => reply.code(201).send(await createKey(scope, body)),
  )
  api.delete(
    '/api/v1/keys/:id',
    {
      config: { permission: 'keys.write' },
      schema: { summary: 'Revoke a key', params: z.object({ id: z.string().max(60) }) },
    },
    async ({ scope, params }, reply) => {
      await revokeKey(scope, params.id)
      return reply.code(204).send()
    },
  )
}
