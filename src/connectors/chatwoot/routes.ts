/** HTTP face of Chatwoot accounts: join one, pause it, see how it stands. */
import { z } from 'zod'
import type { Api } from '#platform/http.ts'
import {
  addAccount,
  changeAccount,
  closePage,
  openPage,
  removeAccount,
  renewAddress,
  showAccounts,
  showInboxes,
  tryAccount,
  type ChatwootParts,
} from './accounts.ts'
import { ChangeChatwoot, Chatwoot, ChatwootPage, Inbox, NewChatwoot, TryChatwoot } from './contract.ts'

const Inboxes = z.object({ items: z.array(Inbox), next: z.null() })
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
      config: { ...mayWrite, holdsSecret: true },
      schema: { summary: 'Join a Chatwoot account', body: NewChatwoot, response: { 201: Chatwoot } },
    },
    async ({ scope, body }, reply) => reply.code(201).send(await addAccount(scope, parts, body)),
  )

  api.post(
    '/api/v1/chatwoot-tests',
    {
      config: { ...mayWrite, holdsSecret: 'request' },
      schema: {
        summary: 'Ask an account for its inboxes before it is joined',
        body: TryChatwoot,
        response: { 200: Inboxes },
      },
    },
    async ({ body }) => ({ items: await tryAccount(parts, body), next: null }),
  )

  api.get(
    '/api/v1/chatwoot-accounts/:id/inboxes',
    {
      config: mayRead,
      schema: { summary: 'The inboxes of a joined account', params: One, response: { 200: Inboxes } },
    },
    async ({ scope, params }) => ({ items: await showInboxes(scope, parts, params.id), next: null }),
  )

  api.post(
    '/api/v1/chatwoot-accounts/:id/webhook-address',
    {
      config: { ...mayWrite, holdsSecret: true },
      schema: {
        summary: 'Another secret end for the address of its webhook, shown this once',
        params: One,
        response: { 201: Chatwoot },
      },
    },
    async ({ scope, params }, reply) => reply.code(201).send(await renewAddress(scope, params.id)),
  )

  api.post(
    '/api/v1/chatwoot-accounts/:id/page',
    {
      config: { ...mayWrite, holdsSecret: true },
      schema: {
        summary: 'An address for the page inside Chatwoot, shown this once',
        params: One,
        response: { 201: ChatwootPage },
      },
    },
    async ({ scope, params }, reply) => reply.code(201).send(await openPage(scope, params.id)),
  )

  api.delete(
    '/api/v1/chatwoot-accounts/:id/page',
    { config: mayWrite, schema: { summary: 'Close the page inside Chatwoot', params: One } },
    async ({ scope, params }, reply) => {
      await closePage(scope, params.id)
      return reply.code(204).send()
    },
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
