/** What went wrong with the database, told apart: away, or two in each other's way. */
import { setTimeout as pause } from 'node:timers/promises'

/** Whether an error means that the database is away or going, so that the same request may succeed in a moment. */
export function isConnectionLoss(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const code = (error as { code?: string }).code ?? ''
  return (
    LOSSES.has(code) ||
    /timeout exceeded when trying to connect|Connection terminated|connection is closed|Client has encountered a connection error|Query read timeout/i.test(
      error.message,
    )
  )
}

/**
 * Does `work`, and does it anew while the database is away or has no connection free, for up to `forMs`; any other error is thrown at
 * once. For a start, which has nobody to tell to come again: on a machine that is very busy a connection can take long. `work` must
 * be of the kind that can be done twice.
 */
export async function patiently<T>(
  work: () => Promise<T>,
  { forMs = 60_000, everyMs = 500 }: { forMs?: number; everyMs?: number } = {},
): Promise<T> {
  for (const end = Date.now() + forMs; ; await pause(everyMs))
    try {
      return await work()
    } catch (error) {
      if (!isConnectionLoss(error) || Date.now() > end) throw error
    }
}

/** Whether two transactions stood in each other's way and this one was ended, so that it goes through when tried again. */
export function isDeadlock(error: unknown): boolean {
  const { code } = (error ?? {}) as { code?: string }
  return code === '40P01' || code === '40001'
}

/** Whether a key stands already. */
export function isDouble(error: unknown): boolean {
  return ((error ?? {}) as { code?: string }).code === '23505'
}

const LOSSES = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOENT',
  'EPIPE',
  'ETIMEDOUT',
  '57P01',
  '57P02',
  '57P03',
  '08000',
  '08001',
  '08003',
  '08006',
  '53300',
])
