/** What a workspace asks at the door: sessions that end unused and by age, and a second step that is demanded (ASVS 6.3.3, 7.3). */
import { get } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Secret, TOTP } from 'otpauth'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { DAY_MS, HOUR_MS } from '#kit/time.ts'
import { declaredRoutes, type Api } from '#platform/http.ts'
import type { Scope } from '#platform/scope.ts'
import { openTestApi } from '#testing/api.ts'
import { aWorkspace, NOW } from '#testing/workspace.ts'
import { changeAddress, changePassword } from './actions/login.ts'
import { addMembers, createKey, stillHolding } from './index.ts'
import { createEnterKey } from './actions/sessions.ts'
import type { PendingFactor, SessionAnswer, SessionInfo, SetSignInRules, SignInRules } from './contract.ts'

const PASSWORD = 'wool over four mountains'
const RULES: SetSignInRules = { idleHours: 12, sessionDays: 30, factorOf: 'nobody', graceDays: 7 }
const post = async () => false
let api: Api
let close: () => Promise<void>
let now = NOW
let scope: Scope
let made = 0
beforeAll(async () => {
  ;({ api, close } = await openTestApi({ clock: () => now }))
})
afterAll(() => close())
beforeEach(async () => {
  now = NOW
  made += 1
  scope = await aWorkspace()
  await withPassword(scope, addressOf('owner'))
})
const addressOf = (role: string) => `${role}.rules.${made}@example.com`
const later = (hours: number) => (now = new Date(now.getTime() + hours * HOUR_MS))

async function withPassword(scope: Scope, email: string): Promise<void> {
  await changeAddress(scope, { email }, post)
  await changePassword(scope, { next: PASSWORD }, null, post)
}
/** Somebody else of the team, with a password. */
async function aColleague(role: 'agent' | 'supervisor'): Promise<void> {
  const id = `${scope.actor.kind === 'member' ? scope.actor.id.slice(0, 24) : ''}${role === 'agent' ? 'a' : 'b'}${'0'.repeat(11)}` // prettier-ignore
  const member = { id: id as never, name: role, nicknames: [], role, zone: null }
  await addMembers(scope.db, scope.workspace.id, [member], NOW)
  await withPassword(
    { ...scope, actor: { kind: 'member', id: member.id, name: role, role } },
    addressOf(role),
  )
}

type Headers = Readonly<Record<string, string>>
async function ask<T = object>(
  method: 'GET' | 'PUT' | 'POST' | 'DELETE',
  path: string,
  headers: Headers,
  body?: object,
) {
  const answer = await api.inject({
    method,
    url: path.startsWith('/') ? path : `/api/v1/${path}`,
    headers,
    ...(body ? { payload: body } : {}),
  })
  const parsed = (answer.body === '' ? {} : answer.json()) as T & { code?: string; title?: string }
  return { status: answer.statusCode, ...parsed, answer }
}
const signIn = async (role = 'owner') => ({ cookie: `spoonful=${(await cookieOf(role))?.value ?? ''}` })
async function cookieOf(role = 'owner') {
  const answer = await api.inject({
    method: 'POST',
    url: '/api/v1/session',
    remoteAddress: `10.7.${made}.1`,
    payload: { email: addressOf(role), password: PASSWORD },
  })
  return answer.cookies[0]
}
const session = (headers: Headers) => ask<SessionAnswer>('GET', 'session', headers)
const setRules = (headers: Headers, over: Partial<SetSignInRules>) =>
  ask<SignInRules>('PUT', 'sign-in-rules', headers, { ...RULES, ...over })

describe('a session', () => {
  test('ends when nobody used it for twelve hours, and says so', async () => {
    const who = await signIn()
    later(11.9)
    expect(await session(who)).toMatchObject({ status: 200 })
    later(11.9)
    expect(await session(who), 'used meanwhile').toMatchObject({ status: 200 })
    later(12.1)
    expect(await session(who)).toMatchObject({ status: 401, code: 'session_idle', title: 'Nobody was here for 12 hours. Sign in again to go on where you were.' }) // prettier-ignore
    later(48)
    expect(await session(who), 'she comes back on Monday').toMatchObject({ code: 'session_idle' })
  })

  test('is not kept by a page that nobody sits at, nor by its live stream', async () => {
    const who = await signIn()
    for (let hour = 0; hour < 13; hour++) {
      await ask('GET', 'queue', { ...who, 'x-by-itself': '1' })
      later(1)
    }
    expect(await session(who)).toMatchObject({ status: 401, code: 'session_idle' })
  })

  test('ends after thirty days, however much it was used', async () => {
    const who = await signIn()
    expect((await cookieOf())?.maxAge).toBe(30 * 86_400)
    for (let hours = 0; hours < 30 * 24; hours += 10) {
      expect(await session(who)).toMatchObject({ status: 200 })
      later(10)
    }
    expect(await session(who)).toMatchObject({ status: 401, code: 'session_over', title: 'You signed in 30 days ago. Sign in again to go on where you were.' }) // prettier-ignore
  })

  test('of who has no password yet lasts two weeks unused: only the machine’s link would let her in again', async () => {
    const other = await aWorkspace()
    if (other.actor.kind !== 'member') throw new Error('an owner asks')
    const key = await createEnterKey(other.db, other.actor.id, { now, random: other.random })
    const { cookies } = await api.inject({ method: 'GET', url: `/enter/${key}` })
    const who = { cookie: `spoonful=${cookies[0]?.value ?? ''}` }
    later(13 * 24)
    expect(await session(who)).toMatchObject({ status: 200 })
    later(15 * 24)
    expect(await session(who)).toMatchObject({ code: 'session_idle', title: 'Nobody was here for 14 days. Sign in again to go on where you were.' }) // prettier-ignore
  })

  test('lasts as owners say, and no later rule brings an ended one back', async () => {
    await aColleague('agent')
    const [owner, agent] = [await signIn(), await signIn('agent')]
    expect(await setRules(agent, { idleHours: 300 })).toMatchObject({ status: 403, code: 'not_allowed' })
    expect(await setRules(owner, { idleHours: 0 })).toMatchObject({ status: 422 })
    expect(await setRules(owner, { idleHours: 1, sessionDays: 2 })).toMatchObject({ status: 200, idleHours: 1, sessionDays: 2 }) // prettier-ignore
    later(0.9)
    expect(await session(owner)).toMatchObject({ status: 200 })
    later(0.9)
    expect(await session(agent)).toMatchObject({ code: 'session_idle', title: 'Nobody was here for an hour. Sign in again to go on where you were.' }) // prettier-ignore
    expect(await setRules(owner, { idleHours: 300, sessionDays: 3 })).toMatchObject({ status: 200 })
    expect(await session(agent)).toMatchObject({ status: 401, code: 'not_signed_in' })
    const { items } = await ask<{ items: SessionInfo[] }>('GET', 'me/sessions', owner)
    expect(items.map(({ isThis }) => isThis)).toEqual([true])
    // Signed in for thirty days; the rule of the day counts.
    later(3 * 24)
    expect(await session(owner)).toMatchObject({ status: 401, code: 'session_over' })
  })

  test('is another one at each sign-in: the ended cookie stays ended (no fixation)', async () => {
    const old = await signIn()
    later(13)
    expect(await session(old)).toMatchObject({ code: 'session_idle' })
    const again = await api.inject({
      method: 'POST',
      url: '/api/v1/session',
      headers: { cookie: old.cookie },
      payload: { email: addressOf('owner'), password: PASSWORD },
    })
    expect(`spoonful=${again.cookies[0]?.value ?? ''}`).not.toBe(old.cookie)
    expect(await session(old)).toMatchObject({ status: 401 })
  })

  test('that ended is no holder of a live stream', async () => {
    const who = await signIn()
    const { items } = await ask<{ items: SessionInfo[] }>('GET', 'me/sessions', who)
    const holder = `session ${items[0]?.id ?? ''} owner`
    expect([...(await stillHolding(scope.db, [holder], now))]).toEqual([holder])
    later(12.1)
    expect([...(await stillHolding(scope.db, [holder], now))]).toEqual([])
  })

  test('of somebody is ended by who leads her, and by nobody else', async () => {
    await aColleague('agent')
    await aColleague('supervisor')
    const [owner, agent, supervisor] = [await signIn(), await signIn('agent'), await signIn('supervisor')]
    const ownerId = scope.actor.kind === 'member' ? scope.actor.id : ''
    const agentId = (await session(agent)).member.id
    const end = (who: Headers, id: string) => ask('DELETE', `members/${id}/sessions`, who)
    expect(await end(agent, ownerId)).toMatchObject({ status: 403 })
    expect(await end(supervisor, ownerId)).toMatchObject({ status: 403, code: 'above_you' })
    expect(await end(supervisor, agentId)).toMatchObject({ status: 204 })
    expect(await session(agent)).toMatchObject({ status: 401 })
    expect(await session(owner)).toMatchObject({ status: 200 })
  })
})

describe('a second step that is demanded', () => {
  const codeOf = (secret: string) =>
    new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: now.getTime() })
  async function setUp(who: Headers): Promise<string[]> {
    const { secret } = await ask<PendingFactor>('POST', 'me/second-factor', who, { password: PASSWORD })
    const { codes } = await ask<{ codes: string[] }>('PUT', 'me/second-factor', who, { code: codeOf(secret) })
    return codes
  }

  test('is demanded by who has one herself; the others have their time of grace', async () => {
    await aColleague('agent')
    const [owner, agent] = [await signIn(), await signIn('agent')]
    expect(await setRules(owner, { factorOf: 'everybody' })).toMatchObject({
      status: 409,
      code: 'factor_missing',
    })
    await setUp(owner)
    expect(await setRules(owner, { factorOf: 'everybody', graceDays: 7 })).toMatchObject({
      factorOf: 'everybody',
      factorFrom: new Date(NOW.getTime() + 7 * DAY_MS).toISOString(),
      lacking: 1,
    })
    expect((await session(owner)).secondStep).toBeNull()
    expect((await session(agent)).secondStep).toMatchObject({ isDue: false })
    expect(await ask('GET', 'queue', agent)).toMatchObject({ status: 200 })
    // Changed again, the time of grace does not begin anew.
    now = new Date(NOW.getTime() + 2 * HOUR_MS)
    expect((await setRules(owner, { factorOf: 'everybody', graceDays: 60 })).factorFrom).toBe(
      new Date(NOW.getTime() + 7 * DAY_MS).toISOString(),
    )
  })

  test('once due, lets who has none do nothing but set it up, whatever she asks', async () => {
    await aColleague('agent')
    const [owner, agent] = [await signIn(), await signIn('agent')]
    await setUp(owner)
    await setRules(owner, { factorOf: 'everybody', graceDays: 0 })
    const open: string[] = []
    for (const { method, url, permission, config } of declaredRoutes(api)) {
      if (permission === 'public' || ['HEAD', 'OPTIONS'].includes(method) || config.beforeSecondStep) {
        if (config.beforeSecondStep && method !== 'HEAD') open.push(`${method} ${url}`)
        continue
      }
      const path = url.replace(/:\w+/g, '01890000-0000-7000-8000-000000000000').replace('*', 'x')
      const { status, code } = await ask(method as 'GET', path, agent)
      expect([status, ['second_step_needed', 'not_allowed'].includes(code ?? '')], `${method} ${url}: ${code}`).toEqual([403, true]) // prettier-ignore
    }
    expect(open.sort()).toEqual([
      'DELETE /api/v1/session',
      'GET /api/v1/me',
      'GET /api/v1/session',
      'POST /api/v1/me/second-factor',
      'PUT /api/v1/me/second-factor',
    ])
    expect((await session(agent)).secondStep).toMatchObject({ isDue: true })
    expect(await setUp(agent)).toHaveLength(10)
    expect((await session(agent)).secondStep).toBeNull()
    expect(await ask('GET', 'queue', agent)).toMatchObject({ status: 200 })
  })

  test('of leaders leaves agents alone; who becomes one is asked', async () => {
    await aColleague('agent')
    await aColleague('supervisor')
    const [owner, agent, supervisor] = [await signIn(), await signIn('agent'), await signIn('supervisor')]
    await setUp(owner)
    expect(await setRules(owner, { factorOf: 'leaders', graceDays: 0 })).toMatchObject({ lacking: 1 })
    expect(await ask('GET', 'queue', agent)).toMatchObject({ status: 200 })
    expect(await ask('GET', 'queue', supervisor)).toMatchObject({ status: 403, code: 'second_step_needed' })
    const id = (await session(agent)).member.id
    await ask('PUT', `members/${id}/role`, owner, { role: 'supervisor' })
    expect(await ask('GET', 'queue', agent)).toMatchObject({ code: 'second_step_needed' })
  })

  test('taken off again by an owner leads her to a new one; programs go on by their keys', async () => {
    await aColleague('agent')
    const [owner, agent] = [await signIn(), await signIn('agent')]
    await setUp(owner)
    await setUp(agent)
    await setRules(owner, { factorOf: 'everybody', graceDays: 0 })
    expect(await ask('GET', 'queue', agent)).toMatchObject({ status: 200 })
    const id = (await session(agent)).member.id
    expect(await ask('DELETE', `members/${id}/second-factor`, owner)).toMatchObject({ status: 204 })
    expect(await ask('GET', 'queue', agent)).toMatchObject({ code: 'second_step_needed' })
    const { secret } = await createKey(scope, { name: 'report', scopes: ['read'], trust: 'server' })
    expect(await ask('GET', 'queue', { authorization: `Bearer ${secret}` })).toMatchObject({ status: 200 })
  })

  test('closes the live stream of who lacks it when its time comes', async () => {
    await aColleague('agent')
    const [owner, agent] = [await signIn(), await signIn('agent')]
    await setUp(owner)
    await api.listen({ port: 0, host: '127.0.0.1' })
    const { port } = api.server.address() as AddressInfo
    const ended = new Promise<void>((resolve, reject) => {
      get({ port, path: '/live', headers: { cookie: agent.cookie } }, (answer) => {
        expect(answer.statusCode).toBe(200)
        answer.resume().once('end', resolve)
        void setRules(owner, { factorOf: 'everybody', graceDays: 0 }).catch(reject)
      }).on('error', reject)
    })
    await ended
    expect((await ask('GET', '/live', agent)).code).toBe('second_step_needed')
  })
})
