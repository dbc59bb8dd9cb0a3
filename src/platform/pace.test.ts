/** SAFETY.md R8, G14d: an office behind one address shares no limit; a stranger is counted by address, whatever she calls herself. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Refusal } from '#kit/refusal.ts'
import type { MemberId } from '#kit/id.ts'
import { openHttp, type Api } from './http.ts'
import { openLog } from './log.ts'
import { aWorkspace, NOW } from '#testing/workspace.ts'

let api: Api
beforeAll(async () => {
  const { db, workspace } = await aWorkspace()
  api = openHttp({
    db,
    log: openLog('silent'),
    clock: () => NOW,
    identify: async ({ headers }) => {
      if (headers.authorization) throw new Refusal('key_not_known', 'There is no such key.')
      const id = headers.cookie
      return id === undefined
        ? undefined
        : { actor: { kind: 'member', id: id as MemberId, name: id, role: 'agent' }, workspace, sessionId: id }
    },
    origins: () => [],
    isSecure: false,
    pace: { most: 30, roof: 100 },
  })
  api.after(declare)
})
afterAll(() => api.close())

function declare() {
  api.get('/queue', { config: { permission: 'moments.read' } }, () => ({ ok: true }))
  api.get(
    '/costly',
    { config: { permission: 'moments.read', rateLimit: { max: 3, timeWindow: '1 minute' } } },
    () => ({ ok: true }),
  )
  api.get('/form', { config: { permission: 'public', because: 'a test' } }, () => ({ ok: true }))
  api.get(
    '/door',
    { config: { permission: 'public', because: 'a test', rateLimit: { max: 3, timeWindow: '1 minute' } } },
    () => ({ ok: true }),
  )
}

const ask = (url: string, remoteAddress: string, headers: Record<string, string> = {}) =>
  api.inject({ url, remoteAddress, headers })
/** How often each status came. */
async function asked(times: number, one: (i: number) => ReturnType<typeof ask>) {
  const counted: Record<number, number> = {}
  for (let i = 0; i < times; i++) {
    const { statusCode } = await one(i)
    counted[statusCode] = (counted[statusCode] ?? 0) + 1
  }
  return counted
}

test('each of one office has her own number of requests, wherever she sits', async () => {
  expect(await asked(40, () => ask('/queue', '192.0.2.1', { cookie: 'jo' }))).toEqual({ 200: 30, 429: 10 }) // prettier-ignore
  expect((await ask('/queue', '192.0.2.1', { cookie: 'priya' })).statusCode).toBe(200)
  const told = await ask('/queue', '192.0.2.99', { cookie: 'jo' })
  expect([told.statusCode, told.json<{ code: string }>().code]).toEqual([429, 'too_many_requests'])
  expect(Number(told.headers['retry-after'])).toBeGreaterThan(0)
})

test('what costs more is counted by session too', async () => {
  expect(await asked(5, () => ask('/costly', '192.0.2.2', { cookie: 'lee' }))).toEqual({ 200: 3, 429: 2 })
  expect((await ask('/costly', '192.0.2.2', { cookie: 'ann' })).statusCode).toBe(200)
})

test.each([
  ['another key each time', (i: number) => ask('/queue', '192.0.2.3', { authorization: `Bearer ${i}` })],
  ['nothing at all', () => ask('/queue', '192.0.2.4')],
])('a stranger who sends %s is counted by her address, and the office goes on', async (_, one) => {
  expect(await asked(40, one)).toEqual({ 401: 30, 429: 10 })
  expect((await one(0)).statusCode).toBe(429)
  expect((await ask('/queue', '192.0.2.3', { cookie: `inside-${_}` })).statusCode).toBe(200)
})

test('public pages and doors are counted by address or network, with whatever is sent beside', async () => {
  const spoofed = (i: number) => ({ authorization: `Bearer ${i}`, cookie: `c-${i}`, 'x-forwarded-for': `10.0.0.${i}` }) // prettier-ignore
  expect(await asked(35, (i) => ask('/form', '192.0.2.5', spoofed(i)))).toEqual({ 200: 30, 429: 5 })
  expect(await asked(6, (i) => ask('/door', `2001:db8:0:7::${i + 1}`, spoofed(i)))).toEqual({ 200: 3, 429: 3 }) // prettier-ignore
  expect((await ask('/door', '2001:db8:0:8::1')).statusCode).toBe(200)
})

test('above all that one address has a roof', async () => {
  const counted = await asked(110, (i) => ask('/queue', '192.0.2.6', { cookie: `many-${i % 20}` }))
  expect(counted).toEqual({ 200: 100, 429: 10 })
})
