/** Who is believed to have sent a mail: a forged From gives no rights, whatever the mail says of itself (SAFETY.md R6). */
import { afterAll, expect, test } from 'vitest'
import { openReader } from './reader.ts'
import { senderOf } from './sender.ts'

const reader = openReader()
afterAll(() => reader.close())

const OURS = new Set(['care@shop.example'])
const MAREN = 'From: Maren <maren@example.com>\r\n'
const PASSES = 'Authentication-Results: mx.shop.example; dkim=pass header.d=example.com\r\n'

async function sender(head: string, authserv: string | null = 'MX.shop.example') {
  const mail = await reader.read(
    Buffer.from(`${head}To: care@shop.example\r\nSubject: Hello\r\n\r\nWhere is it?\r\n`),
    false,
  )
  return senderOf(mail, OURS, authserv)
}

test.each([
  ['DKIM of her domain', 'dkim=pass header.d=example.com'],
  ['DMARC of her domain', 'dmarc=pass (p=reject) header.from=example.com'],
  ['SPF of her domain', 'spf=pass smtp.mailfrom=bounce@example.com'],
])('%s, found by our own server, is believed', async (_name, found) => {
  expect(await sender(`Authentication-Results: mx.shop.example; ${found}\r\n${MAREN}`)).toEqual({
    address: 'maren@example.com',
    name: 'Maren',
    isVerified: true,
  })
})

const said = (text: string) => `Authentication-Results: ${text}\r\n${MAREN}`
test.each([
  ['nothing said', MAREN],
  ['said by another server', said('mx.evil.example; dkim=pass header.d=example.com')],
  [
    'failed by ours, passed further down by a stranger in its name',
    `${said('mx.shop.example; dkim=fail')}${PASSES}`,
  ],
  ['of another domain', said('mx.shop.example; dkim=pass header.d=evil.example')],
  ['of a whole ending', said('mx.shop.example; dkim=pass header.d=com')],
  ['of a domain that only ends like hers', said('mx.shop.example; dkim=pass header.d=ample.com')],
  ['in a comment', said('mx.shop.example; dkim=fail (x; dkim=pass header.d=example.com; y)')],
  ['two addresses in From', `${PASSES}From: maren@example.com, theo@evil.example\r\n`],
  ['two Froms', `${PASSES}${MAREN}From: Theo <theo@evil.example>\r\n`],
])('%s: it is her word and no more', async (_name, head) => {
  expect(await sender(head)).toMatchObject({ isVerified: false })
})

test('a mailbox that trusts no server believes none', async () => {
  expect(await sender(`${PASSES}${MAREN}`, null)).toMatchObject({ isVerified: false })
})

test('who is named by Reply-To in a mail of ours is vouched for by nobody', async () => {
  const head = `${PASSES}From: care@shop.example\r\nReply-To: Maren <maren@example.com>\r\n`
  expect(await sender(head)).toMatchObject({ address: 'maren@example.com', isVerified: false })
  expect(await sender('From: care@shop.example\r\n')).toBeUndefined()
})
