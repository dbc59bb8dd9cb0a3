/** The door, asked as a browser asks it: what a stranger can find out, and what nobody can take from its owner (SAFETY.md R11, G14e). */
import { hash as sha256 } from 'node:crypto'
import { Secret, TOTP } from 'otpauth'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { onStatement, sql } from '#platform/database.ts'
import type { Api } from '#platform/http.ts'
import type { Scope } from '#platform/scope.ts'
import { openTestApi } from '#testing/api.ts'
import { aWorkspace, NOW } from '#testing/workspace.ts'
import { createEnterKey } from './actions/sessions.ts'
import type { LinkAnswer, PendingFactor, RecoveryCodes, SessionInfo } from './contract.ts'
import { COST, hashPassword } from './passwords.ts'

const PASSWORD = 'wool over four mountains'
let api: Api
let close: () => Promise<void>
let now = NOW
let scope: Scope
let email: string
let made = 0
beforeAll(async () => {
  ;({ api, close } = await openTestApi({ clock: () => now }))
})
afterAll(() => close())

type Asked = { cookie?: string; ip?: string; origin?: string }
async function ask(method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, body?: object, by: Asked = {}) {
  const answer = await api.inject({
    method,
    url: `/api/v1${path}`,
    remoteAddress: by.ip ?? `10.1.${Math.floor(made / 200)}.${made % 200}`,
    headers: { ...(by.cookie ? { cookie: by.cookie } : {}), ...(by.origin ? { origin: by.origin } : {}) },
    ...(body ? { payload: body } : {}),
  })
  const cookie = answer.cookies.find(({ name }) => name === 'spoonful')
  return {
    status: answer.statusCode,
    code: answer.body === '' ? undefined : answer.json<{ code?: string }>().code,
    body: answer.body,
    headers: answer.headers,
    cookie: cookie ? `spoonful=${cookie.value}` : '',
    set: cookie,
  }
}
const signIn = (password = PASSWORD, by: Asked & { as?: string } = {}) =>
  ask('POST', '/session', { email: by.as ?? email, password }, by)
/** What a browser does first: the link that was printed. */
async function enter(): Promise<string> {
  if (scope.actor.kind !== 'member') throw new Error('an owner asks')
  const key = await createEnterKey(scope.db, scope.actor.id, { now, random: scope.random })
  const answer = await api.inject({ method: 'GET', url: `/enter/${key}` })
  return `spoonful=${answer.cookies[0]?.value ?? ''}`
}

beforeEach(async () => {
  now = NOW
  made += 1
  scope = await aWorkspace()
  email = `priya.${made}@example.com`
  const cookie = await enter()
  expect(await ask('PUT', '/me/address', { email }, { cookie })).toMatchObject({ status: 204 })
  expect(await ask('PUT', '/me/password', { next: PASSWORD }, { cookie })).toMatchObject({ status: 204 })
})

describe('signing in', () => {
  test('lets her in with address and password, by a cookie that scripts cannot read', async () => {
    const { status, cookie, set } = await signIn(PASSWORD, { as: ` ${email.toUpperCase()} ` })
    expect([status, set?.httpOnly, set?.sameSite]).toEqual([200, true, 'Lax'])
    expect(await ask('GET', '/session', undefined, { cookie })).toMatchObject({ status: 200 })
  })

  test('an address that no database keeps is refused before one is asked', async () => {
    for (const email of ['\u0000', 'maren\ud800@example.com'])
      for (const path of ['/session', '/password-reset'])
        expect(
          (await ask('POST', path, { email, ...(path === '/session' && { password: 'x' }) })).status,
          path,
        ).toBe(422)
  })

  test('answers a known and an unknown address with the same words and the same work (G14e)', async () => {
    const heard: string[] = []
    const stop = onStatement((text) => heard.push(text))
    const known = await signIn('not her password at all')
    const forKnown = heard.splice(0)
    const unknown = await signIn('not her password at all', { as: 'nobody@example.com' })
    stop()
    const plain = ({ body }: { body: string }) => body.replace(/"requestId":"\w+"/, '')
    expect([known.status, plain(known)]).toEqual([401, plain(unknown)])
    expect(unknown.status).toBe(401)
    expect(heard, 'the same statements').toEqual(forKnown)
  })

  test('measures who has no password against one of the same cost: argon2id, 19 MiB, two passes (G14e)', async () => {
    const kept = await hashPassword(PASSWORD)
    expect(kept.slice(0, kept.lastIndexOf('$', kept.lastIndexOf('$') - 1))).toBe(
      '$argon2id$v=19$m=19456,t=2,p=1',
    )
    expect(COST).toMatchObject({ memoryCost: 19_456, timeCost: 2 })
  })

  test('a hundred wrong passwords are slowed down, and the owner comes in from her own place at once (G14e)', async () => {
    expect(await signIn(PASSWORD, { ip: '192.0.2.7' })).toMatchObject({ status: 200 })
    const wrong = await Promise.all(
      Array.from({ length: 50 }, (_, i) => signIn(`wrong password ${i}`, { ip: '203.0.113.9' })),
    )
    const looked = wrong.filter(({ status }) => status === 401).length
    expect([looked, wrong.filter(({ status }) => status === 429).length]).toEqual([5, 45])
    expect(Number(wrong.find(({ status }) => status === 429)?.headers['retry-after'])).toBeGreaterThan(0)
    // A crowd of machines, each with a few guesses.
    for (let i = 0; i < 50; i++) await signIn(`wrong ${i} password`, { ip: `198.51.100.${i}` })
    expect(await signIn(PASSWORD, { ip: '198.51.100.200' }), 'a stranger’s place waits').toMatchObject({
      status: 429,
      code: 'too_many_guesses',
    })
    expect(await signIn(PASSWORD, { ip: '192.0.2.7' }), 'hers does not').toMatchObject({ status: 200 })
    now = new Date(NOW.getTime() + 31_000)
    expect(await signIn(PASSWORD, { ip: '198.51.100.201' }), 'and nobody waits long').toMatchObject({
      status: 200,
    })
  })

  test('no date ends a password: after two years it lets her in as it is', async () => {
    now = new Date(NOW.getTime() + 2 * 365 * 86_400_000)
    const { status, cookie } = await signIn()
    expect(status).toBe(200)
    expect(await ask('GET', '/queue', undefined, { cookie })).toMatchObject({ status: 200 })
  })

  test('a page of others signs nobody in', async () => {
    expect(await signIn(PASSWORD, { origin: 'https://evil.example' })).toMatchObject({
      status: 403,
      code: 'foreign_origin',
    })
  })
})

describe('a password that changes', () => {
  test('ends all other sessions, and needs the present one (G14e)', async () => {
    const [here, there] = [await signIn(), await signIn()]
    const change = (password: string, next: string) =>
      ask('PUT', '/me/password', { password, next }, { cookie: here.cookie })
    expect(await change('something else', 'quiet lamps along the harbour')).toMatchObject({
      code: 'password_wrong',
    })
    expect(await change(PASSWORD, 'priya123')).toMatchObject({ code: 'password_weak' })
    expect(await change(PASSWORD, 'quiet lamps along the harbour')).toMatchObject({ status: 204 })
    expect(await ask('GET', '/session', undefined, { cookie: here.cookie })).toMatchObject({ status: 200 })
    expect(await ask('GET', '/session', undefined, { cookie: there.cookie })).toMatchObject({ status: 401 })
    expect(await signIn()).toMatchObject({ status: 401 })
  })

  test('leaves neither itself nor its hash under an Idempotency-Key (R11)', async () => {
    const { cookie } = await signIn()
    await api.inject({
      method: 'POST',
      url: '/api/v1/keys',
      headers: { cookie, 'idempotency-key': `key-${made}-once` },
      payload: { name: 'shop', scopes: ['read'] },
    })
    const again = await api.inject({
      method: 'POST',
      url: '/api/v1/keys',
      headers: { cookie, 'idempotency-key': `key-${made}-once` },
      payload: { name: 'shop', scopes: ['read'] },
    })
    expect([again.statusCode, again.json<{ code: string }>().code]).toEqual([409, 'answer_not_kept'])
    const kept = await scope.db.owner((db) =>
      db.many<{ answer: string }>(
        sql`select answer from idempotency where home = ${scope.workspace.no * 4096}`,
      ),
    )
    expect(kept.map(({ answer }) => answer).join()).not.toContain('spk_')
  })
})

test('sessions are listed; she ends one, and then all but hers (G14e)', async () => {
  const [here, there, elsewhere] = [await signIn(), await signIn(), await signIn()]
  const list = async () =>
    JSON.parse((await ask('GET', '/me/sessions', undefined, { cookie: here.cookie })).body) as {
      items: SessionInfo[]
    }
  const { items } = await list()
  // The one that set the password is still open.
  expect(items).toHaveLength(4)
  const other = items.find(({ isThis }) => !isThis)
  expect(await ask('DELETE', `/me/sessions/${other?.id}`, undefined, { cookie: here.cookie })).toMatchObject({
    status: 204,
  })
  expect(await ask('DELETE', `/me/sessions/${other?.id}`, undefined, { cookie: here.cookie })).toMatchObject({
    status: 404,
  })
  expect(await ask('DELETE', '/me/sessions', undefined, { cookie: here.cookie })).toMatchObject({
    status: 204,
  })
  for (const { cookie } of [there, elsewhere])
    expect(await ask('GET', '/session', undefined, { cookie })).toMatchObject({ status: 401 })
  expect((await list()).items.map(({ isThis }) => isThis)).toEqual([true])
})

describe('a forgotten password', () => {
  async function aLink(cookie: string): Promise<string> {
    const id = scope.actor.kind === 'member' ? scope.actor.id : ''
    const answer = await ask('POST', `/members/${id}/password-reset`, undefined, { cookie })
    return (JSON.parse(answer.body) as LinkAnswer).link.split('#')[1] ?? ''
  }
  const complete = (token: string, password = 'a slow boat to nowhere') =>
    ask('POST', '/password-reset/completion', { token, password })

  test('is asked for with the same answer whoever it is (G14e)', async () => {
    const known = await ask('POST', '/password-reset', { email })
    const unknown = await ask('POST', '/password-reset', { email: 'nobody@example.com' })
    expect([known.status, known.body]).toEqual([202, unknown.body])
    expect(unknown.status).toBe(202)
  })

  test('becomes a new one by a link that works once and ends every session (R11)', async () => {
    const { cookie } = await signIn()
    const token = await aLink(cookie)
    expect(await complete(token, 'short'), 'a weak one does not cost the link').toMatchObject({
      code: 'password_weak',
    })
    expect(await complete(token)).toMatchObject({ status: 204 })
    expect(await complete(token)).toMatchObject({ status: 410, code: 'link_over' })
    expect(await ask('GET', '/session', undefined, { cookie })).toMatchObject({ status: 401 })
    expect(await signIn('a slow boat to nowhere')).toMatchObject({ status: 200 })
  })

  test('does not by a link that is old, empty or somebody’s guess (R11, G14d)', async () => {
    const token = await aLink((await signIn()).cookie)
    for (const wrong of ['', 'x', token.slice(0, -1), `${token.slice(0, -1)}!`, 'A'.repeat(43)])
      expect(await complete(wrong)).toMatchObject({ status: 410 })
    now = new Date(NOW.getTime() + 25 * 3_600_000)
    expect(await complete(token)).toMatchObject({ status: 410 })
  })

  test('is kept only as a hash with purpose and expiry (R11)', async () => {
    const token = await aLink((await signIn()).cookie)
    const rows = await scope.db.owner((db) =>
      db.many<{ hash: Buffer; purpose: string }>(sql`select hash, purpose from member_token`),
    )
    expect(rows.find(({ hash }) => hash.equals(sha256('sha256', token, 'buffer')))?.purpose).toBe('reset')
    expect(JSON.stringify(rows)).not.toContain(token)
  })
})

describe('a second factor', () => {
  const codeOf = (secret: string, at = now) =>
    new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: at.getTime() })
  async function on() {
    const { cookie } = await signIn()
    const pending = JSON.parse(
      (await ask('POST', '/me/second-factor', { password: PASSWORD }, { cookie })).body,
    ) as PendingFactor
    const confirmed = await ask('PUT', '/me/second-factor', { code: codeOf(pending.secret) }, { cookie })
    return { cookie, pending, codes: (JSON.parse(confirmed.body) as RecoveryCodes).codes }
  }
  const ticket = async () => (JSON.parse((await signIn()).body) as { ticket: string }).ticket
  const step = (ticket: string, code: string) => ask('POST', '/session/second-step', { ticket, code })

  test('is asked for from then on, and each code works once', async () => {
    const { pending, codes } = await on()
    expect(pending.address).toContain('otpauth://totp/')
    expect(pending.qr.path).toMatch(/^M\d+ \d+h1v1h-1z/)
    expect(codes).toHaveLength(10)
    const first = await signIn()
    expect(first.cookie).toBe('')
    expect(await step(await ticket(), codeOf(pending.secret)), 'used when it was switched on').toMatchObject({
      code: 'code_wrong',
    })
    now = new Date(NOW.getTime() + 60_000)
    const came = await step(await ticket(), codeOf(pending.secret))
    expect(came.status).toBe(200)
    expect(await ask('GET', '/session', undefined, { cookie: came.cookie })).toMatchObject({ status: 200 })
    expect(await step(await ticket(), codeOf(pending.secret))).toMatchObject({ code: 'code_wrong' })
  })

  test('has recovery codes that work once each, and a ticket that is tried five times at most', async () => {
    const { codes } = await on()
    const [code = ''] = codes
    expect(await step(await ticket(), code.toLowerCase())).toMatchObject({ status: 200 })
    const one = await ticket()
    expect(await step(one, code)).toMatchObject({ code: 'code_wrong' })
    for (let i = 0; i < 3; i++) await step(one, '000000')
    now = new Date(NOW.getTime() + 5 * 60_000)
    expect((await step(one, '000000')).code).toBe('code_wrong')
    expect(await step(one, codes[1] ?? '')).toMatchObject({ status: 401, code: 'ticket_over' })
  })

  test('does not count before a code of it was typed', async () => {
    const { cookie } = await signIn()
    await ask('POST', '/me/second-factor', { password: PASSWORD }, { cookie })
    expect(await ask('PUT', '/me/second-factor', { code: '000000' }, { cookie })).toMatchObject({
      code: 'code_wrong',
    })
    expect((await signIn()).cookie).not.toBe('')
  })
})
