/** The basics: what is counted of the entries, when an item is in order, and what counts as better than the run before. */
import { describe, expect, test } from 'vitest'
import type { BasicReading } from '../../contract/basics.ts'
import { BASIC_IDS } from '../../contract/basics.ts'
import { BASICS } from './items.ts'
import { measurer, type LookedAt } from './measure.ts'
import { changeOf, differenceInterval, readingOf, verdictOf, type Known } from './read.ts'

const HOUR = 3_600_000
const entry = (customerId: string, hours: number, over: Partial<LookedAt>): LookedAt => ({ customerId, kind: 'message_in', at: new Date(hours * HOUR), title: null, data: {}, noticed: new Set(), ...over }) // prettier-ignore
function measured(entries: readonly LookedAt[]) {
  const { look, shoppers, result } = measurer()
  for (const one of entries) look(one)
  return result((id) => (shoppers().includes(id) && id === 'browser' ? 'a' : id))
}
const known = (over: Partial<Known>): Known => ({ measured: measured([]), contacts: 0, afterPages: 0, pages: 0, answered: 0, slow: 0, places: [], isWhole: true, ...over }) // prettier-ignore
const share = (good: number, of: number): BasicReading => readingOf('in_time', known({ answered: of, slow: of - good }))! // prettier-ignore

test('every item has its words', () => {
  expect(BASICS.map(({ id }) => id)).toEqual([...BASIC_IDS])
})

describe('what is counted', () => {
  test('a message counts once, by what was noticed in it', () => {
    const sum = measured([
      entry('a', 0, {}),
      entry('a', 1, { noticed: new Set(['asks_again', 'wants_human', 'repeat_contact']) }),
      entry('b', 0, { kind: 'form', noticed: new Set(['confusion']) }),
      entry('b', 1, { kind: 'review', noticed: new Set(['shoutout', 'reflection_warmth_bad']) }),
      entry('b', 2, { kind: 'review', noticed: new Set(['reflection_warmth_good', 'shoutout']) }),
    ])
    expect(sum).toMatchObject({ messages: 3, askedAgain: 1, saidAgain: 1, lost: 1, warm: 1, cold: 1 })
  })

  test.each([
    ['Payment Failed', { paymentFailures: 1, abandoned: 0 }],
    ['payment_declined', { paymentFailures: 1, abandoned: 0 }],
    ['Card was declined', { paymentFailures: 1, abandoned: 0 }],
    ['Leaves the checkout', { paymentFailures: 0, abandoned: 1 }],
    ['Checkout abandoned', { paymentFailures: 0, abandoned: 1 }],
    ['Checkout Started', { paymentFailures: 0, abandoned: 0 }],
    ['Joined Payments', { paymentFailures: 0, abandoned: 0 }],
  ])('“%s”', (title, counted) => {
    expect(measured([entry('a', 0, { kind: 'activity', title })])).toMatchObject(counted)
  })

  test('a checkout that was left is none where an order follows within a week', () => {
    const left = entry('a', 0, { kind: 'activity', title: 'Leaves the checkout' })
    const order = (hours: number, data = {}) => entry('a', hours, { kind: 'order', data })
    expect(measured([left, order(20)]).abandoned).toBe(0)
    expect(measured([left, order(24 * 8)]).abandoned).toBe(1)
    const inBrowser = entry('browser', 0, { kind: 'activity', title: 'Leaves the checkout' })
    expect(measured([inBrowser, order(20)]).abandoned, 'who is one person').toBe(0)
    expect(
      measured([left, entry('a', 5, { kind: 'activity', title: 'Leaves the checkout' })]).abandoned,
    ).toBe(1)
    const paid = measured([order(1, { other: { payment_method: 'Card' } }), order(2, { other: { payment_gateway_names: ['paypal', 7] } })]) // prettier-ignore
    expect([...paid.payments]).toEqual([['card', 1], ['paypal', 1]]) // prettier-ignore
  })
})

describe('in order', () => {
  test.each([
    [400, 400, 'yes'],
    [380, 400, 'yes'],
    [365, 400, 'partly'],
    [300, 400, 'no'],
    [9, 9, null],
    [10, 10, 'partly'],
  ])('%i of %i answered in time', (good, of, verdict) => {
    expect(verdictOf('in_time', share(good, of))).toBe(verdict)
  })

  test('what only a person can tell, or what does not come in, has no verdict of the data', () => {
    const lost = readingOf('findability', known({ measured: measured(Array.from({ length: 20 }, () => entry('a', 0, {}))) })) // prettier-ignore
    expect(lost?.words).toBe('In 20 of 20 messages nobody asked for the way.')
    expect(verdictOf('findability', lost)).toBeNull()
    expect(readingOf('payment', known({}))).toBeUndefined()
    expect(verdictOf('payment', undefined)).toBeNull()
  })

  test('messages right after pages are told with what is not known', () => {
    expect(readingOf('self_service', known({ contacts: 1_200, afterPages: 300, pages: 9 }))).toMatchObject({ words: '300 of 1,200 messages came right after pages were seen.', more: [] }) // prettier-ignore
    expect(readingOf('self_service', known({ contacts: 12 }))?.more).toHaveLength(1)
  })

  test('places nobody looked at are a full count, named', () => {
    const places = [{ name: 'Website', isDue: true }, { name: 'Reviews', isDue: false }] // prettier-ignore
    const reading = readingOf('content', known({ places }))
    expect(reading).toMatchObject({ good: 1, of: 2, interval: null, more: ['Due: Website.'] })
    expect(verdictOf('content', reading)).toBe('partly')
  })
})

describe('against the run before', () => {
  test('the interval of a difference is as published', () => {
    // Newcombe 1998, Statistics in Medicine 17:873, table II, method 10: 56/70 and 48/80.
    const { low, high } = differenceInterval({ good: 56, of: 70 }, { good: 48, of: 80 })
    expect([low.toFixed(4), high.toFixed(4)]).toEqual(['0.0524', '0.3339'])
  })

  test.each([
    [380, 400, 300, 400, 'better'],
    [300, 400, 380, 400, 'worse'],
    [365, 400, 360, 400, 'steady'],
    [9, 9, 300, 400, 'too_few'],
  ])('%i of %i after %i of %i', (good, of, goodBefore, ofBefore, change) => {
    const side = (reading: BasicReading) => ({ verdict: null, reading })
    expect(changeOf(side(share(good, of)), side(share(goodBefore, ofBefore)), true)).toBe(change)
  })

  test('a person’s answers are compared as they are', () => {
    const said = (verdict: 'yes' | 'partly' | 'no' | null) => ({ verdict, reading: null })
    expect(changeOf(said('yes'), said('partly'), false)).toBe('better')
    expect(changeOf(said('no'), said('no'), false)).toBe('steady')
    expect(changeOf(said(null), said('no'), false)).toBeNull()
  })
})
