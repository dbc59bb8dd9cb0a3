import { expect, test } from 'vitest'
import { happens, integerBetween, pick, pickWeighted, randomOf, shuffled } from './random.ts'

const take = (seed: string, count: number) => {
  const random = randomOf(seed)
  return Array.from({ length: count }, () => random())
}

test('the same seed gives the same numbers, another seed others', () => {
  expect(take('tussock', 50)).toEqual(take('tussock', 50))
  expect(take('tussock', 50)).not.toEqual(take('tussocl', 50))
})

test('numbers lie in 0 to 1 and fill it evenly', () => {
  const tenths = Array.from({ length: 10 }, () => 0)
  for (const number of take('even', 20_000)) {
    expect(number).toBeGreaterThanOrEqual(0)
    expect(number).toBeLessThan(1)
    tenths[Math.floor(number * 10)]! += 1
  }
  // Chi-square with 9 degrees of freedom: 27.9 is passed once in a thousand.
  expect(tenths.reduce((sum, count) => sum + (count - 2_000) ** 2 / 2_000, 0)).toBeLessThan(27.9)
})

test('streams of neighbouring seeds are not alike', () => {
  const starts = Array.from({ length: 2_000 }, (_, index) => take(`person/${index}`, 1)[0]!)
  const mean = starts.reduce((sum, one) => sum + one, 0) / starts.length
  expect(Math.abs(mean - 0.5)).toBeLessThan(0.03)
  expect(new Set(starts).size).toBeGreaterThan(1_990)
})

test('both ends of a range of whole numbers occur', () => {
  const random = randomOf('dice')
  const thrown = new Set(Array.from({ length: 500 }, () => integerBetween(random, 1, 6)))
  expect([...thrown].sort()).toEqual([1, 2, 3, 4, 5, 6])
})

test('weights decide how often something is picked', () => {
  const random = randomOf('weights')
  let heavy = 0
  for (let turn = 0; turn < 4_000; turn++)
    heavy += Number(
      pickWeighted(random, [
        ['light', 1],
        ['heavy', 3],
        ['never', 0],
      ] as const) === 'heavy',
    )
  expect(heavy / 4_000).toBeGreaterThan(0.71)
  expect(heavy / 4_000).toBeLessThan(0.79)
})

test('shuffling keeps every one and leaves the given list alone', () => {
  const list = [1, 2, 3, 4, 5, 6, 7, 8]
  expect(shuffled(randomOf('mix'), list).sort()).toEqual(list)
  expect(list).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
})

test('nothing cannot be picked from, and never happens at ratio 0', () => {
  expect(() => pick(randomOf('x'), [])).toThrow(RangeError)
  expect(() => pickWeighted(randomOf('x'), [])).toThrow(RangeError)
  expect(happens(randomOf('x'), 0)).toBe(false)
})
