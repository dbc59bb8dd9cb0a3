/** What may be hoped of a fix before, and said of it after. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { bestIdeaOf, effectOf, expectedEffectOf, overlookedOf, spansOf } from './fixes.ts'

const AT = new Date('2025-11-21T12:00:00Z')
const idea = (id: string, over: Partial<Parameters<typeof bestIdeaOf>[0][number]> = {}) => ({
  id,
  touchpoint: 'chase',
  question: 'easier' as const,
  standing: 'idea' as const,
  votes: 0,
  at: AT,
  ...over,
})

describe('the idea that is proposed', () => {
  test('is one that was begun, then one that makes it easier, then the most wanted, then the older', () => {
    const best = (...ideas: Parameters<typeof bestIdeaOf>[0]) => bestIdeaOf(ideas, 'chase')?.id
    expect(best(idea('a', { votes: 9 }), idea('b', { standing: 'testing' }))).toBe('b')
    expect(best(idea('a', { question: 'memorable', votes: 9 }), idea('b'))).toBe('b')
    expect(best(idea('a'), idea('b', { votes: 1 }))).toBe('b')
    expect(best(idea('a'), idea('b', { at: new Date(AT.getTime() - 1) }))).toBe('b')
  })

  test('is none where all were dropped, are done, or belong elsewhere: one has to be written', () => {
    const ideas = [
      idea('a', { standing: 'done' }),
      idea('b', { standing: 'dropped' }),
      idea('c', { touchpoint: 'unboxing' }),
    ]
    expect(bestIdeaOf(ideas, 'chase')).toBeNull()
  })
})

test('what may be hoped is the friction’s interval times the share, and nothing is said of few', () => {
  const half = expectedEffectOf(60, 30, 0.5)
  expect(half?.perWeek).toBeCloseTo(7)
  expect(half?.low).toBeCloseTo(0.5 * 45.8 * (7 / 30), 1)
  expect(half?.high).toBeCloseTo(0.5 * 77.2 * (7 / 30), 1)
  expect(expectedEffectOf(4, 30, 1)).toBeNull()
})

const NONE = { rubs: 0, here: 0, everywhere: 0 }

describe('before and after', () => {
  const finished = { standing: 'finished' as const, startsOn: '2025-10-01', endedOn: '2025-10-04' }

  test('are whole weeks of equal length, without the days it was being done and without today', () => {
    expect(spansOf(finished, '2025-10-27')).toEqual({
      days: 21,
      before: { from: '2025-09-10', to: '2025-09-30' },
      after: { from: '2025-10-05', to: '2025-10-25' },
    })
    expect(spansOf(finished, '2026-06-01')?.days).toBe(56)
    expect(
      spansOf({ standing: 'started', startsOn: '2025-10-01', endedOn: null }, '2025-10-08'),
    ).toMatchObject({
      days: 7,
      after: { from: '2025-10-01', to: '2025-10-07' },
    })
  })

  test('are not there in the first week, before it starts, or where it was dropped', () => {
    expect(spansOf(finished, '2025-10-11')).toBeNull()
    expect(spansOf({ standing: 'started', startsOn: '2025-12-01', endedOn: null }, '2025-10-08')).toBeNull()
    expect(spansOf({ ...finished, standing: 'dropped' }, '2026-06-01')).toBeNull()
  })

  const said = (before: [number, number], after: [number, number], today = '2025-10-27') =>
    effectOf(finished, spansOf(finished, today), {
      before: { rubs: before[0], here: before[1], everywhere: 9_000 },
      after: { rubs: after[0], here: after[1], everywhere: 9_000 },
    })

  test.each([
    { says: 'less', before: [60, 200], after: [20, 200] },
    { says: 'more', before: [20, 200], after: [60, 200] },
    { says: 'no_difference', before: [30, 200], after: [27, 200] },
    // Twice as many pieces in twice as many happenings is no change.
    { says: 'no_difference', before: [30, 100], after: [60, 200] },
    { says: 'too_early', before: [4, 200], after: [5, 200] },
    { says: 'too_early', before: [30, 200], after: [2, 19] },
    { says: 'too_early', before: [0, 200], after: [30, 200] },
  ] as const)('$before against $after says $says', ({ says, before, after }) => {
    expect(said([...before], [...after]).verdict).toBe(says)
  })

  test('say too early with less than two weeks, and how much is missing', () => {
    const effect = said([60, 200], [20, 200], '2025-10-13')
    expect(effect).toMatchObject({ verdict: 'too_early', days: 7, words: expect.stringContaining('7 days') })
    expect(effectOf(finished, null, { before: NONE, after: NONE })).toMatchObject({
      verdict: 'too_early',
      before: null,
    })
  })

  test('of what only happens because something rubs are held against all that happened', () => {
    const only = (after: number, everywhere = 900) =>
      effectOf(finished, spansOf(finished, '2025-10-27'), {
        before: { rubs: 60, here: 60, everywhere: 900 },
        after: { rubs: after, here: after, everywhere },
      })
    expect(only(20)).toMatchObject({ verdict: 'less', basis: 'everywhere', before: { happened: 900 } })
    expect(only(20, 300).verdict).toBe('no_difference')
  })

  test('never claim a cause', () => {
    expect(said([60, 200], [20, 200]).words).toContain('Other things may have changed')
    expect(said([60, 200], [20, 200]).words).not.toMatch(/because|caused|helped/i)
  })

  test('the change lies inside its interval, and no change at all is never beyond chance', () => {
    const n = fc.integer({ min: 1, max: 400 })
    fc.assert(
      fc.property(n, n, n, n, (b, bh, a, ah) => {
        const { change } = said([b, bh], [a, ah])
        if (!change) return
        expect(change.low).toBeLessThanOrEqual(change.ratio)
        expect(change.high ?? Infinity).toBeGreaterThanOrEqual(change.ratio)
        expect(['no_difference', 'too_early']).toContain(said([b, bh], [b, bh]).verdict)
      }),
    )
  })
})

test('overlooked is what happens much and nobody looked at in time', () => {
  const at = (touchpoint: string, happened: number, weeks: number | null, everyWeeks = 12) => ({
    touchpoint,
    happened,
    weeks,
    everyWeeks,
  })
  const list = [
    at('site', 900, 3),
    at('chase', 400, 13),
    at('parcel', 500, null),
    at('advert', 0, null),
    at('shop', 20, 50),
  ]
  expect(overlookedOf(list).map(({ touchpoint }) => touchpoint)).toEqual(['parcel', 'chase'])
  expect(overlookedOf([])).toEqual([])
})
