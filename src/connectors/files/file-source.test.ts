import { expect, test } from 'vitest'
import { isCalledAfter, withoutName } from './file-source.ts'

const HER = ['wilhelmina quüxberg', 'wilhelmina.q@example.com', '+4917099887766']

test.each([
  ['Wilhelmina Quüxberg.csv', true],
  ['orders_quuxberg-wilhelmina_2024.csv', true],
  ['WilhelminaQuuxberg.jsonl', true],
  ['chat wilhelmina.q@example.com.csv', true],
  ['chat-wilhelmina_q_example_com.csv', true],
  ['0049 170.csv', false],
  ['calls 49 170 9988 7766.csv', true],
  ['wilhelmina.csv', false],
  ['orders.csv', false],
])('%s is called after her: %s', (name, isHers) => {
  expect(isCalledAfter(name, HER)).toBe(isHers)
})

test('a short name is hers where it stands as a word', () => {
  expect(isCalledAfter('for Jo.csv', ['jo'])).toBe(true)
  expect(isCalledAfter('joined.csv', ['jo'])).toBe(false)
})

test('what is left says nothing of her', () => {
  expect(withoutName('Wilhelmina Quüxberg.csv')).toBe('name erased.csv')
  expect(withoutName('a letter to Wilhelmina Quüxberg')).toBe('name erased')
})
