import { expect, test } from 'vitest'
import { ENTRY_KINDS } from '#features/timeline/contract.ts'
import type { IncomingEntry } from '#features/timeline/index.ts'
import { decideAcceptance } from '#features/timeline/rules/accept.ts'
import { HOUR_MS } from '#kit/time.ts'
import { sampleEntries, tellBrand } from './brand.ts'
import { SAMPLE_AGENTS } from './roster.ts'
import { STORY_ORDERS } from './story/index.ts'
import { REPLIES } from './texts/replies.ts'
import { TEXTS } from './texts/index.ts'
import { slotsOf } from './wording.ts'

const until = new Date('2025-11-21T15:42:00Z')
const brand = tellBrand({ seed: 'tussock', until })
const entries: readonly IncomingEntry[] = brand.entries
const messages = entries.filter(
  ({ kind }) => kind === 'message_in' || kind === 'message_out' || kind === 'form',
)

const counted = <T>(list: readonly T[]) => {
  const counts = new Map<T, number>()
  for (const one of list) counts.set(one, (counts.get(one) ?? 0) + 1)
  return counts
}
const small = (seed: string) => JSON.stringify([...sampleEntries({ seed, until, customers: 150 })])

test('the same seed and end give the same brand to the byte, another seed another', () => {
  expect(small('a')).toBe(small('a'))
  expect(small('a')).not.toBe(small('b'))
})

test('3,200 customers live through 40 to 60 thousand entries, 9 to 14 thousand of them messages', () => {
  expect(entries.length).toBeGreaterThan(40_000)
  expect(entries.length).toBeLessThan(60_500)
  expect(messages.length).toBeGreaterThan(9_000)
  expect(messages.length).toBeLessThan(14_000)
  const people = new Set(
    entries.flatMap(({ identities }) =>
      identities.filter(({ kind }) => kind === 'email').map(({ value }) => value),
    ),
  )
  expect(people.size).toBeGreaterThan(2_800)
})

test('every kind of entry occurs', () => {
  expect(new Set(entries.map(({ kind }) => kind))).toEqual(new Set(ENTRY_KINDS))
})

test('no entry lies after the end, they come in time order, and the timeline takes every one', () => {
  let last = 0
  for (const entry of entries) {
    expect(entry.at.getTime()).toBeGreaterThanOrEqual(last)
    last = entry.at.getTime()
    expect(decideAcceptance(entry, until)).toMatchObject({ accepted: true })
  }
  expect(last).toBeLessThanOrEqual(until.getTime())
})

test('message ids are told once', () => {
  expect(new Set(entries.map(({ messageId }) => messageId)).size).toBe(entries.length)
})

test('more than 600 hand-written bodies are told as messages, none of them in over 1 % of all messages', () => {
  const spoken = [...brand.told].filter(
    ([id]) => !/^(review|post|csat|nps|ces|return\.|gift\.|unsub|note|diary\.d)/.test(id),
  )
  expect(spoken.length).toBeGreaterThan(600)
  for (const [id, told] of brand.told) expect(told / messages.length, id).toBeLessThan(0.01)
  for (const [text, times] of counted(messages.map(({ text }) => text)))
    expect(times / messages.length, text).toBeLessThan(0.01)
})

test('no body is written twice, and every slot is filled', () => {
  const bodies = [...Object.values(TEXTS).flat(), ...REPLIES.map(([, text]) => text)]
  expect([...counted(bodies)].filter(([, times]) => times > 1)).toEqual([])
  for (const { text = '', title = '', data } of entries)
    expect([text, title, data?.giftNote ?? ''].join(' ')).not.toMatch(/[{}]|undefined|NaN/)
})

test('nearly every body finds somebody of whom it is true', () => {
  const all = Object.values(TEXTS).flat().length + REPLIES.length
  expect(brand.told.size / all).toBeGreaterThan(0.93)
})

test('an answer made for one question finds its question', () => {
  const bodies = Object.values(TEXTS).flat()
  for (const [cue, text] of REPLIES) {
    expect(
      bodies.some((body) => body.includes(cue)),
      cue,
    ).toBe(true)
    expect(slotsOf(text)).not.toContain('agent')
  }
})

test('parcels are ordered, labelled, sent and delivered in this order', () => {
  const stages = new Map<string, Partial<Record<'order' | 'fulfilment' | 'delivery', number>>>()
  for (const { kind, at, data } of entries) {
    if (!data?.order || (kind !== 'order' && kind !== 'fulfilment' && kind !== 'delivery')) continue
    const known = stages.get(data.order) ?? {}
    stages.set(data.order, { [kind]: at.getTime(), ...known })
  }
  expect(stages.size).toBeGreaterThan(4_000)
  for (const [order, { order: orderedMs = Infinity, fulfilment = Infinity, delivery = Infinity }] of stages) {
    expect(orderedMs, order).toBeLessThan(fulfilment === Infinity ? delivery + 1 : fulfilment)
    if (fulfilment !== Infinity && delivery !== Infinity) expect(fulfilment, order).toBeLessThan(delivery)
  }
})

test('an order number belongs to one order, and numbers grow with time', () => {
  const orders = entries.filter(({ kind }) => kind === 'order')
  expect(new Set(orders.map(({ data }) => data?.order)).size).toBe(orders.length)
  const lived = orders
    .filter(({ identities }) => !identities[0]?.value.includes('story'))
    .map(({ data }) => Number(data?.order))
  expect(lived).toEqual([...lived].sort((a, b) => a - b))
})

test('whoever answers is on the roster', () => {
  const names = new Set(SAMPLE_AGENTS.map(({ name }) => name))
  const answering = new Set(
    entries.flatMap(({ author }) => (author?.kind === 'agent' ? [author.name ?? ''] : [])),
  )
  expect([...answering].filter((name) => !names.has(name))).toEqual([])
  expect(answering.size).toBe(names.size)
})

test('browsers turn out to be persons, and one address has two accounts at times', () => {
  const joined = entries.filter(({ identities }) =>
    ['anonymous', 'email'].every((wanted) => identities.some(({ kind }) => kind === wanted)),
  )
  expect(joined.length).toBeGreaterThan(500)
  const accounts = new Map<string, Set<string>>()
  for (const { identities } of entries) {
    const email = identities.find(({ kind }) => kind === 'email')?.value
    const external = identities.find(({ kind }) => kind === 'external')?.value
    if (email && external) accounts.set(email, (accounts.get(email) ?? new Set()).add(external))
  }
  expect([...accounts.values()].filter(({ size }) => size > 1).length).toBeGreaterThan(10)
})

test('at the end more than forty customers wait for an answer to what they wrote in the last two days', () => {
  const last = new Map<string, IncomingEntry>()
  for (const entry of entries)
    if (entry.conversation && entry.kind !== 'note' && !entry.data?.automatic)
      last.set(entry.conversation, entry)
  const waiting = [...last.values()].filter(
    ({ kind, at }) => kind !== 'message_out' && until.getTime() - at.getTime() < 48 * HOUR_MS,
  )
  expect(waiting.length).toBeGreaterThan(40)
})

test('Maren asks a second time this morning, with a wedding in eight days', () => {
  const hers = entries.filter(({ identities }) =>
    identities.some(({ value }) => value === 'maren.oduya@mail.example'),
  )
  expect(hers.filter(({ kind }) => kind === 'order')).toHaveLength(7)
  const mail = hers.findLast(({ kind }) => kind === 'message_in')
  expect(mail?.at.toISOString()).toBe('2025-11-21T14:20:00.000Z')
  expect(mail?.data?.order).toBe(STORY_ORDERS.maren)
  expect(mail?.text).toContain('on the 12th and it still hasn’t arrived')
  expect(mail?.text).toContain('my sister’s wedding on the 29th')
})

test('the people of the drawings are there on any day of the year', () => {
  for (const day of ['2026-02-28T08:00:00Z', '2026-07-05T23:30:00Z', '2027-01-01T00:00:00Z']) {
    const told = tellBrand({ seed: 'tussock', until: new Date(day), customers: 40 }).entries
    const names = new Set(told.flatMap(({ traits }) => traits?.name ?? []))
    for (const name of [
      'Maren Oduya',
      'Theo Castellanos',
      'Beatriz Lindqvist',
      'Wanda Achterberg',
      'Kofi Brandt',
      'Sun-hi Marlowe',
      'Ines Farrow',
      'Gideon Pell',
      'Imogen Vance',
      'Hal Brightwater',
    ])
      expect(names).toContain(name)
    expect(told.every(({ at }) => at.getTime() <= Date.parse(day))).toBe(true)
  }
})
