/** The conversation of the drawn screen, from what comes in to what the agent sees and does. */
import { describe, expect, test } from 'vitest'
import type { IncomingEntry } from '#features/timeline/index.ts'
import type { Scope } from '#platform/scope.ts'
import { takeIn } from '#testing/take-in.ts'
import { aWorkspace, anEntry } from '#testing/workspace.ts'
import { ListQueue } from './contract.ts'
import {
  addFact,
  landActs,
  listMoments,
  momentIdFrom,
  reopenMoment,
  search,
  settleMoment,
  showMoment,
  showQueue,
  standFact,
  writeLine,
} from './index.ts'

const AGAIN =
  'Hi, me again! I ordered the Wren dress in pine on the 12th and it still hasn’t arrived. The link just says “label created”. My sister’s wedding is on the 29th, I’m doing a reading and it’s the only thing I feel like myself in. Can you see where it is?'

const maren = { identities: [{ kind: 'email', value: 'maren@example.com', verified: true }] } as const
const talk = { ...maren, conversation: 'thread-1', channel: 'email' } as const
const at = (time: string) => new Date(`${time}:00Z`)

function story(): IncomingEntry[] {
  const traits = { name: 'Maren Oduya', city: 'Burlington', region: 'VT' }
  const wren = { name: 'Wren dress', variant: 'pine, XS petite', quantity: 1 }
  return [
    anEntry({
      ...maren,
      messageId: 'order-1',
      kind: 'order',
      at: at('2025-05-02T10:00'),
      channel: 'shop',
      text: '',
      traits,
      data: { order: '9001' },
    }),
    anEntry({
      ...maren,
      messageId: 'review-1',
      kind: 'review',
      at: at('2025-06-14T10:00'),
      channel: 'review',
      text: 'Love it! Even my greyhound Pickle approves of the Fern tee.',
      data: { rating: 5, products: [{ name: 'Fern tee', quantity: 1 }] },
    }),
    anEntry({
      ...maren,
      messageId: 'order-2',
      kind: 'order',
      at: at('2025-11-12T14:00'),
      channel: 'shop',
      text: '',
      data: { order: '10482', products: [wren] },
    }),
    anEntry({
      ...talk,
      messageId: 'ask-1',
      at: at('2025-11-18T14:02'),
      text: 'Hello! Has the Wren shipped yet? No rush, just curious.',
    }),
    anEntry({
      ...talk,
      messageId: 'answer-1',
      kind: 'message_out',
      at: at('2025-11-18T17:10'),
      text: 'It’s packed and waiting for the van, you’ll get the link today!',
      author: { kind: 'agent', name: 'Jo Park' },
    }),
    anEntry({
      ...maren,
      messageId: 'scan-1',
      kind: 'delivery',
      at: at('2025-11-20T18:00'),
      channel: 'carrier',
      text: '',
      author: { kind: 'machine' },
      data: { order: '10482', carrier: 'UPS', status: 'no_scan' },
    }),
    anEntry({ ...talk, messageId: 'ask-2', at: at('2025-11-21T14:20'), text: AGAIN }),
  ]
}

const queueOf = (scope: Scope) => showQueue(scope, ListQueue.parse({}))

describe.each([1, 4] as const)('Maren asks again, in %i slices', (slices) => {
  test('what the agent sees', async () => {
    const scope = await aWorkspace({ slices })
    await takeIn(scope, story())
    const { items, first, counts } = await queueOf(scope)
    const row = items.find(({ kind }) => kind === 'chasing')!
    expect(row).toMatchObject({
      label: 'Chasing an order',
      customer: { name: 'Maren Oduya' },
      channel: 'email',
      state: 'open',
    })
    // What can be answered warmly stands first, however many complaints are heard beside it.
    expect(row.also[0]).toBe('wedding')
    expect(row.also).toContain('asks again')
    expect(row.words).toContain('still hasn’t arrived')
    expect(row.marks.length).toBeGreaterThan(0)
    expect(counts).toEqual({ mine: 0, team: items.length, forLeaders: 0 })
    expect(first?.row).toEqual(items[0])

    const detail = await showMoment(scope, momentIdFrom(row.id))
    expect(detail.title).toBe('Maren is chasing order #10482')
    expect(detail.signs.find(({ kind }) => kind === 'chasing')).toMatchObject({
      lead: 'Asks where an order is,',
      rest: 'for the second time in 3 days',
    })
    expect(detail.signs.find(({ kind }) => kind === 'wedding')).toMatchObject({
      lead: 'A wedding in 8 days,',
      rest: 'on Sat 29 Nov',
    })
    expect(detail.entry?.text).toBe(AGAIN)
    for (const { quote, start, end } of detail.signs)
      if (quote !== null) expect(AGAIN.slice(start!, end!)).toBe(quote)
    expect(detail.earlier.map(({ text }) => text?.slice(0, 12))).toEqual(['Hello! Has t', 'It’s packed '])
    expect(detail.later).toEqual([])
    expect(detail.facts.map(({ value, source }) => `${value} | ${source}`)).toEqual([
      'Sister’s wedding, Sat 29 Nov | Said today, in this e-mail',
      'Has a greyhound called Pickle | Said so, review, 14 Jun',
    ])
    expect(detail.facts.map(({ isNew }) => isNew)).toEqual([true, false])
    expect(detail.draft).toMatch(/^Hi Maren, .*sorry you had to ask twice.*order #10482/)
    expect(detail.acts.map(({ kind }) => kind)).toContain('line')
    expect(detail.customer).toMatchObject({
      name: 'Maren Oduya',
      place: 'Burlington, VT',
      figures: { orders: 2 },
    })
    expect(detail.timeline.items).toHaveLength(7)
    // A carrier that loses sight of a parcel is noticed before she asks.
    expect(items.map(({ kind }) => kind)).toContain('order_not_told')
  })

  test('what the agent does, and undoes', async () => {
    const scope = await aWorkspace({ slices })
    await takeIn(scope, story())
    const row = (await queueOf(scope)).items.find(({ kind }) => kind === 'chasing')!
    const id = momentIdFrom(row.id)
    const line = await writeLine(scope, id, { text: 'I wore mine to my brother’s wedding.', via: 'copied' })
    await settleMoment(scope, id, { outcome: 'done' })
    const after = await queueOf(scope)
    expect(after.items.map(({ id }) => id)).not.toContain(row.id)
    expect(after.doneToday).toBe(1)
    expect((await showMoment(scope, id)).done).toEqual([line])

    await reopenMoment(scope, id)
    expect((await queueOf(scope)).items.map(({ id }) => id)).toContain(row.id)

    const later = { ...scope, now: new Date(scope.now.getTime() + 11_000) }
    await landActs(later)
    await landActs(later)
    const lines = (await showMoment(later, id)).timeline.items.filter(({ text }) => text === line.text)
    expect(lines).toMatchObject([{ kind: 'message_out', author: { kind: 'agent', name: 'Priya Nair' } }])
  })

  test('what is known of her can be confirmed, forgotten and added', async () => {
    const scope = await aWorkspace({ slices })
    await takeIn(scope, story())
    const [moment] = (await listMoments(scope, { kind: 'chasing', limit: 1 })).items
    const id = momentIdFrom(moment!.id)
    const { facts, customer } = await showMoment(scope, id)
    await standFact(scope, facts[1]!.id, 'forgotten')
    await addFact(scope, customer.id as never, { kind: 'said', value: 'Works nights' })
    // Reading her messages again does not bring back what was forgotten.
    await takeIn(scope, [
      anEntry({
        ...talk,
        messageId: 'ask-3',
        at: at('2025-11-21T15:00'),
        text: 'My greyhound Pickle says hello, too.',
      }),
    ])
    expect((await showMoment(scope, id)).facts.map(({ value }) => value)).toEqual([
      'Works nights',
      'Sister’s wedding, Sat 29 Nov',
    ])
  })

  test('she is found by her name, her moment by its words', async () => {
    const scope = await aWorkspace({ slices })
    await takeIn(scope, story())
    expect((await search(scope, 'mar')).customers).toMatchObject([
      { name: 'Maren Oduya', detail: 'Burlington, VT' },
    ])
    expect((await search(scope, 'chas odu')).moments.filter(({ state }) => state === 'open')).toMatchObject([
      { name: 'Maren Oduya', label: 'Chasing an order', state: 'open' },
    ])
    expect((await search(scope, '10482')).moments.length).toBeGreaterThan(0)
    expect(await search(scope, 'zebra')).toEqual({ customers: [], moments: [] })
    expect(await search(scope, ' ')).toEqual({ customers: [], moments: [] })
    expect((await showQueue(scope, ListQueue.parse({ q: 'wren' }))).items.map(({ kind }) => kind)).toContain(
      'chasing',
    )
  })
})
