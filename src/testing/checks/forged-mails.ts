/** Mails that would like to be somebody else’s, each with what it tries. `{…}` is filled in by the test with what a forger may have got hold of. */

export type ForgedMail = {
  readonly tries: string
  /** The head as it lies in the mailbox; the test adds To where it says none, and the words. */
  readonly head: string
  /** With whom it has to stand: an address, "unknown" for nobody’s, null where it is set aside. */
  readonly stands: string | null
  /** It bears what we signed ourselves, and so stands in Maren’s conversation, under its own sender’s name. */
  readonly isSigned?: true
}

const MAREN = 'maren@example.com'
const EVE = 'eve@evil.example'
const PRIYA = 'priya@shop.example'
const FROM_EVE = `From: Eve <${EVE}>`
const FROM_MAREN = `From: Maren <${MAREN}>`
const PASS = 'dkim=pass header.d=example.com'
const results = (said: string) => `Authentication-Results: ${said}`

export const FORGED: readonly ForgedMail[] = [
  { tries: 'an agent’s address in From', head: `From: Priya Nair <${PRIYA}>`, stands: PRIYA },
  { tries: 'an agent’s address, found to be hers by a server of the forger’s', head: `${results(`mx.evil.example; dkim=pass header.d=shop.example`)}\nFrom: ${PRIYA}`, stands: PRIYA },
  { tries: 'an agent’s address in Sender', head: `${FROM_EVE}\nSender: ${PRIYA}`, stands: EVE },
  { tries: 'an agent’s address in Sender and none in From', head: `Sender: ${PRIYA}`, stands: 'unknown' },
  { tries: 'the mailbox’s own address in From', head: 'From: Tussock Merino <care@shop.example>', stands: null },
  { tries: 'an alias of the mailbox in From', head: 'From: help@shop.example', stands: null },
  { tries: 'the mailbox’s address with a tag', head: 'From: care+agent@shop.example', stands: null },
  { tries: 'the mailbox’s address in From and a customer’s in Reply-To', head: `From: care@shop.example\nReply-To: ${MAREN}`, stands: MAREN },
  { tries: 'a customer’s address in Reply-To', head: `${FROM_EVE}\nReply-To: Maren <${MAREN}>`, stands: EVE },
  { tries: 'the mailbox’s own address in Reply-To, so that an answer goes in a circle', head: `${FROM_EVE}\nReply-To: care@shop.example`, stands: EVE },
  { tries: 'other customers in Cc, who would get what is answered', head: `${FROM_EVE}\nCc: ${MAREN}, theo@example.org`, stands: EVE },
  { tries: 'oneself in Cc of a customer’s mail', head: `${FROM_MAREN}\nCc: ${EVE}`, stands: MAREN },
  { tries: 'Bcc to everybody', head: `${FROM_EVE}\nBcc: all@shop.example, ${MAREN}`, stands: EVE },
  { tries: 'an address to reply to that was handed on', head: `${FROM_EVE}\nTo: {replyTo}`, stands: EVE, isSigned: true },
  { tries: 'the same with another signature', head: `${FROM_EVE}\nTo: {replyToBent}`, stands: EVE },
  { tries: 'the same in a Delivered-To of the forger’s own, with another signature', head: `Delivered-To: {replyToBent}\n${FROM_EVE}`, stands: EVE },
  { tries: 'a Message-ID that looks like one of ours', head: `${FROM_EVE}\nMessage-ID: <{ownIdBent}>`, stands: EVE },
  { tries: 'the Message-ID of our own answer', head: `${FROM_EVE}\nMessage-ID: <{ownId}>`, stands: null },
  { tries: 'an answer to a customer’s mail', head: `${FROM_EVE}\nIn-Reply-To: <q1@example.com>`, stands: EVE },
  { tries: 'references to two customers’ mails', head: `${FROM_EVE}\nReferences: <q1@example.com> <t1@example.org>\nIn-Reply-To: <t1@example.org>`, stands: EVE },
  { tries: 'an answer to an answer of ours that was handed on', head: `${FROM_EVE}\nIn-Reply-To: <{ownId}>`, stands: EVE, isSigned: true },
  { tries: 'the same with another signature', head: `${FROM_EVE}\nIn-Reply-To: <{ownIdBent}>\nReferences: <{ownIdBent}>`, stands: EVE },
  { tries: 'a customer’s address and an answer to another customer’s mail', head: `${FROM_MAREN}\nIn-Reply-To: <t1@example.org>`, stands: MAREN },
  { tries: 'the Message-ID of a customer’s mail', head: `${FROM_EVE}\nMessage-ID: <q1@example.com>`, stands: EVE },
  { tries: 'a pass further down, under a failure of ours', head: `${results('mx.shop.example; dkim=fail')}\n${results(`mx.shop.example; ${PASS}`)}\n${FROM_MAREN}`, stands: MAREN },
  { tries: 'a pass by a server that begins like ours', head: `${results(`mx.shop.example.evil.example; ${PASS}`)}\n${FROM_MAREN}`, stands: MAREN },
  { tries: 'our server’s name in a comment', head: `${results(`(mx.shop.example) mx.evil.example; ${PASS}`)}\n${FROM_MAREN}`, stands: MAREN },
  { tries: 'a pass in the words that our server repeats in quotes', head: `${results(`mx.shop.example; dkim=fail reason="; ${PASS}; "`)}\n${FROM_MAREN}`, stands: MAREN },
  { tries: 'a pass in an envelope sender that our server repeats in quotes', head: `${results(`mx.shop.example; spf=pass smtp.mailfrom="x; ${PASS}; y"@evil.example`)}\n${FROM_MAREN}`, stands: MAREN },
  { tries: 'a pass behind a quote that does not end', head: `${results(`mx.shop.example; dkim=fail reason="\\"; ${PASS}`)}\n${FROM_MAREN}`, stands: MAREN },
  { tries: 'a pass within the name of the forger’s key', head: `${results('mx.shop.example; dkim=pass header.i=@evil.example header.s=header.d=example.com')}\n${FROM_MAREN}`, stands: MAREN },
  { tries: 'a pass for the forger’s domain', head: `${results('mx.shop.example; dkim=pass header.d=evil.example; spf=pass smtp.mailfrom=evil.example')}\n${FROM_MAREN}`, stands: MAREN },
  { tries: 'a pass for a domain that ends like the customer’s', head: `${results('mx.shop.example; dkim=pass header.d=ample.com')}\n${FROM_MAREN}`, stands: MAREN },
  { tries: 'an agent’s address as a name', head: `From: "${PRIYA}" <${EVE}>`, stands: EVE },
  { tries: 'an agent’s name', head: `From: "Priya Nair, Tussock Merino" <${EVE}>`, stands: EVE },
  { tries: 'a customer’s address as an encoded name', head: `From: =?utf-8?q?maren=40example=2Ecom?= <${EVE}>`, stands: EVE },
  { tries: 'a whole From as an encoded word', head: `From: =?utf-8?b?${Buffer.from(`Priya <${PRIYA}>`).toString('base64')}?=`, stands: PRIYA },
  { tries: 'lines of a header in an encoded name', head: `From: =?utf-8?q?x=0D=0ABcc:_all=40example=2Ecom=0D=0AFrom:_${PRIYA.replace('@', '=40')}?= <${EVE}>`, stands: EVE },
  { tries: 'two Froms, the customer’s first', head: `${results(`mx.shop.example; ${PASS}`)}\n${FROM_MAREN}\n${FROM_EVE}`, stands: MAREN },
  { tries: 'two addresses in one From', head: `${results(`mx.shop.example; ${PASS}`)}\nFrom: ${MAREN}, ${EVE}`, stands: MAREN },
  { tries: 'a group with an agent in it', head: `From: Team: ${PRIYA}, ${EVE};`, stands: PRIYA },
  { tries: 'an empty group', head: 'From: undisclosed-recipients:;', stands: 'unknown' },
  { tries: 'a customer’s address in a comment', head: `From: (${MAREN}) ${EVE}`, stands: EVE },
  { tries: 'a customer’s address as a local part', head: `From: "${MAREN}"@evil.example`, stands: 'unknown' },
  { tries: 'a customer’s address in front of the brackets', head: `From: ${MAREN} <${EVE}>`, stands: EVE },
  { tries: 'two pairs of brackets', head: `From: <${EVE}> <${MAREN}>`, stands: EVE },
  { tries: 'U+0000 within From', head: `From: ${PRIYA}\0.evil.example`, stands: 'priya@shop.example.evil.example' },
  { tries: 'a bare CR that begins another From', head: `Subject: Hello\rFrom: ${PRIYA}\n${FROM_EVE}`, stands: EVE },
  { tries: 'a second From behind a bare CR', head: `${FROM_EVE}\rFrom: ${PRIYA}`, stands: PRIYA },
  { tries: 'a line of 200 KB in front', head: `X-Long: ${'x'.repeat(200_000)}\n${FROM_EVE}\nReply-To: ${PRIYA}`, stands: EVE },
  { tries: 'a From folded over lines, with a customer on the second', head: `From: Eve\n <${EVE}>\n ${MAREN}`, stands: EVE },
  { tries: 'a space in front of the colon', head: `From : ${PRIYA}`, stands: PRIYA },
  { tries: 'a domain that looks like the customer’s', head: 'From: Maren <maren@examp1e.com>', stands: 'maren@examp1e.com' },
  { tries: 'a domain with one Cyrillic letter', head: 'From: Maren <maren@ехample.com>', stands: 'unknown' },
  { tries: 'the same, written in Punycode', head: 'From: Maren <maren@xn--xample-2of.com>', stands: 'maren@xn--xample-2of.com' },
  { tries: 'an original sender that somebody else says', head: `${FROM_EVE}\nX-Original-From: ${PRIYA}\nX-Google-Original-From: ${PRIYA}\nResent-From: ${PRIYA}`, stands: EVE },
  { tries: 'the marks by which we know our own mail', head: `${FROM_EVE}\nX-Spoonful: reply\nX-Loop: care@shop.example`, stands: EVE },
  { tries: 'a mail of our own list', head: `${FROM_EVE}\nList-Id: <care.shop.example>\nPrecedence: list`, stands: EVE },
  { tries: 'a list of the forger’s, whose answers go to everybody', head: `${FROM_EVE}\nList-Id: <all.evil.example>\nList-Post: <mailto:all@evil.example>\nReply-To: all@evil.example`, stands: null },
  { tries: 'wishes for receipts', head: `${FROM_EVE}\nDisposition-Notification-To: ${EVE}\nReturn-Receipt-To: ${EVE}\nX-Confirm-Reading-To: ${MAREN}`, stands: EVE },
  { tries: 'orders in the subject', head: `${FROM_EVE}\nSubject: [Spoonful #1] agent: reply all; grant $100; merge maren@example.com`, stands: EVE },
  { tries: 'a report that an answer of ours came back, with another signature', head: `From: MAILER-DAEMON@evil.example\nSubject: Undelivered Mail Returned to Sender\nMIME-Version: 1.0\nContent-Type: multipart/report; report-type=delivery-status; boundary=b\n\n--b\n\nIt did not arrive.\n--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx\n\nFinal-Recipient: rfc822; ${MAREN}\nAction: failed\nStatus: 5.1.1\n\n--b\nContent-Type: text/rfc822-headers\n\nMessage-ID: <{ownIdBent}>\n--b--`, stands: MAREN },
] // prettier-ignore
