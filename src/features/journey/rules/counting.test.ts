import { describe, expect, test } from 'vitest'
import type { CustomerId, EntryId, MomentId } from '#kit/id.ts'
import { countPerson, counterOf, type CountedEntry, type NoticedInEntry } from './counting.ts'
import { feltIn } from './feeling.ts'
import { rankFriction } from './friction.ts'
import { feelingOf, healthOf, healthPartsOf, NO_COUNTS } from './health.ts'
import { matcherOf, problemsOf } from './matching.ts'
import { sentenceOf } from './sentences.ts'
import { touchpointsOf } from './touchpoints.ts'
import { busiestWords, meetsWords } from './who.ts'

const touchpoints = touchpointsOf([])
const counter = counterOf(touchpoints, 'America/New_York')
const none = { noticed: new Set<string>(), hasOrdered: false }
let made = 0

const anEntry = (over: Partial<CountedEntry> & { at: Date }): CountedEntry => ({
  id: `entry-${++made}` as EntryId,
  customerId: 'maren' as CustomerId,
  conversationId: null,
  kind: 'message_in',
  channel: 'email',
  body: null,
  authorKind: 'customer',
  data: {},
  ...over,
})
const on = (day: number, hour = 15) => new Date(Date.UTC(2025, 10, day, hour))
const noticedAs = (entry: CountedEntry, ...kinds: string[]): [EntryId, NoticedInEntry] => [
  entry.id,
  { momentId: 'moment' as MomentId, kinds, weight: 80 },
]

describe('where an entry happens', () => {
  const { placeOf, spokenOf } = matcherOf(touchpoints)

  test.each<[string, Partial<CountedEntry>, string | null]>([
    ['a page on a phone', { kind: 'page', data: { device: 'mobile' } }, 'phone'],
    ['a page on a desk', { kind: 'page', data: { device: 'desktop' } }, 'website'],
    ['an advert', { kind: 'promotion' }, 'ad'],
    ['a newsletter box', { kind: 'subscription', data: { status: 'subscribed' } }, 'newsletter'],
    ['a removal', { kind: 'subscription', data: { status: 'unsubscribed' } }, 'unsubscribe'],
    ['a profile seen', { kind: 'profile_view' }, 'profile'],
    ['reviews read', { kind: 'reviews_read' }, 'reviews'],
    ['a post in the group', { kind: 'post', channel: 'community' }, 'community'],
    ['a tweet', { kind: 'post', channel: 'social' }, 'online'],
    ['a form', { kind: 'form' }, 'contact_form'],
    ['an order', { kind: 'order' }, 'checkout'],
    ['a dispatch', { kind: 'fulfilment' }, 'dispatch'],
    ['a parcel delivered', { kind: 'delivery', data: { status: 'delivered' } }, 'unboxing'],
    ['a parcel on its way', { kind: 'delivery', data: { status: 'in_transit' } }, null],
    ['a refund', { kind: 'refund' }, 'refund'],
    ['a first question', {}, 'question'],
  ])('%s', (_, over, place) => {
    expect(placeOf(anEntry({ at: on(3), ...over }), none)).toBe(place)
  })

  test('a message after an order is one after the sale, and a chase is a chase', () => {
    const entry = anEntry({ at: on(3) })
    expect(placeOf(entry, { ...none, hasOrdered: true })).toBe('after_sale')
    expect(placeOf(entry, { noticed: new Set(['chasing']), hasOrdered: true })).toBe('chase')
  })

  test('the longest phrase says what a text speaks of, and only whole words count', () => {
    const said = (body: string) => spokenOf(anEntry({ at: on(3), body }))
    expect(said('The tracking link said “label created” for five days.')).toBe('dispatch')
    expect(said('I would like my refund, please')).toBe('refund')
    expect(said('Refundable? No.')).toBeNull()
    expect(said('')).toBeNull()
    expect(spokenOf(anEntry({ at: on(3), kind: 'message_out', body: 'your refund' }))).toBeNull()
  })

  test('a rule that can never fit is named', () => {
    expect(problemsOf({ happens: [{ kinds: ['order'], device: 'mobile' }], spokenOf: [] })).toHaveLength(1)
    expect(problemsOf({ happens: [{ kinds: ['page'], statuses: [] }], spokenOf: [] })).toHaveLength(1)
    for (const { rule } of touchpoints) expect(problemsOf(rule)).toEqual([])
  })

  test('a rule reads as a sentence', () => {
    const chase = touchpoints.find(({ id }) => id === 'chase')!
    expect(sentenceOf(chase.rule)).toBe(
      'A message from a customer or a form sent in which chasing, repeat contact, asks again or order not told was noticed.',
    )
    expect(sentenceOf({ happens: [], spokenOf: [] })).toContain('Nothing comes in')
  })
})

describe('how it felt', () => {
  const felt = (kinds: string[], data = {}) => feltIn(new Set(kinds), data)?.feeling ?? null

  test.each<[string[], object, number | null]>([
    [['thanks'], {}, 1],
    [['complaint'], {}, -1],
    [['thanks', 'complaint'], {}, -1],
    [['praise', 'confusion'], {}, 0],
    [['pet'], {}, null],
    [['complaint'], { rating: 5 }, 1],
    [[], { rating: 3 }, 0],
    [[], { rating: 1 }, -1],
    [[], { rating: 8, survey: 'nps', ratingFrom: 0, ratingTo: 10 }, 0],
    [[], { rating: 6, survey: 'nps', ratingFrom: 0, ratingTo: 10 }, -1],
    [[], { rating: 9, ratingFrom: 1, ratingTo: 5 }, null],
  ])('%j with %j is %s', (kinds, data, feeling) => {
    expect(felt(kinds, data)).toBe(feeling)
  })
})

describe('what one person adds', () => {
  const order = anEntry({
    at: on(3),
    kind: 'order',
    data: { products: [{ name: 'Wren', category: 'Dresses', quantity: 1 }] },
  })
  const page = anEntry({ at: on(2), kind: 'page', authorKind: 'machine' })
  const chase = anEntry({ at: on(10), conversationId: 'c', body: 'Where is it?' })
  const reply = anEntry({ at: on(12), conversationId: 'c', kind: 'message_out', authorKind: 'agent' })
  const survey = anEntry({ at: on(13), conversationId: 'c', kind: 'survey_answer', data: { rating: 2 } })
  const all = [order, page, chase, reply, survey]
  const noticed = new Map([noticedAs(chase, 'chasing')])

  test('is the same in any order of arrival', () => {
    const forwards = countPerson(all, noticed, counter)
    expect(countPerson([...all].reverse(), noticed, counter)).toEqual(forwards)
  })

  test('is told by day, touchpoint, standing and category, before the first order too', () => {
    const { cells } = countPerson(all, noticed, counter)
    //                met good even bad chases complaints rubs answered slow
    expect(cells).toEqual({
      '2025-11-02|website|first|dresses': [1, 0, 0, 0, 0, 0, 0, 0, 0],
      '2025-11-03|checkout|first|dresses': [1, 0, 0, 0, 0, 0, 0, 0, 0],
      '2025-11-10|chase|first|dresses': [1, 0, 0, 1, 1, 0, 1, 1, 1],
      '2025-11-13|chase|first|dresses': [0, 0, 0, 1, 0, 0, 1, 0, 0],
    })
  })

  test('steps go from touchpoint to touchpoint, and end after a month', () => {
    const late = anEntry({ at: new Date('2026-02-01T12:00:00Z'), kind: 'refund' })
    expect(countPerson([...all, late], noticed, counter).steps).toEqual({
      '2025-11-03|website|checkout': 1,
      '2025-11-10|checkout|chase': 1,
    })
  })

  test('every felt piece keeps the way back to its words', () => {
    expect(countPerson(all, noticed, counter).pieces).toMatchObject([
      { entryId: chase.id, touchpoint: 'chase', feeling: -1, isRub: true, momentId: 'moment' },
      { entryId: survey.id, touchpoint: 'chase', feeling: -1, momentId: null },
    ])
  })

  test('her second order makes her a regular', () => {
    const again = anEntry({ at: on(20), kind: 'order' })
    const { cells } = countPerson([...all, again], noticed, counter)
    expect(Object.keys(cells).at(-1)).toBe('2025-11-20|checkout|regular|')
  })
})

describe('health and friction', () => {
  test('health is the plain mean of what has ten pieces, and nothing where nothing has', () => {
    const parts = healthPartsOf(
      { ...NO_COUNTS, met: 100, good: 10, even: 4, bad: 6, chases: 5, complaints: 5, answered: 9, slow: 9 },
      { kept: 9, settled: 10 },
    )
    expect(parts.map(({ part, value }) => [part, value])).toEqual([
      ['feeling', 60],
      ['ease', 90],
      ['promise', 90],
    ])
    expect(healthOf(parts)).toBe(80)
    expect(healthOf(healthPartsOf(NO_COUNTS, { kept: 0, settled: 0 }))).toBeNull()
    const silent = healthPartsOf({ ...NO_COUNTS, met: 900 }, { kept: 0, settled: 0 })
    expect([silent.length, healthOf(silent)]).toEqual([1, null])
  })

  test('a feeling has an interval that closes with its evidence', () => {
    const few = feelingOf({ good: 4, even: 0, bad: 0 })!
    const many = feelingOf({ good: 400, even: 0, bad: 0 })!
    expect([few.mean, many.mean]).toEqual([1, 1])
    expect(few.low).toBeLessThan(0.8)
    expect(many.low).toBeGreaterThan(0.95)
    expect(feelingOf({ good: 0, even: 0, bad: 0 })).toBeNull()
  })

  test('friction is ranked by what is there at the least, and few pieces have no rank', () => {
    const ranked = rankFriction(
      [
        { touchpoint: 'a', rubs: 4, before: 0 },
        { touchpoint: 'b', rubs: 60, before: 20 },
        { touchpoint: 'c', rubs: 30, before: 33 },
      ],
      28,
      true,
    )
    expect(ranked.map(({ touchpoint, rank, trend }) => [touchpoint, rank, trend])).toEqual([
      ['b', 1, 'rising'],
      ['c', 2, 'steady'],
      ['a', null, 'too_few'],
    ])
    expect(ranked[0]).toMatchObject({ perWeek: 15 })
    // After a first import nothing is more than before.
    const first = [
      { touchpoint: 'a', rubs: 4, before: 0 },
      { touchpoint: 'b', rubs: 60, before: 0 },
    ]
    expect(rankFriction(first, 28, false).map(({ trend }) => trend)).toEqual(['nothing_before', 'too_few'])
  })

  test('who meets a touchpoint is said only where the numbers carry it', () => {
    const met = (standing: 'first' | 'regular', weekday: number, count: number) => ({
      standing,
      weekday,
      met: count,
    })
    const everybody = [
      { standing: 'first' as const, met: 1_000 },
      { standing: 'regular' as const, met: 1_000 },
    ]
    expect(meetsWords([met('first', 1, 84), met('regular', 2, 40)], everybody)).toBe(
      'First-time buyers meet it 2.1 times as often as regulars.',
    )
    expect(meetsWords([met('first', 1, 4)], everybody)).toBeNull()
    expect(busiestWords([met('first', 1, 60), met('first', 2, 60), met('first', 5, 10)])).toBe(
      'Busiest Mon and Tue.',
    )
  })
})
