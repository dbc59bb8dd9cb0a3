/** The way to a mail server: whom we may connect to, how, and what to say in one sentence when it fails. */
import { Refusal } from '#kit/refusal.ts'
import {
  checkDestination,
  isPrivateAndAllowed,
  type Destination,
  type OutboundPolicy,
} from '#platform/outbound.ts'
import type { MailServer } from './contract.ts'

/** A server to speak to, with what is needed to be let in. */
export type Account = { readonly server: MailServer; readonly username: string; readonly password: string }

/** Checks a server (platform/outbound.ts); without encryption only one that the operator's private networks hold. */
export async function reach(policy: OutboundPolicy, { host, security }: MailServer): Promise<Destination> {
  const destination = await checkDestination(policy, host)
  if (security === 'none' && !isPrivateAndAllowed(policy, destination))
    throw new Refusal(
      'connection_not_encrypted',
      `A password is never sent to ${host} in the clear: choose TLS or STARTTLS.`,
    )
  return destination
}

/** Why a mail server was not reached or let nobody in: one sentence a person can act on, without anything secret. */
export function sayProblem(error: unknown, server: Pick<MailServer, 'host' | 'port' | 'security'>): string {
  if (error instanceof Refusal) return error.message
  const {
    originalCode,
    code: ownCode,
    authenticationFailed,
    responseCode,
    responseText,
    message,
  } = (error ?? {}) as {
    code?: string
    /** nodemailer puts its own word into `code`. */
    originalCode?: string
    authenticationFailed?: boolean
    responseCode?: number
    responseText?: string
    message?: string
  }
  const code = originalCode ?? ownCode
  const place = `${server.host}, port ${server.port}`
  if (authenticationFailed || code === 'EAUTH' || code === 'AUTHENTICATIONFAILED')
    return `${server.host} does not accept the user name and password: some providers want an app password instead of the usual one.`
  if (code === 'ENOTFOUND' || code === 'EDNS')
    return `There is no server called ${server.host}: check how its name is written.`
  if (code === 'ECONNREFUSED') return `Nothing answers at ${place}: check the port.`
  if (code === 'EHOSTUNREACH' || code === 'ENETUNREACH') return `There is no way to ${place} from here.`
  if (CERTIFICATE.test(code ?? '') || CERTIFICATE.test(message ?? ''))
    return `The certificate of ${server.host} is not one that is trusted here, or is for another name.`
  if (
    code === 'ETLS' ||
    (code === 'ESOCKET' && /ssl|tls|wrong version/i.test(message ?? '')) ||
    /wrong version number|ssl routines/i.test(message ?? '')
  )
    return server.security === 'tls'
      ? `${place} does not speak TLS from the first byte: try STARTTLS.`
      : `${place} does not offer encryption.`
  if (
    code === 'ETIMEDOUT' ||
    code === 'CONNECT_TIMEOUT' ||
    code === 'GREETING_TIMEOUT' ||
    /timed? ?out|timeout/i.test(message ?? '')
  )
    return `${place} did not answer in time.`
  if (
    code === 'ECONNRESET' ||
    code === 'EPIPE' ||
    code === 'ECONNECTION' ||
    code === 'NoConnection' ||
    code === 'ClosedAfterConnectTLS' ||
    /closed|unexpected close|connection not available/i.test(message ?? '')
  )
    return `${server.host} ended the connection.`
  const said = (responseText ?? (responseCode ? message : '') ?? '')
    .replace(/[^\x20-\x7e]+/g, ' ')
    .trim()
    .slice(0, 160)
  return said === ''
    ? `${server.host} did something that was not understood.`
    : `${server.host} says: ${said}`
}

const CERTIFICATE = /CERT|SELF_SIGNED|UNABLE_TO_VERIFY|certificate|ERR_TLS_CERT_ALTNAME/i
