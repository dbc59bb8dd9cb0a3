/** What is offered for a moment: once where two plays would do the same, twice where the words are the act and differ. */
import { expect, test } from 'vitest'
import type { Offer, PlayAct } from '../contract.ts'
import { offersOf, type OfferedPlay, type Offering } from './offers.ts'
import { FIRST_POLICY } from './policy.ts'
import { situationOf } from './situation.ts'
import { BROUGHT_PLAYS } from './starter-book.ts'

const NOW = new Date('2025-11-21T15:42:00Z')

const offered = (plays: readonly OfferedPlay[], kind = 'chasing', signs: string[] = []): Offer[] => {
  const situation = situationOf(
    {
      kind,
      valence: 'threat',
      channel: 'email',
      at: NOW,
      signs: [kind, ...signs].map((kind) => ({ kind, quote: null })),
      slots: {},
    },
    {
      history: [],
      lastGivenAt: undefined,
      at: NOW,
      zone: 'America/New_York',
      currency: 'USD',
      conversationId: null,
    },
  )
  const offering: Offering = {
    situation,
    plays,
    anecdotes: [],
    basics: [],
    library: [],
    policy: FIRST_POLICY,
    currency: 'USD',
    left: { own: 25_000, customer: 4_000 },
    lastGiven: null,
    isLead: false,
    values: {},
    dayOf: String,
  }
  return offersOf(offering)
}

const aPlay = (id: string, ...acts: Partial<PlayAct>[]): OfferedPlay => ({
  id,
  name: id,
  when: { all: [{ field: 'kind', anyOf: ['chasing'] }], none: [] },
  acts: acts.map((over) => ({
    kind: 'line',
    title: 'Say it',
    words: null,
    amountMinor: null,
    when: null,
    ...over,
  })),
  who: 'everyone',
  hope: 'x',
  isOn: true,
})
const idsOf = (offers: readonly Offer[]) => offers.map(({ id }) => id)

test('a parcel asked after twice is promised to be looked after once, as the first play of the book says it', () => {
  const checks = offered(BROUGHT_PLAYS, 'chasing', ['repeat_contact']).filter(
    ({ kind }) => kind === 'check_back',
  )
  expect(checks.map(({ title, play }) => [title, play?.id])).toEqual([
    ['Promise to check back', 'late-parcel'],
  ])
})

test('money of one kind, name and amount is offered once; another amount is another offer', () => {
  const credit = { kind: 'credit', title: 'Give a credit', amountMinor: 1_000 } as const
  const offers = offered([
    aPlay('a', { ...credit, words: 'For the trouble.' }),
    aPlay('b', { ...credit, words: 'For asking twice.' }),
    aPlay('c', { ...credit, amountMinor: 1_500, words: 'For the wait.' }),
  ])
  expect(idsOf(offers)).toEqual(['play:a:0', 'play:c:0'])
})

test('words of one name that say something else are two offers, and the same words are one', () => {
  const offers = offered([
    aPlay('a', { words: 'It is running late.' }),
    aPlay('b', { words: 'It has come back to us.' }),
    aPlay('c', { words: 'IT IS RUNNING LATE.' }),
  ])
  expect(idsOf(offers)).toEqual(['play:a:0', 'play:b:0'])
})
