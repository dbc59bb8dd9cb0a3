/** The page inside Chatwoot: who is let in, what stands in it, and who may show it. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { listMoments, settleMoment } from '#features/moments/index.ts'
import { holdPerson } from '#features/timeline/index.ts'
import type { CustomerId, MomentId } from '#kit/id.ts'
import type { Api } from '#platform/http.ts'
import { transact, type Scope } from '#platform/scope.ts'
import { secretsOf } from '#platform/secrets.ts'
import { openTestApi } from '#testing/api.ts'
import { startFakeChatwoot, type FakeChatwoot } from '#testing/fake-chatwoot.ts'
import { takeIn } from '#testing/take-in.ts'
import { aWorkspace, NOW } from '#testing/workspace.ts'
import { addAccount, closePage, openPage, removeAccount } from '../accounts.ts'
import type { MomentsBeside } from './moments.ts'

const parts = { secrets: secretsOf([Buffer.alloc(32, 7)]), policy: { privateNetworks: ['127.0.0.0/8'] } }
const HOSTILE = 'Third time I ask: where is my parcel? <img src=x onerror=alert(1)></script><b>hi</b>'

let fake: FakeChatwoot
let api: Api
let close: () => Promise<void>
let scope: Scope
let accountId: string
let pagePath: string

beforeAll(async () => {
  fake = await startFakeChatwoot()
  ;({ api, close } = await openTestApi())
})
afterAll(async () => {
  await close()
  await fake.close()
})
beforeEach(async () => {
  scope = await aWorkspace({ slices: 4 })
  accountId = await joined(scope)
  ;({ pagePath } = await openPage(scope, accountId))
  await letter(scope, accountId, 12, HOSTILE)
})

const joined = async (of: Scope): Promise<string> =>
  (await addAccount(of, parts, { name: 'Ours', baseUrl: fake.url, accountNo: 7, token: fake.token, inboxNo: null, secret: null, readsHistory: false })).id // prettier-ignore
const letter = (of: Scope, account: string, conversation: number, text: string) =>
  takeIn(of, [
    {
      source: `chatwoot:${account}`,
      messageId: String(conversation),
      kind: 'message_in',
      at: new Date(NOW.getTime() - 600_000),
      identities: [{ kind: 'external', value: `chatwoot-${account}:${conversation}`, verified: true }],
      traits: { name: '<i>Maren</i>' },
      text,
      conversation: `${account} ${conversation}`,
      data: { other: { chatwoot: { account, conversation, inbox: 3 } } },
    },
  ])
const ask = (url: string) => api.inject({ method: 'GET', url })
const beside = async (conversation: number) =>
  (await ask(`${pagePath}/${conversation}`)).json<MomentsBeside>()

test('tells the moments of the conversation with their words, why, and the way to them', async () => {
  const [moment, ...more] = (await beside(12)).moments
  expect(more).toEqual([])
  expect(moment).toMatchObject({
    isThreat: true,
    link: expect.stringMatching(/^http:\/\/127\.0\.0\.1\/moments\//),
  })
  const [mark] = moment?.marks ?? []
  expect(moment?.words.slice(mark?.start, mark?.end)).toMatch(/time I ask|where is my parcel/)
  expect(moment?.why.length).toBeGreaterThan(0)
  expect((await beside(13)).moments).toEqual([])
})

describe('strangers', () => {
  test('without the very address get nothing, whatever is wrong with it', async () => {
    const other = await aWorkspace()
    const end = pagePath.split('/').at(-1) ?? ''
    for (const url of [
      pagePath.slice(0, -1),
      `${pagePath.slice(0, -end.length)}${'x'.repeat(43)}`,
      pagePath.replace(`/s/${scope.workspace.no}/`, `/s/${other.workspace.no}/`),
      pagePath.replace(accountId, await joined(other)),
      pagePath.replace(accountId, 'none'),
    ])
      for (const address of [url, `${url}/12`]) {
        const answer = await ask(address)
        expect([answer.statusCode, answer.json<{ code: string }>().code], address).toEqual([404, 'not_found'])
        expect(answer.headers['content-security-policy']).toContain("frame-ancestors 'none'")
      }
  })

  test('nor once it was closed, made anew, or its account left', async () => {
    const { pagePath: next } = await openPage(scope, accountId)
    expect((await ask(pagePath)).statusCode).toBe(404)
    expect((await ask(next)).statusCode).toBe(200)
    await closePage(scope, accountId)
    expect((await ask(next)).statusCode).toBe(404)
    const { pagePath: last } = await openPage(scope, accountId)
    await removeAccount(scope, accountId)
    expect((await ask(last)).statusCode).toBe(404)
  })

  test('nor what stands with another workspace or another account', async () => {
    const other = await aWorkspace()
    const theirs = await joined(other)
    await letter(other, theirs, 21, HOSTILE)
    expect((await beside(21)).moments).toEqual([])
  })
})

test('only the configured Chatwoot may show it, and nothing runs but ours', async () => {
  const { headers, body } = await ask(pagePath)
  const policy = String(headers['content-security-policy'])
  expect(policy).toContain(`frame-ancestors ${fake.url}`)
  expect(policy).not.toMatch(/unsafe|\*/)
  expect(policy).toContain("default-src 'none'")
  expect(headers['x-frame-options']).toBeUndefined()
  expect(headers['referrer-policy']).toBe('no-referrer')
  expect(headers['cache-control']).toBe('no-store')
  expect(body).not.toContain('Maren')
  expect((await ask('/s/chatwoot/page.js')).headers['content-type']).toContain('javascript')
  expect((await ask('/s/chatwoot/routes.ts')).statusCode).toBe(422)
})

test('hostile words arrive as words, and nothing can be changed there', async () => {
  const answer = await ask(`${pagePath}/12`)
  expect(answer.headers['content-type']).toContain('application/json')
  expect(answer.headers['x-content-type-options']).toBe('nosniff')
  expect(answer.json<MomentsBeside>().name).toBe('<i>Maren</i>')
  for (const method of ['POST', 'PUT', 'PATCH', 'DELETE'] as const)
    expect((await api.inject({ method, url: `${pagePath}/12` })).statusCode).toBe(404)
})

test('a moment that was none is not shown, nor a person who restricted the use of her data', async () => {
  const [moment] = (await listMoments(scope, { limit: 1 })).items
  await letter(scope, accountId, 14, HOSTILE)
  await settleMoment(scope, moment?.id as MomentId, { outcome: 'dismissed', reason: 'wrong_meaning' })
  expect([(await beside(12)).moments.length, (await beside(14)).moments.length].sort()).toEqual([0, 1])
  for (const { customer } of (await listMoments(scope, { limit: 5 })).items)
    await transact(scope, (scope) => holdPerson(scope, customer.id as CustomerId, 'restriction'))
  expect((await beside(14)).moments).toEqual([])
})
