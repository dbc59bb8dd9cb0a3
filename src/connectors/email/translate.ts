/** A mail becomes an entry of the timeline: whose, in which thread, a person's words or a machine's. Pure. */
import { hash } from 'node:crypto'
import type { EntryData, IncomingEntry } from '#features/timeline/index.ts'
import type { Mail } from './reading/mail.ts'
import type { MailNature } from './reading/nature.ts'
import type { Sender } from './reading/sender.ts'
import { messageKeyOf, type ThreadRow } from './store.ts'

export const SOURCE = 'email'

/** What stands on the timeline, beside what everybody knows, under `data.other.mail`. */
export type MailFacts = {
  readonly nature: MailNature
  readonly to: readonly string[]
  /** Our own mail server found the sender's domain to have sent it. */
  readonly isVerified: boolean
  readonly isCut: boolean
  readonly moreAttachments: number
  readonly problem: string | null
  /** It can be shown as it was sent (`GET /mails/:id/page`). */
  readonly hasPage?: boolean
  readonly undelivered?: {
    readonly recipients: readonly string[]
    readonly status: string | null
    readonly action: string
  }
}

/** The name of a mail: its Message-ID, or what it says where it has none. */
export function nameOf(mail: Mail, receivedAt: Date): { id: string; fingerprint: string } {
  const fingerprint = hash(
    'sha256',
    [mail.from?.address, mail.subject, mail.sentAt, mail.text].join('\n'),
  ).slice(0, 16)
  const unnamed = mail.sentAt === null ? `${fingerprint} ${receivedAt.toISOString()}` : fingerprint
  return { id: messageKeyOf(mail.messageId ?? `none:${unnamed}`), fingerprint }
}

type Taken = {
  readonly mail: Mail
  readonly at: Date
  readonly name: { readonly id: string; readonly fingerprint: string }
  readonly thread: ThreadRow | undefined
}

/** What somebody wrote to us. `sender` undefined: nobody could be named. */
export function entryIn(
  { mail, at, name, thread }: Taken,
  nature: MailNature,
  sender: Sender | undefined,
  { checks }: { checks: boolean },
): IncomingEntry {
  const isPerson = nature === 'person'
  const isVerified = sender?.isVerified ?? false
  return {
    ...bodyOf({ mail, at, name, thread }),
    kind: 'message_in',
    identities: sender
      ? [{ kind: 'email', value: sender.address, verified: isVerified }]
      : [{ kind: 'external', value: 'email:sender unknown', verified: false }],
    author: isPerson
      ? { kind: 'customer', ...(sender?.name ? { name: sender.name } : {}) }
      : { kind: 'machine', name: MACHINES[nature] ?? 'A machine' },
    data: {
      ...dataOf(mail, nature, isVerified),
      ...(isPerson ? {} : { automatic: true, status: nature }),
      // Where a server vouches for senders, one it does not vouch for is only a claim.
      ...(checks && sender && !isVerified ? { claimed: { email: sender.address } } : {}),
    },
    // A name in a forged mail renames nobody.
    ...(isPerson && sender?.name && (isVerified || !checks) ? { traits: { name: sender.name } } : {}),
  }
}

/** What somebody of ours wrote outside of this product, found in the folder of sent mail. */
export function entryOut(taken: Taken, to: { readonly address: string }): IncomingEntry {
  return {
    ...bodyOf(taken),
    kind: 'message_out',
    identities: [{ kind: 'email', value: to.address, verified: false }],
    author: { kind: 'agent', ...(taken.mail.from?.name ? { name: taken.mail.from.name } : {}) },
    data: dataOf(taken.mail, 'person', true),
  }
}

function bodyOf({ mail, at, name, thread }: Taken) {
  return {
    source: SOURCE,
    messageId: `${name.id} ${name.fingerprint}`,
    at,
    channel: 'email' as const,
    ...(thread
      ? thread.conversationId
        ? { conversationId: thread.conversationId }
        : { conversation: thread.key }
      : {}),
    ...(mail.subject === '' ? {} : { title: mail.subject }),
    ...(mail.text === '' ? {} : { text: mail.text }),
  }
}

/** Machines' pages are not kept: nobody reads a bounce for its looks. */
export const keepsPage = (mail: Mail, nature: MailNature): boolean =>
  nature === 'person' && mail.html !== null

function dataOf(mail: Mail, nature: MailNature, isVerified: boolean): EntryData {
  const facts: MailFacts = {
    nature,
    to: mail.to.slice(0, 20).map(({ address }) => address),
    isVerified,
    isCut: mail.isCut,
    moreAttachments: mail.moreAttachments,
    problem: mail.problem,
    ...(keepsPage(mail, nature) ? { hasPage: true } : {}),
    ...(mail.report
      ? {
          undelivered: {
            recipients: mail.report.recipients,
            status: mail.report.status,
            action: mail.report.action,
          },
        }
      : {}),
  }
  return {
    ...(mail.attachments.length > 0
      ? {
          attachments: mail.attachments.map(({ name, type, bytes, isInline }) => ({
            name,
            type,
            bytes,
            isInline,
          })),
        }
      : {}),
    other: { mail: facts },
  }
}

const MACHINES: Partial<Record<MailNature, string>> = {
  auto_reply: 'An automatic answer',
  bounce: 'The mail server',
  complaint: 'The mail server',
  list: 'A newsletter',
  notice: 'A notice',
}
