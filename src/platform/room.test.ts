/** SAFETY.md R32, G12a: with hardly any room left nothing more is taken in, reading goes on, and room made is noticed. */
import { afterAll, expect, test } from 'vitest'
import { openHttp, type Api } from './http.ts'
import { openLog } from './log.ts'
import { watchRoom } from './room.ts'
import { aDatabase, NOW } from '#testing/workspace.ts'

let api: Api | undefined
afterAll(() => api?.close())

test('a disk that runs full refuses writes in a sentence, and takes them again once there is room', async () => {
  let freeBytes = 1_000
  const room = await watchRoom('/', 500, { everyMs: 5, free: () => Promise.resolve(freeBytes) })
  api = openHttp({
    db: await aDatabase(),
    log: openLog('silent'),
    clock: () => NOW,
    identify: async () => undefined,
    origins: () => [],
    isSecure: false,
    room,
  })
  const config = { permission: 'public', because: 'a test' } as const
  for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const)
    api.route({ method, url: '/thing', config, handler: () => ({ ok: true }) })
  const ask = async (method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE') =>
    (await api?.inject({ method, url: '/thing' }))?.statusCode
  expect(await ask('POST')).toBe(200)
  freeBytes = 499
  await expect.poll(() => room.isLow()).toBe(true)
  for (const method of ['POST', 'PUT', 'PATCH'] as const) expect(await ask(method), method).toBe(507)
  for (const method of ['GET', 'DELETE'] as const) expect(await ask(method), method).toBe(200)
  const told = await api.inject({ method: 'POST', url: '/thing' })
  expect(told.json()).toMatchObject({ code: 'disk_full', status: 507 })
  freeBytes = 500
  await expect.poll(() => ask('POST')).toBe(200)
  room.stop()
})
