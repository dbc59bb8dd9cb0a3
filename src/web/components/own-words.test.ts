/** A message shows what its writer wrote this time. */
import { describe, expect, test } from 'vitest'
import { ownPieces, ownText } from './own-words.ts'

const text = 'Where is it?\n\n> We shipped it.\n\nI need it by Friday.\n-- \nMaren'
const spanOf = (words: string) => ({ start: text.indexOf(words), end: text.indexOf(words) + words.length })
const history = [spanOf('> We shipped it.'), spanOf('-- \nMaren')]

describe('a message with quoted mail', () => {
  test('is cut at every quotation, its offsets kept', () => {
    const pieces = ownPieces(text, history)
    expect(pieces.map(({ isOwn }) => isOwn)).toEqual([true, false, true, false])
    for (const { start, words } of pieces) expect(text.slice(start, start + words.length)).toBe(words)
  })
  test('shows what was written this time', () => {
    expect(ownText(text, history)).toBe('Where is it?\n\nI need it by Friday.')
  })
  test('shows all of it where nothing is quoted, or nothing else is there', () => {
    expect(ownText(' Hello ', [])).toBe('Hello')
    expect(ownText('> Only this', [{ start: 0, end: 11 }])).toBe('> Only this')
  })
})
