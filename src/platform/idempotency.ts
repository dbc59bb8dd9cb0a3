/** A writing request with an Idempotency-Key has one effect, however often it is sent; the first answer is given again for a day. */
import { hash } from 'node:crypto'
import { Readable } from 'node:stream'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { homesOf } from '#kit/id.ts'
import { Refusal } from '#kit/refusal.ts'
import { sql } from './database.ts'
import { isConnectionLoss, patiently } from './faults.ts'
import { STATUSES } from './problems.ts'
import { transact, type Scope } from './scope.ts'

/** Hours for which a key is remembered. */
const REMEMBERED_HOURS = 24

/** Before the route runs: takes the key, or answers what was answered before. Refuses `request_in_progress`, `key_used_otherwise`. */
export async function answerAgain(
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply | undefined> {
  const key = keyOf(request)
  if (key === undefined) return undefined
  // Of what holds a password not even a hash is kept: it could be guessed from that.
  const words = request.routeOptions.config.holdsSecret ? '' : bodyWords(request)
  const requestHash = hash('sha256', `${request.method} ${request.url}\n${words}`)
  const known = await takeKey(request.scope, key, requestHash)
  if (known === 'taken') {
    taken.add(request)
    return undefined
  }
  if (known.requestHash !== requestHash)
    throw new Refusal('key_used_otherwise', 'This Idempotency-Key was used for another request.')
  if (known.status === null)
    throw new Refusal('request_in_progress', 'The same request is being worked on; ask again in a moment.')
  // Nobody reads the file of a repeated upload; what is on its way is let run off.
  if (request.body instanceof Readable) request.body.resume()
  const answer = known.answer ?? ''
  return reply
    .code(known.status)
    .type(answer.startsWith('{"code"') ? 'application/problem+json' : 'application/json')
    .header('idempotent-replay', 'true')
    .send(answer)
}

/** What a request says, for telling it from another. A file is not read for that: its length stands for it. */
function bodyWords({ body, headers }: FastifyRequest): string {
  if (body instanceof Readable) return `a stream of ${headers['content-length'] ?? 'unknown'} bytes`
  return JSON.stringify(body ?? null)
}

/** Before the answer leaves: keeps it under the key. A fault frees the key, so that the sender can try again. */
export async function keepAnswer(
  request: FastifyRequest,
  reply: FastifyReply,
  payload: unknown,
): Promise<void> {
  if (!taken.delete(request)) return
  const key = keyOf(request)
  const { scope } = request
  const [home] = homesOf(scope.workspace)
  const { status, answer } = answerToKeep(request, reply.statusCode, payload)
  const keep = () =>
    transact(scope, ({ db }) =>
      reply.statusCode >= 500
        ? db.run(sql`delete from idempotency where home = ${home} and key = ${key}`)
        : db.run(
            sql`update idempotency set status = ${status}, answer = ${answer} where home = ${home} and key = ${key}`,
          ),
    )
  const lost = (error: unknown) => request.log.warn({ err: error }, 'an answer was not kept under its key')
  await keep().catch((error: unknown) => {
    if (!isConnectionLoss(error)) return lost(error)
    // Else whoever sends it again would hear for a day that it is being worked on. The answer does not wait for that.
    void patiently(keep, { forMs: KEPT_WITHIN_MS }).catch(lost)
  })
}

/** How long a database that is away is waited for with an answer that is to be kept. */
const KEPT_WITHIN_MS = 600_000

/** A secret is shown once and kept nowhere: who asks again hears that it was done, not what was answered. */
function answerToKeep({ routeOptions, id }: FastifyRequest, status: number, payload: unknown) {
  const answer = typeof payload === 'string' ? payload : ''
  if (routeOptions.config.holdsSecret !== true || answer === '' || status >= 400) return { status, answer }
  const title = 'This was done before. Its answer held a secret, which is shown once and kept nowhere.'
  return { status: NOT_KEPT, answer: JSON.stringify({ code: 'answer_not_kept', title, requestId: id }) }
}

const NOT_KEPT = STATUSES['answer_not_kept'] ?? 409

/**
 * Forgets what was answered under the keys of a workspace, not that it was done: an answer may hold a person’s words without naming
 * her (a fact, a note), so that an erasure cannot tell whose it is.
 */
export async function forgetAnswers(scope: Scope): Promise<void> {
  const answer = JSON.stringify({
    code: 'answer_not_kept',
    title: 'This was done before. Its answer is kept no longer, for somebody was erased since.',
  })
  for (const home of homesOf(scope.workspace))
    await transact(scope, ({ db }) =>
      db.run(
        sql`update idempotency set status = ${NOT_KEPT}, answer = ${answer} where home = ${home} and status is not null and answer <> ''`,
      ),
    )
}

/** Requests of this process that hold their key. */
const taken = new WeakSet<FastifyRequest>()

function keyOf(request: FastifyRequest): string | undefined {
  const key = request.headers['idempotency-key']
  if (
    typeof key !== 'string' ||
    request.method === 'GET' ||
    request.method === 'HEAD' ||
    (request.scope as Scope | undefined) === undefined
  )
    return undefined
  if (key.length < 8 || key.length > 200)
    throw new Refusal('key_not_usable', 'An Idempotency-Key has 8 to 200 characters.')
  return `${request.scope.actor.kind === 'machine' ? '' : request.scope.actor.id} ${key}`
}

async function takeKey(
  scope: Scope,
  key: string,
  requestHash: string,
): Promise<'taken' | { requestHash: string; status: number | null; answer: string | null }> {
  const [home] = homesOf(scope.workspace)
  return transact(scope, async ({ db, now }) => {
    const made = await db.run(sql`
      insert into idempotency as i (home, key, request_hash, at) values (${home}, ${key}, ${requestHash}, ${now})
      on conflict (home, key) do update set request_hash = excluded.request_hash, status = null, answer = null, at = excluded.at
        where i.at < ${new Date(now.getTime() - REMEMBERED_HOURS * 3_600_000)}`)
    if (made > 0) return 'taken' as const
    return db.one<{ requestHash: string; status: number | null; answer: string | null }>(
      sql`select request_hash, status, answer from idempotency where home = ${home} and key = ${key}`,
    )
  })
}
