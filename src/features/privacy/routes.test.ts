/** Privacy requests over HTTP, as the desk sends them: restrict, object, correct, refuse; each checked first, each with its receipt, each accounted for. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { customerIdOf } from '#features/timeline/index.ts'
import { listAudit } from '#platform/audit/index.ts'
import type { Api } from '#platform/http.ts'
import type { RoleName } from '#platform/permissions.ts'
import { read, type Scope } from '#platform/scope.ts'
import { aSession, openTestApi } from '#testing/api.ts'
import { takeIn } from '#testing/take-in.ts'
import { anEntry, aWorkspace } from '#testing/workspace.ts'
import type { DeskAnswer, PrivacyRequest, RequestKind } from './contract.ts'

let api: Api
let close: () => Promise<void>
let scope: Scope
let id: string
beforeAll(async () => {
  ;({ api, close } = await openTestApi())
})
afterAll(() => close())
beforeEach(async () => {
  scope = await aWorkspace({ slices: 4 })
  await says('My wedding is on Saturday, where is my order?')
  id = customerIdOf(scope.workspace.id, { kind: 'email', value: 'maren@example.com' })
})

const says = (text: string) =>
  takeIn(scope, [anEntry({ text, traits: { name: 'Maren Oduya', city: 'Leeds' } })])
async function ask(
  method: 'GET' | 'PUT' | 'POST' | 'DELETE',
  path: string,
  payload?: object,
  role: RoleName = 'owner',
) {
  const answer = await api.inject({
    method,
    url: `/api/v1${path}`,
    headers: { cookie: await aSession(scope, role), 'sec-fetch-site': 'same-origin' },
    ...(payload ? { payload } : {}),
  })
  return { status: answer.statusCode, body: (answer.body === '' ? {} : answer.json()) as unknown }
}
const desk = async () => (await ask('GET', `/privacy/customers/${id}`)).body as DeskAnswer
const queue = async () => ((await ask('GET', '/queue')).body as { items: unknown[] }).items.length
const actions = async () =>
  (await read(scope, (scope) => listAudit(scope, {}, { limit: 50 }))).map(({ action }) => action).reverse()

/** Writes the request down and says how it was made sure that it is she. */
async function asked(kind: RequestKind): Promise<string> {
  const opened = await ask('POST', `/privacy/customers/${id}/requests`, { kind })
  expect(opened).toMatchObject({ status: 201, body: { kind, standing: 'open', checked: null } })
  const request = (opened.body as PrivacyRequest).id
  expect(await ask('POST', `/privacy/requests/${request}/fulfilment`, {})).toMatchObject({
    status: 409,
    body: { code: 'identity_not_checked' },
  })
  expect((await ask('PUT', `/privacy/requests/${request}/check`, { how: 'known_address' })).status).toBe(200)
  return request
}

test.each([
  ['restrict', 'restriction', 'customer.restricted'],
  ['object', 'objection', 'customer.objected'],
] as const)(
  '%s: her moments leave the queue, nothing new is noticed, and it can be lifted',
  async (kind, hold, action) => {
    expect(await queue()).toBe(1)
    const request = await asked(kind)
    expect(await ask('POST', `/privacy/requests/${request}/fulfilment`, {})).toMatchObject({
      status: 200,
      body: { standing: 'done', receipt: { by: 'owner' } },
    })
    expect((await desk()).holds).toMatchObject([{ kind: hold, by: 'owner' }])
    expect(await queue()).toBe(0)
    await says('My dog Biscuit loves it, and my birthday is on Friday!')
    expect(await queue()).toBe(0)
    expect((await ask('DELETE', `/privacy/customers/${id}/holds/${hold}`)).status).toBe(204)
    expect((await desk()).holds).toEqual([])
    expect(await actions()).toEqual(
      expect.arrayContaining([
        'request.opened',
        'request.checked',
        action,
        'request.settled',
        'customer.released',
      ]),
    )
  },
)

test('correct: what she says of herself stands from then on, whatever a sender who has it wrong says late or anew', async () => {
  const request = await asked('correct')
  const fulfil = (body: object) => ask('POST', `/privacy/requests/${request}/fulfilment`, body)
  // Nothing to correct is no correction; a field that is none is refused.
  expect((await fulfil({})).status).toBeGreaterThanOrEqual(400)
  expect((await fulfil({ fields: { role: 'owner' } })).status).toBe(422)
  expect(await fulfil({ fields: { name: 'Maren Oduya-Lind', city: 'York' } })).toMatchObject({
    status: 200,
    body: { standing: 'done' },
  })
  const name = async () => ((await ask('GET', `/customers/${id}`)).body as { name: string }).name
  expect(await name()).toBe('Maren Oduya-Lind')
  await says('One more thing')
  expect(await name()).toBe('Maren Oduya-Lind')
  // The shop still has it wrong, and says so again next week.
  const at = new Date(Math.max(Date.now(), scope.now.getTime()) + 7 * 86_400_000)
  await takeIn({ ...scope, now: at }, [anEntry({ messageId: 'again', at, text: 'Hello', traits: { name: 'Maren Oduya', city: 'Leeds' } })]) // prettier-ignore
  expect(await name()).toBe('Maren Oduya-Lind')
  expect(await actions()).toContain('customer.corrected')
})

test('refused with a reason it is settled, and changes nothing', async () => {
  const request = await asked('restrict')
  expect(await ask('POST', `/privacy/requests/${request}/refusal`, { reason: 'not_she' })).toMatchObject({
    status: 422,
  })
  expect(
    (await ask('POST', `/privacy/requests/${request}/refusal`, { reason: 'not_identified' })).status,
  ).toBe(200)
  expect((await desk()).holds).toEqual([])
  expect(await ask('POST', `/privacy/requests/${request}/fulfilment`, {})).toMatchObject({
    body: { code: 'request_settled' },
  })
})

test('who only leads reads the desk and answers nothing; an agent sees none of it', async () => {
  expect((await ask('GET', `/privacy/customers/${id}`, undefined, 'supervisor')).status).toBe(200)
  expect(
    (await ask('POST', `/privacy/customers/${id}/requests`, { kind: 'restrict' }, 'supervisor')).status,
  ).toBe(403)
  expect((await ask('GET', `/privacy/customers/${id}`, undefined, 'agent')).status).toBe(403)
})
