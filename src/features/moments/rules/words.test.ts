import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ROW_LIMIT, rowOf, rowSaying, shorten } from './words.ts'

const spanOf = (text: string, quote: string) => ({
  start: text.indexOf(quote),
  end: text.indexOf(quote) + quote.length,
})
const marked = ({ words, marks }: ReturnType<typeof rowOf>) =>
  marks.map(({ start, end }) => words.slice(start, end))

describe('the row of a moment', () => {
  test('begins with the sentence of the leading quote and marks the quote', () => {
    const text = 'Hi there. It still hasn’t arrived and I wonder why. Thanks!'
    const row = rowOf(text, [spanOf(text, 'still hasn’t arrived')])
    expect(row.words).toBe('It still hasn’t arrived and I wonder why.')
    expect(marked(row)).toEqual(['still hasn’t arrived'])
  })

  test('marks further quotes of the same sentence, and overlapping ones once', () => {
    const text = 'It still hasn’t arrived and my sister’s wedding is on Saturday'
    const row = rowOf(text, [
      spanOf(text, 'still hasn’t arrived'),
      spanOf(text, 'sister’s wedding'),
      spanOf(text, 'my sister’s'),
    ])
    expect(marked(row)).toEqual(['still hasn’t arrived', 'my sister’s wedding'])
  })

  test('starts inside a long sentence, with dots to say so', () => {
    const text = `I have been meaning to write to you for such a long time about all of this, once I got it back from under Biscuit, my old dog, who loves it`
    const row = rowOf(text, [spanOf(text, 'Biscuit, my old dog')])
    expect(row.words.startsWith('…')).toBe(true)
    expect(marked(row)).toEqual(['Biscuit, my old dog'])
  })

  test('puts several lines on one, and the marks stay right', () => {
    const text = 'my\n  little\tdog\nloves it'
    const row = rowOf(text, [spanOf(text, 'little\tdog')])
    expect(marked(row)).toEqual(['little dog'])
  })

  test('any text and any quote give a short row on one line whose marks lie in it', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 400 }),
        fc.nat(400),
        fc.nat(60),
        (text, from, length) => {
          const start = Math.min(from, Math.max(0, text.length - 1))
          const row = rowOf(text, [{ start, end: Math.min(text.length, start + length) }])
          expect(row.words.length).toBeLessThanOrEqual(ROW_LIMIT)
          expect(row.words).not.toMatch(/[\n\r\t]/)
          for (const { start, end } of row.marks) {
            expect(start).toBeGreaterThanOrEqual(0)
            expect(end).toBeGreaterThan(start)
            expect(end).toBeLessThanOrEqual(row.words.length)
          }
        },
      ),
    )
  })

  test('what the machine says has its evidence marked', () => {
    const row = rowSaying('Reason given: ', 'too many e-mails')
    expect(row.words).toBe('Reason given: too many e-mails')
    expect(marked(row)).toEqual(['too many e-mails'])
  })

  test('a cut never leaves half a character pair', () => {
    expect(shorten(`${'a'.repeat(8)}🎉🎉`, 10)).toBe('aaaaaaaa…')
  })
})
