/** Links that strangers may guess at: too many to guess, slowed down, and never used by being looked at (SAFETY.md R11, G14d). */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { hashSecret, makeSecret } from '#features/team/secrets.ts'
import { onStatement } from '#platform/database.ts'
import { declaredRoutes, type Api } from '#platform/http.ts'
import { chance } from '#platform/scope.ts'
import { aSession, openTestApi } from '#testing/api.ts'
import { aWorkspace } from '#testing/workspace.ts'

let api: Api
let close: () => Promise<void>
beforeAll(async () => {
  ;({ api, close } = await openTestApi())
})
afterAll(() => close())

const GUESSES = 1_000_000

test('a million guesses at ten thousand live links meet none; each has 256 bits, none is empty (G14d)', () => {
  const live = new Set(
    Array.from({ length: 10_000 }, () => hashSecret(makeSecret('', chance))?.toString('hex') ?? ''),
  )
  expect(live.size).toBe(10_000)
  expect(Buffer.from(makeSecret('', chance), 'base64url')).toHaveLength(32)
  let hits = 0
  for (let i = 0; i < GUESSES; i++)
    if (live.has(hashSecret(makeSecret('', chance))?.toString('hex') ?? 'none')) hits += 1
  expect(hits).toBe(0)
  expect([hashSecret(''), hashSecret('x'.repeat(19))]).toEqual([undefined, undefined])
})

test.each(['/password-reset/completion', '/invitations/reading', '/invitations/acceptance'])(
  'after twenty misses in a minute %s listens to that network no more, and to others still (G14d)',
  async (path) => {
    const guess = (remoteAddress: string) =>
      api.inject({
        method: 'POST',
        url: `/api/v1${path}`,
        remoteAddress,
        payload: {
          token: 'A'.repeat(43),
          ...(path.includes('reading') ? {} : { password: 'wool over four mountains' }),
          ...(path.includes('acceptance') ? { name: 'x' } : {}),
        },
      })
    const statuses: number[] = []
    for (let i = 0; i < 22; i++) statuses.push((await guess('203.0.113.50')).statusCode)
    expect(statuses.slice(0, 20)).toEqual(Array(20).fill(410))
    expect(statuses.slice(20)).toEqual([429, 429])
    expect((await guess('203.0.113.51')).statusCode).toBe(410)
  },
)

/** The printed link is opened by hand and mailed to nobody; the settings of the form get their row when an owner first looks. */
const EXCEPT = ['/enter/:key', '/api/v1/contact-form']

/** When a session or a key was last seen, and what was taken out of here. */
const NOTED = /set (seen_at|used_at)|audit_unsealed/

test('no GET of any route writes anything, but that it was asked (G14d)', async () => {
  const scope = await aWorkspace()
  const cookie = await aSession(scope, 'owner')
  const written: string[] = []
  for (const { method, url } of declaredRoutes(api)) {
    if (method !== 'GET' || url === '/live' || EXCEPT.includes(url)) continue
    const stop = onStatement((text) => {
      if (/^\s*(insert|update|delete)\b/i.test(text) && !NOTED.test(text)) written.push(`${url}: ${text}`)
    })
    await api.inject({
      method: 'GET',
      url: url.replace(/:\w+/g, '01890000-0000-7000-8000-000000000000').replace('*', 'x'),
      headers: { cookie },
    })
    stop()
  }
  expect(written).toEqual([])
})
