/**
 * The outside of a backup: a readable head, then frames sealed one by one (AES-256-GCM), each with its number and whether it is the
 * last. A frame that was changed, moved, doubled or left out does not open, and neither does a file whose end is missing.
 */
import { createCipheriv, createDecipheriv, createHmac, randomBytes, scrypt } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { promisify } from 'node:util'
import { z } from 'zod'
import { Refusal } from '#kit/refusal.ts'
import { systemCodeOf } from '#platform/start-error.ts'
import type { Secrets } from '#platform/secrets.ts'

/** What opens a backup: the installation's keys, and a passphrase where one is set. With a passphrase new ones are sealed by it. */
export type BackupKeys = { readonly secrets: Secrets; readonly passphrase: string | undefined }

const MAGIC = 'SPOONFUL BACKUP '
const VERSION = 1
const FRAME_BYTES = 64 * 1024
const TAG_BYTES = 16
const LARGEST_HEAD = 4096
/** scrypt at 128 MB and about half a second: a guess costs as much. */
const SCRYPT = { N: 2 ** 17, r: 8, p: 1, maxmem: 256 * 1024 * 1024 }

const Head = z.object({
  sealedBy: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('installation'), keyId: z.string() }),
    z.object({ kind: z.literal('passphrase') }),
  ]),
  salt: z.string().regex(/^[0-9a-f]{64}$/),
  nonce: z.string().regex(/^[0-9a-f]{14}$/),
  /** Tells a wrong key from a damaged file, without telling the key. */
  check: z.string(),
})
type Head = z.infer<typeof Head>

/** Seals what it is given; yields the bytes of the file. */
export async function* sealed(
  plain: AsyncIterable<Uint8Array>,
  { secrets, passphrase }: BackupKeys,
): AsyncGenerator<Buffer> {
  const salt = randomBytes(32)
  const derived =
    passphrase === undefined
      ? secrets.derive('backup', salt)
      : { id: '', key: await fromPassphrase(passphrase, salt) }
  if (!derived) throw new Error('a key that seals was not there')
  const head: Head = {
    sealedBy: passphrase === undefined ? { kind: 'installation', keyId: derived.id } : { kind: 'passphrase' },
    salt: salt.toString('hex'),
    nonce: randomBytes(7).toString('hex'),
    check: checkOf(derived.key),
  }
  const line = Buffer.from(`${MAGIC}${VERSION}\n${JSON.stringify(head)}\n`)
  yield line
  let count = 0
  const frame = (bytes: Uint8Array, isLast: boolean): Buffer => {
    const cipher = createCipheriv('aes-256-gcm', derived.key, nonceOf(head, count++, isLast))
    cipher.setAAD(line)
    const body = Buffer.concat([cipher.update(bytes), cipher.final(), cipher.getAuthTag()])
    const length = Buffer.alloc(4)
    length.writeUInt32BE(body.length)
    return Buffer.concat([length, body])
  }
  let held: Buffer = Buffer.alloc(0)
  for await (const chunk of plain) {
    held = held.length === 0 ? Buffer.from(chunk) : Buffer.concat([held, chunk])
    let at = 0
    for (; held.length - at > FRAME_BYTES; at += FRAME_BYTES)
      yield frame(held.subarray(at, at + FRAME_BYTES), false)
    held = held.subarray(at)
  }
  yield frame(held, true)
}

/**
 * Opens a file; yields what was sealed, each part only once it is known to be whole. Refuses `backup_not_found`, `backup_unknown`,
 * `backup_newer`, `backup_key_missing`, `backup_damaged`, `backup_cut_short`.
 */
export async function* opened(path: string, keys: BackupKeys): AsyncGenerator<Buffer> {
  const bytes = bytesOf(path)
  const { head, line } = await readHead(path, bytes)
  const key = await keyFor(path, head, keys)
  for (let count = 0; ; count++) {
    const start = bytes.at()
    const length = (await bytes.take(4))?.readUInt32BE()
    if (length === undefined) throw cutShort(path, start)
    if (length < TAG_BYTES || length > FRAME_BYTES + TAG_BYTES) throw damaged(path, start)
    const frame = await bytes.take(length)
    if (!frame) throw cutShort(path, start)
    const isLast = await bytes.isAtEnd()
    const plain = openFrame(
      frame,
      key,
      line,
      [isLast, !isLast].map((last) => nonceOf(head, count, last)),
    )
    if (!plain) throw damaged(path, start)
    yield plain.bytes
    if (plain.which === 1) {
      if (isLast) throw cutShort(path, bytes.at())
      throw new Refusal('backup_damaged', `${path} goes on after its end: something was added to it.`)
    }
    if (isLast) return
  }
}

/** The content, and by which of the nonces it opened. */
function openFrame(
  frame: Buffer,
  key: Buffer,
  line: Buffer,
  nonces: readonly Buffer[],
): { bytes: Buffer; which: number } | undefined {
  for (const [which, nonce] of nonces.entries()) {
    const decipher = createDecipheriv('aes-256-gcm', key, nonce)
    decipher.setAAD(line)
    decipher.setAuthTag(frame.subarray(frame.length - TAG_BYTES))
    try {
      const body = decipher.update(frame.subarray(0, frame.length - TAG_BYTES))
      return { bytes: Buffer.concat([body, decipher.final()]), which }
    } catch {
      // Not sealed with this number.
    }
  }
  return undefined
}

async function readHead(path: string, bytes: Bytes): Promise<{ head: Head; line: Buffer }> {
  const first = await bytes.line(64)
  const version = first?.toString().startsWith(MAGIC) ? Number(first.toString().slice(MAGIC.length)) : NaN
  if (!first || Number.isNaN(version))
    throw new Refusal('backup_unknown', `${path} is no backup of Spoonful.`)
  if (version > VERSION)
    throw new Refusal('backup_newer', `${path} was written by a newer release: restore it with that one.`)
  const second = await bytes.line(LARGEST_HEAD)
  if (!second) throw cutShort(path, bytes.at())
  try {
    return { head: Head.parse(JSON.parse(second.toString())), line: Buffer.concat([first, second]) }
  } catch {
    throw damaged(path, first.length)
  }
}

async function keyFor(path: string, head: Head, { secrets, passphrase }: BackupKeys): Promise<Buffer> {
  const salt = Buffer.from(head.salt, 'hex')
  if (head.sealedBy.kind === 'passphrase') {
    if (passphrase === undefined)
      throw new Refusal(
        'backup_key_missing',
        `${path} was sealed with a passphrase: set SPOONFUL_BACKUP_PASSPHRASE to it.`,
      )
    const key = await fromPassphrase(passphrase, salt)
    if (checkOf(key) !== head.check)
      throw new Refusal('backup_key_missing', `The passphrase is not the one that ${path} was sealed with.`)
    return key
  }
  const derived = secrets.derive('backup', salt, head.sealedBy.keyId)
  if (!derived)
    throw new Refusal(
      'backup_key_missing',
      `${path} was sealed with the key ${head.sealedBy.keyId}, which is not here: give the secret.key of the installation that wrote it (--key FILE), or set SPOONFUL_SECRET_KEYS.`,
    )
  if (checkOf(derived.key) !== head.check) throw damaged(path, MAGIC.length)
  return derived.key
}

const fromPassphrase = (passphrase: string, salt: Buffer): Promise<Buffer> =>
  (promisify(scrypt) as (p: string, s: Buffer, n: number, o: object) => Promise<Buffer>)(
    passphrase.normalize('NFC'),
    salt,
    32,
    SCRYPT,
  )

const checkOf = (key: Buffer): string =>
  createHmac('sha256', key).update('spoonful backup check').digest('hex').slice(0, 16)

function nonceOf({ nonce }: Head, count: number, isLast: boolean): Buffer {
  const bytes = Buffer.alloc(12)
  bytes.write(nonce, 'hex')
  bytes.writeUInt32BE(count, 7)
  bytes[11] = Number(isLast)
  return bytes
}

const damaged = (path: string, at: number) =>
  new Refusal(
    'backup_damaged',
    `${path} is damaged at byte ${at}: take another backup, this one can’t be used.`,
  )
const cutShort = (path: string, at: number) =>
  new Refusal(
    'backup_cut_short',
    `${path} is cut short: it ends at byte ${at}, and its end is missing. Take another backup, this one can’t be used.`,
  )

type Bytes = {
  /** Exactly so many bytes; undefined where fewer are left. */
  take(count: number): Promise<Buffer | undefined>
  /** Up to and with the next line feed; undefined where there is none within `most` bytes. */
  line(most: number): Promise<Buffer | undefined>
  isAtEnd(): Promise<boolean>
  at(): number
}

/** Reads a file forward, a little at a time. */
function bytesOf(path: string): Bytes {
  const stream = createReadStream(path, { highWaterMark: 256 * 1024 })
  const chunks = stream[Symbol.asyncIterator]() as AsyncIterator<Buffer>
  let held: Buffer = Buffer.alloc(0)
  let at = 0
  const more = async (): Promise<boolean> => {
    const next = await chunks.next().catch((error: unknown) => {
      if (systemCodeOf(error) === 'ENOENT') throw new Refusal('backup_not_found', `There is no file ${path}.`)
      throw new Refusal('backup_not_found', `${path} can’t be read (${systemCodeOf(error) ?? 'unknown'}).`)
    })
    if (next.done) return false
    held = Buffer.concat([held, next.value])
    return true
  }
  const cut = (count: number): Buffer => {
    const taken = held.subarray(0, count)
    held = held.subarray(count)
    at += count
    return taken
  }
  return {
    take: async (count) => {
      while (held.length < count) if (!(await more())) return undefined
      return cut(count)
    },
    line: async (most) => {
      for (;;) {
        const end = held.indexOf(10)
        if (end >= 0) return end < most ? cut(end + 1) : undefined
        if (held.length > most || !(await more())) return undefined
      }
    },
    isAtEnd: async () => held.length === 0 && !(await more()),
    at: () => at,
  }
}
