/** All SQL about mailboxes, their threads and mails. Sole writer of these tables. */
import { hash } from 'node:crypto'
import { homeOf, homeOfSlot, type ConversationId, type Home } from '#kit/id.ts'
import { sql } from '#platform/database.ts'
import type { TxScope } from '#platform/scope.ts'
import type { Sent, Writer } from './caps.ts'
import type { MailServer } from './contract.ts'
import type { MailNature } from './reading/nature.ts'
import type { ThreadId } from './signing.ts'

export type MailboxRow = {
  readonly id: string
  readonly name: string
  readonly address: string
  readonly aliases: readonly string[]
  readonly imap: MailServer
  readonly smtp: MailServer
  readonly username: string
  readonly password: Uint8Array
  readonly signing: Uint8Array
  readonly authserv: string | null
  readonly signsReplies: boolean
  readonly keepsSent: boolean
  readonly sinceAt: Date
  readonly pausedAt: Date | null
  readonly connectedAt: Date | null
  readonly lastMailAt: Date | null
  readonly problem: string | null
  readonly problemAt: Date | null
  readonly createdAt: Date
  readonly changedAt: Date
}

const COLUMNS = sql.raw(
  'id, name, address, aliases, imap, smtp, username, password, signing, authserv, signs_replies, keeps_sent, since_at, paused_at, connected_at, last_mail_at, problem, problem_at, created_at, changed_at',
)

export function listMailboxes({ db, homes }: TxScope): Promise<MailboxRow[]> {
  return db.many<MailboxRow>(
    sql`select ${COLUMNS} from mailbox where home = any(${homes}::bigint[]) order by created_at, id limit 100`,
  )
}

export function findMailbox({ db, workspace }: TxScope, id: string): Promise<MailboxRow | undefined> {
  return db.maybe<MailboxRow>(
    sql`select ${COLUMNS} from mailbox where home = ${homeOf(workspace, id)} and id = ${id}`,
  )
}

export function insertMailbox({ db, workspace }: TxScope, row: MailboxRow, by: string): Promise<number> {
  return db.run(sql`
    insert into mailbox (home, id, name, address, aliases, imap, smtp, username, password, signing, authserv, signs_replies, keeps_sent, since_at, created_at, created_by, changed_at)
    values (${homeOf(workspace, row.id)}, ${row.id}, ${row.name}, ${row.address}, ${row.aliases}, ${JSON.stringify(row.imap)}::jsonb, ${JSON.stringify(row.smtp)}::jsonb,
      ${row.username}, ${row.password}, ${row.signing}, ${row.authserv}, ${row.signsReplies}, ${row.keepsSent}, ${row.sinceAt}, ${row.createdAt}, ${by}, ${row.changedAt})`)
}

/** Sets what a person chose; how it stood is forgotten, since it was another mailbox so to speak. */
export function setMailbox({ db, workspace, now }: TxScope, row: MailboxRow): Promise<number> {
  return db.run(sql`
    update mailbox set name = ${row.name}, address = ${row.address}, aliases = ${row.aliases}, imap = ${JSON.stringify(row.imap)}::jsonb,
      smtp = ${JSON.stringify(row.smtp)}::jsonb, username = ${row.username}, password = ${row.password}, authserv = ${row.authserv},
      signs_replies = ${row.signsReplies}, keeps_sent = ${row.keepsSent}, paused_at = ${row.pausedAt}, connected_at = null, problem = null,
      problem_at = null, changed_at = ${now}
    where home = ${homeOf(workspace, row.id)} and id = ${row.id}`)
}

export function deleteMailbox({ db, workspace }: TxScope, id: string): Promise<number> {
  return db.run(sql`delete from mailbox where home = ${homeOf(workspace, id)} and id = ${id}`)
}

/** How it stands now; a problem ends the connection and the other way round. */
export function setStanding(
  { db, workspace, now }: TxScope,
  id: string,
  { problem }: { readonly problem: string | null },
): Promise<number> {
  const at = problem === null ? null : now
  return db.run(sql`
    update mailbox set problem = ${problem}, problem_at = coalesce(${at}::timestamptz, problem_at),
      connected_at = case when ${problem}::text is null then coalesce(connected_at, ${now}::timestamptz) end
    where home = ${homeOf(workspace, id)} and id = ${id}`)
}

export function setLastMail({ db, workspace }: TxScope, id: string, at: Date): Promise<number> {
  return db.run(sql`
    update mailbox set last_mail_at = greatest(last_mail_at, ${at}::timestamptz)
    where home = ${homeOf(workspace, id)} and id = ${id}`)
}

export type Cursor = { readonly uidValidity: number; readonly lastUid: number }

export function findCursor(
  { db, workspace }: TxScope,
  mailboxId: string,
  folder: string,
): Promise<Cursor | undefined> {
  return db.maybe<Cursor>(
    sql`select uid_validity, last_uid from mail_cursor where home = ${homeOf(workspace, mailboxId)} and mailbox_id = ${mailboxId} and folder = ${folder}`,
  )
}

/** Moves on, never back, unless the folder is another one now. */
export function setCursor(
  { db, workspace, now }: TxScope,
  mailboxId: string,
  folder: string,
  { uidValidity, lastUid }: Cursor,
): Promise<number> {
  return db.run(sql`
    insert into mail_cursor (home, mailbox_id, folder, uid_validity, last_uid, read_at)
    values (${homeOf(workspace, mailboxId)}, ${mailboxId}, ${folder}, ${uidValidity}, ${lastUid}, ${now})
    on conflict (home, mailbox_id, folder) do update set uid_validity = excluded.uid_validity, read_at = excluded.read_at,
      last_uid = case when mail_cursor.uid_validity = excluded.uid_validity then greatest(mail_cursor.last_uid, excluded.last_uid) else excluded.last_uid end`)
}

export type ThreadRow = {
  readonly id: ThreadId
  readonly key: string
  readonly mailboxId: string
  readonly address: string
  readonly conversationId: ConversationId | null
}

export function findThread({ db, workspace }: TxScope, id: ThreadId): Promise<ThreadRow | undefined> {
  return db.maybe<ThreadRow>(sql`
    select id, key, mailbox_id, address, conversation_id from mail_thread where home = ${homeOfText(workspace, id)} and id = ${id}`)
}

export function insertThread({ db, workspace, now }: TxScope, row: ThreadRow): Promise<number> {
  return db.run(sql`
    insert into mail_thread (home, id, key, mailbox_id, address, conversation_id, created_at)
    values (${homeOfText(workspace, row.id)}, ${row.id}, ${row.key}, ${row.mailboxId}, ${row.address}, ${row.conversationId}, ${now})
    on conflict (home, id) do nothing`)
}

export type MessageRow = {
  readonly id: string
  readonly fingerprint: string
  readonly threadId: ThreadId | null
  readonly mailboxId: string
  readonly address: string
  readonly nature: MailNature | 'sent' | 'found_sent'
  readonly at: Date
  readonly subject: string
  readonly reference: string | null
  readonly state: 'sending' | 'handed' | 'sent' | 'bounced' | null
  readonly problem: string | null
  /** Who wrote it, where it went out from here. */
  readonly sentBy?: Writer | null
}

const MESSAGE = sql.raw(
  'id, fingerprint, thread_id, mailbox_id, address, nature, at, subject, reference, state, problem, sent_by',
)

/** The mails that bear one of these Message-IDs. */
export async function listMessages(
  { db, workspace }: TxScope,
  ids: readonly string[],
): Promise<MessageRow[]> {
  const rows: MessageRow[] = []
  const keys = ids.map(messageKeyOf)
  for (const [home, part] of Map.groupBy(keys, (id) => homeOfText(workspace, id)))
    rows.push(
      ...(await db.many<MessageRow>(
        sql`select ${MESSAGE} from mail_message where home = ${home} and id = any(${part}::text[]) limit 200`,
      )),
    )
  return rows
}

export function insertMessage({ db, workspace }: TxScope, row: MessageRow): Promise<number> {
  const id = messageKeyOf(row.id)
  return db.run(sql`
    insert into mail_message (home, id, fingerprint, thread_id, mailbox_id, address, nature, at, subject, reference, state, problem, sent_by)
    values (${homeOfText(workspace, id)}, ${id}, ${row.fingerprint}, ${row.threadId}, ${row.mailboxId}, ${row.address}, ${row.nature}, ${row.at},
      ${row.subject}, ${row.reference}, ${row.state}, ${row.problem}, ${row.sentBy ?? null})
    on conflict (home, id, fingerprint) do nothing`)
}

/** What became of a reply of ours. What bounced stays so. */
export function setMessageState(
  { db, workspace }: TxScope,
  id: string,
  state: NonNullable<MessageRow['state']>,
  problem: string | null,
): Promise<number> {
  const key = messageKeyOf(id)
  return db.run(sql`
    update mail_message set state = ${state}, problem = ${problem}
    where home = ${homeOfText(workspace, key)} and id = ${key} and nature = 'sent' and state is distinct from 'bounced'`)
}

/** Mails that went out since an instant, by who wrote them: to one address, in one thread, or all; one mail left out of the count. */
export function countSent(
  { db, homes }: TxScope,
  of: { writer: Writer; since: Date; except: string; address?: string; threadId?: string },
): Promise<Sent> {
  return db.one<Sent>(sql`
    select count(*)::int as count, min(at) as first_at from mail_message
    where home = any(${homes}::bigint[]) and sent_by = ${of.writer} and at > ${of.since} and id <> ${messageKeyOf(of.except)}
      ${of.address === undefined ? sql`` : sql`and address = ${of.address}`} ${of.threadId === undefined ? sql`` : sql`and thread_id = ${of.threadId}`}`)
}

/** Until this transaction ends no other mail of the workspace is let out. */
export async function lockSending({ db, workspace }: TxScope): Promise<void> {
  await db.run(sql`select pg_advisory_xact_lock(4680039, ${workspace.no}::int)`)
}

export type MailCount = {
  readonly mailboxId: string
  readonly nature: MessageRow['nature']
  readonly count: number
}

export function countMails({ db, homes }: TxScope, since: Date): Promise<MailCount[]> {
  return db.many<MailCount>(sql`
    select mailbox_id, nature, count(*) as count from mail_message
    where home = any(${homes}::bigint[]) and at >= ${since} group by mailbox_id, nature order by mailbox_id, nature limit 1000`)
}

/** Mails of a mailbox that were left off the timeline, the newest first. */
export function listSetAside({ db, homes }: TxScope, mailboxId: string): Promise<MessageRow[]> {
  return db.many<MessageRow>(sql`
    select ${MESSAGE} from mail_message
    where home = any(${homes}::bigint[]) and mailbox_id = ${mailboxId} and nature in ('list', 'notice', 'own') order by at desc limit 50`)
}

/** A Message-ID as it is kept: itself, or a hash of one that is too long. */
export function messageKeyOf(id: string): string {
  return id.length <= 200 ? id : `long:${hash('sha256', id)}`
}

/** Threads and mails lie where a hash of their name says, as the memory of messages does (SCALE.md S5). */
function homeOfText(workspace: TxScope['workspace'], text: string): Home {
  return homeOfSlot(workspace, hash('sha256', text, 'buffer').readUInt16BE(0) & 0xfff)
}

/** Keeps the HTML of a mail beside its entry; done again it changes nothing. */
export function insertPage(
  { db, workspace, now }: TxScope,
  { entryId, customerId, html }: { entryId: string; customerId: string; html: string },
): Promise<number> {
  return db.run(sql`
    insert into mail_page (home, entry_id, customer_id, html, at) values (${homeOf(workspace, entryId)}, ${entryId}, ${customerId}, ${html}, ${now})
    on conflict (home, entry_id) do nothing`)
}

export function findPage({ db, workspace }: TxScope, entryId: string): Promise<{ html: string } | undefined> {
  return db.maybe<{ html: string }>(
    sql`select html from mail_page where home = ${homeOf(workspace, entryId)} and entry_id = ${entryId}`,
  )
}

export function deletePagesOf({ db }: TxScope, home: Home, customerIds: readonly string[]): Promise<number> {
  return db.run(sql`delete from mail_page where home = ${home} and customer_id = any(${customerIds}::uuid[])`)
}
