/** The front door of e-mail: its routes, the service that reads mailboxes, the ways out, and how the mailboxes stand. */
export { emailChannel, surveyMailer } from './channel.ts'
export { showMailboxes } from './mailboxes.ts'
export { mailHoldings } from './holdings.ts'
export { emailRoutes } from './routes.ts'
export { openMail, type MailService } from './mailroom.ts'
export { teamPost } from './team-letter.ts'
export { emailSubscribers } from './forget.ts'
