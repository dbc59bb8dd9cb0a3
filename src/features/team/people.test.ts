/** Who is on a team: invitations, roles that count at once, and that somebody stays owner (SAFETY.md R2, R11). */
import { get } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Api } from '#platform/http.ts'
import type { Scope } from '#platform/scope.ts'
import { aSession, openTestApi } from '#testing/api.ts'
import { aWorkspace, NOW } from '#testing/workspace.ts'
import { setMyAbsence } from './actions/me.ts'
import { listMembers } from './index.ts'
import type { InvitationInfo, LinkAnswer, MemberInfo } from './contract.ts'

let api: Api
let close: () => Promise<void>
let now = NOW
beforeAll(async () => {
  ;({ api, close } = await openTestApi({ clock: () => now }))
})
afterAll(() => close())

async function ask<T = unknown>(
  cookie: string,
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
  path: string,
  body?: object,
) {
  const answer = await api.inject({
    method,
    url: `/api/v1${path}`,
    headers: { cookie },
    ...(body ? { payload: body } : {}),
  })
  const parsed = (answer.body === '' ? {} : answer.json<T & { code?: string }>()) as T & { code?: string }
  return { ...parsed, status: answer.statusCode, answer }
}
const peopleOf = async (cookie: string) =>
  (await ask<{ items: MemberInfo[] }>(cookie, 'GET', '/members')).items
async function idOf(scope: Scope, role: string): Promise<string> {
  const people = await peopleOf(await aSession(scope, 'owner'))
  return people.find(({ name }) => name === role)?.id ?? ''
}

describe('an invitation', () => {
  async function anInvitation(role = 'agent', email = 'jo@example.com') {
    const scope = await aWorkspace()
    const owner = await aSession(scope, 'owner')
    const made = await ask<LinkAnswer>(owner, 'POST', '/invitations', { email, role })
    return { scope, owner, made, token: made.link.split('#')[1] ?? '' }
  }
  const accept = (token: string, password = 'seven grey herons waiting') =>
    ask('', 'POST', '/invitations/acceptance', { token, name: 'Jo Park', password })

  test('lets somebody in once, in the role it was given for', async () => {
    const { owner, made, token } = await anInvitation()
    expect([made.status, made.mailedTo]).toEqual([201, null])
    expect(made.link).toMatch(/^http:\/\/127\.0\.0\.1\/join#[\w-]{43}$/)
    expect(await ask('', 'POST', '/invitations/reading', { token })).toMatchObject({
      workspace: 'Tussock Merino',
      email: 'jo@example.com',
      role: 'agent',
    })
    const { answer } = await accept(token)
    const cookie = `spoonful=${answer.cookies[0]?.value ?? ''}`
    expect(await ask(cookie, 'GET', '/session')).toMatchObject({ member: { name: 'Jo Park', role: 'agent' } })
    expect(await accept(token)).toMatchObject({ status: 410, code: 'invitation_over' })
    expect((await peopleOf(owner)).find(({ name }) => name === 'Jo Park')?.login).toEqual({
      email: 'jo@example.com',
      hasPassword: true,
      hasSecondFactor: false,
    })
  })

  test('is over after a week, when it is taken back, and when a new one goes to the same address', async () => {
    const { owner, made, token } = await anInvitation()
    const next = await ask<LinkAnswer>(owner, 'POST', '/invitations', {
      email: 'JO@example.com',
      role: 'agent',
    })
    expect(await accept(token)).toMatchObject({ code: 'invitation_over' })
    expect(await ask(owner, 'DELETE', `/invitations/${made.id}`)).toMatchObject({ status: 404 })
    expect((await ask<{ items: InvitationInfo[] }>(owner, 'GET', '/invitations')).items).toHaveLength(1)
    now = new Date(NOW.getTime() + 8 * 86_400_000)
    expect(await accept(next.link.split('#')[1] ?? '')).toMatchObject({ code: 'invitation_over' })
    now = NOW
    expect(await ask(owner, 'DELETE', `/invitations/${next.id}`)).toMatchObject({ status: 204 })
    expect(await accept(next.link.split('#')[1] ?? '')).toMatchObject({ code: 'invitation_over' })
  })

  test('of nobody, empty or guessed, leads nowhere (R11)', async () => {
    const { token } = await anInvitation()
    for (const wrong of ['', token.slice(1), 'A'.repeat(43)])
      expect(await accept(wrong)).toMatchObject({ status: 410 })
  })

  test('is not raised by who gives it: a supervisor invites agents and viewers', async () => {
    const { scope, made } = await anInvitation('owner', 'boss@example.com')
    const supervisor = await aSession(scope, 'supervisor')
    const asked = (role: string) =>
      ask(supervisor, 'POST', '/invitations', { email: `${role}@example.com`, role })
    expect(await asked('supervisor')).toMatchObject({ status: 403, code: 'above_you' })
    expect(await asked('owner')).toMatchObject({ status: 403, code: 'above_you' })
    expect(await asked('agent')).toMatchObject({ status: 201 })
    expect(await ask(supervisor, 'DELETE', `/invitations/${made.id}`)).toMatchObject({ code: 'above_you' })
  })

  test('goes with whoever gave it', async () => {
    const { scope } = await anInvitation()
    const supervisor = await aSession(scope, 'supervisor')
    const made = await ask<LinkAnswer>(supervisor, 'POST', '/invitations', {
      email: 'me2@example.com',
      role: 'agent',
    })
    await ask(await aSession(scope, 'owner'), 'DELETE', `/members/${await idOf(scope, 'supervisor')}`)
    expect(await accept(made.link.split('#')[1] ?? '')).toMatchObject({ code: 'invitation_over' })
  })
})

describe('a role', () => {
  test('that is changed counts from the next request on (G14b)', async () => {
    const scope = await aWorkspace()
    const [owner, agent] = [await aSession(scope, 'owner'), await aSession(scope, 'agent')]
    expect(await ask(agent, 'GET', '/invitations')).toMatchObject({ status: 403 })
    const path = `/members/${await idOf(scope, 'agent')}/role`
    expect(await ask(owner, 'PUT', path, { role: 'supervisor' })).toMatchObject({ status: 204 })
    expect(await ask(agent, 'GET', '/invitations')).toMatchObject({ status: 200 })
    expect(await ask(owner, 'PUT', path, { role: 'viewer' })).toMatchObject({ status: 204 })
    expect(await ask(agent, 'GET', '/invitations')).toMatchObject({ status: 403 })
  })

  test('is raised by nobody for herself, and a supervisor touches no owner (G14b)', async () => {
    const scope = await aWorkspace()
    await aSession(scope, 'owner')
    for (const role of ['supervisor', 'agent', 'viewer'] as const) {
      const cookie = await aSession(scope, role)
      const path = `/members/${await idOf(scope, role)}/role`
      expect((await ask(cookie, 'PUT', path, { role: 'owner' })).status, role).toBe(403)
    }
    const supervisor = await aSession(scope, 'supervisor')
    const owner = await idOf(scope, 'Priya Nair')
    for (const [method, path] of [
      ['PUT', `/members/${owner}/role`],
      ['DELETE', `/members/${owner}`],
      ['POST', `/members/${owner}/password-reset`],
      ['DELETE', `/members/${owner}/second-factor`],
    ] as const)
      expect(
        (await ask(supervisor, method, path, method === 'PUT' ? { role: 'viewer' } : undefined)).code,
        path,
      ).toBe('above_you')
  })

  test('of the last owner stays, also when two owners let each other go at once', async () => {
    const scope = await aWorkspace()
    const first = await aSession(scope, 'owner')
    const owners = (await peopleOf(first)).filter(({ role }) => role === 'owner')
    expect(owners).toHaveLength(2)
    const answers = await Promise.all(
      owners.map(({ id }) => ask(first, 'PUT', `/members/${id}/role`, { role: 'viewer' })),
    )
    expect(answers.filter(({ status }) => status === 204)).toHaveLength(1)
    const left = await listMembers(scope.db, scope.workspace.id)
    expect(left.filter(({ role }) => role === 'owner')).toHaveLength(1)
  })

  test('ends with her place on the team: her session is nobody’s, her stream closes (G14b)', async () => {
    const scope = await aWorkspace()
    const [owner, agent] = [await aSession(scope, 'owner'), await aSession(scope, 'agent')]
    await api.listen({ port: 0, host: '127.0.0.1' })
    const { port } = api.server.address() as AddressInfo
    const stream = await new Promise<{ ended: Promise<void> }>((resolve, reject) => {
      get({ port, path: '/live', headers: { cookie: agent } }, (response) => {
        response.resume()
        resolve({ ended: new Promise((ended) => response.on('end', () => ended())) })
      }).on('error', reject)
    })
    expect(await ask(owner, 'DELETE', `/members/${await idOf(scope, 'agent')}`)).toMatchObject({
      status: 204,
    })
    expect(await ask(agent, 'GET', '/session')).toMatchObject({ status: 401, code: 'not_signed_in' })
    await stream.ended
  })
})

test('what she says about herself is shown to the team; how she gets in only to who leads it (R24)', async () => {
  const scope = await aWorkspace()
  const [owner, agent] = [await aSession(scope, 'owner'), await aSession(scope, 'agent')]
  const change = {
    name: 'Jo Park',
    nicknames: ['Joey', 'Joey'],
    zone: 'Europe/London',
    hours: { fri: [['09:00', '17:00']] },
  }
  expect(await ask(agent, 'PATCH', '/me', change)).toMatchObject({ status: 200, nicknames: ['Joey'] })
  expect(await ask(agent, 'PATCH', '/me', { zone: 'Mars/Olympus' })).toMatchObject({ code: 'zone_unknown' })
  const jo = (people: MemberInfo[]) => people.find(({ name }) => name === 'Jo Park')
  expect(jo(await peopleOf(agent))).toMatchObject({ worksNow: true, login: null, mayChange: false })
  expect(jo(await peopleOf(owner))).toMatchObject({ login: { email: null }, mayChange: true })
})

test('somebody is set away by who leads the team', async () => {
  const scope = await aWorkspace()
  const supervisor = await aSession(scope, 'supervisor')
  await aSession(scope, 'agent')
  const until = new Date(NOW.getTime() + 86_400_000).toISOString()
  const path = `/members/${await idOf(scope, 'agent')}/absence`
  expect(await ask(supervisor, 'PUT', path, { until })).toMatchObject({ status: 204 })
  expect((await peopleOf(supervisor)).find(({ name }) => name === 'agent')?.awayUntil).toBe(until)
  expect(await ask(supervisor, 'DELETE', path)).toMatchObject({ status: 204 })
  await setMyAbsence(scope, null)
})
