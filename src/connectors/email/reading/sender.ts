/** Who sent a mail, as far as somebody vouches for it. What a mail says of itself gives nobody a right (SAFETY.md R6). Pure. */
import { isOurs } from '../signing.ts'
import { headersOf, type Mail, type MailAddress } from './mail.ts'

export type Sender = {
  readonly address: string
  readonly name: string
  /** Our own mail server checked that the address's domain sent it. */
  readonly isVerified: boolean
}

/**
 * The customer who wrote: From, or Reply-To where From is an address of ours (a contact form that writes in our name), which
 * nobody vouches for. Undefined where nobody can be named.
 */
export function senderOf(mail: Mail, ours: ReadonlySet<string>, authserv: string | null): Sender | undefined {
  if (mail.from && !isOurs(mail.from.address, ours))
    return { ...named(mail.from), isVerified: isVouchedFor(mail, mail.from.address, authserv) }
  const replyTo = mail.replyTo.find(({ address }) => !isOurs(address, ours))
  return replyTo ? { ...named(replyTo), isVerified: false } : undefined
}

const named = ({ name, address }: MailAddress) => ({ address, name: name === address ? '' : name })

/**
 * Whether the receiving server found the domain of From to be the sender. Only the topmost Authentication-Results of the
 * server that the mailbox trusts counts: further down a stranger may have written it himself.
 */
function isVouchedFor(mail: Mail, address: string, authserv: string | null): boolean {
  if (authserv === null || mail.hasManyFrom) return false
  const domain = address.slice(address.lastIndexOf('@') + 1)
  const said = headersOf(mail, 'authentication-results').find(
    (value) => authservOf(value) === authserv.toLowerCase(),
  )
  return said !== undefined && passes(said.toLowerCase(), domain)
}

/** The server that wrote an Authentication-Results header, lower case; "" where it says nothing. */
export function authservOf(value: string): string {
  return /^\s{0,10}([^\s;]{1,253})/.exec(plainOf(value))?.[1]?.toLowerCase() ?? ''
}

function passes(said: string, domain: string): boolean {
  return plainOf(said)
    .split(';')
    .slice(1, 30)
    .some((part) => {
      if (!/^\s{0,5}(?:dmarc|dkim|spf)\s{0,3}=\s{0,3}pass\b/.test(part)) return false
      const method = /(dmarc|dkim|spf)/.exec(part)?.[1]
      const property = { dmarc: 'header.from', dkim: 'header.d', spf: 'smtp.mailfrom' }[method ?? ''] ?? ''
      const value = new RegExp(`\\s${property.replace('.', '\\.')}\\s{0,3}=\\s{0,3}([^\\s;]{1,320})`).exec(
        part,
      )?.[1]
      if (value === undefined) return false
      const by = value.slice(value.lastIndexOf('@') + 1)
      return method === 'spf'
        ? by === domain
        : by === domain || (by.includes('.') && domain.endsWith(`.${by}`))
    })
}

/** Comments and quoted words may hold anything, such as "; dmarc=pass": no comment stays, and of what is quoted a plain word. */
function plainOf(text: string): string {
  let [plain, depth, quoted] = ['', 0, undefined as string | undefined]
  const signs = [...text.slice(0, 4_000).matchAll(/\\?[^]/g)].map(([sign]) => sign)
  for (const sign of signs) {
    if (depth > 0) depth += sign === '(' ? 1 : sign === ')' ? -1 : 0
    else if (quoted !== undefined && sign !== '"') quoted += sign
    else if (quoted !== undefined)
      [plain, quoted] = [plain + (/^[\w.@+-]*$/.test(quoted) ? quoted : ''), undefined]
    else if (sign === '(') depth = 1
    else if (sign === '"') quoted = ''
    else plain += sign
  }
  return plain
}
