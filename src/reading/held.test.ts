/** Holds the reading to its own figures on messages that nobody tuned on. */
import { describe, expect, test } from 'vitest'
import {
  readAfternoon,
  readEvening,
  readFresh,
  readLabelled,
  readMidday,
  readMorning,
  readNight,
  readNoon,
} from '../../evaluate/labelled.ts'
import type { Labelled } from '../../evaluate/labelled.ts'
import { noticeMoments, sureAmong } from './index.ts'
import { MOMENT_KINDS } from './kinds.ts'

/**
 * F1 of 2026-12-01, written messages alone: .80 on what is held back, .84 on the fresh ones, .75 and .79 on the unseen halves of the second
 * afternoon and the evening, .77 on the night's, .79 on the morning's, .83 on those of before noon, .85 on midday's.
 */
const FLOORS = {
  held: 0.75,
  fresh: 0.78,
  afternoon: 0.67,
  evening: 0.71,
  night: 0.71,
  morning: 0.73,
  noon: 0.77,
  midday: 0.79,
}

/** Of 581 findings in all these that may open a moment .91 were right; two standard errors are two points. */
const OPENING_FLOOR = 0.88

/** F1 of the ten reflections on that half was .64. */
const REFLECTIONS_FLOOR = 0.52

/** The kinds that the labels know. */
const LABELLED: ReadonlySet<string> = new Set(MOMENT_KINDS.slice(0, 22))

describe('what nobody trained on', () => {
  test('written messages held back are read about as well as when last measured', () => {
    expect(f1Of(readLabelled().filter((row) => row.held && isWritten(row)))).toBeGreaterThan(FLOORS.held)
  })

  test('so are written messages that were labelled before they were read', () => {
    expect(f1Of(readFresh().filter(isWritten))).toBeGreaterThan(FLOORS.fresh)
  })

  test('so is the half of the second afternoon that nobody looked at, its reflections too', () => {
    const rows = readAfternoon().filter((row) => row.held && isWritten(row))
    expect(f1Of(rows)).toBeGreaterThan(FLOORS.afternoon)
    expect(f1Of(rows, REFLECTIONS)).toBeGreaterThan(REFLECTIONS_FLOOR)
  })

  test('so is the half of the evening that nobody looked at', () => {
    expect(f1Of(readEvening().filter((row) => row.held && isWritten(row)))).toBeGreaterThan(FLOORS.evening)
  })

  test('so are the messages of the night, which nobody looked at', () => {
    expect(f1Of(readNight().filter(isWritten))).toBeGreaterThan(FLOORS.night)
  })

  test('so are the messages of the morning, which nobody looked at', () => {
    expect(f1Of(readMorning())).toBeGreaterThan(FLOORS.morning)
  })

  test('so are the messages of before noon, which nobody looked at', () => {
    expect(f1Of(readNoon())).toBeGreaterThan(FLOORS.noon)
  })

  test('so are the messages of midday, which nobody looked at', () => {
    expect(f1Of(readMidday())).toBeGreaterThan(FLOORS.midday)
  })

  test('of what may open a moment about nine in ten are right', () => {
    const untaught = [...readLabelled(), ...readAfternoon(), ...readEvening()].filter(({ held }) => held)
    const judged = [...untaught, ...readFresh()].filter(isWritten).flatMap(({ text, moments }) => {
      const found = noticeMoments(text).moments.filter(({ kind }) => LABELLED.has(kind))
      return [...sureAmong(found)].map(({ kind }) => moments.some((one) => one.kind === kind))
    })
    expect(judged.length).toBeGreaterThan(400)
    expect(judged.filter(Boolean).length / judged.length).toBeGreaterThan(OPENING_FLOOR)
  })

  test('what a score says is kept: within five points on the whole, and nowhere ten off', () => {
    const unseen = [...readLabelled(), ...readAfternoon(), ...readEvening(), ...readNight(), ...readMorning()]
    const gaps = gapsOf([...unseen.filter(({ held }) => held), ...readFresh()].filter(isWritten))
    const findings = gaps.reduce((sum, { found }) => sum + found, 0)
    expect(findings).toBeGreaterThan(1_200)
    expect(gaps.reduce((sum, { found, gap }) => sum + gap * found, 0) / findings).toBeLessThan(0.05)
    // Under fifty findings, ten points are chance.
    for (const { found, gap } of gaps) if (found >= 50) expect(gap).toBeLessThan(0.1)
  })
})

const REFLECTIONS: ReadonlySet<string> = new Set(
  MOMENT_KINDS.filter((kind) => kind.startsWith('reflection_')),
)

/** How far in each tenth the mean score is from the share that was right. Shape: `gap` 0 to 1. */
function gapsOf(rows: readonly Labelled[]): { found: number; gap: number }[] {
  const findings = rows.flatMap(({ text, moments }) =>
    noticeMoments(text)
      .moments.filter(({ kind }) => LABELLED.has(kind))
      .map(({ kind, score }) => ({ score, right: moments.some((one) => one.kind === kind) ? 1 : 0 })),
  )
  const tenths = Map.groupBy(findings, ({ score }) => Math.min(9, Math.floor(score * 10)))
  return [...tenths.values()].map((group) => {
    const gap = group.reduce((sum, { score, right }) => sum + score - right, 0) / group.length
    return { found: group.length, gap: Math.abs(gap) }
  })
}

const isWritten = ({ set }: Labelled): boolean => set === 'written'

/** Two standard errors of such an F1 are about six points here; a fall below the floor is no accident. */
function f1Of(rows: readonly Labelled[], kinds: ReadonlySet<string> = LABELLED): number {
  expect(rows.length).toBeGreaterThan(110)
  let right = 0
  let found = 0
  let gold = 0
  for (const { text, moments } of rows) {
    const mine = new Set<string>(noticeMoments(text).moments.map(({ kind }) => kind))
    for (const kind of kinds) {
      const isGold = moments.some((moment) => moment.kind === kind)
      if (isGold) gold++
      if (mine.has(kind)) found++
      if (isGold && mine.has(kind)) right++
    }
  }
  return (2 * right) / (found + gold)
}
