import { expect, test } from 'vitest'
import { meanInterval, quantileOf } from './mean.ts'
import { netScoreInterval } from './net-score.ts'

test.each([
  [4, 2.7764],
  [9, 2.2622],
  [29, 2.0452],
  [120, 1.9799],
])('t with %i degrees of freedom is as in the tables', (freedom, t) => {
  // prettier-ignore
  expect(quantileOf(freedom)).toBeCloseTo(t, 1)
  expect(Math.abs(quantileOf(freedom) - t)).toBeLessThan(0.01)
})

test('a mean of ten values has the interval of the textbook', () => {
  const values = [2, 4, 4, 4, 5, 5, 7, 9, 5, 5]
  const sum = values.reduce((a, b) => a + b)
  const squares = values.reduce((a, b) => a + b * b, 0)
  const { low = 0, high = 0 } = meanInterval(10, sum, squares) ?? {}
  // mean 5, s = 1.8856, 2.2622 × s / √10 = 1.3489
  expect([low, high].map((each) => each.toFixed(2))).toEqual(['3.65', '6.35'])
  expect(meanInterval(4, 16, 64)).toBeUndefined()
})

test('a net score has its interval: none of nobody, never beyond the scale, narrower with more people', () => {
  expect(netScoreInterval(0, 0, 0)).toBeUndefined()
  // 50 up, 20 down of 100: p̃ = 50.75/103 and 20.75/103, d̃ = 0.2913, reach 0.1508.
  const { low = 0, high = 0 } = netScoreInterval(50, 20, 100) ?? {}
  expect([low, high].map((each) => each.toFixed(3))).toEqual(['0.141', '0.442'])
  for (const [up, down, count] of [
    [1, 0, 1],
    [0, 1, 1],
    [5, 0, 5],
    [0, 0, 7],
    [10, 10, 20],
  ] as const) {
    // prettier-ignore
    const interval = netScoreInterval(up, down, count)
    expect(interval?.low).toBeGreaterThanOrEqual(-1)
    expect(interval?.high).toBeLessThanOrEqual(1)
    expect(interval?.low).toBeLessThanOrEqual((up - down) / count)
    expect(interval?.high).toBeGreaterThanOrEqual((up - down) / count)
  }
})

test('of many samples the interval holds the true net score as often as it says', () => {
  let state = 7
  const chance = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
  let held = 0
  for (let i = 0; i < 2_000; i++) {
    let [up, down] = [0, 0]
    for (let j = 0; j < 40; j++) {
      const at = chance()
      if (at < 0.45) up += 1
      else if (at < 0.65) down += 1
    }
    const { low = 0, high = 0 } = netScoreInterval(up, down, 40) ?? {}
    if (low <= 0.25 && 0.25 <= high) held += 1
  }
  expect(held / 2_000).toBeGreaterThan(0.935)
  expect(held / 2_000).toBeLessThan(0.965)
})
