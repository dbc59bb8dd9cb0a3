/** R12: “nothing goes out” as people use it: who may, what every page is told, that a key can’t, and that its two ends are accounted for. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { listAudit } from '#platform/audit/index.ts'
import type { Api } from '#platform/http.ts'
import type { RoleName } from '#platform/permissions.ts'
import { read, type Scope } from '#platform/scope.ts'
import { aSession, openTestApi } from '#testing/api.ts'
import { aWorkspace } from '#testing/workspace.ts'

let api: Api
let close: () => Promise<void>
let scope: Scope
beforeAll(async () => {
  scope = await aWorkspace({ slices: 4 })
  ;({ api, close } = await openTestApi())
})
afterAll(() => close())

const URL = '/api/v1/outgoing-hold'
const ask = async (role: RoleName, method: 'GET' | 'PUT' | 'POST', url = URL, payload?: object) =>
  api.inject({
    method,
    url,
    headers: { cookie: await aSession(scope, role), 'sec-fetch-site': 'same-origin' },
    ...(payload ? { payload } : {}),
  })
const told = async (role: RoleName) =>
  (await ask(role, 'GET', '/api/v1/session')).json<{ outgoingHold: unknown }>().outgoingHold

test('whoever leads presses it, everybody is told, and it takes a word on what waits to undo it', async () => {
  expect(await told('viewer')).toBeNull()
  expect((await ask('agent', 'PUT')).statusCode).toBe(403)
  expect((await ask('supervisor', 'PUT')).json()).toMatchObject({
    hold: { by: 'supervisor' },
    waiting: [
      { name: 'replies', count: 0 },
      { name: 'surveys', count: 0 },
    ],
  })
  // Pressed again it stays whose it was.
  expect((await ask('owner', 'PUT')).json()).toMatchObject({ hold: { by: 'supervisor' } })
  expect(await told('viewer')).toMatchObject({ by: 'supervisor' })
  expect((await ask('owner', 'POST', `${URL}/release`, { replies: 'send' })).statusCode).toBe(422)
  expect(
    (await ask('agent', 'POST', `${URL}/release`, { replies: 'send', surveys: 'drop' })).statusCode,
  ).toBe(403)
  expect(await told('agent')).not.toBeNull()
  expect(
    (await ask('owner', 'POST', `${URL}/release`, { replies: 'send', surveys: 'drop' })).json(),
  ).toMatchObject({ hold: null })
  expect(await told('viewer')).toBeNull()
  const lines = await read(scope, (scope) => listAudit(scope, { action: 'outgoing' }, { limit: 20 }))
  expect(lines.map(({ action, details }) => [action, details])).toEqual([
    ['outgoing.released', { replies: '0 sent', surveys: '0 dropped' }],
    ['outgoing.held', {}],
  ])
})
