import { beforeAll, describe, expect, test } from 'vitest'
import type { PromiseBoard, PromiseRow } from '#features/promises/contract.ts'
import { setZone } from '#web/times.ts'
import { scaleOf, verdictOf } from './rates.ts'
import { besideDue, lateWords, rateWords, toneOf, worstOf } from './say.ts'
import { withRow } from './useBoard.ts'

const NOW = Date.parse('2025-11-21T15:42:00Z')
beforeAll(() => setZone('America/New_York'))

function aRow(over: Partial<PromiseRow> = {}): PromiseRow {
  return {
    id: 'p1',
    customer: { id: 'c1', name: 'Maren Oduya' },
    wording: 'I’ll get back to you today',
    isQuoted: true,
    about: 'Reply about #10482',
    touchpoint: 'email',
    origin: 'found',
    keptBy: 'reply',
    standing: 'open',
    madeAt: '2025-11-20T15:00:00Z',
    dueAt: '2025-11-21T16:20:00Z',
    dueWords: '',
    isAssumed: false,
    toldDueAt: null,
    isOffered: false,
    used: 0.9,
    risk: null,
    delay: null,
    toldFirstAt: null,
    owner: null,
    followUpAt: null,
    snoozeReason: null,
    keptAt: null,
    brokenAt: null,
    madeGoodAt: null,
    momentId: null,
    conversationId: null,
    ...over,
  }
}

describe('what stands beside a promise on the axis', () => {
  test.each([
    ['due today: the time left', aRow(), 'due_today', '38 min'],
    [
      'at risk later: why',
      aRow({ dueAt: '2025-11-24T22:00:00Z', standing: 'at_risk', risk: 'carrier says Wed' }),
      'at_risk',
      'carrier says Wed',
    ],
    ['coming up: the day and time', aRow({ dueAt: '2025-11-25T20:00:00Z' }), 'coming', 'Tue 15:00'],
    ['no time was told', aRow({ dueAt: null }), 'coming', 'no time told'],
    ['it waits for her answer', aRow({ dueAt: null, standing: 'pending' }), 'pending', 'when she answers'],
    ['it is broken', aRow({ standing: 'broken', dueAt: '2025-11-20T22:00:00Z' }), 'broken', '17 h late'],
  ] as const)('%s', (_name, row, group, words) => {
    expect(besideDue(row, group, NOW)).toBe(words)
  })

  test('two business days promised and answered on the fourth is two days late, and stays broken', () => {
    const row = aRow({ standing: 'broken', dueAt: '2025-11-18T22:00:00Z', keptAt: '2025-11-20T19:00:00Z' })
    expect(lateWords(row, NOW)).toBe('kept 2 days late')
    expect(toneOf(row, 'broken')).toBe('bad')
  })
})

const rate = (kept: number, settled: number) => ({
  kept,
  settled,
  rate: kept / settled,
  low: 0.9,
  high: 0.93,
})

test('the touchpoint with most misses is named with its part of all', () => {
  const board = {
    rate: rate(2221, 2429),
    byTouchpoint: [
      { ...rate(604, 741), touchpoint: 'dispatch', label: 'Dispatch date' },
      { ...rate(861, 902), touchpoint: 'email', label: 'E-mail reply' },
    ],
  }
  expect(worstOf(board)).toMatchObject({ label: 'Dispatch date', misses: 137 })
  expect(worstOf(board)?.part).toBeCloseTo(137 / 208)
  expect(rateWords(board)).toBe(
    '2,221 of 2,429. Likely between 90.0 and 93.0%. Dispatch date is most of the misses.',
  )
})

test('an interval is good or bad only where all of it lies on one side of the goal', () => {
  expect(verdictOf({ rate: 0.98, low: 0.96, high: 0.99 }, 0.95).tone).toBe('good')
  expect(verdictOf({ rate: 0.9, low: 0.81, high: 0.949 }, 0.95).tone).toBe('bad')
  expect(verdictOf({ rate: 0.96, low: 0.92, high: 0.98 }, 0.95).tone).toBe('info')
})

test('the scale begins at 60 %, or lower where a rate would not be seen', () => {
  expect(scaleOf([{ rate: 0.78, low: 0.5, high: 0.9 }], 0.95)).toMatchObject({
    floor: 0.6,
    ticks: [0.6, 0.7, 0.8, 0.9, 1],
  })
  expect(scaleOf([{ rate: 0.31, low: 0.2, high: 0.5 }], 0.95).floor).toBe(0.3)
})

test('a promise that was kept leaves its group, and the counts follow', () => {
  const board = {
    counts: { dueToday: 2, atRisk: 1, broken: 0, keptToday: 4, pending: 0 },
    groups: [
      {
        group: 'due_today',
        label: 'Due today',
        count: 2,
        items: [aRow({ standing: 'at_risk' }), aRow({ id: 'p2' })],
      },
    ],
  } as unknown as PromiseBoard
  const after = withRow(board, 'p1', { standing: 'kept' })
  expect(after.counts).toMatchObject({ dueToday: 1, atRisk: 0, keptToday: 5 })
  expect(after.groups[0]).toMatchObject({ count: 1, items: [{ id: 'p2' }] })
  expect(withRow(board, 'p1', { risk: 'nobody owns it' }).counts).toEqual(board.counts)
})
