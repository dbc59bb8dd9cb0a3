/** SAFETY.md R32, G12a: with hardly any room left nothing more is taken in, reading goes on, and room made is noticed. */
import { access, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { openHttp, type Api } from './http.ts'
import { openLog } from './log.ts'
import { RESERVE_BYTES, watchRoom } from './room.ts'
import { makeTestDirectory } from '#testing/directory.ts'
import { aDatabase, NOW } from '#testing/workspace.ts'

let api: Api | undefined
afterAll(() => api?.close())

test('a disk that runs full refuses writes in a sentence, and takes them again once there is room', async () => {
  let freeBytes = 1_000
  const room = await watchRoom('/nowhere', 500, { everyMs: 5, free: () => Promise.resolve(freeBytes) })
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

test('a reserve makes way for the database at the last bytes, and is set aside again before anybody writes', async () => {
  const directory = await makeTestDirectory('room')
  const isThere = () => access(join(directory.path, 'reserve')).then(() => true, () => false) // prettier-ignore
  const [enough, least] = [100 * 1024 ** 2, 50 * 1024 ** 2]
  let freeBytes = enough
  const room = await watchRoom(directory.path, least, { everyMs: 5, free: () => Promise.resolve(freeBytes) })
  try {
    expect((await stat(join(directory.path, 'reserve'))).size).toBe(RESERVE_BYTES)
    freeBytes = least - 1
    await expect.poll(() => room.isLow()).toBe(true)
    expect(await isThere()).toBe(true)
    freeBytes = 1
    await expect.poll(isThere).toBe(false)
    // What it made way for is not room for writers.
    freeBytes = RESERVE_BYTES + least - 1
    for (let looks = 0; looks < 5; looks++) {
      await new Promise((resolve) => setTimeout(resolve, 10))
      expect([room.isLow(), await isThere()]).toEqual([true, false])
    }
    freeBytes = enough
    await expect.poll(() => room.isLow()).toBe(false)
    expect(await isThere()).toBe(true)
  } finally {
    room.stop()
    await directory.remove()
  }
})
