import { describe, expect, test } from 'vitest'
import type { ConversationId } from '#kit/id.ts'
import { noticeEntry } from './notice.ts'
import type { NoticingContext, ReadEntry } from './shapes.ts'
import { aContext, aReadEntry, ago, AT } from '#testing/read-entry.ts'

const kindsOf = (entry: ReadEntry, history: readonly ReadEntry[] = [], more: Partial<NoticingContext> = {}) =>
  noticeEntry(entry, aContext({ history, ...more })).moment?.signs.map(({ kind }) => kind) ?? []
const signOf = (entry: ReadEntry, kind: string, history: readonly ReadEntry[] = []) =>
  noticeEntry(entry, aContext({ history })).moment?.signs.find((sign) => sign.kind === kind)

const anOrder = (over: Partial<ReadEntry> = {}) => aReadEntry({ kind: 'order', channel: 'shop', ...over })
const aDelivery = (status: string, over: Partial<ReadEntry> = {}) =>
  aReadEntry({
    kind: 'delivery',
    channel: 'carrier',
    authorKind: 'machine',
    data: { order: '1', carrier: 'UPS', status },
    ...over,
  })
const thread = 'thread-1' as ConversationId
const said = (body: string, at = AT, over: Partial<ReadEntry> = {}) =>
  aReadEntry({ body, at, conversationId: thread, ...over })
const answer = (at: Date, over: Partial<ReadEntry> = {}) =>
  said('Here you are', at, { kind: 'message_out', authorKind: 'agent', authorName: 'Jo Park', ...over })

describe('orders', () => {
  test('the first is a first order, the second is not', () => {
    expect(kindsOf(anOrder())).toEqual(['first_order'])
    expect(kindsOf(anOrder(), [anOrder({ at: ago(3) })])).toEqual([])
  })
  test('a later order that is already known changes nothing', () => {
    expect(kindsOf(anOrder({ at: ago(5) }), [anOrder({ at: ago(1) })])).toEqual(['first_order'])
  })
  test('a gift is known by its note or its mark', () => {
    expect(kindsOf(anOrder({ data: { giftNote: 'Happy 70th, mum' } }))).toContain('gift_order')
    expect(kindsOf(anOrder({ data: { isGift: true } }))).toContain('gift_order')
    expect(kindsOf(anOrder({ data: { giftNote: '  ' } }))).not.toContain('gift_order')
  })
  test('a new year since the first order is noticed once', () => {
    const first = anOrder({ at: ago(800) })
    expect(signOf(anOrder(), 'loyal_years', [first, anOrder({ at: ago(500) })])?.slots).toEqual({
      years: '2 years',
    })
    expect(kindsOf(anOrder(), [first, anOrder({ at: ago(20) })])).not.toContain('loyal_years')
    expect(kindsOf(anOrder(), [anOrder({ at: ago(100) })])).not.toContain('loyal_years')
  })
})

describe('an unusual purchase', () => {
  const bed = anOrder({ data: { products: [{ name: 'Dog bed, large', category: 'Dog', quantity: 1 }] } })
  const buyers = { usualSince: ago(300), firstOf: new Map<string, { customerId: string; at: Date }[]>() }
  test('a dog bed at a furniture shop is a puppy', () => {
    const { moment, facts } = noticeEntry(bed, aContext({ history: [anOrder({ at: ago(9) })], buyers }))
    expect(moment?.kind).toBe('unusual_purchase')
    expect(moment?.slots.event).toBe('a new puppy')
    expect(facts).toMatchObject([{ kind: 'pet', value: 'May have a dog', standing: 'guess' }])
  })
  test('at a shop for dogs it is Tuesday', () => {
    const many = [1, 2, 3].map((n) => ({ customerId: `other-${n}`, at: ago(20) }))
    const usual = {
      ...buyers,
      firstOf: new Map([
        ['dog', many],
        ['cue:dog', many],
      ]),
    }
    expect(kindsOf(bed, [anOrder({ at: ago(9) })], { buyers: usual })).toEqual([])
  })
  test('who bought it before has had the dog for a while', () => {
    const before = anOrder({ at: ago(9), data: bed.data })
    expect(kindsOf(bed, [before], { buyers })).toEqual([])
  })
  test('a young brand does not know what is usual', () => {
    expect(kindsOf(bed, [anOrder({ at: ago(9) })], { buyers: { ...buyers, usualSince: null } })).toEqual([])
  })
  test('nothing is guessed of pregnancies', () => {
    const crib = anOrder({
      data: { products: [{ name: 'Crib and maternity pillow', category: 'Nursery', quantity: 1 }] },
    })
    expect(noticeEntry(crib, aContext({ history: [anOrder({ at: ago(9) })], buyers })).facts).toEqual([])
  })
})

describe('asking again', () => {
  test('after an answer that has sunk in', () => {
    const history = [said('Where is it?', ago(3)), answer(ago(3, -3))]
    expect(signOf(said('Where is it?'), 'asks_again', history)?.slots).toEqual({
      times: 'second',
      days: '3 days',
      agent: 'Jo',
    })
  })
  test('not in the run of a chat', () => {
    const history = [said('Where is it?', ago(0, 0.5)), answer(ago(0, 0.3))]
    expect(kindsOf(said('And the other one?'), history)).toEqual([])
  })
  test('not where she only says thanks', () => {
    const history = [said('Where is it?', ago(3)), answer(ago(2))]
    expect(kindsOf(said('Lovely, thank you'), history)).toEqual([])
  })
  test('an automatic reply is no answer', () => {
    const history = [said('Where is it?', ago(3)), answer(ago(2), { data: { automatic: true } })]
    expect(kindsOf(said('Where is it?'), history)).toEqual([])
  })
  test('a third contact counts without an answer', () => {
    const history = [said('Where is it?', ago(4)), said('Hello?', ago(2))]
    expect(signOf(said('Anybody?'), 'asks_again', history)?.slots?.times).toBe('third')
  })
})

describe('returns, lists, scores', () => {
  const aReturn = (order: string, at = AT, status = 'requested') =>
    aReadEntry({ kind: 'return', at, data: { order, status, reason: 'too long' } })
  test('a second return within a year is noticed when it is asked for', () => {
    expect(signOf(aReturn('2'), 'returned_twice', [aReturn('1', ago(50))])?.slots).toEqual({
      times: 'second',
      reason: 'too long',
    })
    expect(kindsOf(aReturn('1'), [aReturn('1', ago(2))])).toEqual([])
    expect(kindsOf(aReturn('2', AT, 'received'), [aReturn('1', ago(50))])).toEqual([])
    expect(kindsOf(aReturn('2'), [aReturn('1', ago(400))])).toEqual([])
  })
  test('leaving the list tells how many mails came before', () => {
    const mail = (days: number) =>
      aReadEntry({
        kind: 'message_out',
        authorKind: 'machine',
        at: ago(days),
        data: { automatic: true, campaign: 'x' },
      })
    const leaves = aReadEntry({
      kind: 'subscription',
      data: { status: 'unsubscribed', reason: 'too many e-mails' },
    })
    const { moment } = noticeEntry(leaves, aContext({ history: [mail(1), mail(2), mail(3), mail(9)] }))
    expect(moment).toMatchObject({
      kind: 'unsubscribed',
      words: 'Reason given: too many e-mails',
      slots: { count: '3' },
    })
    expect(kindsOf(aReadEntry({ kind: 'subscription', data: { status: 'subscribed' } }))).toEqual([])
  })
  test.each([
    ['review', { rating: 1 }, ['bad_review']],
    ['review', { rating: 2 }, ['bad_review']],
    ['review', { rating: 3 }, []],
    ['review', { rating: 3, ratingTo: 10 }, ['bad_review']],
    ['survey_answer', { rating: 2, survey: 'csat' }, ['survey_low']],
    ['survey_answer', { rating: 4, survey: 'csat' }, []],
    ['survey_answer', { rating: 6, survey: 'nps', ratingFrom: 0, ratingTo: 10 }, ['survey_low']],
    ['survey_answer', { rating: 7, survey: 'nps', ratingFrom: 0, ratingTo: 10 }, []],
    ['survey_answer', {}, []],
  ] as const)('%s %j', (kind, data, kinds) => expect(kindsOf(aReadEntry({ kind, data }))).toEqual(kinds))
})

describe('parcels', () => {
  test.each([
    ['delayed', 'delivery_delayed'],
    ['failed', 'delivery_failed'],
    ['lost', 'delivery_failed'],
    ['no_scan', 'no_scan'],
  ])('%s is bad news that nobody has told', (status, kind) => {
    expect(kindsOf(aDelivery(status))).toEqual(['order_not_told', kind])
  })
  test('once she was told there is only the delay', () => {
    expect(kindsOf(aDelivery('delayed', { at: ago(1) }), [answer(ago(0, 20))])).toEqual(['delivery_delayed'])
  })
  test('on its way is no news', () => {
    expect(kindsOf(aDelivery('in_transit'))).toEqual([])
    expect(kindsOf(aDelivery('delivered'))).toEqual([])
  })
})

describe('what holds no moment', () => {
  test.each([
    ['an agent’s message', answer(AT)],
    ['an automatic message', said('Out of office', AT, { data: { automatic: true } })],
    ['a page', aReadEntry({ kind: 'page' })],
    ['a note', aReadEntry({ kind: 'note', authorKind: 'agent', body: 'where is my order?' })],
  ])('%s', (_name, entry) => expect(noticeEntry(entry, aContext()).moment).toBeUndefined())
})
