/** Takes mails in: says what each is, finds its thread, stores it. Taking one in again changes nothing. */
import {
  entryPlaceOf,
  findEntries,
  keepFiles,
  keepPictures,
  recordEntries,
  recordRefusals,
  type IncomingEntry,
} from '#features/timeline/index.ts'
import { homeOf } from '#kit/id.ts'
import { read, transact, type Scope, type TxScope } from '#platform/scope.ts'
import type { Mail } from './reading/mail.ts'
import { natureOf, type MailNature } from './reading/nature.ts'
import { senderOf } from './reading/sender.ts'
import { isOurs, threadOfMessageId, type Signer, type ThreadId } from './signing.ts'
import {
  findThread,
  insertMessage,
  insertPage,
  insertThread,
  listMessages,
  setMessageState,
  type MailboxRow,
  type MessageRow,
  type ThreadRow,
} from './store.ts'
import { placeMail } from './threads.ts'
import { entryIn, entryOut, keepsPage, nameOf, SOURCE } from './translate.ts'

/** What the mailboxes of a workspace know of themselves. */
export type Ours = {
  /** Every address of every mailbox, lower case. */
  readonly addresses: ReadonlySet<string>
  readonly signers: readonly Signer[]
}

export type ArrivedMail = {
  readonly mail: Mail
  /** When the mail server took it. */
  readonly receivedAt: Date
}

/** What became of a batch. */
export type TakeReport = { readonly stored: number; readonly known: number; readonly setAside: number }

/** Takes in what lies in a folder of a mailbox, in order. Throws only where the database is away; then nothing counts. */
export async function takeMails(
  scope: Scope,
  ours: Ours,
  mailbox: Pick<MailboxRow, 'id' | 'authserv' | 'createdAt'>,
  folder: 'inbox' | 'sent',
  mails: readonly ArrivedMail[],
): Promise<TakeReport> {
  const take = folder === 'inbox' ? takeReceived : takeSent
  const entries: IncomingEntry[] = []
  const mailOf = new Map<IncomingEntry, Mail>()
  let setAside = 0
  for (const one of mails) {
    const entry = await transact(scope, (scope) => take(scope, ours, mailbox, one))
    if (entry) {
      entries.push(entry)
      mailOf.set(entry, one.mail)
    } else setAside += 1
  }
  // What was there before the mailbox was set up is history: it is read after what is new.
  const [old, fresh] = [
    entries.filter(({ at }) => at < mailbox.createdAt),
    entries.filter(({ at }) => at >= mailbox.createdAt),
  ]
  const verdicts = [
    ...(old.length > 0 ? await recordEntries(scope, old, { backfill: true }) : []),
    ...(fresh.length > 0 ? await recordEntries(scope, fresh) : []),
  ]
  for (const [i, entry] of [...old, ...fresh].entries()) {
    const mail = mailOf.get(entry)
    if (mail && verdicts[i]?.outcome !== 'refused') await keepRest(scope, entry, mail)
  }
  const refused = [...old, ...fresh].flatMap((entry, i) => {
    const verdict = verdicts[i]
    return verdict?.outcome === 'refused'
      ? [
          {
            source: SOURCE,
            messageId: entry.messageId,
            reason: verdict.reason,
            item: JSON.stringify({ title: entry.title, text: entry.text }).slice(0, 4_000),
          },
        ]
      : []
  })
  if (refused.length > 0) await recordRefusals(scope, refused)
  return {
    stored: verdicts.filter(({ outcome }) => outcome === 'stored').length,
    known: verdicts.filter(({ outcome }) => outcome === 'known').length,
    setAside,
  }
}

/** Keeps what came with a mail beside its words: its pictures, drawn anew, its other files, and its HTML. Done again it changes nothing. */
async function keepRest(scope: Scope, entry: IncomingEntry, mail: Mail): Promise<void> {
  const place = entryPlaceOf(scope, entry)
  if (!place || entry.data?.automatic) return
  const ref = { ...place, home: homeOf(scope.workspace, place.customerId), at: entry.at.toISOString() }
  // A mail of somebody who was erased is known and not there: nothing of it comes back.
  if ((await read(scope, (scope) => findEntries(scope, [ref]))).length === 0) return
  if (mail.pictures.length > 0)
    await keepPictures(scope, { of: place.id, customerId: place.customerId, by: null }, mail.pictures)
  if (mail.files.length > 0)
    await keepFiles(scope, { entryId: place.id, customerId: place.customerId }, mail.files)
  const { html } = mail
  if (html !== null && keepsPage(mail, 'person'))
    await transact(scope, (scope) =>
      insertPage(scope, { entryId: place.id, customerId: place.customerId, html }),
    )
}

type Box = Pick<MailboxRow, 'id' | 'authserv'>

/** Writes down a mail that came in; answers its entry, or undefined where it is left off the timeline. */
async function takeReceived(
  scope: TxScope,
  ours: Ours,
  mailbox: Box,
  { mail, receivedAt }: ArrivedMail,
): Promise<IncomingEntry | undefined> {
  const nature = natureOf(withoutOwnList(mail, ours.addresses), {
    addresses: ours.addresses,
    isOwnId: (id) => ours.signers.some((signer) => threadOfMessageId(signer, id)),
  })
  const name = nameOf(mail, receivedAt)
  const at = atOf(scope, receivedAt)
  const note = noteOf(mailbox, mail, nature, at, name)
  if (nature === 'own') {
    await insertMessage(scope, note)
    return undefined
  }
  if (nature === 'bounce' || nature === 'complaint') {
    const about = await takeReport(scope, ours, mail)
    const recipient = about.address ?? mail.report?.recipients[0]
    await insertMessage(scope, {
      ...note,
      address: recipient ?? note.address,
      threadId: about.thread?.id ?? null,
    })
    const sender = recipient === undefined ? undefined : { address: recipient, name: '', isVerified: false }
    return entryIn({ mail, at, name, thread: about.thread }, nature, sender, { checks: false })
  }
  const sender = senderOf(mail, ours.addresses, mailbox.authserv)
  const placed = await placeMail(scope, mail, {
    address: sender?.address ?? 'unknown',
    mailboxId: mailbox.id,
    signers: ours.signers,
  })
  const { thread, isKnown } = await asBefore(scope, name, placed)
  const isMachine = nature === 'list' || nature === 'notice'
  // Newsletters and notices of strangers would be customers nobody has.
  if (isMachine && !isKnown) {
    await insertMessage(scope, note)
    return undefined
  }
  await insertThread(scope, thread)
  await insertMessage(scope, { ...note, address: sender?.address ?? '', threadId: thread.id })
  return entryIn({ mail, at, name, thread }, nature, sender, { checks: mailbox.authserv !== null })
}

/** A mail that was placed before stands where it stood, whatever has come in since. */
async function asBefore(
  scope: TxScope,
  name: { id: string; fingerprint: string },
  placed: { thread: ThreadRow; isKnown: boolean },
): Promise<{ thread: ThreadRow; isKnown: boolean }> {
  const [before] = (await listMessages(scope, [name.id])).filter(
    ({ fingerprint }) => fingerprint === name.fingerprint,
  )
  const thread = before?.threadId ? await findThread(scope, before.threadId) : undefined
  return thread ? { thread, isKnown: true } : placed
}

/** Of a report only what names a Message-ID that we signed touches a reply of ours. */
async function takeReport(
  scope: TxScope,
  { signers }: Ours,
  { report, text }: Mail,
): Promise<{ thread: ThreadRow | undefined; address: string | undefined }> {
  const messageId = report?.messageId
  if (!report || messageId == null) return { thread: undefined, address: undefined }
  const id: ThreadId | undefined = signers
    .map((signer) => threadOfMessageId(signer, messageId))
    .find((one) => one)
  const thread = id && (await findThread(scope, id))
  if (!thread) return { thread: undefined, address: undefined }
  if (report.action === 'failed')
    await setMessageState(
      scope,
      messageId,
      'bounced',
      text.replace(/\s+/g, ' ').slice(0, 300) || 'It came back.',
    )
  return { thread, address: thread.address }
}

/** Writes down a mail that lies in the folder of sent mail; answers its entry where this product did not send it. */
async function takeSent(
  scope: TxScope,
  ours: Ours,
  mailbox: Box,
  { mail, receivedAt }: ArrivedMail,
): Promise<IncomingEntry | undefined> {
  const own =
    mail.messageId !== null && ours.signers.some((signer) => threadOfMessageId(signer, mail.messageId ?? ''))
  if (own && mail.messageId !== null) {
    await setMessageState(scope, mail.messageId, 'sent', null)
    return undefined
  }
  const to = mail.to.find(({ address }) => !isOurs(address, ours.addresses))
  if (!to) return undefined
  const name = nameOf(mail, receivedAt)
  const at = atOf(scope, receivedAt)
  const placed = await placeMail(scope, mail, {
    address: to.address,
    mailboxId: mailbox.id,
    signers: ours.signers,
  })
  const { thread } = await asBefore(scope, name, placed)
  await insertThread(scope, thread)
  await insertMessage(scope, {
    ...noteOf(mailbox, mail, 'person', at, name),
    nature: 'found_sent',
    address: to.address,
    threadId: thread.id,
  })
  return entryOut({ mail, at, name, thread }, to)
}

function noteOf(
  mailbox: Box,
  mail: Mail,
  nature: MailNature,
  at: Date,
  { id, fingerprint }: { id: string; fingerprint: string },
): MessageRow {
  return {
    id,
    fingerprint,
    threadId: null,
    mailboxId: mailbox.id,
    address: mail.from?.address ?? '',
    nature,
    at,
    subject: mail.subject.slice(0, 300),
    reference: null,
    state: null,
    problem: mail.problem,
  }
}

/** A group address of ours marks what customers write to it as a list's. */
function withoutOwnList(mail: Mail, addresses: ReadonlySet<string>): Mail {
  const isOwn = mail.headers.some(
    ([name, value]) =>
      name === 'list-id' &&
      [...addresses].some((address) => value.toLowerCase().includes(`<${address.replace('@', '.')}>`)),
  )
  if (!isOwn) return mail
  return {
    ...mail,
    headers: mail.headers.filter(([name]) => !name.startsWith('list-') && name !== 'precedence'),
  }
}

/** A server whose clock runs ahead writes no entry into the future. */
const atOf = ({ now }: TxScope, receivedAt: Date): Date => (receivedAt > now ? now : receivedAt)
