import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openHttp, type Api } from '#platform/http.ts'
import { openLog } from '#platform/log.ts'
import type { Actor, Scope } from '#platform/scope.ts'
import { takeIn } from '#testing/take-in.ts'
import { aWorkspace, anEntry, NOW } from '#testing/workspace.ts'
import { MomentDetail, MomentRow, QueueAnswer } from './contract.ts'
import { momentRoutes } from './index.ts'

let scope: Scope
let api: Api
let actor: Actor

beforeAll(async () => {
  scope = await aWorkspace({ slices: 4 })
  actor = scope.actor
  api = openHttp({
    db: scope.db,
    log: openLog('silent'),
    clock: () => NOW,
    identify: () => Promise.resolve({ actor, workspace: scope.workspace }),
    origins: () => [],
    isSecure: false,
  })
  api.after(() => momentRoutes(api))
  await api.ready()
  await takeIn(
    scope,
    Array.from({ length: 7 }, (_, index) =>
      anEntry({
        identities: [{ kind: 'email', value: `customer${index}@example.com`, verified: true }],
        at: new Date(NOW.getTime() - (index + 1) * 600_000),
        text: index === 3 ? 'My dog Biscuit loves it' : 'Where is my order? It still hasn’t arrived.',
      }),
    ),
  )
})
afterAll(() => api.close())

type Method = 'GET' | 'PUT' | 'POST' | 'DELETE'
async function ask(
  method: Method,
  path: string,
  body?: object,
): Promise<{ status: number; body: Record<string, unknown> }> {
  const answer = await api.inject({ method, url: `/api/v1${path}`, ...(body ? { payload: body } : {}) })
  return {
    status: answer.statusCode,
    body: answer.body === '' ? {} : (answer.json() as Record<string, unknown>),
  }
}
const queue = async (query = '') => QueueAnswer.parse((await ask('GET', `/queue${query}`)).body)

describe('the queue over HTTP', () => {
  test('fills the screen with one call', async () => {
    const answer = await queue()
    expect(answer.items).toHaveLength(7)
    expect(answer.items.map(({ expiry }) => expiry.at)).toEqual(
      answer.items.map(({ expiry }) => expiry.at).sort(),
    )
    expect(answer.counts).toEqual({ mine: 0, team: 7, forLeaders: 0 })
    expect(answer.first?.row.id).toBe(answer.items[0]?.id)
  })

  test('pages follow each other without a gap or a double', async () => {
    const whole = (await queue()).items.map(({ id }) => id)
    const paged: string[] = []
    let cursor = ''
    for (let page = 0; page < 5 && (page === 0 || cursor !== ''); page++) {
      const answer = await queue(`?limit=3${cursor === '' ? '' : `&cursor=${cursor}`}`)
      paged.push(...answer.items.map(({ id }) => id))
      if (page > 0) expect(answer.first).toBeNull()
      cursor = answer.next ?? ''
    }
    expect(paged).toEqual(whole)
  })

  test('is narrowed by valence, kind and words', async () => {
    expect((await queue('?valence=opportunity')).items.map(({ kind }) => kind)).toEqual(['pet'])
    expect((await queue('?kind=chasing')).items).toHaveLength(6)
    expect((await queue('?q=bisc')).items.map(({ kind }) => kind)).toEqual(['pet'])
    expect((await queue('?of=mine')).items).toEqual([])
  })

  test.each([
    ['/queue?cursor=nonsense', 422, 'cursor_not_known'],
    ['/queue?limit=0', 422, 'invalid_input'],
    ['/moments/no-such-id', 404, 'moment_not_found'],
    ['/moments/0197aaaa-0000-7000-8000-000000000001', 404, 'moment_not_found'],
    ['/moments?customer=0197aaaa-0000-7000-8000-000000000001', 404, 'customer_not_found'],
  ])('GET %s answers %i %s', async (path, status, code) => {
    expect(await ask('GET', path)).toMatchObject({ status, body: { code } })
  })
})

describe('one moment over HTTP', () => {
  test('is settled, opened again, snoozed, woken, taken and let go', async () => {
    const { id } = (await queue()).items[0]!
    const state = async () => MomentDetail.parse((await ask('GET', `/moments/${id}`)).body).row.state
    expect((await ask('PUT', `/moments/${id}/settlement`, { outcome: 'done' })).status).toBe(204)
    expect(await state()).toBe('done')
    expect((await ask('DELETE', `/moments/${id}/settlement`)).status).toBe(204)
    expect(await state()).toBe('open')
    expect(
      (
        await ask('PUT', `/moments/${id}/snooze`, {
          until: new Date(NOW.getTime() + 3_600_000).toISOString(),
        })
      ).status,
    ).toBe(204)
    expect(await state()).toBe('snoozed')
    expect((await ask('DELETE', `/moments/${id}/snooze`)).status).toBe(204)
    expect(await state()).toBe('open')
    const me = actor.kind === 'member' ? actor.id : ''
    expect((await ask('PUT', `/moments/${id}/assignment`, { memberId: me })).status).toBe(204)
    expect((await queue('?of=mine')).items).toHaveLength(1)
    expect((await ask('DELETE', `/moments/${id}/assignment`)).status).toBe(204)
  })

  test('what a colleague has settled answers 409 and says who', async () => {
    const { id } = (await queue()).items[1]!
    await ask('PUT', `/moments/${id}/settlement`, { outcome: 'done' })
    const mine = actor
    actor = { kind: 'member', id: '0197aaaa-0000-7000-8000-000000000001' as never, name: 'Jo', role: 'agent' }
    const answer = await ask('PUT', `/moments/${id}/settlement`, { outcome: 'done' })
    actor = mine
    expect(answer).toMatchObject({
      status: 409,
      body: { code: 'moment_settled', details: { by: 'Priya Nair' } },
    })
    await ask('DELETE', `/moments/${id}/settlement`)
  })

  test('lines, notes and facts are answered as they stand', async () => {
    const { id, customer } = (await queue()).items[2]!
    const line = await ask('POST', `/moments/${id}/lines`, { text: 'Hello', via: 'copied' })
    expect(line).toMatchObject({ status: 201, body: { kind: 'line', via: 'copied', by: 'Priya Nair' } })
    expect(await ask('POST', `/moments/${id}/notes`, { text: 'Seen' })).toMatchObject({
      status: 201,
      body: { kind: 'note', via: null },
    })
    expect((await ask('DELETE', `/acts/${String(line.body['id'])}`)).status).toBe(204)
    expect(await ask('DELETE', `/acts/${String(line.body['id'])}`)).toMatchObject({
      status: 404,
      body: { code: 'act_not_found' },
    })

    const fact = await ask('POST', `/customers/${customer.id}/facts`, {
      value: 'Works nights',
      expiresOn: '2026-01-01',
    })
    expect(fact).toMatchObject({
      status: 201,
      body: { value: 'Works nights', standing: 'confirmed', source: 'Written by Priya Nair, today' },
    })
    expect(
      await ask('PUT', `/facts/${String(fact.body['id'])}/standing`, { standing: 'forgotten' }),
    ).toMatchObject({ status: 200 })
    expect((await ask('GET', `/customers/${customer.id}/facts`)).body).toEqual({ items: [], next: null })
  })

  test.each([
    ['PUT', 'settlement', { outcome: 'dismissed' }, 'invalid_input'],
    ['PUT', 'settlement', { outcome: 'done', reason: 'x' }, 'invalid_input'],
    ['PUT', 'snooze', { until: '2020-01-01T00:00:00Z' }, 'snooze_past_due'],
    ['PUT', 'assignment', { memberId: 'nobody' }, 'member_not_found'],
    ['POST', 'lines', { text: '', via: 'copied' }, 'invalid_input'],
    ['POST', 'notes', { text: 'half \ud83d' }, 'text_not_storable'],
    ['POST', 'notes', { text: 'null\u0000' }, 'text_not_storable'],
  ] as const)('%s %s %j is refused: %s', async (method, noun, body, code) => {
    const { id } = (await queue()).items[0]!
    const answer = await ask(method, `/moments/${id}/${noun}`, body)
    expect(answer.status).toBeGreaterThanOrEqual(400)
    expect(answer.status).toBeLessThan(500)
    expect(answer.body['code']).toBe(code)
  })

  test('a viewer reads and does not write', async () => {
    const mine = actor
    actor = {
      kind: 'member',
      id: '0197aaaa-0000-7000-8000-000000000002' as never,
      name: 'Vi',
      role: 'viewer',
    }
    const answers = [
      await ask('GET', '/queue'),
      await ask('POST', `/moments/${(await queue()).items[0]!.id}/notes`, { text: 'x' }),
    ]
    actor = mine
    expect(answers.map(({ status }) => status)).toEqual([200, 403])
  })
})

test('lists, catalogue and search answer what the contract says', async () => {
  const { items } = (await ask('GET', '/moments?state=open&limit=3')).body
  expect((items as unknown[]).map((item) => MomentRow.parse(item).state)).toEqual(['open', 'open', 'open'])
  const kinds = (await ask('GET', '/catalogue')).body['items'] as { kind: string }[]
  expect(kinds.map(({ kind }) => kind)).toContain('gone_silent')
  expect((await ask('GET', '/search?q=biscuit')).body).toMatchObject({
    moments: [{ label: 'Mentions a pet' }],
  })
})
