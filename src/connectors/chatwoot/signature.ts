/** Whether a webhook comes from Chatwoot: its signature over the raw body, or the secret end of the address. Pure. */
import { createHash, createHmac, timingSafeEqual } from 'node:crypto'

/** How far a timestamp may lie from our clock, in seconds. */
const TOLERANCE_S = 300

/** Checks `X-Chatwoot-Signature`: "sha256=" and hex HMAC-SHA256 of "{timestamp}.{raw body}". */
export function isSigned(
  secret: string,
  { signature, timestamp }: { signature: string | undefined; timestamp: string | undefined },
  raw: Uint8Array,
  now: Date,
): boolean {
  if (signature === undefined || timestamp === undefined || !/^\d{1,12}$/.test(timestamp)) return false
  if (Math.abs(now.getTime() / 1000 - Number(timestamp)) > TOLERANCE_S) return false
  const wanted = `sha256=${createHmac('sha256', secret).update(`${timestamp}.`).update(raw).digest('hex')}`
  return wanted.length === signature.length && timingSafeEqual(Buffer.from(wanted), Buffer.from(signature))
}

/** Checks the end of the address against its hash. */
export function isKnownPath(hash: Uint8Array, path: string): boolean {
  return path.length >= 32 && timingSafeEqual(hashOfPath(path), Buffer.from(hash))
}

export const hashOfPath = (path: string): Buffer => createHash('sha256').update(path).digest()
