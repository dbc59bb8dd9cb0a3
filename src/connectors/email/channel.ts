/** The way out by e-mail (plays/channels.ts): a reply becomes one mail in its thread, and is told honestly. */
import type { Channel, Delivery, OutgoingMessage, ReplyRoute, Talk } from '#features/plays/index.ts'
import type { SurveySender } from '#features/voices/index.ts'
import type { OutboundPolicy } from '#platform/outbound.ts'
import { read, transact, type Scope } from '#platform/scope.ts'
import type { Secrets } from '#platform/secrets.ts'
import type { Writer } from './caps.ts'
import { composeMail, type Letter } from './compose.ts'
import { reach, sayProblem, type Account } from './connection.ts'
import { stopAtDoor, type Stopped } from './door.ts'
import { openImap } from './imap.ts'
import { passwordOf, signerOf } from './mailboxes.ts'
import { plainAddress } from './reading/mail.ts'
import { isOurs, messageIdOf, replyAddressOf, threadIdOf } from './signing.ts'
import { sendSmtp } from './smtp.ts'
import {
  findThread,
  insertMessage,
  insertThread,
  listMailboxes,
  listMessages,
  setMessageState,
  type MailboxRow,
  type MessageRow,
  type ThreadRow,
} from './store.ts'
import { SOURCE } from './translate.ts'

export type ChannelParts = {
  readonly secrets: Secrets
  readonly policy: OutboundPolicy
  /** Milliseconds an SMTP server may take for one answer; 15,000 unless told. */
  readonly answerMs?: number
}

/** Where a reply by e-mail is what the customer expects. */
const ANSWERED_BY_MAIL: ReadonlySet<string | null> = new Set([
  'email',
  'form',
  'shop',
  'web',
  'survey',
  'review',
  'carrier',
  'store',
  'app',
  null,
])
/** Milliseconds for looking up or filing a mail in the folder of sent mail. */
const FILE_MS = 6_000

export function emailChannel(parts: ChannelParts): Channel {
  return {
    name: 'email',
    label: 'by e-mail',
    routeOf,
    deliver: (scope, message) => deliver(scope, parts, message),
  }
}

/** The address she wrote from, in the thread she wrote in; else her own address, where e-mail fits the occasion. */
function routeOf(scope: Scope, { entries, identities }: Talk): Promise<ReplyRoute | undefined> {
  return read(scope, async (scope) => {
    const mailboxes = (await listMailboxes(scope)).filter(({ pausedAt }) => pausedAt === null)
    if (mailboxes.length === 0) return undefined
    const last = entries.findLast(
      ({ source, kind, data }) => source === SOURCE && kind === 'message_in' && data.automatic !== true,
    )
    const id = last?.messageId.split(' ')[0]
    if (last && id !== undefined) {
      const thread = await threadOfMessage(scope, id)
      if (thread && plainAddress(thread.address))
        return {
          address: thread.address,
          subject: answerTo(last.title),
          inReplyTo: id.includes('@') ? id : null,
        }
    }
    const newest = entries.at(-1)
    if (!ANSWERED_BY_MAIL.has(newest?.channel ?? null)) return undefined
    const isTyped = newest?.channel === 'email' || newest?.channel === 'form'
    const own = identities.find(({ kind, verified }) => kind === 'email' && (verified || isTyped))
    const address = own && plainAddress(own.value)
    if (address === undefined) return undefined
    const title = entries.findLast((entry) => entry.title)?.title ?? null
    const [mailbox] = mailboxes
    return {
      address,
      subject: title === null ? `A word from ${mailbox?.name ?? 'us'}` : answerTo(title),
      inReplyTo: null,
    }
  })
}

const answerTo = (title: string | null): string =>
  title === null || title.trim() === ''
    ? 'Your message'
    : /^\s*(?:re|aw|sv|antw)\s*:/i.test(title)
      ? title
      : `Re: ${title}`

type Prepared = {
  readonly mailbox: MailboxRow
  readonly thread: ThreadRow
  readonly messageId: string
  readonly replyTo: string | undefined
  readonly before: MessageRow | undefined
}

/** How surveys go out: by the same mailbox and with the same care as a reply, marked as written by a machine. */
export function surveyMailer(parts: ChannelParts): SurveySender {
  return {
    isReady: (scope) =>
      read(scope, async (scope) => (await listMailboxes(scope)).some(({ pausedAt }) => pausedAt === null)),
    send: (scope, { html, unsubscribe, ...letter }) =>
      deliver(scope, parts, { ...letter, inReplyTo: null, authorName: scope.workspace.name }, 'survey', {
        html,
        automatic: { unsubscribe },
      }),
  }
}

/** `dress` is what a machine's letter has beyond an agent's words. */
async function deliver(
  scope: Scope,
  parts: ChannelParts,
  message: OutgoingMessage,
  writer: Writer = 'person',
  dress: Pick<Letter, 'html' | 'automatic'> = {},
): Promise<Delivery | Stopped> {
  const prepared = await transact(scope, (scope) => prepare(scope, parts, message, writer))
  if ('outcome' in prepared) return prepared
  const { mailbox, thread, messageId, replyTo, before } = prepared
  const password = passwordOf(parts, mailbox)
  if (password === undefined)
    return refused(`The password of ${mailbox.address} can’t be read: type it again in the settings.`, true)
  const account = { server: mailbox.smtp, username: mailbox.username, password }
  if (message.earlier === 'unsure') {
    const found = await lookUp(parts, mailbox, { ...account, server: mailbox.imap }, messageId, before)
    if (found === 'sent') {
      await transact(scope, (scope) => setMessageState(scope, messageId, 'sent', null))
      return { outcome: 'delivered', externalId: messageId }
    }
    if (found === 'unknown')
      return {
        outcome: 'unsure',
        because: `${mailbox.smtp.host} did not say whether it kept the mail, and there is no copy among the sent mail of ${mailbox.address}.`,
      }
  }
  const raw = await composeMail({
    authorName: message.authorName,
    mailboxName: mailbox.name,
    from: mailbox.address,
    to: message.address,
    replyTo,
    subject: message.subject ?? 'Your message',
    text: message.text,
    messageId,
    inReplyTo: message.inReplyTo,
    root: thread.key.split(' ')[0] ?? null,
    at: message.at,
    ...dress,
  })
  let destination
  try {
    destination = await reach(parts.policy, mailbox.smtp)
  } catch (error) {
    return refused(sayProblem(error, mailbox.smtp), false)
  }
  const sent = await sendSmtp(
    destination,
    account,
    { from: mailbox.address, to: message.address, raw },
    () => transact(scope, (scope) => setMessageState(scope, messageId, 'handed', null)),
    parts.answerMs === undefined ? {} : { answerMs: parts.answerMs },
  )
  if (sent.outcome === 'refused') return refused(sent.words, sent.isLasting)
  if (sent.outcome === 'unsure') return { outcome: 'unsure', because: sent.words }
  await transact(scope, (scope) => setMessageState(scope, messageId, 'sent', null)).catch(() => {})
  if (!mailbox.keepsSent) await file(parts, { ...account, server: mailbox.imap }, raw, message.at)
  return { outcome: 'delivered', externalId: messageId }
}

/** Writes down that a mail is on its way, before anybody is told of it. */
async function prepare(
  scope: Parameters<typeof listMailboxes>[0],
  parts: ChannelParts,
  message: OutgoingMessage,
  writer: Writer,
): Promise<Prepared | Stopped> {
  const mailboxes = await listMailboxes(scope)
  const ours = new Set(mailboxes.flatMap(({ address, aliases }) => [address, ...aliases]))
  const to = plainAddress(message.address)
  if (to === undefined)
    return refused(`${message.address.slice(0, 100)} is no address that mail can be sent to.`, true)
  if (isOurs(to, ours)) return refused(`${to} is an address of ours: the mail would come back.`, true)
  const answered = message.inReplyTo === null ? undefined : await threadOfMessage(scope, message.inReplyTo)
  const thread = answered?.address === to ? answered : undefined
  const mailbox =
    mailboxes.find(({ id }) => id === thread?.mailboxId) ??
    mailboxes.find(({ pausedAt }) => pausedAt === null)
  if (!mailbox) return refused('No mailbox is set up: ask an owner to add one in the settings.', true)
  if (mailbox.pausedAt) return refused(`${mailbox.address} is paused.`, false)
  const signer = signerOf(scope, parts, mailbox)
  if (!signer)
    return refused(
      `The keys of ${mailbox.address} can’t be read: is secret.key the one it was set up with?`,
      true,
    )
  const key = `out:${message.conversationId ?? message.reference} ${to}`
  const own: ThreadRow = thread ?? {
    id: threadIdOf(key),
    key,
    mailboxId: mailbox.id,
    address: to,
    conversationId: message.conversationId,
  }
  const messageId = messageIdOf(
    signer,
    message.reference,
    own.id,
    mailbox.address.slice(mailbox.address.lastIndexOf('@') + 1),
  )
  const stopped = await stopAtDoor(scope, { writer, to, threadId: own.id, messageId })
  if (stopped) return stopped
  const [before] = await listMessages(scope, [messageId])
  await insertThread(scope, own)
  await insertMessage(scope, {
    id: messageId,
    fingerprint: 'ours',
    threadId: own.id,
    mailboxId: mailbox.id,
    address: to,
    nature: 'sent',
    at: message.at,
    subject: (message.subject ?? '').slice(0, 300),
    reference: message.reference,
    state: 'sending',
    problem: null,
    sentBy: writer,
  })
  return {
    mailbox,
    thread: own,
    messageId,
    before,
    replyTo: mailbox.signsReplies ? replyAddressOf(signer, mailbox.address, own.id, message.at) : undefined,
  }
}

/** Whether a mail of which nobody knows went out: by our own note, else by the folder of sent mail. */
async function lookUp(
  { policy }: ChannelParts,
  mailbox: MailboxRow,
  account: Account,
  messageId: string,
  before: MessageRow | undefined,
): Promise<'sent' | 'not_sent' | 'unknown'> {
  // The process ended before the mail server asked for the words.
  if (!before || before.state === 'sending') return 'not_sent'
  if (before.state !== 'handed') return 'sent'
  try {
    const session = await openImap(policy, account, { timeoutMs: FILE_MS })
    try {
      if (session.sentFolder === undefined) return 'unknown'
      if (await session.holds(session.sentFolder, messageId)) return 'sent'
      return mailbox.keepsSent ? 'not_sent' : 'unknown'
    } finally {
      await session.close()
    }
  } catch {
    return 'unknown'
  }
}

/** Files a copy among the sent mail. That it can't be filed changes nothing for the customer. */
async function file({ policy }: ChannelParts, account: Account, raw: Buffer, at: Date): Promise<void> {
  const work = (async () => {
    const session = await openImap(policy, account, { timeoutMs: FILE_MS })
    try {
      if (session.sentFolder !== undefined) await session.append(session.sentFolder, raw, at)
    } finally {
      await session.close()
    }
  })()
  let timer: NodeJS.Timeout | undefined
  await Promise.race([
    work.catch(() => {}),
    new Promise<void>((resolve) => {
      timer = setTimeout(resolve, FILE_MS)
    }),
  ])
  clearTimeout(timer)
}

async function threadOfMessage(
  scope: Parameters<typeof listMessages>[0],
  id: string,
): Promise<ThreadRow | undefined> {
  const one = (await listMessages(scope, [id])).find(({ threadId }) => threadId !== null)
  return one?.threadId ? findThread(scope, one.threadId) : undefined
}

const refused = (because: string, isLasting: boolean): Stopped => ({
  outcome: 'refused',
  because,
  isLasting,
})
