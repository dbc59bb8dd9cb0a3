/** Walks every route of the product as strangers, roles and keys do: what the matrix says is what happens (SAFETY.md R1, R2, R27, G14, G34). */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createKey } from '#features/team/index.ts'
import { recordEntries } from '#features/timeline/index.ts'
import { customerIdOf } from '#features/timeline/ids.ts'
import { openLog } from '#platform/log.ts'
import { declaredRoutes, openHttp, type Api, type DeclaredRoute } from '#platform/http.ts'
import { keyMay, PERMISSIONS, roleMay, ROLES, type Permission } from '#platform/permissions.ts'
import type { Scope } from '#platform/scope.ts'
import { aSession, openTestApi } from '#testing/api.ts'
import { aDatabase, anEntry, aWorkspace, NOW } from '#testing/workspace.ts'

const routes: DeclaredRoute[] = []
let api: Api
let scope: Scope
let stranger: Scope
let close: () => Promise<void>

beforeAll(async () => {
  scope = await aWorkspace()
  stranger = await aWorkspace()
  ;({ api, close } = await openTestApi())
  routes.push(...declaredRoutes(api).filter(({ method }) => method !== 'HEAD'))
})
afterAll(() => close())

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

  test('a stranger gets nowhere that is not public, and is told nothing from inside', async () => {
    for (const { method, url, permission } of routes.filter((route) => route.permission !== 'public')) {
      const answer = await inject(method, addressOf(url), {})
      expect(
        [answer.statusCode, answer.json<{ code: string }>().code],
        `${method} ${url} needs ${permission}`,
      ).toEqual([401, 'not_signed_in'])
      expect(answer.body).not.toMatch(/select |insert |node_modules|\.ts:/)
    }
  })

  test.each(ROLES)('the %s may do what the matrix says and nothing else', async (role) => {
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

  test.each(['read', 'write', 'import', 'intake'])(
    'a key with the scope %s may do what the matrix says and nothing else',
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

  test('another workspace’s ids answer as ids of nobody', async () => {
    await recordEntries(stranger, [anEntry({ text: 'a secret of the others' })])
    const foreign = customerIdOf(stranger.workspace.id, { kind: 'email', value: 'maren@example.com' })
    const cookie = await aSession(scope, 'owner')
    for (const { method, url } of routes.filter(
      (route) => route.permission !== 'public' && route.url.includes(':'),
    )) {
      const [theirs, nobodys] = [
        await inject(method, addressOf(url, foreign), { cookie }),
        await inject(method, addressOf(url), { cookie }),
      ]
      const plain = (body: string, id: string) => body.replaceAll(id, 'ID').replace(/"requestId":"\w+"/, '')
      expect([theirs.statusCode, plain(theirs.body, foreign)], `${method} ${url}`).toEqual([
        nobodys.statusCode,
        plain(nobodys.body, '01890000-0000-7000-8000-000000000000'),
      ])
      expect(theirs.body).not.toContain('secret of the others')
    }
  })

  test('every answer carries the security headers; pages of others may not write', async () => {
    const cookie = await aSession(scope, 'owner')
    for (const { method, url } of routes.filter(
      (route) => route.method !== 'OPTIONS' && route.url !== '/live',
    )) {
      const answer = await inject(method, addressOf(url), {})
      expect(answer.headers['x-content-type-options'], `${method} ${url}`).toBe('nosniff')
      expect(String(answer.headers['content-security-policy']), `${method} ${url}`).not.toMatch(
        /unsafe-(inline|eval)/,
      )
      expect(answer.headers['referrer-policy'], `${method} ${url}`).toBeTruthy()
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

test('a route without a permission keeps the server from starting', async () => {
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
