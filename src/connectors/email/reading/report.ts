/** Reads what mail servers report about a mail of ours: standard reports (RFC 3464, RFC 5965) and the free words of older ones. Pure. */
import { plainAddress, type Report } from './mail.ts'

/** The parts of a mail that a report may stand in, decoded. */
export type ReportParts = {
  readonly from: string
  readonly subject: string
  readonly returnPath: string | null
  readonly contentType: string
  readonly failedRecipients: string
  readonly autoSubmitted: string
  readonly text: string
  /** Parts of the types message/*, text/rfc822-headers, as text; at most some 20 KB each. */
  readonly parts: readonly { readonly type: string; readonly text: string }[]
}

/** Looked at in the words of a server that writes no standard report. */
const READ = 20_000

/** The report, or null where the mail is none. */
export function reportOf(mail: ReportParts): Report | null {
  const feedback = mail.parts.find(({ type }) => type === 'message/feedback-report')
  if (feedback || isComplaint(mail)) return complaintOf(mail, feedback?.text ?? '')
  const status = mail.parts.find(
    ({ type }) => type === 'message/delivery-status' || type === 'message/global-delivery-status',
  )
  if (status) return standardReportOf(mail, status.text)
  if (/disposition-notification/.test(mail.contentType)) return null
  return speaksAsServer(mail) ? freeReportOf(mail) : null
}

function standardReportOf(mail: ReportParts, text: string): Report {
  const stated = fieldsOf(text)
  const fields = stated.some(([name]) => name === 'action') ? stated : fieldsOf(mail.text)
  const actions = fields.filter(([name]) => name === 'action').map(([, value]) => value.toLowerCase())
  const isFailed = actions.some((action) => action.startsWith('failed'))
  const isDelayed = actions.some((action) => action.startsWith('delayed'))
  const action = isFailed ? 'failed' : isDelayed ? 'delayed' : actions.length > 0 ? 'relayed' : 'failed'
  const named = (wanted: string) =>
    fields.filter(([name]) => name === wanted).flatMap(([, value]) => addressesIn(value))
  const final = named('final-recipient')
  return {
    action,
    recipients: some(
      final.length > 0 ? final : [...named('original-recipient'), ...addressesIn(mail.failedRecipients)],
    ),
    status: fields.find(([name]) => name === 'status')?.[1].match(/\b[245]\.\d{1,3}\.\d{1,3}\b/)?.[0] ?? null,
    messageId: originalIdOf(mail),
  }
}

function complaintOf(mail: ReportParts, text: string): Report {
  const fields = fieldsOf(text)
  const named = fields
    .filter(([name]) => name === 'original-rcpt-to' || name === 'removal-recipient')
    .flatMap(([, value]) => addressesIn(value))
  return { action: 'complaint', recipients: some(named), status: null, messageId: originalIdOf(mail) }
}

/** Hotmail's own form of complaint has no feedback report. */
const isComplaint = ({ subject, parts }: ReportParts): boolean =>
  /^complaint about message from /i.test(subject) && parts.some(({ type }) => type === 'message/rfc822')

const SERVER = /^(?:mailer-?daemon|postmaster|mail-?daemon|mdaemon|mail[. _-]?delivery|double-bounce)(?:@|$)/i
const SERVER_NAME =
  /\b(?:mail delivery (?:sub)?system|mailer[- ]daemon|postmaster|ndr administrator|system administrator|mail administrator)\b/i
const FAILURE_SUBJECT =
  /\b(?:undeliver(?:able|ed)|delivery (?:status )?(?:notification|failure|has failed)|delivery failed|mail delivery|failure notice|returned mail|mail system error|could not be delivered|non[- ]?deliver|aws notification message|unzustellbar|non remis|no entregado|mancata consegna|недоставлен)/i
const FAILURE_WORDS =
  /(?:could ?n[o']t be delivered|cannot be delivered|was not delivered|not able to deliver|unable to deliver|undeliverable|delivery (?:to the following recipients? )?failed|permanent(?: fatal)? error|wasn't able to deliver|following address(?:es)? (?:failed|had)|failed permanently|returned to sender|did not reach the following recipient|no such user|user unknown|mailbox (?:is )?(?:full|unavailable|not found)|over quota|delivery (?:is|has been) delayed|recipient (?:address )?rejected)/i

/** Amazon's own form, a notice in JSON, which may stand in JSON again. */
const SES_BOUNCE = /\\?"notificationType\\?"\s{0,3}:\s{0,3}\\?"Bounce\\?"/

/** Whether a mail server speaks, and of a mail that did not arrive. */
function speaksAsServer(mail: ReportParts): boolean {
  const local = mail.from.match(/[^\s<"(]{1,64}@/)?.[0] ?? mail.from
  const isServer = SERVER.test(local) || SERVER_NAME.test(mail.from)
  const isNull = mail.returnPath !== null && /^<?(?:>|$|mailer-daemon|null>)/i.test(mail.returnPath.trim())
  const isReport = mail.parts.some(({ type }) => type === 'message/rfc822' || type === 'text/rfc822-headers')
  const says = FAILURE_SUBJECT.test(mail.subject) || FAILURE_WORDS.test(mail.text.slice(0, READ))
  if (mail.failedRecipients !== '') return true
  if (isServer) return says || isReport || isNull
  if (SES_BOUNCE.test(mail.text.slice(0, READ))) return true
  return isNull && FAILURE_SUBJECT.test(mail.subject) && (says || isReport)
}

function freeReportOf(mail: ReportParts): Report {
  const text = mail.text.slice(0, READ)
  const said =
    text.split(/-{2,}.{0,40}(?:original message|copy of (?:the|this|your) message|below this line)/i)[0] ??
    text
  const listed = addressesIn(mail.failedRecipients)
  const isDelayed = /delay(?:ed)?\b|will (?:be )?retr(?:y|ied)|still trying|warning: could not send/i.test(
    `${mail.subject}\n${said.slice(0, 2_000)}`,
  )
  const isFailed = /fail|undeliver|permanent|giv(?:en|ing) up|5\d\d[ -]/i.test(`${mail.subject}\n${said}`)
  return {
    action: isDelayed && !isFailed ? 'delayed' : 'failed',
    recipients: some(listed.length > 0 ? listed : addressesIn(said.slice(0, 4_000))),
    status: said.match(/\b[45]\.\d{1,3}\.\d{1,3}\b/)?.[0] ?? null,
    messageId: originalIdOf(mail),
  }
}

/** The Message-ID of the mail that is spoken of: in the returned headers, else in the server's words. */
function originalIdOf({ parts, text }: ReportParts): string | null {
  const returned = parts.filter(({ type }) => type === 'message/rfc822' || type === 'text/rfc822-headers')
  for (const words of [...returned.map((part) => part.text), text.slice(0, READ)]) {
    const id = words.match(/^[ \t>]{0,4}message-id:\s{0,4}<([^<>\s]{3,400})>/im)?.[1]
    if (id !== undefined) return id
  }
  return null
}

/** Header-like fields with their folded lines. */
function fieldsOf(text: string): [name: string, value: string][] {
  return text
    .slice(0, READ)
    .replace(/\r?\n[ \t]+/g, ' ')
    .split(/\r?\n/)
    .flatMap((line) => {
      const colon = line.indexOf(':')
      return colon < 1 ? [] : [[line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim()]]
    })
}

const addressesIn = (text: string): string[] =>
  (text.match(/[^\s<>;:,"'()[\]]{1,64}@[A-Za-z0-9.-]{1,250}/g) ?? []).flatMap(
    (found) => plainAddress(found.replace(/[.-]+$/, '')) ?? [],
  )

const some = (addresses: readonly string[]): string[] => [...new Set(addresses)].slice(0, 20)
