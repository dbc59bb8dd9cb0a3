/** What was refused is listed for its owner with what to do, and forgotten after thirty days. */
import { describe, expect, test } from 'vitest'
import type { Scope } from '#platform/scope.ts'
import { aWorkspace } from '#testing/workspace.ts'
import { ListRefusals } from './contract.ts'
import { customerIdOf } from './ids.ts'
import { buryPerson } from './person.ts'
import { countRefusals, recordRefusals, showRefusals, sweepRefusals } from './refusals.ts'

const DAY_MS = 86_400_000
const later = (scope: Scope, days: number): Scope => ({
  ...scope,
  now: new Date(scope.now.getTime() + days * DAY_MS),
})
const refused = (over: object = {}) => ({
  source: 'segment:webshop',
  messageId: 'm-1',
  reason: 'date_in_the_future',
  item: JSON.stringify({ message: 'The date lies more than a day ahead', item: { event: 'Sock Worn' } }),
  ...over,
})
const list = (scope: Scope, asked: object = {}) => showRefusals(scope, ListRefusals.parse(asked))

describe.each([1, 4] as const)('what was refused, in %i slices', (slices) => {
  test('is told with its reason, what to do and what came', async () => {
    const scope = await aWorkspace({ slices })
    await recordRefusals(scope, [refused()])
    expect((await list(scope)).items).toMatchObject([
      {
        source: 'segment:webshop',
        messageId: 'm-1',
        reason: 'date_in_the_future',
        message: 'The date lies more than a day ahead',
        item: '{\n  "event": "Sock Worn"\n}',
      },
    ])
    expect((await list(scope)).items[0]?.advice).toContain('clock')
  })

  test('is not kept where it names somebody who was erased, in whatever way', async () => {
    const scope = await aWorkspace({ slices })
    const hers = [
      { kind: 'email', value: 'maren@example.com' },
      { kind: 'external', value: 'user:q-77001' },
      { kind: 'phone', value: '+4917099887766' },
    ] as const
    const ids = hers.map((one) => customerIdOf(scope.workspace.id, one))
    await buryPerson(scope, ids, scope.now)
    const items = [
      '{"email":"Maren@Example.com"}',
      '{"userId":"q-77001","timestamp":"never"}',
      '{"phone":"+49 170 99887766"}',
      'never,Maren <maren@example.com>,Hello',
    ]
    await recordRefusals(scope, [
      ...items.map((item) => refused({ item })),
      refused({ messageId: 'order of maren@example.com' }),
      refused({ item: '{"email":"jo@example.com"}' }),
    ])
    const { items: kept } = await list(scope)
    expect(kept.filter(({ item }) => item !== null).map(({ item }) => item)).toEqual([
      '{"email":"jo@example.com"}',
    ])
    expect(kept.map(({ messageId }) => messageId).sort()).toEqual(['m-1', null, null, null, null, null])
    expect(kept).toHaveLength(6)
  })

  test('is paged from the newest, and narrowed to a sender', async () => {
    const scope = await aWorkspace({ slices })
    for (let day = 0; day < 5; day++)
      await recordRefusals(later(scope, day), [
        refused({ messageId: `m-${day}`, source: day % 2 ? 'segment:app' : 'segment:webshop' }),
      ])
    const first = await list(scope, { limit: 2 })
    const second = await list(scope, { limit: 2, cursor: first.next! })
    const third = await list(scope, { limit: 2, cursor: second.next! })
    expect([first, second, third].flatMap(({ items }) => items.map(({ messageId }) => messageId))).toEqual([
      'm-4',
      'm-3',
      'm-2',
      'm-1',
      'm-0',
    ])
    expect(third.next).toBeNull()
    expect((await list(scope, { source: 'segment:app' })).items).toHaveLength(2)
    expect(await countRefusals(scope)).toMatchObject([
      { source: 'segment:webshop', reason: 'date_in_the_future', count: 3 },
      { source: 'segment:app', count: 2 },
    ])
    await expect(list(scope, { cursor: 'nowhere' })).rejects.toMatchObject({ code: 'cursor_not_known' })
  })

  test('is forgotten after thirty days', async () => {
    const scope = await aWorkspace({ slices })
    await recordRefusals(scope, [refused({ messageId: 'old' })])
    await recordRefusals(later(scope, 10), [refused({ messageId: 'young' })])
    await sweepRefusals(later(scope, 31))
    expect((await list(scope)).items.map(({ messageId }) => messageId)).toEqual(['young'])
  })

  test('of another workspace is not seen', async () => {
    const scope = await aWorkspace({ slices })
    await recordRefusals(scope, [refused()])
    expect((await list(await aWorkspace({ slices }))).items).toEqual([])
  })

  test('is shown as it came where it was cut or is no JSON', async () => {
    const scope = await aWorkspace({ slices })
    const long = JSON.stringify({ message: 'The event is "too" large.', item: { text: 'x'.repeat(9_000) } })
    await recordRefusals(scope, [
      refused({ reason: 'event_too_large', item: long }),
      refused({ reason: 'unheard_of', item: 'plain\u0000words' }),
    ])
    const { items } = await list(scope)
    const cut = items.find(({ reason }) => reason === 'event_too_large')
    expect(cut).toMatchObject({ message: 'The event is "too" large.' })
    expect(cut?.item?.startsWith('{"text":"xxx')).toBe(true)
    expect(items.find(({ reason }) => reason === 'unheard_of')).toMatchObject({
      message: 'unheard of',
      item: 'plain\\u0000words',
    })
  })
})
