import { expect, test } from 'vitest'
import type { TriedTheme } from '#features/voices/contract.ts'
import { idFor, phrasesFrom, together } from './theme-fields.ts'

test('pasted lines are phrases, once each, without what no text may hold', () => {
  expect(phrasesFrom('  runs small \nRuns Small;;too  tight\r\n\u0000\twool\u0007\n', ['WOOL'])).toEqual([
    'runs small',
    'too tight',
  ])
  expect(phrasesFrom(' \n ; ', [])).toEqual([])
})

test('an id is made of the name, and of chance where the name has no letters of it', () => {
  expect(idFor('Späte Pakete!', '3f2a9c11')).toBe('spa-te-pakete-3f2a9c')
  expect(idFor('遅い', '3f2a9c11')).toBe('theme-3f2a9c')
  expect(idFor('x'.repeat(80), '3f2a9c11')).toMatch(/^x{40}-3f2a9c$/)
})

test('stretches of a look add up, newest words first', () => {
  const quote = (id: string, at: string) => ({ id, at }) as TriedTheme['quotes'][number]
  const phrase = (count: number, words: string | null) => ({
    count,
    example: words === null ? null : { voiceId: words, words, mark: { start: 0, end: 1 } },
    as: null,
  })
  const part = (more: Partial<TriedTheme>): TriedTheme => ({
    read: 500,
    count: 2,
    stay: 1,
    come: [],
    go: 0,
    bare: 0,
    any: [phrase(2, null)],
    none: [],
    quotes: [],
    gone: [],
    next: 'more',
    ...more,
  })
  const late = { id: 'late', name: 'Late', count: 1, leave: false }
  const first = together(null, part({ come: [late], quotes: [quote('a', '2025-11-01')] }))
  expect(first.isDone).toBe(false)
  const both = together(first, part({ next: null, read: 20, go: 3, bare: 1, come: [{ ...late, count: 4 }, { ...late, id: '-', count: 9 }], any: [phrase(1, 'x')], quotes: [quote('b', '2025-11-02')] })) // prettier-ignore
  expect([both.read, both.count, both.go, both.bare, both.isDone]).toEqual([520, 4, 3, 1, true])
  expect(both.come.map(({ id, count }) => [id, count])).toEqual([['-', 9], ['late', 5]]) // prettier-ignore
  expect([both.any[0]?.count, both.any[0]?.example?.words]).toEqual([3, 'x'])
  expect(both.quotes.map(({ id }) => id)).toEqual(['b', 'a'])
})
