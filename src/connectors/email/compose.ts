/** The mail an agent's words become: plain text and the same as simple HTML, in its thread. The same words give the same bytes. */
import { hash } from 'node:crypto'
import MailComposer from 'nodemailer/lib/mail-composer'
import { plainAddress } from './reading/mail.ts'

export type Letter = {
  /** "Priya Nair" and "Tussock Merino": customers see both. */
  readonly authorName: string
  readonly mailboxName: string
  readonly from: string
  readonly to: string
  /** Where an answer goes, where that is not `from`. */
  readonly replyTo: string | undefined
  readonly subject: string
  readonly text: string
  /** Without brackets. */
  readonly messageId: string
  readonly inReplyTo: string | null
  /** The first mail of the thread, where it is known. */
  readonly root: string | null
  readonly at: Date
  /** Left out where the words themselves become the HTML. */
  readonly html?: string
  /** Written by a machine: other machines must not answer it (RFC 3834). Where to say that no more is wanted (RFC 8058). */
  readonly automatic?: { readonly unsubscribe?: string }
}

/** Writes the mail. Refuses nothing: what could bend a header is taken out, and addresses were checked before. */
export function composeMail(letter: Letter): Promise<Buffer> {
  const { from, to, replyTo } = letter
  for (const address of [from, to, ...(replyTo === undefined ? [] : [replyTo])])
    if (plainAddress(address) !== address.toLowerCase()) throw new Error('an address was not checked')
  const references = [letter.root, letter.inReplyTo].flatMap((id) => bracketed(id) ?? [])
  const answered = bracketed(letter.inReplyTo)
  const name = oneLine(
    letter.authorName === letter.mailboxName
      ? letter.mailboxName
      : `${letter.authorName}, ${letter.mailboxName}`,
  )
  const composer = new MailComposer({
    from: { name, address: from },
    to: { name: '', address: to },
    ...(replyTo === undefined ? {} : { replyTo: { name, address: replyTo } }),
    subject: oneLine(letter.subject).slice(0, 400),
    messageId: `<${letter.messageId}>`,
    ...(answered === undefined ? {} : { inReplyTo: answered }),
    ...(references.length > 0 ? { references: [...new Set(references)] } : {}),
    date: letter.at,
    text: letter.text,
    html: letter.html ?? htmlOf(letter.text),
    ...(letter.automatic ? { headers: automaticHeaders(letter.automatic.unsubscribe) } : {}),
    baseBoundary: hash('sha256', letter.messageId).slice(0, 24),
    disableFileAccess: true,
    disableUrlAccess: true,
    newline: '\r\n',
  })
  return composer.compile().build()
}

const automaticHeaders = (unsubscribe: string | undefined) => ({
  'Auto-Submitted': 'auto-generated',
  'X-Auto-Response-Suppress': 'All',
  ...(unsubscribe === undefined
    ? {}
    : {
        'List-Unsubscribe': `<${unsubscribe}>`,
        'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
      }),
})

/** The words as HTML: paragraphs and lines, nothing else. */
function htmlOf(text: string): string {
  const paragraphs = text
    .replace(/\r\n?/g, '\n')
    .split(/\n{2,}/)
    .map((part) => `<p>${escapeHtml(part).replaceAll('\n', '<br>\n')}</p>`)
  return `<!doctype html>\n<html><body>\n${paragraphs.join('\n')}\n</body></html>`
}

const ESCAPED: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const escapeHtml = (text: string) => text.replace(/[&<>"]/g, (sign) => ESCAPED[sign] ?? sign)

/** A Message-ID as a header bears it; undefined for what is none. */
const bracketed = (id: string | null): string | undefined =>
  id !== null && /^[\x21-\x3b\x3d\x3f-\x7e]{3,400}$/.test(id) && id.includes('@') ? `<${id}>` : undefined

const oneLine = (text: string) => text.replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ').trim()
