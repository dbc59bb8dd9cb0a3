import { expect, test } from 'vitest'
import { toneOf } from './tone.ts'

test.each([
  ['three bad ones after good ones', [1, 0, 1, -1, -1, -1], { turn: 'worse', before: 0, of: 3 }],
  ['three good ones after bad ones', [-1, -1, 0, 1, 1, 1], { turn: 'better', before: 0, of: 3 }],
  ['one in three before felt the same', [-1, 1, 0, -1, -1, -1], { turn: 'worse', before: 1, of: 3 }],
  ['more than one in three did', [-1, -1, 1, -1, -1, -1], { turn: null, before: 2, of: 3 }],
  ['a mixed end', [1, 1, 1, -1, 0, -1], { turn: null, before: 0, of: 3 }],
  ['too few before', [1, 1, -1, -1, -1], { turn: null, before: 0, of: 2 }],
  ['neutral all along', [0, 0, 0, 0, 0, 0], { turn: null, before: 3, of: 3 }],
  ['nothing', [], { turn: null, before: 0, of: 0 }],
] as const)('%s', (_, feelings, tone) => {
  expect(toneOf(feelings)).toEqual(tone)
})
