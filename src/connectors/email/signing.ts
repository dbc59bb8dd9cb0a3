/**
 * What we sign so that it is known again: Message-IDs of ours and addresses to reply to (SAFETY.md R6). Both name a thread.
 * A Message-ID is a function of the reply's reference, so that a second attempt is the same mail. Pure.
 */
import { createHash, createHmac, timingSafeEqual } from 'node:crypto'

/** What signs: 32 bytes of a mailbox, and what the signature holds for. */
export type Signer = {
  readonly key: Uint8Array
  /** Workspace and mailbox: a token of another opens nothing here. */
  readonly place: string
}

/** A thread's name in signed things: 16 signs of base 32. */
export type ThreadId = string & { readonly isThread: unique symbol }

const THREAD = '[a-z2-7]{16}'
/** How long a reply address brings a mail into its thread; afterwards it still arrives. Days. */
const REPLY_DAYS = 400
const DAY_MS = 86_400_000

/** The thread of a key. */
export function threadIdOf(key: string): ThreadId {
  return base32(createHash('sha256').update(`thread\n${key}`).digest().subarray(0, 10)) as ThreadId
}

/** The Message-ID of a reply, without brackets; the same for the same reference. `domain` is the mailbox's own. */
export function messageIdOf(signer: Signer, reference: string, thread: ThreadId, domain: string): string {
  const digest = base32(createHash('sha256').update(`reference\n${reference}`).digest().subarray(0, 10))
  return `sf.${digest}.${thread}.${sign(signer, `message ${digest} ${thread}`)}@${domain}`
}

/** The thread of a Message-ID of ours; undefined for any other. */
export function threadOfMessageId(signer: Signer, messageId: string): ThreadId | undefined {
  const [, digest, thread, mark] =
    new RegExp(`^sf\\.([a-z2-7]{16})\\.(${THREAD})\\.([a-z2-7]{24})@`).exec(messageId.toLowerCase()) ?? []
  if (digest === undefined || thread === undefined || mark === undefined) return undefined
  return isSame(mark, sign(signer, `message ${digest} ${thread}`)) ? (thread as ThreadId) : undefined
}

/** "support+token@brand.example", or undefined where the local part has no room for it. */
export function replyAddressOf(
  signer: Signer,
  address: string,
  thread: ThreadId,
  now: Date,
): string | undefined {
  const at = address.lastIndexOf('@')
  const day = Math.floor(now.getTime() / DAY_MS) + REPLY_DAYS
  const until = base32(Uint8Array.of(0, (day >> 8) & 255, day & 255)).slice(0, 5)
  const token = `${thread}${until}${sign(signer, `reply ${thread} ${until}`)}`
  const local = `${address.slice(0, at)}+${token}`
  return local.length <= 64 ? `${local}${address.slice(at)}` : undefined
}

/** The thread that a reply address of ours names, while it holds; undefined for any other address. */
export function threadOfReplyAddress(signer: Signer, address: string, now: Date): ThreadId | undefined {
  const [, thread, until, mark] =
    new RegExp(`\\+(${THREAD})([a-z2-7]{5})([a-z2-7]{24})@`).exec(address.toLowerCase()) ?? []
  if (thread === undefined || until === undefined || mark === undefined) return undefined
  if (!isSame(mark, sign(signer, `reply ${thread} ${until}`))) return undefined
  const [, high = 0, low = 0] = bytesOf(until)
  return ((high << 8) | low) * DAY_MS > now.getTime() ? (thread as ThreadId) : undefined
}

/** Whether an address is one of `ours`, which are in lower case, or one of them with something after a "+". */
export function isOurs(address: string, ours: ReadonlySet<string>): boolean {
  return ours.has(address) || ours.has(address.replace(/\+[^@]*@/, '@'))
}

function sign({ key, place }: Signer, text: string): string {
  return base32(createHmac('sha256', key).update(`${place}\n${text}`).digest().subarray(0, 15))
}

function isSame(a: string, b: string): boolean {
  return a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b))
}

const SIGNS = 'abcdefghijklmnopqrstuvwxyz234567'

/** Lower case, without padding: mail servers fold the case of addresses. */
function base32(bytes: Uint8Array): string {
  let [bits, value, text] = [0, 0, '']
  for (const byte of bytes) {
    value = (value << 8) | byte
    bits += 8
    while (bits >= 5) {
      bits -= 5
      text += SIGNS.charAt((value >>> bits) & 31)
    }
    value &= (1 << bits) - 1
  }
  return bits > 0 ? text + SIGNS.charAt((value << (5 - bits)) & 31) : text
}

function bytesOf(text: string): number[] {
  let [bits, value] = [0, 0]
  const bytes: number[] = []
  for (const sign of text) {
    value = (value << 5) | SIGNS.indexOf(sign)
    bits += 5
    if (bits >= 8) {
      bits -= 8
      bytes.push((value >>> bits) & 255)
      value &= (1 << bits) - 1
    }
  }
  return bytes
}
