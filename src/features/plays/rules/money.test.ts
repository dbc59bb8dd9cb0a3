/** Limits replayed, shares of customers, what was bought later: by hand-counted cases. */
import { describe, expect, test } from 'vitest'
import { DAY_MS } from '#kit/time.ts'
import { fairnessOf, laterOf, replayOf, type Given } from './money.ts'
import { changePolicy, decideAct, FIRST_POLICY, matrixOf, mayAnswer, policySentence } from './policy.ts'

const NOW = new Date('2025-11-21T15:42:00Z')
const ago = (days: number) => new Date(NOW.getTime() - days * DAY_MS)
const given = (over: Partial<Given> = {}): Given => ({
  at: ago(10),
  agentId: 'a',
  customerId: 'c',
  kind: 'credit',
  amountMinor: 1_000,
  ...over,
})

describe('the policy', () => {
  test('is one sentence', () => {
    expect(policySentence(FIRST_POLICY, 'USD')).toBe(
      'Each agent may spend up to $250 a month, at most $40 for one customer and $25 for one act, without asking anybody.',
    )
    expect(policySentence({ ...FIRST_POLICY, customerPeriod: 'year' }, 'EUR')).toContain(
      'at most €40 for one customer in a year and €25 for one act',
    )
  })
  test.each([
    [{ actMinor: 5_000 }, false],
    [{ customerMinor: 30_000 }, false],
    [{ deciders: { anecdote: 'lead' as const } }, false],
    [{ deciders: { line: 'peer' as const } }, false],
    [{ deciders: { credit: 'peer' as const } }, true],
    [{ agentMonthMinor: 0, customerMinor: 0, actMinor: 0 }, true],
  ])('changed by %j may stand: %s', (change, allowed) => {
    expect(changePolicy(FIRST_POLICY, change).decision.allowed).toBe(allowed)
  })
  test('words of one’s own need nobody in any policy', () => {
    expect(matrixOf(FIRST_POLICY).filter(({ isFixed }) => isFixed)).toMatchObject([
      { kind: 'line', decider: 'own' },
    ])
    for (const kind of ['line', 'anecdote', 'ask', 'education', 'tell_first', 'note'] as const)
      expect(decideAct(FIRST_POLICY, { kind, amountMinor: null }, undefined, 'USD')).toEqual({
        allowed: true,
        within: 'policy',
      })
  })
  test('nobody says yes to herself, whatever her role', () => {
    for (const role of ['owner', 'supervisor', 'agent'])
      expect(mayAnswer({ byId: 'me', needs: 'peer' }, { kind: 'member', id: 'me', role })).toBe(false)
    expect(mayAnswer({ byId: 'me', needs: 'peer' }, { kind: 'member', id: 'jo', role: 'agent' })).toBe(true)
    expect(mayAnswer({ byId: 'me', needs: 'lead' }, { kind: 'member', id: 'jo', role: 'agent' })).toBe(false)
    expect(mayAnswer({ byId: 'me', needs: 'peer' }, { kind: 'member', id: 'jo', role: 'viewer' })).toBe(false)
    expect(mayAnswer({ byId: 'me', needs: 'peer' }, { kind: 'key', id: 'k' })).toBe(false)
  })
})

test('limits replayed on the past say how many acts they would have covered', () => {
  const acts = [
    given(),
    given({ at: ago(9), amountMinor: 2_500 }),
    given({ at: ago(8), amountMinor: 600 }), // beyond $40 for one customer in November
    given({ at: ago(7), customerId: 'd', amountMinor: 9_400 }), // beyond $25 for one act
    given({ at: ago(50), amountMinor: 2_500 }), // in October
  ].sort((a, b) => a.at.getTime() - b.at.getTime())
  expect(replayOf(FIRST_POLICY, acts, { days: 90, zone: 'America/New_York', currency: 'USD' })).toMatchObject(
    {
      acts: 5,
      covered: 3,
      dearest: { amountMinor: 9_400, currency: 'USD' },
      sentence: 'These limits would have covered 3 of 5 acts. 2 would have needed a word, the dearest $94.',
    },
  )
  expect(
    replayOf({ ...FIRST_POLICY, customerMinor: 10_000, actMinor: 10_000 }, acts, {
      days: 90,
      zone: 'UTC',
      currency: 'USD',
    }).sentence,
  ).toBe('These limits would have covered 5 of 5 acts.')
  expect(replayOf(FIRST_POLICY, [], { days: 90, zone: 'UTC', currency: 'USD' }).acts).toBe(0)
})

test('shares of customers touched come with their interval, by segment', () => {
  const people = Array.from({ length: 10 }, (_, i) => ({
    customerId: `c${i}`,
    orders: i,
    channel: i < 4 ? 'email' : 'chat',
    valence: 'threat' as const,
  }))
  const answer = fairnessOf(
    people,
    { touched: new Set(['c0', 'c1', 'c5', 'elsewhere']), given: new Set(['c5']) },
    { days: 90, isPartial: false },
  )
  // Wilson 1927: 3 of 10 is 0.108 to 0.603.
  expect(answer.all).toMatchObject({ customers: 10, touched: 3, given: 1, share: 0.3 })
  expect([answer.all.low, answer.all.high].map((n) => n?.toFixed(3))).toEqual(['0.108', '0.603'])
  expect(
    answer.groups[0]?.segments.map(({ segment, customers, touched }) => [segment, customers, touched]),
  ).toEqual([
    ['0-1', 2, 2],
    ['2-4', 3, 0],
    ['5+', 5, 1],
  ])
  expect(answer.groups[1]?.segments.map(({ segment, customers }) => [segment, customers])).toEqual([
    ['chat', 6],
    ['email', 4],
  ])
  expect(answer.groups[2]?.segments[0]).toMatchObject({ customers: 0, share: null, low: null })
})

test('what was bought later is counted in a whole window only, once for each customer, and claims nothing', () => {
  const acts = [
    given({ at: ago(200) }),
    given({ at: ago(190) }),
    given({ at: ago(180), customerId: 'd', kind: 'gift', amountMinor: 500 }),
    given({ at: ago(20), customerId: 'e' }),
  ]
  const orders: Record<string, { at: Date; amountMinor: number }[]> = {
    c: [
      { at: ago(205), amountMinor: 99_999 }, // before
      { at: ago(150), amountMinor: 14_800 },
      { at: ago(100), amountMinor: 99_999 }, // after the window of the first
    ],
    d: [],
  }
  const later = laterOf(acts, (id) => orders[id] ?? [], { windowDays: 90, until: NOW, currency: 'USD' })
  expect(later.rows).toMatchObject([
    { kind: 'credit', acts: 2, customers: 1, costMinor: 2_000, boughtAgain: 1, boughtMinor: 14_800 },
    { kind: 'gift', acts: 1, customers: 1, costMinor: 500, boughtAgain: 0, boughtMinor: 0 },
  ])
  expect(later.waiting).toBe(1)
  expect(later.sentence).toBe(
    '$25 given; these customers bought for $148 in the 90 days after. They might have bought anyway.',
  )
})
