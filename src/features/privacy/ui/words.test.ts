/** Times are told as one would say them. */
import { expect, test } from 'vitest'
import { daysWords } from './words.ts'

test.each([
  [1_096, '3 years'],
  [731, '2 years'],
  [365, '1 year'],
  [180, '180 days'],
  [null, 'as long as she is a customer'],
])('%s days are %s', (days, words) => {
  expect(daysWords(days)).toBe(words)
})
