/** What the screen of mailboxes asks the server. A password is sent at once or not at all: it is never kept for later. */
import type {
  ChangeMailbox,
  Mailbox,
  MailboxTest,
  NewMailbox,
  SetAsideMail,
} from '#connectors/email/contract.ts'
import { changing, get, send } from '../api.ts'
import type { ListOf } from '../api.ts'

export const MAILBOXES = ['mailboxes'] as const

export const readMailboxes = async () => (await get<ListOf<Mailbox>>('/mailboxes')).items
export const readSetAside = async (id: string) =>
  (await get<ListOf<SetAsideMail>>(`/mailboxes/${encodeURIComponent(id)}/set-aside`)).items

export type MailboxTry = Pick<NewMailbox, 'imap' | 'smtp' | 'username'> & { id?: string; password?: string }

export const tryMailbox = (body: MailboxTry) =>
  send(changing('POST', '/mailbox-tests', 'Try a mailbox', body)) as Promise<MailboxTest>
export const addMailbox = (body: NewMailbox) => send(changing('POST', '/mailboxes', 'A mailbox', body))
export const changeMailbox = (id: string, body: ChangeMailbox) =>
  send(changing('PATCH', `/mailboxes/${encodeURIComponent(id)}`, 'A mailbox', body))
export const removeMailbox = (id: string) =>
  send(changing('DELETE', `/mailboxes/${encodeURIComponent(id)}`, 'A mailbox removed'))
