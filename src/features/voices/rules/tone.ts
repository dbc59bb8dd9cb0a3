/** Whether the way a customer sounds has turned, told from counts that can be looked up. Pure. */

export type Turn = 'worse' | 'better'

/** The newest ones that must all point one way. */
const LAST = 3
/** Of fewer before them nothing is told. */
const BEFORE_LEAST = 3

export type Tone = {
  readonly turn: Turn | null
  /** Of those before the last three, how many felt as the last three do; how many there are. */
  readonly before: number
  readonly of: number
}

/**
 * `feelings` from the oldest to the newest, -1, 0 or 1. It has turned where the last three all feel one way and at most one in
 * three of those before did.
 */
export function toneOf(feelings: readonly (-1 | 0 | 1)[]): Tone {
  const last = feelings.slice(-LAST)
  const earlier = feelings.slice(0, -LAST)
  const [side] = last
  const isOneWay = last.length === LAST && side !== 0 && last.every((each) => each === side)
  const before = earlier.filter((each) => each === side).length
  const of = earlier.length
  const hasTurned = isOneWay && of >= BEFORE_LEAST && before * 3 <= of
  return { turn: hasTurned ? (side === -1 ? 'worse' : 'better') : null, before, of }
}
