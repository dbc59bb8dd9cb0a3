import { expect, test } from 'vitest'
import { percentWords, spanWords, stepWords } from './complaint-say.ts'

test('a span is told in the unit one thinks in', () => {
  expect([35, 119, 600, 4_320].map(spanWords)).toEqual(['35 min', '2 h', '10 h', '3 days'])
})

test('a step of the story reads as a sentence', () => {
  expect(stepWords('owner', null)).toBe('Given to nobody')
  expect(stepWords('resolved', 'a new one went out')).toBe('Solved: a new one went out')
  expect(stepWords('came_back', null)).toBe('She said so again')
})

test('a share carries its interval', () => {
  expect(percentWords({ share: 0.5, low: 0.31, high: 0.69 })).toBe('50% (31% to 69%)')
})
