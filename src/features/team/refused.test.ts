/** What an operator and an owner learn of who was refused: everything but what was typed (ASVS 16.3, SAFETY.md R16). */
import { readFileSync } from 'node:fs'
import { Writable } from 'node:stream'
import { pino } from 'pino'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { listAudit } from '#platform/audit/index.ts'
import type { Api } from '#platform/http.ts'
import { read, type Scope } from '#platform/scope.ts'
import { aSession, openTestApi } from '#testing/api.ts'
import { aWorkspace, NOW } from '#testing/workspace.ts'
import { changeAddress, changePassword } from './actions/login.ts'

const PASSWORD = 'wool over four mountains'
const TYPED = 'a secret guess of somebody'
const heard: string[] = []
const log = pino(
  { base: null },
  new Writable({
    write: (chunk: Buffer, _, done) => (heard.push(...String(chunk).trim().split('\n')), done()),
  }),
)
let now = NOW
let opened: { api: Api; close: () => Promise<void> }
let scope: Scope
let email: string
let made = 0
beforeAll(async () => {
  opened = await openTestApi({ log, clock: () => now })
})
afterAll(() => opened.close())
beforeEach(async () => {
  made += 1
  now = new Date(NOW.getTime() + made * 120_000)
  email = `refused.${made}@example.com`
  scope = await aWorkspace()
  await changeAddress(scope, { email }, async () => false)
  await changePassword(scope, { next: PASSWORD }, null, async () => false)
  heard.length = 0
})

async function ask(
  method: 'GET' | 'POST' | 'DELETE',
  url: string,
  over: { body?: object; headers?: object } = {},
) {
  const { statusCode } = await opened.api.inject({
    method,
    url,
    remoteAddress: `203.0.113.${made}`,
    headers: { ...over.headers },
    ...(over.body ? { payload: over.body } : {}),
  })
  return statusCode
}
const lines = () => heard.map((line) => JSON.parse(line) as Record<string, unknown>)
const signIn = (email: string, password = TYPED) =>
  ask('POST', '/api/v1/session', { body: { email, password } })

test('a wrong password leaves a line with whose it was by id, and neither it nor the address', async () => {
  expect(await signIn(email)).toBe(401)
  expect(await signIn('nobody@example.com')).toBe(401)
  const me = scope.actor.kind === 'member' ? scope.actor.id : ''
  const line = { refused: 'sign-in', code: 'sign_in_wrong', status: 401, route: 'POST /api/v1/session', ip: `203.0.113.${made}`, msg: 'refused' } // prettier-ignore
  expect(lines()).toMatchObject([{ ...line, about: `member ${me}` }, line])
  expect(lines()[1]).not.toHaveProperty('about')
  expect(heard.join()).not.toMatch(/secret guess|example\.com/)
  expect(typeof lines()[0]?.['requestId']).toBe('string')
})

test('who is known and refused goes by her id: a foreign page, a right she has not, a key that is none', async () => {
  const cookie = await aSession(scope, 'viewer')
  expect(await ask('GET', '/api/v1/keys', { headers: { cookie } })).toBe(403)
  expect(
    await ask('GET', '/api/v1/queue', { headers: { authorization: 'Bearer spk_not-a-key-of-ours' } }),
  ).toBe(401)
  expect(await ask('POST', '/v1/track', { headers: { authorization: `Basic ${btoa('spk_nor-this-one:')}` }, body: { event: 'x' } })).toBe(401) // prettier-ignore
  expect(await ask('POST', '/api/v1/keys', { headers: { cookie, origin: 'https://evil.example' } })).toBe(403)
  expect(await ask('GET', '/api/v1/queue')).toBe(401)
  expect(lines().map(({ code, by, route }) => [code, String(by).split(' ')[0], route])).toEqual([
    ['not_allowed', 'member', 'GET /api/v1/keys'],
    ['key_not_known', 'undefined', 'GET /api/v1/queue'],
    ['key_not_known', 'undefined', 'POST /v1/track'],
    ['foreign_origin', 'undefined', 'POST /api/v1/keys'],
  ])
  expect(heard.join()).not.toMatch(/spk_|evil/)
})

test('links that are over are written down, asked by a program or by a person', async () => {
  const token = 'A'.repeat(43)
  expect(await ask('GET', `/enter/${token}`)).toBe(410)
  expect(await ask('GET', `/enter/${token}`, { headers: { accept: 'text/html' } })).toBe(303)
  expect(await ask('POST', '/api/v1/invitations/reading', { body: { token } })).toBe(410)
  expect(
    await ask('POST', '/api/v1/password-reset/completion', { body: { token, password: PASSWORD } }),
  ).toBe(410)
  expect(await ask('POST', '/api/v1/session/second-step', { body: { ticket: token, code: '123456' } })).toBe(
    401,
  )
  expect(lines().map(({ code }) => code)).toEqual([
    'enter_key_used',
    'enter_key_used',
    'invitation_over',
    'link_over',
    'ticket_over',
  ])
  expect(heard.join()).not.toMatch(/AAAA|123456|wool/)
})

test('nothing is put into the log by what is typed: one refusal is one line', async () => {
  const forged = '{"level":40,"refused":"sign-in","about":"member of the night"}'
  await signIn(`maren@example.com\n${forged}\r\n`)
  await ask('GET', `/api/v1/keys?x=%0a${encodeURIComponent(forged)}`, {
    headers: { cookie: await aSession(scope, 'agent') },
  })
  expect(heard).toHaveLength(2)
  expect(heard.join()).not.toContain('night')
})

test('a line holds what docs/security/logs.md says, in UTC, as JSON, and nothing else', async () => {
  const cookie = await aSession(scope, 'viewer')
  await signIn(email)
  await ask('GET', '/api/v1/keys', { headers: { cookie } })
  for (let i = 0; i < 25; i++) await ask('GET', '/api/v1/keys', { headers: { cookie } })
  now = new Date(now.getTime() + 60_000)
  await ask('GET', '/api/v1/keys', { headers: { cookie } })
  const table = readFileSync('docs/security/logs.md', 'utf8').split('## Who was refused')[1] ?? ''
  const said = [...table.matchAll(/^\| ((?:`\w+`(?:, )?)+) *\|/gm)].flatMap(
    ([, names = '']) => names.match(/\w+/g) ?? [],
  )
  const used = new Set(lines().flatMap((line) => Object.keys(line)))
  expect([...used].sort()).toEqual([...said, 'level', 'msg'].sort())
  for (const { time } of lines()) expect(Number.isInteger(time)).toBe(true)
})

test('a stranger fills no disk: twenty lines a minute, then a count', async () => {
  const guess = () =>
    ask('GET', '/api/v1/queue', { headers: { authorization: 'Bearer spk_not-a-key-of-ours' } })
  for (let i = 0; i < 50; i++) await guess()
  expect(heard).toHaveLength(20)
  now = new Date(now.getTime() + 60_000)
  await guess()
  expect(lines().at(-1)).toMatchObject({ code: 'key_not_known', unsaidBefore: 30 })
})

test('the owner finds guesses at her people in the audit log, gathered, and without their words', async () => {
  const own = await openTestApi({ clock: () => now })
  for (let i = 0; i < 3; i++)
    await own.api.inject({
      method: 'POST',
      url: '/api/v1/session',
      remoteAddress: '198.51.100.9',
      payload: { email, password: TYPED },
    })
  await own.close()
  const items = await read(scope, (scope) => listAudit(scope, { action: 'session.refused' }, { limit: 9 }))
  const me = scope.actor.kind === 'member' ? scope.actor.id : ''
  expect(items).toMatchObject([
    { action: 'session.refused', actorName: 'The door', subjectKind: 'member', subjectId: me, details: { because: 'sign_in_wrong', count: 3 } }, // prettier-ignore
  ])
  expect(JSON.stringify(items)).not.toMatch(/secret guess|example\.com/)
})
