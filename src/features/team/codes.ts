/** Codes of a second factor (RFC 6238) and what stands in for them: made, drawn as a QR code on this machine, and checked. */
import { hash } from 'node:crypto'
import { Secret, TOTP } from 'otpauth'
import { encode } from 'uqr'

const STEP_SECONDS = 30
const RECOVERY_CODES = 10
/** Without letters that are taken for others: each sign carries five bits. */
const ALPHABET = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789'

type Chance = (count: number) => Uint8Array

/** A new secret of 160 bits, in the base 32 that apps take. */
export function makeFactorSecret(random: Chance): string {
  return new Secret({ buffer: Uint8Array.from(random(20)).buffer }).base32
}

/** The address that an app reads from the QR code, and the code itself as one path over a grid. */
export function drawFactor(
  secret: string,
  { workspace, label }: { workspace: string; label: string },
): { address: string; qr: { size: number; path: string } } {
  const address = totpOf(secret, workspace, label).toString()
  const { size, data } = encode(address, { border: 2, ecc: 'M' })
  const path = data.flatMap((row, y) => row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : ''))).join('')
  return { address, qr: { size, path } }
}

/** The half minute whose code this is, one before or after now allowed; undefined for a wrong one. Compared in constant time. */
export function stepOf(secret: string, code: string, now: Date): number | undefined {
  const token = code.replace(/\s/g, '')
  if (!/^\d{6}$/.test(token)) return undefined
  const delta = totpOf(secret).validate({ token, timestamp: now.getTime(), window: 1 })
  return delta === null ? undefined : Math.floor(now.getTime() / 1000 / STEP_SECONDS) + delta
}

/** Ten codes of 80 bits for the day the phone is lost; each works once. */
export function makeRecoveryCodes(random: Chance): string[] {
  return Array.from({ length: RECOVERY_CODES }, () => {
    const signs = Array.from(random(16), (byte) => ALPHABET[byte & 31] ?? 'A').join('')
    return signs.replace(/(.{4})(?=.)/g, '$1-')
  })
}

/** What is kept of a recovery code: it is bound to its owner, and nobody can look it up without her. */
export function hashRecoveryCode(memberId: string, code: string): Buffer | undefined {
  const plain = code.toUpperCase().replace(/[^A-Z0-9]/g, '')
  return plain.length === 16 ? hash('sha256', `recovery ${memberId} ${plain}`, 'buffer') : undefined
}

function totpOf(secret: string, issuer = 'Spoonful', label = ''): TOTP {
  return new TOTP({
    issuer,
    label,
    secret: Secret.fromBase32(secret),
    digits: 6,
    period: STEP_SECONDS,
    algorithm: 'SHA1',
  })
}
