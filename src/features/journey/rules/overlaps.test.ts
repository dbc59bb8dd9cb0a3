import { expect, test } from 'vitest'
import type { Clause } from '../contract.ts'
import { matcherOf } from './matching.ts'
import { overlapsOf, type Ruled } from './overlaps.ts'
import { touchpointsOf } from './touchpoints.ts'

const aPlace = (id: string, place: number, happens: Clause[], spokenOf: string[] = []): Ruled => ({
  id,
  name: id.toUpperCase(),
  place,
  rule: { happens, spokenOf },
})
const letters: Clause = { kinds: ['message_in'], channels: ['email', 'chat'] }

test('two rules that say as much of the same entries overlap, and the first on the map takes them', () => {
  const [a, b] = [aPlace('a', 1, [letters]), aPlace('b', 2, [{ kinds: ['message_in'], channels: ['chat'] }])]
  expect(overlapsOf(a, [a, b])).toEqual([{ with: 'B', takes: 'this', phrase: null }])
  expect(overlapsOf(b, [a, b])).toEqual([{ with: 'A', takes: 'other', phrase: null }])
  // As the matching itself decides it.
  const matcher = matcherOf(
    [b, a].flatMap((one) =>
      touchpointsOf([])
        .slice(0, 1)
        .map((whole) => ({ ...whole, ...one })),
    ),
  )
  const chat = { kind: 'message_in', channel: 'chat', body: null, authorKind: 'customer', data: {} } as const
  expect(matcher.placeOf(chat, { noticed: new Set(), hasOrdered: false })).toBe('a')
})

test('an exception inside a wider rule is none, nor are rules that exclude each other', () => {
  const wide = aPlace('wide', 1, [{ kinds: ['message_in'] }])
  const narrow = aPlace('narrow', 2, [letters])
  const phone = aPlace('phone', 3, [{ kinds: ['message_in'], channels: ['phone'] }])
  const pages = aPlace('pages', 4, [{ kinds: ['page'] }])
  expect(overlapsOf(narrow, [wide, phone, pages])).toEqual([])
})

test('a phrase that two claim is named, however it is written', () => {
  const [a, b] = [aPlace('a', 2, [], ['Gift wrap', 'ribbon']), aPlace('b', 1, [], ['gift wrap'])]
  expect(overlapsOf(a, [b])).toEqual([{ with: 'B', takes: 'other', phrase: 'gift wrap' }])
})

test('of the touchpoints that the product brings, only messages that chase meet those before and after a sale', () => {
  const all = touchpointsOf([])
  expect(
    all.flatMap((one) => overlapsOf(one, all).map((found) => [one.name, found.with, found.takes])),
  ).toEqual([
    ['Asks before buying', 'Chases order', 'this'],
    ['Chases order', 'Asks before buying', 'other'],
    ['Chases order', 'Asks after sale', 'this'],
    ['Asks after sale', 'Chases order', 'other'],
  ])
})
