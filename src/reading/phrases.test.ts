import { describe, expect, test } from 'vitest'
import { findPhrases, phrasesIn, readyPhrases } from './phrases.ts'

const quotes = (phrases: readonly string[], text: string) =>
  findPhrases(readyPhrases(phrases), text).map(({ start, end }) => text.slice(start, end))

describe('phrases a supervisor writes', () => {
  test.each([
    [['gluten free'], 'Is it gluten-free, or Gluten  free?', ['gluten-free', 'Gluten  free']],
    [['cafe'], 'At the Café.', ['Café']],
    [['don’t fit'], "They don't fit me", ["don't fit"]],
    [['return*'], 'I returned it; returning again. A turn.', ['returned', 'returning']],
    [['size', 'size too small'], 'The size too small, the size right', ['size too small', 'size']],
    [['art'], 'a start, artful', []],
    [['wrong size'], 'wrong\nsize', ['wrong\nsize']],
    [['(a+)+$', '.*'], 'a a', ['a', 'a']],
    [['broken'], 'Fine.\n\nOn Mon, Jo wrote:\n> it is broken', []],
  ])('%j in %j', (phrases, text, expected) => {
    expect(quotes(phrases, text)).toEqual(expected)
  })

  test('nothing is found without a phrase, or by one of signs alone', () => {
    expect(quotes([], 'anything')).toEqual([])
    expect(quotes(['!!', ' * '], 'anything !!')).toEqual([])
  })

  test('looks at a phrase’s words once, however the text repeats itself', () => {
    const text = 'a '.repeat(20_000)
    expect(quotes(['a a a a a a a a a a a b', 'a* a* a* a* a* a* b'], text)).toEqual([])
  })

  test('says of each phrase whether it stands there, also within a longer one', () => {
    const phrases = ['late', 'too late', 'late delivery', 'café', 'cafe', 'delay*', '!!']
    const text = 'It was too late: a delayed, late delivery at the Cafe.'
    const found = phrasesIn(readyPhrases(phrases), text)
    expect(
      [...found]
        .sort(([a], [b]) => a - b)
        .map(([place, { start, end }]) => [phrases[place], text.slice(start, end)]),
    ).toEqual([
      ['late', 'late'],
      ['too late', 'too late'],
      ['late delivery', 'late delivery'],
      ['café', 'Cafe'],
      ['cafe', 'Cafe'],
      ['delay*', 'delayed'],
    ])
  })
})
