/** How much may be stored at once: what comes beyond it is turned away, so that what is inside is answered soon. Asks no clock. */

export type Crowd = {
  /** Requests at once. */
  readonly requests: number
  /** Bytes of their bodies, together. */
  readonly bytes: number
}

export type Gate = {
  /** Whether not even the smallest gets in. */
  isFull(): boolean
  /** Lets a request of so many bytes in and answers how it leaves again, once; undefined where it does not fit. */
  letIn(bytes: number): (() => void) | undefined
}

export function openGate(most: Crowd): Gate {
  let [requests, bytes] = [0, 0]
  const isFull = () => requests >= most.requests || bytes >= most.bytes
  return {
    isFull,
    letIn: (size) => {
      if (isFull() || bytes + size > most.bytes) return undefined
      requests += 1
      bytes += size
      return () => {
        requests -= 1
        bytes -= size
      }
    },
  }
}
