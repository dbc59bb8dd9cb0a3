/** Nobody is told by a figure about the team. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { CROWD, groupsOfCrowd, ofCrowd } from './crowd.ts'

test('five people give a figure, four give none, and nobody counts twice', () => {
  expect(ofCrowd(['a', 'b', 'c', 'd', 'e'], () => 0.4)).toBe(0.4)
  expect(ofCrowd(['a', 'b', 'c', 'd'], () => 0.4)).toBeNull()
  expect(ofCrowd(['a', 'a', 'b', 'c', 'd', 'd'], () => 0.4)).toBeNull()
})

test('a group left out takes another with it, so that the whole does not tell it', () => {
  expect([...groupsOfCrowd(new Map([['mail', 8], ['chat', 6], ['phone', 2]]))]).toEqual(['mail']) // prettier-ignore
  expect([...groupsOfCrowd(new Map([['mail', 8], ['chat', 6]]))].sort()).toEqual(['chat', 'mail']) // prettier-ignore
  expect([...groupsOfCrowd(new Map([['mail', 8], ['chat', 3], ['phone', 2]]))]).toEqual(['mail']) // prettier-ignore
})

test('what is shown has a crowd, and so has what is hidden taken together', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 12 }), { maxLength: 8 }), (sizes) => {
      const groups = new Map(sizes.map((size, i) => [String(i), size]))
      const shown = groupsOfCrowd(groups)
      const hidden = [...groups].filter(([name]) => !shown.has(name))
      const people = hidden.reduce((sum, [, size]) => sum + size, 0)
      for (const name of shown) expect(groups.get(name)).toBeGreaterThanOrEqual(CROWD)
      if (shown.size > 0) expect(people === 0 || people >= CROWD).toBe(true)
    }),
  )
})
