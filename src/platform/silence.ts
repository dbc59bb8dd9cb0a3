/** Connections to the database on which nothing is heard any more: noticed, and given up. */
import type { Socket } from 'node:net'
import type { ClientBase } from 'pg'

/** A connection that is dead at its other end is noticed by the system within twice as long, also where nobody asks anything. */
export const KEEP_ALIVE_MS = 10_000

/** Ends a connection whose time of silence (`watchSilence`) has passed: whoever waits hears that the database is away. */
export function endWhereSilent(client: ClientBase): void {
  const stream = streamOf(client)
  stream.on('timeout', () => {
    const heard = stream.bytesRead
    // Where this process stood still itself, the answer may lie there already: it is read before that.
    setImmediate(() => stream.bytesRead === heard && giveUp(client))
  })
}

/** From now on this connection may be silent for so many milliseconds; what it answers ends that. */
export function watchSilence(client: ClientBase, silentMs: number): () => void {
  const stream = streamOf(client)
  stream.setTimeout(silentMs)
  return () => void stream.setTimeout(0)
}

/** Ends a connection at once; its questions fail as where the database is away (`isConnectionLoss`). */
export function giveUp(client: ClientBase): void {
  streamOf(client).destroy(
    Object.assign(new Error('the database has not answered for too long'), { code: 'ETIMEDOUT' }),
  )
}

const streamOf = (client: ClientBase): Socket =>
  (client as unknown as { connection: { stream: Socket } }).connection.stream
