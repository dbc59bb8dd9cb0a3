/** The paragraph of what is said the most: every figure is one of the counts, every quote stands in its comment, and nothing is claimed of too few. */
import { describe, expect, test } from 'vitest'
import { chooseThemes, paragraphOf, plainOf, sentenceAround } from './summary.ts'

const theme = (id: string, count: number, more: object = {}) => ({
  id,
  name: id,
  kind: 'complaint' as const,
  count,
  isHidden: false,
  change: { percent: 4, isSteady: true, before: count },
  feeling: { negative: 0, neutral: count, positive: 0 },
  ...more,
})
const said = (themes: ReturnType<typeof theme>[], total = 500) => ({ days: 30, total, themes, unthemed: 88 })

describe('the paragraph', () => {
  test('tells the three most said, what changed beyond chance, and what was felt worst', () => {
    const parts = paragraphOf(
      said([
        theme('thin', 60, { feeling: { negative: 45, neutral: 10, positive: 5 } }),
        theme('soft', 120),
        theme('small', 214, { change: { percent: 46, isSteady: false, before: 140 } }),
        theme('long', 90),
        theme('late', 30, { change: { percent: -31, isSteady: false, before: 44 } }),
      ]),
      new Map([['small', { voiceId: 'v1', text: 'It runs small in the chest.' }]]),
    )
    expect(plainOf(parts)).toBe(
      'Of 500 comments of the last 30 days, 214 (46% more than before) are about “small”: “It runs small in the chest.”. ' +
        'Then comes “soft” with 120 and “long” with 90. Said less than before: “late”, 30 against 44 in the 30 days before. ' +
        'Felt worst: “thin”, 45 of 60 comments are negative. 88 match no theme yet.',
    )
    const figures = parts.filter((part) => part.kind === 'figure')
    expect(figures.map(({ text, themeId, feeling }) => [text, themeId, feeling])).toEqual([
      ['500', '*', null],
      ['214', 'small', null],
      ['120', 'soft', null],
      ['90', 'long', null],
      ['30', 'late', null],
      ['45', 'thin', 'negative'],
      ['60', 'thin', null],
      ['88', '-', null],
    ])
  })

  test('says little of little, and nothing of nothing', () => {
    expect(plainOf(paragraphOf({ days: 7, total: 1, themes: [theme('soft', 1)], unthemed: 0 }, new Map()))).toBe('Of 1 comment of the last 7 days, 1 is about “soft”.') // prettier-ignore
    expect(plainOf(paragraphOf({ days: 7, total: 3, themes: [], unthemed: 3 }, new Map()))).toBe('Of 3 comments of the last 7 days none is of a theme yet.') // prettier-ignore
    expect(paragraphOf({ days: 7, total: 0, themes: [], unthemed: 0 }, new Map())).toEqual([])
  })

  test('a hidden theme and the feeling of a handful are not told', () => {
    const few = theme('few', 6, { feeling: { negative: 6, neutral: 0, positive: 0 } })
    const { most, worst } = chooseThemes([few, theme('hidden', 99, { isHidden: true })])
    expect([most.map(({ id }) => id), worst]).toEqual([['few'], undefined])
  })
})

test.each([
  ['I love it. The sleeves are see-through in the light! Sad.', 'see-through', 'The sleeves are see-through in the light'],
  ['it runs small so order up', 'runs small', 'it runs small so order up'],
  ['No. Thin!', 'Thin', undefined],
  [`${'word '.repeat(60)}runs small`, 'runs small', undefined],
])('the sentence around the words stands in the text: %s', (text, marked, sentence) => {
  const start = text.indexOf(marked)
  const found = sentenceAround(text, { start, end: start + marked.length })
  expect(found).toBe(sentence)
  if (found !== undefined) expect(text).toContain(found)
}) // prettier-ignore
