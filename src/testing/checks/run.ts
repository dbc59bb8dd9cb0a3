/** How long a check runs, from which seed, and what it counted. `SEED=…` runs the same again, `SIZE=L` runs long (SAFETY.md §2). */
import { appendFileSync } from 'node:fs'
import { expect } from 'vitest'
import { randomOf, type Random } from '#kit/random.ts'

/** From where chance comes. */
export const SEED = Number(process.env['SEED'] ?? 20251121)
const SIZE = process.env['SIZE'] === 'L' ? 'L' : 'P'

/** The number of cases for the short run and the long one. */
export const sized = (p: number, l: number): number => (SIZE === 'L' ? l : p)

/** Whether this is the long run. */
export const IS_LONG = SIZE === 'L'

/** Chance of its own for one check; the same seed gives the same. */
export const chanceOf = (check: string): Random => randomOf(`${check} ${SEED}`)

export type Tally = {
  /** One case more, or several. */
  add(count?: number): void
  /** Prints what ran, leaves it for the report, and fails where less than `atLeast` cases did. */
  end(atLeast: number, facts?: Readonly<Record<string, number | string>>): void
}

/** Counts the cases of a check, named as its script: "hostile". */
export function tally(check: string): Tally {
  let cases = 0
  return {
    add: (count = 1) => void (cases += count),
    end: (atLeast, facts = {}) => {
      const line = { check, seed: SEED, size: SIZE, cases, facts }
      console.log(
        `check:${check} SEED=${SEED} SIZE=${SIZE}: ${cases} cases${Object.entries(facts)
          .map(([name, value]) => `, ${name} ${value}`)
          .join('')}`,
      )
      const report = process.env['CHECK_REPORT']
      if (report) appendFileSync(report, `${JSON.stringify({ ...line, at: new Date().toISOString() })}\n`)
      expect(cases, `check:${check} must run at least ${atLeast} cases`).toBeGreaterThanOrEqual(atLeast)
    },
  }
}
