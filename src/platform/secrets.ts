/**
 * Secrets of others that the product must keep (passwords of mailboxes, tokens): sealed with AES-256-GCM before they reach the
 * database (SAFETY.md R17). The keys lie outside of it: in SPOONFUL_SECRET_KEYS, or in `secret.key` of the data directory.
 * The first key seals, all of them open, so that a new one can be put in front.
 */
import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto'
import { chmod, mkdir, open, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { StartError } from './start-error.ts'

export type Secrets = {
  /** `place` is what it belongs to ("mailbox 0190…"): sealed text opens nowhere else. */
  seal(text: string, place: string): Buffer
  /** Undefined where the key is missing, or the text was not sealed for this place. */
  unseal(sealed: Uint8Array, place: string): string | undefined
  /** Whether it was sealed with a key that is no longer the first. */
  isOld(sealed: Uint8Array): boolean
  /**
   * A key of its own for one purpose and salt, made from the key with that id, or from the first where none is named. Undefined where
   * the named one is missing.
   */
  derive(
    purpose: string,
    salt: Uint8Array,
    id?: string,
  ): { readonly id: string; readonly key: Buffer } | undefined
}

const KEY_BYTES = 32
const ID_BYTES = 4
const NONCE_BYTES = 12
const TAG_BYTES = 16

/** Keys as they are written: 64 hexadecimal digits each, separated by commas or lines. */
export function parseKeys(text: string): Buffer[] | undefined {
  const words = text.split(/[\s,]+/).filter((word) => word !== '')
  if (words.length === 0 || words.some((word) => !/^[0-9a-f]{64}$/i.test(word) || /^(.)\1*$/.test(word)))
    return undefined
  return words.map((word) => Buffer.from(word, 'hex'))
}

/** Opens the keys; makes the file, readable by this user alone, where there is none. */
export async function openSecrets(given: string | undefined, directory: string): Promise<Secrets> {
  const text = given ?? (await readOrMake(join(directory, 'secret.key')))
  const keys = parseKeys(text)
  if (!keys)
    throw new StartError(
      given === undefined
        ? `${join(directory, 'secret.key')} holds no keys: it must hold 64 hexadecimal digits on each line. Bring it back from a backup; a new one can't open what was sealed.`
        : 'SPOONFUL_SECRET_KEYS must be keys of 64 hexadecimal digits, separated by commas.',
    )
  return secretsOf(keys)
}

/** Secrets over keys of 32 bytes, the first of which seals. */
export function secretsOf(keys: readonly Uint8Array[]): Secrets {
  const byId = new Map(keys.map((key) => [idOf(key), key]))
  const [first] = keys
  if (first?.length !== KEY_BYTES) throw new Error('a key has 32 bytes')
  return {
    seal: (text, place) => {
      const nonce = randomBytes(NONCE_BYTES)
      const cipher = createCipheriv('aes-256-gcm', first, nonce)
      cipher.setAAD(Buffer.from(place))
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
      return Buffer.concat([Buffer.from(idOf(first), 'hex'), nonce, cipher.getAuthTag(), body])
    },
    unseal: (sealed, place) => {
      const all = Buffer.from(sealed)
      const key = byId.get(all.subarray(0, ID_BYTES).toString('hex'))
      if (!key || all.length < ID_BYTES + NONCE_BYTES + TAG_BYTES) return undefined
      const nonce = all.subarray(ID_BYTES, ID_BYTES + NONCE_BYTES)
      const tag = all.subarray(ID_BYTES + NONCE_BYTES, ID_BYTES + NONCE_BYTES + TAG_BYTES)
      const decipher = createDecipheriv('aes-256-gcm', key, nonce)
      decipher.setAAD(Buffer.from(place))
      decipher.setAuthTag(tag)
      try {
        const body = all.subarray(ID_BYTES + NONCE_BYTES + TAG_BYTES)
        return Buffer.concat([decipher.update(body), decipher.final()]).toString('utf8')
      } catch {
        return undefined
      }
    },
    isOld: (sealed) => Buffer.from(sealed).subarray(0, ID_BYTES).toString('hex') !== idOf(first),
    derive: (purpose, salt, id = idOf(first)) => {
      const key = byId.get(id)
      if (!key) return undefined
      return { id, key: Buffer.from(hkdfSync('sha256', key, salt, `spoonful ${purpose}`, KEY_BYTES)) }
    },
  }
}

/** Which key it is, without telling it. */
const idOf = (key: Uint8Array): string =>
  createHash('sha256')
    .update('spoonful key ')
    .update(key)
    .digest('hex')
    .slice(0, ID_BYTES * 2)

async function readOrMake(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    if ((error as { code?: string }).code !== 'ENOENT') throw error
  }
  await mkdir(join(path, '..'), { recursive: true })
  try {
    const file = await open(path, 'wx', 0o600)
    await file.writeFile(`${randomBytes(KEY_BYTES).toString('hex')}\n`)
    await file.sync()
    await file.close()
    await chmod(path, 0o600)
  } catch (error) {
    // Another process made it first.
    if ((error as { code?: string }).code !== 'EEXIST') throw error
  }
  return readFile(path, 'utf8')
}
