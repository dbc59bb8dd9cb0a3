import { expect, test } from 'vitest'
import { feelingBy } from './voices.ts'

test.each([
  ['five stars in words that sound bad', -1, { rating: 5 }, 0],
  ['five stars in good words', 1, { rating: 5 }, 1],
  ['one star in words that sound good', 1, { rating: 1 }, -1],
  ['two stars', 0, { rating: 2 }, -1],
  ['three stars say nothing', 1, { rating: 3 }, 1],
  ['a ten of ten', -1, { rating: 10, ratingTo: 10 }, 0],
  ['a nought of ten', 1, { rating: 0, ratingTo: 10 }, -1],
  ['a rating out of its scale', 1, { rating: 9 }, 1],
  ['no rating', -1, {}, -1],
] as const)('%s: felt as %d with %j is %d', (_, said, data, felt) => {
  expect(feelingBy(said, data)).toBe(felt)
})
