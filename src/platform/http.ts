/**
 * The HTTP server's frame: who asks, whether she may, what is answered when not. Checks stand in hooks after routing, so a
 * path can't slip past them; a route that declares no permission keeps the server from starting.
 */
import { Readable } from 'node:stream'
import cookie from '@fastify/cookie'
import helmet from '@fastify/helmet'
import {
  fastify,
  LogController,
  type FastifyBaseLogger,
  type FastifyContextConfig,
  type FastifyReply,
  type FastifyRequest,
} from 'fastify'
import { serializerCompiler, validatorCompiler, type ZodTypeProvider } from 'fastify-type-provider-zod'
import { Refusal } from '#kit/refusal.ts'
import { unstorableIn } from '#kit/storable.ts'
import { BODY_TIME, watchBody, type BodyTime } from './body-time.ts'
import { answerAgain, keepAnswer } from './idempotency.ts'
import type { Logger } from './log.ts'
import { limitPace, USUAL_PACE, type RequestPace } from './pace.ts'
import { keyMay, PERMISSIONS, roleMay, type Permission } from './permissions.ts'
import { problemOf } from './problems.ts'
import { openRefusedLog, type Refused } from './refused-log.ts'
import type { Room } from './room.ts'
import type { Api } from './server-type.ts'
import { chance, type Actor, type Scope, type Workspace } from './scope.ts'
import type { Database } from './database.ts'

export type { Api } from './server-type.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** What the caller must be allowed to do. "public" needs `because`. */
    permission?: Permission
    /** Why a public route is open to everyone. */
    because?: string
    /** Writing requests from any page are welcome here: it carries no cookie's rights. */
    anyOrigin?: boolean
    /** Open to everyone, but from our own pages alone: it sets a cookie or changes who may come in. */
    ownPages?: boolean
    /**
     * Its request and its answer hold a password, a link or a code, or the request alone does: what does is not kept under
     * an Idempotency-Key, nor a hash of it.
     */
    holdsSecret?: true | 'request'
    /** Open to who has still to set up the second step that her team demands of her. */
    beforeSecondStep?: boolean
    /** Its body is a file: it may take as long as bytes keep coming. */
    bodyMayBeLong?: boolean
  }
  interface FastifyRequest {
    /** Who asks, for which workspace, when. Reading it on a public route without a session is a bug and throws. */
    scope: Scope
    /** The session that asks; null for a program's key. */
    sessionId: string | null
    /** Who asks and for which workspace as soon as that is known, also where she is then refused; null before and for strangers. */
    asker: { readonly actor: Actor; readonly workspace: Workspace } | null
    /** Writes down that somebody was refused, where the answer is not a problem but a page. */
    noteRefusal(error: unknown): void
    /** What the right to ask hangs on, "session ID ROLE" or "key ID": a live stream ends with it. */
    holder: string
  }
}

/** Finds out who asks; undefined for nobody. Refuses a credential that is none. */
export type Identify = (
  request: FastifyRequest,
) => Promise<
  { actor: Actor; workspace: Workspace; sessionId?: string; lacksSecondStep?: boolean } | undefined
>

/** A route as it was declared: what its caller must be allowed to do, or why everyone may. */
export type DeclaredRoute = {
  readonly method: string
  readonly url: string
  readonly permission: Permission
  readonly because: string | undefined
  /** What it takes and answers, as it was declared: for tests that build requests from it. */
  readonly schema: unknown
  readonly config: FastifyContextConfig
}

const declared = new WeakMap<object, DeclaredRoute[]>()

/** Every route of a server, in the order of declaration: for the test that walks them all. */
export function declaredRoutes(api: Api): readonly DeclaredRoute[] {
  return declared.get(api) ?? []
}

export type Frame = {
  readonly db: Database
  readonly log: Logger
  readonly clock: () => Date
  readonly identify: Identify
  /** Origins our own pages are served from; others may not write with a cookie. */
  readonly origins: () => readonly string[]
  /** Whether links and cookies are https. */
  readonly isSecure: boolean
  /** Proxies whose word on the asker's address counts; without any the connection's own address does. */
  readonly trustedProxies?: readonly string[] | undefined
  /** How long a request may take to arrive; two minutes unless told. */
  readonly bodyTime?: BodyTime
  /** How many requests a minute anybody has; the usual ones unless told. */
  readonly pace?: RequestPace
  /** Whether there is room for more; always where none is handed in. */
  readonly room?: Room
  /** Answers addresses that are screens of the application; undefined for those that are none. */
  readonly screen?: (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply> | undefined
  /** Hears of every refusal; must not throw. */
  readonly onRefused?: (refused: Refused) => void
}

/** Largest body of a route that sets no limit of its own, in bytes. */
const BODY_LIMIT = 512 * 1024

export function openHttp(frame: Frame): Api {
  const { db, log, clock, identify, origins, isSecure, trustedProxies = [], screen, room } = frame
  const api: Api = fastify({
    loggerInstance: log as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: BODY_LIMIT,
    trustProxy: trustedProxies.length > 0 ? [...trustedProxies] : false,
    // Bodies are watched route by route (body-time.ts); heads have a minute.
    requestTimeout: 0,
    keepAliveTimeout: 65_000,
    forceCloseConnections: true,
    return503OnClosing: true,
    onProtoPoisoning: 'remove',
    onConstructorPoisoning: 'remove',
    routerOptions: { maxParamLength: 300 },
    genReqId: () => Buffer.from(chance(6)).toString('hex'),
  }).withTypeProvider<ZodTypeProvider>()

  api.server.headersTimeout = 60_000
  api.addHook('onRequest', watchBody(frame.bodyTime ?? BODY_TIME))

  api.setValidatorCompiler(validatorCompiler)
  api.setSerializerCompiler(serializerCompiler)
  void api.register(cookie)
  void api.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        fontSrc: ["'self'"],
        connectSrc: ["'self'"],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    strictTransportSecurity: isSecure ? { maxAge: 31_536_000, includeSubDomains: false } : false,
    referrerPolicy: { policy: 'no-referrer' },
    crossOriginOpenerPolicy: { policy: 'same-origin' },
    crossOriginResourcePolicy: { policy: 'same-origin' },
  })
  const countStranger = limitPace(api, frame.pace ?? USUAL_PACE)

  const list: DeclaredRoute[] = []
  declared.set(api, list)
  api.addHook('onRoute', ({ method, url, config, schema }) => {
    const permission = config?.permission
    if (permission === undefined)
      throw new Error(
        `${String(method)} ${url} declares no permission: add one to its config (src/platform/permissions.ts)`,
      )
    if (permission === 'public' && !config?.because)
      throw new Error(
        `${String(method)} ${url} is public and does not say why: add \`because\` to its config`,
      )
    if (permission !== 'public' && !(permission in PERMISSIONS))
      throw new Error(`${String(method)} ${url} asks for "${permission}", which the matrix does not know`)
    for (const one of [method].flat())
      list.push({ method: one, url, permission, because: config?.because, schema, config: config ?? {} })
  })

  api.addHook('onRequest', async (request) => checkRoom(request, room))
  api.decorateRequest('scope')
  api.decorateRequest('asker', null)
  api.decorateRequest('sessionId', null)
  api.decorateRequest('holder', '')
  api.addHook('preParsing', async (request) => {
    const { permission, anyOrigin, ownPages, beforeSecondStep } = request.routeOptions.config
    if (ownPages) checkOrigin(request, origins())
    if (permission === undefined || permission === 'public') return
    if (!anyOrigin) checkOrigin(request, origins())
    const who = await identify(request).catch(async (error: unknown) => {
      await countStranger(request)
      throw error
    })
    if (!who) {
      await countStranger(request)
      throw new Refusal(
        'not_signed_in',
        'Sign in first, or open the link that the server printed when it started.',
      )
    }
    const { actor, workspace, sessionId = null } = who
    request.asker = { actor, workspace }
    const allowed =
      actor.kind === 'member'
        ? roleMay(actor.role, permission)
        : actor.kind === 'key' && keyMay(actor.scopes, permission)
    if (!allowed) throw new Refusal('not_allowed', `This needs the permission ${permission}.`)
    if (who.lacksSecondStep && !beforeSecondStep)
      throw new Refusal(
        'second_step_needed',
        'Your team asks for a second step: set it up first, then everything is open again.',
      )
    request.scope = { db, workspace, actor, now: clock(), random: chance }
    request.sessionId = sessionId
    request.holder =
      actor.kind === 'key'
        ? `key ${actor.id}`
        : `session ${sessionId ?? ''} ${actor.kind === 'member' ? actor.role : ''}`
  })
  api.addHook('preHandler', checkStorable)
  api.addHook('preHandler', answerAgain)
  api.addHook('onSend', keepAnswer)
  api.addHook('onSend', async (request, reply) => {
    if (!reply.hasHeader('cache-control')) void reply.header('cache-control', 'no-store')
    void reply.header('x-request-id', request.id)
  })

  const writeRefused = openRefusedLog(log, clock)
  api.decorateRequest('noteRefusal', function (error) {
    const { code, status } = problemOf(error)
    const refused = { code, status, about: error instanceof Refusal ? error.about : undefined }
    writeRefused(this, refused)
    frame.onRefused?.(refused)
  })
  api.setErrorHandler((error, request, reply) => {
    request.noteRefusal(error)
    return answerProblem(error, request, reply)
  })
  api.setNotFoundHandler(
    (request, reply) =>
      screen?.(request, reply) ??
      answerProblem(new Refusal('not_found', 'There is nothing at this address.'), request, reply),
  )
  return api
}

/** Answers a thrown thing as problem details; logs it once where it is our fault. */
function answerProblem(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const { status, retryAfter, isFault, ...problem } = problemOf(error)
  if (isFault)
    request.log.error(
      { err: error, requestId: request.id, route: request.routeOptions.url },
      'a request failed',
    )
  if (retryAfter !== undefined) void reply.header('retry-after', String(retryAfter))
  return reply
    .code(status)
    .type('application/problem+json')
    .send(JSON.stringify({ ...problem, status, requestId: request.id }))
}

/** Texts that no database keeps are refused before anything is asked of it. Routes that let anyone send judge their items one by one. */
async function checkStorable(request: FastifyRequest): Promise<void> {
  if (request.routeOptions.config.permission === 'public' || request.body instanceof Readable) return
  const { body, query, params } = request
  const place = unstorableIn(body) ?? unstorableIn(query) ?? unstorableIn(params)
  if (place !== undefined)
    throw new Refusal(
      'text_not_storable',
      `The text${place === '' ? '' : ` of “${place}”`} holds a character that no database keeps: U+0000, or half of a pair.`,
    )
}

/** What adds something is refused while the disk is nearly full; reading and removing go on. */
function checkRoom({ method }: FastifyRequest, room: Room | undefined): void {
  if (room?.isLow() && ['POST', 'PUT', 'PATCH'].includes(method))
    throw new Refusal('disk_full', 'There is hardly any room left on the disk; nothing was stored.')
}

/** A writing request that may ride on a cookie must come from a page of ours. */
function checkOrigin(request: FastifyRequest, ours: readonly string[]): void {
  if (request.method === 'GET' || request.method === 'HEAD' || request.headers.authorization !== undefined)
    return
  const { origin } = request.headers
  const site = request.headers['sec-fetch-site']
  const isForeign =
    origin === undefined
      ? site !== undefined && site !== 'same-origin' && site !== 'none'
      : !ours.includes(origin)
  if (isForeign) throw new Refusal('foreign_origin', 'This request came from a page that is not ours.')
}
