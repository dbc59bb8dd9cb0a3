/** What went wrong with the database, told apart: away, or two in each other's way. */

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
