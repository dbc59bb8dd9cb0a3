import { describe, expect, test } from 'vitest'
import { wilsonInterval } from './wilson.ts'

describe('the Wilson interval', () => {
  // Newcombe 1998, Statistics in Medicine 17:857, table I, method 3 (score, no continuity correction).
  test.each([
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ])('%i of %i is as published', (successes, trials, low, high) => {
    const interval = wilsonInterval(successes, trials)
    expect(interval?.low).toBeCloseTo(low, 4)
    expect(interval?.high).toBeCloseTo(high, 4)
  })

  test('the drawn kept rate, 2,221 of 2,429, lies between 90.3 and 92.5 %', () => {
    const { low, high } = wilsonInterval(2221, 2429)!
    expect([low, high].map((one) => Math.round(one * 1000) / 10)).toEqual([90.3, 92.5])
  })

  test('nothing counted has no interval', () => {
    expect(wilsonInterval(0, 0)).toBeUndefined()
  })
})
