/** Speaks SMTP: one mail to one address, and an honest word on whether it went: yes, no, or nobody knows. */
import { isIP } from 'node:net'
import { Readable } from 'node:stream'
import SMTPConnection from 'nodemailer/lib/smtp-connection'
import type { Destination } from '#platform/outbound.ts'
import { sayProblem, type Account } from './connection.ts'

export type SendOutcome =
  | { readonly outcome: 'sent'; readonly words: string }
  /** It certainly did not go. `isLasting`: the server will say the same again. */
  | { readonly outcome: 'refused'; readonly words: string; readonly isLasting: boolean }
  /** The server had the mail and did not say what it did with it. */
  | { readonly outcome: 'unsure'; readonly words: string }

type Timeouts = { readonly connectMs: number; readonly answerMs: number; readonly wholeMs: number }
const TIMEOUTS: Timeouts = { connectMs: 8_000, answerMs: 15_000, wholeMs: 24_000 }

/** Connects and signs in, and says goodbye. Throws as the library does. */
export async function trySmtp(destination: Destination, account: Account): Promise<void> {
  const connection = open(destination, account, TIMEOUTS)
  try {
    await enter(connection, account)
    connection.quit()
  } finally {
    connection.close()
  }
}

/** Hands one finished mail over. Never throws. */
export async function sendSmtp(
  destination: Destination,
  account: Account,
  mail: { readonly from: string; readonly to: string; readonly raw: Buffer },
  /** Called and waited for when the server asks for the words, before it gets any. */
  onHandOver: () => Promise<unknown>,
  timeouts: Partial<Timeouts> = {},
): Promise<SendOutcome> {
  const limits = { ...TIMEOUTS, ...timeouts }
  const connection = open(destination, account, limits)
  let isHandedOver = false
  // Read only once the server has asked for the words: from then on a lost connection leaves the end open.
  const message = Readable.from(
    (async function* () {
      await onHandOver()
      isHandedOver = true
      yield mail.raw
    })(),
    { objectMode: false, highWaterMark: 1 },
  )
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(Object.assign(new Error('Timeout'), { code: 'ETIMEDOUT' })),
      limits.wholeMs,
    )
  })
  try {
    const sent = (async () => {
      await enter(connection, account)
      return new Promise<string>((resolve, reject) => {
        connection.once('error', reject)
        connection.send({ from: mail.from, to: [mail.to], size: mail.raw.length }, message, (error, info) =>
          error ? reject(error) : resolve(info?.response ?? ''),
        )
      })
    })()
    sent.catch(() => {})
    const words = await Promise.race([sent, late])
    connection.quit()
    return { outcome: 'sent', words }
  } catch (error) {
    return judge(error, isHandedOver, account)
  } finally {
    clearTimeout(timer)
    message.destroy()
    connection.close()
  }
}

/** What a failure means for the mail. */
function judge(error: unknown, isHandedOver: boolean, { server }: Account): SendOutcome {
  const { code, responseCode, response } = (error ?? {}) as {
    code?: string
    responseCode?: number
    response?: string
  }
  const said = `${server.host} says: ${(response ?? '').replace(/[^\x20-\x7e]+/g, ' ').slice(0, 200)}`
  if (code === 'EAUTH') return { outcome: 'refused', words: sayProblem(error, server), isLasting: false }
  if (responseCode !== undefined && responseCode >= 400 && responseCode < 600)
    return { outcome: 'refused', words: said, isLasting: responseCode >= 500 && code !== 'EPROTOCOL' }
  if (isHandedOver)
    return {
      outcome: 'unsure',
      words: `${server.host} took the mail and did not say whether it keeps it.`,
    }
  return { outcome: 'refused', words: sayProblem(error, server), isLasting: false }
}

function open({ address, host }: Destination, { server }: Account, limits: Timeouts): SMTPConnection {
  return new SMTPConnection({
    host: address,
    ...(isIP(host) === 0 ? { servername: host, tls: { servername: host } } : {}),
    port: server.port,
    secure: server.security === 'tls',
    requireTLS: server.security === 'starttls',
    ignoreTLS: server.security === 'none',
    connectionTimeout: limits.connectMs,
    greetingTimeout: limits.connectMs,
    socketTimeout: limits.answerMs,
    maxResponseSize: 64 * 1024,
    logger: false,
    // Our own name is nobody's concern.
    name: 'spoonful.invalid',
  })
}

/** Connects and signs in. */
function enter(connection: SMTPConnection, { username, password }: Account): Promise<void> {
  return new Promise((resolve, reject) => {
    connection.once('error', reject)
    connection.connect((error) => {
      if (error) return reject(error)
      connection.login({ user: username, pass: password }, (error) => (error ? reject(error) : resolve()))
    })
  })
}
