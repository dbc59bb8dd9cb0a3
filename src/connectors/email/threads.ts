/** Which thread a mail belongs to: what we signed counts for itself, what the mail says of itself only for the address it came from. */
import type { TxScope } from '#platform/scope.ts'
import type { Mail } from './reading/mail.ts'
import { threadIdOf, threadOfMessageId, threadOfReplyAddress, type Signer, type ThreadId } from './signing.ts'
import { findThread, listMessages, type ThreadRow } from './store.ts'

/** A thread, and how we know. */
export type Placed = {
  readonly thread: ThreadRow
  /** It stands already; otherwise it begins with this mail. */
  readonly isKnown: boolean
  /** A thing we signed led here, whoever the sender says he is. */
  readonly isSigned: boolean
}

/**
 * Finds the thread of a mail from (or, in the folder of sent mail, to) `address`. Strongest first: an address or a Message-ID
 * that one of our mailboxes signed; then a mail of the same address that it answers; else its own, named by where it says it began.
 */
export async function placeMail(
  scope: TxScope,
  mail: Mail,
  { address, mailboxId, signers }: { address: string; mailboxId: string; signers: readonly Signer[] },
): Promise<Placed> {
  for (const id of signedThreadsOf(mail, signers, scope.now)) {
    const thread = await findThread(scope, id)
    if (thread) return { thread, isKnown: true, isSigned: true }
  }
  const answered = mail.answers.slice(0, 20)
  const known = answered.length > 0 ? await listMessages(scope, answered) : []
  for (const id of answered) {
    const one = known.find((message) => message.id === id && message.address === address && message.threadId)
    const thread = one?.threadId ? await findThread(scope, one.threadId) : undefined
    if (thread) return { thread, isKnown: true, isSigned: false }
  }
  const began = mail.root ?? mail.messageId ?? `${mail.sentAt} ${mail.subject}`
  // With the address in its key, a forged References leads into a thread of the forger's own.
  const key = `${began.slice(0, 300)} ${address}`
  const id = threadIdOf(key)
  const thread = await findThread(scope, id)
  return {
    thread: thread ?? { id, key, mailboxId, address, conversationId: null },
    isKnown: thread !== undefined,
    isSigned: false,
  }
}

function signedThreadsOf(mail: Mail, signers: readonly Signer[], now: Date): ThreadId[] {
  const reached = [...mail.deliveredTo, ...mail.to.map((one) => one.address)]
  const named = signers.flatMap((signer) => [
    ...reached.map((one) => threadOfReplyAddress(signer, one, now)),
    ...mail.answers.map((one) => threadOfMessageId(signer, one)),
  ])
  return [...new Set(named.flatMap((id) => id ?? []))].slice(0, 5)
}
