/** The Segment-compatible intake under /v1: what SDKs send is checked, translated and stored before it is acknowledged. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Refusal } from '#kit/refusal.ts'
import { isConnectionLoss } from '#platform/faults.ts'
import type { Api } from '#platform/http.ts'
import type { Scope } from '#platform/scope.ts'
import { readBody, type Body } from './body.ts'
import { CALLS, isProblem, type Problem } from './envelope.ts'
import { aroundOf, itemsOf, senderOf, takeItems, type Path } from './items.ts'
import type { Json } from './json.ts'
import { writeKeyOf } from './key.ts'
import { BATCH_BYTES } from './limits.ts'
import { makePacer, type Pace } from './pace.ts'
import { keepRefused } from './refused.ts'
import { openGate, type Crowd, type Gate } from './under-way.ts'

/** What the composition root hands in. */
export type SegmentDoor = {
  /** The scope of a write key, or undefined where it is unknown, revoked or may not send. */
  readonly openKey: (writeKey: string) => Promise<Scope | undefined>
  /** Where browsers reach us, without the scheme: "care.example.com/v1". */
  readonly apiHost: () => string
  readonly protocol?: 'http' | 'https'
  /** Requests of one key; 1,000 a second unless told, as Segment's guide says. */
  readonly pace?: Pace
  /** What may be under way at once, of all keys together; the usual unless told. */
  readonly crowd?: Crowd
  /** Milliseconds, for the pace. */
  readonly clock: () => number
}

const SHORT = {
  i: 'identify',
  t: 'track',
  p: 'page',
  s: 'screen',
  g: 'group',
  a: 'alias',
  b: 'batch',
} as const
const PATHS: readonly (readonly [string, Path])[] = [
  ...[...CALLS, 'batch' as const].map((path) => [path, path] as const),
  ...Object.entries(SHORT),
]
/** Senders are known by a write key that browsers put into the body, so the routes check it themselves. */
const OPEN = {
  permission: 'public',
  because: 'the write key may stand in the body and is checked by the route',
  rateLimit: false,
} as const
const RETRY_SECONDS = 2
const USUAL_PACE: Pace = { perSecond: 1_000, burst: 2_000 }
/** A third of a second of work at a thousand a second; and memory stays bounded where all of them are as large as they may be. */
const USUAL_CROWD: Crowd = { requests: 300, bytes: 64 * 1024 * 1024 }

/** Serves /v1 on `api`. Encapsulated: its body reader and its CORS answers hold for these routes only. */
export function segmentRoutes(api: Api, door: SegmentDoor): void {
  const inside = {
    wait: makePacer(door.pace ?? USUAL_PACE, door.clock),
    gate: openGate(door.crowd ?? USUAL_CROWD),
  }
  void api.register(async (v1) => {
    v1.removeAllContentTypeParsers()
    v1.addContentTypeParser('*', (request: FastifyRequest, payload: AsyncIterable<Buffer>) =>
      readBody(payload, request.headers['content-encoding']),
    )
    v1.addHook('onRequest', async (_request, reply) => {
      void reply.headers({
        'access-control-allow-origin': '*',
        'access-control-expose-headers': 'retry-after, x-ratelimit-reset',
        'cross-origin-resource-policy': 'cross-origin',
      })
    })
    // Only what a key has let in counts as inside, so that nobody fills it without one; what comes then costs next to nothing.
    v1.addHook('onRequest', async ({ method }, reply) =>
      method === 'POST' && inside.gate.isFull() ? refuseBusy(reply) : undefined,
    )
    v1.get<{ Params: { writeKey: string } }>(
      '/v1/projects/:writeKey/settings',
      { config: OPEN },
      (request, reply) => available(reply, () => answerSettings(door, request.params.writeKey, reply)),
    )
    for (const [name, path] of PATHS) {
      const url = `/v1/${name}`
      v1.options(url, { config: OPEN }, answerPreflight)
      v1.post(url, { config: OPEN }, (request, reply) =>
        available(reply, () => receive(door, inside, path, request, reply)),
      )
    }
  })
}

function answerPreflight(_request: FastifyRequest, reply: FastifyReply) {
  return reply
    .code(204)
    .headers({
      'access-control-allow-methods': 'POST, OPTIONS',
      'access-control-allow-headers': 'authorization, content-type, x-retry-count',
      'access-control-max-age': '86400',
    })
    .send()
}

/** While the database is away the sender is asked to come again; SDKs keep what they could not send. */
async function available(reply: FastifyReply, answer: () => Promise<FastifyReply>): Promise<FastifyReply> {
  try {
    return await answer()
  } catch (error) {
    if (!isConnectionLoss(error)) throw error
    return refuse(reply.header('retry-after', String(RETRY_SECONDS)), 503, {
      code: 'away',
      message: 'Nothing was stored just now. Send it again in a moment.',
    })
  }
}

async function answerSettings(door: SegmentDoor, writeKey: string, reply: FastifyReply) {
  const scope = await door.openKey(writeKey)
  if (!scope) return refuseKey(reply, 404)
  return reply.send({
    integrations: {
      'Segment.io': { apiKey: writeKey, apiHost: door.apiHost(), protocol: door.protocol ?? 'https' },
    },
    plan: {},
  })
}

const UNKNOWN_KEY: Problem = {
  code: 'key_not_known',
  message: 'The write key is not known here or was revoked.',
}

/** As any other refused key, it leaves its line in the log. */
function refuseKey(reply: FastifyReply, status: number) {
  reply.request.noteRefusal(new Refusal(UNKNOWN_KEY.code, UNKNOWN_KEY.message))
  return refuse(reply, status, UNKNOWN_KEY)
}

async function receive(
  door: SegmentDoor,
  { wait, gate }: { wait: ReturnType<typeof makePacer>; gate: Gate },
  path: Path,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const body = (request.body ?? EMPTY) as Body
  const writeKey = writeKeyOf(request.headers.authorization, body.readable ? body.value : undefined)
  const scope = writeKey === undefined ? undefined : await door.openKey(writeKey)
  if (!body.readable && !scope) return refuse(reply, body.status, body)
  if (!scope) return refuseKey(reply, 401)
  const sender = senderOf(scope)

  // By key: two keys of one name, in one workspace or two, do not slow each other down.
  const seconds = wait(scope.actor.kind === 'key' ? scope.actor.id : sender.source)
  if (seconds > 0)
    return refuse(
      reply.headers({ 'retry-after': String(seconds), 'x-ratelimit-reset': String(seconds) }),
      429,
      { code: 'too_many_requests', message: `Send again in ${seconds} s.` },
    )
  if (!body.readable) {
    await keepRefused(scope, sender, [{ ...body, item: null }])
    return refuse(reply, body.status, body)
  }
  const items = itemsOf(path, body.value)
  if (isProblem(items)) {
    await keepRefused(scope, sender, [{ ...items, item: null }])
    return refuse(reply, 400, items)
  }
  const leave = gate.letIn(sizeOf(request))
  if (!leave) return refuseBusy(reply)
  const around = aroundOf(path, body.value as Json, scope.now)
  const { refused, stored } = await takeItems(scope, sender, path, items, around).finally(leave)
  if (refused.length === 0) return reply.send({ success: true })
  if (path !== 'batch' && refused[0]) return refuse(reply, 400, refused[0])
  return reply.code(400).send({
    success: false,
    code: 'items_refused',
    message: `${refused.length} of ${items.length} items can't be stored; the others are. Don't send it again.`,
    stored,
    items: refused,
    requestId: reply.request.id,
  })
}

function refuseBusy(reply: FastifyReply): FastifyReply {
  return refuse(reply.header('retry-after', String(RETRY_SECONDS)), 503, {
    code: 'too_busy',
    message: 'More is coming in than can be stored. Send it again in a moment.',
  })
}

/** Bytes of a body, as far as it said so. */
function sizeOf({ headers }: FastifyRequest): number {
  const { 'content-length': said, 'content-encoding': packed } = headers
  return said === undefined || packed !== undefined ? BATCH_BYTES : Number(said)
}

const EMPTY: Body = { readable: false, status: 400, code: 'body_empty', message: 'The body is empty.' }

function refuse(reply: FastifyReply, status: number, { code, message }: Problem): FastifyReply {
  return reply.code(status).send({ success: false, code, message, requestId: reply.request.id })
}
