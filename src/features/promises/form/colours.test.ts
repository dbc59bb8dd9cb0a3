import { expect, test } from 'vitest'
import { colourFrom, contrast, rgbOf, styleOf } from './colours.ts'

test('a colour is six digits, or three, with or without the mark', () => {
  expect(['#2F5B4A', '2f5b4a', '#abc', ' #AABBCC '].map(colourFrom)).toEqual(['#2f5b4a', '#2f5b4a', '#aabbcc', '#aabbcc']) // prettier-ignore
  for (const wrong of ['green', '#12345', 'url(x)', '#12345g', '}body{'])
    expect(colourFrom(wrong)).toBe(undefined)
})

test.each(['#2f5b4a', '#ffe04d', '#ff2d9b', '#000000', '#ffffff', '#7a7a7a', '#9be8c4', '#00247d'])(
  'whatever the brand’s colour is, its words can be read: %s',
  (colour) => {
    const [light = '', dark = ''] = styleOf(colour).split('@media')
    for (const sheet of [light, dark]) {
      const value = (name: string) => rgbOf(new RegExp(`--${name}:(#[0-9a-f]{6})`).exec(sheet)?.[1] ?? '')
      expect(contrast(value('on-brand'), value('brand'))).toBeGreaterThanOrEqual(4.5)
      expect(contrast(value('brand-text'), value('aside'))).toBeGreaterThanOrEqual(4.5)
    }
  },
)
