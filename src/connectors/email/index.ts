/** The front door of e-mail: its routes, the service that reads mailboxes, the way out, and how the mailboxes stand. */
export { emailChannel } from './channel.ts'
export { showMailboxes } from './mailboxes.ts'
export { emailRoutes } from './routes.ts'
export { openMail, type MailService } from './mailroom.ts'
