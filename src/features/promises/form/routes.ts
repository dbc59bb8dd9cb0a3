/** HTTP face of the public contact form: pages for everyone, and its setting for the team. */
import { z } from 'zod'
import type { Readable } from 'node:stream'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Refusal } from '#kit/refusal.ts'
import { isZone } from '#kit/time.ts'
import type { Api } from '#platform/http.ts'
import type { Database } from '#platform/database.ts'
import { findWorkspaceByNo } from '#features/team/index.ts'
import type { Scope } from '#platform/scope.ts'
import type { ContactForm } from '../store/contact-form.ts'
import { changeContactForm, contactFormOf, setAside, takeMessage } from './actions.ts'
import { listAnswerUse, noteOpened, withSpared, type FormAnswerPiece } from './answers.ts'
import { assetOf } from './assets.ts'
import { styleOf } from './colours.ts'
import { NOTHING_TYPED, problemsOf, readTyped } from './message.ts'
import type { Typed } from './message.ts'
import { asidePage, formPage, sentPage } from './page.ts'
import type { FormPage } from './page.ts'
import { formPromiseOf } from './promise.ts'
import { readSending, type Photo, type Sending } from './sending.ts'
import { decideSpam, isOfOurPage, makeToken, openPace } from './spam.ts'
import { WORDS } from './words.ts'

export type ContactFormDoor = {
  readonly db: Database
  readonly clock: () => Date
  readonly random: (count: number) => Uint8Array
  /** What may save somebody the writing. */
  readonly answersOf: (scope: Scope) => Promise<readonly FormAnswerPiece[]>
}

/** Posts from one address; a household or an office may share one. */
const MOST_POSTS = 30
const POSTS_WINDOW_MS = 600_000
/** Longest body without a photo: the message in letters of four bytes, percent-encoded. */
const BODY_LIMIT = 160 * 1024

/** Strict as everywhere, and any page may show it in a frame: it knows nobody and shows nothing of anybody. */
const PUBLIC_HEADERS = {
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'"],
      fontSrc: ["'self'"],
      connectSrc: ["'self'"],
      baseUri: ["'none'"],
      formAction: ["'self'"],
      frameAncestors: ['*'],
    },
  },
  frameguard: false,
  crossOriginResourcePolicy: { policy: 'cross-origin' as const },
  crossOriginOpenerPolicy: false,
}

const because = 'a customer who writes has no account; the pages show nothing about anybody'
const Place = z.object({ workspaceNo: z.coerce.number().int().min(1).max(1_000_000_000) })
const Asked = z.object({ zone: z.string().max(60).optional(), embed: z.string().max(10).optional() })
const ContactFormSetting = z.object({
  path: z.string(),
  email: z.string().nullable(),
  colour: z.string().nullable(),
})
const ChangeContactForm = z.strictObject({
  email: z.email().max(200).nullable().optional(),
  /** "#2f5b4a"; null for ours. */
  colour: z.string().max(20).nullable().optional(),
})

export function contactFormRoutes(api: Api, door: ContactFormDoor): void {
  const mayPost = openPace(MOST_POSTS, POSTS_WINDOW_MS)
  const mayOpen = openPace(MOST_POSTS, POSTS_WINDOW_MS)
  /** The form as each workspace last showed it. */
  const shown = new Map<number, FormPage>()
  const open = { config: { permission: 'public', because }, helmet: PUBLIC_HEADERS } as const

  void api.register(async (pages: Api) => {
    pages.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string' },
      (_request: FastifyRequest, body: string | Buffer, done: (error: null, body: URLSearchParams) => void) =>
        done(null, new URLSearchParams(body.toString())),
    )
    // Read by the handler, which knows whether there is room for a photo.
    pages.addContentTypeParser('multipart/form-data', (_request: FastifyRequest, body: Readable) =>
      Promise.resolve(body),
    )

    pages.get(
      '/s/:workspaceNo/contact',
      { ...open, schema: { hide: true, params: Place, querystring: Asked } },
      async ({ params, query }, reply) => {
        const scope = await publicScope(door, params.workspaceNo)
        const page = await blank(scope, door, query.zone, query.embed !== undefined)
        shown.set(params.workspaceNo, page)
        return sendPage(reply, 200, formPage(page))
      },
    )

    pages.post(
      '/s/:workspaceNo/contact',
      { ...open, bodyLimit: BODY_LIMIT, schema: { hide: true, params: Place, querystring: Asked } },
      async (request, reply) => {
        const { params, query, ip } = request
        const isAtEase = mayPost(ip, door.clock())
        const { fields, photo } = await sendingOf(request, isAtEase)
        const typed = readTyped(fields)
        try {
          const scope = await publicScope(door, params.workspaceNo)
          const page = await blank(scope, door, typed.zone, query.embed !== undefined)
          shown.set(params.workspaceNo, page)
          const again = { ...page, typed, hadPhoto: photo !== null }
          return await take(scope, { typed, photo, isAtEase }, again, reply)
        } catch (error) {
          // With the database away, what was shown last is shown again, with every letter that was typed.
          const page = shown.get(params.workspaceNo)
          if (!page || error instanceof Refusal) throw error
          request.log.error({ err: error, requestId: request.id }, 'a contact form could not be stored')
          const again = { ...page, typed, token: typed.token, notice: WORDS.failed, hadPhoto: photo !== null }
          return sendPage(reply, 503, formPage(again))
        }
      },
    )

    pages.post(
      '/s/:workspaceNo/contact/opened',
      { ...open, schema: { hide: true, params: Place } },
      async ({ params, body, ip }, reply) => {
        const fields = body instanceof URLSearchParams ? body : new URLSearchParams()
        const token = fields.get('t') ?? ''
        const scope = await publicScope(door, params.workspaceNo)
        const { secret } = await contactFormOf(scope)
        const isOurs = isOfOurPage({ secret, workspace: scope.workspace.id, token, now: scope.now })
        const answer = (await door.answersOf(scope)).find(({ id }) => id === fields.get('answer'))
        // Said to nobody: what it is told here decides nothing for the visitor.
        if (isOurs && answer && mayOpen(ip, scope.now)) await noteOpened(scope, token, answer.id)
        return reply.code(204).send()
      },
    )

    pages.get(
      '/s/:workspaceNo/brand.css',
      { ...open, schema: { hide: true, params: Place } },
      async ({ params }, reply) => {
        const { colour } = await contactFormOf(await publicScope(door, params.workspaceNo))
        const style = colour === null ? '' : styleOf(colour)
        return reply
          .type('text/css; charset=utf-8')
          .header('cache-control', 'public, max-age=3600')
          .send(style)
      },
    )

    pages.get(
      '/s/assets/:name',
      { ...open, schema: { hide: true, params: z.object({ name: z.string().max(60) }) } },
      async ({ params }, reply) => {
        const asset = await assetOf(params.name)
        if (!asset) throw new Refusal('not_found', 'There is nothing at this address.')
        return reply.type(asset.type).header('cache-control', 'public, max-age=3600').send(asset.body)
      },
    )
  })

  api.get(
    '/api/v1/contact-form',
    {
      config: { permission: 'promises.read' },
      schema: { summary: 'The public contact form', response: { 200: ContactFormSetting } },
    },
    async ({ scope }) => present(scope, await contactFormOf(scope)),
  )

  api.put(
    '/api/v1/contact-form',
    {
      config: { permission: 'calendar.write' },
      schema: {
        summary: 'The address that the contact form offers where it fails, and the colour it bears',
        body: ChangeContactForm,
        response: { 200: ContactFormSetting },
      },
    },
    async ({ scope, body }) => present(scope, await changeContactForm(scope, body)),
  )
}

/** The empty form, as it is shown first. */
async function blank(
  scope: Scope,
  { answersOf }: ContactFormDoor,
  zone: string | undefined,
  isEmbedded: boolean,
): Promise<FormPage> {
  const { email, colour, secret } = await contactFormOf(scope)
  const [promise, pieces, use] = await Promise.all([
    formPromiseOf(scope),
    answersOf(scope),
    listAnswerUse(scope),
  ])
  const isTheirs = zone !== undefined && zone !== '' && isZone(zone)
  return {
    brand: { name: scope.workspace.name, email, style: styleAddress(scope, colour) },
    promise,
    answers: withSpared(pieces, use),
    now: scope.now,
    zone: isTheirs ? zone : (promise?.calendar.zone ?? scope.workspace.zone),
    isTheirs,
    isEmbedded,
    words: WORDS,
    typed: NOTHING_TYPED,
    token: makeToken(secret, scope.workspace.id, scope.now),
    problems: [],
    notice: null,
    hadPhoto: false,
  }
}

/** What was sent, with its photo or without. */
async function sendingOf({ body, headers }: FastifyRequest, mayHold: boolean): Promise<Sending> {
  if (body instanceof URLSearchParams) return { fields: body, photo: null }
  if (!body) return { fields: new URLSearchParams(), photo: null }
  return readSending(body as Readable, headers, mayHold)
}

/** Decides what becomes of a message, and answers the page that says so. */
async function take(
  scope: Scope,
  { typed, photo, isAtEase }: { typed: Typed; photo: Photo | null; isAtEase: boolean },
  page: FormPage,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { secret } = await contactFormOf(scope)
  const { token, trap, message } = typed
  const spam = decideSpam({
    secret,
    workspace: scope.workspace.id,
    token,
    trap,
    text: message,
    now: scope.now,
  })
  if (spam.verdict === 'aside') {
    await setAside(scope, typed, spam.reason)
    return sendPage(reply, 200, asidePage(page))
  }
  // A page that was shown a moment ago grows old enough by itself; any other needs a new signature.
  const isYoung = spam.verdict === 'again' && spam.reason === 'too_soon'
  const again = { ...page, token: spam.verdict === 'fine' || isYoung ? token : page.token }
  const problems = problemsOf(typed, photo)
  if (problems.length > 0) return sendPage(reply, 422, formPage({ ...again, problems }))
  const hasNoRoom = photo !== null && photo.bytes === null
  if (!isAtEase || hasNoRoom) return sendPage(reply, 429, formPage({ ...again, notice: WORDS.busy }))
  if (spam.verdict === 'again') return sendPage(reply, 422, formPage({ ...again, notice: WORDS.again }))
  const sent = await takeMessage(scope, { ...typed, zone: page.isTheirs ? page.zone : '' }, photo)
  return sendPage(reply, 200, sentPage({ ...page, ...sent }))
}

/** The address bears the colour, so that a changed one is fetched anew. */
function styleAddress({ workspace }: Scope, colour: string | null): string | null {
  return colour === null ? null : `/s/${workspace.no}/brand.css?${colour.slice(1)}`
}

async function publicScope({ db, clock, random }: ContactFormDoor, no: number): Promise<Scope> {
  const workspace = await findWorkspaceByNo(db, no)
  if (!workspace) throw new Refusal('not_found', 'There is nothing at this address.')
  return { db, workspace, actor: { kind: 'machine', name: 'contact form' }, now: clock(), random }
}

function sendPage(reply: FastifyReply, status: number, page: string): FastifyReply {
  return reply.code(status).type('text/html; charset=utf-8').send(page)
}

function present({ workspace }: Scope, { email, colour }: Pick<ContactForm, 'email' | 'colour'>) {
  return { path: `/s/${workspace.no}/contact`, email, colour }
}
