/** The rules of promises, by cases and by properties. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ConversationId, CustomerId, EntryId, PromiseId } from '#kit/id.ts'
import { dueOf, openMsBetween, type Calendar } from '#kit/calendar.ts'
import { HOUR_MS } from '#kit/time.ts'
import { axisOf } from './axis.ts'
import { decideChange, decideSettlement, decideSnooze } from './decide.ts'
import { lateWords, riskAtOf, usedOf, type Counting } from './due.ts'
import { isKeptBy, isMereThanks, withEvidence, type ReadEntry } from './keeping.ts'
import { BLANK, keptByWords, openingsOf } from './opening.ts'
import { nextLookOf, settledAtOf, standingOf, withoutOldAlarms, type CustomerPromise } from './promise.ts'
import { FIRST_STANDING_PROMISES, isOpenedBy } from './standing-promises.ts'
import { draftOf, explain, hoursWords, isOwnerHere, riskWordsOf } from './words.ts'

const day: readonly (readonly [string, string])[] = [['09:00', '17:00']]
const shop: Calendar = {
  zone: 'America/New_York',
  week: { mon: day, tue: day, wed: day, thu: day, fri: day },
  holidays: [{ on: '2025-11-27', name: 'Thanksgiving' }],
}
const counting: Counting = { calendar: shop, undated: { amount: 2, unit: 'business_day' } }
const MADE = new Date('2025-11-18T19:05:00Z')
const DUE = new Date('2025-11-20T22:00:00Z')
const after = (date: Date, hours: number) => new Date(date.getTime() + hours * HOUR_MS)

function aPromise(over: Partial<CustomerPromise> = {}): CustomerPromise {
  const promise: CustomerPromise = {
    ...BLANK,
    id: '0' as PromiseId,
    customerId: 'c' as CustomerId,
    conversationId: null,
    entryId: 'cause' as EntryId,
    entryAt: MADE,
    origin: 'standing',
    touchpoint: 'contact_form',
    wording: 'We reply within 2 business days',
    about: 'Reply',
    orderNo: null,
    keptBy: 'reply',
    madeAt: MADE,
    counted: { by: 'span', span: { amount: 2, unit: 'business_day' } },
    armedAt: MADE,
    dueAt: DUE,
    dueWords: '2 business days',
    ...over,
  }
  return over.riskAt === undefined ? { ...promise, riskAt: riskAtOf(promise, shop) } : promise
}

function aReadEntry(over: Partial<ReadEntry> = {}): ReadEntry {
  return {
    id: 'e' as EntryId,
    at: after(MADE, 1),
    customerId: 'c' as CustomerId,
    conversationId: null,
    kind: 'message_out',
    channel: 'email',
    title: null,
    body: 'Hello',
    authorKind: 'agent',
    authorName: 'Jo Park',
    data: {},
    ...over,
  }
}

describe('how a promise stands', () => {
  test.each<[string, Partial<CustomerPromise>, Date, string]>([
    ['nothing happened yet', {}, after(MADE, 1), 'open'],
    ['half of its time is gone and nobody owns it', {}, after(MADE, 27), 'at_risk'],
    ['it is due this very moment', {}, DUE, 'at_risk'],
    ['its time is over', {}, new Date(DUE.getTime() + 1), 'broken'],
    ['answered in the last moment', { keptAt: DUE }, after(DUE, 9), 'kept'],
    ['answered late', { keptAt: after(DUE, 1) }, after(DUE, 9), 'broken'],
    [
      'answered late and made good',
      { keptAt: after(DUE, 1), madeGoodAt: after(DUE, 2) },
      after(DUE, 9),
      'broken',
    ],
    ['it waits for her', { armedAt: null, dueAt: null, isConditional: true }, after(DUE, 99), 'pending'],
    ['it was taken back', { withdrawnAt: after(MADE, 1) }, after(DUE, 9), 'withdrawn'],
    ['it was snoozed past its risk', { snoozedUntil: after(MADE, 47) }, after(MADE, 40), 'open'],
    ['its snooze is over', { snoozedUntil: after(MADE, 3) }, after(MADE, 4), 'at_risk'],
    [
      'its carrier is late',
      { riskAt: null, delayAt: after(MADE, 2), delayWords: 'late' },
      after(MADE, 3),
      'at_risk',
    ],
    ['it has no time and no risk', { dueAt: null, riskAt: null }, after(MADE, 9_999), 'open'],
  ])('%s: %j at %s is %s', (_, over, now, standing) => {
    expect(standingOf(aPromise(over), now)).toBe(standing)
  })

  const instants = fc.integer({ min: 0, max: 400 }).map((hours) => after(MADE, hours))
  const promises = fc
    .record({
      keptAt: fc.option(instants),
      dueAt: fc.option(instants),
      snoozedUntil: fc.option(instants),
      delayAt: fc.option(instants),
      riskRaisedAt: fc.option(instants),
      madeGoodAt: fc.option(instants),
      isConditional: fc.boolean(),
    })
    .map(({ isConditional, ...over }) =>
      aPromise({
        ...over,
        delayWords: over.delayAt === null ? null : 'late',
        armedAt: isConditional ? null : MADE,
      }),
    )

  test('once broken it stays broken, whatever happens afterwards', () => {
    fc.assert(
      fc.property(promises, instants, fc.integer({ min: 0, max: 500 }), (promise, now, hours) => {
        const unkept = { ...promise, keptAt: null, armedAt: MADE }
        if (standingOf(unkept, now) !== 'broken') return
        const later = after(now, hours)
        const answered = withEvidence(unkept, [aReadEntry({ at: later })], counting)
        expect(standingOf(answered, later)).toBe('broken')
        expect(standingOf({ ...answered, madeGoodAt: later, snoozedUntil: later }, later)).toBe('broken')
      }),
    )
  })

  test('time changes how it stands only where it says it will be looked at', () => {
    fc.assert(
      fc.property(promises, instants, instants, (promise, a, b) => {
        const [from, to] = a < b ? [a, b] : [b, a]
        const unraised = { ...promise, riskRaisedAt: null }
        if (standingOf(unraised, to) === standingOf(unraised, from)) return
        const look = nextLookOf(unraised)
        expect(look).not.toBeNull()
        expect(look!.getTime()).toBeLessThanOrEqual(to.getTime())
      }),
    )
  })

  test('what is settled or raised as broken is never looked at again', () => {
    fc.assert(
      fc.property(promises, instants, (promise, now) => {
        const standing = standingOf(promise, now)
        const raised = { ...promise, brokenRaisedAt: now }
        expect(nextLookOf(raised)).toBeNull()
        if (standing === 'kept' || standing === 'pending') expect(nextLookOf(promise)).toBeNull()
        expect(settledAtOf(promise, now) !== null).toBe(standing === 'kept' || standing === 'broken')
      }),
    )
  })

  test('alarms end a week after the promised time', () => {
    expect(nextLookOf(withoutOldAlarms(aPromise(), after(DUE, 6 * 24)))).not.toBeNull()
    expect(nextLookOf(withoutOldAlarms(aPromise(), after(DUE, 8 * 24)))).toBeNull()
  })
})

describe('evidence', () => {
  test('of many answers the first counts, in whatever order they are heard', () => {
    const answers = fc.array(
      fc.record({ hours: fc.integer({ min: 0, max: 100 }), isMachine: fc.boolean(), id: fc.uuid() }),
      { maxLength: 8 },
    )
    fc.assert(
      fc.property(answers, fc.infiniteStream(fc.integer()), (list, keys) => {
        const entries = list.map(({ hours, isMachine, id }) =>
          aReadEntry({
            id: id as EntryId,
            at: after(MADE, hours),
            authorKind: isMachine ? 'machine' : 'agent',
          }),
        )
        const shuffled = entries
          .map((entry) => ({ entry, key: keys.next().value as number }))
          .sort((a, b) => a.key - b.key)
          .map(({ entry }) => entry)
        const whole = withEvidence(aPromise(), entries, counting)
        const oneByOne = shuffled.reduce(
          (promise, entry) => withEvidence(promise, [entry], counting),
          aPromise(),
        )
        expect(oneByOne.keptAt).toEqual(whole.keptAt)
        expect(withEvidence(oneByOne, shuffled, counting)).toEqual(oneByOne)
      }),
    )
  })

  test.each<[string, Partial<CustomerPromise>, Partial<ReadEntry>, boolean]>([
    [
      'a shipped parcel keeps a dispatch date',
      { keptBy: 'dispatch' },
      { kind: 'fulfilment', data: { status: 'shipped' } },
      true,
    ],
    [
      'a label does not',
      { keptBy: 'dispatch' },
      { kind: 'fulfilment', data: { status: 'label_created' } },
      false,
    ],
    [
      'a scan on its way does',
      { keptBy: 'dispatch' },
      { kind: 'delivery', data: { status: 'in_transit' } },
      true,
    ],
    [
      'another order’s parcel does not',
      { keptBy: 'dispatch', orderNo: '1' },
      { kind: 'fulfilment', data: { order: '2' } },
      false,
    ],
    [
      'the same order with its sign does',
      { keptBy: 'dispatch', orderNo: '1' },
      { kind: 'fulfilment', data: { order: '#1' } },
      true,
    ],
    [
      'delivered keeps a delivery date',
      { keptBy: 'delivery' },
      { kind: 'delivery', data: { status: 'delivered' } },
      true,
    ],
    [
      'another order’s parcel keeps no delivery date',
      { keptBy: 'delivery', orderNo: '1' },
      { kind: 'delivery', data: { status: 'delivered', order: '2' } },
      false,
    ],
    ['a word that it will be late does not', {}, { data: { topic: 'told first' } }, false],
    ['a refund keeps a refund', { keptBy: 'refund' }, { kind: 'refund' }, true],
    ['nothing but a word keeps a word', { keptBy: 'word' }, {}, false],
    ['what was before the promise keeps nothing', {}, { at: after(MADE, -1) }, false],
    ['the promise itself keeps nothing', {}, { id: 'cause' as EntryId }, false],
    [
      'an answer elsewhere keeps a form’s promise',
      { conversationId: 'a' as ConversationId },
      { conversationId: 'b' as ConversationId },
      true,
    ],
    [
      'and not one that was said in a conversation',
      { origin: 'found', conversationId: 'a' as ConversationId },
      { conversationId: 'b' as ConversationId },
      false,
    ],
  ])('%s', (_, promise, entry, kept) => {
    expect(isKeptBy(aPromise(promise), aReadEntry(entry))).toBe(kept)
  })

  test('a cancelled order has no delivery left to keep; one that was late before stays late', () => {
    const parcel = aPromise({ origin: 'carrier', keptBy: 'delivery', orderNo: '7', riskAt: null })
    const cancelled = (at: Date) =>
      aReadEntry({ kind: 'order_change', at, data: { order: '7', status: 'cancelled' } })
    expect(withEvidence(parcel, [cancelled(after(MADE, 2))], counting).withdrawnAt).toEqual(after(MADE, 2))
    expect(withEvidence(parcel, [cancelled(after(DUE, 2))], counting).withdrawnAt).toBeNull()
  })

  test.each([
    'Thanks!',
    'ok thanks',
    'Perfect, thank you so much 😊',
    'Great, I’ll wait. Thanks for letting me know!',
    'Thank you Jo',
    '👍',
    'Sounds good, have a great weekend',
  ])('%j is mere thanks', (text) => {
    expect(isMereThanks(text)).toBe(true)
  })
  test.each([
    'Thanks, but when will it come?',
    'Great, thank you. All good?',
    'Still nothing here after a week',
    'Thanks. Please send it to my office instead',
    'It arrived broken',
    'any news',
    'Where is it',
    'Thanks, still broken',
    'broken',
  ])('%j is more than thanks', (text) => {
    expect(isMereThanks(text)).toBe(false)
  })
})

describe('what opens a promise', () => {
  const context = { ...counting, standing: FIRST_STANDING_PROMISES, memberOf: () => null }

  test.each([
    ['We will refund you within 5 days', 'refund'],
    ['We’ll ship it tomorrow', 'dispatch'],
    ['It will arrive on Monday', 'delivery'],
    ['I’ll let you know when it ships', 'reply'],
    ['I will get back to you', 'reply'],
    ['We’ll cancel your order', 'word'],
  ])('%j is kept by: %s', (quote, keptBy) => {
    expect(keptByWords(quote)).toBe(keptBy)
  })

  test('a newsletter box opens nothing, a question does', () => {
    const [form] = FIRST_STANDING_PROMISES
    expect(isOpenedBy(form!, aReadEntry({ kind: 'form', body: '  ' }))).toBe(false)
    expect(isOpenedBy(form!, aReadEntry({ kind: 'form', body: 'Do you alter them?' }))).toBe(true)
    expect(isOpenedBy({ ...form!, isOn: false }, aReadEntry({ kind: 'form' }))).toBe(false)
  })

  test('a machine’s “soon” binds nobody, the day it names does', () => {
    const said = (body: string) => openingsOf(aReadEntry({ authorKind: 'machine', body }), context)
    expect(said('We will be in touch soon.')).toEqual([])
    expect(said('We will reply within 24 hours.')).toMatchObject([
      { dueAt: after(MADE, 25), isAssumed: false },
    ])
  })

  test('the quote is what was said, where it was said', () => {
    const body = 'Hi Maren,\n\nI’m sorry. I’ll write again by Friday 3pm.\n\nJo'
    const [promise] = openingsOf(aReadEntry({ body }), context)
    expect(body.slice(promise!.quoteStart!, promise!.quoteStart! + promise!.wording.length)).toBe(
      promise!.wording,
    )
  })
})

describe('at risk', () => {
  test('with three quarters of its business time used, half where nobody owns it', () => {
    for (const [ownerId, share] of [
      ['jo', 0.75],
      [null, 0.5],
    ] as const) {
      const at = riskAtOf({ origin: 'found', armedAt: MADE, dueAt: DUE, ownerId }, shop)!
      expect(openMsBetween(shop, MADE, at) / openMsBetween(shop, MADE, DUE)).toBeCloseTo(share, 6)
      expect(usedOf(MADE, DUE, at, shop)).toBeCloseTo(share, 6)
    }
  })

  test('is never before it was made nor after it is due, in any zone and on any night', () => {
    const zones = ['America/New_York', 'Europe/London', 'Europe/Berlin', 'Australia/Sydney', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'America/Sao_Paulo', 'Pacific/Apia'] // prettier-ignore
    const calendars = zones.map((zone): Calendar => ({ ...shop, zone }))
    const made = fc.date({ min: new Date('2018-01-01'), max: new Date('2028-01-01'), noInvalidDate: true })
    const spans = fc.record({
      amount: fc.integer({ min: 1, max: 40 }),
      unit: fc.constantFrom(
        'hour' as const,
        'business_hour' as const,
        'business_day' as const,
        'day' as const,
      ),
    })
    fc.assert(
      fc.property(
        fc.constantFrom(...calendars),
        made,
        spans,
        fc.boolean(),
        (calendar, armedAt, span, isOwned) => {
          const dueAt = dueOf(calendar, armedAt, span)
          const at = riskAtOf({ origin: 'found', armedAt, dueAt, ownerId: isOwned ? 'jo' : null }, calendar)
          if (at === null) return
          expect(at.getTime()).toBeGreaterThanOrEqual(armedAt.getTime())
          expect(at.getTime()).toBeLessThanOrEqual(dueAt.getTime())
          expect(usedOf(armedAt, dueAt, dueAt, calendar)).toBeCloseTo(1, 6)
        },
      ),
      { numRuns: 1_000 },
    )
  })

  test('says why in two or three words', () => {
    const members = new Map([
      ['jo', { name: 'Jo Park', awayUntil: null }],
      ['mo', { name: 'Mo Till', awayUntil: new Date('2025-11-24T05:00:00Z') }],
    ])
    const roster = { members, now: MADE, zone: shop.zone }
    expect(riskWordsOf(aPromise({ ownerId: 'mo' }), roster)).toBe('Mo Till is away until Mon 24 Nov')
    expect(isOwnerHere(aPromise({ ownerId: 'mo' }), roster)).toBe(false)
    expect(isOwnerHere(aPromise({ ownerId: 'mo' }), { ...roster, now: DUE })).toBe(false)
    expect(isOwnerHere(aPromise({ ownerId: 'mo' }), { ...roster, now: after(DUE, 96) })).toBe(true)
    expect(riskWordsOf(aPromise(), roster)).toBe('nobody owns it')
    expect(riskWordsOf(aPromise({ ownerId: 'jo' }), roster)).toBe('little time left')
    expect(riskWordsOf(aPromise({ ownerId: 'gone' }), roster)).toBe('its owner has left')
    expect(riskWordsOf(aPromise({ delayWords: 'carrier says Wed 26 Nov' }), roster)).toBe(
      'carrier says Wed 26 Nov',
    )
  })
})

describe('what people may do', () => {
  const broken = after(DUE, 1)
  test.each<[string, string, Date, Partial<CustomerPromise>, 'kept' | 'withdrawn' | 'made_good']>([
    ['promise_broken', 'what broke can’t be taken back', broken, {}, 'withdrawn'],
    ['yes', 'what was misread in a text can', broken, { origin: 'found' }, 'withdrawn'],
    ['yes', 'what broke can be made good', broken, {}, 'made_good'],
    ['promise_not_broken', 'what is open can’t be made good', MADE, {}, 'made_good'],
    ['yes', 'what broke can still be done', broken, {}, 'kept'],
    ['promise_broken', 'but not twice', broken, { keptAt: after(DUE, 0.5) }, 'kept'],
    ['promise_settled', 'what was kept is kept', MADE, { keptAt: MADE }, 'withdrawn'],
    ['yes', 'what waits can be taken back', MADE, { armedAt: null, dueAt: null }, 'withdrawn'],
  ])('%s: %s', (expected, _, now, over, outcome) => {
    const decision = decideSettlement(aPromise(over), outcome, now)
    expect(decision.allowed ? 'yes' : decision.reason).toBe(expected)
  })

  test.each<[string, Date, Date]>([
    ['yes', MADE, DUE],
    ['snooze_past_promise', MADE, new Date(DUE.getTime() + 1)],
    ['snooze_past_due', MADE, MADE],
    ['promise_broken', broken, after(DUE, 2)],
  ])('a snooze answers %s at %s until %s', (expected, now, until) => {
    const decision = decideSnooze(aPromise(), until, now, 'Thu 17:00')
    expect(decision.allowed ? 'yes' : decision.reason).toBe(expected)
  })

  test('what is over keeps its time', () => {
    expect(decideChange(aPromise(), MADE).allowed).toBe(true)
    expect(decideChange(aPromise(), broken)).toMatchObject({ reason: 'promise_broken' })
    expect(decideChange(aPromise({ keptAt: MADE }), MADE)).toMatchObject({ reason: 'promise_settled' })
  })
})

describe('in words', () => {
  test.each([
    ['2025-11-24T15:00:00Z', '2 business days'],
    ['2025-11-21T02:00:00Z', '4 hours'],
    ['2025-11-20T22:00:30Z', '1 minute'],
    ['2025-11-22T22:30:00Z', '1 business day'],
    ['2025-11-28T15:00:00Z', '5 business days'],
  ])('answered at %s it is %s late', (time, words) => {
    expect(lateWords(DUE, new Date(time), shop)).toBe(words)
  })

  test('explains how it came to stand as it does', () => {
    const now = new Date('2025-11-24T15:00:00Z')
    expect(explain(aPromise(), now, shop)).toBe(
      'Promised by Thu 20 Nov 17:00 ET, and not kept since: 2 business days late.',
    )
    expect(explain(aPromise({ keptAt: MADE, keptWords: 'Jo answered' }), now, shop)).toBe(
      'Jo answered, in time: promised by Thu 20 Nov 17:00 ET.',
    )
  })

  test('drafts tell first before it breaks, and own it after', () => {
    expect(draftOf(aPromise(), 'Imogen', after(MADE, 47), shop)).toContain('before you have to ask')
    expect(draftOf(aPromise(), 'Imogen', after(DUE, 1), shop)).toContain('We didn’t keep it')
  })

  test('hours read as people write them', () => {
    expect(hoursWords(shop, MADE)).toBe('Business hours 09:00 to 17:00 ET')
    const week = {
      mon: day,
      tue: day,
      wed: day,
      sat: [
        ['10:00', '12:00'],
        ['13:00', '16:00'],
      ] as const,
    }
    expect(hoursWords({ ...shop, week }, MADE)).toBe(
      'Business hours Mon to Wed 09:00 to 17:00, Sat 10:00 to 12:00 and 13:00 to 16:00 ET',
    )
  })

  test('the axis hatches closed hours without a gap and names the holiday', () => {
    const { from, to, closed } = axisOf(shop, new Date('2025-11-21T15:42:00Z'))
    expect([from, to]).toEqual(['2025-11-19T05:00:00.000Z', '2025-11-28T05:00:00.000Z'])
    expect(closed.filter(({ name }) => name !== null)).toEqual([
      { from: '2025-11-27T05:00:00.000Z', to: '2025-11-28T05:00:00.000Z', name: 'Thanksgiving' },
    ])
    const closedMs = closed.reduce((sum, one) => sum + Date.parse(one.to) - Date.parse(one.from), 0)
    expect(closedMs + openMsBetween(shop, new Date(from), new Date(to))).toBe(
      Date.parse(to) - Date.parse(from),
    )
  })
})
