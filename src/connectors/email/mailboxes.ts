/** Mailboxes as people set them up: made, changed, paused, tried, taken away. Passwords are sealed before they are kept and never shown. */
import { isId } from '#kit/id.ts'
import { Refusal } from '#kit/refusal.ts'
import { DAY_MS } from '#kit/time.ts'
import { audit } from '#platform/audit/index.ts'
import type { OutboundPolicy } from '#platform/outbound.ts'
import { newId, read, transact, type Scope } from '#platform/scope.ts'
import type { Secrets } from '#platform/secrets.ts'
import { reach, sayProblem, type Account } from './connection.ts'
import type { ChangeMailbox, Mailbox, MailboxTest, NewMailbox, SetAsideMail } from './contract.ts'
import { openImap } from './imap.ts'
import { openReader } from './reading/reader.ts'
import { headersOf } from './reading/mail.ts'
import { authservOf } from './reading/sender.ts'
import type { Signer } from './signing.ts'
import { trySmtp } from './smtp.ts'
import {
  countMails,
  deleteMailbox,
  findMailbox,
  insertMailbox,
  listMailboxes,
  listSetAside,
  setMailbox,
  type MailboxRow,
  type MailCount,
} from './store.ts'
import type { Ours } from './take-in.ts'

export type MailboxParts = { readonly secrets: Secrets; readonly policy: OutboundPolicy }

/** Days of mail that the counts cover. */
const COUNTED_DAYS = 7
const MOST_MAILBOXES = 20

/** The mailboxes, the oldest first, with how each stands. */
export function showMailboxes(scope: Scope): Promise<Mailbox[]> {
  return read(scope, async (scope) => {
    const rows = await listMailboxes(scope)
    const counts = await countMails(scope, new Date(scope.now.getTime() - COUNTED_DAYS * DAY_MS))
    return rows.map((row) => present(row, counts))
  })
}

/** Sets one up; it is read from now on. Refuses `mailbox_known` for an address that is read already. */
export async function addMailbox(
  scope: Scope,
  { secrets }: MailboxParts,
  { daysBack, password, ...wanted }: NewMailbox,
): Promise<Mailbox> {
  const id = newId<'mailbox'>(scope)
  const row: MailboxRow = {
    ...wanted,
    id,
    password: secrets.seal(password, placeOf(id)),
    signing: secrets.seal(Buffer.from(scope.random(32)).toString('hex'), placeOf(id)),
    sinceAt: new Date(scope.now.getTime() - daysBack * DAY_MS),
    pausedAt: null,
    connectedAt: null,
    lastMailAt: null,
    problem: null,
    problemAt: null,
    createdAt: scope.now,
    changedAt: scope.now,
  }
  await transact(scope, async (scope) => {
    const others = await listMailboxes(scope)
    if (others.length >= MOST_MAILBOXES)
      throw new Refusal(
        'too_many_mailboxes',
        `There are ${MOST_MAILBOXES} mailboxes already: remove one first.`,
      )
    refuseDouble(row, others)
    await insertMailbox(scope, row, nameOf(scope))
    await audit(scope, 'secret.set', { subject: { kind: 'mailbox', id: row.id } })
  })
  return present(row, [])
}

/** Changes what is given; without a password the one that is kept stays. */
export async function changeMailbox(
  scope: Scope,
  { secrets }: MailboxParts,
  id: string,
  { password, isPaused, ...wanted }: ChangeMailbox,
): Promise<Mailbox> {
  return transact(scope, async (scope) => {
    const row = await mailboxOf(scope, id)
    const given = Object.fromEntries(Object.entries(wanted).filter(([, value]) => value !== undefined))
    const next: MailboxRow = {
      ...row,
      ...given,
      ...(password === undefined ? {} : { password: secrets.seal(password, placeOf(id)) }),
      ...(isPaused === undefined ? {} : { pausedAt: isPaused ? (row.pausedAt ?? scope.now) : null }),
      connectedAt: null,
      problem: null,
      problemAt: null,
    }
    // Who may name another server must know the password: the kept one is not carried to a stranger.
    const isElsewhere = next.imap.host !== row.imap.host || next.smtp.host !== row.smtp.host
    if (isElsewhere && password === undefined)
      throw new Refusal(
        'password_needed',
        'Type the password again: it is only ever sent to the server it was given for.',
      )
    refuseDouble(next, await listMailboxes(scope))
    await setMailbox(scope, next)
    await audit(scope, password === undefined ? 'setting.changed' : 'secret.set', {
      subject: { kind: 'mailbox', id },
    })
    return present(next, [])
  })
}

/** Takes it away; what was read from it stays on the timeline. */
export async function removeMailbox(scope: Scope, id: string): Promise<void> {
  await transact(scope, async (scope) => {
    await mailboxOf(scope, id)
    await deleteMailbox(scope, id)
    await audit(scope, 'secret.removed', { subject: { kind: 'mailbox', id: id } })
  })
}

/** Tries both servers with what is typed, or with what is kept where nothing is. Nothing is sent or stored. */
export async function testMailbox(
  scope: Scope,
  parts: MailboxParts,
  wanted: {
    id?: string | undefined
    imap: NewMailbox['imap']
    smtp: NewMailbox['smtp']
    username: string
    password?: string | undefined
  },
): Promise<MailboxTest> {
  const password = wanted.password ?? (await keptPassword(scope, parts, wanted))
  const account = { username: wanted.username, password }
  const [reading, sending] = await Promise.all([
    tryReading(parts.policy, { ...account, server: wanted.imap }),
    trySending(parts.policy, { ...account, server: wanted.smtp }),
  ])
  return { reading: reading.result, sending, authserv: reading.authserv }
}

/** What was read from a mailbox and left off the timeline, the newest first, at most 50. */
export function showSetAside(scope: Scope, id: string): Promise<SetAsideMail[]> {
  return read(scope, async (scope) => {
    await mailboxOf(scope, id)
    const rows = await listSetAside(scope, id)
    return rows.map(({ id, fingerprint, at, address, subject, nature }) => ({
      id: `${id} ${fingerprint}`,
      at: at.toISOString(),
      from: address,
      subject,
      nature: nature === 'list' || nature === 'notice' ? nature : 'own',
    }))
  })
}

/** What signs for a mailbox; undefined where its key can't be opened. */
export function signerOf(
  scope: Pick<Scope, 'workspace'>,
  { secrets }: MailboxParts,
  row: MailboxRow,
): Signer | undefined {
  const key = secrets.unseal(row.signing, placeOf(row.id))
  return key === undefined
    ? undefined
    : { key: Buffer.from(key, 'hex'), place: `${scope.workspace.id} ${row.id}` }
}

/** The password of a mailbox; undefined where it can't be opened. */
export function passwordOf({ secrets }: MailboxParts, row: MailboxRow): string | undefined {
  return secrets.unseal(row.password, placeOf(row.id))
}

/** What all mailboxes of a workspace know of themselves. */
export function oursOf(
  scope: Pick<Scope, 'workspace'>,
  parts: MailboxParts,
  rows: readonly MailboxRow[],
): Ours {
  return {
    addresses: new Set(rows.flatMap(({ address, aliases }) => [address, ...aliases])),
    signers: rows.flatMap((row) => signerOf(scope, parts, row) ?? []),
  }
}

async function tryReading(policy: OutboundPolicy, account: Account) {
  try {
    const session = await openImap(policy, account, { timeoutMs: 8_000 })
    try {
      const newest = await session.newest()
      return { result: { isFine: true, words: 'Mail can be read.' }, authserv: await vouching(newest?.bytes) }
    } finally {
      await session.close()
    }
  } catch (error) {
    return { result: { isFine: false, words: sayProblem(error, account.server) }, authserv: null }
  }
}

async function trySending(policy: OutboundPolicy, account: Account): Promise<MailboxTest['sending']> {
  try {
    await trySmtp(await reach(policy, account.server), account)
    return { isFine: true, words: 'Mail can be sent.' }
  } catch (error) {
    return { isFine: false, words: sayProblem(error, account.server) }
  }
}

/** Who says in the newest mail whether its sender is real. */
async function vouching(bytes: Uint8Array | undefined): Promise<string | null> {
  if (!bytes) return null
  const reader = openReader()
  try {
    const mail = await reader.read(bytes, true)
    const [topmost = ''] = headersOf(mail, 'authentication-results')
    return authservOf(topmost) || null
  } finally {
    await reader.close()
  }
}

/** The kept password, but only for the servers it was kept for. */
async function keptPassword(
  scope: Scope,
  parts: MailboxParts,
  wanted: { id?: string | undefined; imap: NewMailbox['imap']; smtp: NewMailbox['smtp'] },
): Promise<string> {
  const row = await read(scope, (scope) => mailboxOf(scope, wanted.id ?? ''))
  const isElsewhere = row.imap.host !== wanted.imap.host || row.smtp.host !== wanted.smtp.host
  const password = isElsewhere ? undefined : passwordOf(parts, row)
  if (password === undefined)
    throw new Refusal(
      'password_needed',
      'Type the password again: it is only ever sent to the server it was given for.',
    )
  return password
}

async function mailboxOf(scope: Parameters<typeof findMailbox>[0], id: string): Promise<MailboxRow> {
  const row = isId(id) ? await findMailbox(scope, id) : undefined
  if (!row) throw new Refusal('mailbox_not_found', 'There is no such mailbox.')
  return row
}

function refuseDouble(row: MailboxRow, others: readonly MailboxRow[]): void {
  if (others.some(({ id, address }) => id !== row.id && address === row.address))
    throw new Refusal('mailbox_known', `${row.address} is set up already.`)
}

const placeOf = (id: string) => `mailbox ${id}`

const nameOf = ({ actor }: Pick<Scope, 'actor'>) => actor.name

function present(row: MailboxRow, counts: readonly MailCount[]): Mailbox {
  const count = (...natures: MailCount['nature'][]) =>
    counts
      .filter(({ mailboxId, nature }) => mailboxId === row.id && natures.includes(nature))
      .reduce((sum, one) => sum + one.count, 0)
  const { id, name, address, aliases, imap, smtp, username, authserv, signsReplies, keepsSent } = row
  return {
    ...{ id, name, address, aliases: [...aliases], imap, smtp, username, authserv, signsReplies, keepsSent },
    since: row.sinceAt.toISOString(),
    standing: row.pausedAt
      ? 'paused'
      : row.problem
        ? 'problem'
        : row.connectedAt
          ? 'connected'
          : 'connecting',
    connectedAt: row.connectedAt?.toISOString() ?? null,
    lastMailAt: row.lastMailAt?.toISOString() ?? null,
    problem: row.problem,
    problemAt: row.problemAt?.toISOString() ?? null,
    counts: {
      fromPeople: count('person'),
      automatic: count('auto_reply'),
      undelivered: count('bounce', 'complaint'),
      setAside: count('list', 'notice', 'own'),
      sent: count('sent', 'found_sent'),
    },
  }
}
