/** Keys and tokens: 256 bits of chance, shown once, kept only as their SHA-256. */
import { hash } from 'node:crypto'

/** A new secret with a prefix that tells what it is ("spk_"). */
export function makeSecret(prefix: string, random: (count: number) => Uint8Array): string {
  return prefix + Buffer.from(random(32)).toString('base64url')
}

/** What is stored of a secret. An empty one has none, so that it matches nothing. */
export function hashSecret(secret: string): Buffer | undefined {
  return secret.length < 20 ? undefined : hash('sha256', secret, 'buffer')
}

export function hintOf(secret: string): string {
  return `${secret.slice(0, 8)}…${secret.slice(-4)}`
}
