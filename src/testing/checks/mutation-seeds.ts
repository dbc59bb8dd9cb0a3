/** Mails and tables as programs really write them, by hand: what the mutator bends. */
import { FORGED } from './forged-mails.ts'

const lines = (...all: readonly string[]) => all.join('\r\n')
const quoted = (text: string) => text.replace(/[^ -<>-~\r\n]/g, (sign) => [...Buffer.from(sign)].map((byte) => `=${byte.toString(16).toUpperCase().padStart(2, '0')}`).join('')) // prettier-ignore
const based = (text: string) => Buffer.from(text).toString('base64').replace(/.{76}/g, '$&\r\n')

const HEADS: readonly string[] = [
  lines('From: Maren Oduya <maren@example.com>', 'To: care@shop.example', 'Subject: Where is my parcel', 'Message-ID: <1@example.com>', 'Date: Fri, 21 Nov 2025 10:00:00 +0100'),
  lines('Return-Path: <kofi@example.org>', 'Delivered-To: care@shop.example', 'Received: from mx.example.org (mx.example.org [203.0.113.9])', '\tby mx.shop.example with ESMTPS id 4Xyz', '\tfor <care@shop.example>; Fri, 21 Nov 2025 09:59:58 +0000 (UTC)', 'From: "Kofi, Mensah" <kofi@example.org>', 'To: "Care, Team" <care@shop.example>, jo@shop.example', 'Cc: Ada <ada@example.com>', 'Subject: Re: Re: order 1001'),
  lines('From: =?utf-8?Q?J=C3=BCrgen_M=C3=BCller?= <jm@example.de>', 'To: care@shop.example', 'Subject: =?iso-8859-1?Q?Gr=F6=DFe?= =?utf-8?B?8J+RlyDDvGJlcmFsbA==?='),
  lines('From: =?iso-2022-jp?B?GyRCQkBFRBsoQg==?= <ota@example.jp>', 'To: care@shop.example', 'Subject: =?iso-2022-jp?B?GyRCQ2ZKOBsoQg==?='),
  lines('From: a@example.com', 'To: undisclosed-recipients:;', 'Subject:', 'In-Reply-To: <sf.abcdefghijklmnop.abcdefghijklmnop.abcdefghijklmnopqrstuvwx@shop.example>', 'References: <a@b> <c@d>', '\t<e@f>'),
  lines('From: (comment (nested)) "quoted \\" name" <q@example.com> (after)', 'To: Team: a@shop.example, b@shop.example;', 'Reply-To: r1@example.com, r2@example.com', 'Subject: comments'),
  lines('Authentication-Results: mx.shop.example; dkim=pass (2048-bit key) header.d=example.com header.i=@example.com', '\theader.b="a1b2"; spf=pass smtp.mailfrom=example.com; dmarc=pass (p=REJECT) header.from=example.com', 'From: m@example.com', 'To: care@shop.example', 'Subject: checked'),
  lines('Auto-Submitted: auto-replied', 'Precedence: bulk', 'X-Auto-Response-Suppress: All', 'From: Out <o@example.com>', 'To: care@shop.example', 'Subject: Automatic reply: Re: your order'),
  lines('List-Id: <news.example.com>', 'List-Unsubscribe: <mailto:u@example.com>, <https://example.com/u>', 'List-Unsubscribe-Post: List-Unsubscribe=One-Click', 'From: News <n@example.com>', 'To: care@shop.example', 'Subject: Sale'),
  lines('From: MAILER-DAEMON@mx.example.com (Mail Delivery System)', 'To: care@shop.example', 'Subject: Undelivered Mail Returned to Sender', 'Auto-Submitted: auto-replied', 'X-Failed-Recipients: maren@example.com'),
  lines('DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d=example.com; s=x;', ' h=from:to:subject; bh=abc=;', ' b=abcdefghijklmnopqrstuvwxyz', 'From: m@example.com', 'To: care+abcdefghijklmnopaaaaaabcdefghijklmnopqrstuvwx@shop.example', 'Subject: tagged'),
  lines('from: lower@example.com', 'TO: CARE@SHOP.EXAMPLE', 'SUBJECT: Cases', 'mime-VERSION: 1.0', 'Importance: high', 'X-Priority: 1'),
] // prettier-ignore

const WORDS =
  'Third time I ask: where is my parcel? It is for my sister’s wedding on Saturday. Größe 8, 日本語, 👗.'
const HTML = `<html><head><style>p{color:red}</style></head><body><p>Hello &amp; <b>where</b> is it?</p><img src="cid:logo@x"><img src="https://example.com/p.gif"><blockquote><p>On its way</p></blockquote><script>alert(1)</script><table><tr><td>1</td><td>2</td></tr></table></body></html>`
const REPORT = lines('Content-Type: multipart/report; report-type=delivery-status; boundary="rb"', '', '--rb', '', 'It did not arrive.', '--rb', 'Content-Type: message/delivery-status', '', 'Reporting-MTA: dns; mx', '', 'Final-Recipient: rfc822; maren@example.com', 'Action: failed', 'Status: 5.1.1', 'Diagnostic-Code: smtp; 550 5.1.1 no such user', '--rb', 'Content-Type: message/rfc822', '', 'Message-ID: <sf.a@shop.example>', 'Subject: x', '', 'x', '--rb--', '') // prettier-ignore
const ABUSE = lines('Content-Type: multipart/report; report-type=feedback-report; boundary=fb', '', '--fb', '', 'spam', '--fb', 'Content-Type: message/feedback-report', '', 'Feedback-Type: abuse', 'User-Agent: x', 'Version: 1', '--fb', 'Content-Type: text/rfc822-headers', '', 'Message-ID: <a@b>', '--fb--', '') // prettier-ignore

/** What follows the head: its own headers, an empty line, the words. */
const BODIES: readonly string[] = [
  lines('', WORDS, '', '-- ', 'Maren'),
  lines('Content-Type: text/plain; charset=utf-8; format=flowed', '', WORDS, '', 'On Mon, 1 Nov 2025 Jo <jo@shop.example> wrote:', '> On its way', '>> really?'),
  lines('Content-Type: text/plain; charset="utf-8"', 'Content-Transfer-Encoding: quoted-printable', '', quoted(WORDS), '=', '=20=E2=82'),
  lines('Content-Type: text/plain; charset=utf-8', 'Content-Transfer-Encoding: base64', '', based(WORDS)),
  lines('Content-Type: text/plain; charset=windows-1252', 'Content-Transfer-Encoding: 8bit', '', 'caf\xe9 \x80 \x99'),
  lines('Content-Type: text/plain; charset=utf-16le', 'Content-Transfer-Encoding: base64', '', Buffer.from(WORDS, 'utf16le').toString('base64')),
  lines('Content-Type: text/html; charset=utf-8', '', HTML),
  lines('Content-Type: text/html; charset=utf-8', 'Content-Transfer-Encoding: quoted-printable', '', quoted(HTML).replaceAll('=', '=3D')),
  lines('MIME-Version: 1.0', 'Content-Type: multipart/alternative; boundary="=_a"', '', 'preamble', '--=_a', 'Content-Type: text/plain; charset=utf-8', '', WORDS, '--=_a', 'Content-Type: text/html', '', HTML, '--=_a--', 'epilogue'),
  lines('Content-Type: multipart/mixed; boundary=b', '', '--b', '', WORDS, '--b', 'Content-Type: application/pdf; name="bill.pdf"', 'Content-Disposition: attachment; filename*=utf-8\'\'M%C3%A4rz%20bill.pdf; size=20', 'Content-Transfer-Encoding: base64', '', based('%PDF-1.7 not really'), '--b--'),
  lines('Content-Type: multipart/related; boundary=r; type="multipart/alternative"', '', '--r', 'Content-Type: multipart/alternative; boundary=a', '', '--a', '', WORDS, '--a', 'Content-Type: text/html', '', HTML, '--a--', '--r', 'Content-Type: image/png; name=logo.png', 'Content-ID: <logo@x>', 'Content-Disposition: inline', 'Content-Transfer-Encoding: base64', '', 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', '--r--'),
  lines('Content-Type: multipart/mixed; boundary=m', '', '--m', 'Content-Type: message/rfc822', '', 'From: inner@example.com', 'Subject: inner', 'Content-Type: multipart/mixed; boundary=n', '', '--n', '', 'inner words', '--n--', '--m--'),
  REPORT,
  ABUSE,
  lines('Content-Type: multipart/signed; micalg=pgp-sha256; protocol="application/pgp-signature"; boundary=s', '', '--s', 'Content-Type: text/plain', '', WORDS, '--s', 'Content-Type: application/pgp-signature; name=signature.asc', '', '-----BEGIN PGP SIGNATURE-----', 'abc', '-----END PGP SIGNATURE-----', '--s--'),
  lines('Content-Type: multipart/mixed; boundary=t', '', '--t', 'Content-Type: application/ms-tnef; name=winmail.dat', 'Content-Transfer-Encoding: base64', '', 'eJ8+Ih==', '--t', 'Content-Type: text/calendar; method=REQUEST', '', 'BEGIN:VCALENDAR', 'END:VCALENDAR', '--t--'),
  lines('Content-Type: text/plain; charset=utf-8', 'Content-Transfer-Encoding: x-uuencode', '', 'begin 644 a.txt', '#0V%T', '`', 'end'),
  lines('Content-Type: multipart/mixed', '', '--nothing', '', WORDS),
  lines('Content-Type: multipart/mixed; boundary=""', '', '--', '', WORDS, '----'),
  lines('Content-Type: text/plain; name*0="a"; name*1*=utf-8\'\'%F0%9F%91%97; charset*=utf-8\'\'utf-8', '', WORDS),
] // prettier-ignore

/** Each head with each body, and the forged ones: three hundred and two. */
export const MAIL_SEEDS: readonly Buffer[] = [
  ...HEADS.flatMap((head) => BODIES.map((body) => Buffer.from(`${head}\r\n${body}\r\n`, 'latin1'))),
  ...FORGED.map(({ head }) =>
    Buffer.from(`${head.replaceAll('\n', '\r\n')}\r\nTo: care@shop.example\r\n\r\n${WORDS}`),
  ),
]

const TABLES: readonly (readonly (readonly string[])[])[] = [
  [['Date', 'Customer email', 'Name', 'Message', 'Channel'], ['2025-11-20 09:00', 'maren@example.com', 'Maren', 'Where is my parcel?', 'email'], ['20/11/2025 10:30', 'kofi@example.org', 'Kofi "K" Mensah', 'Two\nlines, and a comma', 'chat'], ['', '', '', '', '']],
  [['Name', 'Email', 'Created at', 'Lineitem name', 'Lineitem quantity', 'Lineitem price', 'Total', 'Currency'], ['#1001', 'ada@example.com', '2025-11-19 12:00:00 -0500', 'Wren dress, pine', '1', '148.00', '160.00', 'USD'], ['#1001', '', '', 'Scarf', '2', '6.00', '', '']],
  [['reviewer_email', 'review date', 'rating', 'title', 'body', 'product'], ['eve@example.com', 'Nov 18, 2025', '5', 'Love it', 'It falls just right. 5" hem', 'Wren'], ['x@example.com', '18.11.2025', '1', '', 'Runs small', '']],
  [['email', 'survey', 'score', 'comment', 'answered_at'], ['s@example.com', 'nps', '9', 'Lovely 👗', '1763650000'], ['t@example.com', 'csat', '2/5', 'Größe', '2025-11-18T09:00:00Z']],
  [['phone', 'started', 'agent', 'note', 'order'], ['+49 170 998877', '11/12/25 9:05 AM', 'Priya', '=1+1', '1002'], ['0049170', 'yesterday', '', '@x', '']],
] // prettier-ignore

const RECORDS: readonly object[] = [
  { date: '2025-11-20', email: 'maren@example.com', message: WORDS },
  { event: 'Order Completed', userId: 'u1', timestamp: '2025-11-20T09:00:00Z', properties: { order_id: '1', total: 12.5, products: [{ name: 'Wren', price: 148 }] } }, // prettier-ignore
  { id: 1, created_at: '2025-11-20T09:00:00Z', customer: { email: 'a@example.com', first_name: 'Ada' }, line_items: [{ title: 'Scarf', quantity: 2, price: '6.00' }], total_price: '12.00', currency: 'USD' }, // prettier-ignore
  {
    email: 'x@example.com',
    rating: 5,
    body: 'Love it',
    nested: { a: [1, null, true, { b: 'c' }] },
    __proto__x: 1,
  },
]

const ENCODED: readonly ((text: string) => Buffer)[] = [
  (text) => Buffer.from(text),
  (text) => Buffer.from(`\ufeff${text}`),
  (text) => Buffer.from(`\ufeff${text}`, 'utf16le'),
  (text) => Buffer.from(`\ufeff${text}`, 'utf16le').swap16(),
  (text) => Buffer.from(text, 'latin1'),
]

const cell = (text: string, separator: string) =>
  /["\n\r]/.test(text) || text.includes(separator) ? `"${text.replaceAll('"', '""')}"` : text

/** Each table with each separator, end of line and encoding, and records as JSON lines, a list, within an object and as one. */
export const TABLE_SEEDS: readonly Buffer[] = [
  ...TABLES.flatMap((table) =>
    [',', ';', '\t', '|'].flatMap((separator) =>
      ['\n', '\r\n', '\r'].flatMap((end) => {
        const text = table.map((row) => row.map((one) => cell(one, separator)).join(separator)).join(end)
        return ENCODED.map((encode) => encode(text + end))
      }),
    ),
  ),
  ...ENCODED.flatMap((encode) => [
    encode(RECORDS.map((one) => JSON.stringify(one)).join('\n')),
    encode(JSON.stringify(RECORDS)),
    encode(JSON.stringify({ count: 4, tickets: RECORDS }, null, 2)),
    ...RECORDS.map((one) => encode(JSON.stringify(one))),
  ]),
]
