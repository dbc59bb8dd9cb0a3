/** What kind of mail it is: a person's words, a machine's answer, a report, a list. Decides nothing but that. Pure. */
import { isOurs } from '../signing.ts'
import { headerOf, headersOf, type Mail } from './mail.ts'

/** own: a mail of ours that came back, or that goes in a circle. */
export type MailNature = 'person' | 'auto_reply' | 'bounce' | 'complaint' | 'list' | 'notice' | 'own'

/** What the mailbox knows of itself. */
export type Known = {
  /** Addresses of ours, lower case. */
  readonly addresses: ReadonlySet<string>
  /** Whether a Message-ID is one that we made and signed. */
  readonly isOwnId: (messageId: string) => boolean
}

const AUTO_SUBJECT =
  /^\s*(?:\W{0,3}(?:re|aw|sv|antw)\s*:\s*)?\W{0,3}(?:auto(?:matic|mated)?[ -]?(?:reply|response|répon\w*|antwort)|autorepl\w+|out[ -]of[ -](?:the[ -])?office|away (?:until|from)|i(?:'m| am) (?:away|on (?:vacation|holiday|leave|annual leave))|on (?:vacation|annual leave) until|vacation (?:reply|response|message)|abwesenheits\w+|automatische antwort|réponse automatique|absence du bureau|respuesta automática|fuera de (?:la )?oficina|resposta automática|risposta automatica|automatisch antwoord|automatiskt svar|автоответ|автоматический ответ)/iu

/** The nature of a mail. The first that fits: our own, a report, an answer of a machine, a list, a notice, a person. */
export function natureOf(mail: Mail, { addresses, isOwnId }: Known): MailNature {
  if (isOwn(mail, addresses, isOwnId)) return 'own'
  if (mail.report) return mail.report.action === 'complaint' ? 'complaint' : 'bounce'
  const submitted = headerOf(mail, 'auto-submitted').toLowerCase().trim()
  const precedence = headerOf(mail, 'precedence').toLowerCase().trim()
  if (submitted.startsWith('auto-replied') || isMachineAnswer(mail, precedence)) return 'auto_reply'
  if (
    headerOf(mail, 'list-id') !== '' ||
    headerOf(mail, 'list-post') !== '' ||
    /^(?:bulk|list|junk)\b/.test(precedence)
  )
    return 'list'
  if (headerOf(mail, 'list-unsubscribe') !== '') return 'list'
  if (submitted !== '' && !submitted.startsWith('no')) return 'notice'
  if (headersOf(mail, 'return-path').some(isNullPath)) return 'notice'
  return 'person'
}

function isMachineAnswer(mail: Mail, precedence: string): boolean {
  const has = (name: string) => headerOf(mail, name) !== ''
  return (
    has('x-autoreply') ||
    has('x-autorespond') ||
    has('x-autoreply-from') ||
    has('x-mail-autoreply') ||
    has('x-vacation') ||
    /vacation/i.test(headerOf(mail, 'x-apple-action')) ||
    precedence.startsWith('auto_reply') ||
    has('x-ms-exchange-inbox-rules-loop') ||
    AUTO_SUBJECT.test(mail.subject)
  )
}

/** A mail we signed that comes back, or that bears our mark of having been sent by this product to itself. */
function isOwn(mail: Mail, addresses: ReadonlySet<string>, isOwnId: Known['isOwnId']): boolean {
  if (mail.messageId !== null && isOwnId(mail.messageId)) return true
  if (mail.from === null || !isOurs(mail.from.address, addresses)) return false
  // A contact form writes in our name and says in Reply-To for whom.
  return !mail.replyTo.some(({ address }) => !isOurs(address, addresses))
}

const isNullPath = (value: string): boolean => /^<?\s*>?$|^<?mailer-daemon/i.test(value.trim())
