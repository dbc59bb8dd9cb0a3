/** Keeps a mailbox read: connects, catches up, waits for news, and begins again when the connection ends. */
import { setTimeout as sleep } from 'node:timers/promises'
import { isConnectionLoss } from '#platform/faults.ts'
import type { Logger } from '#platform/log.ts'
import type { OutboundPolicy } from '#platform/outbound.ts'
import { transact, read, type Scope } from '#platform/scope.ts'
import type { Account } from './connection.ts'
import { sayProblem } from './connection.ts'
import { openImap, type ImapSession } from './imap.ts'
import type { Reader } from './reading/reader.ts'
import { findCursor, setCursor, setLastMail, setStanding, type MailboxRow } from './store.ts'
import { takeMails, type ArrivedMail, type Ours } from './take-in.ts'

/** Milliseconds between two looks where the server announces nothing. */
const LOOK_MS = 60_000
/** Waits after a failure, in milliseconds: the first, the longest, and after a refused password. */
const FIRST_WAIT_MS = 1_000
const LONGEST_WAIT_MS = 60_000
const REFUSED_WAIT_MS = 300_000

export type WatchParts = {
  readonly scopeOf: () => Scope
  readonly policy: OutboundPolicy
  readonly reader: Reader
  readonly log: Logger
  /** 0 to 1, spreads the waits. */
  readonly chance: () => number
  readonly lookMs?: number
  readonly firstWaitMs?: number
}

/** Reads a mailbox until the signal ends it. Never throws. */
export async function watchMailbox(
  parts: WatchParts,
  mailbox: MailboxRow,
  account: Account,
  ours: Ours,
  signal: AbortSignal,
): Promise<void> {
  const { scopeOf, log, chance, firstWaitMs = FIRST_WAIT_MS } = parts
  let failures = 0
  while (!signal.aborted) {
    let wait = 0
    try {
      await readUntilItEnds(parts, mailbox, account, ours, signal, () => (failures = 0))
    } catch (error) {
      if (signal.aborted) break
      failures += 1
      const isRefused = (error as { authenticationFailed?: boolean }).authenticationFailed === true
      wait = isRefused
        ? REFUSED_WAIT_MS
        : Math.min(LONGEST_WAIT_MS, firstWaitMs * 2 ** Math.min(failures - 1, 10))
      if (isConnectionLoss(error) && (error as { code?: string }).code?.match(/^\d/)) wait = firstWaitMs
      const words = sayProblem(error, mailbox.imap)
      if (failures <= 3) log.warn({ mailbox: mailbox.id, problem: words }, 'a mailbox is not read')
      // The first break of a connection is daily life: it is shown when it does not mend at once.
      if (failures > 1 || isRefused) await note(scopeOf(), mailbox.id, words)
      wait *= 0.75 + chance() / 2
    }
    if (wait > 0) await sleep(wait, undefined, { signal }).catch(() => {})
  }
}

async function readUntilItEnds(
  parts: WatchParts,
  mailbox: MailboxRow,
  account: Account,
  ours: Ours,
  signal: AbortSignal,
  onWell: () => void,
): Promise<void> {
  const session = await openImap(parts.policy, account)
  const stop = () => void session.close()
  signal.addEventListener('abort', stop, { once: true })
  try {
    while (!signal.aborted) {
      await readFolder(parts, session, mailbox, ours, 'INBOX', 'inbox', signal)
      if (session.sentFolder !== undefined)
        await readFolder(parts, session, mailbox, ours, session.sentFolder, 'sent', signal)
      onWell()
      await transact(parts.scopeOf(), (scope) => setStanding(scope, mailbox.id, { problem: null }))
      await session.wait(parts.lookMs ?? LOOK_MS, signal)
    }
  } finally {
    signal.removeEventListener('abort', stop)
    await session.close()
  }
}

/** Takes in what is new in a folder; the cursor moves after what it stands for is stored. */
export async function readFolder(
  { scopeOf, reader }: Pick<WatchParts, 'scopeOf' | 'reader'>,
  session: Pick<ImapSession, 'newMails'>,
  mailbox: Pick<MailboxRow, 'id' | 'sinceAt' | 'authserv' | 'createdAt'>,
  ours: Ours,
  folder: string,
  kind: 'inbox' | 'sent',
  signal: AbortSignal,
): Promise<void> {
  const cursor = await read(scopeOf(), (scope) => findCursor(scope, mailbox.id, folder))
  for await (const batch of session.newMails(folder, cursor, mailbox.sinceAt)) {
    if (signal.aborted) return
    const mails: ArrivedMail[] = []
    for (const { bytes, isTruncated, receivedAt } of batch.mails)
      mails.push({ mail: await reader.read(bytes, isTruncated), receivedAt })
    if (mails.length > 0) await takeMails(scopeOf(), ours, mailbox, kind, mails)
    const newest = mails.reduce<Date | undefined>(
      (last, { receivedAt }) => (last && last > receivedAt ? last : receivedAt),
      undefined,
    )
    await transact(scopeOf(), async (scope) => {
      await setCursor(scope, mailbox.id, folder, batch.cursor)
      if (newest && kind === 'inbox') await setLastMail(scope, mailbox.id, newest)
    })
  }
}

async function note(scope: Scope, id: string, problem: string): Promise<void> {
  await transact(scope, (scope) => setStanding(scope, id, { problem })).catch(() => {})
}
