/** The form of a mailbox: what it begins with, what an address lets us guess, and what it means for the server. Pure. */
import type { Mailbox, MailServer, NewMailbox } from '#connectors/email/contract.ts'

export type MailDraft = {
  name: string
  address: string
  aliases: string
  username: string
  password: string
  imap: ServerDraft
  smtp: ServerDraft
  authserv: string
  signsReplies: boolean
  keepsSent: boolean
  daysBack: string
}
export type ServerDraft = { host: string; port: string; security: MailServer['security'] }

export const EMPTY: MailDraft = {
  name: '',
  address: '',
  aliases: '',
  username: '',
  password: '',
  imap: { host: '', port: '993', security: 'tls' },
  smtp: { host: '', port: '465', security: 'tls' },
  authserv: '',
  signsReplies: false,
  keepsSent: false,
  daysBack: '30',
}

/** Servers of the great providers, by the domain of the address; of others the usual names are a guess. */
const PROVIDERS: Readonly<
  Record<string, { imap: string; smtp: string; smtpPort: string; keepsSent: boolean }>
> = {
  'gmail.com': { imap: 'imap.gmail.com', smtp: 'smtp.gmail.com', smtpPort: '465', keepsSent: true },
  'googlemail.com': { imap: 'imap.gmail.com', smtp: 'smtp.gmail.com', smtpPort: '465', keepsSent: true },
  'outlook.com': {
    imap: 'outlook.office365.com',
    smtp: 'smtp.office365.com',
    smtpPort: '587',
    keepsSent: true,
  },
  'fastmail.com': { imap: 'imap.fastmail.com', smtp: 'smtp.fastmail.com', smtpPort: '465', keepsSent: false },
  'icloud.com': { imap: 'imap.mail.me.com', smtp: 'smtp.mail.me.com', smtpPort: '587', keepsSent: false },
  'yahoo.com': { imap: 'imap.mail.yahoo.com', smtp: 'smtp.mail.yahoo.com', smtpPort: '465', keepsSent: true },
}

/** The draft with what the address tells, where nobody typed a server. */
export function guessed(draft: MailDraft): MailDraft {
  const [, domain = ''] = /@([a-z0-9.-]+\.[a-z]{2,})$/i.exec(draft.address.trim().toLowerCase()) ?? []
  if (domain === '' || draft.imap.host !== '' || draft.smtp.host !== '') return draft
  const known = PROVIDERS[domain]
  const smtpPort = known?.smtpPort ?? '465'
  return {
    ...draft,
    username: draft.username || draft.address.trim(),
    imap: { ...draft.imap, host: known?.imap ?? `imap.${domain}` },
    smtp: {
      host: known?.smtp ?? `smtp.${domain}`,
      port: smtpPort,
      security: smtpPort === '587' ? 'starttls' : 'tls',
    },
    keepsSent: known?.keepsSent ?? draft.keepsSent,
  }
}

export function draftOf(mailbox: Mailbox): MailDraft {
  const server = ({ host, port, security }: MailServer): ServerDraft => ({
    host,
    port: String(port),
    security,
  })
  return {
    ...EMPTY,
    name: mailbox.name,
    address: mailbox.address,
    aliases: mailbox.aliases.join(', '),
    username: mailbox.username,
    imap: server(mailbox.imap),
    smtp: server(mailbox.smtp),
    authserv: mailbox.authserv ?? '',
    signsReplies: mailbox.signsReplies,
    keepsSent: mailbox.keepsSent,
  }
}

/** What is sent for a draft; the password and the days are left to the caller. */
export function settingsOf(draft: MailDraft): Omit<NewMailbox, 'password' | 'daysBack'> {
  const server = ({ host, port, security }: ServerDraft): MailServer => ({
    host: host.trim(),
    port: Number(port),
    security,
  })
  return {
    name: draft.name.trim(),
    address: draft.address.trim(),
    aliases: draft.aliases.split(/[\s,;]+/).filter((alias) => alias !== ''),
    username: draft.username.trim(),
    imap: server(draft.imap),
    smtp: server(draft.smtp),
    authserv: draft.authserv.trim() || null,
    signsReplies: draft.signsReplies,
    keepsSent: draft.keepsSent,
  }
}
