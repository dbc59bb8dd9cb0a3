/** What the product tells about itself, and what of its own files it never hands out (ASVS 2.1.1, 4.2.1, 6.1.3, 8.1, 13.4). */
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { connect } from 'node:net'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { PermissionLine } from '#features/team/contract.ts'
import { declaredRoutes, type Api } from '#platform/http.ts'
import { PERMISSIONS } from '#platform/permissions.ts'
import { aSession, openTestApi } from '#testing/api.ts'
import { aWorkspace } from '#testing/workspace.ts'

let api: Api
let close: () => Promise<void>
beforeAll(async () => {
  ;({ api, close } = await openTestApi())
  await api.listen({ port: 0, host: '127.0.0.1' })
})
afterAll(() => close())

type Described = { paths: Record<string, Record<string, { requestBody?: unknown; summary?: string }>> }

test('every address of the API is described with what it takes', async () => {
  const { paths } = (await api.inject('/api/openapi.json')).json<Described>()
  const routes = declaredRoutes(api).filter(
    ({ method, url, schema }) =>
      url.startsWith('/api/v1/') &&
      !['HEAD', 'OPTIONS'].includes(method) &&
      !(schema as { hide?: boolean } | undefined)?.hide,
  )
  expect(routes.length).toBeGreaterThan(100)
  for (const { method, url, schema } of routes) {
    const described = paths[url.replace(/:(\w+)/g, '{$1}')]?.[method.toLowerCase()]
    expect(described?.summary, `${method} ${url}`).toBeTruthy()
    if ((schema as { body?: unknown } | undefined)?.body)
      expect(described, `${method} ${url}`).toHaveProperty('requestBody')
  }
})

test('the matrix of who may do what is shown whole, in words', async () => {
  const cookie = await aSession(await aWorkspace(), 'viewer')
  const answer = await api.inject({ url: '/api/v1/permissions', headers: { cookie } })
  const { items } = answer.json<{ items: PermissionLine[] }>()
  expect(items.map(({ permission }) => permission).sort()).toEqual(Object.keys(PERMISSIONS).sort())
  for (const { permission, words, roles, scope } of items) {
    expect(words.length, permission).toBeGreaterThan(8)
    expect({ roles, scope }).toEqual(PERMISSIONS[permission as keyof typeof PERMISSIONS])
  }
})

test('the guide says which fields of a colleague are for whom', async () => {
  const scope = await aWorkspace()
  await aSession(scope, 'agent')
  const seen = async (role: 'owner' | 'viewer') => {
    const answer = await api.inject({
      url: '/api/v1/members',
      headers: { cookie: await aSession(scope, role) },
    })
    return answer
      .json<{ items: { name: string; login: object | null }[] }>()
      .items.find(({ name }) => name === 'agent')
  }
  expect((await seen('viewer'))?.login).toBeNull()
  expect((await seen('owner'))?.login).toEqual({ email: null, hasPassword: false, hasSecondFactor: false })
  expect(Object.keys((await seen('viewer')) ?? {}).join()).not.toMatch(/hash|secret|totp/)
  expect(readFileSync('docs/guide/team.md', 'utf8')).toMatch(
    /## Which fields\n\nEverybody on the team sees a colleague's name/,
  )
})

test('whoever comes in comes by one of the ways the guide names', () => {
  const doors = declaredRoutes(api)
    .filter(({ config, url, method }) => method !== 'HEAD' && (config.ownPages || url.startsWith('/enter')))
    .map(({ method, url }) => `${method} ${url}`)
  expect(doors.sort()).toEqual([
    'GET /enter/:key',
    'POST /api/v1/invitations/acceptance',
    'POST /api/v1/invitations/reading',
    'POST /api/v1/password-reset',
    'POST /api/v1/password-reset/completion',
    'POST /api/v1/session',
    'POST /api/v1/session/second-step',
  ])
  const said = readFileSync('docs/guide/team.md', 'utf8')
  for (const way of [
    'address and password',
    'a second step',
    'an invitation',
    'a link to a new password',
    'the link that the machine prints',
    'keys',
  ])
    // prettier-ignore
    expect(said.split('## Ways in')[1]).toContain(way)
})

test.each([
  ...[
    '/.git/config',
    '/.git/HEAD',
    '/.env',
    '/package.json',
    '/package-lock.json',
    '/src/server.ts',
    '/secret.key',
  ],
  ...[
    '/assets/../package.json',
    '/assets/..%2f..%2fpackage.json',
    '/assets/%2e%2e/%2e%2e/.git/config',
    '/assets/.built-from',
    '/.built-from',
  ],
])('%s is not handed out', async (url) => {
  for (const accept of ['*/*', 'text/html']) {
    const { statusCode, body } = await api.inject({ url, headers: { accept } })
    // To a browser every address that is none is a screen of the application: its page, and never the file.
    if (statusCode === 200) expect(body).toMatch(/^<!doctype html>/i)
    // 503 where the page is still to be built, as in a fresh clone.
    else expect([403, 404, 500, 503]).toContain(statusCode)
    expect(body).not.toMatch(/\[core\]|ref: refs|lockfileVersion|"dependencies"|import /)
  }
})

/** What a server says to bytes that no client of ours would send. */
async function say(lines: readonly string[]): Promise<string> {
  const socket = connect((api.server.address() as AddressInfo).port, '127.0.0.1')
  let heard = ''
  socket.on('data', (data: Buffer) => (heard += data.toString()))
  socket.on('error', () => undefined)
  socket.write(lines.join('\r\n'))
  socket.setTimeout(3_000, () => socket.destroy())
  await once(socket, 'close')
  return heard
}
const HEAD = ['Host: 127.0.0.1', 'Connection: close', 'X-Told: a secret of a proxy']

test('TRACE tells nobody her own headers', async () => {
  const heard = await say(['TRACE /api/v1/session HTTP/1.1', ...HEAD, '', ''])
  expect(heard).toMatch(/^HTTP\/1\.1 (?:404|405|400)/)
  expect(heard).not.toContain('a secret of a proxy')
})

test.each([
  ['two lengths that differ', ['Content-Length: 5', 'Content-Length: 40']],
  ['a length beside pieces', ['Content-Length: 5', 'Transfer-Encoding: chunked']],
  ['pieces by another name', ['Transfer-Encoding: chunked, identity']],
  ['pieces hidden by a space', ['Transfer-Encoding : chunked']],
])(
  'where a request ends is unambiguous: %s are refused, and nothing behind them is a request',
  async (_name, headers) => {
    const heard = await say(['POST /api/v1/session HTTP/1.1', 'Host: 127.0.0.1', ...headers, '', '0', '', 'GET /healthz HTTP/1.1', 'Host: 127.0.0.1', '', '']) // prettier-ignore
    expect(heard).toMatch(/^HTTP\/1\.1 400/)
    expect(heard).not.toContain('alive')
  },
)
