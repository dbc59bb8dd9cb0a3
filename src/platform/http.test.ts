/** The frame of every answer where the product is reached by https (SAFETY.md R26, G34). */
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
