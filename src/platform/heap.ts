/** How much garbage the heap may gather before it is cleaned. */
import { setFlagsFromString } from 'node:v8'

/**
 * What the heap may grow by beyond what the last cleaning left, in percent. The engine’s own choice is up to 300: on a machine with
 * much memory a line that climbs for minutes although nothing is kept (a soak of 30 November 2026: 80 MB were left by each
 * cleaning from the first minute to the last).
 */
const GROWTH_PERCENT = 50

/** Keeps memory flat under steady work. It is no limit: large work still gets what it needs. */
export function keepHeapFlat(): void {
  setFlagsFromString(`--heap-growing-percent=${GROWTH_PERCENT}`)
}
