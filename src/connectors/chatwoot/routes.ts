/** HTTP face of Chatwoot accounts: join one, pause it, see how it stands. */
import { z } from 'zod'
import type { Api } from '#platform/http.ts'
import { addAccount, changeAccount, removeAccount, showAccounts, type ChatwootParts } from './accounts.ts'
import { ChangeChatwoot, Chatwoot, MadeChatwoot, NewChatwoot } from './contract.ts'

const One = z.object({ id: z.string().max(60) })
const mayRead = { permission: 'channels.read' } as const
const mayWrite = { permission: 'channels.write' } as const

export function chatwootRoutes(api: Api, parts: ChatwootParts): void {
  api.get(
    '/api/v1/chatwoot-accounts',
    {
      config: mayRead,
      schema: {
        summary: 'The Chatwoot accounts, and how each stands',
        response: { 200: z.object({ items: z.array(Chatwoot), next: z.null() }) },
      },
    },
    async ({ scope }) => ({ items: await showAccounts(scope), next: null }),
  )

  api.post(
    '/api/v1/chatwoot-accounts',
    {
      config: { ...mayWrite, holdsSecret: 'request' },
      schema: { summary: 'Join a Chatwoot account', body: NewChatwoot, response: { 201: MadeChatwoot } },
    },
    async ({ scope, body }, reply) => reply.code(201).send(await addAccount(scope, parts, body)),
  )

  api.patch(
    '/api/v1/chatwoot-accounts/:id',
    {
      config: { ...mayWrite, holdsSecret: 'request' },
      schema: {
        summary: 'Another token or secret, pause or go on',
        params: One,
        body: ChangeChatwoot,
        response: { 200: Chatwoot },
      },
    },
    ({ scope, params, body }) => changeAccount(scope, parts, params.id, body),
  )

  api.delete(
    '/api/v1/chatwoot-accounts/:id',
    { config: mayWrite, schema: { summary: 'Take it away; what was read stays', params: One } },
    async ({ scope, params }, reply) => {
      await removeAccount(scope, params.id)
      return reply.code(204).send()
    },
  )
}
