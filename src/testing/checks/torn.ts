/** Lets one call to the database fail, in this process: the n-th, before it is sent or after it was carried out (SQLite's way of testing). */
import pg from 'pg'

/** What a torn call throws. */
export class Torn extends Error {}

/** Counts the calls that `work` makes, without harm. */
export async function countCalls(work: () => Promise<unknown>): Promise<number> {
  return (await tearing(Infinity, 'before', work)).calls
}

/**
 * Runs `work` with its n-th call torn, counted from 1: begin and commit count, rollback does not. `after` means that the database did it
 * and the answer was lost. Answers what was thrown.
 */
export async function tearing(
  n: number,
  when: 'before' | 'after',
  work: () => Promise<unknown>,
): Promise<{ calls: number; thrown: unknown }> {
  type Query = (this: pg.Client, ...args: unknown[]) => unknown
  const prototype = pg.Client.prototype as unknown as { query: Query }
  const whole = prototype.query
  let calls = 0
  prototype.query = function (this: pg.Client, ...args: unknown[]): unknown {
    if (args[0] === 'rollback') return whole.apply(this, args)
    calls += 1
    if (calls !== n) return whole.apply(this, args)
    if (isTrip(args[0])) return tearTrip(args[0], when, () => whole.apply(this, args))
    if (when === 'before') return Promise.reject(new Torn('torn'))
    return (whole.apply(this, args) as Promise<unknown>).then(() => {
      throw new Torn('torn')
    })
  }
  try {
    await work()
    return { calls, thrown: undefined }
  } catch (thrown) {
    return { calls, thrown }
  } finally {
    prototype.query = whole
  }
}

/** Several statements in one trip (platform/trip.ts): pg tells it by being called, not by a promise. */
type Trip = { submit: unknown; handleError(error: Error): void; handleReadyForQuery(): void }
const isTrip = (query: unknown): query is Trip =>
  typeof query === 'object' && query !== null && 'submit' in query && 'handleReadyForQuery' in query

function tearTrip(trip: Trip, when: 'before' | 'after', send: () => unknown): unknown {
  const tear = () => trip.handleError(new Torn('torn'))
  if (when === 'before') return tear()
  trip.handleReadyForQuery = tear
  return send()
}
