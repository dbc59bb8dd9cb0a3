/** HTTP face of the door: the one-time link, signing in and out, a forgotten password, an invitation. Open to strangers, so it tells them nothing. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { Refusal } from '#kit/refusal.ts'
import type { Api } from '#platform/http.ts'
import { acceptInvitation, readInvitation } from '../actions/invitations.ts'
import { completeReset, mailReset } from '../actions/reset.ts'
import { enterWith, leave, type Opened } from '../actions/sessions.ts'
import { signIn, takeSecondStep } from '../actions/sign-in.ts'
import {
  AcceptInvitation,
  AskReset,
  AskWithToken,
  CompleteReset,
  InvitationAnswer,
  SecondStep,
  SignIn,
  SignInAnswer,
} from '../contract.ts'
import { cookieNameOf, type TeamParts } from './parts.ts'

/** Per network and minute; a proper office signs in behind one address. */
const A_MINUTE = { signIn: 60, token: 20 }

const open = (because: string, max: number) =>
  ({
    permission: 'public',
    because,
    ownPages: true,
    holdsSecret: true,
    rateLimit: { max, timeWindow: '1 minute' },
  }) as const

export function doorRoutes(api: Api, parts: TeamParts): void {
  const { db, clock, random, secrets, isSecure } = parts
  const cookieName = cookieNameOf(isSecure)
  const arrivalOf = ({ headers, ip }: FastifyRequest) => ({
    now: clock(),
    random,
    userAgent: headers['user-agent'] ?? null,
    ip,
  })
  const letIn = (reply: FastifyReply, { token, days }: Opened) =>
    reply.setCookie(cookieName, token, {
      path: '/',
      httpOnly: true,
      secure: isSecure,
      sameSite: 'lax',
      maxAge: days * 86_400,
    })

  api.get(
    '/enter/:key',
    {
      config: { permission: 'public', because: 'the one-time key is the credential' },
      schema: { hide: true, params: z.object({ key: z.string().max(200) }) },
    },
    async (request, reply) => {
      const opened = await enterWith(db, request.params.key, arrivalOf(request)).catch((error: unknown) => {
        // A person with a used link gets the application, which says how to get a new one; a program gets the refusal.
        if (!(error instanceof Refusal && (request.headers.accept ?? '').includes('text/html'))) throw error
        request.noteRefusal(error)
        return undefined
      })
      return (opened ? letIn(reply, opened) : reply).redirect('/', 303)
    },
  )

  api.post(
    '/api/v1/session',
    {
      config: open('the address and the password are the credential', A_MINUTE.signIn),
      schema: {
        summary: 'Sign in; with a second factor this answers a ticket for it',
        body: SignIn,
        response: { 200: SignInAnswer },
      },
    },
    async (request, reply) => {
      const came = await signIn(db, request.body, arrivalOf(request))
      if ('ticket' in came) return { next: 'code' as const, ticket: came.ticket }
      return letIn(reply, came.opened).send({ next: 'in' as const })
    },
  )
  api.post(
    '/api/v1/session/second-step',
    {
      config: open('the ticket and the code are the credential', A_MINUTE.signIn),
      schema: { summary: 'The second step of signing in', body: SecondStep, response: { 200: SignInAnswer } },
    },
    async (request, reply) =>
      letIn(reply, await takeSecondStep(db, secrets, request.body, arrivalOf(request))).send({
        next: 'in' as const,
      }),
  )
  api.delete(
    '/api/v1/session',
    {
      config: { permission: 'session.read', beforeSecondStep: true },
      schema: { summary: 'Sign out' },
    },
    async (request, reply) => {
      await leave(db, request.cookies[cookieName] ?? '', clock())
      return reply.clearCookie(cookieName, { path: '/' }).code(204).send()
    },
  )

  api.post(
    '/api/v1/password-reset',
    {
      config: open('answers everybody alike and says nothing', A_MINUTE.token),
      schema: { summary: 'Ask for a mail with a link to a new password', body: AskReset },
    },
    async (request, reply) => {
      // Not waited for: how long it takes would tell whether somebody has that address.
      mailReset(parts, request.body.email, clock()).catch((error: unknown) =>
        request.log.error({ err: error, requestId: request.id }, 'a mail for a new password was not made'),
      )
      return reply.code(202).send({})
    },
  )
  api.post(
    '/api/v1/password-reset/completion',
    {
      config: open('the link is the credential', A_MINUTE.token),
      schema: { summary: 'Choose a new password; the link is used up', body: CompleteReset },
    },
    async (request, reply) => {
      await completeReset(parts, request.body, clock())
      return reply.code(204).send()
    },
  )

  api.post(
    '/api/v1/invitations/reading',
    {
      config: open('the link is the credential', A_MINUTE.token),
      schema: {
        summary: 'What an invitation is to; uses nothing up',
        body: AskWithToken,
        response: { 200: InvitationAnswer },
      },
    },
    ({ body }) => readInvitation(db, body.token, clock()),
  )
  api.post(
    '/api/v1/invitations/acceptance',
    {
      config: open('the link is the credential', A_MINUTE.token),
      schema: {
        summary: 'Accept an invitation, and come in',
        body: AcceptInvitation,
        response: { 200: SignInAnswer },
      },
    },
    async (request, reply) =>
      letIn(reply, await acceptInvitation(db, request.body, arrivalOf(request))).send({
        next: 'in' as const,
      }),
  )
}
