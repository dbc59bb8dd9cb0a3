import { describe, expect, test } from 'vitest'
import { poissonInterval, rateChange } from './poisson.ts'

describe('the interval of a count', () => {
  // Exact limits: Ulm 1990, American Journal of Epidemiology 131:373, table 1. Byar's approximation is held to 3 %.
  test.each([
    [3, 0.619, 8.767],
    [10, 4.795, 18.39],
    [50, 37.11, 65.92],
    [100, 81.36, 121.63],
  ])('of %i is as published', (count, low, high) => {
    const interval = poissonInterval(count)
    expect(Math.abs(interval.low / low - 1)).toBeLessThan(0.03)
    expect(Math.abs(interval.high / high - 1)).toBeLessThan(0.03)
  })

  test('of nothing begins at nothing', () => {
    expect(poissonInterval(0).low).toBe(0)
    expect(poissonInterval(0).high).toBeCloseTo(3.69, 1)
  })
})

describe('a change of two counts', () => {
  test('is beyond chance only where it is', () => {
    expect(rateChange(60, 20).isBeyondChance).toBe(true)
    expect(rateChange(30, 33).isBeyondChance).toBe(false)
    expect(rateChange(0, 0)).toEqual({ isBeyondChance: false, change: null, low: null, high: null })
  })

  test('comes with the interval of its ratio', () => {
    const { change, low, high } = rateChange(88, 100)
    expect(change).toBeCloseTo(-0.12)
    expect(low).toBeLessThan(-0.12)
    expect(high).toBeGreaterThan(0)
  })
})
