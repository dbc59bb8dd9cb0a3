/** Runs every pack's own examples: what must be noticed, and what must not. */
import { describe, expect, test } from 'vitest'
import { noticeMoments } from '../moments.ts'
import { PACKS } from './index.ts'

for (const pack of PACKS) {
  describe(`${pack.kind} in ${pack.language}`, () => {
    test.each(pack.must.map((each) => (typeof each === 'string' ? [each, ''] : [...each])))(
      'is noticed in "%s"',
      (text, touches) => {
        const { language, moments } = noticeMoments(text)
        const found = moments.find(({ kind }) => kind === pack.kind)
        expect([language, found?.kind]).toEqual([pack.language, pack.kind])
        const at = text.indexOf(touches)
        expect(found!.start < at + touches.length || touches === '').toBe(true)
        expect(found!.end).toBeGreaterThan(at)
        expect(text.slice(found!.start, found!.end)).toBe(found!.quote)
      },
    )
    test.each(pack.mustNot)('is not noticed in "%s"', (text) => {
      expect(noticeMoments(text).moments.map(({ kind }) => kind)).not.toContain(pack.kind)
    })
  })
}
