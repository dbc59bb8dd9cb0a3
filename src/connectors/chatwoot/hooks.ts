/** Where Chatwoot tells us what happened: believed by its signature, or by the secret end of the address; stored before it is answered. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { recordEntries } from '#features/timeline/index.ts'
import { isId } from '#kit/id.ts'
import { Refusal } from '#kit/refusal.ts'
import type { Database } from '#platform/database.ts'
import type { Api } from '#platform/http.ts'
import { chance, read, transact, type Scope, type Workspace } from '#platform/scope.ts'
import { secretOf, type ChatwootParts } from './accounts.ts'
import { isKnownPath, isSigned } from './signature.ts'
import { findAccount, setHeard, type ChatwootRow } from './store.ts'
import { entryOf, MessageEvent } from './translate.ts'

export type HookParts = ChatwootParts & {
  readonly db: Database
  readonly clock: () => Date
  readonly workspaceOf: (no: number) => Promise<Workspace | undefined>
}

const Place = z.object({
  workspace: z.coerce.number().int().min(1).max(2_199_023_255_551),
  id: z.string().max(60),
})
const because = 'Chatwoot has no session: its signature, or the secret end of the address, is checked'

export function chatwootHooks(api: Api, parts: HookParts): void {
  void api.register(async (hooks: Api) => {
    hooks.removeAllContentTypeParsers()
    hooks.addContentTypeParser(
      '*',
      { parseAs: 'buffer' },
      (_request: unknown, body: Buffer, done: (error: null, body: Buffer) => void) => done(null, body),
    )
    const config = { permission: 'public', because, anyOrigin: true } as const
    hooks.post(
      '/hooks/chatwoot/:workspace/:id',
      { config, schema: { hide: true, params: Place } },
      (request, reply) => hear(parts, request, reply, request.params, undefined),
    )
    hooks.post(
      '/hooks/chatwoot/:workspace/:id/:path',
      { config, schema: { hide: true, params: Place.extend({ path: z.string().max(100) }) } },
      (request, reply) => hear(parts, request, reply, request.params, request.params.path),
    )
  })
}

async function hear(
  parts: HookParts,
  request: FastifyRequest,
  reply: FastifyReply,
  { workspace: no, id }: z.infer<typeof Place>,
  path: string | undefined,
): Promise<FastifyReply> {
  const workspace = isId(id) ? await parts.workspaceOf(no) : undefined
  const scope: Scope | undefined = workspace && {
    db: parts.db,
    workspace,
    actor: { kind: 'machine', name: 'chatwoot' },
    now: parts.clock(),
    random: chance,
  }
  const account = scope && (await read(scope, (scope) => findAccount(scope, id)))
  const raw = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0)
  if (!scope || !account || !isBelieved(parts, account, request, raw, path, scope.now))
    throw new Refusal('key_not_known', 'The signature does not fit, or the address is not known.')
  if (account.pausedAt === null) await take(scope, account, raw)
  return reply.code(200).send({ taken: true })
}

/** An account with a secret is believed by signature alone. */
function isBelieved(
  parts: HookParts,
  account: ChatwootRow,
  { headers }: FastifyRequest,
  raw: Buffer,
  path: string | undefined,
  now: Date,
): boolean {
  const secret = secretOf(parts, account)
  if (secret === undefined) return false
  if (secret === null) return path !== undefined && isKnownPath(account.pathHash, path)
  const one = (name: string) => [headers[name]].flat()[0]
  return isSigned(
    secret,
    { signature: one('x-chatwoot-signature'), timestamp: one('x-chatwoot-timestamp') },
    raw,
    now,
  )
}

/** Messages become entries; other events say that the account lives, and the next look at its conversations does the rest. */
async function take(scope: Scope, account: ChatwootRow, raw: Buffer): Promise<void> {
  let body: unknown
  try {
    body = JSON.parse(raw.toString('utf8'))
  } catch {
    throw new Refusal('broken_json', 'The body is no JSON.')
  }
  const event = MessageEvent.safeParse(body)
  // A webhook of another account, pasted by mistake, is nobody's.
  if (event.success && event.data.account.id === account.accountNo && isOfInbox(account, event.data)) {
    const { conversation, ...message } = event.data
    const entry = entryOf(account.id, conversation, message)
    if (entry) {
      const [verdict] = await recordEntries(scope, [entry])
      if (verdict?.outcome === 'refused') throw new Refusal('entry_refused', verdict.message)
    }
  }
  await transact(scope, (scope) => setHeard(scope, account.id))
}

/** Whether the message stands in the inbox that is read. */
const isOfInbox = ({ inboxNo }: ChatwootRow, { conversation }: z.infer<typeof MessageEvent>): boolean =>
  inboxNo === null || conversation.inbox_id === inboxNo
