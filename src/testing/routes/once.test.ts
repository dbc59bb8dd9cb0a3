/** One Idempotency-Key, one effect (SAFETY.md R9, G5). */
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Api } from '#platform/http.ts'
import { aSession, openTestApi } from '#testing/api.ts'
import { aWorkspace } from '#testing/workspace.ts'

let api: Api
let close: () => Promise<void>
beforeAll(async () => {
  ;({ api, close } = await openTestApi())
})
afterAll(() => close())

test('fifty of the same request at once have one effect, and all that are answered are answered alike', async () => {
  const scope = await aWorkspace()
  const headers = { cookie: await aSession(scope, 'owner'), 'idempotency-key': 'the-same-key' }
  const ask = (words: string) =>
    api.inject({
      method: 'POST',
      url: '/api/v1/anecdotes',
      headers,
      payload: { fact: 'I have a dog', words },
    })
  const make = async (words: string) => {
    let answer = await ask(words)
    // On a very busy machine no connection is free in time: a sender comes again, under the same key.
    while (answer.statusCode === 503) answer = await ask(words)
    return answer
  }
  const kept = async () =>
    (await api.inject({ method: 'GET', url: '/api/v1/anecdotes', headers })).json<{ items: unknown[] }>()
      .items
  const answers = await Promise.all(Array.from({ length: 50 }, () => make('once')))
  const done = answers.filter(({ statusCode }) => statusCode === 201)
  expect(answers.filter(({ statusCode }) => statusCode !== 201 && statusCode !== 409)).toEqual([])
  expect(new Set(done.map(({ body }) => body)).size).toBe(1)
  expect(await kept()).toHaveLength(1)

  const later = await make('once')
  expect([later.statusCode, later.body, later.headers['idempotent-replay']]).toEqual([
    201,
    done[0]?.body,
    'true',
  ])
  const other = await make('something else')
  expect([other.statusCode, other.json<{ code: string }>().code]).toEqual([422, 'key_used_otherwise'])
  expect(await kept()).toHaveLength(1)
})

test.each(['short', 'k'.repeat(300)])(
  'a key of the wrong length is refused in the words of every refusal',
  async (key) => {
    const scope = await aWorkspace()
    const answer = await api.inject({
      method: 'POST',
      url: '/api/v1/keys',
      headers: { cookie: await aSession(scope, 'owner'), 'idempotency-key': key },
      payload: { name: 'x', scopes: ['read'] },
    })
    expect([answer.statusCode, answer.headers['content-type'], answer.json()]).toMatchObject([
      422,
      'application/problem+json; charset=utf-8',
      { code: 'key_not_usable', status: 422, requestId: expect.any(String) as string },
    ])
  },
)
