import { describe, expect, test } from 'vitest'
import { officeHours } from '#kit/calendar.ts'
import { MOMENT_KINDS, noticeMoments, type Noticed } from '#reading/index.ts'
import { CATALOGUE, fill, listKinds, SLOT_NAMES, type Slots } from '../catalogue/index.ts'
import { expiryOf } from './expiry.ts'
import { isTouchedBy, noticeEntry } from './notice.ts'
import { actsOf, alsoOf, draftOf, firstNameOf, signsOf, titleOf } from './present.ts'
import { aContext, aReadEntry, ago, AT } from '#testing/read-entry.ts'
import type { StoredSign } from './shapes.ts'

const ZONE = 'America/New_York'
const TEXT = 'Hi, me again! It still hasn’t arrived. I need it for my sister’s wedding on the 29th.'

function heard(text: string, kind: Noticed['kind'], quote: string, more: Partial<Noticed> = {}): Noticed {
  const start = text.indexOf(quote)
  return { kind, quote, start, end: start + quote.length, score: 0.9, by: `${kind}.test`, ...more }
}
const MAREN = [heard(TEXT, 'wedding', 'sister’s wedding'), heard(TEXT, 'chasing', 'still hasn’t arrived')]
const aSign = (kind: string, more: Partial<StoredSign> = {}): StoredSign => ({
  kind,
  quote: null,
  start: null,
  end: null,
  by: 'test',
  score: 0.9,
  ...more,
})

describe('a moment', () => {
  const before = aReadEntry({ body: 'Has it shipped?', at: ago(3) })
  const order = aReadEntry({ kind: 'order', at: ago(9), data: { order: '10482' } })
  const { moment, facts } = noticeEntry(
    aReadEntry({ body: TEXT }),
    aContext({ noticed: MAREN, history: [before, order] }),
  )
  const showing = {
    customerName: 'Maren Oduya',
    slots: moment!.slots,
    signs: moment!.signs,
    now: AT,
    zone: ZONE,
  }

  test('is led by its heaviest sign', () => {
    expect(moment).toMatchObject({
      kind: 'chasing',
      valence: 'threat',
      words: 'It still hasn’t arrived.',
      marks: [{ start: 3, end: 23 }],
    })
    expect(alsoOf('chasing', showing)).toEqual(['wedding'])
  })
  test('keeps a sign of the other side, however many weigh more', () => {
    const heavier = ['repeat_contact', 'lost_item', 'wants_human'].map((kind) => ({
      ...showing.signs[0]!,
      kind,
    }))
    const signs = [...heavier, ...showing.signs]
    expect(alsoOf('chasing', { ...showing, signs })).toHaveLength(3)
    expect(alsoOf('chasing', { ...showing, signs })[0]).toBe('wedding')
    // The same rule the other way round: beside good news a complaint is not swallowed.
    expect(alsoOf('wedding', { ...showing, signs })[0]).toBe('again')
  })
  test('says in words why it was noticed', () => {
    const reasons = signsOf(showing)
    expect(reasons.find(({ kind }) => kind === 'chasing')).toMatchObject({
      lead: 'Asks where an order is,',
      rest: 'for the second time in 3 days',
    })
    expect(reasons.find(({ kind }) => kind === 'wedding')).toMatchObject({
      lead: 'A wedding in 8 days,',
      rest: 'on Sat 29 Nov',
    })
  })
  test('three days later the wedding is nearer', () => {
    const later = signsOf({ ...showing, now: new Date('2025-11-24T14:00:00Z') })
    expect(later.find(({ kind }) => kind === 'wedding')?.lead).toBe('A wedding in 5 days,')
  })
  test('has a title and a draft that name the order', () => {
    expect(titleOf('chasing', showing)).toBe('Maren is chasing order #10482')
    expect(draftOf('chasing', showing)).toContain('sorry you had to ask twice')
    expect(draftOf('chasing', showing)).toContain('order #10482')
  })
  test('offers acts for what else was heard, a note last', () => {
    const acts = actsOf('chasing', showing)
    expect(acts.map(({ id }) => id)).toContain('anecdote')
    expect(acts.at(-1)).toMatchObject({ id: 'note', words: null })
  })
  test('leaves the wedding to be remembered', () => {
    expect(facts.map(({ value }) => value)).toEqual(['Sister’s wedding, Sat 29 Nov'])
  })
  test('quotes exactly what was written', () => {
    for (const { quote, start, end } of moment!.signs)
      if (quote !== null) expect(TEXT.slice(start!, end!)).toBe(quote)
  })
})

describe('when a moment expires', () => {
  const at = (signs: StoredSign[], history = [] as Parameters<typeof expiryOf>[2], entry = aReadEntry()) =>
    expiryOf(entry, signs, history, { zone: ZONE })
  test('after the life of its leading kind', () => {
    expect(at([aSign('chasing')])).toEqual({
      at: new Date('2025-11-21T22:20:00Z'),
      because: CATALOGUE.chasing.because,
    })
  })
  describe('where the team keeps hours', () => {
    const hours = officeHours(ZONE)
    const within = (kind: string, written: string) =>
      expiryOf(aReadEntry({ at: new Date(written) }), [aSign(kind)], [], { zone: ZONE, hours })
    test('what is angry on a Friday evening is there on Monday', () => {
      expect(within('upset', '2025-11-21T23:30:00Z')).toEqual({
        at: new Date('2025-11-24T18:00:00Z'),
        because: 'four working hours after it came',
      })
    })
    test('what came at work has the life of its kind', () => {
      expect(within('upset', '2025-11-21T14:20:00Z')).toEqual({
        at: new Date('2025-11-21T18:20:00Z'),
        because: CATALOGUE.upset.because,
      })
      expect(within('wedding', '2025-11-21T23:30:00Z').because).toBe(CATALOGUE.wedding.because)
    })
    test('a day that was said still comes first', () => {
      const entry = aReadEntry({ at: new Date('2025-11-21T23:30:00Z') })
      const signs = [aSign('upset'), aSign('wedding', { on: '2025-11-23' })]
      expect(expiryOf(entry, signs, [], { zone: ZONE, hours }).because).toBe('wedding on Sun 23 Nov')
    })
  })
  test('before the event begins, if that is sooner', () => {
    expect(at([aSign('wedding', { on: '2025-11-24' })])).toEqual({
      at: new Date('2025-11-24T05:00:00Z'),
      because: 'wedding on Mon 24 Nov',
    })
  })
  test('a deadline lasts through its day', () => {
    expect(at([aSign('pet'), aSign('deadline', { on: '2025-11-22' })]).at).toEqual(
      new Date('2025-11-23T05:00:00Z'),
    )
  })
  test('a gift can go into the parcel until the parcel has left', () => {
    const order = aReadEntry({ kind: 'order', at: ago(0, 5), data: { order: '7' } })
    const shipped = aReadEntry({ kind: 'fulfilment', at: ago(0, 1), data: { order: '7' } })
    expect(at([aSign('gift_order')], [shipped], order)).toEqual({
      at: shipped.at,
      because: 'the parcel has left',
    })
    expect(
      at(
        [aSign('gift_order')],
        [aReadEntry({ kind: 'fulfilment', at: ago(0, 1), data: { order: '8' } })],
        order,
      ).because,
    ).toBe(CATALOGUE.gift_order.because)
  })
  test('a delay is over when the parcel arrives', () => {
    const late = aReadEntry({ kind: 'delivery', at: ago(0, 5), data: { order: '7', status: 'delayed' } })
    const arrived = aReadEntry({ kind: 'delivery', at: ago(0, 2), data: { order: '7', status: 'delivered' } })
    expect(at([aSign('delivery_delayed')], [arrived], late).because).toBe('the parcel has arrived')
  })
  test('never sooner than half an hour after it happened', () => {
    expect(at([aSign('wedding', { on: '2025-11-21' })]).at).toEqual(new Date('2025-11-21T14:50:00Z'))
  })
})

describe('what an arrival can change', () => {
  const order = aReadEntry({ kind: 'order', at: ago(2), data: { order: '7' } })
  test.each([
    ['an earlier order', aReadEntry({ kind: 'order', at: ago(9) }), true],
    ['a later order', aReadEntry({ kind: 'order', at: ago(1) }), false],
    ['its own parcel', aReadEntry({ kind: 'fulfilment', at: ago(1), data: { order: '7' } }), true],
    ['another parcel', aReadEntry({ kind: 'fulfilment', at: ago(1), data: { order: '8' } }), false],
  ])('%s', (_name, arrival, touched) => expect(isTouchedBy(order, arrival)).toBe(touched))
  test('a message to her tells of a delay', () => {
    const late = aReadEntry({ kind: 'delivery', at: ago(2), data: { status: 'delayed' } })
    expect(isTouchedBy(late, aReadEntry({ kind: 'message_out', at: ago(1) }))).toBe(true)
  })
})

describe('grief', () => {
  const text = 'My mum’s funeral is on Friday, could you hurry? Our dog Bo misses her too.'
  const { moment, facts } = noticeEntry(
    aReadEntry({ body: text }),
    aContext({
      noticed: [
        heard(text, 'hardship', 'My mum’s funeral', { delicate: true }),
        heard(text, 'pet', 'Our dog Bo'),
      ],
    }),
  )
  test('leads, and nothing cheerful is offered beside it', () => {
    expect(moment?.kind).toBe('hardship')
    const acts = actsOf('hardship', {
      customerName: 'Ada',
      slots: moment!.slots,
      signs: moment!.signs,
      now: AT,
      zone: ZONE,
    })
    expect(acts.map(({ id }) => id)).toEqual(['be_kind', 'note'])
  })
  test('is not written down, the dog is', () => {
    expect(facts.map(({ kind }) => kind)).toEqual(['pet'])
  })
})

describe('the catalogue', () => {
  const all: Slots = Object.fromEntries(SLOT_NAMES.map((name) => [name, `<${name}>`]))
  const templatesOf = (kind: keyof typeof CATALOGUE) => [
    CATALOGUE[kind].lead,
    CATALOGUE[kind].rest,
    CATALOGUE[kind].title,
    CATALOGUE[kind].draft,
    CATALOGUE[kind].short,
  ]

  test('knows every kind that can be read', () => {
    expect(MOMENT_KINDS.filter((kind) => !(kind in CATALOGUE))).toEqual([])
    expect(listKinds().length).toBeGreaterThanOrEqual(MOMENT_KINDS.length + 14)
  })
  test.each(Object.keys(CATALOGUE) as (keyof typeof CATALOGUE)[])(
    '%s is whole sentences with all slots and with none',
    (kind) => {
      for (const slots of [all, { first: 'Ada', name: 'Ada' }])
        for (const template of templatesOf(kind)) {
          expect(fill(template, slots)).not.toMatch(/[{}[\]|]| {2}|undefined/)
          for (const [, name] of template.matchAll(/\{(\w+)\}/g))
            expect([...SLOT_NAMES, 'day', 'in']).toContain(name)
        }
      expect(CATALOGUE[kind].livesHours).toBeGreaterThan(0)
      expect(CATALOGUE[kind].acts.length).toBeGreaterThan(0)
    },
  )
  test('a nameless customer is not called by her address', () => {
    expect(firstNameOf('maren@example.com')).toBe('there')
    expect(firstNameOf('Customer 1a2b')).toBe('there')
    const nameless = {
      customerName: 'maren@example.com',
      slots: { order: '7' },
      signs: [],
      now: AT,
      zone: ZONE,
    }
    expect(titleOf('chasing', nameless)).toBe('A customer is chasing order #7')
    expect(draftOf('chasing', nameless)).toMatch(/^Hi there, /)
    expect(firstNameOf('Maren Oduya')).toBe('Maren')
  })
})

test('what is read in a real message becomes a moment', () => {
  const text = 'Where is my order #10482? It still hasn’t arrived and I’ve written twice.'
  const { moment } = noticeEntry(
    aReadEntry({ body: text }),
    aContext({ noticed: noticeMoments(text).moments }),
  )
  expect(moment?.valence).toBe('threat')
  expect(moment?.slots.order).toBe('10482')
})

describe('the row of a moment', () => {
  test('holds nothing that was only quoted or signed', () => {
    const body =
      'Three weeks.\n\nOn Tue, Nov 18, 2025 Jo wrote:\n> We are sorry, it will be with you soon.\n\nSent from my iPhone'
    const answer = aReadEntry({
      kind: 'survey_answer',
      body,
      data: { survey: 'csat', rating: 1, ratingTo: 5 },
    })
    const { moment } = noticeEntry(answer, aContext({ noticed: [] }))
    expect(moment).toMatchObject({ kind: 'survey_low', words: 'Three weeks.' })
  })
})
