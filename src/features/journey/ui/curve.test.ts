import { expect, test } from 'vitest'
import { clearSideOf, curveThrough } from './curve.ts'

test('a curve goes through its points and never swings beyond them', () => {
  const path = curveThrough([
    [0, 0],
    [10, 10],
    [20, 10],
    [30, 0],
  ])
  expect(path).toBe('M 0 0 C 3.33 3.33 6.67 10 10 10 C 13.33 10 16.67 10 20 10 C 23.33 10 26.67 3.33 30 0')
  expect(curveThrough([])).toBe('')
  expect(curveThrough([[5, 5]])).toBe('M 5 5')
})

test('words stand on the side of a low point where the curve is high, or nowhere', () => {
  expect(clearSideOf([0.2, 0.4, -0.9, 0.6, 0.7], 2, 2)).toBe('before')
  expect(clearSideOf([0.2, -0.8, -0.9, 0.6, 0.7], 2, 2)).toBe('after')
  expect(clearSideOf([0.2, -0.8, -0.9, null, 0.7], 2, 2)).toBeNull()
  expect(clearSideOf([0.2, 0.4, -0.9], 2, 3)).toBeNull()
})
