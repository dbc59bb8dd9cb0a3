/**
 * The page an agent sees inside Chatwoot, beside a conversation: its moments, to be read. Whoever has its address may read it,
 * so the address cannot be guessed, can be closed, and only the configured Chatwoot may show it in a frame.
 */
import { readFile } from 'node:fs/promises'
import type { FastifyReply } from 'fastify'
import { z } from 'zod'
import { isId } from '#kit/id.ts'
import { html } from '#kit/html.ts'
import { Refusal } from '#kit/refusal.ts'
import type { Database } from '#platform/database.ts'
import type { Api } from '#platform/http.ts'
import { chance, read, type Scope, type Workspace } from '#platform/scope.ts'
import { isKnownPath } from '../signature.ts'
import { findAccount, type ChatwootRow } from '../store.ts'
import { momentsBeside, MomentsBeside } from './moments.ts'

export type PageParts = {
  readonly db: Database
  readonly clock: () => Date
  readonly workspaceOf: (no: number) => Promise<Workspace | undefined>
  readonly baseUrl: () => string
}

const Place = z.object({
  workspace: z.coerce.number().int().min(1).max(2_199_023_255_551),
  id: z.string().max(60),
  path: z.string().max(100),
})
const Talk = Place.extend({ conversation: z.coerce.number().int().min(1).max(2_147_483_647) })

const because =
  'the page inside Chatwoot has no session: the end of its address, which nobody guesses, lets in'
const FRAME = { frameguard: false, crossOriginOpenerPolicy: false } as const
const FILES = { 'page.css': 'text/css; charset=utf-8', 'page.js': 'text/javascript; charset=utf-8' } as const

export function chatwootPage(api: Api, parts: PageParts): void {
  const open = {
    // An office reads its conversations behind one address.
    config: { permission: 'public', because, rateLimit: { max: 1_000, timeWindow: '1 minute' } },
    helmet: FRAME,
  } as const

  api.get(
    '/s/:workspace/chatwoot/:id/:path',
    { ...open, schema: { hide: true, params: Place } },
    async ({ params }, reply) => {
      const { account } = await opened(parts, params)
      return framed(reply, account).type('text/html; charset=utf-8').send(pageOf(account))
    },
  )

  api.get(
    '/s/:workspace/chatwoot/:id/:path/:conversation',
    { ...open, schema: { hide: true, params: Talk, response: { 200: MomentsBeside } } },
    async ({ params }, reply) => {
      const { scope, account } = await opened(parts, params)
      return framed(reply, account).send(
        await momentsBeside(scope, account.id, params.conversation, parts.baseUrl()),
      )
    },
  )

  api.get(
    '/s/chatwoot/:name',
    {
      config: { permission: 'public', because: 'the same style and script for everyone' },
      schema: { hide: true, params: z.object({ name: z.enum(['page.css', 'page.js']) }) },
    },
    async ({ params: { name } }, reply) =>
      reply
        .type(FILES[name])
        .header('cache-control', 'public, max-age=3600')
        .send(await readFile(new URL(name, import.meta.url))),
  )
}

/** The account whose page has this address. Everything else is answered alike. */
async function opened(
  { db, clock, workspaceOf }: PageParts,
  { workspace: no, id, path }: z.infer<typeof Place>,
): Promise<{ scope: Scope; account: ChatwootRow }> {
  const workspace = isId(id) ? await workspaceOf(no) : undefined
  const scope: Scope | undefined = workspace && {
    db,
    workspace,
    actor: { kind: 'machine', name: 'chatwoot' },
    now: clock(),
    random: chance,
  }
  const account = scope && (await read(scope, (scope) => findAccount(scope, id)))
  if (!scope || !account?.pageHash || !isKnownPath(account.pageHash, path))
    throw new Refusal('not_found', 'There is nothing at this address.')
  return { scope, account }
}

/** Nothing but ours is fetched, and nobody but this Chatwoot shows it in a frame. */
function framed(reply: FastifyReply, { baseUrl }: ChatwootRow): FastifyReply {
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "font-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    `frame-ancestors ${new URL(baseUrl).origin}`,
  ]
  return reply.header('content-security-policy', policy.join(';')).header('cache-control', 'no-store')
}

function pageOf({ baseUrl }: ChatwootRow): string {
  const page = html`<html lang="en">
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width" />
      <meta name="robots" content="noindex" />
      <title>Moments of this conversation</title>
      <link rel="stylesheet" href="/s/chatwoot/page.css" />
    </head>
    <body data-chatwoot="${new URL(baseUrl).origin}">
      <main aria-live="polite"><p class="quiet">Asking Chatwoot which conversation is open.</p></main>
      <noscript
        ><p class="quiet">The page needs scripts to ask Chatwoot which conversation is open.</p></noscript
      >
      <script src="/s/chatwoot/page.js"></script>
    </body>
  </html>`
  return `<!doctype html>${page.html}`
}
