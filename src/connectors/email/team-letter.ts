/** Letters of the machine to people of the team, from the first mailbox that is not paused. They open no thread; their words are kept nowhere. */
import { hash } from 'node:crypto'
import { transact, type Scope } from '#platform/scope.ts'
import { composeMail } from './compose.ts'
import { reach } from './connection.ts'
import { stopAtDoor } from './door.ts'
import { passwordOf, type MailboxParts } from './mailboxes.ts'
import { plainAddress } from './reading/mail.ts'
import { sendSmtp } from './smtp.ts'
import { insertMessage, listMailboxes, setMessageState } from './store.ts'

/** Sends a letter; false where no mailbox is set up, nothing goes out, or it did not go. Never throws: the link can be handed over by hand. */
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
  const admitted = await transact(scope, async (scope) => {
    const mailbox = (await listMailboxes(scope)).find(({ pausedAt }) => pausedAt === null)
    const password = mailbox && passwordOf(parts, mailbox)
    const address = plainAddress(to)
    if (!mailbox || password === undefined || address === undefined) return undefined
    const domain = mailbox.address.slice(mailbox.address.lastIndexOf('@') + 1)
    const messageId = `${hash('sha256', `${scope.now.getTime()} ${Buffer.from(scope.random(16)).toString('hex')}`).slice(0, 32)}@${domain}`
    if (await stopAtDoor(scope, { writer: 'team', to: address, threadId: null, messageId })) return undefined
    await insertMessage(scope, {
      id: messageId,
      fingerprint: 'ours',
      threadId: null,
      mailboxId: mailbox.id,
      address,
      nature: 'sent',
      at: scope.now,
      subject: subject.slice(0, 300),
      reference: null,
      state: 'sending',
      problem: null,
      sentBy: 'team',
    })
    return { mailbox, password, messageId }
  })
  if (!admitted) return false
  const { mailbox, password, messageId } = admitted
  const raw = await composeMail({
    authorName: mailbox.name,
    mailboxName: mailbox.name,
    from: mailbox.address,
    to,
    replyTo: undefined,
    subject,
    text,
    messageId,
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
  if (sent.outcome === 'sent')
    await transact(scope, (scope) => setMessageState(scope, messageId, 'sent', null))
  return sent.outcome === 'sent'
}
