/** HTTP face of the team: who am I, my preferences, people, keys; the door itself (`/enter`, cookies) included. */
import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { Refusal } from '#kit/refusal.ts'
import type { Database } from '#platform/database.ts'
import type { Api } from '#platform/http.ts'
import { permissionsOf } from '#platform/permissions.ts'
import type { Scope } from '#platform/scope.ts'
import {
  createKey,
  enterWith,
  leave,
  listKeys,
  memberOfSession,
  ownerOfKey,
  preferencesOf,
  revokeKey,
  savePreferences,
  setMyAbsence,
  type Chance,
} from './actions.ts'
import { MemberInfo, Preferences, SessionAnswer, SetAbsence } from './contract.ts'
import { initialsOf } from './rules.ts'
import { listMembers } from './store.ts'

export type TeamParts = {
  readonly db: Database
  readonly clock: () => Date
  readonly random: Chance
  readonly isSecure: boolean
  /** Whether nothing has come in yet, and whether the sample brand is in: other features know. */
  readonly contentOf: (scope: Scope) => Promise<{ isEmpty: boolean; hasSample: boolean }>
}

const NewKey = z.strictObject({
  name: z.string().min(1).max(100),
  scopes: z.array(z.string().max(40)).min(1).max(20),
  trust: z.enum(['server', 'browser']).default('server'),
})

export function teamRoutes(api: Api, { db, clock, random, isSecure, contentOf }: TeamParts): void {
  const cookieName = cookieNameOf(isSecure)

  api.get(
    '/enter/:key',
    {
      config: { permission: 'public', because: 'the one-time key is the credential' },
      schema: { hide: true, params: z.object({ key: z.string().max(200) }) },
    },
    async (request, reply) => {
      const userAgent = request.headers['user-agent'] ?? null
      const entered = await enterWith(db, request.params.key, { now: clock(), random, userAgent }).catch(
        (error: unknown) => {
          // A person with a used link gets the application, which says how to get a new one; a program gets the refusal.
          if (error instanceof Refusal && (request.headers.accept ?? '').includes('text/html'))
            return undefined
          throw error
        },
      )
      if (!entered) return reply.redirect('/', 303)
      const { token, days } = entered
      return reply
        .setCookie(cookieName, token, {
          path: '/',
          httpOnly: true,
          secure: isSecure,
          sameSite: 'lax',
          maxAge: days * 86_400,
        })
        .redirect('/', 303)
    },
  )

  api.delete(
    '/api/v1/session',
    { config: { permission: 'session.read' }, schema: { summary: 'Sign out' } },
    async (request, reply) => {
      await leave(db, request.cookies[cookieName] ?? '')
      return reply.clearCookie(cookieName, { path: '/' }).code(204).send()
    },
  )

  api.get(
    '/api/v1/session',
    {
      config: { permission: 'session.read' },
      schema: { summary: 'Who am I and what may I do', response: { 200: SessionAnswer } },
    },
    async ({ scope }) => {
      if (scope.actor.kind !== 'member') throw new Refusal('not_allowed', 'Only people have sessions.')
      const { id, name, role } = scope.actor
      const { workspace } = scope
      return {
        member: { id, name, initials: initialsOf(name), role },
        workspace: {
          id: workspace.id,
          name: workspace.name,
          zone: workspace.zone,
          currency: workspace.currency,
        },
        permissions: permissionsOf(role),
        ...(await contentOf(scope)),
        now: scope.now.toISOString(),
      }
    },
  )

  api.get(
    '/api/v1/preferences',
    {
      config: { permission: 'session.read' },
      schema: { summary: 'How I like my queue', response: { 200: Preferences } },
    },
    ({ scope }) => preferencesOf(scope),
  )
  api.put(
    '/api/v1/preferences',
    {
      config: { permission: 'preferences.write' },
      schema: { summary: 'Set how I like my queue', body: Preferences, response: { 200: Preferences } },
    },
    ({ scope, body }) => savePreferences(scope, body),
  )

  api.get(
    '/api/v1/members',
    {
      config: { permission: 'people.read' },
      schema: {
        summary: 'The people of this workspace, and who of them is away',
        response: { 200: z.object({ items: z.array(MemberInfo), next: z.string().nullable() }) },
      },
    },
    async ({ scope }) => ({
      items: (await listMembers(db, scope.workspace.id)).map(({ id, name, role, awayUntil }) => ({
        id,
        name,
        initials: initialsOf(name),
        role,
        awayUntil: awayUntil && awayUntil > scope.now ? awayUntil.toISOString() : null,
      })),
      next: null,
    }),
  )
  api.put(
    '/api/v1/absence',
    {
      config: { permission: 'preferences.write' },
      schema: { summary: 'I am away until then', body: SetAbsence },
    },
    async ({ scope, body }, reply) => {
      await setMyAbsence(scope, body.until)
      return reply.code(204).send()
    },
  )
  api.delete(
    '/api/v1/absence',
    { config: { permission: 'preferences.write' }, schema: { summary: 'I am back' } },
    async ({ scope }, reply) => {
      await setMyAbsence(scope, null)
      return reply.code(204).send()
    },
  )

  api.get(
    '/api/v1/keys',
    { config: { permission: 'keys.read' }, schema: { summary: 'Keys of programs, without their secrets' } },
    async ({ scope }) => ({ items: await listKeys(scope), next: null }),
  )
  api.post(
    '/api/v1/keys',
    {
      config: { permission: 'keys.write' },
      schema: { summary: 'Make a key; its secret is shown once', body: NewKey },
    },
    async ({ scope, body }, reply) => reply.code(201).send(await createKey(scope, body)),
  )
  api.delete(
    '/api/v1/keys/:id',
    {
      config: { permission: 'keys.write' },
      schema: { summary: 'Revoke a key', params: z.object({ id: z.string().max(60) }) },
    },
    async ({ scope, params }, reply) => {
      await revokeKey(scope, params.id)
      return reply.code(204).send()
    },
  )
}

/** Who asks: a program by its key, a person by her cookie. Refuses `key_not_known` for a key that is none. */
export function identifyWith({ db, clock, isSecure }: Pick<TeamParts, 'db' | 'clock' | 'isSecure'>) {
  const cookieName = cookieNameOf(isSecure)
  return async (request: FastifyRequest) => {
    const [, bearer] = /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '') ?? []
    if (bearer !== undefined) {
      const found = await ownerOfKey(db, bearer, clock())
      if (!found) throw new Refusal('key_not_known', 'This key is not known or was revoked.')
      return found
    }
    return memberOfSession(db, request.cookies[cookieName] ?? '', clock())
  }
}

const cookieNameOf = (isSecure: boolean) => (isSecure ? '__Host-spoonful' : 'spoonful')
