/** Finding themes: what people say on one subject comes together, whatever their words, and nothing is claimed of the rest. */
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { discoverThemes } from './discover.ts'
import { commonPhrases } from './telling.ts'
import { openWordTable } from './words.ts'

const table = openWordTable(readFileSync(new URL('words.bin', import.meta.url)))

const ENDS = ['.', ', please help.', ' and I am not happy.', ', thank you.']
const ended = (said: readonly string[]): string[] => said.flatMap((one) => ENDS.map((end) => one + end))

const PARCEL = ended([
  'Where is my parcel, the tracking has not moved',
  'The package still has not arrived after two weeks',
  'My delivery is late and nobody tells me where it is',
  'Tracking says the parcel left a week ago',
  'When will my package be delivered',
  'The courier never delivered my parcel',
  'I am still waiting for my delivery to arrive',
])
const SIZE = ended([
  'The dress runs small so order a size up',
  'Sizing is off, the medium was far too tight',
  'This sweater runs large, I had to size down',
  'The jeans were too tight at the waist',
  'Order a larger size, it is tight in the shoulders',
  'The medium was too big, I should have ordered a small',
  'Runs large, the small fits like a medium',
])
const comments = [...PARCEL, ...SIZE].map((text, at) => ({ id: String(at), text }))
const found = discoverThemes(comments, table)
const themeOf = (id: string): string | undefined =>
  found.themes.find(({ members }) => members.includes(id))?.id

describe('themes', () => {
  test('late parcels and tight sizes never share a theme', () => {
    const parcel = new Set(PARCEL.map((_, at) => themeOf(String(at))).filter((id) => id !== undefined))
    const size = SIZE.map((_, at) => themeOf(String(PARCEL.length + at)))
    expect(parcel.size).toBeGreaterThan(0)
    expect(size.filter((id) => id !== undefined && parcel.has(id))).toEqual([])
  })

  test('every comment is counted once, themed or not', () => {
    const all = [...found.themes.flatMap(({ members }) => members), ...found.unthemed.members]
    expect(all.sort((a, b) => Number(a) - Number(b))).toEqual(comments.map(({ id }) => id))
    for (const { count, members, share } of found.themes) {
      expect(members).toHaveLength(count)
      expect(share).toBeCloseTo(count / comments.length, 3)
    }
  })

  test('every quote stands in its comment word for word', () => {
    for (const { verbatims } of found.themes)
      for (const { id, quote } of verbatims) expect(comments[Number(id)]?.text).toContain(quote)
  })

  test('the same comments give the same answer', () => {
    expect(discoverThemes(comments, table)).toEqual(found)
  })

  test('a theme keeps its id as comments arrive', () => {
    const more = [...comments, { id: '56', text: 'My parcel is late, the tracking shows nothing' }]
    const later = discoverThemes(more, table, { known: found.themes })
    const ids = new Set(later.themes.map(({ id }) => id))
    expect(ids.size).toBe(later.themes.length)
    expect(found.themes.filter(({ id }) => ids.has(id)).length).toBeGreaterThan(0)
  })

  test('what is said once, or in no known words, is not called a theme', () => {
    const { themes, unthemed } = discoverThemes(
      [...comments, { id: 'lone', text: 'Zzyq blorp' }, { id: 'empty', text: '' }],
      table,
    )
    expect(unthemed.members).toEqual(expect.arrayContaining(['lone', 'empty']))
    expect(themes.every(({ count }) => count >= 3)).toBe(true)
  })

  test('nothing said is no theme', () => {
    expect(discoverThemes([], table)).toEqual({ themes: [], unthemed: { count: 0, members: [] } })
  })
})

describe('what some comments have in common', () => {
  test('is in phrases people wrote, that others have not, and that together stand in most of them', () => {
    const others = [...SIZE, 'Where is the blanket', 'The blanket is lovely']
    expect(commonPhrases(['The parcel is stuck at customs', 'Stuck at customs since Monday', 'My blanket is stuck at customs!'], others)).toEqual([{ phrase: 'stuck at customs', count: 3 }]) // prettier-ignore
  })

  test('of one comment alone is its most telling phrase; of nothing in common, nothing', () => {
    expect(commonPhrases(['The zip broke'], SIZE).length).toBeGreaterThan(0)
    expect(commonPhrases(['Lovely green', 'Bonjour tout le monde'], SIZE)).toEqual([])
    expect(commonPhrases([], SIZE)).toEqual([])
  })
})
