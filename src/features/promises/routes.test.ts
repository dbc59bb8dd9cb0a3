/** Promises over HTTP: what the screens ask, what is refused and how. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { customerIdOf } from '#features/timeline/index.ts'
import { openHttp, type Api } from '#platform/http.ts'
import { openLog } from '#platform/log.ts'
import type { Actor, Scope } from '#platform/scope.ts'
import { record } from '#testing/take-in.ts'
import { aWorkspace, anEntry, NOW } from '#testing/workspace.ts'
import { CalendarSetting, PromiseBoard, PromiseDetail, StandingPromise } from './contract.ts'
import { observeRecorded, promiseRoutes } from './index.ts'

let scope: Scope
let api: Api
let actor: Actor
let customerId: string

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
  api.after(() => promiseRoutes(api))
  await api.ready()
  const forms = ['maren', 'theo', 'wanda'].map((name) =>
    anEntry({
      kind: 'form',
      at: new Date(NOW.getTime() - 3_600_000),
      text: 'Do you alter them?',
      identities: [{ kind: 'email', value: `${name}@example.com`, verified: true }],
    }),
  )
  await observeRecorded(scope, [await record(scope, forms)])
  customerId = customerIdOf(scope.workspace.id, { kind: 'email', value: 'maren@example.com' })
})
afterAll(() => api.close())

type Answer = { status: number; body: Record<string, unknown> }
async function ask(
  method: 'GET' | 'PUT' | 'POST' | 'DELETE' | 'PATCH',
  path: string,
  body?: object,
): Promise<Answer> {
  const answer = await api.inject({ method, url: `/api/v1${path}`, ...(body ? { payload: body } : {}) })
  return { status: answer.statusCode, body: answer.body === '' ? {} : (answer.json() as Answer['body']) }
}
const make = (over: object = {}) =>
  ask('POST', '/promises', { customerId, wording: 'Check back', when: 'tue 3pm', ...over })
const idOf = ({ body }: Answer) => PromiseDetail.parse(body).row.id

describe('the ledger over HTTP', () => {
  test('an agent promises in one call, and reads back what it means', async () => {
    const when = await ask('GET', '/promises/when?when=tue%203pm')
    expect(when.body).toEqual({ due: '2025-11-25T20:00:00.000Z', words: 'Tue 25 Nov 15:00 ET' })
    const { status, body } = await make()
    expect(status).toBe(201)
    expect(PromiseDetail.parse(body)).toMatchObject({
      row: { standing: 'open', origin: 'made', dueAt: when.body['due'], owner: { name: 'Priya Nair' } },
      story: [
        { what: 'made', title: 'Promised by Priya Nair' },
        { what: 'clock', words: '“tue 3pm”: Tue 25 Nov 15:00 ET' },
      ],
    })
  })

  test('the board and the lists answer what the contract says', async () => {
    const board = PromiseBoard.parse((await ask('GET', '/promises/board')).body)
    expect(board.groups.flatMap(({ items }) => items).map(({ about }) => about)).toContain('Reply')
    expect((await ask('GET', `/promises?customer=${customerId}`)).body['items']).not.toHaveLength(0)
    expect((await ask('GET', '/promises?of=mine&group=pending')).body).toEqual({ items: [], next: null })
  })

  test('pages follow each other without a gap or a double', async () => {
    const whole = (await ask('GET', '/promises')).body['items'] as { id: string }[]
    const paged: string[] = []
    let cursor = ''
    do {
      const { body } = await ask('GET', `/promises?limit=2${cursor && `&cursor=${cursor}`}`)
      paged.push(...(body['items'] as { id: string }[]).map(({ id }) => id))
      cursor = String(body['next'] ?? '')
    } while (cursor !== '' && paged.length < 50)
    expect(paged).toEqual(whole.map(({ id }) => id))
  })

  test('is snoozed, woken, changed, handed over, kept and opened again', async () => {
    const id = idOf(await make())
    const until = '2025-11-24T15:00:00.000Z'
    expect(await ask('PUT', `/promises/${id}/snooze`, { until, reason: 'Depot closed' })).toMatchObject({
      status: 200,
      body: { row: { followUpAt: until, snoozeReason: 'Depot closed' } },
    })
    expect((await ask('DELETE', `/promises/${id}/snooze`)).status).toBe(204)
    expect(await ask('PATCH', `/promises/${id}`, { when: 'wed 10am', ownerId: null })).toMatchObject({
      body: {
        row: { dueAt: '2025-11-26T15:00:00.000Z', toldDueAt: '2025-11-25T20:00:00.000Z', owner: null },
      },
    })
    expect(await ask('POST', `/promises/${id}/settlement`, { outcome: 'kept' })).toMatchObject({
      body: { row: { standing: 'kept' } },
    })
    expect((await ask('DELETE', `/promises/${id}/settlement`)).status).toBe(204)
    expect(
      await ask('POST', `/promises/${id}/settlement`, { outcome: 'withdrawn', words: 'Not needed' }),
    ).toMatchObject({
      body: { row: { standing: 'withdrawn' } },
    })
    const { story } = PromiseDetail.parse((await ask('GET', `/promises/${id}`)).body)
    expect(story.map(({ what }) => what)).toEqual(['made', 'clock', 'snoozed', 'snoozed', 'moved', 'moved', 'withdrawn', 'reopened']) // prettier-ignore
  })

  test.each([
    ['POST', '/promises', { when: 'whenever' }, 422, 'when_not_readable'],
    ['POST', '/promises', { customerId: '0197aaaa-0000-7000-8000-000000000001' }, 404, 'customer_not_found'],
    ['POST', '/promises', { wording: 'half \ud83d' }, 422, 'text_not_storable'],
    ['POST', '/promises', { wording: '' }, 422, 'invalid_input'],
  ] as const)('%s %s %j is refused: %i %s', async (_, __, over, status, code) => {
    expect(await make(over)).toMatchObject({ status, body: { code } })
  })

  test.each([
    ['PUT', 'snooze', { until: '2025-11-26T00:00:00Z', reason: 'x' }, 422, 'snooze_past_promise'],
    ['PUT', 'snooze', { until: '2025-11-01T00:00:00Z', reason: 'x' }, 422, 'snooze_past_due'],
    ['PUT', 'snooze', { until: '2025-11-24T00:00:00Z', reason: '' }, 422, 'invalid_input'],
    ['POST', 'settlement', { outcome: 'made_good', words: 'Sorry' }, 409, 'promise_not_broken'],
    ['DELETE', 'settlement', undefined, 409, 'promise_settled'],
  ] as const)('%s …/%s %j is refused: %i %s', async (method, noun, body, status, code) => {
    const id = idOf(await make())
    expect(await ask(method, `/promises/${id}/${noun}`, body)).toMatchObject({ status, body: { code } })
  })

  test('what is not there is not found', async () => {
    const nobody = '0197aaaa-0000-7000-8000-000000000001'
    for (const id of [nobody, 'no-such-id'])
      expect(await ask('GET', `/promises/${id}`)).toMatchObject({
        status: 404,
        body: { code: 'promise_not_found' },
      })
  })
})

describe('settings over HTTP', () => {
  test('a workspace begins with a promise for its form and one for refunds, and changes them', async () => {
    const items = (await ask('GET', '/standing-promises')).body['items'] as unknown[]
    const [form, refund, delivery] = items.map((one) => StandingPromise.parse(one))
    expect([form?.id, refund?.id, delivery?.id]).toEqual(['contact_form', 'refund', 'delivery_date'])
    const longer = { ...form!, span: { amount: 3, unit: 'business_day' } }
    expect(await ask('PUT', '/standing-promises/contact_form', longer)).toMatchObject({
      status: 200,
      body: longer,
    })
    expect((await ask('GET', '/standing-promises')).body['items']).toEqual([longer, refund, delivery])
    expect(await ask('PUT', '/standing-promises/Not%20Good', longer)).toMatchObject({ status: 422, body: { code: 'standing_promise_id' } }) // prettier-ignore
  })

  test('a standing promise is tried on history before it is declared, and writes nothing', async () => {
    const before = (await ask('GET', '/promises?limit=200')).body['items'] as unknown[]
    const trial = await ask('POST', '/standing-promises/trial', {
      id: 'form_fast',
      touchpoint: 'form_fast',
      label: 'Fast form',
      wording: 'We reply within 10 minutes',
      opens: { kind: 'form', channel: null, status: null },
      span: { amount: 10, unit: 'minute' },
      keptBy: 'reply',
      isOn: false,
    })
    expect(trial).toMatchObject({ status: 200, body: { opened: 3, kept: 0, broken: 3, open: 0, isWhole: true, hours: 'Business hours 09:00 to 17:00 ET' } }) // prettier-ignore
    expect(trial.body['dueWords']).toBe('10 minutes after Fri 10:42 ET: Fri 10:52')
    expect((await ask('GET', '/promises?limit=200')).body['items']).toHaveLength(before.length)
  })

  test('holidays come from a country and from a calendar file, and promises move with them', async () => {
    const holidays = await ask('POST', '/calendar/holidays', { country: 'US', years: [2025] })
    expect(holidays.status).toBe(200)
    const ical =
      'BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART;VALUE=DATE:20251124\nSUMMARY:Inventory\nEND:VEVENT\nEND:VCALENDAR'
    const answer = await ask('POST', '/calendar/ical', { text: ical })
    expect(answer.body['movedCount']).toBe(3)
    const calendar = CalendarSetting.parse((await ask('GET', '/calendar')).body)
    expect(calendar.holidays).toContainEqual({ on: '2025-11-27', name: 'Thanksgiving Day' })
    expect(calendar.holidays).toContainEqual({ on: '2025-11-24', name: 'Inventory' })
    expect(await ask('POST', '/calendar/holidays', { country: 'QQ' })).toMatchObject({ status: 422, body: { code: 'holidays_unknown' } }) // prettier-ignore
    expect(await ask('POST', '/calendar/ical', { text: 'hello' })).toMatchObject({ status: 422, body: { code: 'ical_empty' } }) // prettier-ignore
  })

  test('a single day has hours of its own, a half day ends at noon, and promises move with them', async () => {
    const before = CalendarSetting.parse((await ask('GET', '/calendar')).body)
    const next = {
      ...before,
      holidays: [
        ...before.holidays,
        { on: '2025-12-24', name: 'Christmas Eve', windows: [['09:00', '12:00']] },
      ],
      shifts: { '2025-11-22': [['10:00', '14:00']] },
      breaks: { '2025-11-21': [['16:00', '17:00']] },
    }
    const answer = await ask('PUT', '/calendar', next)
    expect(answer).toMatchObject({
      status: 200,
      body: { calendar: { shifts: next.shifts, breaks: next.breaks } },
    })
    expect(answer.body['movedCount']).toBeGreaterThan(0)
    expect(await ask('GET', '/promises/when?when=in%201%20business%20day')).toMatchObject({ body: { due: '2025-11-22T19:00:00.000Z' } }) // prettier-ignore
    expect(await ask('PUT', '/calendar', { ...next, shifts: { '2025-11-22': [['14:00', '10:00']] } })).toMatchObject({ status: 422, body: { code: 'calendar_invalid' } }) // prettier-ignore
    await ask('PUT', '/calendar', before)
  })

  test('a calendar without an open hour is refused at once', async () => {
    const calendar = (await ask('GET', '/calendar')).body
    expect(await ask('PUT', '/calendar', { ...calendar, week: {} })).toMatchObject({ status: 422, body: { code: 'calendar_never_open' } }) // prettier-ignore
  })

  test('an agent promises and does not set the hours; a viewer only reads', async () => {
    const mine = actor
    const as = (role: 'agent' | 'viewer') => ({ kind: 'member', id: '0197aaaa-0000-7000-8000-000000000002' as never, name: 'Vi', role }) as const // prettier-ignore
    actor = as('agent')
    const agent = [await make(), await ask('POST', '/calendar/holidays', { country: 'US' })]
    actor = as('viewer')
    const viewer = [await ask('GET', '/promises/board'), await make()]
    actor = mine
    expect([...agent, ...viewer].map(({ status }) => status)).toEqual([201, 403, 200, 403])
  })
})
