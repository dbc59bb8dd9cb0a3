/** Holds the reading to its own figures on messages that nobody tuned on. */
import { describe, expect, test } from 'vitest'
import { readLabelled } from '../../evaluate/labelled.ts'
import { noticeMoments } from './index.ts'
import { MOMENT_KINDS } from './kinds.ts'

/** F1 of 2026-11-22 was .73. */
const FLOOR = 0.67

describe('what nobody trained on', () => {
  test('written messages held back are read about as well as when last measured', () => {
    const rows = readLabelled().filter(({ set, held }) => set === 'written' && held)
    let right = 0
    let found = 0
    let gold = 0
    for (const { text, moments } of rows) {
      const mine = new Set<string>(noticeMoments(text).moments.map(({ kind }) => kind))
      for (const kind of MOMENT_KINDS.slice(0, 22)) {
        const isGold = moments.some((moment) => moment.kind === kind)
        if (isGold) gold++
        if (mine.has(kind)) found++
        if (isGold && mine.has(kind)) right++
      }
    }
    expect(rows.length).toBeGreaterThan(150)
    // One standard error of the F1 is about three points here; two below the figure of 2026-11-22 is no accident.
    expect((2 * right) / (found + gold)).toBeGreaterThan(FLOOR)
  })
})
