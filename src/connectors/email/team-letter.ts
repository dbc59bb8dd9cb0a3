/** Letters of the machine to people of the team, from the first mailbox that is not paused. They open no thread and are kept nowhere. */
import { hash } from 'node:crypto'
import { read, type Scope } from '#platform/scope.ts'
import { composeMail } from './compose.ts'
import { reach } from './connection.ts'
import { passwordOf, type MailboxParts } from './mailboxes.ts'
import { plainAddress } from './reading/mail.ts'
import { sendSmtp } from './smtp.ts'
import { listMailboxes } from './store.ts'

/** Sends a letter; false where no mailbox is set up or it did not go. Never throws: the link can be handed over by hand. */
export function teamPost(parts: MailboxParts) {
  return async (scope: Scope, letter: { to: string; subject: string; text: string }): Promise<boolean> => {
    try {
      return await send(scope, parts, letter)
    } catch {
      return false
    }
  }
}

async function send(
  scope: Scope,
  parts: MailboxParts,
  { to, subject, text }: { to: string; subject: string; text: string },
): Promise<boolean> {
  const mailboxes = await read(scope, listMailboxes)
  const mailbox = mailboxes.find(({ pausedAt }) => pausedAt === null)
  const password = mailbox && passwordOf(parts, mailbox)
  if (!mailbox || password === undefined || plainAddress(to) === undefined) return false
  const domain = mailbox.address.slice(mailbox.address.lastIndexOf('@') + 1)
  const raw = await composeMail({
    authorName: mailbox.name,
    mailboxName: mailbox.name,
    from: mailbox.address,
    to,
    replyTo: undefined,
    subject,
    text,
    messageId: `${hash('sha256', `${scope.now.getTime()} ${Buffer.from(scope.random(16)).toString('hex')}`).slice(0, 32)}@${domain}`,
    inReplyTo: null,
    root: null,
    at: scope.now,
    automatic: {},
  })
  const destination = await reach(parts.policy, mailbox.smtp)
  const sent = await sendSmtp(
    destination,
    { server: mailbox.smtp, username: mailbox.username, password },
    { from: mailbox.address, to, raw },
    async () => {},
  )
  return sent.outcome === 'sent'
}
