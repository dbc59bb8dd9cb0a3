/** Holds the reading to its own figures on messages that nobody tuned on. */
import { describe, expect, test } from 'vitest'
import { readFresh, readLabelled } from '../../evaluate/labelled.ts'
import type { Labelled } from '../../evaluate/labelled.ts'
import { noticeMoments } from './index.ts'
import { MOMENT_KINDS } from './kinds.ts'

/** F1 of 2026-11-30 was .76 on what is held back and .78 on the fresh ones. */
const FLOOR = 0.7

describe('what nobody trained on', () => {
  test('written messages held back are read about as well as when last measured', () => {
    expect(f1Of(readLabelled().filter(({ set, held }) => set === 'written' && held))).toBeGreaterThan(FLOOR)
  })

  test('so are written messages that were labelled before they were read', () => {
    expect(f1Of(readFresh().filter(({ set }) => set === 'written'))).toBeGreaterThan(FLOOR)
  })
})

/** Two standard errors of such an F1 are about six points here; a fall below the floor is no accident. */
function f1Of(rows: readonly Labelled[]): number {
  expect(rows.length).toBeGreaterThan(150)
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
  return (2 * right) / (found + gold)
}
