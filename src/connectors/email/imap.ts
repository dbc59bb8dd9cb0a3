/** Speaks IMAP: opens a folder, brings what is new in it, waits for more. Decides nothing and stores nothing. */
import { isIP } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { ImapFlow } from 'imapflow'
import type { OutboundPolicy } from '#platform/outbound.ts'
import { reach, type Account } from './connection.ts'
import { READ_BYTES } from './reading/reader.ts'
import type { Cursor } from './store.ts'

/** A mail as the server hands it out. */
export type FetchedMail = {
  readonly uid: number
  readonly receivedAt: Date
  readonly bytes: Uint8Array
  readonly isTruncated: boolean
}

export type ImapSession = {
  /** The folder of sent mail, where the server says which that is. */
  readonly sentFolder: string | undefined
  /**
   * Brings what the folder holds beyond the cursor, in the order of UIDs, some at a time; with each the cursor after it.
   * Without a cursor, or where the folder is another one by now, everything since `since`.
   */
  newMails(
    folder: string,
    cursor: Cursor | undefined,
    since: Date,
  ): AsyncGenerator<{ mails: FetchedMail[]; cursor: Cursor }>
  /** Waits until the inbox has news, the time is up, or the connection ends (which throws). */
  wait(ms: number, signal: AbortSignal): Promise<void>
  /** Whether a mail with this Message-ID lies in the folder. */
  holds(folder: string, messageId: string): Promise<boolean>
  append(folder: string, raw: Uint8Array, at: Date): Promise<void>
  /** The newest mail of the inbox, for what its headers say; undefined where there is none. */
  newest(): Promise<FetchedMail | undefined>
  close(): Promise<void>
}

/** Bytes that are asked for in one go. */
const BATCH_BYTES = READ_BYTES
const BATCH_MAILS = 20
/** Mails whose sizes are asked for in one go. */
const LISTED = 500

/** Connects and signs in. Throws what the library throws; `sayProblem` puts it into words. */
export async function openImap(
  policy: OutboundPolicy,
  { server, username, password }: Account,
  { timeoutMs = 15_000 }: { timeoutMs?: number } = {},
): Promise<ImapSession> {
  const { address, host } = await reach(policy, server)
  const client = new ImapFlow({
    host: address,
    // A certificate names hosts; an address typed as such has no name to ask for.
    ...(isIP(host) === 0 ? { servername: host } : {}),
    port: server.port,
    secure: server.security === 'tls',
    doSTARTTLS: server.security === 'none' ? false : server.security === 'starttls' ? true : undefined,
    auth: { user: username, pass: password },
    logger: false,
    disableAutoIdle: true,
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: 5 * 60_000,
    maxIdleTime: 4 * 60_000,
    maxLiteralSize: 2 * READ_BYTES,
    clientInfo: { name: 'Spoonful' },
  })
  let ended: Error | undefined
  let hear = () => {}
  client.on('error', (error: Error) => {
    ended ??= error
    hear()
  })
  client.on('close', () => {
    ended ??= Object.assign(new Error('Connection closed'), { code: 'NoConnection' })
    hear()
  })
  client.on('exists', () => hear())
  try {
    await client.connect()
    const folders = await client.list()
    const sentFolder =
      folders.find(({ specialUse }) => specialUse === '\\Sent')?.path ??
      folders.find(({ path }) => /^(?:INBOX[./])?sent(?: items| mail| messages)?$/i.test(path))?.path
    return session(client, sentFolder, {
      ended: () => ended,
      onNews: (callback) => (hear = callback),
    })
  } catch (error) {
    client.close()
    throw error
  }
}

function session(
  client: ImapFlow,
  sentFolder: string | undefined,
  news: { ended: () => Error | undefined; onNews: (callback: () => void) => void },
): ImapSession {
  /** The inbox's next UID when it was last read. */
  let lastSeen: number | undefined

  async function fetch(uids: readonly number[]): Promise<FetchedMail[]> {
    const mails: FetchedMail[] = []
    const what = {
      uid: true,
      size: true,
      internalDate: true,
      source: { start: 0, maxLength: READ_BYTES },
    } as const
    for await (const { uid, size, internalDate, source } of client.fetch(uids.join(','), what, {
      uid: true,
    })) {
      if (!source) continue
      const at = new Date(internalDate ?? 0)
      mails.push({
        uid,
        receivedAt: Number.isNaN(at.getTime()) ? new Date(0) : at,
        bytes: source,
        isTruncated: (size ?? 0) > source.length,
      })
    }
    return mails.sort((a, b) => a.uid - b.uid)
  }

  async function* newMails(folder: string, cursor: Cursor | undefined, since: Date) {
    const box = await client.mailboxOpen(folder, { readOnly: true })
    const uidValidity = Number(box.uidValidity)
    if (folder === 'INBOX') lastSeen = box.uidNext
    const known = cursor?.uidValidity === uidValidity ? cursor.lastUid : undefined
    if (known !== undefined && box.uidNext <= known + 1) return
    const found = await client.search(known === undefined ? { since } : { uid: `${known + 1}:*` }, {
      uid: true,
    })
    const uids = (found || []).filter((uid) => uid > (known ?? 0)).sort((a, b) => a - b)
    for (let i = 0; i < uids.length; i += LISTED) {
      const part = uids.slice(i, i + LISTED)
      for (const batch of await batchesOf(part, since, known === undefined)) {
        const mails = batch.length > 0 ? await fetch(batch) : []
        const last = batch.at(-1)
        if (last !== undefined) yield { mails, cursor: { uidValidity, lastUid: last } }
      }
      // What vanished meanwhile, or is too old, is passed as well.
      yield { mails: [], cursor: { uidValidity, lastUid: part.at(-1) ?? 0 } }
    }
    if (uids.length === 0 && known === undefined)
      yield { mails: [], cursor: { uidValidity, lastUid: Math.max(0, box.uidNext - 1) } }
  }

  /** UIDs in groups that fit into memory together. */
  async function batchesOf(uids: readonly number[], since: Date, isFirst: boolean): Promise<number[][]> {
    const batches: number[][] = []
    let bytes = Infinity
    for await (const { uid, size, internalDate } of client.fetch(
      uids.join(','),
      { uid: true, size: true, internalDate: true },
      { uid: true },
    )) {
      // A search by day brings the whole day.
      if (isFirst && internalDate && new Date(internalDate) < since) continue
      const weight = Math.min(size ?? READ_BYTES, READ_BYTES)
      const last = batches.at(-1)
      if (!last || bytes + weight > BATCH_BYTES || last.length >= BATCH_MAILS) {
        batches.push([uid])
        bytes = weight
      } else {
        last.push(uid)
        bytes += weight
      }
    }
    return batches.map((batch) => batch.sort((a, b) => a - b))
  }

  return {
    sentFolder,
    newMails,
    wait: async (ms, signal) => {
      const { uidNext } = await client.mailboxOpen('INBOX', { readOnly: true })
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, ms)
        const end = () => {
          clearTimeout(timer)
          resolve()
        }
        signal.addEventListener('abort', end, { once: true })
        news.onNews(end)
        if (signal.aborted || news.ended()) end()
        // What came while another folder was open is not announced any more.
        else if (uidNext !== lastSeen) end()
        else void client.idle().catch(() => end())
      })
      news.onNews(() => {})
      const error = news.ended()
      if (error) throw error
    },
    holds: async (folder, messageId) => {
      await client.mailboxOpen(folder, { readOnly: true })
      const found = await client.search({ header: { 'message-id': messageId } }, { uid: true })
      return (found || []).length > 0
    },
    append: async (folder, raw, at) => {
      await client.append(folder, Buffer.from(raw), ['\\Seen'], at)
    },
    newest: async () => {
      const { uidNext, exists } = await client.mailboxOpen('INBOX', { readOnly: true })
      if (exists === 0) return undefined
      const found = await client.search({ uid: `${Math.max(1, uidNext - 200)}:*` }, { uid: true })
      const uid = (found || []).at(-1)
      return uid === undefined ? undefined : (await fetch([uid]))[0]
    },
    close: async () => {
      await Promise.race([client.logout().catch(() => {}), sleep(1_000)])
      client.close()
    },
  }
}
