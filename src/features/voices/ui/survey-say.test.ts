import { expect, test } from 'vitest'
import { intervalWords, placeOf, returnWords, valueWords } from './survey-say.ts'

test('a share is told in per cent, a net score with its sign', () => {
  expect([valueWords('csat', 0.844), valueWords('nps', 0.31), valueWords('nps', -0.2), valueWords('nps', 0)]).toEqual(['84%', '+31', '-20', '0']) // prettier-ignore
})

test('no score is told without its interval and how many answered', () => {
  const score = { measure: 'csat', answers: 9, good: 8, middle: 1, bad: 0, mean: null, score: { value: 0.89, low: 0.57, high: 0.98 } } as const // prettier-ignore
  expect(intervalWords(score)).toBe('57% to 98%')
  expect(returnWords({ sent: 40, answered: 9, rate: { share: 0.225, low: 0.12, high: 0.38 } })).toBe('9 of 40 answered, 23% (12% to 38%)') // prettier-ignore
  expect(returnWords({ sent: 0, answered: 0, rate: null })).toBe('nobody was asked from here')
})

test('a net score of nothing stands in the middle', () => {
  expect([placeOf('nps', 0), placeOf('nps', -1), placeOf('csat', 1)]).toEqual([50, 0, 100])
})
