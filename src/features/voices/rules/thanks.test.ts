/** Thanks by name: who is thanked, and what only looks like it. */
import { expect, test } from 'vitest'
import { thanksIn } from './thanks.ts'

const ROSTER = ['Priya Nair', 'Jo Park', 'Katherine Wong', 'William Grace', 'You'].map((name) => ({
  id: name.split(' ')[0] ?? '',
  name,
  nicknames: [],
}))

test.each([
  ['Priya was an absolute star, sorted in one go.', ['Priya']],
  ['Pryia was amazing, thank you for everything.', ['Priya']],
  ['Katie helped me with the exchange and was wonderful.', ['Katherine']],
  ['Priya and Jo were both wonderful, thank you.', ['Priya', 'Jo']],
  ['The parcel was late but Jo was lovely about it.', ['Jo']],
  ['I can’t thank Priya enough for her help.', ['Priya']],
  ['My sister Priya loves this.', []],
  ['Thanks for nothing, Jo.', []],
  ['Oh great, Priya closed my case again.', []],
  ['Priya never wrote back.', []],
  ['Will this shrink in the wash? Thanks.', []],
  ['The Jo cardigan in grey is my favourite, great quality.', []],
  ['Hi Jo, can you send me a return label? Thanks!', []],
  ['Many thanks, Priya', []],
  ['Thank you so much, you were wonderful.', []],
  ['', []],
])('%s', (text, thanked) => {
  const found = thanksIn(text, ROSTER)
  expect(found.map(({ memberId }) => memberId)).toEqual(thanked)
  for (const { start, end } of found) expect(text.slice(start, end)).toMatch(/^\p{L}+$/u)
})

test('a long text of one letter or of names takes no time that grows with its square', () => {
  for (const text of ['a'.repeat(200_000), 'Priya '.repeat(30_000), `thanks ${'. '.repeat(50_000)}`])
    expect(thanksIn(text, ROSTER).length).toBeLessThanOrEqual(1)
})
