/** The frame of every answer where the product is reached by https (SAFETY.md R26, G34). */
import { Writable } from 'node:stream'
import { pino } from 'pino'
import { afterAll, expect, test } from 'vitest'
import { openHttp, type Api } from './http.ts'
import { openLog } from './log.ts'
import { cookieNameOf } from '#features/team/routes/parts.ts'
import { aDatabase, NOW } from '#testing/workspace.ts'

const opened: Api[] = []
afterAll(() => Promise.all(opened.map((api) => api.close())))

async function open(isSecure: boolean): Promise<Api> {
  const api = openHttp({
    db: await aDatabase(),
    log: openLog('silent'),
    clock: () => NOW,
    identify: async () => undefined,
    origins: () => ['https://care.example.com'],
    isSecure,
  })
  opened.push(api)
  api.get('/open', { config: { permission: 'public', because: 'a test' } }, () => ({ ok: true }))
  return api
}

test('what goes wrong by itself is logged once, with the request id that was answered, and tells nothing outside', async () => {
  const heard: string[] = []
  const api = openHttp({
    db: await aDatabase(),
    log: pino(new Writable({ write: (chunk: Buffer, _, done) => (heard.push(String(chunk)), done()) })),
    clock: () => NOW,
    identify: async () => undefined,
    origins: () => [],
    isSecure: false,
  })
  opened.push(api)
  api.get('/falls', { config: { permission: 'public', because: 'a test' } }, () => {
    throw new Error('the cellar is under water')
  })
  const answer = await api.inject({ url: '/falls?token=secret-in-an-address' })
  expect([answer.statusCode, answer.json<{ code: string }>().code]).toEqual([500, 'fault'])
  expect(answer.body).not.toMatch(/cellar|http\.test/)
  expect(heard).toHaveLength(1)
  expect(JSON.parse(heard[0] ?? '')).toMatchObject({
    level: 50,
    requestId: answer.json<{ requestId: string }>().requestId,
    route: '/falls',
    err: { message: 'the cellar is under water' },
  })
  expect(heard.join()).not.toContain('secret-in-an-address')
})

test('behind https browsers are told to stay there, and cookies are bound to the host', async () => {
  const { headers } = await (await open(true)).inject({ url: '/open', headers: { host: 'evil.example' } })
  expect(headers['strict-transport-security']).toBe('max-age=31536000')
  expect(headers['access-control-allow-origin']).toBeUndefined()
  expect(headers['server'] ?? headers['x-powered-by']).toBeUndefined()
  expect(cookieNameOf(true)).toMatch(/^__Host-/)
  expect(
    (await (await open(false)).inject({ url: '/open' })).headers['strict-transport-security'],
  ).toBeUndefined()
})
