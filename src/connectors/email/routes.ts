/** HTTP face of mailboxes: set one up, try it, pause it, see how it stands. */
import { z } from 'zod'
import type { Api } from '#platform/http.ts'
import {
  ChangeMailbox,
  Mailbox,
  MailboxTest,
  MailPage,
  MailServer,
  NewMailbox,
  SetAsideMail,
} from './contract.ts'
import { showPage } from './page.ts'
import {
  addMailbox,
  changeMailbox,
  removeMailbox,
  showMailboxes,
  showSetAside,
  testMailbox,
  type MailboxParts,
} from './mailboxes.ts'

const One = z.object({ id: z.string().max(60) })
const Wanted = z.strictObject({
  /** The mailbox whose kept password is used where none is typed. */
  id: z.string().max(60).optional(),
  imap: MailServer,
  smtp: MailServer,
  username: z.string().min(1).max(254),
  password: z.string().min(1).max(1_000).optional(),
})

const mayRead = { permission: 'channels.read' } as const
const mayWrite = { permission: 'channels.write' } as const

export function emailRoutes(api: Api, parts: MailboxParts): void {
  api.get(
    '/api/v1/mailboxes',
    {
      config: mayRead,
      schema: {
        summary: 'The mailboxes, and how each stands',
        response: { 200: z.object({ items: z.array(Mailbox), next: z.null() }) },
      },
    },
    async ({ scope }) => ({ items: await showMailboxes(scope), next: null }),
  )

  api.post(
    '/api/v1/mailboxes',
    {
      config: { ...mayWrite, holdsSecret: 'request' },
      schema: { summary: 'Set up a mailbox', body: NewMailbox, response: { 201: Mailbox } },
    },
    async ({ scope, body }, reply) => reply.code(201).send(await addMailbox(scope, parts, body)),
  )

  api.post(
    '/api/v1/mailbox-tests',
    {
      config: { ...mayWrite, holdsSecret: 'request' },
      schema: {
        summary: 'Try to read and to send with these settings; nothing is sent or stored',
        body: Wanted,
        response: { 200: MailboxTest },
      },
    },
    ({ scope, body }) => testMailbox(scope, parts, body),
  )

  api.patch(
    '/api/v1/mailboxes/:id',
    {
      config: { ...mayWrite, holdsSecret: 'request' },
      schema: {
        summary: 'Change, pause or go on; what is left out stays',
        params: One,
        body: ChangeMailbox,
        response: { 200: Mailbox },
      },
    },
    ({ scope, params, body }) => changeMailbox(scope, parts, params.id, body),
  )

  api.delete(
    '/api/v1/mailboxes/:id',
    { config: mayWrite, schema: { summary: 'Take it away; what was read stays', params: One } },
    async ({ scope, params }, reply) => {
      await removeMailbox(scope, params.id)
      return reply.code(204).send()
    },
  )

  api.get(
    '/api/v1/mails/:id/page',
    {
      config: { permission: 'customers.read' },
      schema: {
        summary: 'A mail as it was sent, cleaned: to be shown in a frame without rights',
        params: One,
        querystring: z.object({ pictures: z.literal(['blocked', 'shown']).default('blocked') }),
        response: { 200: MailPage },
      },
    },
    ({ scope, params, query }) =>
      showPage(scope, parts, params.id, { withPictures: query.pictures === 'shown' }),
  )

  api.get(
    '/api/v1/mailboxes/:id/set-aside',
    {
      config: mayRead,
      schema: {
        summary: 'Newsletters, notices and our own copies that were left off the timeline',
        params: One,
        response: { 200: z.object({ items: z.array(SetAsideMail), next: z.null() }) },
      },
    },
    async ({ scope, params }) => ({ items: await showSetAside(scope, params.id), next: null }),
  )
}
