/** Odd texts in the JSON interface: the sender is told what is wrong and where, nothing is stored, the process lives. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { listKeys } from '#features/team/index.ts'
import type { Api } from '#platform/http.ts'
import type { Scope } from '#platform/scope.ts'
import { aSession, openTestApi } from '#testing/api.ts'
import { aWorkspace } from '#testing/workspace.ts'

let api: Api
let close: () => Promise<void>
let scope: Scope
let cookie: string
beforeAll(async () => {
  ;({ api, close } = await openTestApi())
  scope = await aWorkspace()
  cookie = await aSession(scope, 'owner')
})
afterAll(() => close())

async function ask(method: 'GET' | 'POST' | 'PUT', url: string, payload?: string, type = 'application/json') {
  const answer = await api.inject({
    method,
    url: `/api/v1${url}`,
    headers: { cookie, ...(payload === undefined ? {} : { 'content-type': type }) },
    ...(payload === undefined ? {} : { payload }),
  })
  return { status: answer.statusCode, ...answer.json<{ code?: string; title?: string }>() }
}
const key = (name: string) => `{"name":${name},"scopes":["read"]}`

test.each([
  ['U+0000', key('"a\\u0000b"'), 422, 'text_not_storable', 'of “name”'],
  ['half a character pair', key('"a\\ud800b"'), 422, 'text_not_storable', 'of “name”'],
  ['U+0000 in a list', '{"name":"a","scopes":["re\\u0000ad"]}', 422, 'text_not_storable', 'of “scopes.0”'],
  ['broken JSON', '{"name":', 400, 'broken_json', 'valid JSON'],
  ['nothing', '', 400, 'empty_body', 'whole'],
  ['1 MB of text', key(JSON.stringify('x'.repeat(1_000_000))), 413, 'too_large', 'larger'],
  ['more text than fits', key(JSON.stringify('x'.repeat(101))), 422, 'invalid_input', 'does not fit'],
  ['a depth of 10,000', '['.repeat(10_000) + ']'.repeat(10_000), 422, 'invalid_input', 'does not fit'],
])('a body with %s', async (_, payload, status, code, words) => {
  const answer = await ask('POST', '/keys', payload)
  expect(answer).toMatchObject({ status, code })
  expect(answer.title).toContain(words)
  expect(await listKeys(scope)).toEqual([])
})

test('another content type', async () => {
  expect(await ask('POST', '/keys', '<a/>', 'text/xml')).toMatchObject({
    status: 415,
    code: 'content_type_not_known',
  })
})

test.each([
  '/queue?kind=%00',
  '/queue?q=%00',
  '/customers?q=a%00b',
  '/customers?identity=email:a%00@b.c',
  '/search?q=%00',
  '/refusals?source=%00',
  '/moments/%00',
  '/customers/%00/timeline',
])('an address with U+0000: %s', async (url) => {
  expect((await ask('GET', url)).status).toBeGreaterThanOrEqual(404)
  expect((await ask('GET', url)).status).toBeLessThan(500)
})

test('__proto__ reaches nothing', async () => {
  const made = await ask('POST', '/keys', '{"name":"a","scopes":["read"],"__proto__":{"admin":true}}')
  expect(made.status).toBe(201)
  expect(Object.hasOwn(Object.prototype, 'admin')).toBe(false)
})
