/**
 * How long a request may take to arrive. Node's own `requestTimeout` knows one length for all, and a file of two gigabytes
 * over a thin line needs an hour: so the time is kept here, for each route by what it declares.
 */
import type { FastifyReply, FastifyRequest } from 'fastify'

export type BodyTime = {
  /** Longest time from the first byte of a request to its last, in milliseconds. */
  readonly wholeMs: number
  /** For routes that take long bodies: longest time without a byte, in milliseconds. */
  readonly idleMs: number
}

export const BODY_TIME: BodyTime = { wholeMs: 120_000, idleMs: 60_000 }

/** A hook that ends requests which do not arrive. What trickles in is cut off at `wholeMs`, unless its route takes long bodies. */
export function watchBody({ wholeMs, idleMs }: BodyTime) {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    const { raw } = request
    const hasBody = 'content-length' in raw.headers || 'transfer-encoding' in raw.headers
    if (raw.complete || !hasBody) return
    const { socket } = raw
    const isLong = request.routeOptions.config.bodyMayBeLong ?? false
    let seen = socket.bytesRead
    const timer = setInterval(
      () => {
        if (raw.complete || raw.destroyed) return clearInterval(timer)
        if (isLong && socket.bytesRead > seen) {
          seen = socket.bytesRead
          return
        }
        clearInterval(timer)
        giveUp(reply)
      },
      isLong ? idleMs : wholeMs,
    )
    timer.unref()
    raw.once('close', () => clearInterval(timer))
  }
}

function giveUp(reply: FastifyReply): void {
  const { socket } = reply.raw
  if (!reply.raw.headersSent) socket?.write('HTTP/1.1 408 Request Timeout\r\nConnection: close\r\n\r\n')
  // Only a connection of the network has it; a request that was handed in has none to end.
  socket?.destroySoon?.()
}
