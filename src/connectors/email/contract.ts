/** What crosses the wire for mailboxes: their settings, how they stand, and what a test of them says. Passwords only go in. */
import { z } from 'zod'

const HOST = z
  .string()
  .trim()
  .min(1, 'is needed')
  .max(253)
  .regex(/^[\w.:-]+$/, 'must be the name of a server, such as imap.example.com')

/** tls: encrypted from the first byte; starttls: encrypted after a word in the clear; none: only inside an allowed private network. */
export const Security = z.enum(['tls', 'starttls', 'none'])

export const MailServer = z.strictObject({
  host: HOST,
  port: z.number().int().min(1).max(65_535),
  security: Security,
})
export type MailServer = z.infer<typeof MailServer>

const Address = z
  .string()
  .trim()
  .toLowerCase()
  .max(254)
  .regex(
    /^[a-z0-9.!#$%&'*/=?^_`{|}~-]{1,64}@[a-z0-9-]+(?:\.[a-z0-9-]+)+$/,
    'must be one plain address, such as care@example.com',
  )
const Name = z
  .string()
  .trim()
  .min(1, 'is needed')
  .max(100)
  .regex(/^[^\p{Cc}<>"]*$/u, 'must be plain words')

/** A mailbox as it is set up. */
export const NewMailbox = z.strictObject({
  /** What customers see beside the agent's name. */
  name: Name,
  address: Address,
  /** Further addresses that end in this mailbox. */
  aliases: z.array(Address).max(20).default([]),
  imap: MailServer,
  smtp: MailServer,
  username: z.string().min(1, 'is needed').max(254),
  password: z.string().min(1, 'is needed').max(1_000),
  /** The server whose Authentication-Results counts, as it writes itself in them; null: nobody is vouched for. */
  authserv: z.string().trim().toLowerCase().min(1).max(253).nullable().default(null),
  signsReplies: z.boolean().default(false),
  keepsSent: z.boolean().default(false),
  /** How far back mail is read when it is set up, in days. */
  daysBack: z.number().int().min(0).max(3_650).default(30),
})
export type NewMailbox = z.infer<typeof NewMailbox>

/** What may change later; what is left out stays, the password too. */
export const ChangeMailbox = NewMailbox.omit({ daysBack: true })
  .partial()
  .extend({ isPaused: z.boolean().optional() })
export type ChangeMailbox = z.infer<typeof ChangeMailbox>

/** connecting: not tried yet since it was set up or changed. */
export const MailboxStanding = z.enum(['connecting', 'connected', 'problem', 'paused'])

export const Mailbox = z.object({
  id: z.string(),
  name: z.string(),
  address: z.string(),
  aliases: z.array(z.string()),
  imap: MailServer,
  smtp: MailServer,
  username: z.string(),
  authserv: z.string().nullable(),
  signsReplies: z.boolean(),
  keepsSent: z.boolean(),
  since: z.string(),
  standing: MailboxStanding,
  connectedAt: z.string().nullable(),
  lastMailAt: z.string().nullable(),
  problem: z.string().nullable(),
  problemAt: z.string().nullable(),
  /** Of the last seven days. */
  counts: z.object({
    fromPeople: z.number(),
    automatic: z.number(),
    undelivered: z.number(),
    setAside: z.number(),
    sent: z.number(),
  }),
})
export type Mailbox = z.infer<typeof Mailbox>

/** What was tried and how it went, each as one sentence. */
export const MailboxTest = z.object({
  reading: z.object({ isFine: z.boolean(), words: z.string() }),
  sending: z.object({ isFine: z.boolean(), words: z.string() }),
  /** The server that vouches for senders in the newest mail, to be confirmed by a person; null where none does. */
  authserv: z.string().nullable(),
})
export type MailboxTest = z.infer<typeof MailboxTest>

/** A mail that was read and left off the timeline: a newsletter, a notice, a copy of our own. */
export const SetAsideMail = z.object({
  id: z.string(),
  at: z.string(),
  from: z.string(),
  subject: z.string(),
  nature: z.enum(['list', 'notice', 'own']),
})
export type SetAsideMail = z.infer<typeof SetAsideMail>

/** A mail as it was sent: cleaned HTML, for a sandboxed frame and nothing else. */
export const MailPage = z.object({
  html: z.string(),
  /** Pictures that lie elsewhere and were not fetched. */
  blocked: z.number(),
})
export type MailPage = z.infer<typeof MailPage>
