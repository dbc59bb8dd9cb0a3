/** Walks every route of the product as strangers, roles and keys do: what the matrix says is what happens (SAFETY.md R1, R2, R27, G14, G34). */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createKey } from '#features/team/index.ts'
import { openLog } from '#platform/log.ts'
import { declaredRoutes, openHttp, type Api, type DeclaredRoute } from '#platform/http.ts'
import { KEY_SCOPES, keyMay, PERMISSIONS, roleMay, ROLES, type Permission } from '#platform/permissions.ts'
import type { Scope } from '#platform/scope.ts'
import { createEnterKey } from '#features/team/actions/sessions.ts'
import { isOpen, shapeOf } from './sample.ts'
import { aSession, openTestApi } from '#testing/api.ts'
import { aDatabase, aWorkspace, NOW } from '#testing/workspace.ts'

const routes: DeclaredRoute[] = []
let api: Api
let scope: Scope
let close: () => Promise<void>

beforeAll(async () => {
  scope = await aWorkspace()
  ;({ api, close } = await openTestApi())
  routes.push(...declaredRoutes(api).filter(({ method }) => method !== 'HEAD'))
})
afterAll(() => close())

/** Taken from pages of others by design: what a website sends, and public pages. */
const OPEN_TO_PAGES = /^\/(v1|s|hooks)\//

/** An address of the route with an id of nobody's in each place. */
const addressOf = (url: string, id = '01890000-0000-7000-8000-000000000000') =>
  url.replace(/:\w+/g, id).replace('*', 'x')
const inject = (method: string, url: string, headers: Record<string, string>, payload?: object) =>
  api.inject({ method: method as 'GET', url, headers, ...(payload ? { payload } : {}) })

describe('every route', () => {
  test('there are as many as we think, each with a permission of the matrix or a reason to be public', () => {
    expect(routes.length).toBeGreaterThan(40)
    for (const { permission, because, url } of routes)
      expect(permission === 'public' ? because : permission in PERMISSIONS, url).toBeTruthy()
    const used = new Set(routes.map(({ permission }) => permission))
    const waiting = ['intake.write', 'refusals.read', 'operations.read']
    expect(
      Object.keys(PERMISSIONS).filter(
        (permission) => !used.has(permission as Permission) && !waiting.includes(permission),
      ),
    ).toEqual([])
  })

  test('a stranger gets nowhere that is not public, and is told nothing from inside (R2, R25)', async () => {
    for (const { method, url, permission } of routes.filter((route) => route.permission !== 'public')) {
      const answer = await inject(method, addressOf(url), {})
      expect(
        [answer.statusCode, answer.json<{ code: string }>().code],
        `${method} ${url} needs ${permission}`,
      ).toEqual([401, 'not_signed_in'])
      expect(answer.body).not.toMatch(/select |insert |node_modules|\.ts:/)
    }
  })

  test.each(ROLES)('the %s may do what the matrix says and nothing else (R2, G14b)', async (role) => {
    const cookie = await aSession(scope, role)
    for (const { method, url, permission } of routes.filter(
      (route) => route.permission !== 'public' && route.url !== '/live',
    )) {
      if (url === '/api/v1/session' && method === 'DELETE') continue
      const answer = await inject(method, addressOf(url), { cookie })
      expect(
        answer.statusCode === 403,
        `${role}: ${method} ${url} needs ${permission} and got ${answer.statusCode} ${answer.body}`,
      ).toBe(!roleMay(role, permission))
      expect(answer.statusCode, `${method} ${url}: ${answer.body}`).toBeLessThan(500)
    }
  })

  test.each(KEY_SCOPES)(
    'a key with the scope %s may do what the matrix says and nothing else (R2, G14b)',
    async (one) => {
      const { secret } = await createKey(scope, { name: one, scopes: [one], trust: 'server' })
      for (const { method, url, permission } of routes.filter(
        (route) => route.permission !== 'public' && route.url !== '/live',
      )) {
        const answer = await inject(method, addressOf(url), { authorization: `Bearer ${secret}` })
        const may = keyMay([one], permission)
        expect(
          answer.statusCode === 403,
          `${method} ${url} needs ${permission} and got ${answer.statusCode} ${answer.body}`,
        ).toBe(!may)
      }
    },
  )

  test('takes no field that it does not name: nobody sets a workspace, a role or a limit on the side (G14b)', () => {
    const open = routes.flatMap(({ method, url, schema }) =>
      (['body', 'querystring'] as const)
        .filter((part) => isOpen(shapeOf(schema, part, 'output')))
        .map((part) => `${method} ${url}: ${part}`),
    )
    expect(open).toEqual([])
    const bodies = routes.filter(({ schema }) => shapeOf(schema, 'body'))
    expect(bodies.length).toBeGreaterThan(30)
  })

  test('carries the security headers; pages of others may not write (R27, G34)', async () => {
    const cookie = await aSession(scope, 'owner')
    for (const { method, url } of routes.filter(
      (route) => route.method !== 'OPTIONS' && route.url !== '/live',
    )) {
      const answer = await inject(method, addressOf(url), {})
      expect(answer.headers['x-content-type-options'], `${method} ${url}`).toBe('nosniff')
      expect(String(answer.headers['content-security-policy']), `${method} ${url}`).not.toMatch(
        /unsafe-(inline|eval)/,
      )
      // A public page may stand in a frame of the brand's own website; nothing else may.
      if (!url.startsWith('/s/'))
        expect(String(answer.headers['content-security-policy']), `${method} ${url}`).toMatch(
          /default-src '(self|none)'.*frame-ancestors 'none'/,
        )
      expect(answer.headers['referrer-policy'], `${method} ${url}`).toBeTruthy()
      if (!url.startsWith('/s/'))
        expect(answer.headers['cross-origin-opener-policy'], `${method} ${url}`).toBe('same-origin')
      if (url.startsWith('/api/v1')) expect(answer.headers['cache-control'], url).toBe('no-store')
      if (!OPEN_TO_PAGES.test(url)) expect(answer.headers['access-control-allow-origin'], url).toBeUndefined()
    }
    for (const { method, url } of routes.filter(
      (route) => route.permission !== 'public' && route.method !== 'GET',
    )) {
      const answer = await inject(method, addressOf(url), { cookie, origin: 'https://evil.example' })
      expect([answer.statusCode, answer.json<{ code: string }>().code], `${method} ${url}`).toEqual([
        403,
        'foreign_origin',
      ])
    }
  })
})

test('under TLS every answer says so, and the cookie is bound to host and path (R27, G34)', async () => {
  const secure = await openTestApi({ isSecure: true })
  try {
    for (const { method, url } of declaredRoutes(secure.api).filter(
      ({ method, url }) => method === 'GET' && url !== '/live',
    )) {
      const answer = await secure.api.inject({ method: method as 'GET', url: addressOf(url) })
      expect(answer.headers['strict-transport-security'], url).toMatch(/max-age=31536000/)
    }
    if (scope.actor.kind !== 'member') throw new Error('an owner asks')
    const key = await createEnterKey(scope.db, scope.actor.id, { now: NOW, random: scope.random })
    const { headers } = await secure.api.inject({ method: 'GET', url: `/enter/${key}` })
    expect(String(headers['set-cookie'])).toMatch(
      /^__Host-spoonful=[\w-]{43}; Max-Age=\d+; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
    )
  } finally {
    await secure.close()
  }
})

test('a link is made from the configured address, whatever the request calls its host (R26)', async () => {
  const answer = await api.inject({
    method: 'POST',
    url: '/api/v1/invitations',
    headers: {
      cookie: await aSession(scope, 'owner'),
      host: 'evil.example',
      'x-forwarded-host': 'evil.example',
    },
    payload: { email: 'host@example.com', role: 'agent' },
  })
  expect(answer.json<{ link: string }>().link).toMatch(/^http:\/\/127\.0\.0\.1\/join#/)
})

test('a route without a permission keeps the server from starting (R2)', async () => {
  const bare = openHttp({
    db: await aDatabase(),
    log: openLog('silent'),
    clock: () => NOW,
    identify: async () => undefined,
    origins: () => [],
    isSecure: false,
  })
  expect(() => bare.get('/oops', () => 'no')).toThrow('GET /oops declares no permission')
  expect(() => bare.get('/open', { config: { permission: 'public' } }, () => 'no')).toThrow(
    'is public and does not say why',
  )
})
